import Foundation
import HubStorage
import HubTestSupport
import Testing

@Suite struct SchemaTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  var path: String { folder.path + "/notes.sqlite" }

  static let second = SchemaMigration(
    version: 2, sql: "ALTER TABLE notes ADD COLUMN author TEXT; UPDATE notes SET author = 'us';")

  func schema(_ later: SchemaMigration...) -> Schema {
    Schema(applicationID: notes.applicationID, migrations: notes.migrations + later)
  }

  @Test func `a later schema keeps what an earlier one wrote`() async throws {
    do {
      let database = try await SQLiteDatabase.open(path, schema: notes)
      try await database.write { try $0.execute("INSERT INTO notes (text) VALUES ('a')") }
    }
    let database = try await SQLiteDatabase.open(path, schema: schema(Self.second))
    let row = try await database.read { try $0.row("SELECT text, author FROM notes") }
    #expect(row?.text("text") == "a")
    #expect(row?.text("author") == "us")
  }

  @Test func `a newer schema is refused and left alone`() async throws {
    _ = try await SQLiteDatabase.open(path, schema: schema(Self.second))
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let error = await #expect(throws: StorageError.self) {
      _ = try await SQLiteDatabase.open(path, schema: notes)
    }
    #expect(error == .newerSchema(path: path, found: 2, known: 1))
    #expect(
      error?.description
        == "'\(path)' has schema version 2, this hubgen knows up to 1: use the newer hubgen")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a migration that fails leaves the earlier schema`() async throws {
    _ = try await SQLiteDatabase.open(path, schema: notes)
    let broken = SchemaMigration(
      version: 2, sql: "CREATE TABLE more (id); SELECT nothing FROM nowhere;")
    await #expect(throws: StorageError.self) {
      _ = try await SQLiteDatabase.open(path, schema: schema(broken))
    }
    let database = try await SQLiteDatabase.open(path, schema: notes)
    let tables = try await database.read { connection in
      try connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        .compactMap { $0.text("name") }
    }
    #expect(tables == ["notes"])
  }

  @Test func `another program's database is refused and left alone`() async throws {
    let other = Schema(
      applicationID: 1, migrations: [SchemaMigration(version: 1, sql: "CREATE TABLE x (y);")])
    _ = try await SQLiteDatabase.open(path, schema: other)
    await #expect(throws: StorageError.foreignDatabase(path: path)) {
      _ = try await SQLiteDatabase.open(path, schema: notes)
    }
  }

  @Test func `a file that is no database is refused and left alone`() async throws {
    let text = String(repeating: "This is a letter to a friend, not a database.\n", count: 100)
    try folder.write(text, to: "notes.sqlite")
    await #expect(throws: StorageError.notADatabase(path: path)) {
      _ = try await SQLiteDatabase.open(path, schema: notes)
    }
    #expect(try folder.read("notes.sqlite") == text)
  }

  @Test func `a damaged file is a typed error`() async throws {
    do {
      let database = try await SQLiteDatabase.open(path, schema: notes)
      try await database.write { connection in
        for _ in 1...2000 { try connection.execute("INSERT INTO notes (text) VALUES ('a note')") }
      }
      try await database.write { try $0.script("DROP TABLE IF EXISTS absent") }
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try #require(bytes.count > 12_000)
    bytes.replaceSubrange(
      4096..<bytes.count, with: Data(repeating: 0xFF, count: bytes.count - 4096))
    try bytes.write(to: URL(fileURLWithPath: path))
    let error = await #expect(throws: StorageError.self) {
      let database = try await SQLiteDatabase.open(path, schema: notes)
      _ = try await database.read { try $0.rows("SELECT * FROM notes").count }
    }
    guard case .corrupt = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a folder in the file's place is refused`() async throws {
    try folder.write("", to: "notes.sqlite/inside")
    let error = await #expect(throws: StorageError.self) {
      _ = try await SQLiteDatabase.open(path, schema: notes)
    }
    guard case .cannotOpen = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `many first openers make one database`() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...8 {
        group.addTask {
          let database = try await SQLiteDatabase.open(path, schema: notes)
          try await database.write { connection in
            try connection.execute("INSERT INTO notes (text) VALUES (?1)", [.text("\(number)")])
          }
        }
      }
      try await group.waitForAll()
    }
    let database = try await SQLiteDatabase.open(path, schema: notes)
    #expect(try await database.read { try $0.rows("SELECT id FROM notes").count } == 8)
  }
}

@Suite struct FileLockTests {
  @Test func `only one holder can have it alone`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/queue.lock"
    let first = try FileLock(path)
    let second = try FileLock(path)
    #expect(first.takeAlone())
    #expect(!second.takeAlone())
    try await first.share()
    #expect(!second.takeAlone())
    try await second.share()
    #expect(!first.takeAlone())
  }

  @Test func `a holder that is gone holds nothing`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/queue.lock"
    do {
      let first = try FileLock(path)
      try await first.share()
    }
    #expect(try FileLock(path).takeAlone())
  }
}
