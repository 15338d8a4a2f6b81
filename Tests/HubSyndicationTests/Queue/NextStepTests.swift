import HubStorage
import HubSyndication
import Testing

/// What a person is told to do about a post.
@Suite struct NextStepTests {
  let identity = Post.sample(1).identity

  @Test func `an unsure post is left to the next run before a person looks`() {
    let step = PostState.unsure.nextStep(for: "3f2a")
    #expect(step.hasPrefix("it may be out: run 'hubgen syndicate' first"))
    #expect(step.contains("only if it stays unsure, look there yourself: if it is not there"))
    #expect(step.hasSuffix("hubgen neither changes it nor takes it down any more"))
  }

  @Test(arguments: [PostState.planned, .queued])
  func `who wants to take down what is not out hears how to keep it back`(state: PostState)
    async throws
  {
    let file = try await QueueFile()
    try await file.insert(1, state)
    let error = QueueError.notPossible(action: "withdraw", identity: identity, state: state)
    await #expect(throws: error) {
      _ = try await file.queue.withdraw(identity, reason: "x", at: 9, now: 9)
    }
    #expect(
      error.description.hasSuffix(
        "what to do: it is not out yet: 'hubgen queue cancel 00000000' keeps it from going out"))
  }

  @Test func `who approves what needs no approval hears that`() async throws {
    let file = try await QueueFile()
    try await file.insert(1, .planned)
    let error = QueueError.notPossible(action: "approve", identity: identity, state: .planned)
    await #expect(throws: error) { try await file.queue.approve(identity, now: 9) }
    #expect(
      error.description.hasPrefix("post '\(identity)' needs no approval, or has been approved: "))
  }

  @Test func `a post that is to be taken down is not offered to be taken down`() async throws {
    let file = try await QueueFile()
    try await file.insert(1, .published)
    func step() async throws -> String {
      try await file.queue.entry(identity)
        .nextStep(changes: try await file.queue.changes(of: identity))
    }
    #expect(try await step().contains("'hubgen queue withdraw 00000000'"))
    try await file.queue.withdraw(identity, reason: "x", at: 9, now: 9)
    #expect(try await step() == "nothing: the next 'hubgen syndicate' takes it down")
    let claim = try #require(
      try await file.queue.claimChange(account: "account1", now: 9, leaseUntil: 600))
    #expect(try await step() == "wait: a run is taking it down")
    try await file.queue.record(.failed(reason: "too old"), of: claim, now: 10)
    #expect(try await step().hasSuffix("'hubgen queue withdraw 00000000' asks again"))
  }

  @Test(arguments: PostState.allCases)
  func `what waits for a paused account says what ails that`(state: PostState) async throws {
    let file = try await QueueFile()
    try await file.insert(1, state)
    let paused = AccountStatus(pausedReason: "kiosk.example answered 401")
    let entry = try await file.queue.entry(identity)
    let step = entry.nextStep(account: paused)
    let usual = state.nextStep(for: "00000000")
    let remedy = "its account is paused (kiosk.example answered 401): set a new token where the"
    switch state {
    case .planned, .queued: #expect(step.hasPrefix(remedy) && !step.hasSuffix(usual))
    case .unsure: #expect(step.hasPrefix(remedy) && step.hasSuffix("; " + usual))
    default: #expect(step == usual)
    }
    #expect(entry.nextStep(account: AccountStatus()) == usual)
  }

  @Test func `only a planned post is to be approved`() async throws {
    let file = try await QueueFile()
    _ = try await file.queue.add([NewPost(.sample(1), needsApproval: true)], now: 1)
    let waiting = try await file.queue.entry(identity).nextStep()
    #expect(waiting.contains("'hubgen queue approve 00000000'"))
    try await file.queue.cancel(identity, now: 2)
    #expect(try await file.queue.entry(identity).nextStep() == "nothing: it stays as it is")
  }

  @Test(arguments: Store.all)
  func `a part of a thread is told the first post, however far up that is`(store: Store)
    async throws
  {
    let file = try await QueueFile(store)
    _ = try await file.queue.add(QueueChainTests.thread(), now: 1)
    for number in 1...3 {
      let entry = try await file.queue.entry(Post.sample(number).identity)
      #expect(try await file.queue.first(of: entry).post.identity == identity)
    }
    let error = QueueError.follower(
      identity: Post.sample(3).identity, first: identity, state: .planned)
    #expect(
      error.description.hasSuffix("'hubgen queue reschedule 00000000 TIME' moves them together"))
    #expect(
      QueueError.follower(identity: "b", first: "a", state: .published).description
        == "can't move post 'b' alone: it goes out right after post 'a', which is published")
  }
}
