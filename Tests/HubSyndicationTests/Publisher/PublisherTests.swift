import Foundation
import HubHTTP
import HubModel
import HubSyndication
import Testing

@Suite struct PublisherTests {
  @Test func `due posts go out once and in order`() async throws {
    let stage = try await Stage()
    _ = try await stage.queue.add(
      [
        NewPost(.sample(1, at: 20)), NewPost(.sample(2, at: 10)), NewPost(.sample(3, at: 2000)),
      ], now: 5)
    let touched = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(touched == [1, 2].map { Post.sample($0).identity })
    #expect(stage.world.posts.map(\.identity) == [2, 1].map { Post.sample($0).identity })
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.posts.count == 2)
    let entry = try await stage.entry(1)
    #expect(entry.state == .published)
    #expect(entry.remoteID == "r-\(Post.sample(1).identity)")
    #expect(entry.remoteURL == "https://net.example/x")
    #expect(try await stage.entry(3).state == .planned)
  }

  @Test func `nothing goes out in quiet hours that begin while the page is looked at`() async throws
  {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    let clock = stage.clock
    let transport = InterruptedTransport(stage.world, at: "https://hub.example/") {
      clock.set(2000)
    }
    var quiet = account(OnceNetwork("kiosk"))
    quiet.pace = SendingPace(isClosed: { (2000..<3000).contains($0) })
    _ = try await stage.publisher(over: transport, requireLive: true).run([quiet])
    #expect(stage.world.posts.isEmpty)
    #expect(try await stage.entry(1).attempts == 0)
    stage.clock.set(3000)
    _ = try await stage.publisher(over: transport, requireLive: true).run([quiet])
    #expect(stage.world.posts.count == 1)
  }

  @Test(arguments: Store.all)
  func `no post goes before an earlier one that another publisher keeps back`(
    store: Store
  ) async throws {
    let stage = try await Stage(store: store)
    let posts = [1, 2, 3].map { Post.sample($0, at: Int64($0)) }
    try await stage.file.fill(posts)
    // On a file whoever is not there has lost his lease.
    let presence = try await stage.queue.enter(now: 1000)
    let first = try #require(
      try await stage.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    let queue = stage.queue
    // The other publisher is done with the first just when this one has passed over the second.
    let transport = InterruptedTransport(stage.world, at: "https://hub.example/a3/") {
      try? await queue.record(.published(PublishedPost(remoteID: "r")), of: first, now: 1000)
    }
    let publisher = try await stage.publisher(over: transport, requireLive: true)
    _ = try await publisher.run([account(OnceNetwork("kiosk"))])
    try? await queue.record(.published(PublishedPost(remoteID: "r")), of: first, now: 1000)
    withExtendedLifetime(presence) {}
    _ = try await publisher.run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.posts.map(\.identity) == [posts[1].identity, posts[2].identity])
  }

  @Test func `a failed attempt waits longer each time and in the end fails`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change { $0.faults = Array(repeating: .busy, count: 20) }
    var waits: [Int64] = []
    while try await stage.entry(1).state == .queued {
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
      let entry = try await stage.entry(1)
      if entry.state == .queued { waits.append(entry.notBefore - stage.clock.now()) }
      // A second earlier nothing is tried.
      stage.clock.set(entry.notBefore - 1)
      let requests = stage.world.look(\.postRequests)
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
      #expect(stage.world.look(\.postRequests) == requests)
      stage.clock.advance(1)
    }
    #expect(waits == [30, 60, 120, 240, 480, 960, 1920])
    let entry = try await stage.entry(1)
    #expect(entry.state == .failed)
    #expect(entry.reason == "gave up after 8 attempts: busy")
    #expect(try await stage.queue.attempts(Post.sample(1).identity).count == 8)
    #expect(stage.world.posts.isEmpty)
  }

  @Test func `a person's retry of a failed post starts counting anew`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change { $0.faults = [.rejected] }
    _ = try await stage.publisher().run([account(BlindNetwork("kiosk"))])
    #expect(try await stage.entry(1).reason == "too long")
    #expect(try await stage.entry(1).state == .failed)
    try await stage.queue.retry(Post.sample(1).identity, now: stage.clock.now())
    _ = try await stage.publisher().run([account(BlindNetwork("kiosk"))])
    let entry = try await stage.entry(1)
    #expect(entry.state == .published)
    #expect((entry.attempts, entry.fence) == (1, 2))
  }

  @Test func `the network's own wait holds for the whole account`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2), .sample(3, account: "other")])
    stage.world.change { $0.faults = [.limited] }
    let accounts = [account(OnceNetwork("kiosk"))]
    _ = try await stage.publisher().run(accounts)
    #expect(stage.world.look(\.postRequests) == 1)
    #expect(try await stage.queue.status(account: "kiosk").limitedUntil == 1090)
    stage.clock.set(1089)
    _ = try await stage.publisher().run(accounts + [account(OnceNetwork("other"))])
    #expect(stage.world.posts.map(\.account) == ["other"])
    stage.clock.set(1090)
    _ = try await stage.publisher().run(accounts)
    #expect(stage.world.posts.count == 3)
  }

  @Test func `an account rests after some failures in a row`() async throws {
    let stage = try await Stage()
    try await stage.file.fill((1...10).map { .sample($0) })
    stage.world.change { $0.faults = Array(repeating: .refused, count: 10) }
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.look(\.postRequests) == 3)
    // Another publisher at once: the rest is in the queue.
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.look(\.postRequests) == 3)
    // Then one is tried at a time, after longer and longer rests.
    var rests: [Int64] = []
    for number in 4...10 {
      let until = try await stage.queue.status(account: "kiosk").openUntil
      rests.append(until - stage.clock.now())
      stage.clock.set(until - 1)
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
      #expect(stage.world.look(\.postRequests) == number - 1)
      stage.clock.set(until)
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
      #expect(stage.world.look(\.postRequests) == number)
    }
    #expect(rests == [30, 60, 120, 240, 480, 960, 1800])
    // One that is out ends it.
    stage.clock.set(try await stage.queue.status(account: "kiosk").openUntil)
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.posts.count == 10)
    #expect(try await stage.queue.status(account: "kiosk").failures == 0)
  }

  @Test func `an account waits until its network counts anew`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2)])
    stage.world.change {
      $0.headers = [
        .init("Date", "Sat, 21 Nov 2026 08:30:00 GMT"), .init("X-RateLimit-Remaining", "0"),
        .init("X-RateLimit-Reset", "2026-11-21T08:35:00.123456Z"),
      ]
    }
    for now: Int64 in [1000, 1299] {
      stage.clock.set(now)
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
      #expect(stage.world.posts.count == 1)
    }
    #expect(
      try await stage.queue.status(account: "kiosk").budget
        == AccountStatus.Budget(remaining: 0, resetsAt: 1300))
    stage.world.change {
      $0.headers = [.init("RateLimit-Remaining", "7"), .init("RateLimit-Reset", "60")]
    }
    stage.clock.set(1300)
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.posts.count == 2)
    #expect(
      try await stage.queue.status(account: "kiosk").budget
        == AccountStatus.Budget(remaining: 7, resetsAt: 1360))
  }

  @Test func `a run that is to end finishes what it sends and begins nothing more`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2)])
    let world = stage.world
    let publisher = try await stage.publisher(isStopping: { !world.posts.isEmpty })
    _ = try await publisher.run([account(OnceNetwork("kiosk"))])
    #expect(try await stage.entry(1).state == .published)
    #expect(try await stage.entry(2).state == .queued)
  }

  @Test func `bad credentials pause the account, cost no attempt and hide the token`() async throws
  {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2)])
    stage.world.change { $0.badCredentials = ["kiosk"] }
    for _ in 1...12 { _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))]) }
    #expect(stage.world.look(\.postRequests) == 1)
    let entry = try await stage.entry(1)
    #expect(entry.state == .queued)
    #expect(entry.attempts == 0)
    #expect(entry.reason == "the token *** is not accepted")
    #expect(try await stage.queue.status(account: "kiosk").pausedReason == "still not accepted")
    stage.world.change { $0.badCredentials = [] }
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.posts.count == 2)
    #expect(try await stage.queue.status(account: "kiosk").pausedReason == nil)
  }

  @Test func `a network without a check of its own is checked by the next delivery`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2)])
    stage.world.change { $0.badCredentials = ["kiosk"] }
    for _ in 1...3 { _ = try await stage.publisher().run([account(BlindNetwork("kiosk"))]) }
    #expect(stage.world.look(\.postRequests) == 3)
    #expect(try await stage.queue.status(account: "kiosk").pausedReason != nil)
    stage.world.change { $0.badCredentials = [] }
    _ = try await stage.publisher().run([account(BlindNetwork("kiosk"))])
    #expect(stage.world.posts.count == 2)
  }

  @Test func `a teaser waits until its page is live`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([
      .sample(1), .sample(2), .sample(1 + 16, account: "other"),
    ])
    let url = Post.sample(1).canonicalURL
    stage.world.change { $0.pages[url] = 404 }
    let accounts = [account(BlindNetwork("kiosk")), account(BlindNetwork("other"))]
    _ = try await stage.publisher(requireLive: true).run(accounts)
    let entry = try await stage.entry(1)
    #expect(entry.state == .queued)
    #expect((entry.attempts, entry.fence) == (0, 0))
    #expect(entry.reason == "\(url) answers 404; the post waits until the page is live")
    #expect(stage.world.posts.count == 2)
    stage.world.change { $0.pages = [:] }
    _ = try await stage.publisher(requireLive: true).run(accounts)
    #expect(stage.world.posts.count == 3)
    #expect(try await stage.entry(1).reason == nil)
  }

  @Test func `a page is asked once per run, for all accounts`() async throws {
    let stage = try await Stage()
    var posts: [Post] = []
    for number in 1...6 {
      var post = Post.sample(number, account: "account\(number)")
      post.canonicalURL = "https://hub.example/one/"
      posts.append(post)
    }
    try await stage.file.fill(posts)
    _ = try await stage.publisher(requireLive: true).run(
      posts.map { account(OnceNetwork($0.account)) })
    #expect(stage.world.posts.count == 6)
    #expect(
      stage.world.look(\.pageRequests) == ["https://hub.example/one/", "https://hub.example/a.png"])
  }

  @Test func `after downtime an account with slots sends one post per slot`() async throws {
    let stage = try await Stage(at: 0)
    // Daily at 09:00 UTC.
    let slots = SlotCalendar([Slot(weekdays: Set(1...7), hour: 9, minute: 0)], timeZone: .gmt)
    let nine = { (day: Int64) in day * 86_400 + 9 * 3600 }
    _ = try await stage.queue.add(
      (1...5).map { NewPost(.sample($0, at: nine(Int64($0))), isSlotted: true) }, now: 0)
    let accounts = [account(OnceNetwork("kiosk"), slots: slots)]
    // Nothing ran for four days.
    for hour in stride(from: nine(4) + 600, to: nine(10), by: 3600) {
      stage.clock.set(hour)
      _ = try await stage.publisher().run(accounts)
    }
    let days = stage.world.posts.map { ($0.at - nine(0)) / 86_400 }
    #expect(days == [4, 5, 6, 7, 8])
    #expect(stage.world.posts.map(\.identity) == (1...5).map { Post.sample($0).identity })
  }

  @Test func `a process that slept past its lease sends nothing`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    let clock = stage.clock
    let sleepy = CrashPoints { if $0 == .leased { clock.advance(700) } }
    _ = try await stage.publisher(crashPoints: sleepy, maximumFailures: 1)
      .run([account(BlindNetwork("kiosk"))])
    #expect(stage.world.look(\.postRequests) == 0)
    #expect(try await stage.entry(1).state == .queued)
  }

  @Test func `one account's trouble doesn't stop the others`() async throws {
    let stage = try await Stage()
    let names = (1...9).map { "account\($0)" }
    try await stage.file.fill(names.enumerated().map { .sample($0 + 1, account: $1) })
    stage.world.change { $0.badCredentials = ["account2", "account5"] }
    _ = try await stage.publisher().run(names.map { account(BlindNetwork($0)) })
    #expect(Set(stage.world.posts.map(\.account)).count == 7)
  }
}
