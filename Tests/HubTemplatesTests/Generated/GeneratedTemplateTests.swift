import Foundation
import Testing

struct GeneratedTemplateTests {
  /// Templates in one of the four parts, which run beside each other: `HUBGEN_GENERATED`, or 4,000.
  private static let count =
    (ProcessInfo.processInfo.environment["HUBGEN_GENERATED"].flatMap { Int($0) } ?? 4_000) / 4

  @Test(
    .enabled(if: JinjaReference.problem == nil, "python3 with Jinja2 3.1 is not installed"),
    arguments: 1...4)
  func `a random template prints what Jinja2 prints`(part: Int) async throws {
    let cases = (0..<Self.count).map { number in
      var generator = TemplateGenerator(seed: UInt64(part * Self.count + number))
      return generator.template()
    }
    let expected = try await JinjaReference.outputs(cases)
    try #require(expected.count == cases.count)
    var printed = 0
    var differing = 0
    for (row, jinja) in zip(cases, expected) {
      let own = row.output()
      // Tests that wait for servers need the thread, too.
      await Task.yield()
      // Where Jinja2 fails while it renders, hubgen may say so before.
      if jinja.hasPrefix("!") || own.contains(": error: ") { continue }
      printed += 1
      if own == jinja { continue }
      differing += 1
      if differing <= 5 {
        Issue.record("\(row.template)\n\(row.files)\nhubgen: \(own)\nJinja2: \(jinja)")
      }
    }
    #expect(differing == 0)
    // Most are valid in both, or the test would compare little.
    #expect(printed * 100 > cases.count * 90, "only \(printed) of \(cases.count) were rendered")
  }
}
