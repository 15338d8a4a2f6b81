import Foundation
import HubData
package import HubHTTP
package import HubModel

extension Syndication {
  /// The calendar ahead, as a run would make it now: the queue stays as it is.
  ///
  /// - Parameters:
  ///   - articles: dated ones that may be shared, neither drafts nor expired.
  ///   - answers: stands in for every network.
  /// - Returns: the calendar.
  /// - Throws: `StorageError`.
  package func preview(
    _ articles: [Article], over answers: any HTTPTransport
  ) async throws -> PlanReport {
    var worded = try await plan(articles, over: answers, isDryRun: true)
    let waiting = try await waitingPosts()
    worded.plan.spread(over: waiting)
    let plan = worded.plan
    var report = PlanReport(timeZone: config.timeZone, diagnostics: worded.diagnostics)
    let byText = Dictionary(
      (plan.new + plan.rewritten + plan.updates).map(\.article).map { (Plan.Text($0), $0) }
        + articles.map { (Plan.Text($0), $0) }
    ) { first, _ in first }
    let items = Dictionary((plan.new + plan.rewritten).map { ($0.identity, $0) }) { first, _ in
      first
    }
    for new in worded.new {
      guard !new.isRecorded else {
        report.recorded += 1
        continue
      }
      var entry = entry(new.post, .planned, byText)
      entry.part = new.link?.part ?? 0
      entry.change = .new
      entry.needsApproval = new.needsApproval
      entry.expires = new.expiresAt.map { time($0) }
      entry.cost = new.cost
      entry.campaign = items[new.post.identity]?.campaign
      report.posts.append(entry)
    }
    let gone = Set(plan.cancelled.map(\.identity))
    let moves = Dictionary(plan.rescheduled.map { ($0.identity, $0) }) { first, _ in first }
    let open = try await openAccounts()
    var over: [PlanReport.Removal] = []
    for known in waiting where !gone.contains(known.post.identity) {
      var entry = entry(known, worded, moves[known.post.identity], byText)
      if let end = entry.expires, end.seconds <= clock.now() {
        over.append(
          removal(known.post, "its time to be out is over, and it did not go out"))
        continue
      }
      let isDue = entry.time.seconds <= clock.now() && !entry.needsApproval
      if isDue, entry.change == nil, open.contains(known.post.account) { entry.change = .due }
      report.posts.append(entry)
    }
    report.posts.sort { $0.order < $1.order }
    report.cancelled = plan.cancelled.map(removal) + over
    report.withdrawals = plan.withdrawals.map(removal)
    report.kept = plan.kept.map(removal)
    report.updates = plan.updates.map { item in
      PlanReport.Removal(
        id: item.identity, account: item.account.name.value, article: item.article.identity,
        language: item.article.language.code, time: time(item.scheduledAt),
        reason: "its article was edited")
    }
    try await addDueChanges(to: &report, besides: plan)
    return report
  }

  /// The accounts that may send now: neither paused nor asked to wait, and not in quiet hours.
  private func openAccounts() async throws -> Set<String> {
    let statuses = try await queue.statuses()
    let now = clock.now()
    return Set(
      accounts.filter {
        statuses[$0.name.value]?.maySend(now) != false && !pace(of: $0, now: now).isClosed(now)
      }.map(\.name.value))
  }

  /// Adds what a run does to posts that are out besides what the plan says: what was asked for
  /// before, and what expired.
  private func addDueChanges(to report: inout PlanReport, besides plan: Plan) async throws {
    let known = Set(plan.known)
    var named = Set((report.withdrawals + report.updates).map(\.id))
    let now = clock.now()
    for account in accounts {
      let name = account.name.value
      for change in try await queue.openChanges(account: name, dueAt: now) {
        // The article of one that was to be taken down may be there again.
        let isOver =
          change.kind == .withdraw && change.state == .open && change.reason == PlanReason.gone
          && known.contains(change.identity)
        guard !isOver, named.insert(change.identity).inserted else { continue }
        let post = try await queue.entry(change.identity).post
        let known = removal(post, change.reason)
        switch change.kind {
        case .withdraw: report.withdrawals.append(known)
        case .update: report.updates.append(known)
        }
      }
      let lastCall = networks[name].flatMap { type(of: $0).descriptor.lastCall(now: now) }
      for identity in try await queue.expired(
        account: name, publishedBefore: lastCall, now: now)
      where named.insert(identity).inserted {
        let post = try await queue.entry(identity).post
        report.withdrawals.append(removal(post, PlanReason.expired))
      }
    }
  }

  private func removal(_ post: Post, _ reason: String) -> PlanReport.Removal {
    PlanReport.Removal(
      id: post.identity, account: post.account, article: post.article, language: post.language,
      time: time(post.scheduledAt), reason: reason)
  }

  private func entry(
    _ known: QueueEntry, _ worded: WordedPlan, _ move: Plan.Move?, _ articles: [Plan.Text: Article]
  ) -> PlanReport.Entry {
    let rewritten = worded.changed[known.post.identity]
    var entry = entry(rewritten?.post ?? known.post, known.state, articles)
    entry.part = known.link?.part ?? 0
    entry.time = time(move?.to ?? known.post.scheduledAt)
    let hasOtherWords = rewritten.map { $0.post.text != known.post.text } ?? false
    entry.isHeld =
      worded.plan.held.contains(known.post.identity)
      || hasOtherWords && rewritten?.needsApproval == true && !known.needsApproval
    entry.needsApproval = known.needsApproval || entry.isHeld
    let ends = worded.plan.expiries[known.post.identity] ?? known.expiresAt
    entry.expires = (move.map(\.expiresAt) ?? ends).map { time($0) }
    entry.cost = known.cost
    entry.reason = known.reason
    if entry.isHeld { entry.change = .held }
    if let move {
      entry.change = .moved
      entry.formerTime = time(move.from)
      entry.reason = move.reason
    }
    if hasOtherWords {
      entry.change = .rewritten
      entry.formerText = known.post.text
      entry.reason = move?.reason ?? "its article was edited"
    }
    return entry
  }

  private func entry(
    _ post: Post, _ state: PostState, _ articles: [Plan.Text: Article]
  ) -> PlanReport.Entry {
    let network = networks[post.account].map { type(of: $0).descriptor.name }
    var entry = PlanReport.Entry(
      post: post, state: state, networkName: network ?? post.network, time: time(post.scheduledAt))
    if let article = articles[Plan.Text(post)] {
      entry.card = PlanReport.Card(
        title: article.frontMatter.title,
        description: article.frontMatter.description ?? article.excerpt,
        host: URL(string: article.canonicalURL)?.host() ?? "", image: article.image)
    }
    return entry
  }

  private func removal(_ removal: Plan.Removal) -> PlanReport.Removal {
    PlanReport.Removal(
      id: removal.identity, account: removal.key.account, article: removal.key.article,
      language: removal.key.language, time: time(removal.time), reason: removal.reason)
  }

  private func time(_ moment: Int64) -> Timestamp {
    Timestamp(seconds: moment).at(config.timeZone)
  }
}

extension PlanReport.Entry {
  /// Parts of a thread stand together, also where other posts go out at the same time.
  fileprivate var order: (Int64, String, String, String, Int, Int) {
    (time.seconds, post.account, post.article, post.language, post.occurrence, part)
  }
}
