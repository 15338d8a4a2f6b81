import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

private let shortcodes = [
  "box": """
  ---
  description: A box.
  inner: required
  parameters:
    title: { type: string, required: true, description: What the box says first }
    kind: { type: string, values: [note, tip], default: note }
  ---
  <aside class="{{ kind }}"><b>{{ title }}</b>{{ inner }}</aside>
  """,
  "pic": """
  ---
  parameters:
    src: { type: file, required: true }
    alt: string
    width: int
    ratio: double
    big: { type: bool, default: false }
  ---
  <img src="{{ src.url }}" alt="{{ alt }}"{% if src.width %} width="{{ src.width }}"{% endif %} data-name="{{ src.name }}"{% if width %} data-n="{{ width + 1 }}"{% endif %}{% if ratio %} data-r="{{ ratio }}"{% endif %}{% if big %} data-big{% endif %}>
  """,
  "go": """
  ---
  inner: optional
  parameters: { to: { type: link, required: true } }
  ---
  <a href="{{ to }}">{{ inner or page.title }}</a>
  """,
  "pics": """
  ---
  parameters: { in: { type: folder, required: true } }
  ---
  {% for file in in %}{{ file.url }} {{ file.name }} {{ file.type }};{% endfor %}
  """,
  "news": """
  ---
  parameters: { tag: { type: string, default: "" }, limit: { type: int, default: 5 } }
  ---
  {% for article in articles(tag=tag, limit=limit) %}<a href="{{ article.url }}">{{ article.title }}</a>{% endfor %}
  """,
  "self": "[{{ page.content }}]",
]

private func hub(_ files: [String: String]) throws -> TestHub {
  let templates = shortcodes.map { ("themes/plain/templates/shortcodes/\($0.key).html", $0.value) }
  return try TestHub(Dictionary(uniqueKeysWithValues: templates).merging(files) { $1 })
}

/// The body of the article `a` in a hub of these files.
private func body(_ text: String, _ files: [String: String] = [:]) throws -> String {
  let hub = try hub(["content/news/a.md": article("A", body: text)].merging(files) { $1 })
  let problems = hub.problems()
  guard problems.isEmpty else { return problems }
  return try hub.output("news/a/index.html")
    .replacing("<title>A</title>", with: "").trimmingPrefix("\n").description
}

@Suite struct SiteShortcodeTests {
  private static let svg =
    "<svg width=\"40\" height=\"30\" xmlns=\"http://www.w3.org/2000/svg\"></svg>"

