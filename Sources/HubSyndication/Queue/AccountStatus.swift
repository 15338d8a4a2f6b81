import HubStorage

/// What the queue knows of an account.
package struct AccountStatus: Hashable, Sendable {
  /// What a network said of how much an account may still send.
  package struct Budget: Hashable, Sendable {
    /// Requests left until `resetsAt`.
    package var remaining: Int64
    package var resetsAt: Int64

    package init(remaining: Int64, resetsAt: Int64) {
      self.remaining = remaining
      self.resetsAt = resetsAt
    }
  }

  /// Set while the account's credentials are not accepted.
  package var pausedReason: String?
  /// Seconds since 1970 until which the network asked us to wait; 0 for never.
  package var limitedUntil: Int64
  /// What the network said then.
  package var limitedReason: String?
  /// In a row, since something was published.
  package var failures: Int
  /// Seconds since 1970 until which nothing is sent after too many failures; 0 for never.
  package var openUntil: Int64
  package var budget: Budget?
  /// When the account was planned for the first time.
  package var firstRunAt: Int64?

  package init(
    pausedReason: String? = nil, limitedUntil: Int64 = 0, limitedReason: String? = nil,
    failures: Int = 0, openUntil: Int64 = 0, budget: Budget? = nil, firstRunAt: Int64? = nil
  ) {
    self.pausedReason = pausedReason
    self.limitedUntil = limitedUntil
    self.limitedReason = limitedReason
    self.failures = failures
    self.openUntil = openUntil
    self.budget = budget
    self.firstRunAt = firstRunAt
  }

  init(row: SQLRow) throws {
    var budget: Budget?
    if let remaining = row.integer("remaining"), let resetsAt = row.integer("resetsAt") {
      budget = Budget(remaining: remaining, resetsAt: resetsAt)
    }
    self.init(
      pausedReason: row.text("pausedReason"),
      limitedUntil: try row.required(integer: "limitedUntil"),
      limitedReason: row.text("limitedReason"),
      failures: Int(try row.required(integer: "failures")),
      openUntil: try row.required(integer: "openUntil"), budget: budget,
      firstRunAt: row.integer("firstRunAt"))
  }

  /// Until when the account must not send, as far as a moment is known.
  package func waitsUntil(_ now: Int64) -> Int64? {
    var moment = max(limitedUntil, openUntil)
    if let budget, budget.remaining == 0 { moment = max(moment, budget.resetsAt) }
    return moment > now ? moment : nil
  }

  /// Whether the account may send now.
  package func maySend(_ now: Int64) -> Bool { pausedReason == nil && waitsUntil(now) == nil }
}
