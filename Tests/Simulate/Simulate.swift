import ArgumentParser
import Foundation
import HubSimulation
import Synchronization

/// Plays histories of the sharing half and says which seeds break a law.
@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hubgen-simulate",
    abstract: "Play seeded histories of plan, queue and publisher, and check every law.")

  @Option(help: "How many histories.")
  var histories: UInt64 = 1000

  @Option(help: "The seed of the first; each further one has the next number.")
  var seed: UInt64 = 1

  @Option(help: "Threads.")
  var jobs: UInt64 = 1

  @Option(help: "Plant a fault: \(PlantedFault.allCases.map(\.rawValue).joined(separator: ", ")).")
  var fault: String?

  @Flag(help: "Tell the story of each history.")
  var trace = false

  mutating func run() throws {
    let fault = try fault.map { name in
      guard let fault = PlantedFault(rawValue: name) else {
        throw ValidationError("there is no fault '\(name)'")
      }
      return fault
    }
    let simulation = Simulation(fault: fault)
    let seeds = seed..<(seed + histories)
    if trace {
      for seed in seeds {
        let result = try simulation.play(seed: seed, isTold: true)
        print("seed \(seed)")
        for line in result.story + result.trace { print("  \(line)") }
        for violation in result.violations { print("  \(violation)") }
      }
      return
    }
    let reports = Mutex<[Simulation.Report]>([])
    let failures = Mutex<[any Error]>([])
    let start = ContinuousClock.now
    let jobs = max(jobs, 1)
    let threads = (0..<jobs).map { job in
      let finished = DispatchSemaphore(value: 0)
      let thread = Thread {
        do {
          let report = try simulation.play(
            seeds: stride(from: seeds.lowerBound + job, to: seeds.upperBound, by: Int(jobs)))
          reports.withLock { $0.append(report) }
        } catch {
          failures.withLock { $0.append(error) }
        }
        finished.signal()
      }
      thread.stackSize = 8 << 20
      thread.start()
      return finished
    }
    for finished in threads { finished.wait() }
    if let failure = failures.withLock({ $0.first }) { throw failure }
    let all = reports.withLock { $0 }
    let count = all.map(\.histories).reduce(0, +)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print(
      "\(count) histories, \(all.map(\.sent).reduce(0, +)) posts out,"
        + " \(String(format: "%.1f s, %.2f ms each", seconds, seconds / Double(max(count, 1)) * 1000))"
    )
    let broken = all.flatMap(\.broken).sorted { $0.seed < $1.seed }
    for result in broken {
      print("seed \(result.seed):")
      for violation in result.violations.prefix(4) { print("  \(violation)") }
    }
    if !broken.isEmpty { throw ExitCode.failure }
  }
}
