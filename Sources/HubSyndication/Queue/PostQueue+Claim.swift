import HubStorage

extension PostQueue {
  /// The account's first post that may be sent now, among those after `after`.
  ///
  /// What follows `after` in its thread comes first. With `onlyFixed` all but posts whose time a
  /// person has set are passed over.
  package func nextDue(
    account: String, now: Int64, after: QueueEntry? = nil, onlyFixed: Bool = false
  ) async throws -> QueueEntry? {
    let identity = after?.post.identity
    return try await database.read { connection in
      if let identity,
        let follower = try connection.row(
          "SELECT * FROM posts WHERE follows = ?2 AND \(Self.isDue) ORDER BY part, id LIMIT 1",
          [.integer(now), .text(identity)])
      {
        return try QueueEntry(row: follower)
      }
      let place =
        identity == nil
        ? ""
        : "AND (turn, scheduledAt, id) > (SELECT turn, scheduledAt, id FROM posts WHERE identity = ?3)"
      return try connection.row(
        """
        SELECT * FROM posts WHERE account = ?2 AND \(Self.isDue) \(place)
          \(onlyFixed ? "AND fixedAt IS NOT NULL" : "")
        ORDER BY turn, scheduledAt, id LIMIT 1
        """,
        [.integer(now), .text(account)] + (identity.map { [.text($0)] } ?? [])
      ).map { try QueueEntry(row: $0) }
    }
  }

  /// Leases the account's first due post, or the named one, to the caller.
  ///
  /// In one transaction: lease, fencing number, state `sending` and one more attempt. Nil where
  /// nothing is due, the account must wait, or another publisher is sending for it: posts of one
  /// account go out one after the other. Nil too where `limits` leave no room for it.
  package func claim(
    account: String, identity: String? = nil, within limits: [SendingLimit] = [], now: Int64,
    leaseUntil: Int64
  ) async throws -> Claim? {
    try await database.write { connection in
      guard try Self.lock(connection, account: account)?.maySend(now) == true else { return nil }
      guard
        try Self.obstacle(connection, account: account, identity: identity, limits) == nil
      else { return nil }
      let row = try connection.row(
        """
        UPDATE posts SET state = 'sending', leaseUntil = ?3, fence = fence + 1,
          attempts = attempts + 1, firstSentAt = coalesce(firstSentAt, ?1), lastSentAt = ?1,
          updatedAt = ?1
        WHERE id = (
            SELECT id FROM posts WHERE account = ?2 AND \(Self.isDue)
              \(identity == nil ? "" : "AND identity = ?4")
            ORDER BY turn, scheduledAt, id LIMIT 1 \(connection.dialect.forUpdateOfFree))
          AND NOT EXISTS (SELECT 1 FROM posts WHERE account = ?2 AND state = 'sending')
        RETURNING *
        """,
        [.integer(now), .text(account), .integer(leaseUntil)]
          + (identity.map { [.text($0)] } ?? []))
      guard let row else { return nil }
      let fence = try row.required(integer: "fence")
      try connection.execute(
        "INSERT INTO attempts (post, fence, startedAt) VALUES (?1, ?2, ?3)",
        [.integer(try row.required(integer: "id")), .integer(fence), .integer(now)])
      var post = try Post(row: row)
      post.predecessor = try Self.predecessor(connection, of: row)
      return Claim(
        post: post, fence: fence, leaseUntil: leaseUntil,
        attempts: Int(try row.required(integer: "attempts")),
        firstSentAt: try row.required(integer: "firstSentAt"),
        mayBeOut: row.integer("mayBeOut") == 1)
    }
  }

  /// Whether a post may be sent at the moment `?1`, as a condition.
  private static let isDue = """
    state = 'queued' AND notBefore <= ?1 AND (expiresAt IS NULL OR expiresAt > ?1)
      AND (follows IS NULL OR EXISTS (
        SELECT 1 FROM posts AS earlier
        WHERE earlier.identity = posts.follows AND earlier.state = 'published'))
    """
}
