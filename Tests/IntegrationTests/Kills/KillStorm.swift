import Foundation
import HubSyndication
import HubTestSupport
import Testing

/// Kills `hubgen syndicate` again and again, then asks the server what it has.
struct KillStorm {
  let server: any CountingServer
  let store: QueueStore

  private var killer: Killer
  private var report = Report()
  /// How many posts the server had.
  private let before: Int
  /// The server's names of what earlier hubs sent.
  private var seen: Set<String>
  /// How long a run takes that nobody disturbs.
  private var span = Duration.zero

  init(
    on server: any CountingServer, store: QueueStore, kills: Int
  ) async throws {
    self.server = server
    self.store = store
    killer = Killer(at: ["planned", "leased", "sent", "answered", "recorded"], goal: kills)
    seen = Set(try await server.arrivals(latest: nil).map(\.id))
    before = seen.count
  }

  /// What was done, and what the server had.
  struct Report: CustomStringConvertible {
    var kills = ""
    var total = 0
    var hubs = 0
    var posts = 0
    /// Attempts of which no run saw the end.
    var cutOff = 0
    var doubled = 0
    var lost = 0
    var unsettled = 0
    var mostAttempts = 0
    var wall = Duration.zero

    var description: String {
      "\(kills) in \(hubs) hubs with \(posts) posts:"
        + " \(cutOff) attempts cut off, at most \(mostAttempts) for one post; \(doubled) doubled,"
        + " \(lost) lost, \(unsettled) unsettled; \(Int(wall / .seconds(1))) s"
    }
  }

  mutating func run() async throws -> Report {
    let clock = ContinuousClock()
    let start = clock.now
    try await publish(kills: 0)
    while let kills = killer.nextHub() { try await publish(kills: kills) }
    (report.kills, report.total) = ("\(killer)", killer.total)
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
      if let whole = try await killer.kill(hub, on: server, now: now, within: span) {
        // The machine has less to do now.
        if number == 0 { span = min(span, whole) }
        break
      }
      now += store.step
    }
    let clock = ContinuousClock()
    let start = clock.now
    _ = try await hub.settle(on: server, from: now, step: store.step)
    if kills == 0, span == .zero { span = clock.now - start }
    try await compare(hub, expected)
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
