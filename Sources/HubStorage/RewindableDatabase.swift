import GRDB

/// A database in memory whose commits can be taken back: what a simulation plays on.
///
/// Transactions are savepoints, run on the caller's thread; statements stay compiled when the data
/// goes back to where it was.
package final class RewindableDatabase: Sendable {
  private let queue: DatabaseQueue
  private static let path = ":memory:"

  /// Makes an empty database of a schema.
  package init(schema: Schema) throws(StorageError) {
    do {
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      queue = try DatabaseQueue(configuration: configuration)
      try queue.writeWithoutTransaction { database in
        let connection = SQLiteConnection(database, path: Self.path)
        // What a statement needs for itself is never a file.
        try connection.script("PRAGMA temp_store = MEMORY")
        try schema.migrate(connection, path: Self.path)
      }
    } catch {
      throw StorageError(error, path: Self.path)
    }
  }

  /// Keeps the database for the calling thread, so that what the closure reads and writes there
  /// changes no queue.
  package func hold<Value>(_ body: () throws -> Value) rethrows -> Value {
    try queue.unsafeReentrantWrite { _ in try body() }
  }

  /// Runs a closure that only reads.
  ///
  /// - Throws: `StorageError`, or what the closure throws.
  package func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    try queue.unsafeReentrantWrite { database in
      try body(SQLiteConnection(database, path: Self.path, isReading: true))
    }
  }

  /// Runs a closure whose changes stay if it returns, and leave no trace if it throws.
  ///
  /// - Throws: `StorageError`, or what the closure throws.
  package func write<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    try queue.unsafeReentrantWrite { database in
      let connection = SQLiteConnection(database, path: Self.path)
      try connection.execute("SAVEPOINT work")
      do {
        let value = try body(connection)
        try connection.execute("RELEASE work")
        return value
      } catch {
        try connection.execute("ROLLBACK TO work")
        try connection.execute("RELEASE work")
        throw error
      }
    }
  }

  /// Remembers the data as it is now, on top of what was marked before.
  package func mark() throws { try control("SAVEPOINT mark") }

  /// Takes the data back to the latest mark, which stays.
  package func rewind() throws { try control("ROLLBACK TO mark") }

  /// Keeps the data as it is, without the latest mark.
  package func unmark() throws { try control("RELEASE mark") }

  private func control(_ statement: String) throws {
    _ = try queue.unsafeReentrantWrite { database in
      try SQLiteConnection(database, path: Self.path).execute(statement)
    }
  }
}
