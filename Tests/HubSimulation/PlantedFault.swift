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

  /// What a statement of the engine is with the fault.
  func changed(_ sql: String) -> String {
    switch self {
    case .noFencing:
      sql.replacingOccurrences("AND fence = ?2 AND state", "AND ?2 > 0 AND state")
    case .noLease:
      sql.replacingOccurrences("(leaseUntil <= ?1 OR ?2 = 1)", "(?1 > 0 OR ?2 = 1)")
    case .noChain:
      sql.replacingOccurrences("earlier.state = 'published'", "earlier.state <> ''")
    case .noSync, .noLookUp, .newIdentity, .recordedFirst: sql
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
