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
    let worded = try await plan(articles, over: answers, isDryRun: true)
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
      entry.change = .new
      entry.needsApproval = new.needsApproval
      entry.expires = new.expiresAt.map { time($0) }
      entry.cost = new.cost
      entry.campaign = items[new.post.identity]?.campaign
      report.posts.append(entry)
    }
    let gone = Set(plan.cancelled.map(\.identity))
    let moves = Dictionary(plan.rescheduled.map { ($0.identity, $0) }) { first, _ in first }
    for account in accounts {
      let waiting = try await queue.list(states: [.planned, .queued], account: account.name.value)
      for known in waiting where !gone.contains(known.post.identity) {
        report.posts.append(entry(known, worded, moves[known.post.identity], byText))
      }
    }
    report.posts.sort { ($0.time.seconds, $0.post.identity) < ($1.time.seconds, $1.post.identity) }
    report.cancelled = plan.cancelled.map(removal)
    report.withdrawals = plan.withdrawals.map(removal)
    report.kept = plan.kept.map(removal)
    report.updates = plan.updates.map { item in
      PlanReport.Removal(
        id: item.identity, account: item.account.name.value, article: item.article.identity,
        language: item.article.language.code, time: time(item.scheduledAt),
        reason: "its article was edited")
    }
    return report
  }

  private func entry(
    _ known: QueueEntry, _ worded: WordedPlan, _ move: Plan.Move?, _ articles: [Plan.Text: Article]
  ) -> PlanReport.Entry {
    let rewritten = worded.changed[known.post.identity]
    var entry = entry(rewritten?.post ?? known.post, known.state, articles)
    entry.time = time(move?.to ?? known.post.scheduledAt)
    let isHeld = worded.plan.held.contains(known.post.identity)
    entry.needsApproval = known.needsApproval || isHeld
    let ends = worded.plan.expiries[known.post.identity] ?? known.expiresAt
    entry.expires = (move.map(\.expiresAt) ?? ends).map { time($0) }
    entry.cost = known.cost
    entry.reason = known.reason
    if isHeld { entry.change = .held }
    if let move {
      entry.change = .moved
      entry.formerTime = time(move.from)
      entry.reason = move.reason
    }
    if let rewritten, rewritten.post.text != known.post.text {
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
        host: URL(string: article.canonicalURL)?.host() ?? "", image: article.image,
        direction: article.language.direction)
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
