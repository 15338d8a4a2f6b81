import Foundation
import HubSimulation
import Testing

/// The whole of the sharing half in a simulated world; `make simulate` plays many more histories.
@Suite struct SimulationTests {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `in hundreds of histories nothing is sent twice, lost or stuck`(part: UInt64) async throws {
    let seeds = (part * 100 + 1)...(part * 100 + 100)
    let report = try await aside { try Simulation().play(seeds: seeds) }
    for history in report.broken {
      Issue.record("seed \(history.seed): \(history.violations)")
    }
    #expect(report.histories == 100)
    #expect(report.sent > 100)
  }

  @Test(arguments: [1, 42, 1001] as [UInt64])
  func `a seed replays exactly, also on a database that others have used`(seed: UInt64) throws {
    let first = try Simulation().play(seed: seed)
    #expect(try Simulation().play(seed: seed).digest == first.digest)
    #expect(try Simulation().play(seed: seed + 1).digest != first.digest)
    var later: HistoryResult?
    _ = try Simulation().play(seeds: [seed + 1, seed + 2, seed]) { later = $0 }
    #expect(later?.digest == first.digest)
  }

  @Test func `a history that is told is the same history`() throws {
    let told = try Simulation().play(seed: 7, isTold: true)
    #expect(!told.story.isEmpty)
    #expect(try Simulation().play(seed: 7).digest == told.digest)
  }

  @Test func `seeds give the same histories whoever plays them beside each other`() async throws {
    let seeds = 1...60 as ClosedRange<UInt64>
    let alone = try await aside { try Simulation().play(seeds: seeds) }
    async let odd = aside { try Simulation().play(seeds: seeds.filter { $0 % 2 == 1 }) }
    async let even = aside { try Simulation().play(seeds: seeds.filter { $0 % 2 == 0 }) }
    var together = try await odd
    together.add(try await even)
    #expect(together.histories == alone.histories)
    #expect(together.sent == alone.sent)
    #expect(together.digest == alone.digest)
  }

  @Test(arguments: PlantedFault.allCases)
  func `a planted fault is found`(fault: PlantedFault) async throws {
    let report = try await aside {
      try Simulation(fault: fault).play(seeds: 1...1000, untilBroken: 1)
    }
    #expect(report.broken.count == 1)
  }
}

/// Runs on a thread of its own, as the other tests need theirs.
private func aside<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { done in
    let thread = Thread { done.resume(with: Result { try body() }) }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
