import Foundation
import HubStorage

extension PostQueue {
  /// Writes everything but credentials as lines of JSON, seen at one moment.
  ///
  /// Accounts by name, then posts in the order in which they entered the queue, each with its
  /// attempts and changes: what is new comes last, and a line changes only with its post.
  ///
  /// - Throws: `StorageError`; where the connection is lost in between, what is written is not whole.
  package func export(to write: @escaping @Sendable (String) throws -> Void) async throws {
    try await database.read { connection in
      do {
        try Self.export(connection, to: write)
      } catch StorageError.connectionLost(_, let reason) {
        // Else the database would begin again, after what is written already.
        throw StorageError.failed(
          reason:
            "the connection was lost (\(reason)), and what was written is not the whole queue:"
            + " export it again")
      }
    }
  }

  private static func export(
    _ connection: any SQLConnection, to write: (String) throws -> Void
  ) throws {
    let header = LineValue.object([
      "queue": .text("hubgen"), "version": .integer(Int64(Schema.queue.version)),
    ])
    try write(header.line())
    for row in try connection.rows("SELECT * FROM accounts ORDER BY name") {
      try write(LineValue.object(["account": Self.object(row, QueueColumn.accounts)]).line())
    }
    var last: Int64 = -1
    while true {
      let rows = try connection.rows(
        "SELECT * FROM posts WHERE id > ?1 ORDER BY id LIMIT 1000", [.integer(last)])
      guard let end = rows.last else { return }
      for row in rows { try write(Self.line(connection, row)) }
      last = try end.required(integer: "id")
    }
  }

  private static func line(_ connection: any SQLConnection, _ row: SQLRow) throws -> String {
    let id: [SQLValue] = [.integer(try row.required(integer: "id"))]
    let attempts = try connection.rows("SELECT * FROM attempts WHERE post = ?1 ORDER BY fence", id)
    let changes = try connection.rows("SELECT * FROM changes WHERE post = ?1 ORDER BY id", id)
    var line = ["post": try object(row, QueueColumn.posts)]
    if !attempts.isEmpty {
      line["attempts"] = .list(try attempts.map { try object($0, QueueColumn.attempts) })
    }
    if !changes.isEmpty {
      line["changes"] = .list(try changes.map { try object($0, QueueColumn.changes) })
    }
    return try LineValue.object(line).line()
  }

  /// The columns that are not null.
  private static func object(_ row: SQLRow, _ columns: [QueueColumn]) throws -> LineValue {
    var object: [String: LineValue] = [:]
    for column in columns {
      switch row[column.name] {
      case .null: continue
      case .integer(let number): object[column.name] = .integer(number)
      case .text(let text):
        object[column.name] =
          column.kind == .words
          ? try JSONDecoder().decode(LineValue.self, from: Data(text.utf8)) : .text(text)
      }
    }
    return .object(object)
  }
}
