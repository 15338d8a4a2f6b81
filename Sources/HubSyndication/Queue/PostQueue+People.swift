import HubStorage

extension PostQueue {
  /// Takes a post out of the queue for good, unless it is out or being sent.
  ///
  /// - Parameters:
  ///   - identity: the post's, or its first digits.
  ///   - reason: why, where no person asked for it.
  ///   - now: seconds since 1970.
  /// - Throws: `QueueError`.
  package func cancel(
    _ identity: String, because reason: String? = nil, now: Int64
  ) async throws {
    let entry = try await entry(identity)
    try await change("cancel", entry, from: [.planned, .queued, .unsure, .failed]) {
      connection, key in
      let count = try connection.execute(
        """
        UPDATE posts SET state = 'cancelled', unsureSince = NULL, reason = ?4, updatedAt = ?3
        WHERE identity = ?1 AND fence = ?2 AND state IN ('planned', 'queued', 'unsure', 'failed')
        """, key + [.integer(now), SQLValue(reason)])
      try Self.cancelFollowers(connection, of: entry.post.identity, now: now)
      return count
    }
  }

  /// Queues a failed post again, with the same identity and all its attempts before it.
  ///
  /// - Parameters:
  ///   - identity: the post's, or its first digits.
  ///   - new: its words from now on, for one that failed; nil leaves it those it had.
  ///   - evenIfUnsure: also an unsure post, by a person who has looked that it isn't out.
  ///   - now: seconds since 1970.
  /// - Throws: `QueueError`.
  package func retry(
    _ identity: String, as new: NewPost? = nil, evenIfUnsure: Bool = false, now: Int64
  ) async throws {
    let entry = try await entry(identity)
    let body = try new.map { try PostBody($0.post).json() }
    let states: Set<PostState> = evenIfUnsure ? [.failed, .unsure] : [.failed]
    try await change("retry", entry, from: states) { connection, key in
      if let new, let body {
        try connection.execute(
          """
          UPDATE posts SET body = ?3, sourceHash = ?4, cost = ?5
          WHERE identity = ?1 AND fence = ?2 AND state = 'failed'
          """, key + [.text(body), SQLValue(new.sourceHash), .integer(new.cost)])
      }
      let count = try connection.execute(
        """
        UPDATE posts SET state = 'queued', attempts = 0, mayBeOut = 0, notBefore = ?3,
          unsureSince = NULL, reason = NULL, updatedAt = ?3
        WHERE identity = ?1 AND fence = ?2 AND state IN ('failed', 'unsure')
        """, key + [.integer(now)])
      if entry.link != nil {
        try Self.cancelOrphan(connection, entry.post.identity, now: now)
      }
      return count
    }
  }

  private func change(
    _ action: String, _ entry: QueueEntry, from states: Set<PostState>,
    _ body: @escaping @Sendable (any SQLConnection, [SQLValue]) throws -> Int
  ) async throws {
    let impossible = QueueError.notPossible(
      action: action, identity: entry.post.identity, state: entry.state)
    guard states.contains(entry.state) else { throw impossible }
    let key: [SQLValue] = [.text(entry.post.identity), .integer(entry.fence)]
    try await database.write { connection in
      guard try body(connection, key) == 1 else { throw impossible }
    }
  }
}
