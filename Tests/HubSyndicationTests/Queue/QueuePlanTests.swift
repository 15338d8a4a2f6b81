import Foundation
import HubStorage
import HubSyndication
import Testing

/// Approval, expiry, other words, another time, priority and cost.
@Suite struct QueuePlanTests {
  let identity = Post.sample(1).identity

  @Test(arguments: Store.all)
  func `a post that needs approval waits for it`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      [
        NewPost(.sample(1), needsApproval: true),
        NewPost(.sample(2), needsApproval: true, link: QueueChainTests.follow(1)),
      ], now: 1)
    try await file.queue.release(account: "kiosk", now: 2000)
    let waiting = try await file.queue.entry(identity)
    #expect(waiting.state == .planned)
    #expect(waiting.needsApproval)
    try await file.queue.approve(identity, now: 2001)
    #expect(try await file.queue.entry(Post.sample(2).identity).needsApproval == false)
    try await file.queue.release(account: "kiosk", now: 2002)
    #expect(try await file.queue.entry(identity).state == .queued)
    await #expect(
      throws: QueueError.notPossible(action: "approve", identity: identity, state: .queued)
    ) { try await file.queue.approve(identity, now: 2003) }
  }

  @Test(arguments: Store.all)
  func `the words of a planned post can change and then are frozen`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add([NewPost(.sample(1), sourceHash: "a", cost: 10)], now: 1)
    var edited = Post.sample(1)
    edited.text = "Edited"
    edited.title = "Another"
    #expect(
      try await file.queue.rewrite(
        identity, as: edited, sourceHash: "b", cost: 20, needsApproval: true, now: 2))
    let entry = try await file.queue.entry(identity)
    #expect(entry.post == edited)
    #expect(entry.sourceHash == "b")
    #expect(entry.cost == 20)
    #expect(entry.needsApproval)
    #expect(
      try await file.queue.rewrite(identity, as: edited, sourceHash: "c", now: 3))
    #expect(try await file.queue.entry(identity).needsApproval)
    try await file.queue.approve(identity, now: 4)
    try await file.queue.release(account: "kiosk", now: 1000)
    #expect(
      try await file.queue.rewrite(identity, as: .sample(1), sourceHash: "d", now: 1001) == false)
    #expect(try await file.queue.entry(identity).post == edited)
  }

  @Test(arguments: Store.all)
  func `a planned post can move to a free slot`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      [NewPost(.sample(1), isSlotted: true), NewPost(.sample(2, at: 2000), isSlotted: true)],
      now: 1)
    let other = Post.sample(2).identity
    await #expect(throws: QueueError.slotTaken(identity: identity, by: other)) {
      try await file.queue.reschedule(identity, at: 2000, slotted: true, now: 2)
    }
    try await file.queue.reschedule(identity, at: 3000, slotted: true, now: 3)
    try await file.queue.reschedule(other, at: 1000, slotted: true, now: 4)
    let entry = try await file.queue.entry(identity)
    #expect(entry.post.scheduledAt == 3000)
    #expect(entry.notBefore == 3000)
    try await file.queue.release(account: "kiosk", now: 3000)
    await #expect(
      throws: QueueError.notPossible(action: "reschedule", identity: identity, state: .queued)
    ) { try await file.queue.reschedule(identity, at: 9000, slotted: false, now: 3001) }
  }

  @Test(arguments: Store.all)
  func `a post whose time is over is not sent any more`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      [
        NewPost(.sample(1), expiresAt: 1500), NewPost(.sample(2), expiresAt: 3000),
        NewPost(.sample(3), link: QueueChainTests.follow(1)),
      ], now: 1)
    try await file.queue.release(account: "kiosk", now: 1000)
    #expect(try await file.queue.nextDue(account: "kiosk", now: 1499)?.post.identity == identity)
    let claim = try await file.queue.claim(account: "kiosk", now: 1500, leaseUntil: 1600)
    #expect(claim?.post.identity == Post.sample(2).identity)
    try await file.queue.release(account: "kiosk", now: 1500)
    #expect(try await file.queue.entry(identity).state == .cancelled)
    #expect(
      try await file.queue.entry(identity).reason
        == "its time to be out was over before it went out")
    #expect(try await file.queue.entry(Post.sample(3).identity).state == .cancelled)
    #expect(try await file.queue.expire(identity, at: nil, now: 1501) == false)
    #expect(try await file.queue.expire(Post.sample(2).identity, at: 9000, now: 1501))
    #expect(try await file.queue.entry(Post.sample(2).identity).expiresAt == 9000)
  }

  @Test(arguments: Store.all)
  func `the higher priority goes first, then the earlier time`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      [
        NewPost(.sample(1, at: 10)), NewPost(.sample(2, at: 30), priority: 7),
        NewPost(.sample(3, at: 20), priority: 7), NewPost(.sample(4, at: 5), priority: -1),
      ], now: 1)
    try await file.queue.release(account: "kiosk", now: 100)
    var order: [String] = []
    var latest: QueueEntry?
    while let entry = try await file.queue.nextDue(account: "kiosk", now: 100, after: latest) {
      order.append(entry.post.identity)
      latest = entry
    }
    #expect(order == [3, 2, 1, 4].map { Post.sample($0).identity })
    let claim = try await file.queue.claim(account: "kiosk", now: 100, leaseUntil: 700)
    #expect(claim?.post.identity == order.first)
  }

  @Test(arguments: Store.all)
  func `what an account sent and spent bounds what it may send`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      (1...4).map { NewPost(.sample($0, at: Int64($0)), cost: Int64($0) * 100) }, now: 1)
    try await file.queue.release(account: "kiosk", now: 100)
    let outcomes: [DeliveryOutcome] = [
      .published(PublishedPost(remoteID: "r")), .failed(reason: "no"), .unknown(reason: "?"),
    ]
    for (index, outcome) in outcomes.enumerated() {
      let now = 1000 + Int64(index) * 10
      let claim = try #require(
        try await file.queue.claim(account: "kiosk", now: now, leaseUntil: now + 600))
      try await file.queue.record(outcome, of: claim, now: now)
    }
    // The first is out and the third may be; the second failed, and the fourth is to be sent.
    let bounds: [(SendingLimit.Bound, since: Int64, isFull: Bool)] = [
      (.nothing, 1020, true), (.nothing, 1021, false),
      (.posts(2), 1000, true), (.posts(3), 1000, false), (.posts(2), 1001, false),
      (.budget(posts: 2, cost: nil), 1000, true), (.budget(posts: 3, cost: nil), 1000, false),
      (.budget(posts: nil, cost: 799), 1000, true), (.budget(posts: nil, cost: 800), 1000, false),
      (.budget(posts: nil, cost: 699), 1001, true), (.budget(posts: nil, cost: 700), 1001, false),
    ]
    let next = Post.sample(4)
    for (bound, since, isFull) in bounds {
      let limit = SendingLimit(bound, since: since, reason: "full")
      let obstacle = try await file.queue.obstacle(to: next, [limit])
      #expect(obstacle == (isFull ? limit : nil))
    }
    let full = [SendingLimit(.posts(2), since: 1000, reason: "full")]
    #expect(
      try await file.queue.claim(
        account: "kiosk", identity: next.identity, within: full, now: 1030, leaseUntil: 1600) == nil
    )
  }

  @Test(arguments: Store.all)
  func `a time that a person gave outlives a plan that was made before`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add([NewPost(.sample(1))], now: 1)
    let identity = Post.sample(1).identity
    try await file.queue.reschedule(identity, at: 5000, slotted: false, fixed: true, now: 2)
    await #expect(throws: QueueError.self) {
      try await file.queue.reschedule(identity, at: 9000, slotted: true, now: 3)
    }
    #expect(try await file.queue.entry(identity).post.scheduledAt == 5000)
    try await file.queue.reschedule(identity, at: 6000, slotted: false, fixed: true, now: 4)
    #expect(try await file.queue.entry(identity).post.scheduledAt == 6000)
  }

  @Test(arguments: Store.all)
  func `other words need another approval, where one is needed`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add([NewPost(.sample(1), needsApproval: true)], now: 1)
    let identity = Post.sample(1).identity
    try await file.queue.approve(identity, now: 2)
    for isSame in [true, false] {
      try await file.queue.rewrite(
        identity, as: .sample(1), sourceHash: "b", isSame: isSame, now: 3)
      try await file.queue.holdForApproval(identity, now: 4)
      #expect(try await file.queue.entry(identity).needsApproval == !isSame)
    }
  }

  @Test(arguments: Store.all)
  func `a budget has room for a thread as a whole`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      QueueChainTests.thread(at: 1) + [NewPost(.sample(9, at: 5000))], now: 1)
    func room(_ posts: Int, of number: Int = 1) async throws -> String? {
      try await file.queue.obstacle(
        to: .sample(number),
        [SendingLimit(.budget(posts: posts, cost: nil), since: 0, reason: "full")])?.reason
    }
    #expect(try await room(2) == "full")
    #expect(try await room(3) == nil)
    // With its first part out, the other two count as if they were.
    try await file.queue.release(account: "kiosk", now: 10)
    let claim = try #require(
      try await file.queue.claim(account: "kiosk", now: 10, leaseUntil: 700))
    for outcome in [DeliveryOutcome.unknown(reason: "?"), .published(.init(remoteID: "r"))] {
      #expect(try await room(3, of: 9) == "full")
      #expect(try await room(4, of: 9) == nil)
      try await file.queue.record(outcome, of: claim, now: 11)
    }
    #expect(try await room(3, of: 9) == "full")
    #expect(try await room(4, of: 9) == nil)
  }

  @Test(arguments: Store.all)
  func `what a post waits for is said`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      [
        NewPost(.sample(1), needsApproval: true), NewPost(.sample(2), expiresAt: 5000),
        NewPost(.sample(3), link: QueueChainTests.follow(2)),
      ], now: 1)
    func errors(_ account: AccountStatus) async throws -> [String?] {
      try await file.queue.list().map {
        PostReport($0, account: account, now: 1000, in: .gmt).error
      }
    }
    let follower = "waits until the post that it follows is out"
    #expect(try await errors(AccountStatus()) == ["waits for approval", nil, follower])
    #expect(
      try await errors(AccountStatus(failures: 3, openUntil: 3600))[1]
        == "the account rests until 1970-01-01T01:00:00Z after 3 failures")
    #expect(
      try await errors(AccountStatus(budget: .init(remaining: 0, resetsAt: 3600)))[1]
        == "the account has used up what its network allows until 1970-01-01T01:00:00Z")
  }
}
