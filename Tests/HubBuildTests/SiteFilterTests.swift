import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

/// One use of a filter in a page's template, and what it prints, or the build's report.
struct FilterCase: CustomTestStringConvertible, Sendable {
  var template: String
  var expected: String
  var language = "en"

  init(_ template: String, _ expected: String, language: String = "en") {
    self.template = template
    self.expected = expected
    self.language = language
  }

  var testDescription: String { template }
}

@Suite struct `The site's own filters` {
  private static let params = """
    params:
      note: "Open *late* on [Mondays](/news/a/).\\n\\n- one\\n- two"
      line: "Fresh **coffee** & [more](https://hub.example.com/news/a#top)"
      lost: "[gone](/news/b/)"
      relative: "[next](b.md)"
      script: "</script><b>"
      count: 3
    """

  /// What `article.html` prints on the page of `content/news/a.md`, or what is reported.
  private static func output(_ row: FilterCase) throws -> String {
    let config = TestHub.config.replacing("default: en", with: "default: \(row.language)")
    let hub = try TestHub([
      "hubgen.yaml": config + "\n  sk: { name: Slovenčina }\n  es: { name: Español }\n",
      "content/news/a.md": article("A", more: params),
      "themes/plain/templates/article.html": row.template,
      "themes/plain/assets/a.css": "b{}",
    ])
    let report = hub.build()
    return report.isComplete
      ? try hub.output("news/a/index.html") : hub.rendered(report.diagnostics)
  }

  @Test(arguments: [
    FilterCase(
      "{{ 1234567 | number }} {{ 1234.5 | number }} {{ 2 | number(2) }}", "1,234,567 1,234.5 2.00"),
    .init("{{ 0.12345 | number }} {{ 2.5 | number(0) }} {{ -7 | number }}", "0.123 2 -7"),
    .init("{{ 1234567.891 | number(1) }}", "1\u{A0}234\u{A0}567,9", language: "sk"),
    .init("{{ page.params.count | number }}", "3"),
    .init(
      "{{ page.params.note | markdown }}",
      "<p>Open <em>late</em> on <a href=\"/news/a/\">Mondays</a>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    ),
    .init(
      "<b>{{ page.params.line | markdown(inline=true) }}</b>",
      "<b>Fresh <strong>coffee</strong> &amp; <a href=\"/news/a/#top\">more</a></b>"),
    .init(#"{{ "" | markdown }}{{ "" | markdown(inline=true) }}"#, ""),
    .init(#"{{ "a <i>b</i>" | markdown(inline=true) }}"#, "a <i>b</i>"),
    .init("{{ 1234.5 | number(2) }} {{ 12345 | number }}", "1234,50 12.345", language: "es"),
    .init(#"{{ "One two. Three four! Five" | excerpt(20) }}"#, "One two. Three four!"),
    .init(#"{{ "One two. Three four! Five" | excerpt(19) }}"#, "One two."),
    .init(#"{{ "  One two three four" | excerpt(9) }}"#, "One two…"),
    .init(#"{{ "" | excerpt }}{{ page.content | striptags | excerpt }}"#, "Text."),
    .init(#"{{ "Čo je nové? Káva & čaj" | slug }}"#, "čo-je-nové-káva-čaj"),
    .init("{{ page.canonicalUrl | relative }}", "/news/a/"),
    .init(
      #"{{ "https://hub.example.com" | relative }} {{ "https://hub.example.com?q" | relative }}"#,
      "/ /?q"),
    .init(#"{{ "https://hub.example.com.evil/x" | relative }}"#, "https://hub.example.com.evil/x"),
    .init(
      #"{{ "/x" | relative }} {{ "https://example.com/" | relative }}"#, "/x https://example.com/"),
    // openssl dgst -sha384 -binary | base64
    .init(
      #"{{ "a.css" | integrity }}"#,
      "sha384-SQNXm2fpDDXH4qQxEf3DGYpEb8i9sT4PiJ1Y4CkfwqDi5bpP8I8AnITZYWADARxA"),
    .init("{{ page.params.script | json }}", #""\u003c/script\u003e\u003cb\u003e""#),
  ])
  func `a filter prints what it says`(_ row: FilterCase) throws {
    let output = try Self.output(row)
    #expect(output == row.expected)
  }

  @Test(arguments: [
    FilterCase(
      "{{ page.title | number }}",
      "filter 'number' works on a number, not on a string [argument-type]"),
    .init("{{ 1 | number(21) }}", "'number' writes 0 to 20 digits, not 21 [template-rendering]"),
    .init(
      "{{ 1 | number(\"2\") }}",
      "argument 'digits' of filter 'number' is an int or null, not a string [argument-type]"),
    .init(
      "{{ page.params.note | markdown(inline=true) }}",
      "'markdown(inline=true)' takes a text of one paragraph [template-rendering]"),
    .init(
      "{{ page.params.lost | markdown }}",
      "the link '/news/b/' leads to nothing on this site [template-rendering]"),
    .init(
      "{{ page.params.relative | markdown }}",
      "the link 'b.md' starts with neither '/', '#' nor 'https://': the text is in no file that it could be relative to [template-rendering]"
    ),
    .init(
      #"{{ "[x](javascript:a)" | markdown }}"#,
      "the text's Markdown: a link may not begin with 'javascript:'; it was left out [template-rendering]"
    ),
    .init(
      "{{ page.content | excerpt }}",
      "'excerpt' takes text, not HTML: put '| striptags' before it [template-rendering]"),
    .init("{{ page.title | excerpt(0) }}", "'excerpt' needs a length above 0 [template-rendering]"),
    .init(
      #"{{ "b.css" | integrity }}"#, "no file 'b.css' in the theme's assets/; did you mean 'a.css'?"
    ),
    .init(
      "{{ page.date | slug }}",
      "filter 'slug' works on a string, not on a date or null [argument-type]"),
    .init(
      "{{ page.title | relative(1) }}", "filter 'relative' takes no arguments [argument-count]"),
  ])
  func `a mistake with a filter is an error at its place`(_ row: FilterCase) throws {
    let report = try Self.output(row)
    #expect(report.contains("themes/plain/templates/article.html:1:"))
    #expect(report.contains("error: \(row.expected)"), "\(report)")
  }

  @Test func `addresses keep the folder that the site lies in`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config.replacing("hub.example.com", with: "example.com/hub"),
      "content/news/a.md": article("A", more: "params: { note: '[b](/news/a/)' }"),
      "themes/plain/templates/article.html":
        "{{ page.canonicalUrl | relative }} {{ 'https://example.com/hub' | relative }} {{ 'https://example.com/hubs' | relative }} {{ page.params.note | markdown(inline=true) }}",
    ])
    #expect(hub.build().isComplete)
    #expect(
      try hub.output("news/a/index.html")
        == "/hub/news/a/ /hub/ https://example.com/hubs <a href=\"/hub/news/a/\">b</a>")
  }
}
