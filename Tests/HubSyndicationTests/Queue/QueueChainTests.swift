import HubStorage
import HubSyndication
import Testing

/// Threads and first comments: what follows a post waits for it.
@Suite struct QueueChainTests {
  /// Posts 1, 2, 3 as one thread of an account.
  static func thread(_ account: String = "kiosk", at time: Int64 = 1000) -> [NewPost] {
    (1...3).map { number in
      NewPost(
        .sample(number, account: account, at: time),
        link: number == 1 ? nil : follow(number - 1, part: number - 1))
    }
  }

  static func follow(
    _ number: Int, part: Int = 1, _ relation: Predecessor.Relation = .reply
  ) -> ChainLink {
    ChainLink(follows: Post.sample(number).identity, part: part, relation: relation)
  }

  private func publish(_ file: QueueFile, now: Int64 = 1000) async throws -> Claim? {
    guard let claim = try await file.queue.claim(account: "kiosk", now: now, leaseUntil: 1600)
    else { return nil }
    let number = try #require(Int(claim.post.identity, radix: 16))
    try await file.queue.record(
      .published(PublishedPost(remoteID: "r\(number)", url: "https://x.example/\(number)")),
      of: claim, now: now)
    return claim
  }

  @Test(arguments: Store.all)
  func `a follower goes directly after its predecessor and knows it`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(Self.thread() + [NewPost(.sample(4, at: 1), priority: 5)], now: 1)
    try await file.queue.release(account: "kiosk", now: 1000)
    #expect(try await file.queue.entry(Post.sample(2).identity).state == .planned)
    var order: [Int] = []
    var known: [Predecessor?] = []
    while let claim = try await publish(file) {
      order.append(Int(claim.post.identity, radix: 16) ?? 0)
      known.append(claim.post.predecessor)
    }
    #expect(order == [4, 1, 2, 3])
    #expect(
      known == [
        nil, nil,
        Predecessor(relation: .reply, remoteID: "r1", url: "https://x.example/1", rootID: "r1"),
        Predecessor(relation: .reply, remoteID: "r2", url: "https://x.example/2", rootID: "r1"),
      ])
    let entry = try await file.queue.entry(Post.sample(3).identity)
    #expect(entry.link == Self.follow(2, part: 2))
  }

  @Test(arguments: Store.all)
  func `the next due post after one is what follows it`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(
      Self.thread() + [NewPost(.sample(4)), NewPost(.sample(5, at: 2000))], now: 1)
    try await file.queue.release(account: "kiosk", now: 1000)
    let first = try await file.queue.nextDue(account: "kiosk", now: 1000)
    #expect(first?.post.identity == Post.sample(1).identity)
    let second = try await file.queue.nextDue(account: "kiosk", now: 1000, after: first)
    #expect(second?.post.identity == Post.sample(4).identity)
    #expect(try await file.queue.nextDue(account: "kiosk", now: 1000, after: second) == nil)
    _ = try await publish(file)
    let next = try await file.queue.nextDue(account: "kiosk", now: 1000, after: first)
    #expect(next?.post.identity == Post.sample(2).identity)
  }

  @Test(arguments: Store.all)
  func `a follower waits while nobody knows whether its predecessor is out`(store: Store)
    async throws
  {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(Self.thread(), now: 1)
    try await file.queue.release(account: "kiosk", now: 1000)
    let claim = try #require(
      try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    try await file.queue.record(.unknown(reason: "reset"), of: claim, now: 1001)
    try await file.queue.release(account: "kiosk", now: 1002)
    #expect(try await file.queue.claim(account: "kiosk", now: 1002, leaseUntil: 1600) == nil)
    let unsure = try await file.queue.entry(claim.post.identity)
    try await file.queue.resolve(
      unsure, as: .published(PublishedPost(remoteID: "r1")), now: 1003)
    let next = try await file.queue.claim(account: "kiosk", now: 1003, leaseUntil: 1600)
    #expect(next?.post.identity == Post.sample(2).identity)
    #expect(next?.post.predecessor?.remoteID == "r1")
  }

  @Test(arguments: Store.all)
  func `what follows a failed or cancelled post is cancelled and says why`(store: Store)
    async throws
  {
    for isFailed in [true, false] {
      let file = try await QueueFile(store)
      _ = try await file.queue.add(Self.thread(), now: 1)
      try await file.queue.release(account: "kiosk", now: 1000)
      if isFailed {
        let claim = try #require(
          try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
        try await file.queue.record(.failed(reason: "422"), of: claim, now: 1001)
      } else {
        try await file.queue.cancel(Post.sample(1).identity, now: 1001)
      }
      for number in [2, 3] {
        let entry = try await file.queue.entry(Post.sample(number).identity)
        #expect(entry.state == .cancelled)
        #expect(entry.reason == "the post that it follows is not out")
      }
    }
  }

  @Test(arguments: Store.all)
  func `a follower that was on its way when its predecessor was taken down is not sent again`(
    store: Store
  ) async throws {
    let file = try await QueueFile(store)
    let queue = file.queue
    _ = try await queue.add(Self.thread(), now: 1)
    try await queue.release(account: "kiosk", now: 1000)
    _ = try await publish(file)
    let follower = try #require(
      try await queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    let first = Post.sample(1).identity
    try await queue.withdraw(first, reason: "a person asked", at: 1000, now: 1000)
    let change = try #require(
      try await queue.claimChange(account: "kiosk", now: 1000, leaseUntil: 1600))
    try await queue.record(.done, of: change, now: 1001)
    try await queue.record(.unknown(reason: "no answer"), of: follower, now: 1002)
    let unsure = try await queue.entry(follower.post.identity)
    #expect(unsure.state == .unsure)
    try await queue.resolve(
      unsure, as: .absent(notBefore: 1003, reason: "not there"), now: 1003)
    for number in [2, 3] {
      let entry = try await queue.entry(Post.sample(number).identity)
      #expect(entry.state == .cancelled)
      #expect(entry.reason == "the post that it follows is not out")
    }
  }

  @Test(arguments: Store.all)
  func `only the first post of a thread takes a slot, and all move with it`(store: Store)
    async throws
  {
    let file = try await QueueFile(store)
    var posts = Self.thread()
    posts[0].isSlotted = true
    _ = try await file.queue.add(posts, now: 1)
    try await file.queue.reschedule(Post.sample(1).identity, at: 5000, slotted: true, now: 2)
    for number in 1...3 {
      let entry = try await file.queue.entry(Post.sample(number).identity)
      #expect(entry.post.scheduledAt == 5000)
      #expect(entry.isSlotted == (number == 1))
    }
    try await file.queue.expire(Post.sample(1).identity, at: 9000, now: 2)
    #expect(try await file.queue.list().map(\.expiresAt) == [9000, 9000, 9000])
    let slotted = NewPost(.sample(9), isSlotted: true, link: Self.follow(1))
    await #expect(throws: StorageError.self) { _ = try await file.queue.add([slotted], now: 3) }
  }

  @Test(arguments: Store.all)
  func `a follower without its predecessor stays out`(store: Store) async throws {
    let file = try await QueueFile(store)
    #expect(try await file.queue.add(Array(Self.thread().dropFirst()), now: 1).isEmpty)
    _ = try await file.queue.add([NewPost(.sample(1))], now: 1)
    try await file.queue.cancel(Post.sample(1).identity, now: 2)
    #expect(try await file.queue.add(Self.thread(), now: 3).isEmpty)
  }

  @Test(
    arguments: Store.all,
    [
      NewPost(.sample(8, account: "other"), link: follow(1)), NewPost(.sample(8), link: follow(2)),
    ])
  func `a chain stays in its account and only goes on`(store: Store, new: NewPost) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(Self.thread(), now: 1)
    let account = new.post.account
    let link = try #require(new.link)
    await #expect(
      throws: StorageError.constraint(reason: "a post follows an earlier part of its account")
    ) {
      try await file.raw.write { connection in
        try connection.execute(
          """
          INSERT INTO posts (identity, account, network, article, language, occurrence, body,
            scheduledAt, slotted, state, notBefore, createdAt, updatedAt, follows, part, relation)
          VALUES ('00000000000000000000000000000008', ?1, 'n', 'a', 'en', 0, '{}', 1, 0, 'planned',
            1, 1, 1, ?2, 1, 'reply')
          """, [.text(account), .text(link.follows)])
      }
    }
  }

  @Test(arguments: Store.all)
  func `the database itself holds back what follows a post that isn't out`(store: Store)
    async throws
  {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(Self.thread(), now: 1)
    await #expect(
      throws: StorageError.constraint(reason: "a post waits until the one that it follows is out")
    ) {
      try await file.raw.write {
        try $0.execute("UPDATE posts SET state = 'queued' WHERE part = 1")
      }
    }
  }
}
