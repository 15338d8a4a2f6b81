/// A fault put into the engine on purpose, to show that the laws find it.
package enum PlantedFault: String, CaseIterable, Sendable {
  /// An outcome is recorded under whatever claim.
  case noFencing = "no-fencing"
  /// A commit reaches the disk some time later.
  case noSync = "no-sync"
  /// A look-up says that the post is not there, without asking.
  case noLookUp = "no-look-up"
  /// Every claim counts as expired.
  case noLease = "no-lease"
  /// Each try has an identity of its own.
  case newIdentity = "new-identity"
  /// A post is published as soon as it is claimed.
  case recordedFirst = "recorded-first"
  /// Posts don't wait for the ones that they follow.
  case noChain = "no-chain"
  /// The latest post goes first.
  case noOrder = "no-order"
  /// Posts go out without the approval that they need.
  case noApproval = "no-approval"
  /// What is to be taken down stays.
  case noTakeDown = "no-take-down"
  /// Nobody counts what an account has sent.
  case noLimits = "no-limits"

  /// What a statement of the engine is with the fault.
  func changed(_ sql: String) -> String {
    switch self {
    case .noFencing:
      ["= 'sending'", "IN ('sending'", "= 'doing'"].reduce(sql) { sql, states in
        sql.replacingOccurrences("fence = ?2 AND state \(states)", "?2 > 0 AND state \(states)")
      }
    case .noLease:
      sql.replacingOccurrences("(leaseUntil <= ?1 OR ?2 = 1)", "(?1 > 0 OR ?2 = 1)")
    case .noChain:
      sql.replacingOccurrences("earlier.state = 'published'", "earlier.state <> ''")
    case .noOrder:
      sql.replacingOccurrences(
        "ORDER BY turn, scheduledAt, id LIMIT 1", "ORDER BY scheduledAt DESC LIMIT 1")
    case .noApproval:
      sql.replacingOccurrences(
        "needsApproval = 0\n  AND (follows", "needsApproval >= 0\n  AND (follows"
      )
      .replacingOccurrences(
        "SET state = 'queued', updatedAt = ?2 WHERE",
        "SET state = 'queued', needsApproval = 0, updatedAt = ?2 WHERE")
    case .noLimits:
      sql.replacingOccurrences("AND lastSentAt >= ?2", "AND lastSentAt < 0 AND ?2 >= 0")
    case .noSync, .noLookUp, .newIdentity, .recordedFirst, .noTakeDown: sql
    }
  }

  /// Rules of the schema that would keep the fault from doing harm.
  var droppedTriggers: [String] { self == .noChain ? ["postsFollow"] : [] }
}

extension String {
  fileprivate func replacingOccurrences(_ part: String, _ other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
