import HubDiagnostics
import HubSyndication
import Testing

@Suite struct EnvironmentFileTests {
  @Test(arguments: [
    ("A=1", "1"), ("  A = 1", nil), ("A= 1 ", "1"), ("export A=1", "1"), ("export\tA=1", "1"),
    ("A=", ""), ("A=a b # comment", "a b"), ("A=a#b", "a#b"), ("A=#x", ""),
    ("A='a # $B \\n' # x", "a # $B \\n"), (#"A="a\n\t\"\\\$" "#, "a\n\t\"\\$"),
    ("A=\"ü\"", "ü"), ("A=1\r", "1"), ("\u{FEFF}A=1", "1"), ("A=a=b==", "a=b=="),
    ("# A=1", nil), ("", nil), ("A=\"\"", ""), ("exportA=1", nil),
  ])
  func `values are read as shells' tools write them`(line: String, value: String?) {
    #expect(EnvironmentFile(Array(line.utf8)).values["A"] == value)
  }

  @Test(arguments: [
    ("A", 2, "a name must be followed by '=', without blanks"),
    ("A = 1", 2, "a name must be followed by '=', without blanks"),
    ("1A=1", 1, "a line must be NAME=value, the name of letters, digits and '_'"),
    ("  -A=1", 3, "a line must be NAME=value, the name of letters, digits and '_'"),
    ("A='x", 3, "a quoted value must end on its line"),
    ("A=\"x\\", 3, "a quoted value must end on its line"),
    ("A=\"x\\q\"", 5, "in double quotes the escapes are \\n \\r \\t \\\" \\\\ \\$"),
    ("A='x' y", 7, "only a comment may follow the closing quote"),
    ("A=x\u{0}", 3, "a value must be UTF-8 without NUL"),
  ])
  func `a bad line is an error at its place, and the others are read`(
    line: String, column: Int, message: String
  ) {
    let file = EnvironmentFile(Array("GOOD=1\n\(line)\nLAST=2\n".utf8))
    #expect(file.values == ["GOOD": "1", "LAST": "2"])
    #expect(file.diagnostics.map(\.message) == [message])
    #expect(file.diagnostics.map(\.location) == [.init(file: ".env", line: 2, column: column)])
    #expect(file.diagnostics.allSatisfy { $0.hidesSourceLine })
  }

  @Test func `bytes that are no UTF-8 are an error`() {
    let file = EnvironmentFile(Array("A=".utf8) + [0xFF, 0xFE])
    #expect(file.diagnostics.map(\.id) == ["bad-env-line"])
  }

  @Test func `a name set twice is a warning, and the last one counts`() {
    let file = EnvironmentFile(Array("A=1\nA=2".utf8))
    #expect(file.values == ["A": "2"])
    #expect(file.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `a huge file is refused`() {
    let file = EnvironmentFile([UInt8](repeating: 0x41, count: (1 << 20) + 1))
    #expect(file.diagnostics.map(\.id) == ["env-too-long"])
  }
}
