import Foundation
import HubStorage
import HubSyndication
import HubTestSupport

extension Post {
  /// A post whose identity is made from a number.
  static func sample(
    _ number: Int, account: String = "kiosk", network: String = "fake", at time: Int64 = 1000
  ) -> Post {
    let digits = String(number, radix: 16)
    return Post(
      identity: String(repeating: "0", count: 32 - digits.count) + digits, account: account,
      network: network, article: "articles/a\(number)", language: "en", scheduledAt: time,
      text: "Text \(number) — Բարեւ", link: "https://hub.example/a\(number)/?utm_source=x",
      canonicalURL: "https://hub.example/a\(number)/", title: "Title \(number)",
      imageURL: "https://hub.example/a.png", imageAlt: "A \"queue\"", length: 12, limit: 500)
  }
}

/// What keeps a test's queue: both must hold the same laws.
enum Store: String, CaseIterable, Sendable {
  case sqlite, postgres

  /// PostgreSQL too where a server is wanted.
  static let all: [Store] = PostgresServer.isWanted ? allCases : [.sqlite]
}

/// A queue of its own, with a second, raw way in.
struct QueueFile {
  let folder: TemporaryFolder
  let queue: PostQueue
  let raw: any SQLDatabase
  /// The file, or the server's URL.
  let path: String

  init(_ store: Store = .sqlite) async throws {
    folder = try TemporaryFolder()
    switch store {
    case .sqlite: path = folder.path + "/queue.sqlite"
    case .postgres: path = try await PostgresServer.shared.newURL()
    }
    queue = try await PostQueue.open(path)
    raw = try await Self.database(path)
  }

  /// The queue as another process would open it.
  func another() async throws -> PostQueue { try await PostQueue.open(path) }

  static func database(_ path: String, schema: Schema = .queue) async throws -> any SQLDatabase {
    guard PostgresURL.isOne(path) else {
      return try await SQLiteDatabase.open(path, schema: schema)
    }
    return try await PostgresDatabase.open(PostgresURL(path), schema: schema, connections: 1)
  }

  /// Adds posts and makes them due.
  func fill(_ posts: [Post], now: Int64 = 1000) async throws {
    _ = try await queue.add(posts.map { NewPost($0) }, now: now)
    for account in Set(posts.map(\.account)) { try await queue.release(account: account, now: now) }
  }

  /// Puts a post into a state with columns that fit it, whatever way leads there.
  func insert(_ number: Int, _ state: PostState) async throws {
    try await Self.insert(number, state, into: raw)
  }

  static func insert(
    _ number: Int, _ state: PostState, into database: any SQLDatabase
  ) async throws {
    let columns = Self.columns(state)
    let post = Post.sample(number, account: "account\(number)")
    let text =
      "INSERT INTO posts (identity, account, network, article, language, occurrence, body,"
      + " scheduledAt, slotted, notBefore, createdAt, updatedAt, state, "
      + columns.keys.sorted().joined(separator: ", ")
      + ") VALUES (?1, ?2, 'fake', 'a', 'en', 0,"
      + " '{\"text\":\"\",\"link\":\"\",\"canonicalURL\":\"\",\"title\":\"\",\"length\":0,\"limit\":0}', 1, 0, 1, 1, 1, ?3, "
      + columns.keys.sorted().map { columns[$0] ?? "NULL" }.joined(separator: ", ") + ")"
    try await database.write { connection in
      try connection.execute(
        "INSERT INTO accounts (name) VALUES (?1) ON CONFLICT DO NOTHING", [.text(post.account)])
      try connection.execute(
        text, [.text(post.identity), .text(post.account), .text(state.rawValue)])
    }
  }

  /// Moves a post to a state, with columns that fit it.
  func move(_ number: Int, to state: PostState) async throws {
    var columns = Self.columns(state)
    columns["fence"] = "fence + 1"
    if state == .planned || state == .recorded { columns["fence"] = "0" }
    if columns["remoteID"] != "NULL" {
      // A published post keeps its name: only missing ones are set.
      columns["remoteID"] = "coalesce(remoteID, 'r')"
      columns["publishedAt"] = "coalesce(publishedAt, 3)"
    }
    for column in ["firstSentAt", "lastSentAt"] where columns["fence"] != "0" {
      columns[column] = "2"
    }
    let changes = columns.keys.sorted().map { "\($0) = \(columns[$0] ?? "NULL")" }
      .joined(separator: ", ")
    let identity = Post.sample(number).identity
    try await raw.write { connection in
      try connection.execute(
        "UPDATE posts SET state = ?1, \(changes) WHERE identity = ?2",
        [.text(state.rawValue), .text(identity)])
    }
  }

  static func columns(_ state: PostState) -> [String: String] {
    let wasSent = ![.planned, .queued, .cancelled, .recorded].contains(state)
    let isOut = state == .published || state == .withdrawn
    return [
      "leaseUntil": state == .sending ? "9" : "NULL",
      "unsureSince": state == .unsure ? "3" : "NULL",
      "mayBeOut": state == .unsure ? "1" : "0",
      "remoteID": isOut ? "'r'" : "NULL",
      "publishedAt": isOut ? "3" : "NULL",
      "withdrawnAt": state == .withdrawn ? "4" : "NULL",
      "reason": state == .failed ? "'no'" : "NULL",
      "fence": wasSent ? "1" : "0",
      "firstSentAt": wasSent ? "2" : "NULL",
      "lastSentAt": wasSent ? "2" : "NULL",
    ]
  }
}
