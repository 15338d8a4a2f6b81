import Foundation

/// Tells the time in seconds since 1970; no code asks the wall clock itself.
package protocol EpochClock: Sendable {
  func now() -> Int64
}

/// The computer's clock; made only where a command starts.
package struct SystemClock: EpochClock {
  package init() {}

  package func now() -> Int64 {
    Int64(Date().timeIntervalSince1970.rounded(.down))
  }
}

/// A clock that stands, for `--now` and tests.
package struct FixedClock: EpochClock {
  private let seconds: Int64

  package init(_ seconds: Int64) {
    self.seconds = seconds
  }

  package func now() -> Int64 { seconds }
}
