import Foundation
import HubDiagnostics

/// Measures templates: `hubgen-bench-templates sample TEMPLATE ROUNDS` or `articles HUB ROUNDS`.
///
/// Prints the microseconds of CPU that a page took, and the bytes of one.
@main
enum Main {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let rounds = Int(arguments[3]) else {
      throw Failure("usage: hubgen-bench-templates sample TEMPLATE ROUNDS | articles HUB ROUNDS")
    }
    let figure =
      arguments[1] == "sample"
      ? try SamplePage.run(template: arguments[2], rounds: rounds)
      : try ArticlePages.run(hub: arguments[2], rounds: rounds)
    print("hubgen", figure.microseconds, figure.bytes)
  }
}

/// What a page cost.
struct Figure {
  var microseconds: Double
  var bytes: Int

  /// Runs a closure once to warm up, then as often as asked.
  static func measure(rounds: Int, _ render: () throws -> Int) rethrows -> Figure {
    var bytes = try render()
    let start = clock()
    for _ in 0..<rounds { bytes = try render() }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return Figure(microseconds: seconds * 1e6 / Double(rounds), bytes: bytes)
  }
}

struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
  init(_ problems: [Diagnostic]) { description = problems.map(\.message).joined(separator: "\n") }
}
