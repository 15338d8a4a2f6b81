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
        if count > 0 { try Self.publishedOne(connection, claim.post, now: now) }
      case .retry(let at, let accountUntil, let reason):
        (kind, error) = (.retry, reason)
        count = try connection.execute(
          """
          UPDATE posts SET state = 'queued', leaseUntil = NULL, notBefore = ?4, reason = ?5,
            updatedAt = ?3 \(mine)
          """, key + [.integer(at), .text(reason)])
        if count > 0 { try Self.failedOne(connection, account: claim.post.account) }
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
          UPDATE posts SET state = CASE WHEN mayBeOut = 1 THEN 'unsure' ELSE 'failed' END,
            unsureSince = CASE WHEN mayBeOut = 1 THEN ?3 END, leaseUntil = NULL, reason = ?4,
            updatedAt = ?3 \(mine)
          """, key + [.text(reason)])
        if count > 0, !claim.mayBeOut {
          try Self.cancelFollowers(connection, of: claim.post.identity, now: now)
        }
      case .unknown(let reason):
        (kind, error) = (.unknown, reason)
        count = try connection.execute(
          """
          UPDATE posts SET state = 'unsure', mayBeOut = 1, leaseUntil = NULL, unsureSince = ?3,
            reason = ?4, updatedAt = ?3 \(mine)
          """, key + [.text(reason)])
        if count > 0 { try Self.failedOne(connection, account: claim.post.account) }
      }
      guard count == 1 else {
        throw StaleLease(identity: claim.post.identity, fence: claim.fence)
      }
      try Self.endAttempt(connection, key, kind, error)
      if claim.post.predecessor != nil {
        try Self.cancelOrphan(connection, claim.post.identity, now: now)
      }
    }
  }

  private static func giveBack(
    _ connection: any SQLConnection, _ key: [SQLValue], _ reason: String, _ mine: String
  ) throws -> Int {
    try connection.execute(
      """
      UPDATE posts SET state = 'queued', leaseUntil = NULL, attempts = attempts - 1, reason = ?4,
        updatedAt = ?3 \(mine)
      """, key + [.text(reason)])
  }

  /// What a publication changes elsewhere: its account works, and what follows the post may go.
  static func publishedOne(_ connection: any SQLConnection, _ post: Post, now: Int64) throws {
    try connection.execute(
      """
      UPDATE accounts SET failures = 0, openUntil = 0
      WHERE name = ?1 AND (failures > 0 OR openUntil > 0)
      """, [.text(post.account)])
    try connection.execute(
      """
      UPDATE posts SET state = 'queued', updatedAt = ?2
      WHERE follows = ?1 AND state = 'planned' AND scheduledAt <= ?2 AND needsApproval = 0
      """, [.text(post.identity), .integer(now)])
  }

  private static func failedOne(_ connection: any SQLConnection, account: String) throws {
    try connection.execute(
      "UPDATE accounts SET failures = failures + 1 WHERE name = ?1", [.text(account)])
  }

  /// Closes the attempt whose identity, fencing number and end are in `key`.
  static func endAttempt(
    _ connection: any SQLConnection, _ key: [SQLValue], _ outcome: Attempt.Outcome, _ error: String?
  ) throws {
    try connection.execute(
      """
      UPDATE attempts SET endedAt = ?3, outcome = ?4, error = ?5
      WHERE post = (SELECT id FROM posts WHERE identity = ?1) AND fence = ?2
      """, key + [.text(outcome.rawValue), SQLValue(error)])
  }
}
