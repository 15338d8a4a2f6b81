import Testing

/// Filters that choose and group elements, which Jinja has no names for.
struct QueryFilterTests {
  private static let titles = #"|map(attribute="title")|join(",")"#

  @Test(arguments: [
    TemplateCase(#"{{ site.pages|where("section", "news")TITLES }}"#, "First &lt;post&gt;,Third"),
    .init(#"{{ site.pages|where("section", plain.section)TITLES }}"#, "second"),
    .init(#"{{ site.pages|where("author.name", "!=", "Ada")TITLES }}"#, "second"),
    .init(#"{{ site.pages|where("number", ">", 1)TITLES }}"#, "second,Third"),
    .init(#"{{ site.pages|where("rating", ">=", n - 2.5)TITLES }}"#, "First &lt;post&gt;,Third"),
    .init(#"{{ site.pages|where("section", "in", ["blog", "x"])TITLES }}"#, "second"),
    .init(#"{{ site.pages|where("draft", true)TITLES }}"#, "second"),
    .init(#"{{ site.pages|where("subtitle", none)TITLES }}"#, "second,Third"),
    .init(#"{{ site.pages|where("subtitle", "<", "X")TITLES }}"#, "First &lt;post&gt;"),
    .init(#"{{ site.pages|where("section", "x")|length }}"#, "0"),
    .init(
      #"{{ [{"a": 1, "b": 2}, {"a": 2, "b": 3}]|where("a", 2)|map(attribute="b")|join }}"#, "3"),
    .init("{{ site.pages|limit(2)TITLES }}", "First &lt;post&gt;,second"),
    .init("{{ site.pages|offset(1)|limit(1)TITLES }}", "second"),
    .init("{{ site.pages|limit(9)|length }}{{ site.pages|offset(9)|length }}", "30"),
    .init(
      "{% for p in (site.pages|limit(1)) %}{{ p.title }}{% endfor %}", "First &lt;post&gt;"),
    .init(
      #"{% for g in site.pages|group("section") %}{{ g.grouper }}:{{ g.list|length }} {% endfor %}"#,
      "news:2 blog:1 "),
    .init(
      #"{% for g in site.pages|group("author.name") %}{{ g.grouper }}{% for p in g.list %}{{ p.number }}{% endfor %} {% endfor %}"#,
      "Ada13 Bo2 "),
    .init(
      #"{{ {"a": "</script>", "b": [1, none]}|json }}"#,
      #"{"a": "\u003c/script\u003e", "b": [1, null]}"#),
    .init(
      "{{ numbers|limit(0 - n)|join }}",
      "templates/main.html:1:4: error: 'limit' needs a count of at least 0, not -7 [template-rendering]"
    ),
  ])
  func `a filter chooses or groups elements`(_ row: TemplateCase) {
    var row = row
    row.template = row.template.replacing("TITLES", with: Self.titles)
    #expect(row.output() == row.expected)
  }
}
