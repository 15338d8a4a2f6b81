import Foundation
import HubSyndication
import HubTestSupport
import Testing

/// Kills `hubgen syndicate` while it changes posts and takes others down, then asks the server what
/// is left, in which words.
struct ChangeStorm {
  private static let newWords = "It snowed, and the shop stayed open until late."

  let server: any ChangingServer
  let store: QueueStore
  private var killer: Killer
  private var report = Report()

  init(on server: any ChangingServer, store: QueueStore, kills: Int) {
    self.server = server
    self.store = store
    killer = Killer(at: ["planned", "leased", "sent", "answered"], goal: kills)
  }

  struct Report: CustomStringConvertible {
    var kills = ""
    var total = 0
    var hubs = 0
    var updated = 0
    var withdrawn = 0
    var mostAttempts = 0

    var description: String {
      "\(kills) in \(hubs) hubs: \(updated) posts"
        + " changed, \(withdrawn) taken down, at most \(mostAttempts) attempts for one change"
    }
  }

  mutating func run() async throws -> Report {
    while let kills = killer.nextHub() { try await change(kills: kills) }
    (report.kills, report.total) = ("\(killer)", killer.total)
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
    now = try await hub.settle(on: server, from: now, step: store.step)
    let span = clock.now - start
    let before = try await entries(hub)
    try hub.edit([4, 5], to: Self.newWords)
    try hub.remove([1, 2])
    for _ in 0..<kills {
      guard try await killer.kill(hub, on: server, now: now, within: span) == nil else { break }
      now += store.step
    }
    _ = try await hub.settle(on: server, from: now, step: store.step)
    try await compare(hub, before)
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
