import Foundation
import HubStorage
import HubSyndication
import HubTestSupport
import Testing

@Suite struct PostQueueTests {
  @Test(arguments: Store.all)
  func `a post comes back as it went in`(store: Store) async throws {
    let file = try await QueueFile(store)
    let post = Post.sample(1)
    #expect(try await file.queue.add([NewPost(post)], now: 5) == [post.identity])
    let entry = try await file.another().entry(post.identity)
    #expect(entry.post == post)
    #expect(entry.state == .planned)
    #expect(entry.createdAt == 5)
  }

  @Test(arguments: Store.all)
  func `a known identity keeps its row`(store: Store) async throws {
    let file = try await QueueFile(store)
    let post = Post.sample(1)
    _ = try await file.queue.add([NewPost(post)], now: 5)
    var edited = post
    edited.text = "Edited"
    edited.scheduledAt = 9
    #expect(try await file.queue.add([NewPost(edited), NewPost(.sample(2))], now: 6).count == 1)
    #expect(try await file.queue.entry(post.identity).post == post)
  }

  @Test(arguments: Store.all)
  func `two posts of one account never get one slot`(store: Store) async throws {
    let file = try await QueueFile(store)
    let added = try await file.queue.add(
      [
        NewPost(.sample(1), isSlotted: true), NewPost(.sample(2), isSlotted: true),
        NewPost(.sample(3, account: "other"), isSlotted: true), NewPost(.sample(4)),
      ], now: 5)
    #expect(added == [1, 3, 4].map { Post.sample($0).identity })
    try await file.queue.cancel(Post.sample(1).identity, now: 6)
    #expect(try await file.queue.add([NewPost(.sample(2), isSlotted: true)], now: 7).count == 1)
  }

