import HubStorage
import HubSyndication

/// A post that may go out now.
struct Due: Sendable {
  /// Where it stands in the order of its account.
  struct Place: Comparable, Sendable {
    /// What goes on with a thread comes first, then the higher priority.
    var turn: Int64
    var scheduledAt: Int64
    var id: Int64

    static func < (left: Place, right: Place) -> Bool {
      (left.turn, left.scheduledAt, left.id) < (right.turn, right.scheduledAt, right.id)
    }
  }

  var identity: String
  var account: String
  var place: Place
  /// Whether a person has set its time.
  var isFixed: Bool

  init(row: SQLRow) throws(StorageError) {
    identity = try row.required(text: "identity")
    account = try row.required(text: "account")
    isFixed = row.integer("fixedAt") != nil
    place = Place(
      turn: try row.required(integer: "part") > 0 ? -1000 : -row.required(integer: "priority"),
      scheduledAt: try row.required(integer: "scheduledAt"), id: try row.required(integer: "id"))
  }
}

/// Sees which post a process takes next.
struct DueWatch: SQLConnection {
  let inner: any SQLConnection
  let process: SimulatedProcess

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    try inner.execute(sql, values)
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    let rows = try inner.rows(sql, values)
    guard let row = rows.first else { return rows }
    if sql.hasPrefix("SELECT * FROM posts WHERE account = ?2 AND state = 'queued'") {
      let next = try Due(row: row)
      let due = try due(next.account, values[0])
      // Where there is no place for others, those whose time a person has set still go.
      let isForFixed = sql.contains("fixedAt IS NOT NULL")
      process.look(at: next, among: isForFixed ? due.filter(\.isFixed) : due)
    } else if sql.hasPrefix("SELECT * FROM posts WHERE follows = ?2 AND state = 'queued'") {
      // What follows the post before it goes with it.
      process.look(at: try Due(row: row), among: [])
    }
    return rows
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }

  /// The account's posts that may go now, found in another way than the engine does.
  private func due(_ account: String, _ now: SQLValue) throws(StorageError) -> [Due] {
    guard case .integer(let now) = now else { return [] }
    var posts: [Due] = []
    let rows = try inner.rows(
      """
      SELECT posts.*, earlier.state AS earlierState FROM posts
      LEFT JOIN posts AS earlier ON earlier.identity = posts.follows
      WHERE posts.account = ?1 AND posts.state = 'queued'
      """, [.text(account)])
    for row in rows {
      guard try row.required(integer: "notBefore") <= now, row.integer("expiresAt") ?? .max > now,
        row.text("follows") == nil || row.text("earlierState") == PostState.published.rawValue
      else { continue }
      posts.append(try Due(row: row))
    }
    return posts
  }
}

/// Sees whether a transaction claims a post, or notes why one has to wait.
final class ClaimWatch: SQLConnection {
  let inner: any SQLConnection
  private let process: SimulatedProcess
  private(set) var hasClaimed = false

  init(inner: any SQLConnection, process: SimulatedProcess) {
    self.inner = inner
    self.process = process
  }

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    let count = try inner.execute(sql, values)
    if sql.hasPrefix("UPDATE posts SET reason = ?2"), case .text(let identity) = values[0] {
      process.tries(identity)
    }
    return count
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    let rows = try inner.rows(sql, values)
    if sql.hasPrefix("UPDATE posts SET state = 'sending'"), let row = rows.first {
      hasClaimed = true
      process.tries(try row.required(text: "identity"))
    }
    return rows
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }
}
