import HubStorage

/// What came of sending a claimed post.
package enum DeliveryOutcome: Hashable, Sendable {
  case published(PublishedPost)
  /// Certainly not out; try again at `at`. With `accountUntil`, no post of the account before that.
  case retry(at: Int64, accountUntil: Int64?, reason: String)
  /// Certainly not out; the credentials are not accepted: the account is paused, no attempt counts.
  case unauthorized(reason: String)
  /// Certainly not out, and it won't be. Where an earlier attempt may have put it out, `unsure`.
  case failed(reason: String)
  case unknown(reason: String)
  /// Given back before anything was sent; no attempt counts.
  case notSent(reason: String)
}

extension PostQueue {
  /// Moves the account's planned posts whose time has come to `queued`.
  package func release(account: String, now: Int64) async throws {
    try await database.write { connection in
      try connection.execute(
        """
        UPDATE posts SET state = 'queued', updatedAt = ?2
        WHERE account = ?1 AND state = 'planned' AND scheduledAt <= ?2
        """, [.text(account), .integer(now)])
    }
  }

  /// The account's first post that may be sent now, among those after `after`.
  package func nextDue(
    account: String, now: Int64, after: QueueEntry? = nil
  ) async throws -> QueueEntry? {
    try await database.read { connection in
      try connection.row(
        """
        SELECT * FROM posts
        WHERE account = ?1 AND state = 'queued' AND notBefore <= ?2
          AND (scheduledAt, id) > (?3, coalesce((SELECT id FROM posts WHERE identity = ?4), -1))
        ORDER BY scheduledAt, id LIMIT 1
        """,
        [
          .text(account), .integer(now), .integer(after?.post.scheduledAt ?? .min),
          SQLValue(after?.post.identity),
        ]
      ).map { try QueueEntry(row: $0) }
    }
  }

  /// Leases the account's first due post, or the named one, to the caller.
  ///
  /// In one transaction: lease, fencing number, state `sending` and one more attempt. Nil where
  /// nothing is due, the account is paused or limited, or another publisher is sending for it:
  /// posts of one account go out one after the other.
  package func claim(
    account: String, identity: String? = nil, now: Int64, leaseUntil: Int64
  ) async throws -> Claim? {
    try await database.write { connection in
      let row = try connection.row(
        """
        UPDATE posts SET state = 'sending', leaseUntil = ?3, fence = fence + 1,
          attempts = attempts + 1, firstSentAt = coalesce(firstSentAt, ?2), lastSentAt = ?2,
          updatedAt = ?2
        WHERE id = (
            SELECT id FROM posts
            WHERE account = ?1 AND state = 'queued' AND notBefore <= ?2
              AND (?4 IS NULL OR identity = ?4)
            ORDER BY scheduledAt, id LIMIT 1)
          AND NOT EXISTS (SELECT 1 FROM posts WHERE account = ?1 AND state = 'sending')
          AND NOT EXISTS (
            SELECT 1 FROM accounts
            WHERE name = ?1 AND (pausedReason IS NOT NULL OR limitedUntil > ?2))
        RETURNING *
        """, [.text(account), .integer(now), .integer(leaseUntil), SQLValue(identity)])
      guard let row else { return nil }
      let fence = try row.required(integer: "fence")
      try connection.execute(
        "INSERT INTO attempts (post, fence, startedAt) VALUES (?1, ?2, ?3)",
        [.integer(try row.required(integer: "id")), .integer(fence), .integer(now)])
      return Claim(
        post: try Post(row: row), fence: fence, leaseUntil: leaseUntil,
        attempts: Int(try row.required(integer: "attempts")),
        mayBeOut: row.integer("mayBeOut") == 1)
    }
  }

  /// Makes the outcome of a claim durable.
  ///
  /// A publication that is known only after the lease expired is still recorded, as long as nobody
  /// claimed the post again.
  /// - Throws: `StaleLease` where the claim is no longer the caller's.
  package func record(_ outcome: DeliveryOutcome, of claim: Claim, now: Int64) async throws {
    try await database.write { connection in
      let key: [SQLValue] = [.text(claim.post.identity), .integer(claim.fence), .integer(now)]
      let mine = "WHERE identity = ?1 AND fence = ?2 AND state = 'sending'"
      let count: Int
      let kind: Attempt.Outcome
      var error: String?
      switch outcome {
      case .published(let remote):
        kind = .published
        count = try connection.execute(
          """
          UPDATE posts SET state = 'published', remoteID = ?4, remoteURL = ?5, publishedAt = ?3,
            leaseUntil = NULL, unsureSince = NULL, reason = NULL, updatedAt = ?3
          WHERE identity = ?1 AND fence = ?2 AND state IN ('sending', 'unsure')
          """, key + [.text(remote.remoteID), SQLValue(remote.url)])
      case .retry(let at, let accountUntil, let reason):
        (kind, error) = (.retry, reason)
        count = try connection.execute(
          """
          UPDATE posts SET state = 'queued', leaseUntil = NULL, notBefore = ?4, reason = ?5,
            updatedAt = ?3 \(mine)
          """, key + [.integer(at), .text(reason)])
        if count > 0, let accountUntil {
          try Self.limit(
            connection, account: claim.post.account, until: accountUntil, reason: reason)
        }
      case .unauthorized(let reason):
        (kind, error) = (.unauthorized, reason)
        count = try Self.giveBack(connection, key, reason, mine)
        if count > 0 {
          try Self.pause(connection, account: claim.post.account, reason: reason, now: now)
        }
      case .notSent(let reason):
        (kind, error) = (.notSent, reason)
        count = try Self.giveBack(connection, key, reason, mine)
      case .failed(let reason):
        (kind, error) = (.rejected, reason)
        count = try connection.execute(
          """
          UPDATE posts SET state = iif(mayBeOut, 'unsure', 'failed'),
            unsureSince = iif(mayBeOut, ?3, NULL), leaseUntil = NULL, reason = ?4, updatedAt = ?3
            \(mine)
          """, key + [.text(reason)])
      case .unknown(let reason):
        (kind, error) = (.unknown, reason)
        count = try connection.execute(
          """
          UPDATE posts SET state = 'unsure', mayBeOut = 1, leaseUntil = NULL, unsureSince = ?3, reason = ?4,
            updatedAt = ?3 \(mine)
          """, key + [.text(reason)])
      }
      guard count == 1 else {
        throw StaleLease(identity: claim.post.identity, fence: claim.fence)
      }
      try Self.endAttempt(connection, key, kind, error)
    }
  }

  private static func giveBack(
    _ connection: SQLConnection, _ key: [SQLValue], _ reason: String, _ mine: String
  ) throws -> Int {
    try connection.execute(
      """
      UPDATE posts SET state = 'queued', leaseUntil = NULL, attempts = attempts - 1, reason = ?4,
        updatedAt = ?3 \(mine)
      """, key + [.text(reason)])
  }

  /// Closes the attempt whose identity, fencing number and end are in `key`.
  static func endAttempt(
    _ connection: SQLConnection, _ key: [SQLValue], _ outcome: Attempt.Outcome, _ error: String?
  ) throws {
    try connection.execute(
      """
      UPDATE attempts SET endedAt = ?3, outcome = ?4, error = ?5
      WHERE post = (SELECT id FROM posts WHERE identity = ?1) AND fence = ?2
      """, key + [.text(outcome.rawValue), SQLValue(error)])
  }
}
