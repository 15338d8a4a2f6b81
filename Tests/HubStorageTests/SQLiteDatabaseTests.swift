import Foundation
import HubStorage
import HubTestSupport
import Synchronization
import Testing

let notes = Schema(
  applicationID: 0x7E57,
  migrations: [
    SchemaMigration(
      version: 1,
      sql: "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL CHECK (text <> ''));")
  ])

@Suite struct SQLiteDatabaseTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  var path: String { folder.path + "/deep/er/notes.sqlite" }

  @Test func `every commit is synced and foreign keys hold`() async throws {
    let database = try await SQLiteDatabase.open(path, schema: notes)
    let row = try await database.read { connection in
      try connection.row(
        """
        SELECT (SELECT journal_mode FROM pragma_journal_mode) AS journal,
          (SELECT synchronous FROM pragma_synchronous) AS synchronous,
          (SELECT foreign_keys FROM pragma_foreign_keys) AS foreignKeys,
          (SELECT timeout FROM pragma_busy_timeout) AS timeout
        """)
    }
    #expect(row?.text("journal") == "wal")
    #expect(row?.integer("synchronous") == 2)
    #expect(row?.integer("foreignKeys") == 1)
    #expect(row?.integer("timeout") == 10_000)
  }

  @Test func `the file and its log are made in a new folder and only the owner may read them`()
    async throws
  {
    let database = try await SQLiteDatabase.open(path, schema: notes)
    try await database.write { try $0.execute("INSERT INTO notes (text) VALUES ('a')") }
    for name in ["notes.sqlite", "notes.sqlite-wal", "notes.sqlite-shm"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.path + "/deep/er/" + name)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
    }
  }

  @Test func `values come back as what they are`() async throws {
    let database = try SQLiteDatabase.inMemory(schema: notes)
    let row = try await database.read { connection in
      try connection.row(
        "SELECT ?1 AS a, ?2 AS b, ?3 AS c, ?4 AS d, 2.6 AS e, x'C3A9' AS f, 'x' AS a",
        [.null, .integer(.min), "", "a\0Բ"])
    }
    #expect(row?["a"] == .null)
    #expect(row?["b"] == .integer(.min))
    #expect(row?["c"] == .text(""))
    #expect(row?["d"] == .text("a\0Բ"))
    #expect(row?["e"] == .integer(3))
    #expect(row?["f"] == .text("é"))
    #expect(row?["none"] == .null)
  }

  @Test func `a read says what is wrong with it, and the next one works`() async throws {
    let database = try SQLiteDatabase.inMemory(schema: notes)
    for (sql, values) in [
      ("SELECT ?1 AS a", []), ("SELECT 1 AS a", [.integer(1)]),
      ("SELECT abs(?1) AS a", [.integer(.min)]), ("SELECT * FROM nothing", []),
    ] as [(String, [SQLValue])] {
      await #expect(throws: StorageError.self) {
        try await database.read { try $0.rows(sql, values) }
      }
    }
    #expect(try await database.read { try $0.row("SELECT abs(?1) AS a", [-1])?.integer("a") } == 1)
  }

  @Test func `rows come back after the file is opened again`() async throws {
    do {
      let database = try await SQLiteDatabase.open(path, schema: notes)
      try await database.write { connection in
        try connection.execute("INSERT INTO notes (text) VALUES (?1)", ["Բարեւ"])
      }
    }
    let database = try await SQLiteDatabase.open(path, schema: notes)
    let rows = try await database.read { try $0.rows("SELECT id, text FROM notes") }
    #expect(rows.map { $0.text("text") } == ["Բարեւ"])
    #expect(rows.map { $0.integer("id") } == [1])
    #expect(rows[0]["absent"] == .null)
  }

  @Test func `a closure that throws leaves no trace`() async throws {
    struct Stop: Error {}
    let database = try await SQLiteDatabase.open(path, schema: notes)
    await #expect(throws: Stop.self) {
      try await database.write { connection in
        try connection.execute("INSERT INTO notes (text) VALUES ('a')")
        throw Stop()
      }
    }
    let count = try await database.read { try $0.rows("SELECT id FROM notes").count }
    #expect(count == 0)
  }

  @Test func `a reader can't write`() async throws {
    let database = try await SQLiteDatabase.open(path, schema: notes)
    await #expect(throws: StorageError.self) {
      try await database.read { _ = try $0.execute("INSERT INTO notes (text) VALUES ('a')") }
    }
  }

  @Test func `a transaction ends even if its task is cancelled`() async throws {
    let database = try await SQLiteDatabase.open(path, schema: notes)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await database.write { try $0.execute("INSERT INTO notes (text) VALUES ('a')") }
    }
    try await task.value
    let count = try await database.read { try $0.rows("SELECT id FROM notes").count }
    #expect(count == 1)
  }

  @Test func `a broken rule is a typed error`() async throws {
    let database = try await SQLiteDatabase.open(path, schema: notes)
    let error = await #expect(throws: StorageError.self) {
      try await database.write { try $0.execute("INSERT INTO notes (text) VALUES ('')") }
    }
    guard case .constraint = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a full disk is a typed error and the row is not there`() async throws {
    let database = try await SQLiteDatabase.open(path, schema: notes)
    try await database.write { try $0.script("PRAGMA max_page_count = 8") }
    await #expect(throws: StorageError.diskFull(path: path)) {
      try await database.write { connection in
        try connection.execute(
          "INSERT INTO notes (text) VALUES (?1)", [.text(String(repeating: "x", count: 100_000))])
      }
    }
    let count = try await database.read { try $0.rows("SELECT id FROM notes").count }
    #expect(count == 0)
  }

  @Test func `a lock that another process keeps is a typed error`() async throws {
    let first = try await SQLiteDatabase.open(path, schema: notes)
    let second = try await SQLiteDatabase.open(
      path, schema: notes, busyTimeout: .milliseconds(50))
    let path = path
    // The inner call waits for the outer transaction, which can't end before it.
    try await first.write { connection in
      try connection.execute("INSERT INTO notes (text) VALUES ('a')")
      let outcome = Outcome()
      let done = DispatchSemaphore(value: 0)
      Task.detached {
        do {
          try await second.write { try $0.execute("INSERT INTO notes (text) VALUES ('b')") }
        } catch {
          outcome.set(error as? StorageError)
        }
        done.signal()
      }
      done.wait()
      #expect(outcome.error == .locked(path: path))
    }
  }
}

/// What a task found, read after it has signalled its end.
private final class Outcome: Sendable {
  private let found = Mutex<StorageError?>(nil)
  var error: StorageError? { found.withLock { $0 } }
  func set(_ error: StorageError?) { found.withLock { $0 = error } }
}
