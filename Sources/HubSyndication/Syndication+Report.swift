import HubData
import HubDiagnostics
import HubHTTP
import HubModel

extension Syndication {
  /// What this run's accounts still have in the queue, of whatever article.
  func waiting() async throws -> Set<String> {
    var identities = Set<String>()
    for account in accounts {
      let open = try await queue.identities(
        states: Set(PostState.allCases.filter(\.isOpen)), account: account.name.value)
      identities.formUnion(open)
    }
    return identities
  }

  func report(
    _ identities: Set<String>, new: Set<String>, touched: Set<String>, recorded: Int,
    diagnostics: [Diagnostic]
  ) async throws -> SyndicationReport {
    let now = clock.now()
    let statuses = try await queue.statuses()
    let identities = try await identities.union(waiting())
    let entries = try await queue.entries(Array(identities)).values
      .filter { $0.state != .recorded }
      .sorted { ($0.post.scheduledAt, $0.post.identity) < ($1.post.scheduledAt, $1.post.identity) }
    let isLate = try await isSomethingLeft(entries, statuses, now: now)
    let isChangeLeft = try await isChangeLeft(now: now)
    var counts = Dictionary(grouping: entries, by: \.state).mapValues(\.count)
    if recorded > 0 { counts[.recorded] = recorded }
    return SyndicationReport(
      posts: entries.map { entry in
        let identity = entry.post.identity
        var shown = PostReport(
          entry, account: statuses[entry.post.account], now: now, in: config.timeZone)
        shown.isNew = new.contains(identity)
        shown.isCurrent =
          entry.state.isOpen || new.contains(identity) || touched.contains(identity)
        shown.error = shown.error.map { $0.hiding(secrets) }
        return shown
      },
      counts: counts, diagnostics: diagnostics + (try await accountWarnings(statuses)),
      hasSomethingLeft: isLate || isChangeLeft,
      needsPerson: accounts.contains { statuses[$0.name.value]?.pausedReason != nil }
        || entries.contains { entry in
          entry.state == .failed && touched.contains(entry.post.identity)
            || isForPerson(entry)
        })
  }

  /// Whether only a person can tell if a post is out.
  private func isForPerson(_ entry: QueueEntry) -> Bool {
    guard entry.state == .unsure, let network = networks[entry.post.account] else { return false }
    return !network.canSettle || entry.attempts >= Publisher.Options().maximumAttempts
  }

  /// Adds what the run since `start` did to posts that were out.
  func addChanges(
    to report: inout SyndicationReport, of posts: [String], since start: Int64
  ) async throws {
    for post in posts {
      for change in try await queue.changes(of: post)
      where change.fence > 0 && change.endedAt ?? .max >= start {
        var shown = ChangeReport(change, in: config.timeZone)
        shown.error = shown.error.map { $0.hiding(secrets) }
        report.changes.append(shown)
        if change.state == .failed { report.needsPerson = true }
        if change.endedAt == nil { report.hasSomethingLeft = true }
      }
    }
  }

  /// Whether a post is late: its time has come and it is neither out nor given up.
  ///
  /// One that only waits for its account's next slot, day or hour is not late.
  private func isSomethingLeft(
    _ entries: [QueueEntry], _ statuses: [String: AccountStatus], now: Int64
  ) async throws -> Bool {
    let paces = Dictionary(accounts.map { ($0.name.value, pace(of: $0, now: now)) }) { $1 }
    for entry in entries {
      switch entry.state {
      case .sending, .unsure: return true
      case .queued, .planned:
        guard entry.post.scheduledAt <= now, !entry.needsApproval else { continue }
        let name = entry.post.account
        guard let pace = paces[name], statuses[name]?.maySend(now) != false else { return true }
        if pace.isClosed(now), entry.reason == nil { continue }
        // What follows a post that is out waits for nothing.
        guard entry.link == nil,
          try await queue.obstacle(to: entry.post, pace.limits(on: entry, at: now)) != nil
        else { return true }
      case .published, .failed, .cancelled, .withdrawn, .recorded: continue
      }
    }
    return false
  }

  /// Whether a post that is out should have been changed or taken down by now.
  private func isChangeLeft(now: Int64) async throws -> Bool {
    for account in accounts
    where try await !queue.openChanges(account: account.name.value, dueAt: now).isEmpty {
      return true
    }
    return false
  }

  /// Accounts that need a person.
  private func accountWarnings(
    _ statuses: [String: AccountStatus]
  ) async throws -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for account in accounts {
      guard let reason = statuses[account.name.value]?.pausedReason else { continue }
      warnings.append(
        .warning(
          "account-paused", "account '\(account.name.value)' is paused: \(reason.hiding(secrets))",
          at: account.location))
    }
    let known = Set(config.accounts.map(\.name.value))
    for (account, count) in try await queue.openPosts() where !known.contains(account) {
      warnings.append(
        .warning(
          "unknown-account",
          "\(count) posts wait for account '\(account)', which the configuration does not name",
          at: nil))
    }
    return warnings
  }
}
