import HubData
import HubDiagnostics
import HubHTTP
import HubModel

extension Syndication {
  /// What this run's accounts still have in the queue, of whatever article.
  func waiting() async throws -> Set<String> {
    var identities = Set<String>()
    for account in accounts {
      let open = try await queue.list(
        states: Set(PostState.allCases.filter(\.isOpen)), account: account.name.value)
      identities.formUnion(open.map(\.post.identity))
    }
    return identities
  }

  func report(
    _ identities: Set<String>, new: Set<String>, touched: Set<String>, recorded: Int,
    diagnostics: [Diagnostic]
  ) async throws -> SyndicationReport {
    let now = clock.now()
    let identities = try await identities.union(waiting())
    let entries = try await queue.entries(Array(identities)).values
      .filter { $0.state != .recorded }
      .sorted { ($0.post.scheduledAt, $0.post.identity) < ($1.post.scheduledAt, $1.post.identity) }
    var counts = Dictionary(grouping: entries, by: \.state).mapValues(\.count)
    if recorded > 0 { counts[.recorded] = recorded }
    return SyndicationReport(
      posts: entries.map { entry in
        var shown = SyndicationReport.Entry(
          entry, isNew: new.contains(entry.post.identity))
        let identity = entry.post.identity
        shown.isCurrent =
          entry.state.isOpen || new.contains(identity) || touched.contains(identity)
        shown.error = shown.error.map { $0.hiding(secrets) }
        return shown
      },
      counts: counts, timeZone: config.timeZone,
      diagnostics: diagnostics + (try await accountWarnings()),
      hasSomethingLeft: try await isSomethingLeft(entries, now: now),
      hasNewFailures: entries.contains {
        $0.state == .failed && touched.contains($0.post.identity)
      })
  }

  /// Whether a post is late: its time has come and it is neither out nor given up.
  ///
  /// One that only waits for its account's next slot is not late.
  private func isSomethingLeft(_ entries: [QueueEntry], now: Int64) async throws -> Bool {
    var waitsForSlot: [String: Bool] = [:]
    for account in accounts where !account.slots.isEmpty {
      let status = try await queue.status(account: account.name.value)
      waitsForSlot[account.name.value] = status.pausedReason == nil && status.limitedUntil <= now
    }
    return entries.contains { entry in
      switch entry.state {
      case .sending, .unsure: return true
      case .queued, .planned:
        let waits = waitsForSlot[entry.post.account] == true && entry.reason == nil
        return entry.post.scheduledAt <= now && !waits
      case .published, .failed, .cancelled, .withdrawn, .recorded: return false
      }
    }
  }

  /// Accounts that need a person.
  private func accountWarnings() async throws -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for account in accounts {
      let status = try await queue.status(account: account.name.value)
      guard let reason = status.pausedReason else { continue }
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
