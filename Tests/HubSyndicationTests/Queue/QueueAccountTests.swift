import HubStorage
import HubSyndication
import Testing

/// What the queue knows of accounts: failures, budgets, first runs and credentials.
@Suite struct QueueAccountTests {
  @Test(arguments: Store.all)
  func `failures in a row are counted and a publication ends them`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1, at: 1), .sample(2, at: 2), .sample(3, at: 3)])
    let outcomes: [(DeliveryOutcome, Int)] = [
      (.retry(at: 5000, accountUntil: nil, reason: "503"), 1), (.unknown(reason: "reset"), 2),
    ]
    for (outcome, failures) in outcomes {
      let claim = try #require(
        try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
      try await file.queue.record(outcome, of: claim, now: 1000)
      #expect(try await file.queue.status(account: "kiosk").failures == failures)
    }
    try await file.queue.rest(account: "kiosk", until: 1100)
    #expect(try await file.queue.claim(account: "kiosk", now: 1099, leaseUntil: 1600) == nil)
    let claim = try #require(
      try await file.queue.claim(account: "kiosk", now: 1100, leaseUntil: 1600))
    try await file.queue.record(.published(PublishedPost(remoteID: "r")), of: claim, now: 1101)
    #expect(try await file.queue.status(account: "kiosk") == AccountStatus())
  }

  @Test(arguments: Store.all)
  func `an account whose budget is used up waits until it is renewed`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.fill([.sample(1)])
    try await file.queue.budget(account: "kiosk", .init(remaining: 0, resetsAt: 2000))
    #expect(try await file.queue.status(account: "kiosk").waitsUntil(1999) == 2000)
    #expect(try await file.queue.claim(account: "kiosk", now: 1999, leaseUntil: 3000) == nil)
    try await file.queue.budget(account: "kiosk", .init(remaining: 1, resetsAt: 2000))
    #expect(try await file.queue.claim(account: "kiosk", now: 1999, leaseUntil: 3000) != nil)
    try await file.queue.budget(account: "kiosk", nil)
    #expect(try await file.queue.status(account: "kiosk").budget == nil)
  }

  @Test(arguments: Store.all)
  func `the first run of an account stays the first`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.queue.start(accounts: ["kiosk"], now: 10)
    try await file.queue.start(accounts: ["kiosk", "other"], now: 20)
    #expect(try await file.queue.statuses().mapValues(\.firstRunAt) == ["kiosk": 10, "other": 20])
    let snapshot = try await file.queue.snapshot(accounts: ["kiosk", "third"])
    #expect(snapshot.firstRuns == ["kiosk": 10])
  }

  @Test(arguments: Store.all)
  func `a credential is kept and only one refresh of it runs`(store: Store) async throws {
    let file = try await QueueFile(store)
    let first = StoredCredential(
      account: "kiosk", name: "accessToken", value: "a", expiresAt: 500, updatedAt: 10)
    try await file.queue.keep([first])
    #expect(try await file.queue.credentials(account: "kiosk") == ["accessToken": first])
    func begin(now: Int64) async throws -> Bool {
      try await file.queue.beginRefresh(
        account: "kiosk", name: "accessToken", value: "a", abandonedBefore: now - 60, now: now)
    }
    #expect(try await begin(now: 100))
    #expect(try await begin(now: 101) == false)
    #expect(
      try await file.queue.credentials(account: "kiosk")["accessToken"]?.refreshStartedAt == 100)
    #expect(try await begin(now: 161))
    let second = StoredCredential(
      account: "kiosk", name: "accessToken", value: "b", expiresAt: 900, updatedAt: 162)
    try await file.queue.keep([second])
    // Who read the old one comes too late.
    #expect(try await begin(now: 300) == false)
    #expect(try await file.queue.credentials(account: "kiosk") == ["accessToken": second])
    #expect(try await file.queue.credentials(account: "other").isEmpty)
  }

  @Test(arguments: Store.all)
  func `a plan is told what the queue holds`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      [
        NewPost(.sample(1, at: 5000), isSlotted: true, sourceHash: "h"), NewPost(.sample(2)),
        NewPost(.sample(3), isRecorded: true), NewPost(.sample(4, account: "other")),
        NewPost(.sample(5, at: 5000), link: QueueChainTests.follow(1)),
      ], now: 1)
    try await file.queue.release(account: "kiosk", now: 1000)
    let claim = try #require(
      try await file.queue.claim(account: "kiosk", now: 1200, leaseUntil: 1600))
    try await file.queue.record(.published(PublishedPost(remoteID: "r")), of: claim, now: 1300)
    let snapshot = try await file.queue.snapshot(accounts: ["kiosk"])
    func key(_ number: Int, part: Int = 0) -> QueueSnapshot.Key {
      .init(
        account: "kiosk", article: "articles/a\(number)", language: "en", occurrence: 0,
        part: part)
    }
    #expect(Set(snapshot.posts.keys) == [key(1), key(2), key(3), key(5, part: 1)])
    let first = try #require(snapshot.posts[key(1)])
    #expect(first.sourceHash == "h")
    #expect(first.state == .planned)
    #expect(first.text == Post.sample(1).text)
    #expect(snapshot.posts[key(2)]?.identity == Post.sample(2).identity)
    #expect(snapshot.posts[key(2)]?.publishedAt == 1300)
    #expect(snapshot.posts[key(1)]?.isSlotted == true)
    #expect(snapshot.articles["https://hub.example/a2/"] == "articles/a2")
  }
}
