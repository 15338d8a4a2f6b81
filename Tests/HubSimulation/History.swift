import Foundation
import HubData
import HubDiagnostics
import HubHTTP
import HubModel
import HubStorage
import HubSyndication

/// What came of one history.
package struct HistoryResult: Codable, Sendable {
  package var seed: UInt64
  package var violations: [Violation]
  /// Empty unless it was asked for.
  package var story: [String]
  /// Posts that went out.
  package var sent: Int
  /// Of what every network had in the end and of all that was drawn by lot, so that two runs of a
  /// seed can be compared.
  package var digest: UInt64
}

/// One history: articles, runs, people, faults, deaths, sleepers and clock jumps, all from a seed.
struct History {
  let random: SeededRandom
  let scheduler: Scheduler
  let world: SimulatedWorld
  let host: SimulatedHost
  let story: Story
  let setting: Setting
  var articles: [Article] = []
  /// Articles that may come back.
  var away: [Article] = []
  var running: [Task<Void, Never>] = []
  var processes = 0
  var numbers = 0
  /// Posts that a person has to approve, and those that one did.
  var asked: Set<String> = []
  var approved: Set<String> = []

  var config: SyndicationConfig { setting.config }
  var kinds: [String: NetworkKind] { setting.kinds }

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
    try database.hold {
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
    }
    return world.look { state in
      var digest = Digest()
      for post in state.posts { digest.add(post) }
      for number in [UInt64(scheduler.now), random.next(), seed] { digest.add(number) }
      return HistoryResult(
        seed: seed, violations: state.violations, story: story.lines, sent: state.posts.count,
        digest: digest.value)
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
    setting = Setting(random, now: scheduler.now)
    world.change { [setting] in $0.kinds = setting.kinds }
    story.tell { [setting] in
      let accounts = setting.config.accounts.map {
        "\($0.name.value): \($0.slots.count) slots, \($0.pace), thread \($0.thread?.parts ?? 0),"
          + " \($0.firstComment)"
      }
      return "\(accounts)\n  \(setting.config.campaigns)\n  \(setting.calendars)"
    }
  }

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
      // At other hours each day, so that no slot and no quiet night is always met or missed.
      await scheduler.sleep(random.next(in: 20_000...38_000))
      run(fates: .init())
      await wait()
      try checkAlways()
      if try open().isEmpty {
        // What went out just now may have moved what comes after it.
        var changes = try await changes()
        if !changes.isEmpty {
          run(fates: .init())
          await wait()
          changes = try await self.changes()
        }
        for change in changes { world.report("a plan made again is the same plan", change) }
        if try !changes.isEmpty || open().isEmpty { return }
      }
    }
    for problem in try open() { world.report("nothing is stuck", "\(problem)") }
  }

  mutating func wait() async {
    for task in running { await task.value }
    running = []
  }

  /// Starts `hubgen syndicate`.
  private mutating func run(fates: SimulatedProcess.Fates) {
    let articles = articles
    start("run", fates: fates) { [self] process in
      _ = try await syndication(on: process, over: process).run(articles)
    }
  }

  /// The engine, as its configuration says.
  func syndication(on database: any SQLDatabase, over transport: any HTTPTransport) -> Syndication {
    let (host, random) = (host, random)
    let networks = kinds.map { name, kind in
      let access = NetworkAccess(
        account: name, fault: host.fault, beforeRequest: { try host.publishAtOnce($0) },
        number: { random.next() })
      return (name, kind.network(access))
    }
    return Syndication(
      config: config, networks: Dictionary(uniqueKeysWithValues: networks),
      queue: PostQueue(database: database), transport: transport,
      clock: SimulatedClock(scheduler: scheduler), random: { random.next() },
      calendars: setting.calendars)
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
