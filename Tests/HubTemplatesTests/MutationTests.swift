import Foundation
import HubDiagnostics
import HubTemplates
import HubTestSupport
import Testing

struct MutationTests {
  private static let pieces =
    [
      "{{", "}}", "{%", "%}", "{#", "#}", "-", "|", "(", ")", "[", "]", "{", "}", "'", "\"", "\\",
      ".", ",", ":", "=", "==", "~", "+", "*", "**", "//", "%", " if ", " else ", " in ", " is ",
      " not ", " and ", " or ", " none ", "page", "page.image", "site.pages", "data", "numbers",
      "name", "loop", "loop.index", "self.a()", "super()", "caller()", "99999999999999999999", "0",
      "{% for a in numbers %}", "{% endfor %}", "{% if page.image %}", "{% else %}", "{% endif %}",
      "{% block a %}", "{% endblock %}", "{% extends \"base.html\" %}", "{% include \"p.html\" %}",
      "{% set a = [numbers] %}", "{% macro m(a, b=1) %}", "{% endmacro %}", "{{ m(a) }}",
      "{% call m(1) %}", "{% endcall %}", "{% raw %}", "{% endraw %}", "{% set x %}",
      "{% endset %}",
      "{% import \"main.html\" as q %}", "{% set ns = namespace(a=1) %}{% set ns.a = [ns.a] %}",
      "|map(attribute='title')", "|sort", "|join(',')", "|groupby('section')", "|tojson", "|safe",
      "\u{0}", "\u{FEFF}", "\r\n", "é", "\u{2003}", "\u{FF}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80]]

  private static func mutate(_ input: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = input
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...24, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
      case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 3:
        let piece = pieces.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...90, using: &random) {
          bytes.insert(contentsOf: piece, at: place)
        }
      default:
        bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
      }
    }
    return bytes
  }

  /// Small limits, so that a million steps in one template don't make the test long.
  private static var limits: TemplateLimits {
    var limits = TemplateLimits()
    limits.work = 20_000
    limits.outputSize = 1 << 20
    limits.operations = 20_000
    return limits
  }

  /// How many templates to try: `HUBGEN_FUZZ`, else 20,000.
  private static let count =
    ProcessInfo.processInfo.environment["HUBGEN_FUZZ"].flatMap { Int($0) } ?? 20_000

  @Test(.timeLimit(.minutes(30)), arguments: 0..<4)
  func `mutated templates compile or give diagnostics, and render or give one`(_ part: Int) {
    let schema = SampleContext.schema(limits: Self.limits)
    let rows = BehaviourTable.all
    var random = SplitMix64(seed: UInt64(part) + 1)
    var rendered = 0
    for number in 0..<(Self.count / 4) {
      let row = rows[(number * 4 + part) % rows.count]
      let text = Self.mutate(Array(row.template.utf8), &random)
      var sources = SampleContext.sources("", row.files)
      sources[0].text = text
      for name in ["base.html", "p.html"] where row.files[name] == nil {
        sources.append(
          TemplateSource(name: name, file: name, text: Array("{% block a %}b{% endblock %}".utf8)))
      }
      let (set, diagnostics) = TemplateSet.compile(sources, schema: schema)
      guard let template = set?.template("main.html") else {
        #expect(diagnostics.hasErrors, "no template and no error: \(text)")
        continue
      }
      rendered += 1
      _ = try? SampleContext.render(template)
    }
    #expect(rendered * 20 > Self.count / 4)
  }
}
