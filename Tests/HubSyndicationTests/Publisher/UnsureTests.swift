import HubHTTP
import HubSyndication
import Testing

/// An unknown outcome never becomes a second post.
@Suite struct UnsureTests {
  @Test(arguments: [SmallWorld.Fault.lostBefore, .lostAfter, .failsAfter])
  func `an idempotent network gets the same identity again`(fault: SmallWorld.Fault) async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change { $0.faults = [fault] }
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(try await stage.entry(1).state == .unsure)
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(try await stage.entry(1).state == .published)
    #expect(stage.world.posts.count == 1)
    #expect(stage.world.look(\.postRequests) == 2)
  }

  @Test(arguments: [(60, 2), (3600, 1)])
  func `a network that forgets identities is asked once it may have forgotten this one`(
    seconds: Int64, requests: Int
  ) async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change {
      $0.faults = [.lostAfter]
      $0.honoursIdentity = seconds < 3600
    }
    _ = try await stage.publisher().run([account(ForgetfulNetwork("kiosk"))])
    #expect(try await stage.entry(1).state == .unsure)
    stage.clock.advance(seconds)
    _ = try await stage.publisher().run([account(ForgetfulNetwork("kiosk"))])
    #expect(try await stage.entry(1).state == .published)
    #expect(stage.world.posts.count == 1)
    #expect(stage.world.look(\.postRequests) == requests)
  }

  @Test func `a repeat that had to wait until its identity may be forgotten is not sent`()
    async throws
  {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change { $0.faults = [.lostAfter, .busy] }
    for _ in 1...2 {
      _ = try await stage.publisher().run([account(ForgetfulNetwork("kiosk"))])
    }
    #expect(try await stage.entry(1).state == .queued)
    stage.clock.advance(3600)
    stage.world.change { $0.honoursIdentity = false }
    _ = try await stage.publisher().run([account(ForgetfulNetwork("kiosk"))])
    #expect(try await stage.entry(1).state == .unsure)
    _ = try await stage.publisher().run([account(ForgetfulNetwork("kiosk"))])
    #expect(try await stage.entry(1).state == .published)
    #expect(stage.world.posts.count == 1)
    #expect(stage.world.look(\.postRequests) == 2)
  }

  @Test func `an idempotent network that never answers is left to a person in the end`()
    async throws
  {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change { $0.faults = Array(repeating: .lostAfter, count: 50) }
    for _ in 1...20 {
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
      stage.clock.advance(86_400)
    }
    let entry = try await stage.entry(1)
    #expect(entry.state == .unsure)
    #expect(entry.attempts == 8)
    #expect(stage.world.look(\.postRequests) == 8)
    #expect(stage.world.posts.count == 1)
  }

  @Test(arguments: [SmallWorld.Fault.rejected, .busy])
  func `a refusal after an unknown outcome says nothing about the first attempt`(
    fault: SmallWorld.Fault
  ) async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change { $0.faults = [.lostAfter] + Array(repeating: fault, count: 20) }
    for _ in 1...20 {
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
      stage.clock.advance(86_400)
    }
    let entry = try await stage.entry(1)
    #expect(entry.state == .unsure)
    #expect(entry.attempts == 8)
    #expect(stage.world.posts.count == 1)
  }

  @Test func `a post that is found is published and not sent again`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change {
      $0.honoursIdentity = false
      $0.faults = [.lostAfter]
    }
    _ = try await stage.publisher().run([account(AskableNetwork("kiosk"))])
    stage.clock.advance(1)
    _ = try await stage.publisher().run([account(AskableNetwork("kiosk"))])
    let entry = try await stage.entry(1)
    #expect(entry.state == .published)
    #expect(entry.remoteID == "found-\(Post.sample(1).identity)")
    #expect(stage.world.posts.count == 1)
    #expect(stage.world.look { $0.lookUps.map(\.notBefore) } == [1000])
  }

  @Test func `an absent post is sent again only after the network would show it`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change {
      $0.honoursIdentity = false
      $0.faults = [.lostBefore]
    }
    let accounts = [account(AskableNetwork("kiosk"))]
    _ = try await stage.publisher().run(accounts)
    stage.clock.set(1059)
    _ = try await stage.publisher().run(accounts)
    #expect(try await stage.entry(1).state == .unsure)
    #expect(
      try await stage.entry(1).reason == "Askable doesn't show it, which may be too early to tell")
    stage.clock.set(1060)
    _ = try await stage.publisher().run(accounts)
    #expect(try await stage.entry(1).state == .published)
    #expect(stage.world.posts.count == 1)
  }

  @Test func `a post that shows up late is not doubled`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    let identity = Post.sample(1).identity
    stage.world.change {
      $0.honoursIdentity = false
      $0.faults = [.lostAfter]
      $0.hidden = [identity]
    }
    let accounts = [account(AskableNetwork("kiosk"))]
    _ = try await stage.publisher().run(accounts)
    stage.clock.advance(30)
    _ = try await stage.publisher().run(accounts)
    stage.world.change { $0.hidden = [] }
    stage.clock.advance(30)
    _ = try await stage.publisher().run(accounts)
    #expect(try await stage.entry(1).state == .published)
    #expect(stage.world.posts.count == 1)
  }

  @Test func `a look-up that fails says why and changes nothing`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change {
      $0.faults = [.lostAfter]
      $0.blindLookUps = 3
      $0.honoursIdentity = false
    }
    let accounts = [account(AskableNetwork("kiosk"))]
    for _ in 1...4 {
      _ = try await stage.publisher().run(accounts)
      stage.clock.advance(1000)
    }
    let entry = try await stage.entry(1)
    #expect(entry.state == .unsure)
    #expect(entry.reason == "can't look whether it is out: the timeline can't be read")
    _ = try await stage.publisher().run(accounts)
    #expect(try await stage.entry(1).state == .published)
    #expect(stage.world.posts.count == 1)
  }

  @Test(arguments: [SmallWorld.Fault.lostBefore, .lostAfter])
  func `a network that can't be asked leaves it to a person`(fault: SmallWorld.Fault) async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2)])
    stage.world.change {
      $0.honoursIdentity = false
      $0.faults = [fault]
    }
    for _ in 1...5 {
      _ = try await stage.publisher().run([account(BlindNetwork("kiosk"))])
      stage.clock.advance(100_000)
    }
    let entry = try await stage.entry(1)
    #expect(entry.state == .unsure)
    #expect(
      entry.reason
        == "Blind can't tell whether the post is out: look, then cancel it or retry it with"
        + " 'hubgen queue'")
    #expect(stage.world.look(\.postRequests) == 2)
    // What is unsure doesn't hold up the rest.
    #expect(try await stage.entry(2).state == .published)
  }
}
