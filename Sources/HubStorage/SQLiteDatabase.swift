import Dispatch
import Foundation
import GRDB

/// An SQLite file that survives a power cut: write-ahead log, every commit synced to the disk.
///
/// Calls run on the database's own serial dispatch queue, never on the cooperative pool, and are
/// not cancelled with the task that makes them: what a transaction began it ends.
package final class SQLiteDatabase: SQLDatabase {
  /// Nil in memory.
  package let path: String?
  private let queue: DatabaseQueue
  private let shownPath: String

  package var dialect: SQLDialect { .sqlite }

  private init(
    path: String?, schema: Schema, busyTimeout: Duration, isKept: Bool = false
  ) throws(StorageError) {
    let shownPath = path ?? ":memory:"
    self.path = path
    self.shownPath = shownPath
    do {
      if let path { try Self.createFile(path) }
      let configuration = Self.configuration(busyTimeout)
      queue =
        try path.map { try DatabaseQueue(path: $0, configuration: configuration) }
        ?? DatabaseQueue(configuration: configuration)
      try queue.writeWithoutTransaction { database in
        let connection = SQLiteConnection(database, path: shownPath)
        // Before anything changes the file: another program's stays as it is.
        let found = try schema.check(connection, path: shownPath)
        if isKept { return try schema.checkIsNewest(found, path: shownPath) }
        if path != nil { try Self.setUpLog(connection, path: shownPath) }
        try database.inTransaction(.immediate) {
          try schema.migrate(connection, path: shownPath)
          return .commit
        }
      }
    } catch {
      throw StorageError(error, path: shownPath)
    }
  }

  /// Opens a file, made with its folder where it is not there, and takes it to the newest schema.
  package static func open(
    _ path: String, schema: Schema, busyTimeout: Duration = .seconds(10)
  ) async throws(StorageError) -> SQLiteDatabase {
    try await onThread { () throws(StorageError) in
      try SQLiteDatabase(path: path, schema: schema, busyTimeout: busyTimeout)
    }
  }

  private static func configuration(_ busyTimeout: Duration) -> Configuration {
    var configuration = Configuration()
    configuration.label = "hubgen.sqlite"
    configuration.busyMode = .timeout(busyTimeout / .seconds(1))
    return configuration
  }

  /// A copy in memory, taken to the newest schema.
  private init(copyOf path: String, schema: Schema, busyTimeout: Duration) throws(StorageError) {
    self.path = nil
    shownPath = path
    do {
      queue = try DatabaseQueue()
      try DatabaseQueue(path: path, configuration: Self.configuration(busyTimeout)).backup(
        to: queue)
      try queue.write { try schema.migrate(SQLiteConnection($0, path: path), path: path) }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Opens a file to look at it, which leaves it as it is; nil where there is none, or nothing in it.
  ///
  /// Of one that an earlier version has written, it is a copy in memory that is looked at.
  package static func openExisting(
    _ path: String, schema: Schema, busyTimeout: Duration = .seconds(10)
  ) async throws(StorageError) -> SQLiteDatabase? {
    try await onThread { () throws(StorageError) in
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      do throws(StorageError) {
        return try SQLiteDatabase(
          path: path, schema: schema, busyTimeout: busyTimeout, isKept: true)
      } catch .olderSchema(_, found: 0, _) {
        // Who made the file was stopped before it filled it.
        return nil
      } catch .olderSchema {
        return try SQLiteDatabase(copyOf: path, schema: schema, busyTimeout: busyTimeout)
      }
    }
  }

  /// Opening waits for locks and the disk.
  private static func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    let result: Result<Value, StorageError> = await withCheckedContinuation { done in
      DispatchQueue.global().async { done.resume(returning: Result(catching: body)) }
    }
    return try result.get()
  }

  /// A database that goes with the value.
  package static func inMemory(schema: Schema) throws(StorageError) -> SQLiteDatabase {
    try SQLiteDatabase(path: nil, schema: schema, busyTimeout: .seconds(1))
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await transaction(.deferred, body)
  }

  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await transaction(.immediate, body)
  }

  private func transaction<Value: Sendable>(
    _ kind: Database.TransactionKind,
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    // Nothing in memory waits for a disk: no need to change threads.
    guard path != nil else { return try transactionInMemory(kind, body).get() }
    let shownPath = shownPath
    let result: Result<Value, any Error> = await withCheckedContinuation { done in
      queue.asyncWriteWithoutTransaction { database in
        done.resume(returning: database.result(of: kind, path: shownPath, body))
      }
    }
    return try result.get()
  }

  private func transactionInMemory<Value: Sendable>(
    _ kind: Database.TransactionKind,
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) -> Result<Value, any Error> {
    queue.writeWithoutTransaction { $0.result(of: kind, path: shownPath, body) }
  }
}

extension Database {
  /// What comes of a closure in a transaction of its own.
  fileprivate func result<Value>(
    of kind: TransactionKind, path: String, _ body: (any SQLConnection) throws -> Value
  ) -> Result<Value, any Error> {
    Result {
      do {
        var value: Value?
        try inTransaction(kind) {
          value = try body(SQLiteConnection(self, path: path, isReading: kind == .deferred))
          return .commit
        }
        guard let value else { throw StorageError.failed(reason: "no transaction ran") }
        return value
      } catch let error as DatabaseError {
        throw StorageError(error, path: path)
      }
    }
  }
}

extension SQLiteDatabase {
  /// Makes the folder and an empty file that only its owner may read.
  ///
  /// The file is touched only if it is not there: closing a second descriptor of an open database
  /// would drop the locks that SQLite holds in this process.
  private static func createFile(_ path: String) throws(StorageError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw StorageError.cannotOpen(path: path, reason: "its folder can't be made")
    }
    let descriptor = openNewFile(path)
    if descriptor >= 0 {
      close(descriptor)
      return
    }
    guard errno == EEXIST else {
      throw StorageError.cannotOpen(path: path, reason: unsafe String(cString: strerror(errno)))
    }
  }

  /// Write-ahead log and full syncs; GRDB's own setting would sync less.
  private static func setUpLog(_ connection: any SQLConnection, path: String) throws(StorageError) {
    // Two first openers can meet here, where SQLite doesn't always wait for the other.
    for attempt in 1... {
      do throws(StorageError) {
        try connection.script("PRAGMA journal_mode = WAL")
        break
      } catch {
        guard case .locked = error, attempt < 100 else { throw error }
        usleep(20_000)
      }
    }
    try connection.script("PRAGMA synchronous = FULL")
    let settings = try connection.row(
      """
      SELECT (SELECT journal_mode FROM pragma_journal_mode) AS journal,
        (SELECT synchronous FROM pragma_synchronous) AS synchronous
      """)
    guard settings?.text("journal") == "wal", settings?.integer("synchronous") == 2 else {
      throw StorageError.cannotOpen(
        path: path, reason: "its file system has no write-ahead log")
    }
  }
}

/// A descriptor, or -1 with `errno`; outside the class, where `open` means another function.
private func openNewFile(_ path: String) -> Int32 {
  unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
}
