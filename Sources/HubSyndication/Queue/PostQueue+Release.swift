import HubStorage

extension PostQueue {
  /// Moves the account's planned posts whose time has come to `queued`.
  ///
  /// What needs approval stays planned, and so does what follows a post that is not out yet. What
  /// expired before it went out is cancelled.
  package func release(account: String, now: Int64) async throws {
    try await database.write { connection in
      let key: [SQLValue] = [.text(account), .integer(now)]
      let expired = try connection.rows(
        """
        UPDATE posts SET state = 'cancelled', updatedAt = ?2,
          reason = 'its time to be out was over before it went out'
        WHERE account = ?1 AND state IN ('planned', 'queued') AND expiresAt <= ?2
        RETURNING identity
        """, key)
      for row in expired {
        try Self.cancelFollowers(connection, of: try row.required(text: "identity"), now: now)
      }
      try connection.execute(
        """
        UPDATE posts SET state = 'queued', updatedAt = ?2
        WHERE account = ?1 AND state = 'planned' AND scheduledAt <= ?2 AND needsApproval = 0
          AND (follows IS NULL OR EXISTS (
            SELECT 1 FROM posts AS earlier
            WHERE earlier.identity = posts.follows AND earlier.state = 'published'))
        """, key)
    }
  }
}
