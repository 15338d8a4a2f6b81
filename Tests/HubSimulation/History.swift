import Foundation
import HubData
import HubDiagnostics
import HubHTTP
import HubModel
import HubStorage
import HubSyndication

/// What came of one history.
package struct HistoryResult: Sendable {
  package var seed: UInt64
  package var violations: [Violation]
  /// Empty unless it was asked for.
  package var story: [String]
  /// Posts that went out.
  package var sent: Int
  /// What every network had in the end, so that two runs of a seed can be compared.
  package var trace: [String]
}

/// One history: articles, runs, people, faults, deaths, sleepers and clock jumps, all from a seed.
struct History {
  let random: SeededRandom
  let scheduler: Scheduler
  let world: SimulatedWorld
  let host: SimulatedHost
  let story: Story
  let config: SyndicationConfig
  let kinds: [String: NetworkKind]
  var articles: [Article] = []
  /// Articles that may come back.
  var away: [Article] = []
  var running: [Task<Void, Never>] = []
  var processes = 0
  var numbers = 0

  /// Plays a history on an empty database, which is empty again afterwards.
  static func play(
    seed: UInt64, on database: RewindableDatabase, fault: PlantedFault? = nil, isTold: Bool = false
  ) throws -> HistoryResult {
    let random = SeededRandom(seed)
    let scheduler = Scheduler(now: 1_792_800_000 + Int64(random.next(86_400)), random: random)
    let story = Story(isTold: isTold)
    let world = SimulatedWorld(scheduler, random, story)
    let host = SimulatedHost(database, scheduler, world, story, fault: fault)
    let history = History(random, scheduler, world, host, story)
    try host.begin()
    let error = scheduler.run {
      var history = history
      do {
        try await history.play()
        return ""
      } catch {
        return "\(error)"
      }
    }
    if let error, !error.isEmpty { world.report("nothing fails by itself", error) }
    if error == nil { world.report("nothing is stuck", "everything waits for ever") }
    try host.finish()
    return world.look { state in
      HistoryResult(
        seed: seed, violations: state.violations, story: story.lines, sent: state.posts.count,
        trace: state.posts.map { "\($0)" } + ["\(scheduler.now)", "\(random.next())"])
    }
  }

  private init(
    _ random: SeededRandom, _ scheduler: Scheduler, _ world: SimulatedWorld, _ host: SimulatedHost,
    _ story: Story
  ) {
    self.random = random
    self.scheduler = scheduler
    self.world = world
    self.host = host
    self.story = story
    var kinds: [String: NetworkKind] = [:]
    var accounts: [AccountConfig] = []
    for number in 1...(1 + random.next(3)) {
      let kind = random.pick(NetworkKind.allCases)
      let name = "\(kind.rawValue)\(number)"
      kinds[name] = kind
      accounts.append(
        AccountConfig(
          name: located(name), network: located(kind.rawValue),
          slots: random.once(in: 3) ? Self.slots : [],
          location: SourceLocation(file: "hubgen.yaml", span: nowhere)))
    }
    self.kinds = kinds
    config = SyndicationConfig(
      timeZone: random.once(in: 4) ? TimeZone(identifier: "Europe/Berlin") ?? .gmt : .gmt,
      requireLive: random.once(in: 2), accounts: accounts)
    world.change { $0.kinds = kinds }
    story.tell { "accounts: \(accounts.map { "\($0.name.value), \($0.slots.count) slots" })" }
  }

  private static let slots = [1, 9, 17].map { Slot(weekdays: Set(1...7), hour: $0, minute: 30) }

  private mutating func play() async throws {
    for _ in 1...(1 + random.next(3)) { addArticle() }
    for _ in 0..<(2 + random.next(4)) {
      try await happen()
      if random.once(in: 4) { await overlap() }
      for _ in 0..<(random.once(in: 4) ? 2 : 1) { run(fates: someFates()) }
      if random.once(in: 2) {
        await scheduler.sleep(random.next(in: 1...250))
      } else {
        await wait()
        await scheduler.sleep(random.next(in: 1...(random.once(in: 3) ? 20_000 : 600)))
      }
      try checkAlways()
    }
    await wait()
    try await settle()
    try checkInTheEnd()
  }

  /// Publishers that fall asleep over their claims, each met by the next ones.
  private mutating func overlap() async {
    addThread()
    for _ in 0...(1 + random.next(3)) {
      var fates = SimulatedProcess.Fates()
      if random.once(in: 2) {
        fates.claims[1] = .sleepsAfter(random.next(in: random.once(in: 2) ? 100...590 : 600...1200))
      }
      run(fates: fates)
      await scheduler.sleep(random.next(in: 61...350))
    }
  }

