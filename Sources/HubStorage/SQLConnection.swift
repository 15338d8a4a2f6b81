import GRDB

/// Statements inside one transaction; valid only in the closure that receives it.
package struct SQLConnection {
  private let database: Database
  private let path: String

  init(_ database: Database, path: String) {
    self.database = database
    self.path = path
  }

  /// Runs one statement, compiled once per connection.
  ///
  /// - Parameters:
  ///   - sql: one statement with `?1`, `?2`… for values.
  ///   - values: as many as the statement has.
  /// - Returns: how many rows changed.
  /// - Throws: `StorageError`.
  @discardableResult
  package func execute(_ sql: String, _ values: [SQLValue] = []) throws(StorageError) -> Int {
    do {
      let statement = try database.cachedStatement(sql: sql)
      try statement.execute(arguments: Self.arguments(values))
      return database.changesCount
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// The rows of one statement, compiled once per connection.
  package func rows(_ sql: String, _ values: [SQLValue] = []) throws(StorageError) -> [SQLRow] {
    do {
      let statement = try database.cachedStatement(sql: sql)
      let names = statement.columnNames
      let columns = Dictionary(
        names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(values))
      var rows: [SQLRow] = []
      while let row = try cursor.next() {
        rows.append(SQLRow(columns: columns, values: row.databaseValues.map { SQLValue($0) }))
      }
      return rows
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// The first row, if there is one.
  package func row(_ sql: String, _ values: [SQLValue] = []) throws(StorageError) -> SQLRow? {
    try rows(sql, values).first
  }

  /// Runs any number of statements without values.
  package func script(_ sql: String) throws(StorageError) {
    do {
      try database.execute(sql: sql)
    } catch {
      throw StorageError(error, path: path)
    }
  }

  private static func arguments(_ values: [SQLValue]) -> StatementArguments {
    StatementArguments(values.map { $0.databaseValue })
  }
}
