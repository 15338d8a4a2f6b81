import HubData
package import HubDiagnostics
package import HubHTTP
package import HubModel

/// A plan with the words of its posts.
package struct WordedPlan: Sendable {
  package var plan: Plan
  /// In the order of `plan.new`, less those that got no words.
  package var new: [NewPost]
  /// By identity, of `plan.rewritten` and `plan.updates`.
  package var changed: [String: NewPost]
  package var diagnostics: [Diagnostic]
}

extension Syndication {
  /// What a run would plan now: the queue stays as it is.
  ///
  /// - Parameters:
  ///   - articles: dated ones that may be shared, neither drafts nor expired.
  ///   - transport: the way to networks that say how long a text may be.
  ///   - isDryRun: whether `transport` answers without sending.
  /// - Returns: the plan.
  /// - Throws: `StorageError`.
  package func plan(
    _ articles: [Article], over transport: any HTTPTransport, isDryRun: Bool
  ) async throws -> WordedPlan {
    let now = clock.now()
    let snapshot = try await queue.snapshot(accounts: accounts.map(\.name.value))
    return try await plan(
      articles, besides: snapshot, now: now, over: transport, isDryRun: isDryRun)
  }

  /// The words that a failed post has as its article is now.
  ///
  /// - Returns: nil where nothing that its words are made from has changed, its article is not
  ///   there, or others follow it.
  /// - Throws: `StorageError`.
  package func words(for entry: QueueEntry, _ articles: [Article]) async throws -> NewPost? {
    guard entry.state == .failed, entry.link == nil else { return nil }
    let now = clock.now()
    var snapshot = try await queue.snapshot(accounts: [entry.post.account])
    snapshot.reopen(entry.post.identity)
    return try await plan(
      articles, besides: snapshot, now: now, over: transport, isDryRun: false
    ).changed[entry.post.identity]
  }

  private func plan(
    _ articles: [Article], besides snapshot: QueueSnapshot, now: Int64,
    over transport: any HTTPTransport, isDryRun: Bool
  ) async throws -> WordedPlan {
    var options = Planner.Options()
    options.mayTakeDown = mayTakeDown
    let plan = Planner(
      config, accounts: accounts,
      abilities: networks.mapValues { NetworkAbilities($0) }, calendars: calendars,
      options: options
    ).plan(articles, besides: snapshot, now: now)
    let items = plan.new + plan.rewritten + plan.updates
    var composition = Composition(
      syndication: config, networks: networks, isDryRun: isDryRun,
      earlier: try await posts(before: items, plan.known), besides: snapshot, articles: articles)
    let composed = await composition.compose(items, over: transport, secrets: secrets)
    let isChanged = Set((plan.rewritten + plan.updates).map(\.identity))
    // Nor does a post that is known already become the first of a thread.
    let threads = composed.threads.filter { isChanged.contains($0.key) }
    let parts = Set(threads.values.flatMap(\.self))
    return WordedPlan(
      plan: plan,
      new: (composed.posts + composed.wordless).filter {
        !isChanged.contains($0.post.identity) && !parts.contains($0.post.identity)
      },
      changed: Dictionary(
        composed.posts.filter {
          isChanged.contains($0.post.identity) && threads[$0.post.identity] == nil
        }.map { ($0.post.identity, $0) }
      ) { first, _ in first },
      diagnostics: plan.diagnostics + composed.diagnostics)
  }

  /// What the queue has of the articles that are repeated, less what gets new words.
  private func posts(before items: [Plan.Item], _ known: [String]) async throws -> [Post] {
    let repeated = Set(items.filter { $0.occurrence > 0 }.map(\.article.identity))
    guard !repeated.isEmpty else { return [] }
    let changed = Set(items.map(\.identity))
    return try await queue.entries(known).values
      .filter { $0.state != .cancelled && $0.state != .recorded }.map(\.post).filter {
        repeated.contains($0.article) && !changed.contains($0.identity)
      }
  }

