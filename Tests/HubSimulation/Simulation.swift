import HubStorage
import HubSyndication
import Synchronization

/// Histories one after the other, each from its seed.
package struct Simulation: Sendable {
  /// Many histories together.
  package struct Report: Codable, Sendable {
    package var histories = 0
    package var sent = 0
    /// Of all histories, in whatever order they were played.
    package var digest: UInt64 = 0
    /// Histories that break a law, by seed.
    package var broken: [HistoryResult] = []

    package init() {}

    package mutating func add(_ result: HistoryResult) {
      histories += 1
      sent += result.sent
      digest &+= result.digest
      if !result.violations.isEmpty { broken.append(result) }
    }

    package mutating func add(_ other: Report) {
      histories += other.histories
      sent += other.sent
      digest &+= other.digest
      broken = (broken + other.broken).sorted { $0.seed < $1.seed }
    }
  }

  private let fault: PlantedFault?

  package init(fault: PlantedFault? = nil) {
    self.fault = fault
  }

  /// Plays one history.
  ///
  /// - Throws: `StorageError` where the database fails.
  package func play(seed: UInt64, isTold: Bool = false) throws -> HistoryResult {
    try History.play(
      seed: seed, on: RewindableDatabase(schema: .queue), fault: fault, isTold: isTold)
  }

  /// Plays the histories of some seeds on one thread, until so many are found to break a law.
  ///
  /// - Throws: `StorageError` where the database fails.
  package func play(
    seeds: some Sequence<UInt64>, untilBroken most: Int = 10,
    each: (HistoryResult) -> Void = { _ in }
  ) throws -> Report {
    let database = try RewindableDatabase(schema: .queue)
    var report = Report()
    for seed in seeds where report.broken.count < most {
      let result = try History.play(seed: seed, on: database, fault: fault)
      report.add(result)
      each(result)
    }
    return report
  }
}
