import HubData
import HubDiagnostics
import Testing

struct DataReaderTests {
  private enum Color: String, CaseIterable {
    case red, green, blue
  }

  /// Reads a mapping and returns what is printed about it.
  private func read<Result>(
    _ source: String, unknownKeys: Diagnostic.Severity? = .error,
    _ body: (inout DataReader) -> Result
  ) throws -> (result: Result, problems: [String]) {
    let node = try #require(yaml(source).node)
    guard case .mapping(let entries) = node.content else {
      throw Diagnostic.error("test", "no mapping", at: nil)
    }
    var reader = DataReader(
      entries, at: node.span, file: "a.yaml", subject: "the test", unknownKeys: unknownKeys)
    let result = body(&reader)
    return (result, headlines(reader.finish()))
  }

  @Test func `an unquoted number or boolean is taken as the text it is`() throws {
    let (texts, problems) = try read("a: 12\nb: true\nc: 1.50\nd: 'x'") { reader in
      ["a", "b", "c", "d"].map { reader.text($0) }
    }
    #expect(texts == ["12", "true", "1.50", "x"])
    #expect(problems == [])
  }

  @Test func `a missing key is reported at the mapping, an empty one at the key`() throws {
    let (_, problems) = try read("b:\nc: ' '") { reader in
      for key in ["a", "b", "c"] { _ = reader.requiredText(key) }
    }
    #expect(
      problems
        == [
          "a.yaml:1:1: error: 'b' needs a value [missing-b]",
          "a.yaml:1:1: error: the test needs 'a' [missing-a]",
          "a.yaml:2:4: error: 'c' must not be empty [empty-value]",
        ].sorted { $0.contains("missing-a") && !$1.contains("missing-a") })
  }

  @Test(arguments: [
    ("12", "a.yaml:1:4: error: 'n' takes a whole number from 1 to 9, not 12 [out-of-range]"),
    ("-1", "a.yaml:1:4: error: 'n' takes a whole number from 1 to 9, not -1 [out-of-range]"),
    ("1.5", "a.yaml:1:4: error: 'n' takes a whole number from 1 to 9, not 1.5 [out-of-range]"),
    ("'3'", "a.yaml:1:4: error: 'n' takes a whole number from 1 to 9, not text [wrong-type]"),
    ("[3]", "a.yaml:1:4: error: 'n' takes a whole number from 1 to 9, not a list [wrong-type]"),
    (
      "true",
      "a.yaml:1:4: error: 'n' takes a whole number from 1 to 9, not true or false [wrong-type]"
    ),
    (
      "99999999999999999999",
      "a.yaml:1:4: error: 'n' takes a whole number from 1 to 9, not 99999999999999999999 [out-of-range]"
    ),
  ])
  func `a whole number has a range`(_ value: String, _ expected: String) throws {
    let (number, problems) = try read("n: \(value)") { $0.int("n", in: 1...9) }
    #expect(number == nil)
    #expect(problems == [expected])
  }

  @Test(arguments: ["yes", "no", "on", "Off", "'true'"])
  func `other words for true and false are errors that say what to write`(_ word: String) throws {
    let shown = word.filter { $0 != "'" }
    let (value, problems) = try read("b: \(word)") { $0.bool("b", otherwise: true) }
    #expect(value)
    #expect(
      problems == [
        "a.yaml:1:4: error: 'b' takes true or false, not '\(shown)' [wrong-type]",
        "note: write true or false without quotes",
      ])
  }

  @Test func `a choice offers its words`() throws {
    let (color, problems) = try read("c: gren") { $0.choice("c", otherwise: Color.red) }
    #expect(color == .red)
    #expect(
      problems == [
        "a.yaml:1:4: error: 'c' takes red, green or blue, not 'gren' [unknown-value]",
        "note: did you mean 'green'?",
      ])
  }

  @Test func `one value stands for a list of one`() throws {
    let (lists, problems) = try read("a: x\nb: [x, y]\nc: []\nd:\n") { reader in
      ["a", "b", "c", "d"].map { reader.textList($0)?.map(\.value) }
    }
    #expect(lists == [["x"], ["x", "y"], [], nil])
    #expect(problems == [])
  }

  @Test func `a list of texts reports what is none`() throws {
    let (list, problems) = try read("a: [x, [y], {z: 1}, ~]") {
      $0.textList("a")?.map(\.value)
    }
    #expect(list == ["x"])
    #expect(
      problems == [
        "a.yaml:1:8: error: 'a' takes a list of texts, not a list [wrong-type]",
        "a.yaml:1:13: error: 'a' takes a list of texts, not a mapping [wrong-type]",
        "a.yaml:1:21: error: 'a' must not hold an empty value [empty-value]",
      ])
  }

  @Test func `an unknown key is reported with a guess, in nested mappings too`() throws {
    let (_, problems) = try read("name: x\nnam: y\nin: { colour: red }\nzzz: 1") { reader in
      _ = reader.text("name")
      _ = reader.mapping("in") { $0.text("color") }
    }
    #expect(
      problems == [
        "a.yaml:2:1: error: unknown key 'nam' in the test [unknown-key]",
        "note: did you mean 'name'?",
        "a.yaml:3:7: error: unknown key 'colour' in 'in' [unknown-key]",
        "note: did you mean 'color'?",
        "a.yaml:4:1: error: unknown key 'zzz' in the test [unknown-key]",
        "note: known keys: name, in",
      ])
  }

  @Test func `unknown keys may be warnings or nothing`() throws {
    #expect(
      try read("x: 1", unknownKeys: .warning) { $0.text("y") }.problems[0].contains("warning"))
    #expect(try read("x: 1", unknownKeys: nil) { $0.text("y") }.problems == [])
  }

  @Test func `values for the theme follow YAML's core schema`() throws {
    let source = """
      a: [1, -7, +3, 0x1F, 0o17, 1.5, 1e3, .inf, true, no, ~, 2026-01-01, '1', 1_000, .5, '', nan]
      """
    let (value, _) = try read(source) { reader in reader.node("a").map { DataValue($0) } }
    #expect(
      value
        == .list([
          .int(1), .int(-7), .int(3), .int(31), .int(15), .double(1.5), .double(1000),
          .double(.infinity), .bool(true), .string("no"), .null, .string("2026-01-01"),
          .string("1"), .string("1_000"), .double(0.5), .string(""), .string("nan"),
        ]))
  }
}
