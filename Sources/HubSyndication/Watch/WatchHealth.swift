import Foundation

/// What others may know of a watch: when it ran, when it runs next, and what needs a person.
package struct WatchHealth: Hashable, Sendable, Encodable {
  package enum State: String, Hashable, Sendable, Encodable {
    case running, waiting, stopped
  }

  /// A run that has ended.
  package struct Run: Hashable, Sendable {
    package var startedAt: Int64
    package var endedAt: Int64
    /// Of posts by state.
    package var counts: [PostState: Int]
    package var isSomethingLeft: Bool
  }

  package var state: State
  package var startedAt: Int64
  package var runs = 0
  package var lastRun: Run?
  /// Nil while it runs, and once it has stopped.
  package var nextRunAt: Int64?
  /// Of the last run, as sentences.
  package var problems: [String] = []

  private enum Key: String, CodingKey {
    case state, startedAt, runs, lastRun, nextRunAt, problems
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(state, forKey: .state)
    try container.encode(rfc3339(startedAt), forKey: .startedAt)
    try container.encode(runs, forKey: .runs)
    try container.encode(lastRun, forKey: .lastRun)
    try container.encode(nextRunAt.map(rfc3339), forKey: .nextRunAt)
    try container.encode(problems, forKey: .problems)
  }

  /// Writes it so that a reader sees the whole file, old or new.
  package func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(self) + Data("\n".utf8)).write(
      to: URL(fileURLWithPath: path), options: .atomic)
  }
}

extension WatchHealth.Run: Encodable {
  private enum Key: String, CodingKey {
    case startedAt, endedAt, counts, somethingLeft
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rfc3339(startedAt), forKey: .startedAt)
    try container.encode(rfc3339(endedAt), forKey: .endedAt)
    try container.encode(
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }), forKey: .counts)
    try container.encode(isSomethingLeft, forKey: .somethingLeft)
  }
}
