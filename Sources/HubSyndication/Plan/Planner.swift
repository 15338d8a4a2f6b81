import Foundation
import HubData
import HubDiagnostics
package import HubModel

/// Plans posts; knows no network and no database.
package struct Planner: Sendable {
  package struct Options: Sendable {
    /// Whether more posts may be taken down at once than a mistake would be noticed by.
    package var mayTakeDown = false

    package init() {}
  }

  private let syndication: SyndicationConfig
  private let accounts: [AccountConfig]
  private let abilities: [String: NetworkAbilities]
  private let calendars: [HolidayCalendar]
  private let options: Options

  /// Plans for these accounts; others keep what they have in the queue.
  ///
  /// - Parameters:
  ///   - syndication: with all its accounts.
  ///   - accounts: those to plan for.
  ///   - abilities: of networks by the account's name; one without can do nothing but post.
  ///   - calendars: days to avoid and to aim at.
  ///   - options: what a person allows.
  package init(
    _ syndication: SyndicationConfig, accounts: [AccountConfig],
    abilities: [String: NetworkAbilities] = [:], calendars: [HolidayCalendar] = [],
    options: Options = .init()
  ) {
    self.syndication = syndication
    self.accounts = accounts
    self.abilities = abilities
    self.calendars = calendars
    self.options = options
  }

  package func plan(
    _ articles: [Article], besides snapshot: QueueSnapshot, now: Int64
  ) -> Plan {
    let (all, moved) = PlannedText.all(articles, knownTo: snapshot)
    var seen: [Plan.Text: String] = [:]
    let texts = all.filter {
      seen.updateValue(seen[$0.key] ?? $0.article.file, forKey: $0.key) == nil
    }
    let posts = Dictionary(grouping: snapshot.posts, by: \.key.account)
    var plan = Plan()
    plan.shared = Set(texts.lazy.filter { $0.article.date.seconds <= now }.map(\.key))
      .union(moved.held)
    plan.diagnostics += moved.diagnostics
    var clocks: [String: ZoneClock] = [:]
    for account in accounts {
      let zone = account.pace.timeZone ?? syndication.timeZone
      let clock = clocks[zone.identifier] ?? ZoneClock(zone)
      clocks[zone.identifier] = clock
      let name = account.name.value
      let known = (posts[name] ?? []).map { AccountPlan.Known(key: $0.key, post: $0.value) }
      var part = AccountPlan(
        account, syndication, abilities[name] ?? .init(),
        calendars.filter { $0.isFor(account) }, clock: clock,
        since: account.pace.since?.seconds ?? syndication.since?.seconds
          ?? snapshot.firstRuns[name] ?? now,
        now: now)
      part.held = moved.held
      part.make(texts, known)
      plan.append(part.plan)
    }
    plan.diagnostics += unspokenLanguages(texts)
    for text in all where seen[text.key] != text.article.file {
      plan.diagnostics.append(
        .error(
          "duplicate-id", "two articles in one language have the id '\(text.article.identity)'",
          at: SourceLocation(file: text.article.file, span: text.article.frontMatter.id?.span),
          notes: ["the other is \(seen[text.key] ?? ""); only that one gets posts"]))
    }
    guardRemovals(&plan, among: posts)
    plan.sort()
    return plan
  }

  /// Languages in which articles are written and no account publishes.
  private func unspokenLanguages(_ texts: [PlannedText]) -> [Diagnostic] {
    let all = syndication.accounts.isEmpty ? accounts : syndication.accounts
    guard !all.contains(where: \.languages.isEmpty) else { return [] }
    let spoken = Set(all.flatMap(\.languages))
    let counts = Dictionary(grouping: texts.lazy.map(\.article.language.code)) { $0 }
      .mapValues(\.count)
    return counts.keys.sorted().filter { !spoken.contains($0) }.map { code in
      let count = counts[code] ?? 0
      return .warning(
        "unspoken-language",
        "no account publishes in '\(code)': \(count) article\(count == 1 ? "" : "s") get\(count == 1 ? "s" : "") no post",
        at: nil, notes: ["add '\(code)' to the 'languages' of an account if that is not meant"])
    }
  }

  /// Content that is missing by mistake would take everything down: that needs a person's word.
  private func guardRemovals(
    _ plan: inout Plan,
    among posts: [String: [(key: QueueSnapshot.Key, value: QueueSnapshot.KnownPost)]]
  ) {
    let count = plan.cancelled.count { $0.reason == PlanReason.gone } + plan.withdrawals.count
    let names = Set(accounts.map(\.name.value))
    let all = posts.filter { names.contains($0.key) }.values.joined()
      .count { $0.value.state == .published || $0.value.state.isOpen }
    guard count > Self.harmless, count * 5 > all, !options.mayTakeDown else { return }
    plan.heldBack = count
    plan.cancelled.removeAll { $0.reason == PlanReason.gone }
    plan.withdrawals = []
    plan.diagnostics.append(
      .error(
        "mass-withdrawal",
        "\(count) of \(all) posts belong to articles that are not there any more; none was taken down",
        at: nil,
        notes: [
          "if their articles are missing by mistake, bring them back",
          "if it is meant, run the command with --take-down",
        ]))
  }

  /// So many posts may always be taken down.
  private static let harmless = 10
}

extension Plan {
  fileprivate mutating func append(_ other: Plan) {
    new += other.new
    rewritten += other.rewritten
    rescheduled += other.rescheduled
    held.formUnion(other.held)
    expiries.merge(other.expiries) { $1 }
    cancelled += other.cancelled
    withdrawals += other.withdrawals
    updates += other.updates
    kept += other.kept
    known += other.known
    diagnostics += other.diagnostics
  }

  fileprivate mutating func sort() {
    for list in [\Plan.new, \.rewritten, \.updates] {
      self[keyPath: list].sort { ($0.scheduledAt, $0.identity) < ($1.scheduledAt, $1.identity) }
    }
    for list in [\Plan.cancelled, \.withdrawals, \.kept] {
      self[keyPath: list].sort { ($0.time, $0.identity) < ($1.time, $1.identity) }
    }
    rescheduled.sort { ($0.to, $0.identity) < ($1.to, $1.identity) }
    known.sort()
  }
}
