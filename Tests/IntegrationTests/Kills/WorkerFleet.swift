import Foundation
import HubSyndication
import HubTestSupport
import Synchronization
import Testing

/// Several `hubgen syndicate` on one queue, disturbed all the time, until everything is settled.
///
/// They run in rounds. In a round the clock stands still: whoever was killed is replaced at once,
/// and what he was sending stays his; the round ends when the others find nothing more to do. In
/// the next one his leases have ended.
struct WorkerFleet {
  /// What happens while they run; the numbers are those of posts that are out.
  ///
  /// The server takes no more until it has happened, however fast they are.
  enum Disturbance {
    /// One of them is killed each time that so many posts more are out.
    case kill(every: ClosedRange<Int>)
    /// Something happens as soon as so many posts are out, in a round of its own for each number.
    case happens(at: [Int], @Sendable () async throws -> Void)
  }

  let hub: KillableHub
  let server: MastodonServer
  let store: QueueStore
  let workers: Int
  let disturbance: Disturbance
  var random = SplitMix64(seed: 811)

  struct Report: CustomStringConvertible {
    var kills = 0
    var rounds = 0
    var failedRuns = 0
    var runs = 0
    var posts = 0
    var accepted = 0
    var doubled = 0
    var lost = 0
    var unsettled = 0
    /// Attempts of which no run saw the end.
    var cutOff = 0
    /// Posts that went out before an earlier one of their account, both at their first attempt.
    var outOfOrder = 0
    var wall = Duration.zero

    var description: String {
      "\(posts) posts, \(accepted) accepted, \(doubled) doubled, \(lost) lost,"
        + " \(unsettled) unsettled, \(outOfOrder) out of order; \(kills) kills of \(runs) runs in"
        + " \(rounds) rounds, \(cutOff) attempts cut off, \(failedRuns) runs failed;"
        + " \(Int(wall / .seconds(1))) s, \(Int(Double(accepted) / (wall / .seconds(1)))) posts/s"
    }
  }

  mutating func run(expecting posts: Int) async throws -> Report {
    let clock = ContinuousClock()
    let start = clock.now
    var report = Report()
    report.posts = posts
    var now = wallClock()
    var isDone = false
    while !isDone, report.rounds < 200 {
      try await server.setClock(now)
      try await round(now: now, &report)
      report.rounds += 1
      now += store.step
      isDone = try await PostQueue.open(hub.store).counts() == [.published: posts]
    }
    report.wall = clock.now - start
    try await compare(&report)
    return report
  }

  private mutating func round(now: Int64, _ report: inout Report) async throws {
    let (hub, workers) = (hub, workers)
    let fleet = Fleet()
    async let disturbed = disturb(fleet, random)
    let statuses = try await withThrowingTaskGroup(of: [Int32].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var statuses: [Int32] = []
          while statuses.last ?? 128 + SIGKILL == 128 + SIGKILL {
            let process = try hub.start(now: now)
            fleet.enter(process, as: worker)
            statuses.append(await process.end())
            fleet.leave(worker)
          }
          return statuses
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    fleet.close()
    random = try await disturbed
    report.runs += statuses.count
    report.kills += statuses.count { $0 == 128 + SIGKILL }
    report.failedRuns += statuses.count { ![0, 75, 128 + SIGKILL].contains($0) }
  }

  private func disturb(_ fleet: Fleet, _ random: SplitMix64) async throws -> SplitMix64 {
    var random = random
    var count = try await server.count()
    loop: while !fleet.isClosed {
      switch disturbance {
      case .kill(let every):
        let next = count + Int.random(in: every, using: &random)
        if try await waits(for: next, &count, fleet) { fleet.kill(using: &random) }
      case .happens(let counts, let body):
        guard let next = counts.first(where: { $0 > count }) else { break loop }
        if try await waits(for: next, &count, fleet) { try await body() }
        break loop
      }
    }
    try await server.limit(to: nil)
    return random
  }

  /// Whether so many posts are out before the workers end; no further one goes out then.
  private func waits(for wanted: Int, _ count: inout Int, _ fleet: Fleet) async throws -> Bool {
    try await server.limit(to: wanted)
    while count < wanted, !fleet.isClosed {
      count = try await server.count(atLeast: wanted, seconds: 0.2)
    }
    return count >= wanted
  }

  private func compare(_ report: inout Report) async throws {
    let arrived = try await server.arrivals()
    let queue = try await PostQueue.open(hub.store)
    let entries = try await queue.list()
    let identities = arrived.map { $0.identity ?? "none" }
    report.accepted = arrived.count
    report.doubled = identities.count - Set(identities).count
    report.lost = Set(entries.map(\.post.identity)).subtracting(identities).count
    report.unsettled = entries.count { $0.state != .published }
    #expect(entries.count == report.posts)
    let ids = Dictionary(zip(identities, arrived.map(\.id))) { first, _ in first }
    #expect(entries.allSatisfy { $0.remoteID == ids[$0.post.identity] })
    // `list` is in the order in which an account's posts are due.
    let undisturbed = entries.filter { $0.fence == 1 }
    report.cutOff = entries.reduce(0) { $0 + Int($1.fence) } - entries.count
    let places = Dictionary(zip(identities, identities.indices)) { first, _ in first }
    for posts in Dictionary(grouping: undisturbed, by: \.post.account).values {
      let order = posts.compactMap { places[$0.post.identity] }
      report.outOfOrder += zip(order, order.dropFirst()).count { $0 > $1 }
    }
  }
}

/// The workers that run now.
private final class Fleet: Sendable {
  private struct State {
    /// The one that started first stands first.
    var processes: [(worker: Int, process: ChildProcess)] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  var isClosed: Bool { state.withLock { $0.isClosed } }

  func enter(_ process: ChildProcess, as worker: Int) {
    state.withLock { state in
      state.processes.removeAll { $0.worker == worker }
      state.processes.append((worker, process))
    }
  }

  func leave(_ worker: Int) {
    state.withLock { $0.processes.removeAll { $0.worker == worker } }
  }

  /// Kills any of them, or half of the time the one that started first: it is in the middle of
  /// sending, where others may still plan.
  func kill(using random: inout SplitMix64) {
    let isFirst = Bool.random(using: &random)
    let processes = state.withLock { $0.processes.map(\.process) }
    (isFirst ? processes.first : processes.randomElement(using: &random))?.send(SIGKILL)
  }

  func close() { state.withLock { $0.isClosed = true } }
}
