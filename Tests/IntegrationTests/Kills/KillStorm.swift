import Foundation
import HubSyndication
import HubTestSupport
import Testing

/// Kills `hubgen syndicate` again and again, then asks the server what it has.
struct KillStorm {
  /// Named points and moments of the run in turn.
  static let points = ["planned", "leased", "sent", "answered", "recorded"]
  /// Fewer than the attempts after which a post is left to a person.
  private static let killsPerHub = 6

  let server: any CountingServer
  let store: QueueStore
  /// How many runs are to be killed.
  let goal: Int
  var random: SplitMix64

  private var report = Report()
  /// How many posts the server had.
  private let before: Int
  /// The server's names of what earlier hubs sent.
  private var seen: Set<String>
  /// How long a run takes that nobody disturbs.
  private var span = Duration.zero

  init(
    on server: any CountingServer, store: QueueStore, kills: Int, seed: UInt64
  ) async throws {
    self.server = server
    self.store = store
    goal = kills
    random = SplitMix64(seed: seed)
    seen = Set(try await server.arrivals(latest: nil).map(\.id))
    before = seen.count
  }

  /// What was done, and what the server had.
  struct Report: CustomStringConvertible {
    /// By point, those at a random moment under "random".
    var kills: [String: Int] = [:]
    var hubs = 0
    var posts = 0
    /// Attempts of which no run saw the end.
    var cutOff = 0
    var doubled = 0
    var lost = 0
    var unsettled = 0
    var mostAttempts = 0
    var wall = Duration.zero

    var total: Int { kills.values.reduce(0, +) }

    var description: String {
      let points = (KillStorm.points + ["random"]).map { "\($0) \(kills[$0] ?? 0)" }
      return
        "\(total) kills (\(points.joined(separator: ", "))) in \(hubs) hubs with \(posts) posts:"
        + " \(cutOff) attempts cut off, at most \(mostAttempts) for one post; \(doubled) doubled,"
        + " \(lost) lost, \(unsettled) unsettled; \(Int(wall / .seconds(1))) s"
    }
  }

  mutating func run() async throws -> Report {
    let clock = ContinuousClock()
    let start = clock.now
    try await publish(kills: 0)
    // A run may be at its end before its moment comes; ten hubs in a row have no such luck.
    var barren = 0
    while report.total < goal, barren < 10 {
      let killed = report.total
      try await publish(kills: min(Self.killsPerHub, goal - report.total))
      barren = report.total > killed ? 0 : barren + 1
    }
    report.wall = clock.now - start
    // All in all, whenever it came.
    let all = try await server.arrivals(latest: nil)
    #expect(all.count - before == report.posts)
    #expect(Set(all.map(\.identity)).count == all.count)
    return report
  }

  /// Makes a hub, kills some of its runs, lets the rest run until all is settled, and compares.
  private mutating func publish(kills: Int) async throws {
    let url = store == .postgres ? try await PostgresServer.shared.newURL() : nil
    // Accounts of its own: a look-up reads an account's posts back, and 1,000 kills make many.
    let name = "\(store)\(report.hubs)"
    let hub = try KillableHub(
      name, on: server, accounts: ["\(name)a", "\(name)b"], articles: 6, database: url)
    var now = wallClock()
    let expected = try await hub.planned(now: now)
    try #require(expected.count > 8, "\(hub.errors)")
    for number in 0..<kills {
      guard try await kill(hub, now: now, isFirst: number == 0) else { break }
      now += store.step
    }
    for _ in 1...12 {
      try await server.setClock(now)
      let clock = ContinuousClock()
      let start = clock.now
      let status = try await hub.start(now: now).end()
      if kills == 0, span == .zero { span = clock.now - start }
      guard status == 75 else {
        try #require(status == 0, "\(hub.errors)")
        break
      }
      now += store.step
    }
    try await compare(hub, expected)
  }

  /// False where the run had nothing left to do and came to its end.
  private mutating func kill(
    _ hub: KillableHub, now: Int64, isFirst: Bool
  ) async throws -> Bool {
    let turn = report.total
    let point = turn.isMultiple(of: 2) ? Self.points[turn / 2 % Self.points.count] : nil
    try await server.setClock(now)
    let moment = span * Double.random(in: 0..<1, using: &random)
    let clock = ContinuousClock()
    let start = clock.now
    let status = try await hub.start(now: now, killAt: point)
      .end(killedAfter: point == nil ? moment : nil)
    guard status == 128 + SIGKILL else {
      try #require([0, 75].contains(status), "\(hub.errors)")
      // The machine has less to do now.
      if isFirst { span = min(span, clock.now - start) }
      return false
    }
    report.kills[point ?? "random", default: 0] += 1
    return true
  }

  private mutating func compare(_ hub: KillableHub, _ expected: Set<String>) async throws {
    let arrived = try await server.arrivals(latest: 200).filter { seen.insert($0.id).inserted }
    let queue = try await PostQueue.open(hub.store)
    let entries = try await queue.list()
    report.hubs += 1
    report.posts += expected.count
    let identities = arrived.map { $0.identity ?? "none" }
    report.doubled += identities.count - Set(identities).count
    report.lost += expected.subtracting(identities).count
    report.unsettled += entries.count { $0.state != .published }
    #expect(identities.sorted() == expected.sorted(), "at the server")
    #expect(Set(entries.map(\.post.identity)) == expected, "in the queue")
    let ids = Dictionary(zip(identities, arrived.map(\.id))) { first, _ in first }
    for entry in entries {
      let identity = entry.post.identity
      #expect(entry.state == .published, "\(identity): \(entry.reason ?? "")")
      #expect(entry.remoteID == ids[identity], "\(identity)")
      let attempts = try await queue.attempts(identity)
      report.cutOff += attempts.count { $0.outcome == .unknown }
      report.mostAttempts = max(report.mostAttempts, attempts.count)
    }
  }
}
