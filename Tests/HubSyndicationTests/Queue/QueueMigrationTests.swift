import HubStorage
import HubSyndication
import HubTestSupport
import Testing

@Suite struct QueueMigrationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: EarlierQueue.all)
  func `a queue of every earlier version keeps all that is in it`(
    earlier: EarlierQueue
  ) async throws {
    let path = try await earlier.make(in: folder)
    let before = try await earlier.rows(path, schema: try earlier.schema())
    _ = try await PostQueue.open(path)
    let after = try await earlier.rows(path, schema: .queue)
    #expect(before.values.allSatisfy { $0.count >= 2 })
    #expect(before.keys.count == (earlier.version < 3 ? 3 : 5))
    for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
  }

  @Test(arguments: EarlierQueue.all)
  func `a queue of every earlier version is worked on as one of today`(
    earlier: EarlierQueue
  ) async throws {
    let queue = try await PostQueue.open(try await earlier.make(in: folder))
    let entries = try await queue.list()
    #expect(Set(entries.map(\.state)) == Set(PostState.allCases))
    #expect(entries[0].post.text.hasPrefix("Բարեւ, it's number 1: 100 % coffee — ☕️\n\nhttps://"))
    for entry in entries where entry.fence > 0 && entry.post.article != "news/thread" {
      let attempts = try await queue.attempts(entry.post.identity)
      #expect(attempts.map(\.fence) == [entry.fence - 1, entry.fence])
    }
    let statuses = try await queue.statuses()
    #expect(statuses["kiosk-second"]?.pausedReason == "the token isn't accepted (401)")
    #expect(statuses.values.allSatisfy { $0.firstRunAt != nil })
    let known = entries.map { NewPost($0.post) }
    #expect(try await queue.add(known, now: 1_795_010_000).isEmpty)
    #expect(
      try await queue.add([NewPost(.sample(99, account: "kiosk"))], now: 1_795_010_000).count == 1)
    // What was being sent is unsure now; after that the next one goes.
    let unsure = try await queue.expireLeases(now: 1_795_010_000)
    #expect(unsure == [entries.first { $0.state == .sending }?.post.identity])
    let claim = try #require(
      try await queue.claim(account: "kiosk", now: 1_795_010_000, leaseUntil: 1_795_010_600))
    #expect(claim.post == entries.first { $0.state == .queued }?.post)
    try await queue.record(
      .published(PublishedPost(remoteID: "r")), of: claim, now: 1_795_010_001)
  }

  @Test(arguments: EarlierQueue.all.filter { $0.version >= 3 })
  func `threads, changes and credentials of an earlier version go on`(
    earlier: EarlierQueue
  ) async throws {
    let queue = try await PostQueue.open(try await earlier.make(in: folder))
    let thread = try await queue.list(account: "kiosk").filter { $0.post.article == "news/thread" }
    #expect(thread.map { $0.link?.part } == [nil, 1, 2, 3])
    #expect(thread.map(\.state) == [.published, .published, .planned, .planned])
    try await queue.release(account: "kiosk", now: 1_795_010_000)
    #expect(try await queue.entry(thread[2].post.identity).state == .queued)
    #expect(try await queue.entry(thread[3].post.identity).state == .planned)
    let edited = try #require(try await queue.list().first { $0.editedAt != nil })
    #expect(edited.edited?.text == "Other words\n\nhttps://hub.example.com/news/a5/")
    #expect(try await queue.changes(of: edited.post.identity).map(\.state) == [.done, .open])
    let credentials = try await queue.credentials(account: "kiosk")
    #expect(credentials["token"]?.value == "rotated ' token")
    #expect(credentials.count == 2)
  }

  @Test(arguments: EarlierQueue.all.filter { $0.version < Schema.queue.version })
  func `who only looks leaves a queue of an earlier version as it is`(
    earlier: EarlierQueue
  ) async throws {
    let path = try await earlier.make(in: folder)
    var seen: [QueueEntry]?
    switch earlier.store {
    case .sqlite: seen = try await PostQueue.openForReading(path).list()
    case .postgres:
      let error = await #expect(throws: StorageError.self) {
        _ = try await PostQueue.openForReading(path)
      }
      #expect(
        error?.description.contains(
          "has schema version \(earlier.version), this hubgen reads \(Schema.queue.version): the"
            + " next 'hubgen syndicate'") == true)
    }
    // The schema of that time still takes it for its own.
    _ = try await earlier.rows(path, schema: try earlier.schema())
    let queue = try await PostQueue.open(path)
    if let seen { #expect(try await queue.list() == seen) }
    #expect(try await PostQueue.openForReading(path).list() == queue.list())
  }

  @Test func `a file that was made and never filled is an empty queue`() async throws {
    try folder.write("", to: "queue.sqlite")
    let queue = try await PostQueue.openForReading(folder.path + "/queue.sqlite")
    #expect(try await queue.list().isEmpty)
    #expect(try folder.read("queue.sqlite").isEmpty)
  }

  @Test(arguments: Store.all)
  func `a queue of a newer hubgen is refused and left alone`(store: Store) async throws {
    let path =
      store == .sqlite
      ? folder.path + "/queue.sqlite" : try await PostgresServer.shared.newURL()
    let known = Schema.queue.version
    let sql = "ALTER TABLE posts ADD COLUMN mood TEXT"
    let newer = Schema(
      applicationID: Schema.queue.applicationID,
      migrations: Schema.queue.migrations + [
        SchemaMigration(version: known + 1, sql: sql, postgres: sql)
      ])
    _ = try await QueueFile.database(path, schema: newer)
    for open in [PostQueue.open, PostQueue.openForReading] {
      let error = await #expect(throws: StorageError.self) { _ = try await open(path) }
      #expect(
        error?.description.hasSuffix(
          "has schema version \(known + 1), this hubgen knows up to \(known): use the newer hubgen")
          == true)
    }
    let row = try await QueueFile.database(path, schema: newer).read {
      try $0.row("SELECT count(mood) AS n FROM posts")
    }
    #expect(row?.integer("n") == 0)
  }
}
