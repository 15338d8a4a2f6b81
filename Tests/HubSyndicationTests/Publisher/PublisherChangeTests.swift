import Foundation
import HubHTTP
import HubModel
import HubSyndication
import Testing

/// Changes and deletes posts, the latter for two days.
struct ChangingNetwork: WorldNetwork, WithdrawsPosts, UpdatesPosts {
  static let descriptor = NetworkDescriptor(
    id: "changing", name: "Changing", settings: [], textRules: fakeRules,
    repeatSafety: .idempotent, capabilities: [.edits, .deletes], deleteWindow: .seconds(48 * 3600))

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
  init(_ account: String) { self.account = account }

  func withdraw(
    _ post: Post, _ remote: PublishedPost, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    try await change("withdraw", remote, key, transport)
  }

  func update(
    _ remote: PublishedPost, to post: Post, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    try await change("update", remote, key, transport)
  }

  private func change(
    _ kind: String, _ remote: PublishedPost, _ key: String, _ transport: any HTTPTransport
  ) async throws(PublishError) {
    let path = "change/\(account)/\(kind)/\(remote.remoteID)/\(key)"
    switch try await ask(.delete, path, over: transport) {
    case 200: return
    case 401: throw .unauthorized(reason: "the token secret-token is not accepted")
    case 429: throw .retry(after: .seconds(90), reason: "too many requests")
    case 503: throw .retry(after: nil, reason: "busy")
    default: throw .rejected(reason: "not yours")
    }
  }
}

@Suite struct PublisherChangeTests {
  static let accounts = [account(ChangingNetwork("kiosk"))]

  /// A stage on which the first post is out since 1000.
  private func stage(expiresAt: Int64? = nil) async throws -> Stage {
    let stage = try await Stage()
    _ = try await stage.queue.add([NewPost(.sample(1), expiresAt: expiresAt)], now: 1000)
    _ = try await stage.publisher().run(Self.accounts)
    #expect(try await stage.entry(1).state == .published)
    return stage
  }

  private func run(_ stage: Stage, at now: Int64) async throws {
    stage.clock.set(now)
    _ = try await stage.publisher().run(Self.accounts)
  }

  @Test func `a post is taken down when its time is over, once`() async throws {
    let stage = try await stage(expiresAt: 2000)
    try await run(stage, at: 1999)
    #expect(stage.world.look(\.changes).isEmpty)
    try await run(stage, at: 2000)
    #expect(try await stage.entry(1).state == .withdrawn)
    try await run(stage, at: 3000)
    #expect(stage.world.look(\.changes).count == 1)
  }

  @Test func `a post that expires later than it can be deleted goes before that`() async throws {
    let stage = try await stage(expiresAt: 1000 + 72 * 3600)
    try await run(stage, at: 999 + 46 * 3600)
    #expect(try await stage.entry(1).state == .published)
    try await run(stage, at: 1000 + 46 * 3600)
    #expect(try await stage.entry(1).state == .withdrawn)
  }

