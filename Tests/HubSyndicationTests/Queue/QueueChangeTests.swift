import HubStorage
import HubSyndication
import Testing

/// Posts that are out are taken down or get other words.
@Suite struct QueueChangeTests {
  let identity = Post.sample(1).identity
  let account = "account1"

  /// A queue whose post 1 is out.
  private func published(_ store: Store) async throws -> QueueFile {
    let file = try await QueueFile(store)
    try await file.insert(1, .published)
    return file
  }

  private var newWords: Post {
    var post = Post.sample(1)
    post.text = "Better words"
    return post
  }

  private func update(_ file: QueueFile, _ post: Post, now: Int64 = 10) async throws
    -> ChangeRequest
  {
    try await file.queue.update(
      identity, to: post, sourceHash: "b", reason: "the article was edited", at: now, now: now)
  }

  private func withdraw(_ file: QueueFile, again: Bool = false, now: Int64 = 20) async throws
    -> ChangeRequest
  {
    try await file.queue.withdraw(identity, reason: "expired", at: now, again: again, now: now)
  }

  @Test(arguments: Store.all)
  func `a withdrawn post is asked for once and is over when the network has done it`(store: Store)
    async throws
  {
    let file = try await published(store)
    #expect(try await withdraw(file) == .asked)
    #expect(try await withdraw(file, now: 21) == .known)
    #expect(try await file.queue.nextChange(account: account, now: 19) == nil)
    #expect(try await file.queue.nextChange(account: account, now: 20)?.identity == identity)
    let claim = try #require(
      try await file.queue.claimChange(account: account, now: 20, leaseUntil: 600))
    #expect(claim.change.kind == .withdraw)
    #expect(claim.change.attempts == 1)
    #expect(claim.remote == PublishedPost(remoteID: "r"))
    #expect(try await file.queue.claimChange(account: account, now: 20, leaseUntil: 600) == nil)
    try await file.queue.record(.done, of: claim, now: 30)
    #expect(try await file.queue.entry(identity).state == .withdrawn)
    let kept = try await file.queue.changes(of: identity)
    #expect(kept.map(\.state) == [.done])
    #expect(kept.map(\.endedAt) == [30])
    await #expect(throws: QueueError.self) { _ = try await withdraw(file) }
  }

  @Test(arguments: Store.all)
  func `an edit that changes no word of the post is remembered`(store: Store) async throws {
    let file = try await published(store)
    let same = try await file.queue.entry(identity).post
    #expect(try await update(file, same) == .known)
    #expect(try await file.queue.entry(identity).sourceHash == "b")
    #expect(try await file.queue.changes(of: identity).isEmpty)
  }

  @Test(arguments: Store.all)
  func `an update keeps the words that were sent beside those that are out`(store: Store)
    async throws
  {
    let file = try await published(store)
    let sent = try await file.queue.entry(identity).post
    #expect(try await update(file, newWords) == .asked)
    #expect(try await update(file, newWords) == .known)
    let claim = try #require(
      try await file.queue.claimChange(account: account, now: 10, leaseUntil: 600))
    #expect(claim.post == sent)
    #expect(claim.change.update?.text == "Better words")
    try await file.queue.record(.done, of: claim, now: 30)
    let entry = try await file.queue.entry(identity)
    #expect(entry.state == .published)
    #expect(entry.post == sent)
    #expect(entry.edited?.text == "Better words")
    #expect(entry.editedAt == 30)
    #expect(entry.sourceHash == "b")
    #expect(try await update(file, newWords) == .known)
    #expect(try await withdraw(file) == .asked)
    let second = try await file.queue.claimChange(account: account, now: 20, leaseUntil: 600)
    #expect(second?.post.text == "Better words")
  }

  @Test(arguments: Store.all)
  func `newer words and a withdrawal take the place of an update that waits`(store: Store)
    async throws
  {
    let file = try await published(store)
    _ = try await update(file, newWords)
    var newest = newWords
    newest.text = "Best words"
    #expect(try await update(file, newest) == .asked)
    #expect(try await withdraw(file) == .asked)
    #expect(try await update(file, newWords) == .known)
    let kept = try await file.queue.changes(of: identity)
    #expect(kept.map(\.state) == [.dropped, .dropped, .open])
    #expect(kept.map(\.error) == ["newer words are there", "the post is taken down instead", nil])
    #expect(try await file.queue.dropChange(of: identity, because: "asked to stay", now: 21))
    #expect(try await file.queue.dropChange(of: identity, because: "again", now: 22) == false)
    #expect(try await withdraw(file, now: 23) == .asked)
  }

  @Test(arguments: Store.all)
  func `nothing replaces a change that is being made`(store: Store) async throws {
    let file = try await published(store)
    _ = try await update(file, newWords)
    let claim = try #require(
      try await file.queue.claimChange(account: account, now: 10, leaseUntil: 600))
    #expect(try await withdraw(file) == .busy)
    try await file.queue.record(.failed(reason: "too old to edit"), of: claim, now: 11)
    #expect(try await update(file, newWords) == .known)
    #expect(try await withdraw(file) == .asked)
  }

  @Test(arguments: Store.all)
  func `a refused withdrawal is asked for again only on purpose`(store: Store) async throws {
    let file = try await published(store)
    _ = try await withdraw(file)
    let claim = try #require(
      try await file.queue.claimChange(account: account, now: 20, leaseUntil: 600))
    try await file.queue.record(.failed(reason: "no"), of: claim, now: 21)
    #expect(try await withdraw(file) == .known)
    #expect(try await withdraw(file, again: true) == .asked)
  }

  @Test(
    arguments: Store.all,
    [
      (ChangeOutcome.retry(at: 100, accountUntil: 90, reason: "busy"), 1, Int64(100)),
      (.notSent(reason: "slept"), 0, 20), (.unauthorized(reason: "401"), 0, 20),
    ])
  func `a change that was not made waits and says why`(
    store: Store, row: (ChangeOutcome, Int, Int64)
  ) async throws {
    let (outcome, attempts, notBefore) = row
    let file = try await published(store)
    _ = try await withdraw(file)
    let claim = try #require(
      try await file.queue.claimChange(account: account, now: 20, leaseUntil: 600))
    try await file.queue.record(outcome, of: claim, now: 21)
    let change = try #require(try await file.queue.changes(of: identity).first)
    #expect(change.state == .open)
    #expect(change.attempts == attempts)
    #expect(change.notBefore == notBefore)
    #expect(change.error != nil)
    let status = try await file.queue.status(account: account)
    if case .retry = outcome { #expect(status.limitedUntil == 90) }
    if case .unauthorized = outcome { #expect(status.pausedReason == "401") }
    let isFree = try await file.queue.claimChange(account: account, now: 21, leaseUntil: 600) != nil
    #expect(isFree == (outcome == .notSent(reason: "slept")))
    #expect(try await file.queue.entry(identity).state == .published)
  }

  @Test(arguments: Store.all)
  func `a change whose maker died is open again and the dead can't record it`(store: Store)
    async throws
  {
    let file = try await published(store)
    _ = try await withdraw(file)
    let dead = try #require(
      try await file.queue.claimChange(account: account, now: 20, leaseUntil: 600))
    try await file.queue.expireLeases(now: 599)
    #expect(try await file.queue.nextChange(account: account, now: 599) == nil)
    try await file.queue.expireLeases(now: 600)
    let claim = try #require(
      try await file.queue.claimChange(account: account, now: 600, leaseUntil: 1200))
    #expect(claim.change.fence == 2)
    await #expect(throws: StaleLease.self) {
      try await file.queue.record(.done, of: dead, now: 601)
    }
    try await file.queue.record(.done, of: claim, now: 602)
  }

  @Test(arguments: Store.all)
  func `posts whose time is over are taken down, each asked for once`(store: Store) async throws {
    let file = try await published(store)
    try await file.insert(2, .published)
    try await file.queue.expire(identity, at: 50, now: 5)
    #expect(try await file.queue.withdrawExpired(account: account, now: 49).isEmpty)
    #expect(try await file.queue.withdrawExpired(account: account, now: 50) == [identity])
    #expect(try await file.queue.withdrawExpired(account: account, now: 51).isEmpty)
  }

  @Test(arguments: Store.all)
  func `what follows a post that was taken down is cancelled`(store: Store) async throws {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(QueueChainTests.thread(), now: 1)
    try await file.queue.release(account: "kiosk", now: 1000)
    let claim = try #require(
      try await file.queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
    try await file.queue.record(.published(PublishedPost(remoteID: "r")), of: claim, now: 1001)
    _ = try await file.queue.withdraw(identity, reason: "a mistake", at: 1002, now: 1002)
    let change = try #require(
      try await file.queue.claimChange(account: "kiosk", now: 1002, leaseUntil: 1600))
    try await file.queue.record(.done, of: change, now: 1003)
    #expect(try await file.queue.counts() == [.withdrawn: 1, .cancelled: 2])
  }

  @Test(
    arguments: Store.all,
    [
      "state = 'done'", "state = 'failed', error = 'x', endedAt = 1", "leaseUntil = 5",
      "state = 'doing', leaseUntil = 5", "endedAt = 5", "reason = 'x'", "kind = 'update'",
      "dueAt = 1", "body = '{}'", "fence = -1", "state = 'dropped', endedAt = 5",
      "account = 'x'", "post = 9",
    ])
  func `a change that makes no sense is refused`(store: Store, change: String) async throws {
    let file = try await published(store)
    _ = try await withdraw(file)
    await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute("UPDATE changes SET \(change)") }
    }
  }

  @Test(arguments: Store.all, PostState.allCases.filter { $0 != .published })
  func `only a post that is out can be changed`(store: Store, state: PostState) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, state)
    await #expect(throws: QueueError.self) { _ = try await withdraw(file) }
    await #expect(throws: StorageError.constraint(reason: "only a post that is out can be changed"))
    {
      try await file.raw.write {
        try $0.execute(
          """
          INSERT INTO changes (post, account, kind, reason, dueAt, state, notBefore, createdAt)
          SELECT id, account, 'withdraw', 'x', 1, 'open', 1, 1 FROM posts
          """)
      }
    }
  }

  @Test(arguments: Store.all)
  func `changes can't be deleted`(store: Store) async throws {
    let file = try await published(store)
    _ = try await withdraw(file)
    await #expect(throws: StorageError.self) {
      try await file.raw.write { try $0.execute("DELETE FROM changes") }
    }
  }
}
