import GRDB

/// Statements of one transaction of an SQLite file.
struct SQLiteConnection: SQLConnection {
  private let database: Database
  private let path: String
  private let isReading: Bool

  init(_ database: Database, path: String, isReading: Bool = false) {
    self.database = database
    self.path = path
    self.isReading = isReading
  }

  var dialect: SQLDialect { .sqlite }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    do {
      let statement = try statement(sql)
      try statement.execute(arguments: Self.arguments(values))
      return database.changesCount
    } catch {
      throw StorageError(error, path: path)
    }
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    do {
      let statement = try statement(sql)
      if statement.isReadonly { return try SQLiteReader(statement, of: database).rows(values) }
      let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(values))
      let columns = statement.columnNames
      var rows: [SQLRow] = []
      while let row = try cursor.next() {
        rows.append(SQLRow(columns: columns, values: row.databaseValues.map { SQLValue($0) }))
      }
      return rows
    } catch {
      throw StorageError(error, path: path)
    }
  }

  func script(_ sql: String) throws(StorageError) {
    guard !isReading else { throw StorageError.readOnly(path: path) }
    do {
      try database.execute(sql: sql)
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// A statement that a reader may run: SQLite itself tells which ones change nothing.
  private func statement(_ sql: String) throws -> Statement {
    let statement = try database.cachedStatement(sql: sql)
    if isReading, !statement.isReadonly { throw StorageError.readOnly(path: path) }
    return statement
  }

  private static func arguments(_ values: [SQLValue]) -> StatementArguments {
    // As existentials: GRDB takes them without a key path for each value.
    StatementArguments(values.map { $0.databaseValue as (any DatabaseValueConvertible)? })
  }
}
