import Foundation
import HubStorage

/// The durable store of posts and of what became of them.
///
/// Every call is one transaction, durable when it returns. All times are arguments, in seconds
/// since 1970: the queue asks no clock.
package struct PostQueue: Sendable {
  let database: SQLiteDatabase

  /// Opens the file, made where it is not there.
  ///
  /// - Throws: `StorageError`.
  package static func open(_ path: String) async throws -> PostQueue {
    PostQueue(database: try await SQLiteDatabase.open(path, schema: .queue))
  }

  /// Opens the file if it is there, else an empty queue in memory: looking leaves no trace.
  package static func openForReading(_ path: String) async throws -> PostQueue {
    guard FileManager.default.fileExists(atPath: path) else { return try inMemory() }
    return try await open(path)
  }

  /// A queue that goes with the value.
  package static func inMemory() throws -> PostQueue {
    PostQueue(database: try SQLiteDatabase.inMemory(schema: .queue))
  }
}

/// A post that is to enter the queue.
package struct NewPost: Hashable, Sendable {
  package var post: Post
  /// Whether its time is one of the account's slots, which no other post may take.
  package var isSlotted: Bool
  /// Known, and never to be posted.
  package var isRecorded: Bool

  package init(_ post: Post, isSlotted: Bool = false, isRecorded: Bool = false) {
    self.post = post
    self.isSlotted = isSlotted
    self.isRecorded = isRecorded
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

/// A request of a person that the queue can't follow.
package enum QueueError: Error, Hashable, Sendable, CustomStringConvertible {
  case notFound(identity: String)
  case ambiguous(identity: String)
  case notPossible(action: String, identity: String, state: PostState)

  package var description: String {
    switch self {
    case .notFound(let identity):
      "the queue has no post '\(identity)'; 'hubgen queue list' shows the ids"
    case .ambiguous(let identity):
      "more than one post begins with '\(identity)'; write more digits of the id"
    case .notPossible(let action, let identity, let state):
      "can't \(action) post '\(identity)', which is \(state.rawValue);"
        + " what to do: \(state.nextStep(for: identity.prefix(8)))"
    }
  }
}

extension PostQueue {
  /// Adds what is not there yet; a known identity keeps its row, body and time untouched.
  ///
  /// A post whose slot another one took meanwhile stays out, and finds another in the next plan.
  /// - Returns: the identities that are new, in the order given.
  package func add(_ posts: [NewPost], now: Int64) async throws -> [String] {
    guard !posts.isEmpty else { return [] }
    return try await database.write { connection in
      var added: [String] = []
      for new in posts {
        let post = new.post
        let state: PostState = new.isRecorded ? .recorded : .planned
        let count = try connection.execute(
          """
          INSERT INTO posts (identity, account, network, article, language, audience, occurrence,
            body, scheduledAt, slotted, state, notBefore, createdAt, updatedAt)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?9, ?12, ?12)
          ON CONFLICT DO NOTHING
          """,
          [
            .text(post.identity), .text(post.account), .text(post.network), .text(post.article),
            .text(post.language), SQLValue(post.audience), .integer(Int64(post.occurrence)),
            .text(try PostBody(post).json()), .integer(post.scheduledAt),
            .integer(new.isSlotted ? 1 : 0), .text(state.rawValue), .integer(now),
          ])
        if count > 0 { added.append(post.identity) }
      }
      return added
    }
  }

  /// Posts in the order of their times, then of their entry.
  ///
  /// - Parameters:
  ///   - states: empty for all.
  ///   - account: nil for all.
  ///   - limit: nil for all.
  /// - Returns: empty where there are none.
  /// - Throws: `StorageError`.
  package func list(
    states: Set<PostState> = [], account: String? = nil, limit: Int? = nil
  ) async throws -> [QueueEntry] {
    let states = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return try await database.read { connection in
      try connection.rows(
        """
        SELECT * FROM posts
        WHERE (?1 IS NULL OR account = ?1) \(states.isEmpty ? "" : "AND state IN (\(states))")
        ORDER BY scheduledAt, id LIMIT ?2
        """, [SQLValue(account), .integer(Int64(limit ?? -1))]
      ).map { try QueueEntry(row: $0) }
    }
  }

  /// The post of an identity, or of its first digits.
  ///
  /// - Throws: `QueueError` where there is none, or more than one.
  package func entry(_ identity: String) async throws -> QueueEntry {
    let rows = try await database.read { connection in
      try connection.rows(
        "SELECT * FROM posts WHERE substr(identity, 1, length(?1)) = ?1 LIMIT 2", [.text(identity)]
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
