import HubStorage
import HubSyndication
import HubTestSupport
import Testing

@Suite struct QueueMigrationTests {
  /// A queue as an earlier hubgen left it: one post in each state, attempts and accounts.
  private func earlier(_ version: Int, in folder: TemporaryFolder) async throws -> String {
    let path = folder.path + "/queue.sqlite"
    let schema = Schema(
      applicationID: Schema.queue.applicationID,
      migrations: Schema.queue.migrations.filter { $0.version <= version })
    let database = try await SQLiteDatabase.open(path, schema: schema)
    for (index, state) in PostState.allCases.enumerated() {
      try await QueueFile.insert(index + 1, state, into: database)
    }
    try await database.write { connection in
      try connection.execute("UPDATE accounts SET pausedReason = '401', pausedAt = 5")
      try connection.execute(
        "INSERT INTO attempts (post, fence, startedAt) SELECT id, fence, 2 FROM posts WHERE fence > 0"
      )
    }
    return path
  }

  @Test(arguments: [1, 2])
  func `a queue of every earlier version keeps its posts`(version: Int) async throws {
    let folder = try TemporaryFolder()
    let path = try await earlier(version, in: folder)
    let queue = try await PostQueue.open(path)
    let entries = try await queue.list()
    #expect(entries.map(\.state) == PostState.allCases)
    for entry in entries {
      #expect(!entry.needsApproval)
      #expect(entry.link == nil)
      #expect(entry.priority == 0)
      #expect(try await queue.attempts(entry.post.identity).count == (entry.fence > 0 ? 1 : 0))
    }
    let statuses = try await queue.statuses()
    #expect(statuses["account1"]?.pausedReason == "401")
    #expect(statuses.values.allSatisfy { $0.firstRunAt == 1 })
    try await queue.unpause(account: "account2")
    #expect(try await queue.claim(account: "account2", now: 10, leaseUntil: 600) != nil)
  }

  @Test func `a queue of a newer hubgen is refused`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/queue.sqlite"
    let newer = SchemaMigration(version: 4, sql: "ALTER TABLE posts ADD COLUMN mood TEXT")
    _ = try await SQLiteDatabase.open(
      path,
      schema: Schema(
        applicationID: Schema.queue.applicationID, migrations: Schema.queue.migrations + [newer]))
    await #expect(throws: StorageError.newerSchema(path: path, found: 4, known: 3)) {
      _ = try await PostQueue.open(path)
    }
  }
}
