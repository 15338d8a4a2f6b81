import HubData
import HubDiagnostics
import Testing

struct YAMLProblemTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: [String]
    var testDescription: String { source.debugDescription }

    init(_ source: String, _ expected: String...) {
      self.source = source
      self.expected = expected
    }
  }

  private static let quoteHint =
    "note: check the indentation; a value with quotes in it needs quotes around all of it"
  private static let tagHint =
    "note: a value in quotes is text; a value that starts with '!' needs quotes"

  @Test(arguments: [
    Mistake("a: b: c", "a.yaml:1:5: error: a value with ': ' in it needs quotes [yaml-syntax]"),
    Mistake("é: č: c", "a.yaml:1:7: error: a value with ': ' in it needs quotes [yaml-syntax]"),
    Mistake(
      "a: x\n  b: y",
      "a.yaml:2:4: error: a key can't be indented deeper than the key above it [yaml-syntax]",
      "note: check the indentation; a value over several lines needs quotes, '|' or '>'"),
    Mistake(
      "a\nb: y", "a.yaml:1:1: error: a key needs ': ' after it, with a space [yaml-syntax]"),
    Mistake(
      "a: 1\nbb:2\n", "a.yaml:2:1: error: a key needs ': ' after it, with a space [yaml-syntax]"),
    Mistake("a: 'x", "a.yaml:1:4: error: the text has no closing quote [yaml-syntax]"),
    Mistake("a: \"x\n---\n", "a.yaml:1:4: error: the text has no closing quote [yaml-syntax]"),
    Mistake("a: 'x' y", "a.yaml:1:8: error: a key is expected here [yaml-syntax]", quoteHint),
    Mistake(
      "a:\n  b: 1\n c: 2", "a.yaml:3:2: error: a key is expected here [yaml-syntax]", quoteHint),
    Mistake("a: [1, 2\nb: 3", "a.yaml:1:4: error: '[' has no closing ']' [yaml-syntax]"),
    Mistake("a: [1, 2", "a.yaml:1:4: error: '[' has no closing ']' [yaml-syntax]"),
    Mistake("a: {b: 1", "a.yaml:1:4: error: '{' has no closing '}' [yaml-syntax]"),
    Mistake("a: [b, {c: d]", "a.yaml:1:13: error: ',' or '}' is expected here [yaml-syntax]"),
    Mistake("a: [\"b\" c]", "a.yaml:1:9: error: ',' or ']' is expected here [yaml-syntax]"),
    Mistake("a:\n\tb: 1", "a.yaml:2:1: error: a tab can't indent YAML; use spaces [yaml-syntax]"),
    Mistake("a: @b", "a.yaml:1:4: error: a value that starts with '@' needs quotes [yaml-syntax]"),
    Mistake("a: `b`", "a.yaml:1:4: error: a value that starts with '`' needs quotes [yaml-syntax]"),
    Mistake("a: %b", "a.yaml:1:4: error: a value that starts with '%' needs quotes [yaml-syntax]"),
    Mistake(
      "a: **b**", "a.yaml:1:4: error: a value that starts with '*' needs quotes [yaml-syntax]"),
    Mistake("a: & b", "a.yaml:1:4: error: a value that starts with '&' needs quotes [yaml-syntax]"),
    Mistake(
      "a: ? b", "a.yaml:1:4: error: a value that starts with '? ' needs quotes [yaml-syntax]"),
    Mistake(
      "a: - b", "a.yaml:1:4: error: a list begins on a line of its own [yaml-syntax]",
      "note: a value that starts with '- ' needs quotes"),
    Mistake(
      "a:\n- b\nc", "a.yaml:3:1: error: a key needs ': ' after it, with a space [yaml-syntax]"),
    Mistake(
      "a: \"\\q\"",
      "a.yaml:1:5: error: '\\' starts an escape that YAML does not know [yaml-syntax]",
      "note: write '\\\\' for a backslash, or put the text in single quotes"),
    Mistake(
      "a: |x\n  b", "a.yaml:1:5: error: nothing may follow '|' or '>' on its line [yaml-syntax]"),
    Mistake("%FOO", "a.yaml:1:1: error: a line that starts with '%' is no key [yaml-syntax]"),
    Mistake(
      "a: !!int 1", "a.yaml:1:4: error: tags such as '!!int' are not supported [yaml-tag]", tagHint),
    Mistake("a: !b", "a.yaml:1:4: error: tags such as '!b' are not supported [yaml-tag]", tagHint),
    Mistake(
      "<<: {a: 1}", "a.yaml:1:1: error: merge keys ('<<') are not supported [merge-key]",
      "note: write the keys out"),
    Mistake(
      "[a]: b", "a.yaml:1:1: error: a key is text, not a list, a mapping or an alias [bad-key]"),
    Mistake("'': b", "a.yaml:1:1: error: a key must not be empty [bad-key]"),
    Mistake(
      "a: 1\nb: 2\na: 3", "a.yaml:3:1: error: key 'a' is given twice [duplicate-key]",
      "a.yaml:1:1: note: first given here"),
    Mistake(
      "a: 1\n---\nb: 2",
      "a.yaml:2:1: error: a file holds one YAML document; another one begins here [several-documents]",
      "note: take this '---' out"),
    Mistake(
      "a: *colour",
      "a.yaml:1:4: error: alias '*colour' has no anchor '&colour' before it [unknown-alias]",
      "note: a value that starts with '*' needs quotes"),
    Mistake(
      "a: &x [*x]", "a.yaml:1:8: error: alias '*x' has no anchor '&x' before it [unknown-alias]",
      "note: a value that starts with '*' needs quotes"),
    Mistake(
      "a: \u{7}",
      "a.yaml:1:4: error: the invisible character U+0007 is not allowed here [control-character]"),
    Mistake(
      "é: \u{FEFF}",
      "a.yaml:1:5: error: the invisible character U+FEFF is not allowed here [control-character]"),
  ])
  func `a mistake is named at its place`(_ row: Mistake) {
    #expect(headlines(yaml(row.source).diagnostics) == row.expected)
  }

  struct Bytes: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let expected: String
  }

  @Test(arguments: [
    Bytes(
      testDescription: "a lone continuation byte", bytes: [0x61, 0x3A, 0x20, 0x80], expected: "1:4"),
    Bytes(testDescription: "an overlong form", bytes: [0x0A, 0xC0, 0xAF], expected: "2:1"),
    Bytes(testDescription: "a surrogate", bytes: [0x20, 0xED, 0xA0, 0x80], expected: "1:2"),
    Bytes(testDescription: "beyond Unicode", bytes: [0xF4, 0x90, 0x80, 0x80], expected: "1:1"),
    Bytes(testDescription: "cut short", bytes: [0x61, 0xE6, 0xBC], expected: "1:2"),
    Bytes(
      testDescription: "Latin-1", bytes: [0x61, 0x3A, 0x20, 0xE9, 0x74, 0xE9], expected: "1:4"),
  ])
  func `bytes that are no UTF-8 are named at their place`(_ row: Bytes) {
    for problems in [
      YAML.parse(row.bytes[...], file: "a").diagnostics,
      TOML.parse(row.bytes[...], file: "a").diagnostics,
    ] {
      #expect(
        headlines(problems) == [
          "a:\(row.expected): error: a file must be valid UTF-8 [invalid-utf8]",
          "note: save the file as UTF-8",
        ])
    }
  }

  @Test func `UTF-16 is named as such`() {
    let (_, problems) = YAML.parse([0xFF, 0xFE, 0x61, 0][...], file: "a")
    #expect(
      headlines(problems).first == "a:1:1: error: a file must be UTF-8, not UTF-16 [invalid-utf8]")
  }

  @Test func `aliases that multiply are bounded`() {
    let laughs = (1...12).map { level in
      "l\(level): &l\(level) [" + (0..<10).map { _ in "*l\(level - 1)" }.joined(separator: ",")
        + "]\n"
    }
    let (node, problems) = yaml("l0: &l0 lol\n" + laughs.joined())
    #expect(node == nil)
    #expect(problems.map(\.id) == ["too-many-aliases"])
  }

  @Test func `aliases that nest are bounded`() {
    let chain = (1...100).map { "l\($0): &l\($0) [*l\($0 - 1)]\n" }.joined()
    #expect(yaml("l0: &l0 [x]\n" + chain).diagnostics.map(\.id) == ["too-deep"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "a: ["])
  func `deep nesting is bounded`(_ opening: String) {
    let problems = yaml(String(repeating: opening, count: 5000)).diagnostics
    // A key that is a mapping is a problem of its own at each level.
    #expect((1...65).contains(problems.count))
    #expect(["too-deep", "yaml-syntax"].contains(problems.last?.id))
  }

  @Test func `64 levels are allowed, 65 are not`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(yaml(nested(64)).diagnostics == [])
    #expect(
      headlines(yaml(nested(65)).diagnostics) == [
        "a.yaml:1:65: error: lists and mappings may be nested 64 deep [too-deep]"
      ])
  }

  @Test func `a file of more than a megabyte is refused`() {
    let problems = yaml("a: " + String(repeating: "x", count: DataLimits.size)).diagnostics
    #expect(
      headlines(problems) == [
        "a.yaml: error: a data file may hold at most 1024 KB [file-too-large]"
      ])
  }
}
