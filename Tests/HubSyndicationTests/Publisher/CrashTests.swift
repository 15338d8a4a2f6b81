import HubHTTP
import HubSyndication
import Testing

/// A publisher that dies anywhere neither loses nor doubles a post.
@Suite struct CrashTests {
  struct Death: Error {}

  enum Kind: String, CaseIterable, Sendable {
    case once, askable, blind

    func network(_ account: String) -> any WorldNetwork {
      switch self {
      case .once: OnceNetwork(account)
      case .askable: AskableNetwork(account)
      case .blind: BlindNetwork(account)
      }
    }

    var publisherAccount: Publisher.Account {
      Publisher.Account(name: "kiosk", network: network("kiosk"))
    }
  }

  static let deliveryPoints: [CrashPoints.Point] = [.leased, .sent, .answered, .recorded]

  @Test(arguments: Kind.allCases, deliveryPoints)
  func `death at any point leaves exactly one post where the network allows certainty`(
    kind: Kind, point: CrashPoints.Point
  ) async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2)])
    stage.world.change { $0.honoursIdentity = kind == .once }
    let dying = CrashPoints { if $0 == point { throw Death() } }
    await #expect(throws: Death.self) {
      _ = try await stage.publisher(crashPoints: dying).run([kind.publisherAccount])
    }
    let left = try await stage.entry(1)
    #expect(left.state == (point == .recorded ? .published : .sending))
    // Another process starts at once: nobody is alive, so it need not wait for the lease.
    for _ in 1...3 {
      stage.clock.advance(60)
      _ = try await stage.publisher().run([kind.publisherAccount])
    }
    let copies = stage.world.posts.filter { $0.identity == Post.sample(1).identity }.count
    let entry = try await stage.entry(1)
    if kind == .blind, point != .recorded {
      #expect(entry.state == .unsure)
      #expect(copies == (point == .leased ? 0 : 1))
    } else {
      #expect(entry.state == .published)
      #expect(copies == 1)
    }
    #expect(try await stage.entry(2).state == .published)
    #expect(stage.world.posts.count == copies + 1)
  }

  @Test func `two publishers on one file never double`() async throws {
    let stage = try await Stage()
    let accounts = (1...4).map { "account\($0)" }
    var posts: [Post] = []
    for (index, name) in accounts.enumerated() {
      for number in 1...15 { posts.append(.sample(index * 100 + number, account: name)) }
    }
    try await stage.file.fill(posts)
    stage.world.change { $0.honoursIdentity = false }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...4 {
        let publisher = try await stage.publisher()
        group.addTask { _ = try await publisher.run(accounts.map { account(BlindNetwork($0)) }) }
      }
      try await group.waitForAll()
    }
    _ = try await stage.publisher().run(accounts.map { account(BlindNetwork($0)) })
    #expect(stage.world.posts.count == posts.count)
    #expect(Set(stage.world.posts.map(\.identity)).count == posts.count)
    #expect(stage.world.look(\.mostConcurrent) == 1)
    #expect(try await stage.queue.counts() == [.published: posts.count])
  }

  @Test func `a slot that another publisher has used meanwhile is not used again`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2), .sample(3)])
    let queue = stage.queue
    let used = [SendingLimit(.nothing, since: 900, reason: "the slot is used")]
    let first = try #require(
      try await queue.claim(account: "kiosk", within: used, now: 1000, leaseUntil: 1600))
    try await queue.record(.unknown(reason: "no answer"), of: first, now: 1001)
    #expect(
      try await queue.claim(account: "kiosk", within: used, now: 1002, leaseUntil: 1600) == nil)
    let entry = try await stage.entry(1)
    try await queue.resolve(
      entry, as: .repeated(notBefore: 5000, reason: "sent again"), now: 1003)
    // It may still be out, so the slot stays used.
    #expect(
      try await queue.claim(account: "kiosk", within: used, now: 1004, leaseUntil: 1600) == nil)
    let free = [SendingLimit(.nothing, since: 1001, reason: "the slot is used")]
    #expect(
      try await queue.claim(account: "kiosk", within: free, now: 1005, leaseUntil: 1600) != nil)
  }

  @Test func `a second publisher leaves the first one's delivery alone`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    let presence = try await stage.queue.enter(now: 1000)
    let claim = try #require(
      try await stage.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    _ = try await stage.publisher().run([account(BlindNetwork("kiosk"))])
    #expect(stage.world.look(\.postRequests) == 0)
    #expect(try await stage.entry(1).state == .sending)
    try await stage.queue.record(.published(PublishedPost(remoteID: "1")), of: claim, now: 1001)
    withExtendedLifetime(presence) {}
  }
}
