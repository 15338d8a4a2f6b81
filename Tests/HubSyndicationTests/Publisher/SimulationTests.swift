import Foundation
import HubHTTP
import HubSyndication
import Synchronization
import Testing

/// Random numbers that a seed replays.
final class SeededRandom: Sendable {
  private let state: Mutex<UInt64>

  init(_ seed: UInt64) { state = Mutex(seed) }

  /// SplitMix64.
  func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  func next(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }
}

/// One history: posts, faults, deaths, sleepers and clock jumps, all from a seed.
private struct History {
  struct Death: Error {}

  let seed: UInt64
  let random: SeededRandom
  let clock: ManualClock
  let world: SmallWorld
  let queue: PostQueue
  let kinds: [(name: String, kind: CrashTests.Kind)]
  var posts: [Post] = []
  var sleepers: [(claim: Claim, outcome: DeliveryOutcome)] = []

  init(seed: UInt64) throws {
    self.seed = seed
    let random = SeededRandom(seed)
    self.random = random
    clock = ManualClock(1_000_000)
    world = SmallWorld(clock)
    queue = try PostQueue.inMemory()
    kinds = (0..<(1 + random.next(3))).map {
      ("account\($0)", random.pick(CrashTests.Kind.allCases))
    }
  }

  mutating func play() async throws {
    for number in 1...(2 + random.next(6)) {
      posts.append(
        .sample(
          number, account: random.pick(kinds).name,
          at: clock.now() + Int64(random.next(3000) - 1500)))
    }
    world.change { $0.visibleAfter = Int64(random.next(60)) }
    for _ in 0..<(4 + random.next(12)) { try await step() }
    // In the end the world is well: everything that can be settled must settle.
    world.change {
      $0.faults = []
      $0.blindLookUps = 0
      $0.badCredentials = []
    }
    clock.set(max(clock.now(), 1_000_000) + 100_000)
    for _ in 1...5 {
      clock.advance(30_000)
      try await run(CrashPoints.none)
    }
  }

  private mutating func step() async throws {
    // The plan is made anew by every run, and may die before or after it is kept.
    _ = try await queue.add(posts.map { NewPost($0) }, now: clock.now())
    switch random.next(10) {
    case 0:
      world.change {
        $0.faults = (0..<random.next(4)).map { _ in random.pick(SmallWorld.Fault.allCases) }
      }
    case 1: world.change { $0.blindLookUps = random.next(3) }
    case 2:
      world.change { $0.badCredentials = random.next(2) == 0 ? [] : [random.pick(kinds).name] }
    case 3: clock.advance(Int64(random.next(20_000)) - 2000)
    case 4:
      let (name, kind) = random.pick(kinds)
      try await sleep(name, kind)
    case 5, 6: try await wake()
    case 7: try await relay()
    default: break
    }
    clock.advance(Int64(random.next(400)))
    let point = random.pick(CrashPoints.Point.allCases)
    let deadly = random.next(3) == 0 ? random.next(3) + 1 : 0
    let left = Mutex(deadly)
    let crashPoints = CrashPoints { reached in
      let isNow =
        reached == point
        && left.withLock { left in
          left -= 1
          return left == 0
        }
      if isNow { throw Death() }
    }
    do {
      try await run(crashPoints)
    } catch is Death {}
  }

  private func run(_ crashPoints: CrashPoints) async throws {
    var options = Publisher.Options()
    options.requireLive = false
    options.parallelism = 1
    let publisher = Publisher(
      queue: queue, transport: world, clock: clock, random: { random.next() },
      crashPoints: crashPoints, options: options)
    _ = try await publisher.run(
      kinds.map { Publisher.Account(name: $0.name, network: $0.kind.network($0.name)) })
  }

