import Foundation
import HubSyndication
import HubTestSupport
import Testing

/// Kills `hubgen syndicate` while it changes posts and takes others down, then asks the server what
/// is left, in which words.
struct ChangeStorm {
  /// Named points and moments of the run in turn.
  private static let points = ["planned", "leased", "sent", "answered"]
  /// Fewer than the attempts after which a change is left to a person.
  private static let killsPerHub = 6
  private static let newWords = "It snowed, and the shop stayed open until late."

  let server: any ChangingServer
  let store: QueueStore
  let goal: Int
  var random = SplitMix64(seed: 811)
  private var report = Report()

  init(on server: any ChangingServer, store: QueueStore, kills: Int) {
    self.server = server
    self.store = store
    goal = kills
  }

  struct Report: CustomStringConvertible {
    /// By point, those at a random moment under "random".
    var kills: [String: Int] = [:]
    var hubs = 0
    var updated = 0
    var withdrawn = 0
    var mostAttempts = 0

    var total: Int { kills.values.reduce(0, +) }

    var description: String {
      let points = (ChangeStorm.points + ["random"]).map { "\($0) \(kills[$0] ?? 0)" }
      return
        "\(total) kills (\(points.joined(separator: ", "))) in \(hubs) hubs: \(updated) posts"
        + " changed, \(withdrawn) taken down, at most \(mostAttempts) attempts for one change"
    }
  }

  mutating func run() async throws -> Report {
    var barren = 0
    while report.total < goal, barren < 10 {
      let killed = report.total
      try await change(kills: min(Self.killsPerHub, goal - killed))
      barren = report.total > killed ? 0 : barren + 1
    }
    return report
  }

  /// Makes a hub whose posts are out, edits two of its articles and removes two others, kills some
  /// of the runs that follow, lets the rest come to an end, and compares.
  private mutating func change(kills: Int) async throws {
    let url = store == .postgres ? try await PostgresServer.shared.newURL() : nil
    let name = "changed\(store)\(report.hubs)"
    let hub = try KillableHub(
      name, on: server, accounts: ["\(name)a", "\(name)b"], articles: 6, database: url)
    var now = wallClock()
    let clock = ContinuousClock()
    let start = clock.now
    now = try await settle(hub, from: now)
    let span = clock.now - start
    let before = try await entries(hub)
    try hub.edit([4, 5], to: Self.newWords)
    try hub.remove([1, 2])
    for _ in 0..<kills {
      let turn = report.total
      let point = turn.isMultiple(of: 2) ? Self.points[turn / 2 % Self.points.count] : nil
      let moment = span * Double.random(in: 0..<1, using: &random)
      try await server.setClock(now)
      let status = try await hub.start(now: now, killAt: point)
        .end(killedAfter: point == nil ? moment : nil)
      guard status == 128 + SIGKILL else {
        try #require([0, 75].contains(status), "\(hub.errors)")
        break
      }
      report.kills[point ?? "random", default: 0] += 1
      now += store.step
    }
    _ = try await settle(hub, from: now)
    try await compare(hub, before)
  }

  /// Runs until nothing is left to do.
  ///
  /// - Returns: the moment after that.
  private func settle(_ hub: KillableHub, from start: Int64) async throws -> Int64 {
    var now = start
    for _ in 1...12 {
      try await server.setClock(now)
      let status = try await hub.start(now: now).end()
      now += store.step
      if status == 0 { return now }
      try #require(status == 75, "\(hub.errors)")
    }
    Issue.record("it never came to an end: \(hub.errors)")
    return now
  }

  private func entries(_ hub: KillableHub) async throws -> [QueueEntry] {
    try await PostQueue.open(hub.store).list()
  }

  private mutating func compare(_ hub: KillableHub, _ before: [QueueEntry]) async throws {
    let queue = try await PostQueue.open(hub.store)
    report.hubs += 1
    for former in before {
      let entry = try await queue.entry(former.post.identity)
      let remote = try #require(former.remoteID)
      let (text, changes) = try await server.state(of: remote)
      switch former.post.article.last {
      case "1", "2":
        report.withdrawn += 1
        #expect(entry.state == .withdrawn, "\(entry.reason ?? "")")
        #expect(text == nil)
      case "4", "5":
        report.updated += 1
        #expect(entry.state == .published, "\(entry.reason ?? "")")
        #expect(text?.contains(Self.newWords) == true)
        #expect(changes == nil || changes == 1)
      default:
        #expect(entry.state == .published, "\(entry.reason ?? "")")
        #expect(text != nil && text?.contains(Self.newWords) == false)
      }
      for change in try await queue.changes(of: former.post.identity) {
        #expect(change.state == .done, "\(change.error ?? "")")
        report.mostAttempts = max(report.mostAttempts, change.attempts)
      }
    }
    #expect(try await entries(hub).count == before.count)
  }
}

/// A server that is asked what became of a post.
protocol ChangingServer: CountingServer {
  /// The words that a post has now, nil where it is gone, and how often they were changed; nil
  /// where nobody counts that.
  func state(of id: String) async throws -> (text: String?, changes: Int?)
}

extension MastodonServer: ChangingServer {
  func state(of id: String) async throws -> (text: String?, changes: Int?) {
    (try await statuses().first { $0.id == id }?.text, nil)
  }
}

extension SynapseServer: ChangingServer {
  func state(of id: String) async throws -> (text: String?, changes: Int?) {
    let edits = try await related(to: PublishedPost(remoteID: id), by: "m.replace")
    guard let edit = edits.first else {
      return (try await content(of: PublishedPost(remoteID: id))["body"] as? String, 0)
    }
    let content = try await content(of: PublishedPost(remoteID: edit))
    return ((content["m.new_content"] as? [String: Any])?["body"] as? String, edits.count)
  }
}
