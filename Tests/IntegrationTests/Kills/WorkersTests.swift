import Foundation
import HubTestSupport
import Synchronization
import Testing

/// Several workers as processes of their own; `HUBGEN_WORKER_POSTS` says how many posts they have.
@Suite(.serialized) struct `Workers that are killed at random` {
  private let posts = ProcessInfo.number("HUBGEN_WORKER_POSTS", otherwise: 300)

  @Test(
    .enabled(if: PostgresServer.isWanted), arguments: [true, false])
  func `send every post once on PostgreSQL, ten of them`(honoursKey: Bool) async throws {
    let url = try await PostgresServer.shared.newURL()
    try await run(
      .postgres, workers: 10, accounts: posts < 1000 ? 10 : 40, database: url,
      honoursKey: honoursKey)
  }

  @Test func `send every post once on a file, two of them`() async throws {
    try await run(.sqlite, workers: 2, accounts: 6, database: nil, honoursKey: false)
  }

  @Test(.enabled(if: PostgresServer.isWanted))
  func `lose nothing when the database's server is killed`() async throws {
    let database = PostgresServer(isDurable: true)
    let crashes = Mutex(0)
    let server = try await MastodonServer.start(honoursKey: false)
    let hub = try KillableHub(
      "crash", on: server, accounts: (1...10).map { "a\($0)" }, articles: posts / 10,
      database: try await database.newURL())
    var fleet = WorkerFleet(
      hub: hub, server: server, store: .postgres, workers: 3,
      disturbance: .happens(at: [1, 2, 3].map { posts * $0 / 4 }) {
        print("PostgreSQL: \(try await database.crash()) processes killed")
        crashes.withLock { $0 += 1 }
      })
    let report = try await fleet.run(expecting: posts / 10 * 10)
    print("PostgreSQL killed: \(report)")
    expectAllOnce(report)
    #expect((1...3).contains(crashes.withLock { $0 }))
    // Those that were in the middle of a transaction say so and leave their posts to the next run;
    // those that waited for their network connect again.
    #expect(report.failedRuns <= 9, "\(hub.errors)")
    #expect(report.failedRuns == 0 || hub.errors.contains("run the command again"))
  }

  private func run(
    _ store: QueueStore, workers: Int, accounts: Int, database: String?, honoursKey: Bool
  ) async throws {
    let server = try await MastodonServer.start(honoursKey: honoursKey)
    let hub = try KillableHub(
      "workers", on: server, accounts: (1...accounts).map { "a\($0)" },
      articles: posts / accounts, database: database)
    let step = max(10, posts / 200)
    var fleet = WorkerFleet(
      hub: hub, server: server, store: store, workers: workers,
      disturbance: .kill(every: step / 2...step * 3 / 2))
    let report = try await fleet.run(expecting: posts / accounts * accounts)
    print("\(workers) workers, \(store), key \(honoursKey ? "honoured" : "ignored"): \(report)")
    expectAllOnce(report)
    #expect(report.kills > 5)
    #expect(report.failedRuns == 0, "\(hub.errors)")
  }

  private func expectAllOnce(_ report: WorkerFleet.Report) {
    #expect(report.accepted == report.posts)
    #expect(report.doubled == 0)
    #expect(report.lost == 0)
    #expect(report.unsettled == 0)
    #expect(report.outOfOrder == 0)
  }
}
