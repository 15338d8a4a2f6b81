import HubData
import HubDiagnostics
import Testing

struct TOMLTests {
  struct Document: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let sketch: String
  }

  @Test(arguments: [
    Document(
      testDescription: "keys in the order of the file", source: "title = \"x\"\nalias = 'y'\n",
      sketch: "{title@1:1='x'@1:9 alias@2:1='y'@2:9}"),
    Document(
      testDescription: "numbers and booleans",
      source: "a = 1_000\nb = 0x1F\nc = 1.5\nd = 3.0\ne = true\nf = -inf\ng = nan\n",
      sketch:
        "{a@1:1=1000@1:5 b@2:1=31@2:5 c@3:1=1.5@3:5 d@4:1=3.0@4:5 e@5:1=true@5:5 f@6:1=-.inf@6:5 g@7:1=.nan@7:5}"
    ),
    Document(
      testDescription: "dates",
      source:
        "a = 2026-11-20\nb = 2026-11-20T09:00:00\nc = 2026-11-20 09:00:00Z\nd = 2026-11-20T09:00:00-03:30\ne = 09:00:01.5\n",
      sketch:
        "{a@1:1=2026-11-20@1:5 b@2:1=2026-11-20T09:00:00@2:5 c@3:1=2026-11-20T09:00:00Z@3:5 d@4:1=2026-11-20T09:00:00-03:30@4:5 e@5:1=09:00:01.500000000@5:5}"
    ),
    Document(
      testDescription: "tables and dotted keys", source: "[b]\nx.y = 1\n[a]\nz = [1, 'é', 2]\n",
      sketch: "{b@1:2={x@2:1={y@2:3=1@2:7}} a@3:2={z@4:1=[1@4:6 'é'@4:9 2@4:15]}}"),
    Document(
      testDescription: "lists of tables", source: "[[a]]\nx = 1\n[[a]]\nx = 2\n",
      sketch: "{a@1:3=[{x@2:1=1@2:5} {x@4:1=2@4:5}]}"),
    Document(
      testDescription: "a byte order mark and Windows line ends",
      source: "\u{FEFF}a = 1\r\nb = 2\r\n", sketch: "{a@1:4=1@1:8 b@2:1=2@2:5}"),
    Document(testDescription: "nothing", source: "", sketch: "{}"),
  ])
  func `a document is read with the place of every key and value`(_ row: Document) throws {
    let (node, problems) = toml(row.source)
    #expect(problems == [])
    #expect(sketch(try #require(node)) == row.sketch)
  }

  @Test func `places count from the line on which the text begins`() throws {
    let (node, _) = TOML.parse(Array("\na = 1".utf8)[...], file: "a.md", firstLine: 2)
    #expect(sketch(try #require(node)) == "{a@3:1=1@3:5}")
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: String
    var testDescription: String { source.debugDescription }

    init(_ source: String, _ expected: String) {
      self.source = source
      self.expected = expected
    }
  }

  @Test(arguments: [
    Mistake("a = 1\na = 2", "a.toml:2:1: error: key 'a' is given twice [duplicate-key]"),
    Mistake("'é' = 1\n'é' = 2", "a.toml:2:2: error: key 'é' is given twice [duplicate-key]"),
    Mistake(
      "[é]",
      "a.toml:1:2: error: key: expected bare key starting character or string delimiter, saw 'é' [toml-syntax]"
    ),
    Mistake("a", "a.toml:1:2: error: key-value pair: encountered end-of-file [toml-syntax]"),
    Mistake(
      "'é' = 12x",
      "a.toml:1:10: error: decimal integer: expected digit, saw 'x' [toml-syntax]"),
    Mistake("a = \"x", "a.toml:1:7: error: string: encountered end-of-file [toml-syntax]"),
    Mistake(
      "a = \0",
      "a.toml:1:5: error: the invisible character U+0000 is not allowed here [control-character]"),
  ])
  func `a mistake is named at its place`(_ row: Mistake) {
    #expect(headlines(toml(row.source).diagnostics) == [row.expected])
  }

  @Test(arguments: [
    String(repeating: "a.", count: 30_000) + "a = 1",
    "[" + String(repeating: "a . ", count: 16_000) + "a]",
    "x = {" + String(repeating: "'a'.\"b\\\"\".", count: 6000) + "a = 1}",
    "x = " + String(repeating: "[", count: 60_000),
    "x = " + String(repeating: "{a=", count: 20_000),
  ])
  func `deep nesting is bounded`(_ source: String) {
    let (node, problems) = toml(source)
    #expect(node == nil)
    #expect(problems.count == 1)
  }

  @Test func `dots in texts and comments are no nesting`() {
    let dots = String(repeating: ".", count: 500)
    let source = """
      # \(dots)
      a = "\(dots)" # \(dots)
      b = '\(dots)'
      c = \"\"\"
      \(dots) "quoted" \(dots)\"\"\"
      d = '''\(dots)'''
      """
    #expect(toml(source).diagnostics == [])
  }
}
