import HubData
import HubModel
import HubStorage
import HubSyndication

/// What happens between two runs.
extension History {
  mutating func happen() async throws {
    let accounts = kinds.keys.sorted()
    switch random.next(16) {
    case 0, 1, 2:
      let (account, weather) = (random.pick(accounts), random.pick(SimulatedWorld.Weather.allCases))
      story.tell { "weather of \(account): \(weather)" }
      world.change { $0.weather[account] = weather }
    case 3:
      let account = random.pick(accounts)
      let isExpired = random.once(in: 2)
      story.tell { "token of \(account) is \(isExpired ? "expired" : "good")" }
      world.change { state in
        if isExpired {
          state.expiredTokens.insert(account)
        } else {
          state.expiredTokens.remove(account)
        }
      }
    case 4: try moveClock()
    case 5: addArticle()
    case 6: changeArticle()
    case 7:
      let page = random.pick(articles).canonicalURL
      world.change { state in
        if state.missingPages.remove(page) == nil { state.missingPages.insert(page) }
      }
    case 8, 9: addThread()
    case 10, 11, 12: try await actAsPerson()
    case 13: try await approve()
    default: break
    }
  }

  private mutating func moveClock() throws {
    let isBack = random.once(in: 2)
    try setClock(error: random.next(in: isBack ? -4000...0 : 0...20_000))
  }

  /// Sets the computer's clock; where an answer depends on time, nobody can be certain then.
  func setClock(error: Int64) throws {
    story.tell { "the clock is \(error) seconds from the true time" }
    scheduler.setClockError(error)
    let sent = try host.read { connection in
      try connection.rows("SELECT identity, account FROM posts WHERE fence > 0")
        .map { (try $0.required(text: "identity"), try $0.required(text: "account")) }
    }
    let kinds = kinds
    world.change { state in
      state.hasClockJumped = true
      for (identity, account) in sent {
        guard let kind = kinds[account], kind == .forgetful || kind == .askable else { continue }
        state.uncertain.insert(identity)
      }
    }
  }

  /// A thread or a post that needs approval, as a plan makes them.
  mutating func addThread() {
    numbers += 1
    let article = random.pick(articles)
    let account = random.pick(config.accounts)
    let needsApproval = random.once(in: 3)
    let priority = random.next(3)
    let expiresAt: Int64? =
      random.once(in: 4) ? scheduler.shown + random.next(in: 100...30_000) : nil
    var posts: [NewPost] = []
    for part in 0...random.next(4) {
      let identity = PostIdentity.make(
        article: article.identity, account: account.name.value, language: "en", audience: nil,
        occurrence: numbers * 10, part: part)
      let post = Post(
        identity: identity, account: account.name.value, network: account.network.value,
        article: article.identity, language: "en", occurrence: numbers * 10,
        scheduledAt: scheduler.shown + random.next(in: -100...900), text: "Part \(part)",
        link: article.canonicalURL, canonicalURL: article.canonicalURL, title: "Launch", length: 6,
        limit: 500)
      let link = posts.last.map {
        ChainLink(follows: $0.post.identity, part: part, relation: .reply)
      }
      posts.append(
        NewPost(
          post, needsApproval: needsApproval, expiresAt: expiresAt, link: link, priority: priority))
    }
    let clock = SimulatedClock(scheduler: scheduler)
    if needsApproval { asked.formUnion(posts.map(\.post.identity)) }
    start("plan", fates: someFates()) { [posts] process in
      _ = try await PostQueue(database: process).add(posts, now: clock.now())
    }
  }

  /// What people do with `hubgen queue`.
  private mutating func actAsPerson() async throws {
    let entries = try await PostQueue(database: DirectDatabase(host: host)).list()
    guard !entries.isEmpty else { return }
    let entry = random.pick(entries)
    let id = entry.post.identity
    let clock = SimulatedClock(scheduler: scheduler)
    let action: @Sendable (PostQueue) async throws -> Void
    switch entry.state {
    case .planned where entry.needsApproval:
      approved.insert(id)
      action = { try await $0.approve(id, now: clock.now()) }
    case .planned where random.once(in: 2):
      let time = scheduler.shown + random.next(in: 0...9000)
      action = {
        try await $0.reschedule(id, at: time, slotted: false, fixed: true, now: clock.now())
      }
    case .failed: action = { try await $0.retry(id, now: clock.now()) }
    case .unsure where isCertainlyAbsent(entry):
      action = { try await $0.retry(id, evenIfUnsure: true, now: clock.now()) }
    case .planned, .queued, .unsure:
      guard random.once(in: 3) else { return }
      action = { try await $0.cancel(id, now: clock.now()) }
    case .published:
      let time = scheduler.shown + random.next(in: 0...3000)
      action = {
        try await $0.withdraw(id, reason: "a person asked", at: time, again: true, now: clock.now())
      }
    case .sending, .cancelled, .withdrawn, .recorded: return
    }
    story.tell { "a person sees \(id) \(entry.state)" }
    start("person", fates: someFates()) { try await action(PostQueue(database: $0)) }
  }

  /// A person goes through all that waits for approval.
  private mutating func approve() async throws {
    let waiting = try await PostQueue(database: DirectDatabase(host: host)).list(states: [.planned])
      .filter { $0.needsApproval }.map(\.post.identity)
    guard !waiting.isEmpty else { return }
    approved.formUnion(waiting)
    let clock = SimulatedClock(scheduler: scheduler)
    start("person", fates: someFates()) { process in
      for identity in waiting {
        try await PostQueue(database: process).approve(identity, now: clock.now())
      }
    }
  }

  /// What a person finds out who looks at the network when nobody is sending.
  private func isCertainlyAbsent(_ entry: QueueEntry) -> Bool {
    guard host.isIdle else { return false }
    return world.look { state in
      let all = state.posts + state.late
      return !all.contains { $0.identity == entry.post.identity }
    }
  }
}