  /// A publisher sends, and falls asleep before it can record.
  private mutating func sleep(_ name: String, _ kind: CrashTests.Kind) async throws {
    try await queue.release(account: name, now: clock.now())
    let now = clock.now()
    guard let claim = try await queue.claim(account: name, now: now, leaseUntil: now + 600) else {
      return
    }
    do throws(PublishError) {
      let published = try await kind.network(name).publish(claim.post, over: world)
      sleepers.append((claim, .published(published)))
    } catch {
      switch error {
      case .outcomeUnknown: sleepers.append((claim, .unknown(reason: "slept")))
      case .retry: sleepers.append((claim, .retry(at: now, accountUntil: nil, reason: "slept")))
      case .rejected: sleepers.append((claim, .failed(reason: "slept")))
      case .unauthorized: sleepers.append((claim, .unauthorized(reason: "slept")))
      }
    }
  }

  /// A publisher falls asleep before it sends, another one takes over and falls asleep after it
  /// has sent, and the first wakes.
  private mutating func relay() async throws {
    let (name, kind) = random.pick(kinds)
    let now = clock.now()
    try await queue.release(account: name, now: now)
    guard kind != .blind,
      let claim = try await queue.claim(account: name, now: now, leaseUntil: now + 600)
    else { return }
    clock.advance(700)
    try await queue.expireLeases(now: clock.now())
    for entry in try await queue.unsure(account: name) {
      let isOut = world.posts.contains { $0.identity == entry.post.identity }
      if isOut { continue }
      try await queue.resolve(
        entry, as: .absent(notBefore: clock.now(), reason: "absent"), now: clock.now())
    }
    try await sleep(name, kind)
    do {
      try await queue.record(.notSent(reason: "slept"), of: claim, now: clock.now())
    } catch is StaleLease {}
  }

  private mutating func wake() async throws {
    guard !sleepers.isEmpty else { return }
    let sleeper = sleepers.remove(at: random.next(sleepers.count))
    do {
      try await queue.record(sleeper.outcome, of: sleeper.claim, now: clock.now())
    } catch is StaleLease {}
  }

  func check() async throws {
    for post in posts {
      let entry = try await queue.entry(post.identity)
      let copies = world.posts.count { $0.identity == post.identity }
      let kind = kinds.first { $0.name == post.account }?.kind
      let attempts = try await queue.attempts(post.identity)
      let story: Comment =
        "seed \(seed): \(kind?.rawValue ?? "?") \(entry.state), \(copies) copies, \(attempts)"
      #expect(entry.post == post, story)
      #expect(copies <= 1, story)
      switch entry.state {
      case .published: #expect(copies == 1, story)
      case .failed:
        #expect(copies == 0, story)
        #expect(attempts.contains { $0.outcome == .rejected }, story)
      case .unsure:
        // Left to a person: where the network can't tell, or never answered in eight attempts.
        #expect(kind == .blind || entry.attempts >= 8, story)
      default: Issue.record(story)
      }
    }
  }
}

@Suite struct SimulationTests {
  /// Seeds from 1; `HUBGEN_HISTORIES=100000` plays more of them.
  static let seeds =
    1...(ProcessInfo.processInfo.environment["HUBGEN_HISTORIES"].flatMap { UInt64($0) } ?? 400)

  @Test func `in hundreds of histories nothing is sent twice, lost or stuck`() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for seed in Self.seeds {
        if seed > Self.seeds.lowerBound + 3 { try await group.next() }
        group.addTask {
          var history = try History(seed: seed)
          // Networks that repeat are asked or left alone, so only idempotent ones may honour it.
          let kinds = history.kinds
          history.world.change {
            $0.idempotent = Set(kinds.filter { $0.kind == .once }.map(\.name))
          }
          try await history.play()
          try await history.check()
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `a seed replays exactly`() async throws {
    func trace() async throws -> [SmallWorld.Remote] {
      var history = try History(seed: 42)
      try await history.play()
      return history.world.posts
    }
    let first = try await trace()
    #expect(!first.isEmpty)
    #expect(try await trace() == first)
  }
}
