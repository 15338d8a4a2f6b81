import Dispatch
import Foundation
import Synchronization

/// A PostgreSQL database, used by several workers at once.
///
/// Calls run on threads of a few connections, never on the cooperative pool, and are not cancelled
/// with the task that makes them. A transaction that lost against another, or whose connection broke
/// before it was asked to commit, is run again.
package final class PostgresDatabase: SQLDatabase {
  /// A thread and its connection, opened when it is needed first.
  private final class Worker: Sendable {
    let queue: DispatchQueue
    let session = Mutex<PostgresSession?>(nil)

    init(_ number: Int) { queue = DispatchQueue(label: "hubgen.postgres.\(number)") }
  }

  private struct Pool {
    var idle: [Worker]
    var waiting: [CheckedContinuation<Worker, Never>] = []
  }

  private let url: PostgresURL
  private let pool: Mutex<Pool>

  package var dialect: SQLDialect { .postgres }
  package var path: String? { nil }

  private init(_ url: PostgresURL, connections: Int) {
    self.url = url
    pool = Mutex(Pool(idle: (1...max(1, connections)).map { Worker($0) }))
  }

  /// Opens a database and takes it to the newest schema.
  package static func open(
    _ url: PostgresURL, schema: Schema, connections: Int = 4
  ) async throws(StorageError) -> PostgresDatabase {
    let database = PostgresDatabase(url, connections: connections)
    do {
      try await database.write { try schema.migratePostgres($0, path: url.shown) }
    } catch {
      throw error as? StorageError ?? .failed(reason: String(describing: error))
    }
    return database
  }

  /// Opens a database to look at it, which leaves it as it is; nil where it has not the schema.
  ///
  /// - Throws: `StorageError.olderSchema` where it would have to be taken to the newest version.
  package static func openExisting(
    _ url: PostgresURL, schema: Schema
  ) async throws(StorageError) -> PostgresDatabase? {
    let database = PostgresDatabase(url, connections: 1)
    do {
      let found = try await database.read { try schema.foundPostgres($0, path: url.shown) }
      if found == 0 { return nil }
      try schema.checkIsNewest(found, path: url.shown)
      return database
    } catch {
      throw error as? StorageError ?? .failed(reason: String(describing: error))
    }
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await transaction("BEGIN ISOLATION LEVEL READ COMMITTED", body)
  }

  private func transaction<Value: Sendable>(
    _ begin: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    let worker = await take()
    defer { give(worker) }
    let url = url
    let result: Result<Value, any Error> = await withCheckedContinuation { done in
      worker.queue.async {
        done.resume(
          returning: Result {
            try worker.session.withLock { try Self.run(&$0, url, begin, body) }
          })
      }
    }
    return try result.get()
  }

  private static func run<Value>(
    _ session: inout PostgresSession?, _ url: PostgresURL, _ begin: String,
    _ body: (any SQLConnection) throws -> Value
  ) throws -> Value {
    for attempt in 1... {
      if session?.isAlive != true { session = try PostgresSession(url) }
      guard let open = session else { break }
      let value: Value
      do {
        try open.script(begin)
        value = try body(PostgresConnection(session: open))
      } catch {
        try? open.script("ROLLBACK")
        if !open.isAlive { session = nil }
        guard attempt < 8, (error as? StorageError)?.isWorthAnotherTry == true else { throw error }
        usleep(UInt32(attempt * attempt) * 1000)
        continue
      }
      do {
        try open.script("COMMIT")
      } catch {
        // Without an answer to COMMIT nobody knows: only a refusal may be tried again.
        if !open.isAlive { session = nil }
        guard attempt < 8, case .conflict = error else { throw error }
        continue
      }
      return value
    }
    throw StorageError.conflict(path: url.shown)
  }

  private func take() async -> Worker {
    await withCheckedContinuation { waiting in
      let worker = pool.withLock { pool -> Worker? in
        if let worker = pool.idle.popLast() { return worker }
        pool.waiting.append(waiting)
        return nil
      }
      if let worker { waiting.resume(returning: worker) }
    }
  }

  private func give(_ worker: Worker) {
    let next = pool.withLock { pool -> CheckedContinuation<Worker, Never>? in
      if pool.waiting.isEmpty {
        pool.idle.append(worker)
        return nil
      }
      return pool.waiting.removeFirst()
    }
    next?.resume(returning: worker)
  }
}

extension StorageError {
  fileprivate var isWorthAnotherTry: Bool {
    switch self {
    case .conflict, .connectionLost: true
    default: false
    }
  }
}
