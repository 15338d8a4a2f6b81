import HubStorage

extension PostQueue {
  /// Looks whether an account may send a post now.
  ///
  /// - Parameters:
  ///   - post: the one that is to be sent; it does not stand in its own way.
  ///   - limits: its account's.
  /// - Returns: the first limit that it exceeds, or nil.
  /// - Throws: `StorageError`.
  package func obstacle(to post: Post, _ limits: [SendingLimit]) async throws -> SendingLimit? {
    guard !limits.isEmpty else { return nil }
    return try await database.read {
      try Self.obstacle($0, account: post.account, identity: post.identity, limits)
    }
  }

  static func obstacle(
    _ connection: any SQLConnection, account: String, identity: String?, _ limits: [SendingLimit]
  ) throws -> SendingLimit? {
    try limits.first { limit in
      var post = SentPosts(all: 1, first: 1)
      var sent = try sent(connection, account: account, since: limit.since, besides: identity)
      if case .budget = limit.bound, let identity {
        post = try toSend(connection, identity)
        sent += try toFollow(connection, account: account, since: limit.since)
      }
      return limit.isExceeded(by: post, after: sent)
    }
  }

  /// What the account's posts are that are or may be out, and were sent at a moment or later.
  private static func sent(
    _ connection: any SQLConnection, account: String, since: Int64, besides identity: String?
  ) throws -> SentPosts {
    try SentPosts(
      connection.row(
        """
        SELECT \(totals) FROM posts
        WHERE account = ?1 AND fence > 0 AND lastSentAt >= ?2 AND identity <> ?3
          AND (state IN ('sending', 'unsure', 'published', 'withdrawn') OR mayBeOut = 1)
        """, [.text(account), .integer(since), .text(identity ?? "")]))
  }

  /// A post that is to be sent, with what follows it.
  private static func toSend(
    _ connection: any SQLConnection, _ identity: String
  ) throws -> SentPosts {
    try SentPosts(
      connection.row(
        """
        \(chain)
        SELECT \(totals) FROM posts
        WHERE (identity = ?1 OR identity IN (SELECT identity FROM chain))
          AND state IN ('planned', 'queued')
        """, [.text(identity)]))
  }

  /// What is still to follow those of the account's posts that are, or may be, out; what follows an
  /// unsure one of earlier may wait for a person for ever.
  private static func toFollow(
    _ connection: any SQLConnection, account: String, since: Int64
  ) throws -> SentPosts {
    try SentPosts(
      connection.row(
        """
        WITH RECURSIVE begun (identity) AS (
          SELECT identity FROM posts
          WHERE account = ?1 AND fence > 0 AND lastSentAt >= ?2
            AND state IN ('sending', 'unsure', 'published')
          UNION SELECT identity FROM posts WHERE account = ?1 AND state = 'queued' AND part > 0
          UNION SELECT posts.identity FROM posts JOIN begun ON posts.follows = begun.identity)
        SELECT \(totals) FROM posts
        WHERE identity IN (SELECT identity FROM begun) AND state IN ('planned', 'queued')
          AND mayBeOut = 0
        """, [.text(account), .integer(since)]))
  }

  private static let totals = """
    count(*) AS posts, count(CASE WHEN part = 0 THEN 1 END) AS firsts,
      CAST(coalesce(sum(cost), 0) AS BIGINT) AS cost
    """
}

extension SentPosts {
  fileprivate init(_ row: SQLRow?) {
    all = row?.integer("posts") ?? 0
    first = row?.integer("firsts") ?? 0
    cost = row?.integer("cost") ?? 0
  }
}
