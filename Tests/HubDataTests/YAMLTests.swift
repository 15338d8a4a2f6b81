import HubData
import HubDiagnostics
import Testing

struct YAMLTests {
  struct Document: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let sketch: String
  }

  @Test(arguments: [
    Document(
      testDescription: "a mapping", source: "title: Hello\ndate: 2026-01-01\n",
      sketch: "{title@1:1=Hello@1:8 date@2:1=2026-01-01@2:7}"),
    Document(
      testDescription: "nesting", source: "a:\n  - b: 1\n    c: [x, 'y']\n",
      sketch: "{a@1:1=[{b@2:5=1@2:8 c@3:5=[x@3:9 'y'@3:12]}]}"),
    Document(
      testDescription: "flow style", source: "{a: {b: c}, d}",
      sketch: "{a@1:2={b@1:6=c@1:9} d@1:13=null@1:14}"),
    Document(
      testDescription: "nulls", source: "a:\nb: ~\nc: null\nd: ''\n",
      sketch: "{a@1:1=null@1:3 b@2:1=null@2:4 c@3:1=null@3:4 d@4:1=''@4:4}"),
    Document(
      testDescription: "columns in bytes behind other scripts",
      source: "é: [ա, 漢字, x]\n👩‍👩‍👧: y\n",
      sketch: "{é@1:1=[ա@1:6 漢字@1:10 x@1:18] 👩‍👩‍👧@2:1=y@2:21}"),
    Document(
      testDescription: "Windows line ends", source: "a: 1\r\nb:\r\n  - 2\r\n",
      sketch: "{a@1:1=1@1:4 b@2:1=[2@3:5]}"),
    Document(
      testDescription: "a byte order mark", source: "\u{FEFF}a: 1\nb: 2\n",
      sketch: "{a@1:4=1@1:7 b@2:1=2@2:4}"),
    Document(
      testDescription: "YAML's own line ends are none of the file's",
      source: "a: \"x\u{2028}y\"\nb: 1\n", sketch: "{a@1:1='x\u{2028}y'@1:4 b@2:1=1@2:4}"),
    Document(
      testDescription: "block scalars", source: "a: |\n  x\n  y\nb: >-\n  x\n  y\n",
      sketch: "{a@1:1='x\ny\n'@1:4 b@4:1='x y'@4:4}"),
    Document(
      testDescription: "comments", source: "# first\na: 1 # one\n# last\n",
      sketch: "{a@2:1=1@2:4}"),
    Document(
      testDescription: "anchors and aliases", source: "a: &x [1]\nb: *x\n",
      sketch: "{a@1:1=[1@1:8] b@2:1=[1@1:8]}"),
    Document(testDescription: "nothing", source: "", sketch: "null@1:1"),
    Document(testDescription: "only a comment", source: "# hi\n", sketch: "null@2:1"),
  ])
  func `a document is read with the place of every key and value`(_ row: Document) throws {
    let (node, problems) = yaml(row.source)
    #expect(problems == [])
    #expect(sketch(try #require(node)) == row.sketch)
  }

  @Test func `places count from the line on which the text begins`() throws {
    let (node, _) = YAML.parse(Array("a: 1\nb: 2".utf8)[...], file: "a.md", firstLine: 10)
    #expect(sketch(try #require(node)) == "{a@10:1=1@10:4 b@11:1=2@11:4}")
  }

  @Test func `a span is as long as its text in bytes, and ends with its line`() throws {
    let (node, _) = yaml("kľúč: \"čaj\"\nb: one\n  two\nc: [x]\n")
    guard case .mapping(let entries) = try #require(node).content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.keySpan.length) == [7, 1, 1])
    #expect(entries.map(\.value.span.length) == [6, 3, 1])
  }

  @Test func `several hundred keys are read, and a repeated one is found`() throws {
    let source = (0..<500).map { "key\($0): \($0)\n" }.joined() + "key7: again\n"
    let (node, problems) = yaml(source)
    guard case .mapping(let entries) = try #require(node).content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.count == 500)
    #expect(
      headlines(problems) == [
        "a.yaml:501:1: error: key 'key7' is given twice [duplicate-key]",
        "a.yaml:8:1: note: first given here",
      ])
  }
}
