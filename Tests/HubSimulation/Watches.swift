import HubStorage
import HubSyndication

/// Where a due post stands in the order of its account.
struct Place: Comparable, Sendable {
  /// What goes on with a thread comes first, then the higher priority.
  var turn: Int64
  var scheduledAt: Int64
  var id: Int64

  init(row: SQLRow) throws(StorageError) {
    turn = try row.required(integer: "part") > 0 ? -1000 : -row.required(integer: "priority")
    scheduledAt = try row.required(integer: "scheduledAt")
    id = try row.required(integer: "id")
  }

  static func < (left: Place, right: Place) -> Bool {
    (left.turn, left.scheduledAt, left.id) < (right.turn, right.scheduledAt, right.id)
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
      let account = try row.required(text: "account")
      process.checkTurn(account, try Place(row: row), among: try due(account, values[0]))
    } else if sql.hasPrefix("SELECT * FROM posts WHERE follows = ?2 AND state = 'queued'") {
      process.look(at: try Place(row: row), of: try row.required(text: "account"))
    }
    return rows
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }

  /// The account's posts that may go now, found in another way than the engine does.
  private func due(_ account: String, _ now: SQLValue) throws(StorageError) -> [Place] {
    guard case .integer(let now) = now else { return [] }
    var places: [Place] = []
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
      places.append(try Place(row: row))
    }
    return places
  }
}

/// Sees whether a transaction claims a post.
final class ClaimWatch: SQLConnection {
  let inner: any SQLConnection
  private(set) var hasClaimed = false

  init(inner: any SQLConnection) { self.inner = inner }

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    try inner.execute(sql, values)
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    let rows = try inner.rows(sql, values)
    if sql.hasPrefix("UPDATE posts SET state = 'sending'"), !rows.isEmpty { hasClaimed = true }
    return rows
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }
}