  @Test func `too late to delete says so, and is not asked of the network`() async throws {
    let stage = try await stage(expiresAt: 2000)
    try await run(stage, at: 1000 + 48 * 3600)
    try await run(stage, at: 1000 + 49 * 3600)
    let changes = try await stage.queue.changes(of: Post.sample(1).identity)
    #expect(changes.map(\.state) == [.failed])
    #expect(
      changes[0].error
        == "Changing lets a post be taken down only in its first 48 hours, which are over:"
        + " delete the post there by hand")
    #expect(stage.world.look(\.changes).isEmpty)
    #expect(try await stage.entry(1).state == .published)
  }

  @Test func `a change that fails for now is made again under the same key`() async throws {
    let stage = try await stage(expiresAt: 2000)
    stage.world.change { $0.changeStatuses = [503, 429] }
    try await run(stage, at: 2000)
    try await run(stage, at: 2029)
    #expect(stage.world.look(\.changes).count == 1)
    try await run(stage, at: 2030)
    #expect(stage.world.look(\.changes).count == 2)
    #expect(try await stage.queue.status(account: "kiosk").limitedUntil == 2120)
    try await run(stage, at: 2120)
    #expect(try await stage.entry(1).state == .withdrawn)
    #expect(Set(stage.world.look(\.changes)).count == 1)
    #expect(stage.world.look(\.changes).count == 3)
  }

  @Test func `a refused change stays refused and leaves the post out`() async throws {
    let stage = try await stage(expiresAt: 2000)
    stage.world.change { $0.changeStatuses = [422] }
    for now: Int64 in [2000, 9000] { try await run(stage, at: now) }
    let changes = try await stage.queue.changes(of: Post.sample(1).identity)
    #expect(changes.map(\.state) == [.failed])
    #expect(changes[0].error == "not yours")
    #expect(try await stage.entry(1).state == .published)
    #expect(stage.world.look(\.changes).count == 1)
  }

  @Test func `a change is given up after as many tries as a post`() async throws {
    let stage = try await stage(expiresAt: 2000)
    stage.world.change { $0.changeStatuses = Array(repeating: 503, count: 20) }
    for step: Int64 in 0..<20 { try await run(stage, at: 2000 + step * 100_000 / 10) }
    let changes = try await stage.queue.changes(of: Post.sample(1).identity)
    #expect(changes[0].error == "gave up after 8 attempts: busy")
    #expect(stage.world.look(\.changes).count == 8)
  }

  @Test func `bad credentials pause the account and cost no attempt`() async throws {
    let stage = try await stage(expiresAt: 2000)
    stage.world.change { $0.badCredentials = ["kiosk"] }
    try await run(stage, at: 2000)
    let status = try await stage.queue.status(account: "kiosk")
    #expect(status.pausedReason == "the token *** is not accepted")
    let changes = try await stage.queue.changes(of: Post.sample(1).identity)
    #expect((changes[0].state, changes[0].attempts) == (.open, 0))
    stage.world.change { $0.badCredentials = [] }
    try await run(stage, at: 2001)
    #expect(try await stage.entry(1).state == .withdrawn)
  }

  @Test func `other words take the place of those that are out`() async throws {
    let stage = try await stage()
    var post = Post.sample(1)
    post.text = "Corrected"
    try await stage.queue.update(
      post.identity, to: post, sourceHash: "h2", reason: "the article was edited", at: 1500,
      now: 1500)
    try await run(stage, at: 1500)
    let entry = try await stage.entry(1)
    #expect(entry.state == .published)
    #expect(entry.edited?.text == "Corrected")
    #expect(stage.world.look(\.changes).first?.hasPrefix("kiosk/update/r-") == true)
  }

  @Test func `a network that can't do it is not asked, and a person learns why`() async throws {
    let stage = try await Stage()
    let accounts = [account(OnceNetwork("kiosk"))]
    _ = try await stage.queue.add([NewPost(.sample(1)), NewPost(.sample(2))], now: 1000)
    _ = try await stage.publisher().run(accounts)
    try await stage.queue.withdraw(
      Post.sample(1).identity, reason: "a person asked", at: 1000, now: 1000)
    var words = Post.sample(2)
    words.text = "Other"
    try await stage.queue.update(
      words.identity, to: words, sourceHash: nil, reason: "edited", at: 1000, now: 1000)
    let requests = stage.world.look(\.postRequests)
    let touched = try await stage.publisher().run(accounts)
    #expect(touched == [1, 2].map { Post.sample($0).identity })
    let errors = [
      try await stage.queue.changes(of: Post.sample(1).identity)[0].error,
      try await stage.queue.changes(of: Post.sample(2).identity)[0].error,
    ]
    #expect(
      errors == [
        "Once has no way to take a post down: delete the post there by hand",
        "Once has no way to change a post that is out: leave it as it is, or delete it there",
      ])
    #expect(stage.world.look(\.postRequests) == requests)
    #expect(stage.world.look(\.changes).isEmpty)
  }

  @Test(arguments: CrashTests.deliveryPoints.dropLast())
  func `death while a change is made leaves it to be made again`(
    point: CrashPoints.Point
  ) async throws {
    let stage = try await stage(expiresAt: 2000)
    stage.clock.set(2000)
    let dying = CrashPoints { if $0 == point { throw CrashTests.Death() } }
    await #expect(throws: CrashTests.Death.self) {
      _ = try await stage.publisher(crashPoints: dying).run(Self.accounts)
    }
    #expect(try await stage.entry(1).state == .published)
    try await run(stage, at: 2001)
    #expect(try await stage.entry(1).state == .withdrawn)
    #expect(Set(stage.world.look(\.changes)).count == 1)
  }

  @Test func `a thread goes out in one slot, each part behind the one before it`() async throws {
    let stage = try await Stage(at: 9 * 3600 + 60)
    let slots = SlotCalendar([Slot(weekdays: Set(1...7), hour: 9, minute: 0)], timeZone: .gmt)
    let time: Int64 = 9 * 3600
    func part(_ number: Int) -> NewPost {
      NewPost(
        .sample(number, at: time), isSlotted: number == 1,
        link: number == 1
          ? nil
          : ChainLink(
            follows: Post.sample(number - 1).identity, part: number - 1, relation: .reply))
    }
    _ = try await stage.queue.add(
      (1...3).map(part) + [NewPost(.sample(9, at: time + 30), priority: 5)], now: 0)
    let accounts = [account(ChangingNetwork("kiosk"), slots: slots)]
    _ = try await stage.publisher().run(accounts)
    // The other post has the higher priority and takes the slot; then it is the thread's turn.
    #expect(stage.world.posts.map(\.identity) == [Post.sample(9).identity])
    stage.clock.advance(86_400)
    _ = try await stage.publisher().run(accounts)
    #expect(
      stage.world.posts.map(\.identity) == [9, 1, 2, 3].map { Post.sample($0).identity })
  }
}