  /// The world is well from now on: everything that can be settled must settle.
  private mutating func settle() async throws {
    story.tell { "the world is well" }
    world.heal()
    if world.look({ $0.hasClockJumped }) { try setClock(error: 0) }
    for _ in 1...60 {
      await scheduler.sleep(29_000)
      run(fates: .init())
      await wait()
      try checkAlways()
      if try open().isEmpty { return }
    }
    for problem in try open() { world.report("nothing is stuck", problem) }
  }

  mutating func wait() async {
    for task in running { await task.value }
    running = []
  }

  /// Starts `hubgen syndicate`.
  private mutating func run(fates: SimulatedProcess.Fates) {
    let (host, config, random, articles) = (host, config, random, articles)
    let kinds = kinds
    start("run", fates: fates) { process in
      let networks = kinds.map { name, kind in
        let access = NetworkAccess(
          account: name, fault: host.fault, beforeRequest: { try host.publishAtOnce($0) },
          number: { random.next() })
        return (name, kind.network(access))
      }
      let syndication = Syndication(
        config: config, networks: Dictionary(uniqueKeysWithValues: networks),
        queue: PostQueue(database: process), transport: process,
        clock: SimulatedClock(scheduler: host.scheduler), random: { random.next() })
      _ = try await syndication.run(articles)
    }
  }

  /// Starts a process, which finds out like any other whether it is alone.
  mutating func start(
    _ name: String, fates: SimulatedProcess.Fates = .init(),
    _ body: @escaping @Sendable (SimulatedProcess) async throws -> Void
  ) {
    processes += 1
    let (host, world, story, scheduler) = (host, world, story, scheduler)
    let process = SimulatedProcess("\(name)\(processes)", on: host, fates: fates)
    story.tell { "t\(scheduler.now) \(process.name) starts, clock \(scheduler.shown)" }
    running.append(
      Task(executorPreference: scheduler) {
        do {
          try await host.enter(process)
          try await body(process)
          story.tell { "\(process.name) ends" }
        } catch is SimulatedProcess.Death {
          story.tell { "\(process.name) is dead" }
        } catch {
          story.tell { "\(process.name) fails: \(error)" }
          if !process.isDead, !fates.haveDiskFault, !error.isExpected {
            world.report("nothing fails by itself", "\(process.name): \(error)")
          }
        }
        host.end(process)
      })
  }

  func someFates() -> SimulatedProcess.Fates {
    var fates = SimulatedProcess.Fates()
    guard random.once(in: 2) else { return fates }
    if random.once(in: 2) {
      let fate: SimulatedProcess.Fate =
        switch random.next(8) {
        case 0: .diesAfter
        case 1: .powerCutAfter
        case 2, 3, 4: .sleepsAfter(random.next(in: 100...590))
        default: .sleepsAfter(random.next(in: 600...2000))
        }
      fates.claims[1 + random.next(2)] = fate
    }
    for _ in 0..<random.next(3) {
      let fate: SimulatedProcess.Fate =
        switch random.next(12) {
        case 0, 1: .dies
        case 2, 3: .diesAfter
        case 4: .powerCut
        case 5: .powerCutAfter
        case 6: .diskFull
        case 7: .inputOutput
        case 8: .answerLost
        case 9, 10: .sleeps(random.next(in: 1...3000))
        default: .sleepsAfter(random.next(in: 1...3000))
        }
      fates.calls[1 + random.next(40)] = fate
    }
    return fates
  }
}

extension Error {
  /// What people are told when they ask for what is not possible any more.
  fileprivate var isExpected: Bool { self is QueueError }
}

extension SimulatedHost {
  /// As a publisher enters the queue: whoever is alone settles what the dead left.
  func enter(_ process: SimulatedProcess) async throws {
    let isAlone = isIdle
    start(process)
    guard isAlone else { return }
    try await PostQueue(database: DirectDatabase(host: self))
      .expireLeases(now: scheduler.shown, everyLease: true)
  }

  /// The fault `recorded-first`.
  func publishAtOnce(_ post: Post) throws {
    try write { connection in
      _ = try connection.execute(
        """
        UPDATE posts SET state = 'published', remoteID = 'early', publishedAt = ?2,
          leaseUntil = NULL WHERE identity = ?1 AND state = 'sending'
        """, [.text(post.identity), .integer(self.scheduler.shown)])
    }
  }
}

let nowhere = SourceSpan(line: 1, column: 1)

func located<Value>(_ value: Value) -> Located<Value> { Located(value, span: nowhere) }
