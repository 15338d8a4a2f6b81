import HubStorage

extension PostQueue {
  /// Lets a planned post go when its time comes, with everything that follows it.
  ///
  /// - Parameters:
  ///   - identity: the post's, or its first digits.
  ///   - now: seconds since 1970.
  /// - Throws: `QueueError` where the post doesn't wait for approval.
  package func approve(_ identity: String, now: Int64) async throws {
    let entry = try await entry(identity)
    guard entry.state == .planned, entry.needsApproval else {
      throw QueueError.notPossible(
        action: "approve", identity: entry.post.identity, state: entry.state)
    }
    try await database.write { connection in
      try connection.execute(
        """
        \(Self.chain)
        UPDATE posts SET needsApproval = 0, approvedAt = ?2, updatedAt = ?2
        WHERE (identity = ?1 OR identity IN (SELECT identity FROM chain))
          AND state = 'planned' AND needsApproval = 1
        """, [.text(entry.post.identity), .integer(now)])
    }
  }

  /// Holds a planned post back, with everything that follows it, until a person approves it.
  package func holdForApproval(_ identity: String, now: Int64) async throws {
    try await database.write { connection in
      try connection.execute(
        """
        \(Self.chain)
        UPDATE posts SET needsApproval = 1, updatedAt = ?2
        WHERE (identity = ?1 OR identity IN (SELECT identity FROM chain))
          AND state = 'planned' AND needsApproval = 0 AND approvedAt IS NULL
        """, [.text(identity), .integer(now)])
    }
  }

  /// Gives a planned post other words.
  ///
  /// - Parameters:
  ///   - identity: the post's, whole.
  ///   - post: its words; its identity, time and article are not looked at.
  ///   - sourceHash: of what the words were made from.
  ///   - cost: what the network charges for them, in thousandths of the currency.
  ///   - needsApproval: whether a person has to approve the words; nil leaves that as it is.
  ///   - isSame: whether the words are those of before: else no person has approved them.
  ///   - now: seconds since 1970.
  /// - Returns: false where the post is not planned any more: its words are frozen.
  /// - Throws: `StorageError`.
  @discardableResult
  package func rewrite(
    _ identity: String, as post: Post, sourceHash: String?, cost: Int64 = 0,
    needsApproval: Bool? = nil, isSame: Bool = false, now: Int64
  ) async throws -> Bool {
    let body = try PostBody(post).json()
    return try await database.write { connection in
      try connection.execute(
        """
        UPDATE posts SET body = ?2, sourceHash = ?3, cost = ?4,
          needsApproval = coalesce(?5, needsApproval),
          approvedAt = CASE WHEN ?7 = 0 THEN NULL ELSE approvedAt END, updatedAt = ?6
        WHERE identity = ?1 AND state = 'planned'
        """,
        [
          .text(identity), .text(body), SQLValue(sourceHash), .integer(cost),
          SQLValue(needsApproval.map { $0 ? 1 : 0 }), .integer(now), .integer(isSame ? 1 : 0),
        ]) > 0
    }
  }

  /// Gives a planned post another time, and everything that follows it the same.
  ///
  /// - Parameters:
  ///   - identity: the post's, or its first digits.
  ///   - time: seconds since 1970.
  ///   - slotted: whether the time is one of the account's slots.
  ///   - fixed: whether a person says so: no plan changes that time then.
  ///   - now: seconds since 1970.
  /// - Throws: `QueueError` where the post is not planned, or another has the slot.
  package func reschedule(
    _ identity: String, at time: Int64, slotted: Bool, fixed: Bool = false, now: Int64
  ) async throws {
    let entry = try await entry(identity)
    let impossible = QueueError.notPossible(
      action: "reschedule", identity: entry.post.identity, state: entry.state)
    guard entry.state == .planned else { throw impossible }
    let count = try await database.write { connection in
      let taken = try connection.row(
        """
        SELECT identity FROM posts
        WHERE account = ?1 AND scheduledAt = ?2 AND slotted = 1
          AND state NOT IN ('cancelled', 'recorded') AND identity <> ?3
        """, [.text(entry.post.account), .integer(time), .text(entry.post.identity)])
      if slotted, let other = taken?.text("identity") {
        throw QueueError.slotTaken(identity: entry.post.identity, by: other)
      }
      return try connection.execute(
        """
        \(Self.chain)
        UPDATE posts SET scheduledAt = ?2, notBefore = ?2, updatedAt = ?4,
          fixedAt = CASE WHEN ?5 = 1 THEN ?4 ELSE fixedAt END,
          slotted = CASE WHEN identity = ?1 AND part = 0 THEN ?3 ELSE 0 END
        WHERE (identity = ?1 OR identity IN (SELECT identity FROM chain)) AND state = 'planned'
          AND (?5 = 1 OR fixedAt IS NULL)
        """,
        [
          .text(entry.post.identity), .integer(time), .integer(slotted ? 1 : 0), .integer(now),
          .integer(fixed ? 1 : 0),
        ])
    }
    guard count > 0 else { throw impossible }
  }

  /// Says when a post is to be taken down, or no longer sent, with all that follows it; nil for
  /// never.
  ///
  /// - Returns: false where nothing is left that could expire.
  @discardableResult
  package func expire(_ identity: String, at time: Int64?, now: Int64) async throws -> Bool {
    try await database.write { connection in
      try connection.execute(
        """
        \(Self.chain)
        UPDATE posts SET expiresAt = ?2, updatedAt = ?3
        WHERE (identity = ?1 OR identity IN (SELECT identity FROM chain))
          AND state NOT IN ('cancelled', 'withdrawn', 'recorded')
        """, [.text(identity), SQLValue(time), .integer(now)]) > 0
    }
  }
}
