import HubStorage

extension PostQueue {
  /// Moves the account's planned posts whose time has come to `queued`.
  ///
  /// What needs approval stays planned, and so does what follows a post that is not out yet. What
  /// expired before it went out is cancelled.
  package func release(account: String, now: Int64) async throws {
    let key: [SQLValue] = [.text(account), .integer(now)]
    // Mostly there is nothing to do, and nobody has to wait for a lock then.
    guard try await isAny(Self.isExpired, Self.isTime, key) else { return }
    try await database.write { connection in
      let expired = try connection.rows(
        """
        UPDATE posts SET state = 'cancelled', updatedAt = ?2,
          reason = 'its time to be out was over before it went out'
        WHERE \(Self.isExpired)
        RETURNING identity
        """, key)
      for row in expired {
        try Self.cancelFollowers(connection, of: try row.required(text: "identity"), now: now)
      }
      try connection.execute(
        """
        UPDATE posts SET state = 'queued', updatedAt = ?2 WHERE \(Self.isTime)
        """, key)
    }
  }

  /// Whether a post of account `?1` is still to be sent and over at the moment `?2`.
  private static let isExpired =
    "account = ?1 AND state IN ('planned', 'queued') AND expiresAt <= ?2"

  /// Whether a planned post of account `?1` may go from the moment `?2` on.
  private static let isTime = """
    account = ?1 AND state = 'planned' AND scheduledAt <= ?2 AND needsApproval = 0
      AND (follows IS NULL OR EXISTS (
        SELECT 1 FROM posts AS earlier
        WHERE earlier.identity = posts.follows AND earlier.state = 'published'))
    """

  /// Whether there are posts for which the one condition or the other holds.
  private func isAny(
    _ condition: String, _ other: String, _ values: [SQLValue]
  ) async throws -> Bool {
    try await database.read { connection in
      try connection.row(
        """
        SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM posts WHERE \(condition))
          OR EXISTS (SELECT 1 FROM posts WHERE \(other))
        """, values) != nil
    }
  }
}
