import HubStorage

/// Statements as an engine with a planted fault would write them.
struct ChangedConnection: SQLConnection {
  let inner: any SQLConnection
  let fault: PlantedFault

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    try inner.execute(fault.changed(sql), values)
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    try inner.rows(fault.changed(sql), values)
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }
}

/// Tells what changes rows.
struct ToldConnection: SQLConnection {
  let inner: any SQLConnection
  let story: Story

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    let count = try inner.execute(sql, values)
    story.tell { "    \(Self.short(sql)) \(Self.short(values)): \(count)" }
    return count
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    let rows = try inner.rows(sql, values)
    if sql.hasPrefix("UPDATE") {
      story.tell { "    \(Self.short(sql)) \(Self.short(values)): \(rows.count)" }
    }
    return rows
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }

  private static func short(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func short(_ values: [SQLValue]) -> String {
    values.map { value in
      switch value {
      case .null: "null"
      case .integer(let number): String(number)
      case .text(let text): String(text.prefix(32))
      }
    }.joined(separator: ", ")
  }
}
