import HubStorage
import HubSyndication
import Testing

/// What the database itself refuses, whoever asks.
@Suite struct QueueLawTests {
  @Test(arguments: Store.all)
  func `every legal move works and every other one is refused`(store: Store) async throws {
    let file = try await QueueFile(store)
    var number = 0
    for from in PostState.allCases {
      for to in PostState.allCases {
        number += 1
        try await file.insert(number, from)
        var error: StorageError?
        do {
          try await file.move(number, to: to)
        } catch let refused as StorageError {
          error = refused
        }
        if from.next.contains(to) {
          #expect(error == nil, "\(from) → \(to): \(String(describing: error))")
        } else {
          #expect(error != nil, "\(from) → \(to) must be refused")
          let entry = try await file.raw.read { [number] connection in
            try connection.row(
              "SELECT state FROM posts WHERE identity = ?1", [.text(Post.sample(number).identity)])
          }
          #expect(entry?.text("state") == from.rawValue)
        }
      }
    }
    #expect(number == 81)
  }

  @Test(arguments: Store.all)
  func `a move is refused by the rule of moves, not by chance`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .published)
    await #expect(
      throws: StorageError.constraint(reason: "a post may not move between these states")
    ) {
      try await file.raw.write { try $0.execute("UPDATE posts SET state = 'queued'") }
    }
  }

  @Test(
    arguments: Store.all,
    [
      (PostState.queued, "leaseUntil = 5"), (.sending, "leaseUntil = NULL"),
      (.sending, "unsureSince = 5"), (.unsure, "unsureSince = NULL"), (.queued, "remoteID = 'x'"),
      (.published, "withdrawnAt = 5"), (.withdrawn, "withdrawnAt = NULL"),
      (.queued, "remoteURL = 'x'"),
      (.failed, "reason = NULL"), (.failed, "mayBeOut = 1"), (.unsure, "mayBeOut = 0"),
      (.queued, "attempts = 1"), (.sending, "firstSentAt = NULL"),
      (.sending, "attempts = -1"), (.queued, "fence = -1"), (.planned, "fence = 1"),
      (.queued, "needsApproval = 1"), (.planned, "needsApproval = 2"),
      (.planned, "priority = 1000"),
      (.planned, "cost = -1"), (.published, "currentBody = '[]'"), (.published, "editedAt = 5"),
      (.published, "currentBody = '{', editedAt = 5"),
      (.failed, "currentBody = '{}', editedAt = 5"),
      (.cancelled, "expiresAt = 5"), (.withdrawn, "expiresAt = NULL"), (.recorded, "expiresAt = 5"),
      (.withdrawn, "currentBody = '{}', editedAt = 5"), (.queued, "sourceHash = 'x'"),
      (.planned, "sourceHash = ''"), (.planned, "part = 1"), (.planned, "relation = 'reply'"),
      (.published, "remoteID = 'another'"), (.published, "publishedAt = 99"),
      (.sending, "fence = 0"),
    ])
  func `columns must fit the state`(store: Store, row: (PostState, String)) async throws {
    let (state, change) = row
    let file = try await QueueFile(store)
    try await file.insert(1, state)
    let error = await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute("UPDATE posts SET \(change)") }
    }
    guard case .constraint = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    arguments: Store.all,
    [
      "identity = '00000000000000000000000000000099'", "account = 'x'", "network = 'x'",
      "article = 'x'", "language = 'x'", "audience = 'x'", "occurrence = 1", "body = '[]'",
      "createdAt = 9", "scheduledAt = 9", "slotted = 1", "priority = 1", "cost = 1",
      "follows = identity", "part = 1", "relation = 'reply'",
    ])
  func `what is sent and when is frozen once queued`(store: Store, change: String) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .queued)
    await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute("UPDATE posts SET \(change)") }
    }
  }

  @Test(
    arguments: Store.all,
    [
      "identity = 'ABC'", "identity = '0000000000000000000000000000000G'", "state = 'lost'",
      "body = '{'", "occurrence = -1", "account = ''", "slotted = 2",
    ])
  func `a row that makes no sense is refused`(store: Store, change: String) async throws {
    let parts = change.split(separator: " = ")
    var values = [
      "identity": "'00000000000000000000000000000001'", "account": "'a'", "network": "'n'",
      "article": "'a'", "language": "'en'", "occurrence": "0", "body": "'{}'", "scheduledAt": "1",
      "slotted": "0", "state": "'planned'", "notBefore": "1", "createdAt": "1", "updatedAt": "1",
    ]
    let file = try await QueueFile(store)
    let insert = { (values: [String: String]) in
      let keys = values.keys.sorted()
      return "INSERT INTO posts (\(keys.joined(separator: ", ")))"
        + " VALUES (\(keys.compactMap { values[$0] }.joined(separator: ", ")))"
    }
    let good = insert(values)
    values[String(parts[0])] = String(parts[1])
    let bad = insert(values)
    await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute(bad) }
    }
    try await file.raw.write { try $0.execute(good) }
  }

  @Test(arguments: Store.all)
  func `a claim without a higher fencing number is refused`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .failed)
    try await file.raw.write { try $0.execute("UPDATE posts SET state = 'queued', reason = NULL") }
    await #expect(throws: StorageError.constraint(reason: "a fencing number only grows")) {
      try await file.raw.write {
        try $0.execute("UPDATE posts SET state = 'sending', leaseUntil = 9")
      }
    }
  }

  @Test(arguments: Store.all)
  func `an account can't send two posts at once`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1), .sample(2)])
    let claim =
      "UPDATE posts SET state = 'sending', leaseUntil = 9, fence = 1, firstSentAt = 1, lastSentAt = 1"
    await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute(claim) }
    }
  }

  @Test(
    arguments: Store.all,
    [
      "body = '{}'", "cost = 1", "scheduledAt = 9", "priority = 1", "sourceHash = 'x'",
      "expiresAt = 9", "needsApproval = 1",
    ])
  func `what a planned post says and when may change`(store: Store, change: String) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .planned)
    try await file.raw.write { try $0.execute("UPDATE posts SET \(change)") }
  }

  @Test(arguments: Store.all)
  func `a post that needs approval is never released`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .planned)
    try await file.raw.write { try $0.execute("UPDATE posts SET needsApproval = 1") }
    await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute("UPDATE posts SET state = 'queued'") }
    }
    try await file.raw.write { try $0.execute("UPDATE posts SET state = 'cancelled'") }
  }

  @Test(arguments: Store.all)
  func `posts can't be deleted`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .published)
    await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute("DELETE FROM posts") }
    }
  }

  @Test func `released migrations never change`() {
    // FNV-1a; add a migration instead of changing one.
    let hashes = Schema.queue.migrations.map { migration in
      migration.sql.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
    }
    #expect(
      hashes.map { String($0, radix: 16) } == [
        "b51f6279c3b5b361", "5b395806ba5bb3e1", "f3d9d57b61745098", "63703963809a6dd9",
        "ee95ba55de36eb19",
      ])
    #expect(Schema.queue.migrations.map(\.version) == [1, 2, 3, 4, 5])
  }
}