  @Test(arguments: Store.all)
  func `due posts are claimed by time, then by entry`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([
      .sample(1, at: 30), .sample(2, at: 10), .sample(3, at: 10), .sample(4, at: 2000),
    ])
    var order: [String] = []
    while let claim = try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600) {
      order.append(claim.post.identity)
      #expect(claim.attempts == 1)
      #expect(claim.fence == 1)
      try await file.queue.record(
        .published(PublishedPost(remoteID: "r")), of: claim, now: 1001)
    }
    #expect(order == [2, 3, 1].map { Post.sample($0).identity })
    #expect(try await file.queue.entry(Post.sample(4).identity).state == .planned)
  }

  @Test(arguments: Store.all)
  func `an account sends one post at a time and accounts don't wait for each other`(store: Store)
    async throws
  {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1), .sample(2), .sample(3, account: "other")])
    let first = try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600)
    #expect(first != nil)
    #expect(try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600) == nil)
    #expect(try await file.queue.claim(account: "other", now: 1000, leaseUntil: 1600) != nil)
  }

  @Test(arguments: Store.all)
  func `a claim is durable with its attempt before anything is sent`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1)])
    _ = try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600)
    let entry = try await file.another().entry(Post.sample(1).identity)
    #expect(entry.state == .sending)
    #expect(entry.leaseUntil == 1600)
    #expect(entry.fence == 1)
    let attempts = try await file.queue.attempts(Post.sample(1).identity)
    #expect(attempts == [Attempt(fence: 1, startedAt: 1000)])
  }

  struct OutcomeCase: Sendable {
    var outcome: DeliveryOutcome
    var state: PostState
    var attempts: Int
    var kept: Attempt.Outcome
    var error: String?
  }

  @Test(
    arguments: Store.all,
    [
      OutcomeCase(
        outcome: .published(PublishedPost(remoteID: "7", url: "https://x.example/7")),
        state: .published, attempts: 1, kept: .published),
      OutcomeCase(
        outcome: .retry(at: 2000, accountUntil: nil, reason: "503"), state: .queued, attempts: 1,
        kept: .retry, error: "503"),
      OutcomeCase(
        outcome: .unauthorized(reason: "401"), state: .queued, attempts: 0, kept: .unauthorized,
        error: "401"),
      OutcomeCase(
        outcome: .failed(reason: "422"), state: .failed, attempts: 1, kept: .rejected, error: "422"),
      OutcomeCase(
        outcome: .unknown(reason: "reset"), state: .unsure, attempts: 1, kept: .unknown,
        error: "reset"),
      OutcomeCase(
        outcome: .notSent(reason: "slept"), state: .queued, attempts: 0, kept: .notSent,
        error: "slept"),
    ])
  func `every outcome is kept with its time`(store: Store, row: OutcomeCase) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1)])
    let claim = try #require(
      try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    try await file.queue.record(row.outcome, of: claim, now: 1007)
    let entry = try await file.queue.entry(claim.post.identity)
    #expect(entry.state == row.state)
    #expect(entry.attempts == row.attempts)
    #expect(entry.leaseUntil == nil)
    #expect(entry.reason == row.error)
    let attempts = try await file.queue.attempts(claim.post.identity)
    #expect(
      attempts == [
        Attempt(fence: 1, startedAt: 1000, endedAt: 1007, outcome: row.kept, error: row.error)
      ])
  }

  @Test(arguments: Store.all)
  func `a stale worker can't record`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1)])
    let stale = try #require(
      try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    #expect(try await file.queue.expireLeases(now: 1600) == [stale.post.identity])
    let entry = try await file.queue.entry(stale.post.identity)
    try await file.queue.resolve(entry, as: .absent(notBefore: 1600, reason: "absent"), now: 1600)
    let fresh = try #require(
      try await file.queue.claim(account: "kiosk", now: 1601, leaseUntil: 2200))
    #expect(fresh.fence == 2)
    for outcome in [
      DeliveryOutcome.published(PublishedPost(remoteID: "stale")), .failed(reason: "x"),
      .unknown(reason: "x"), .retry(at: 1, accountUntil: nil, reason: "x"),
    ] {
      await #expect(throws: StaleLease(identity: stale.post.identity, fence: 1)) {
        try await file.queue.record(outcome, of: stale, now: 1602)
      }
    }
    try await file.queue.record(.published(PublishedPost(remoteID: "fresh")), of: fresh, now: 1603)
    #expect(try await file.queue.entry(stale.post.identity).remoteID == "fresh")
  }

  @Test(arguments: Store.all)
  func `a publication known only after the lease is recorded while nobody else claimed`(
    store: Store
  )
    async throws
  {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1)])
    let claim = try #require(
      try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    try await file.queue.expireLeases(now: 1600)
    try await file.queue.record(.published(PublishedPost(remoteID: "late")), of: claim, now: 1700)
    #expect(try await file.queue.entry(claim.post.identity).state == .published)
  }

  @Test func `only expired leases become unsure while another publisher runs`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1), .sample(2, account: "other")])
    let other = try await PostQueue.open(file.path)
    let presence = try await other.enter(now: 1000)
    _ = try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600)
    _ = try await file.queue.claim(account: "other", now: 1000, leaseUntil: 1200)
    let late = try await file.queue.enter(now: 1200)
    #expect(try await file.queue.entry(Post.sample(1).identity).state == .sending)
    let unsure = try await file.queue.entry(Post.sample(2).identity)
    #expect(unsure.state == .unsure)
    #expect(unsure.unsureSince == 1200)
    withExtendedLifetime((presence, late)) {}
  }

  @Test func `what a dead publisher left is unsure at once`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    do {
      let presence = try await file.queue.enter(now: 1000)
      _ = try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600)
      withExtendedLifetime(presence) {}
    }
    let presence = try await PostQueue.open(file.path).enter(now: 1001)
    let entry = try await file.queue.entry(Post.sample(1).identity)
    #expect(entry.state == .unsure)
    let attempts = try await file.queue.attempts(Post.sample(1).identity)
    #expect(attempts.map(\.outcome) == [.unknown])
    withExtendedLifetime(presence) {}
  }

  @Test(arguments: Store.all)
  func `a paused or limited account gets no claim`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1)])
    try await file.queue.pause(account: "kiosk", reason: "401", now: 1000)
    #expect(try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600) == nil)
    try await file.queue.unpause(account: "kiosk")
    try await file.queue.limit(account: "kiosk", until: 1100, reason: "busy")
    try await file.queue.limit(account: "kiosk", until: 1050, reason: "less busy")
    let status = try await file.queue.status(account: "kiosk")
    #expect(status == AccountStatus(limitedUntil: 1100, limitedReason: "busy"))
    #expect(try await file.queue.claim(account: "kiosk", now: 1099, leaseUntil: 1600) == nil)
    #expect(try await file.queue.claim(account: "kiosk", now: 1100, leaseUntil: 1600) != nil)
  }

  @Test(arguments: Store.all)
  func `a person can cancel and retry where that makes sense`(store: Store) async throws {
    let file = try await QueueFile(store)
    let states = PostState.allCases
    for (number, state) in states.enumerated() { try await file.insert(number + 1, state) }
    for (number, state) in states.enumerated() {
      let identity = Post.sample(number + 1).identity
      if state == .failed {
        try await file.queue.retry(identity, now: 50)
        #expect(try await file.queue.entry(identity).state == .queued)
      } else {
        await #expect(
          throws: QueueError.notPossible(action: "retry", identity: identity, state: state)
        ) { try await file.queue.retry(identity, now: 50) }
      }
    }
    for (number, state) in states.enumerated() where state != .failed {
      let identity = Post.sample(number + 1).identity
      if [.planned, .queued, .unsure].contains(state) {
        try await file.queue.cancel(identity, now: 50)
        #expect(try await file.queue.entry(identity).state == .cancelled)
      } else {
        await #expect(throws: QueueError.self) { try await file.queue.cancel(identity, now: 50) }
      }
    }
  }

  @Test(arguments: Store.all)
  func `a post that was refused can be given up, or other words`(store: Store) async throws {
    let file = try await QueueFile(store)
    for number in 1...3 { try await file.insert(number, .failed) }
    try await file.insert(4, .unsure)
    let posts = try await file.queue.list().map(\.post).sorted { $0.identity < $1.identity }
    try await file.queue.cancel(posts[0].identity, now: 50)
    #expect(try await file.queue.entry(posts[0].identity).state == .cancelled)
    var new = NewPost(posts[1], sourceHash: "new", cost: 7)
    new.post.text = "Shorter words"
    try await file.queue.retry(posts[1].identity, as: new, now: 50)
    let mended = try await file.queue.entry(posts[1].identity)
    #expect(mended.state == .queued && mended.post.text == "Shorter words")
    #expect(mended.sourceHash == "new" && mended.cost == 7)
    try await file.queue.retry(posts[2].identity, now: 50)
    #expect(try await file.queue.entry(posts[2].identity).post.text == posts[2].text)
    // What may be out keeps the words that may be out.
    try await file.queue.retry(posts[3].identity, as: new, evenIfUnsure: true, now: 50)
    #expect(try await file.queue.entry(posts[3].identity).post.text == posts[3].text)
  }

  @Test(arguments: Store.all)
  func `a person who has looked may send an unsure post again`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .unsure)
    let identity = Post.sample(1).identity
    try await file.queue.retry(identity, evenIfUnsure: true, now: 50)
    let entry = try await file.queue.entry(identity)
    #expect(entry.state == .queued)
    #expect(entry.attempts == 0)
    #expect(entry.fence == 1)
  }

  @Test(arguments: Store.all)
  func `a post is found by the first digits of its identity`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(0x1), .sample(0x2)])
    #expect(
      try await file.queue.entry(String(repeating: "0", count: 31) + "2").post.identity
        == Post.sample(2).identity)
    await #expect(throws: QueueError.ambiguous(identity: "000")) {
      _ = try await file.queue.entry("000")
    }
    for unknown in ["", "9", "%"] {
      await #expect(throws: QueueError.notFound(identity: unknown)) {
        _ = try await file.queue.entry(unknown)
      }
    }
  }

  @Test(arguments: Store.all)
  func `lists and counts`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1, at: 20), .sample(2, at: 10), .sample(3, account: "other")])
    #expect(try await file.queue.list().map(\.post.scheduledAt) == [10, 20, 1000])
    #expect(try await file.queue.list(states: [.planned]).isEmpty)
    #expect(try await file.queue.list(states: [.queued], account: "other").count == 1)
    #expect(try await file.queue.counts() == [.queued: 3])
    #expect(try await file.queue.openPosts().map(\.account) == ["kiosk", "other"])
  }

  @Test func `an abrupt end in the middle of a transaction loses only that transaction`()
    async throws
  {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    let copy = try TemporaryFolder()
    let source = file.folder.path
    try await file.raw.write { connection in
      try connection.execute(
        """
        INSERT INTO posts (identity, account, network, article, language, occurrence, body,
          scheduledAt, slotted, state, notBefore, createdAt, updatedAt)
        SELECT '000000000000000000000000000000ff', account, network, article, language, occurrence,
          body, 7, 0, 'planned', 7, 7, 7 FROM posts LIMIT 1
        """)
      for name in try FileManager.default.contentsOfDirectory(atPath: source)
      where !name.hasSuffix("-shm") {
        try FileManager.default.copyItem(
          atPath: source + "/" + name, toPath: copy.path + "/" + name)
      }
    }
    let reopened = try await PostQueue.open(copy.path + "/queue.sqlite")
    #expect(try await reopened.list().map(\.post) == [.sample(1)])
    #expect(try await file.queue.list().count == 2)
  }

  @Test func `a log that ends in half a commit loses only that commit`() async throws {
    let file = try await QueueFile()
    let log = file.path + "-wal"
    try await file.fill([.sample(1)])
    let size = try Data(contentsOf: URL(fileURLWithPath: log)).count
    try await file.fill([.sample(2)])
    let whole = try Data(contentsOf: URL(fileURLWithPath: log))
    try #require(whole.count > size + 100)
    let database = try Data(contentsOf: URL(fileURLWithPath: file.path))
    for cut in stride(from: size, to: whole.count, by: 512) {
      let copy = try TemporaryFolder()
      try copy.write(database, to: "queue.sqlite")
      try copy.write(whole.prefix(cut), to: "queue.sqlite-wal")
      let posts = try await PostQueue.open(copy.path + "/queue.sqlite").list().map(\.post)
      #expect(posts == [.sample(1)] || posts == [.sample(1), .sample(2)], "cut at \(cut)")
    }
  }

  @Test func `looking at a queue that isn't there leaves no trace`() async throws {
    let folder = try TemporaryFolder()
    let queue = try await PostQueue.openForReading(folder.path + "/x/queue.sqlite")
    #expect(try await queue.list().isEmpty)
    #expect(folder.files().isEmpty)
  }
}
