import HubData
import HubDiagnostics
import struct HubDiagnostics.SourceLocation
import HubTestSupport
import Testing

/// Whether a place lies in the text, the end of a line and of the file included.
func contains(_ bytes: [UInt8], _ location: SourceLocation?) -> Bool {
  guard let span = location?.span else { return true }
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  guard (1...lines.count).contains(span.line) else { return false }
  let length = lines[span.line - 1].count
  return (1...length + 1).contains(span.column) && span.column + span.length <= length + 2
}

struct DataFuzzTests {
  private static let seeds = [
    "title: Hello\ntags: [a, 'b', \"c\\n\"]\nx: &a { y: 1 }\nz: *a\nt: |\n  text\n- b\n",
    "title = \"x\"\n[a.b]\nc = [1, 2.5, 2026-11-20]\n[[d]]\ne = '''x'''\nf = { g = true }\n",
  ].map { Array($0.utf8) }

  private static let dictionary = [
    "---\n", "...\n", "&a ", "*a", "<<: ", "!!x ", "? ", "- ", ": ", "|\n", ">-\n", "%YAML 1.1\n",
    "= ", "[[", "]]", "a.", "\"\"\"", "'''", "0x", "inf", "1979-05-27T07:32:00Z", "\\u0000",
  ]

  @Test func `spoilt data files never crash, and every problem lies in the file`() {
    Fuzz.run(
      seeds: Self.seeds, dictionary: Self.dictionary, count: Fuzz.count(otherwise: 20_000)
    ) { number, bytes in
      let yaml = YAML.parse(bytes[...], file: "a")
      let toml = TOML.parse(bytes[...], file: "a")
      #expect(yaml.node != nil || yaml.diagnostics.hasErrors, "input \(number)")
      #expect(toml.node != nil || toml.diagnostics.hasErrors, "input \(number)")
      for problem in yaml.diagnostics + toml.diagnostics {
        let isInside =
          contains(bytes, problem.location)
          && problem.notes.allSatisfy { contains(bytes, $0.location) }
        if !isInside { Issue.record("input \(number): \(problem) in \(bytes)") }
      }
    }
  }
}
