import ArgumentParser
import Foundation
import HubSimulation

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

  @Option(help: "Processes that share the histories.")
  var jobs: UInt64 = 1

  @Option(help: "Plant a fault: \(PlantedFault.allCases.map(\.rawValue).joined(separator: ", ")).")
  var fault: String?

  @Flag(help: "Tell the story of each history.")
  var trace = false

  @Option(help: .hidden)
  var every: UInt64 = 1

  @Flag(help: .hidden)
  var json = false

  mutating func validate() throws {
    guard let fault, PlantedFault(rawValue: fault) == nil else { return }
    throw ValidationError("there is no fault '\(fault)'")
  }

  mutating func run() throws {
    let simulation = Simulation(fault: fault.flatMap { PlantedFault(rawValue: $0) })
    if trace { return try tell(simulation) }
    let start = ContinuousClock.now
    let report = jobs > 1 ? try playInJobs() : try play(simulation)
    if json {
      print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
      return
    }
    show(report, seconds: (ContinuousClock.now - start) / .seconds(1))
    if !report.broken.isEmpty { throw ExitCode.failure }
  }

  private func tell(_ simulation: Simulation) throws {
    for seed in seed..<(seed + histories) {
      let result = try simulation.play(seed: seed, isTold: true)
      print("seed \(seed)")
      for line in result.story { print("  \(line)") }
      for violation in result.violations { print("  \(violation)") }
    }
  }

  /// Plays on this thread; where that takes long it says how far it is.
  private func play(_ simulation: Simulation) throws -> Simulation.Report {
    let total = histories
    let seeds = (0..<histories).lazy.map { [seed, every] in seed + $0 * every }
    var played = 0
    return try simulation.play(seeds: seeds) { result in
      played += 1
      if played % 25_000 == 0 { note("\(played) of \(total) histories") }
      for violation in result.violations.prefix(4) { note("seed \(result.seed): \(violation)") }
    }
  }

  /// Starts this program several times: threads of one process would wait for each other in the
  /// allocator of SQLite.
  private func playInJobs() throws -> Simulation.Report {
    let running = try (0..<min(jobs, histories)).map { job in
      let process = Process()
      process.executableURL = Bundle.main.executableURL
      process.arguments = [
        "--json", "--seed", "\(seed + job)", "--every", "\(jobs)",
        "--histories", "\((histories - job + jobs - 1) / jobs)",
      ]
      if let fault { process.arguments? += ["--fault", fault] }
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      return (process, output)
    }
    var report = Simulation.Report()
    for (process, output) in running {
      let answer = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
      report.add(try JSONDecoder().decode(Simulation.Report.self, from: answer))
    }
    return report
  }

  private func show(_ report: Simulation.Report, seconds: Double) {
    let each = seconds / Double(max(report.histories, 1)) * 1000
    print(
      "\(report.histories) histories, \(report.sent) posts out,"
        + " \(String(format: "%.1f s, %.2f ms each", seconds, each)),"
        + " digest \(String(report.digest, radix: 16))")
    for result in report.broken {
      print("seed \(result.seed):")
      for violation in result.violations.prefix(4) { print("  \(violation)") }
    }
  }

  private func note(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
