import Foundation
import HubTestSupport
import Testing

/// Kills runs of `hubgen syndicate`, half of them at named points and half at seeded moments.
struct Killer: CustomStringConvertible {
  /// Fewer than the attempts after which a post, or a change, is left to a person.
  private static let killsPerHub = 6

  /// Named points of a run, taken in turn.
  let points: [String]
  /// How many runs are to be killed.
  let goal: Int
  /// By point, those at a random moment under "random".
  private(set) var kills: [String: Int] = [:]
  private var random = SplitMix64(seed: 811)
  private var former = 0
  private var barren = 0

  init(at points: [String], goal: Int) {
    self.points = points
    self.goal = goal
  }

  var total: Int { kills.values.reduce(0, +) }

  var description: String {
    let parts = (points + ["random"]).map { "\($0) \(kills[$0] ?? 0)" }
    return "\(total) kills (\(parts.joined(separator: ", ")))"
  }

  /// How many runs of the next hub are to be killed; nil where it is enough.
  mutating func nextHub() -> Int? {
    // A run may be at its end before its moment comes; ten hubs in a row have no such luck.
    barren = total > former ? 0 : barren + 1
    former = total
    return total < goal && barren <= 10 ? min(Self.killsPerHub, goal - total) : nil
  }

  /// Starts a run and kills it.
  ///
  /// - Parameters:
  ///   - hub: whose run.
  ///   - server: where its accounts are.
  ///   - now: seconds since 1970.
  ///   - span: how long a run takes that nobody disturbs.
  /// - Returns: how long the run took that had nothing left to do and came to its end; nil where it
  ///   was killed.
  /// - Throws: where the run failed.
  mutating func kill(
    _ hub: KillableHub, on server: some CountingServer, now: Int64, within span: Duration
  ) async throws -> Duration? {
    let turn = total
    let point = turn.isMultiple(of: 2) ? points[turn / 2 % points.count] : nil
    try await server.setClock(now)
    let moment = span * Double.random(in: 0..<1, using: &random)
    let clock = ContinuousClock()
    let start = clock.now
    let status = try await hub.start(now: now, killAt: point)
      .end(killedAfter: point == nil ? moment : nil)
    guard status == 128 + SIGKILL else {
      try #require([0, 75].contains(status), "\(hub.errors)")
      return clock.now - start
    }
    kills[point ?? "random", default: 0] += 1
    return nil
  }
}
