import Foundation
import HubDiagnostics
import struct HubDiagnostics.SourceLocation
import Testing

private func problem(
  _ id: String, _ file: String? = nil, _ line: Int? = nil, _ column: Int = 1
) -> Diagnostic {
  let location = file.map { file in
    SourceLocation(file: file, span: line.map { SourceSpan(line: $0, column: column) })
  }
  return .error(id, "message", at: location)
}

struct DiagnosticOrderTests {
  @Test func `problems are printed by file, line and column, those without a place first`() {
    let sorted = [
      problem("g", "b.md", 1), problem("f", "a.md", 10), problem("e", "a.md", 2, 10),
      problem("d", "a.md", 2, 9), problem("c", "a.md"), problem("h", "é.md", 1), problem("a"),
    ].sortedForPrinting()
    #expect(sorted.map(\.id) == ["a", "c", "d", "e", "f", "g", "h"])
  }

  @Test func `problems of one place are ordered by rule`() {
    let sorted = [problem("z", "a.md", 1), problem("a", "a.md", 1)].sortedForPrinting()
    #expect(sorted.map(\.id) == ["a", "z"])
  }

  @Test func `a problem found twice is printed once`() {
    #expect([problem("a", "a.md", 1), problem("a", "a.md", 1)].sortedForPrinting().count == 1)
  }

  @Test func `strict makes errors of warnings`() {
    let warning = Diagnostic.warning("x", "odd", at: nil)
    #expect(![warning].hasErrors)
    #expect([warning].strict().hasErrors)
  }

  @Test func `a span covers at least one byte and moves down with its text`() {
    let span = SourceSpan(line: 2, column: 3, length: 0)
    #expect(span.length == 1)
    #expect(span.movedDown(lines: 4) == SourceSpan(line: 6, column: 3))
  }

  @Test func `JSON names the same fields as the printed line`() throws {
    let problem = Diagnostic(
      .warning, id: "unknown-key", "unknown key 'é\"'",
      at: SourceLocation(file: "a.md", line: 2, column: 3, length: 9),
      notes: [
        .init("did you mean 'e'?"),
        .init("here", at: SourceLocation(file: "b.md", line: 1, column: 1)),
      ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = String(decoding: try encoder.encode(problem), as: UTF8.self)
    #expect(
      json == #"{"column":3,"file":"a.md","id":"unknown-key","line":2,"#
        + #""message":"unknown key 'é\"'","notes":[{"message":"did you mean 'e'?"},"#
        + #"{"column":1,"file":"b.md","line":1,"message":"here"}],"severity":"warning"}"#)
  }

  @Test func `JSON has null where there is no place`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = String(
      decoding: try encoder.encode(Diagnostic.error("x", "wrong", at: nil)), as: UTF8.self)
    #expect(
      json == #"{"column":null,"file":null,"id":"x","line":null,"message":"wrong","#
        + #""notes":[],"severity":"error"}"#)
  }
}
