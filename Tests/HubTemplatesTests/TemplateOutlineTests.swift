import HubTemplates
import Testing

@Suite struct `The outline of a template` {
  private static func outlines(_ texts: [String: String]) -> [String: TemplateOutline] {
    TemplateOutline.all(
      of: texts.map { TemplateSource(name: $0.key, file: $0.key, text: Array($0.value.utf8)) })
  }

  @Test func `has its first comment, its parent and its blocks in their order`() throws {
    let outline = try #require(
      Self.outlines([
        "a":
          "{#- What it\n is for. -#}\n{% extends 'b' %}{% block z %}{% block a %}{% endblock %}{% endblock %}{% block m %}{% endblock %}"
      ])["a"])
    #expect(outline.description == "What it is for.")
    #expect(outline.extends == "b")
    #expect(outline.blocks == ["z", "a", "m"])
    #expect(Self.outlines(["a": "text {# no head #}"])["a"]?.description == "")
  }

  @Test(arguments: [
    ("{{ a.b[c] | join(d) if e is eq(f) else g }}", "a c d e f g"),
    ("{% set a = b %}{{ a }}{% set c.d = e %}", "b e"),
    (
      "{% for x, y in a if x > z %}{{ x }}{{ y }}{{ loop.index }}{% else %}{{ x }}{% endfor %}",
      "a x z"
    ),
    ("{{ loop.index }}{{ f(a, b=c) }}{{ d.e(g) }}", "a c d g loop"),
    ("{% macro m(a, b=c) %}{{ a }}{{ b }}{{ d }}{{ caller() }}{% endmacro %}{{ m(e) }}", "c d e"),
    ("{% with a = b %}{{ a }}{% endwith %}{{ a }}", "a b"),
    ("{% set a %}{{ b }}{% endset %}{{ a }}", "b"),
    (
      "{% if a %}{{ b }}{% elif not c %}{% endif %}{{ {'k': d} }}{{ [e, -f] }}{{ 'x' ~ g }}",
      "a b c d e f g"
    ),
    ("{% block x %}{% set a = 1 %}{{ a }}{{ super() }}{{ self.x() }}{% endblock %}{{ a }}", "a"),
    ("{% filter replace(a, b) %}{{ c }}{% endfilter %}", "a b c"),
    ("{% from 'm' import q %}{% import 'm' as m %}{{ q(a) }}{{ m.q(b) }}", "a b"),
  ])
  func `names what it reads and does not set`(_ text: String, _ names: String) {
    #expect(Self.outlines(["a": text])["a"]?.needs.joined(separator: " ") == names)
  }

  @Test func `counts what the templates that it includes need`() {
    let outlines = Self.outlines([
      "list": "{% for item in items %}{% include 'item' %}{% endfor %}",
      "item": "{{ item }}{{ shop }}{{ loop.index }}{% include 'list' %}",
      "alone": "{% include 'item' without context %}{% include 'nowhere' ignore missing %}",
    ])
    #expect(outlines["list"]?.needs == ["items", "shop"])
    #expect(outlines["alone"]?.needs == [])
  }
}
