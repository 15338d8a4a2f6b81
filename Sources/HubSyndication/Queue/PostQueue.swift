import Foundation
package import HubStorage

/// The durable store of posts and of what became of them.
///
/// Every call is one transaction, durable when it returns. All times are arguments, in seconds
/// since 1970: the queue asks no clock.
package struct PostQueue: Sendable {
  let database: any SQLDatabase

  /// A queue in a database that has the schema `queue`.
  package init(database: any SQLDatabase) {
    self.database = database
  }

  /// Opens a file, made where it is not there, or a database that a `postgres://` URL names.
  ///
  /// - Throws: `StorageError`.
  package static func open(_ store: String) async throws -> PostQueue {
    guard PostgresURL.isOne(store) else {
      return PostQueue(database: try await SQLiteDatabase.open(store, schema: .queue))
    }
    return PostQueue(
      database: try await PostgresDatabase.open(PostgresURL(store), schema: .queue))
  }

  /// Opens what is there, else an empty queue in memory: looking leaves no trace.
  ///
  /// - Throws: `StorageError`, also where an older hubgen has written a PostgreSQL database.
  package static func openForReading(_ store: String) async throws -> PostQueue {
    let found: (any SQLDatabase)?
    if PostgresURL.isOne(store) {
      found = try await PostgresDatabase.openExisting(PostgresURL(store), schema: .queue)
    } else {
      found = try await SQLiteDatabase.openExisting(store, schema: .queue)
    }
    return try found.map { PostQueue(database: $0) } ?? inMemory()
  }

  /// A queue that goes with the value.
  package static func inMemory() throws -> PostQueue {
    PostQueue(database: try SQLiteDatabase.inMemory(schema: .queue))
  }
}

/// Another publisher has taken the post over since it was claimed.
package struct StaleLease: Error, Hashable, Sendable {
  package var identity: String
  package var fence: Int64

  package init(identity: String, fence: Int64) {
    self.identity = identity
    self.fence = fence
  }
}

extension PostQueue {
  /// Posts in the order of their times, then of their entry.
  ///
  /// - Parameters:
  ///   - states: empty for all.
  ///   - account: nil for all.
  /// - Returns: empty where there are none.
  /// - Throws: `StorageError`.
  package func list(
    states: Set<PostState> = [], account: String? = nil
  ) async throws -> [QueueEntry] {
    let states = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return try await database.read { connection in
      try connection.rows(
        """
        SELECT * FROM posts
        WHERE (CAST(?1 AS TEXT) IS NULL OR account = ?1)
          \(states.isEmpty ? "" : "AND state IN (\(states))")
        ORDER BY scheduledAt, id
        """, [SQLValue(account)]
      ).map { try QueueEntry(row: $0) }
    }
  }

  /// Of an account's posts in some states, only who they are.
  package func identities(states: Set<PostState>, account: String) async throws -> [String] {
    let states = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return try await database.read { connection in
      try connection.rows(
        "SELECT identity FROM posts WHERE account = ?1 AND state IN (\(states)) ORDER BY identity",
        [.text(account)]
      ).map { try $0.required(text: "identity") }
    }
  }

  /// The post of an identity, or of its first digits.
  ///
  /// - Throws: `QueueError` where there is none, or more than one.
  package func entry(_ identity: String) async throws -> QueueEntry {
    let rows = try await database.read { connection in
      try connection.rows(
        """
        SELECT * FROM posts
        WHERE identity >= ?1 AND identity < ?1 || 'g' AND substr(identity, 1, length(?1)) = ?1
        LIMIT 2
        """, [.text(identity)]
      ).map { try QueueEntry(row: $0) }
    }
    guard !identity.isEmpty, let first = rows.first else {
      throw QueueError.notFound(identity: identity)
    }
    guard rows.count == 1 else { throw QueueError.ambiguous(identity: identity) }
    return first
  }

  /// The posts of those identities that the queue knows.
  package func entries(_ identities: [String]) async throws -> [String: QueueEntry] {
    try await database.read { connection in
      var found: [String: QueueEntry] = [:]
      for identity in identities {
        let row = try connection.row("SELECT * FROM posts WHERE identity = ?1", [.text(identity)])
        if let row { found[identity] = try QueueEntry(row: row) }
      }
      return found
    }
  }

  /// Every try of a post, the oldest first.
  package func attempts(_ identity: String) async throws -> [Attempt] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT attempts.* FROM attempts JOIN posts ON posts.id = attempts.post
        WHERE posts.identity = ?1 ORDER BY attempts.fence
        """, [.text(identity)]
      ).map { row in
        Attempt(
          fence: try row.required(integer: "fence"),
          startedAt: try row.required(integer: "startedAt"), endedAt: row.integer("endedAt"),
          outcome: row.text("outcome").flatMap(Attempt.Outcome.init(rawValue:)),
          error: row.text("error"))
      }
    }
  }

  /// How many posts are in each state.
  package func counts() async throws -> [PostState: Int] {
    try await database.read { connection in
      var counts: [PostState: Int] = [:]
      for row in try connection.rows("SELECT state, count(*) AS n FROM posts GROUP BY state") {
        guard let state = row.text("state").flatMap(PostState.init(rawValue:)) else { continue }
        counts[state] = Int(row.integer("n") ?? 0)
      }
      return counts
    }
  }
}