  /// Carries a plan out in the queue; nothing is sent.
  ///
  /// What changed in the queue since the plan was made stays as it is: the next plan sees it.
  /// - Returns: the identities of the posts that are new.
  func apply(_ worded: WordedPlan) async throws -> [String] {
    let now = clock.now()
    for removal in worded.plan.cancelled {
      try await ifPossible {
        try await queue.cancel(removal.identity, because: removal.reason, now: now)
      }
    }
    try await move(worded.plan.rescheduled)
    for identity in worded.plan.held.sorted() {
      try await queue.holdForApproval(identity, now: now)
    }
    for (identity, end) in worded.plan.expiries.sorted(by: { $0.key < $1.key }) {
      try await queue.expire(identity, at: end, now: now)
    }
    let added = try await queue.add(worded.new, now: now)
    for item in worded.plan.rewritten {
      guard let new = worded.changed[item.identity] else { continue }
      let isSame =
        try await queue.entries([item.identity])[item.identity]?.post.text == new.post.text
      try await queue.rewrite(
        item.identity, as: new.post, sourceHash: item.sourceHash, cost: item.cost,
        needsApproval: item.needsApproval && !isSame ? true : nil, isSame: isSame, now: now)
    }
    for item in worded.plan.updates {
      guard let new = worded.changed[item.identity] else { continue }
      try await ifPossible {
        try await queue.update(
          item.identity, to: new.post, sourceHash: item.sourceHash,
          reason: "its article was edited", at: now, now: now)
      }
    }
    let known = Set(worded.plan.known)
    for identity in try await queue.withdrawals(because: PlanReason.gone)
    where known.contains(identity) {
      try await queue.dropChange(of: identity, because: "its article is there again", now: now)
    }
    for removal in worded.plan.withdrawals {
      try await ifPossible {
        try await queue.withdraw(removal.identity, reason: removal.reason, at: now, now: now)
      }
    }
    return added
  }

  /// Shows the posts of the queue as they will be once the plan is carried out.
  func foresee(_ worded: WordedPlan, in report: inout SyndicationReport) async throws {
    var plan = worded.plan
    plan.spread(over: try await waitingPosts())
    let moves = Dictionary(plan.rescheduled.map { ($0.identity, $0.to) }) { first, _ in first }
    let cancelled = Dictionary(plan.cancelled.map { ($0.identity, $0.reason) }) { first, _ in first
    }
    let isWaiting: Set<PostState> = [.planned, .queued]
    for index in report.posts.indices where isWaiting.contains(report.posts[index].state) {
      let id = report.posts[index].id
      if let new = worded.changed[id] {
        (report.posts[index].text, report.posts[index].length) = (new.post.text, new.post.length)
      }
      if let moment = moves[id] {
        report.posts[index].scheduledAt = Timestamp(seconds: moment).at(config.timeZone)
      }
      if let reason = cancelled[id] {
        report.counts[report.posts[index].state, default: 1] -= 1
        (report.posts[index].state, report.posts[index].error) = (.cancelled, reason)
        report.counts[.cancelled, default: 0] += 1
      }
    }
  }

  /// Moves posts; one whose slot another still has waits until that has moved.
  private func move(_ moves: [Plan.Move]) async throws {
    let now = clock.now()
    var waiting = Array(moves.reversed())
    var isStuck = false
    while !waiting.isEmpty, !isStuck {
      isStuck = true
      for move in waiting {
        let isDone = try await ifPossible {
          try await queue.reschedule(
            move.identity, at: move.to, slotted: move.isSlotted, now: now)
          try await queue.expire(move.identity, at: move.expiresAt, now: now)
        }
        guard isDone else { continue }
        isStuck = false
        waiting.removeAll { $0.identity == move.identity }
      }
    }
  }

  /// False where the queue has changed meanwhile.
  @discardableResult
  private func ifPossible(_ body: () async throws -> Void) async throws -> Bool {
    do {
      try await body()
      return true
    } catch is QueueError {
      return false
    }
  }
}

extension NewPost {
  /// A post with its words, as its plan says.
  init(_ post: Post, as item: Plan.Item) {
    self.init(
      post, isSlotted: item.isSlotted, isRecorded: item.isRecorded,
      needsApproval: item.needsApproval, expiresAt: item.expiresAt, sourceHash: item.sourceHash,
      priority: item.priority, cost: item.cost)
  }
}

extension NetworkAbilities {
  init(_ network: any Network) {
    let descriptor = type(of: network).descriptor
    self.init(
      canUpdate: network.capabilities.contains(.edits),
      canWithdraw: network.capabilities.contains(.deletes),
      deleteWindow: descriptor.deleteWindow.map { $0.components.seconds },
      canThread: network.capabilities.contains(.threads),
      canComment: network.capabilities.contains(.comments),
      price: PostPrice.known[descriptor.id] ?? PostPrice(withLink: 0, withoutLink: 0))
  }
}
