import Foundation
import HubDiagnostics
import HubStorage
import HubSyndication
import Synchronization
import Testing

/// A queue as lines of JSON, and back.
@Suite struct QueueTransferTests {
  private func export(_ queue: PostQueue) async throws -> [String] {
    let lines = Mutex<[String]>([])
    try await queue.export { line in lines.withLock { $0.append(line) } }
    return lines.withLock { $0 }
  }

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

  /// A queue with a post in every state, a thread, changes and accounts.
  private func full(_ store: Store) async throws -> QueueFile {
    let file = try await QueueFile(store)
    for (index, state) in PostState.allCases.enumerated() {
      try await file.insert(index + 1, state)
    }
    let published = Post.sample(5).identity
    try await file.queue.update(
      published, to: .sample(5), sourceHash: "h", reason: "edited", at: 1, now: 1)
    let change = try #require(
      try await file.queue.claimChange(account: "account5", now: 1, leaseUntil: 2))
    try await file.queue.record(.done, of: change, now: 2)
    try await file.queue.withdraw(published, reason: "over", at: 9, now: 3)
    _ = try await file.queue.add(
      [
        NewPost(
          .sample(20), isSlotted: true, needsApproval: true, expiresAt: 9000, sourceHash: "s",
          priority: 3, cost: 7),
        NewPost(
          .sample(21),
          link: ChainLink(
            follows: Post.sample(20).identity, part: 1, relation: .comment)),
        NewPost(.sample(22, account: "other")),
      ], now: 4)
    try await file.queue.release(account: "other", now: 1000)
    let claim = try #require(
      try await file.queue.claim(account: "other", now: 1000, leaseUntil: 1600))
    try await file.queue.record(
      .retry(at: 2000, accountUntil: 1500, reason: "busy"), of: claim, now: 1001)
    try await file.queue.pause(account: "kiosk", reason: "401", now: 5)
    try await file.queue.start(accounts: ["kiosk"], now: 6)
    return file
  }

  @Test(arguments: Store.all, Store.all)
  func `an imported queue is the exported one`(from: Store, to: Store) async throws {
    let lines = try await export(full(from).queue)
    #expect(lines.count == 1 + 11 + 12)
    let target = try await QueueFile(to).queue
    let first = try await target.importLines(text(lines), file: "queue.jsonl")
    #expect(first.diagnostics.map(\.message) == [])
    #expect(first.imported == 12)
    #expect(try await export(target) == lines)
    let again = try await target.importLines(text(lines), file: "queue.jsonl")
    #expect(again.imported == 0)
    #expect(again.known == 12)
    #expect(try await export(target) == lines)
  }

  @Test func `a change of one post changes its line alone`() async throws {
    let file = try await full(.sqlite)
    let before = try await export(file.queue)
    try await file.queue.approve(Post.sample(20).identity, now: 50)
    let after = try await export(file.queue)
    #expect(zip(before, after).count { $0 != $1 } == 1)
    _ = try await file.queue.add([NewPost(.sample(0x30))], now: 60)
    #expect(try await Array(export(file.queue).dropLast()) == after)
  }

  @Test(arguments: Store.all)
  func `all problems of a file are named, and nothing is imported`(store: Store) async throws {
    var lines = try await export(full(.sqlite).queue)
    let first = 12
    #expect(lines[first].contains("\"state\":\"planned\""))
    lines[first].replace("\"state\":\"planned\"", with: "\"state\":\"lost\"")
    lines[first + 1].replace("\"scheduledAt\":1", with: "\"scheduledAt\":\"one\"")
    lines[first + 2].replace("\"account\":", with: "\"acount\":")
    lines[first + 3] = "{\"post\":"
    lines.remove(at: first + 9)
    let target = try await QueueFile(store)
    let report = try await target.queue.importLines(text(lines), file: "queue.jsonl")
    let found = report.diagnostics.map { ($0.location?.span?.line ?? 0, $0.id) }
    #expect(
      found.sorted { $0 < $1 }.map { "\($0.0) \($0.1)" } == [
        "13 refused", "14 wrong-type", "15 missing-key", "15 unknown-key", "16 bad-json",
        "22 missing-predecessor",
      ])
    let wrong = report.diagnostics.first { $0.id == "wrong-type" }
    let column = lines[first + 1].firstRange(of: "\"scheduledAt\"").map {
      lines[first + 1].utf8.distance(from: lines[first + 1].startIndex, to: $0.lowerBound) + 1
    }
    #expect(wrong?.location?.span?.column == column)
    #expect(wrong?.location?.file == "queue.jsonl")
    #expect(try await target.queue.list().isEmpty)
    #expect(try await target.queue.statuses().isEmpty)
  }

  @Test func `what was cancelled before it moved is not sent after it`() async throws {
    let source = try await QueueFile()
    try await source.insert(1, .cancelled)
    let target = try await QueueFile()
    try await target.insert(1, .planned)
    let report = try await target.queue.importLines(
      text(try await export(source.queue)), file: "q.jsonl")
    #expect(
      report.diagnostics.map(\.message) == [
        "the post is cancelled here and planned in the queue, which would send it"
      ])
  }

  @Test func `what was planned before approvals were written down goes on`() async throws {
    let source = try await QueueFile()
    try await source.insert(1, .planned)
    let lines = try await export(source.queue)
    for (version, isApproved) in [(3, true), (Schema.queue.version, false)] {
      let target = try await QueueFile()
      let header = #"{"queue":"hubgen","version":\#(version)}"#
      _ = try await target.queue.importLines(
        text([header] + lines.dropFirst()), file: "q.jsonl")
      try await target.queue.holdForApproval(Post.sample(1).identity, now: 9)
      #expect(try await target.queue.entry(Post.sample(1).identity).needsApproval != isApproved)
    }
  }

  @Test func `an export that loses its connection does not begin again after its first lines`()
    async throws
  {
    let lines = Mutex<[String]>([])
    let queue = PostQueue(database: ForgetfulDatabase())
    await #expect(throws: StorageError.self) {
      try await queue.export { line in lines.withLock { $0.append(line) } }
    }
    #expect(lines.withLock(\.count) == 1)
  }

  @Test(arguments: Store.all)
  func `what would go out a second time is refused`(store: Store) async throws {
    let source = try await QueueFile()
    try await source.fill([.sample(1)])
    let claim = try #require(
      try await source.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    let leased = try await export(source.queue)
    let target = try await QueueFile(store)
    try await target.fill([.sample(1)])
    let refused = try await target.queue.importLines(text(leased), file: "q.jsonl")
    #expect(refused.diagnostics.map(\.id) == ["second-post"])
    #expect(
      refused.diagnostics.first?.message
        == "the post is sending here and queued in the queue, which would send it")
    try await target.queue.cancel(claim.post.identity, now: 1001)
    #expect(try await target.queue.importLines(text(leased), file: "q.jsonl").known == 1)

    // The same article on the same account under another identity.
    let other = try await QueueFile(store)
    var twin = Post.sample(2)
    twin.article = Post.sample(1).article
    _ = try await other.queue.add([NewPost(twin)], now: 1)
    let second = try await other.queue.importLines(text(leased), file: "q.jsonl")
    #expect(second.diagnostics.map(\.id) == ["second-post"])
    #expect(try await other.queue.list().count == 1)
  }

  @Test(arguments: ["", "{\"post\":{}}", "{\"queue\":\"hubgen\",\"version\":99}", "[1]"])
  func `a file that is no queue is refused`(text: String) async throws {
    let report = try await PostQueue.inMemory().importLines(text, file: "q.jsonl")
    #expect(!report.diagnostics.isEmpty)
    #expect(report.diagnostics.contains { ["no-queue", "newer-queue"].contains($0.id) })
  }
}

/// Loses its connection with the first statement, and runs a transaction again as PostgreSQL's does.
private struct ForgetfulDatabase: SQLDatabase {
  private struct Connection: SQLConnection {
    let dialect = SQLDialect.postgres

    func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int { 0 }

    func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
      throw .connectionLost(path: "postgres://db/hub", reason: "terminated")
    }

    func script(_ sql: String) throws(StorageError) {}
  }

  let dialect = SQLDialect.postgres
  let path: String? = nil

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    do {
      return try body(Connection())
    } catch StorageError.connectionLost {
      return try body(Connection())
    }
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await read(body)
  }
}
