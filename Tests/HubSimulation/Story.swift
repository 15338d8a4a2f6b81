import Synchronization

/// What happened in a history, line by line, for the person who looks into it.
final class Story: Sendable {
  let isTold: Bool
  private let told = Mutex<[String]>([])

  init(isTold: Bool) { self.isTold = isTold }

  func tell(_ line: () -> String) {
    guard isTold else { return }
    let line = line()
    told.withLock { $0.append(line) }
  }

  var lines: [String] { told.withLock { $0 } }
}

/// A law that a history breaks.
package struct Violation: Codable, Hashable, Sendable, CustomStringConvertible {
  package var law: String
  package var detail: String

  package var description: String { "\(law): \(detail)" }
}
