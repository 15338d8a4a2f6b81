import HubStorage

/// What is known of a post that was unsure.
package enum UnsureResolution: Hashable, Sendable {
  case published(PublishedPost)
  /// It isn't out.
  case absent(notBefore: Int64, reason: String)
  /// It may be out, and sending it again is safe.
  case repeated(notBefore: Int64, reason: String)
}

extension PostQueue {
  /// Moves posts whose publisher is gone from `sending` to `unsure`, and opens its changes again:
  /// those may be made twice.
  ///
  /// With `everyLease` also those that are still leased, where no other publisher is alive.
  /// - Returns: their identities.
  @discardableResult
  package func expireLeases(now: Int64, everyLease: Bool = false) async throws -> [String] {
    let key: [SQLValue] = [.integer(now), .integer(everyLease ? 1 : 0)]
    let isOver = "(leaseUntil <= ?1 OR ?2 = 1)"
    // Mostly nobody died, and nobody has to wait for a lock then.
    let isAny = try await database.read { connection in
      try connection.row(
        """
        SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM posts WHERE state = 'sending' AND \(isOver))
          OR EXISTS (SELECT 1 FROM changes WHERE state = 'doing' AND \(isOver))
        """, key) != nil
    }
    guard isAny else { return [] }
    return try await database.write { connection in
      let rows = try connection.rows(
        """
        UPDATE posts SET state = 'unsure', mayBeOut = 1, leaseUntil = NULL, unsureSince = ?1,
          updatedAt = ?1, reason = 'the run ended before the network''s answer was recorded'
        WHERE state = 'sending' AND \(isOver)
        RETURNING identity, fence
        """, key)
      try connection.execute(
        """
        UPDATE changes SET state = 'open', leaseUntil = NULL,
          error = 'the run ended before the network''s answer was recorded'
        WHERE state = 'doing' AND \(isOver)
        """, key)
      return try rows.map { row in
        let identity = try row.required(text: "identity")
        try Self.endAttempt(
          connection,
          [.text(identity), .integer(try row.required(integer: "fence")), .integer(now)],
          .unknown, "the run ended before the network's answer was recorded")
        return identity
      }
    }
  }

  /// The account's unsure posts in the order of their times.
  package func unsure(account: String) async throws -> [QueueEntry] {
    try await list(states: [.unsure], account: account)
  }

  /// Settles an unsure post.
  ///
  /// - Throws: `StaleLease` where it is no longer unsure, or was claimed again since.
  package func resolve(_ entry: QueueEntry, as resolution: UnsureResolution, now: Int64)
    async throws
  {
    try await database.write { connection in
      let key: [SQLValue] = [.text(entry.post.identity), .integer(entry.fence), .integer(now)]
      let isSame = "WHERE identity = ?1 AND fence = ?2 AND state = 'unsure'"
      let count: Int
      switch resolution {
      case .published(let remote):
        count = try connection.execute(
          """
          UPDATE posts SET state = 'published', remoteID = ?4, remoteURL = ?5, publishedAt = ?3,
            unsureSince = NULL, reason = NULL, updatedAt = ?3 \(isSame)
          """, key + [.text(remote.remoteID), SQLValue(remote.url)])
        if count > 0 { try Self.publishedOne(connection, entry.post, now: now) }
      case .absent(let notBefore, let reason):
        count = try connection.execute(
          """
          UPDATE posts SET state = 'queued', unsureSince = NULL, mayBeOut = 0, notBefore = ?4,
            reason = ?5, updatedAt = ?3 \(isSame)
          """, key + [.integer(notBefore), .text(reason)])
      case .repeated(let notBefore, let reason):
        count = try connection.execute(
          """
          UPDATE posts SET state = 'queued', unsureSince = NULL, notBefore = ?4, reason = ?5,
            updatedAt = ?3 \(isSame)
          """, key + [.integer(notBefore), .text(reason)])
      }
      guard count == 1 else {
        throw StaleLease(identity: entry.post.identity, fence: entry.fence)
      }
      if entry.link != nil {
        try Self.cancelOrphan(connection, entry.post.identity, now: now)
      }
    }
  }

  /// Says why a queued or unsure post waits, nil where it only waits for its turn; changes nothing
  /// else.
  package func note(_ reason: String?, on identity: String, now: Int64) async throws {
    try await database.write { connection in
      try connection.execute(
        """
        UPDATE posts SET reason = ?2, updatedAt = ?3
        WHERE identity = ?1 AND state IN ('queued', 'unsure')
          AND coalesce(reason, '') <> coalesce(?2, '')
        """, [.text(identity), SQLValue(reason), .integer(now)])
    }
  }
}
