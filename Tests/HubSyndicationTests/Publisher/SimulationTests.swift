import HubSimulation
import Testing

/// The whole of the sharing half in a simulated world; `make simulate` plays many more histories.
@Suite struct SimulationTests {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `in hundreds of histories nothing is sent twice, lost or stuck`(part: UInt64) throws {
    let seeds = (part * 100 + 1)...(part * 100 + 100)
    let report = try Simulation().play(seeds: seeds)
    for history in report.broken {
      Issue.record("seed \(history.seed): \(history.violations)")
    }
    #expect(report.histories == 100)
    #expect(report.sent > 100)
  }

  @Test(arguments: [1, 42, 1001] as [UInt64])
  func `a seed replays exactly, also on a database that others have used`(seed: UInt64) throws {
    let first = try Simulation().play(seed: seed)
    #expect(!first.trace.isEmpty)
    #expect(try Simulation().play(seed: seed).trace == first.trace)
    var later: HistoryResult?
    _ = try Simulation().play(seeds: [seed + 1, seed + 2, seed]) { later = $0 }
    #expect(later?.trace == first.trace)
  }

  @Test func `a history that is told is the same history`() throws {
    let told = try Simulation().play(seed: 7, isTold: true)
    #expect(!told.story.isEmpty)
    #expect(try Simulation().play(seed: 7).trace == told.trace)
  }

  @Test(arguments: PlantedFault.allCases)
  func `a planted fault is found`(fault: PlantedFault) throws {
    let report = try Simulation(fault: fault).play(seeds: 1...1000, untilBroken: 1)
    #expect(report.broken.count == 1)
  }
}
