/// Whose SQL a database understands, where the two differ.
package enum SQLDialect: Hashable, Sendable {
  case sqlite, postgres
}

/// A database with transactions that are durable once they return.
package protocol SQLDatabase: Sendable {
  var dialect: SQLDialect { get }

  /// A file beside which a lock can show who is at work; nil where there is none.
  var path: String? { get }

  /// Runs a closure that only reads, seeing one moment of the database.
  ///
  /// - Throws: `StorageError`, or what the closure throws.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value

  /// Runs a closure in a transaction that is durable when this returns, or has left no trace.
  ///
  /// Where another transaction was in the way the closure may run again from its beginning.
  /// - Throws: `StorageError`, or what the closure throws.
  @discardableResult
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value
}

/// Statements inside one transaction; valid only in the closure that receives it.
package protocol SQLConnection {
  var dialect: SQLDialect { get }

  /// Runs one statement, compiled once per connection.
  ///
  /// - Parameters:
  ///   - sql: one statement with `?1`, `?2`… for values.
  ///   - values: as many as the statement has.
  /// - Returns: how many rows changed.
  /// - Throws: `StorageError`.
  @discardableResult
  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int

  /// The rows of one statement, compiled once per connection.
  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow]

  /// Runs any number of statements without values.
  func script(_ sql: String) throws(StorageError)
}

extension SQLConnection {
  @discardableResult
  package func execute(_ sql: String) throws(StorageError) -> Int { try execute(sql, []) }

  package func rows(_ sql: String) throws(StorageError) -> [SQLRow] { try rows(sql, []) }

  /// The first row, if there is one.
  package func row(_ sql: String, _ values: [SQLValue] = []) throws(StorageError) -> SQLRow? {
    try rows(sql, values).first
  }
}