  @Test func `are rendered by the theme's template, one in another`() throws {
    let text = """
      {{< box title="1 < 2" kind="tip" >}}
      *a* [b](b.md) {{< go to="b.md#x" >}}*c*{{< /go >}}

      {{< box title="inner" >}}d{{< /box >}}
      {{< /box >}}
      """
    let html = try body(text, ["content/news/b.md": article("B", date: "2025-01-01", body: "## X")])
    #expect(
      html.hasPrefix(
        "<aside class=\"tip\"><b>1 &lt; 2</b><p><em>a</em> <a href=\"/news/b/\">b</a> "
          + "<a href=\"/news/b/#x\"><em>c</em></a></p>\n"
          + "<aside class=\"note\"><b>inner</b>d</aside></aside>\n"),
      "\(html)")
  }

  @Test func `take files beside the page, of static and of other hosts`() throws {
    let text = """
      {{< pic src="at-the_door.svg" alt="A \\"door\\"" width=3 ratio=2 big=true >}}
      {{< pic src="/logo.svg" >}}
      {{< pic src="https://a.example/x y.png?a=1&b=2" >}}
      """
    let html = try body(
      text, ["content/news/at-the_door.svg": Self.svg, "static/logo.svg": Self.svg])
    #expect(
      html == """
        <img src="/news/at-the_door.svg" alt="A &#34;door&#34;" width="40" data-name="at the door" data-n="4" data-r="2.0" data-big>
        <img src="/logo.svg" alt="" width="40" data-name="logo">
        <img src="https://a.example/x%20y.png?a=1&amp;b=2" alt="" data-name="x y">

        """)
  }

  @Test func `take the pictures of a folder in the order of their names`() throws {
    let html = try body(
      "{{< pics in=\"day\" >}}",
      [
        "content/news/day/b.png": "x", "content/news/day/a-b.jpg": "x",
        "content/news/day/notes.txt": "x", "content/news/day/deep/c.png": "x",
      ])
    #expect(html == "/news/day/a-b.jpg a b image/jpeg;/news/day/b.png b image/png;\n")
  }

  @Test func `list articles by their conditions`() throws {
    let files = [
      "content/news/b.md": article("B", date: "2025-01-01", more: "tags: [x]"),
      "content/news/c.md": article("C", date: "2024-01-01", more: "tags: [x]"),
    ]
    #expect(
      try body("{{< news tag=\"x\" limit=1 >}}", files).hasPrefix("<a href=\"/news/b/\">B</a>\n"))
    #expect(
      try body("a {{< news tag=\"y\" >}}", files).hasPrefix(
        """
        content/news/a.md:5:7: error: 'news' can't be rendered: no term in 'tags' 'y' [shortcode-rendering]
         5 | a {{< news tag="y" >}}
           |       ^~~~
        themes/plain/templates/shortcodes/news.html:4:
        """))
  }

  @Test func `see their page without shortcodes, so that none is rendered in itself`() throws {
    #expect(
      try body("a {{< self >}} {{< box title=\"t\" >}}b{{< /box >}}").contains("a [<p>a  b</p>"))
  }

  @Test(arguments: ["atom.xml", "rss.xml", "feed.json"])
  func `have absolute addresses in feeds`(feed: String) throws {
    let hub = try hub([
      "content/news/a.md": article(
        "A",
        body: """
          {{< box title="t" >}}
          ## X

          {{< pic src="c.svg" >}} [x](#x) {{< go to="#x" >}}{{< /go >}}{{< go to="?p=1" >}}q{{< /go >}}
          {{< /box >}} \n\n{{< news >}}
          """),
      "content/news/c.svg": Self.svg,
    ])
    #expect(hub.problems() == "")
    let text = try hub.output(feed).replacing("&quot;", with: "\"").replacing("\\\"", with: "\"")
    let page = "https://hub.example.com/news/a/"
    for address in [
      "src=\"https://hub.example.com/news/c.svg\"", "href=\"\(page)\"", "href=\"\(page)#x\"",
      "href=\"\(page)?p=1\"",
    ] {
      #expect(text.contains(address), "\(address)")
    }
    #expect(text.matches(of: #/(?:href|src)="(?!https:\/\/)/#).isEmpty)
    #expect(try hub.output("news/a/index.html").contains("src=\"/news/c.svg\""))
  }

  @Test func `stand on the home page and in sections too`() throws {
    let hub = try hub([
      "content/_index.md": "---\ntitle: Home\n---\n{{< go to=\"news/a.md\" >}}",
      "content/news/a.md": article("A"),
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("index.html").contains("<a href=\"/news/a/\">Home</a>"))
  }

  static let mistakes: [(String, String)] = [
    (
      "{{< bax title=\"\" >}}",
      """
      content/news/a.md:5:5: error: no shortcode 'bax' [unknown-shortcode]
       5 | {{< bax title="" >}}
         |     ^~~
      note: did you mean 'box'?

      """
    ),
    (
      "{{< youtube id=\"1\" >}}",
      """
      content/news/a.md:5:5: error: no shortcode 'youtube' [unknown-shortcode]
       5 | {{< youtube id="1" >}}
         |     ^~~~~~~
      note: the theme has box, go, news, pic, pics, self
      note: {{</* youtube */>}} shows the tag as it is

      """
    ),
    (
      "{{< box titel=\"a\" >}}b{{< /box >}}",
      """
      content/news/a.md:5:5: error: 'box' needs 'title' [missing-argument]
       5 | {{< box titel="a" >}}b{{< /box >}}
         |     ^~~
      note: title: What the box says first
      content/news/a.md:5:9: error: 'box' takes no argument 'titel' [unknown-argument]
       5 | {{< box titel="a" >}}b{{< /box >}}
         |         ^~~~~
      note: did you mean 'title'?

      """
    ),
    (
      "{{< box title=3 kind=\"tipp\" >}}b{{< /box >}}",
      """
      content/news/a.md:5:15: error: 'title' takes a text, not a number [wrong-type]
       5 | {{< box title=3 kind="tipp" >}}b{{< /box >}}
         |               ^
      note: write title="3"
      content/news/a.md:5:23: error: 'kind' takes note or tip, not 'tipp' [unknown-value]
       5 | {{< box title=3 kind="tipp" >}}b{{< /box >}}
         |                       ^~~~
      note: did you mean 'tip'?

      """
    ),
    (
      "{{< pic src=\"c.svg\" width=\"3\" big=1 ratio=true >}}",
      """
      content/news/a.md:5:28: error: 'width' takes a whole number, not a text [wrong-type]
       5 | {{< pic src="c.svg" width="3" big=1 ratio=true >}}
         |                            ^
      note: write width=3 without quotes
      content/news/a.md:5:35: error: 'big' takes true or false, not a number [wrong-type]
       5 | {{< pic src="c.svg" width="3" big=1 ratio=true >}}
         |                                   ^
      content/news/a.md:5:43: error: 'ratio' takes a number, not 'true' [wrong-type]
       5 | {{< pic src="c.svg" width="3" big=1 ratio=true >}}
         |                                           ^~~~

      """
    ),
    (
      "{{< pic src=\"d.svg\" >}}",
      """
      content/news/a.md:5:14: error: no file 'd.svg' [missing-image]
       5 | {{< pic src="d.svg" >}}
         |              ^~~~~
      note: did you mean 'content/news/c.svg'?

      """
    ),
    (
      "{{< go to=\"b.md\" >}} {{< go to=\"javascript:alert(1)\" >}} {{< go to=\" \" >}}",
      """
      content/news/a.md:5:12: error: no page 'content/news/b.md' [broken-link]
       5 | {{< go to="b.md" >}} {{< go to="javascript:alert(1)" >}} {{< go to=" " >}}
         |            ^~~~
      note: did you mean 'content/news/a.md'?
      content/news/a.md:5:33: error: 'to' can't begin with 'javascript:' [bad-address]
       5 | {{< go to="b.md" >}} {{< go to="javascript:alert(1)" >}} {{< go to=" " >}}
         |                                 ^~~~~~~~~~~~~~~~~~~
      note: it takes a file or page of the hub, or an address with https:, http:, mailto: or tel:
      content/news/a.md:5:69: error: 'to' must not be empty [empty-value]
       5 | {{< go to="b.md" >}} {{< go to="javascript:alert(1)" >}} {{< go to=" " >}}
         |                                                                     ^

      """
    ),
    (
      "{{< pics in=\"dya\" >}}",
      """
      content/news/a.md:5:14: error: no pictures in a folder 'news/dya' [missing-folder]
       5 | {{< pics in="dya" >}}
         |              ^~~
      note: name a folder beside the page that holds JPEG, PNG, WebP, AVIF, GIF or SVG files

      """
    ),
    (
      "{{< pic src=\"c.svg\" >}}a{{< /pic >}}",
      """
      content/news/a.md:5:5: error: 'pic' encloses nothing [shortcode-inner]
       5 | {{< pic src="c.svg" >}}a{{< /pic >}}
         |     ^~~
      note: remove its closing tag {{< /pic >}}

      """
    ),
    (
      "{{< box title=\"a\" >}} b",
      """
      content/news/a.md:5:5: error: 'box' is not closed [unclosed-shortcode]
       5 | {{< box title="a" >}} b
         |     ^~~
      note: it ends with {{< /box >}}

      """
    ),
    (
      "{{< box title=\"a\" >}} {{< /box >}}",
      """
      content/news/a.md:5:5: error: 'box' needs something between its tags [shortcode-inner]
       5 | {{< box title="a" >}} {{< /box >}}
         |     ^~~

      """
    ),
  ]

  @Test(arguments: mistakes)
  func `are held against what their template takes`(_ text: String, _ expected: String) throws {
    #expect(try body(text, ["content/news/c.svg": Self.svg]) == expected)
  }

  @Test(arguments: [
    (
      "---\ninner: maybe\n---\n",
      "themes/plain/templates/shortcodes/x.html:2:8: error: 'inner' takes none, optional or required, not 'maybe' [unknown-value]"
    ),
    (
      "---\nparameters: { page: string }\n---\n",
      "themes/plain/templates/shortcodes/x.html:2:15: error: a parameter can't be called 'page', which every template has [bad-parameter]"
    ),
    (
      "---\nparameters: { a: { type: text } }\n---\n",
      "themes/plain/templates/shortcodes/x.html:2:26: error: 'type' takes string, int, double, bool, link, file or folder, not 'text' [unknown-value]"
    ),
    (
      "---\nparameters: { a: { type: int, default: x } }\n---\n",
      "themes/plain/templates/shortcodes/x.html:2:40: error: 'default' of 'a' takes a whole number, not 'x' [wrong-type]"
    ),
    (
      "---\nparameter: { a: int }\n---\n",
      "themes/plain/templates/shortcodes/x.html:2:1: error: unknown key 'parameter' in the shortcode's head [unknown-key]"
    ),
    (
      "---\nparameters: { a: int }\n---\n{{ b }}",
      "themes/plain/templates/shortcodes/x.html:4:4: error: unknown variable 'b'"
    ),
    (
      "---\nparameters: { a: file }\n---\n{{ a.url }}",
      "themes/plain/templates/shortcodes/x.html:4:4: error: "
    ),
  ])
  func `have a head and a template that are checked`(_ text: String, _ expected: String) throws {
    let problems = try body("a", ["themes/plain/templates/shortcodes/x.html": text])
    #expect(problems.contains(expected), "\(problems)")
  }
}
