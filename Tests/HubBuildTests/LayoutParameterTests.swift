import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Params that layouts declare` {
  private static let head = """
    ---
    description: An event.
    params:
      starts: { type: date, required: true, description: When it begins }
      seats: int
      price: { type: double, default: 3 }
      kind: { type: string, values: [talk, course], default: talk }
      speakers: { type: list, of: string }
      address:
        type: map
        params: { street: { type: string, required: true }, town: string }
    ---

    """

  /// A hub with one event, whose front matter and template are given.
  private static func hub(
    params: String, _ template: String = "", head: String = head, more: [String: String] = [:]
  ) throws -> TestHub {
    let params = params.isEmpty ? "" : "\nparams:\n" + params
    return try TestHub(
      [
        "content/events/a.md":
          "---\ntitle: A\ndate: 2026-01-02\nlayout: event\(params)\n---\nText.",
        "templates/event.html": head + template,
      ].merging(more) { $1 })
  }

  @Test func `are typed: dates are dates, and what a page does not say is the default`() throws {
    let hub = try Self.hub(
      params: "  starts: 2026-12-05 18:00\n  speakers: [Ann, 12]\n  other: x",
      """
      {{ page.params.starts | date("d MMM HH:mm") }} {{ page.params.price | number(2) }} \
      {{ page.params.kind | upper }} {{ page.params.speakers | join("+") if page.params.speakers }}\
      {% if page.params.address %}{{ page.params.address.street }}{% endif %}\
      {% if page.date and page.params.starts > page.date %} later{% endif %}
      """)
    #expect(hub.build().diagnostics.map(\.id) == ["unknown-param"])
    #expect(try hub.output("events/a/index.html") == "5 Dec 18:00 3.00 TALK Ann+12 later")
  }

  @Test func `are checked in the layout and in all that it brings in`() throws {
    let hub = try Self.hub(
      params: "  starts: 2026-12-05",
      """
      {{ page.params.startz }}{{ page.params.seats | number }}{{ page.params.kind | date }}
      {{ page.params.adress }}{% if page.params.address %}{{ page.params.address.stret }}{% endif %}
      {% include "part.html" %}
      """, more: ["templates/part.html": "{{ page.params.promise }}"])
    let expected = """
      templates/event.html:13:16: error: this map has no key 'startz' [unknown-field]
       13 | {{ page.params.startz }}{{ page.params.seats | number }}{{ page.params.kind | date }}
          |                ^~~~~~
      note: did you mean 'starts'?
      templates/event.html:13:28: error: 'page.params.seats' may be null: test it before using filter 'number' on it [maybe-null]
       13 | {{ page.params.startz }}{{ page.params.seats | number }}{{ page.params.kind | date }}
          |                            ^~~~~~~~~~~~~~~~~
      note: put it in '{% if page.params.seats is not none %}…{% endif %}'
      templates/event.html:13:60: error: filter 'date' works on a date, not on a string [argument-type]
       13 | {{ page.params.startz }}{{ page.params.seats | number }}{{ page.params.kind | date }}
          |                                                            ^~~~~~~~~~~~~~~~
      templates/event.html:14:16: error: this map has no key 'adress' [unknown-field]
       14 | {{ page.params.adress }}{% if page.params.address %}{{ page.params.address.stret }}{% endif %}
          |                ^~~~~~
      note: did you mean 'address'?
      templates/event.html:14:76: error: this map has no key 'stret' [unknown-field]
       14 | {{ page.params.adress }}{% if page.params.address %}{{ page.params.address.stret }}{% endif %}
          |                                                                            ^~~~~
      note: did you mean 'street'?
      templates/part.html:1:16: error: this map has no key 'promise' [unknown-field]
       1 | {{ page.params.promise }}
         |                ^~~~~~~
      note: declare it under 'params:' at the top of templates/event.html
      templates/event.html:15:12: note: included here
       15 | {% include "part.html" %}
          |            ^~~~~~~~~~~

      """
    #expect(hub.problems() == expected)
    #expect(hub.rendered(checkTheme(hub.options).diagnostics) == expected)
  }

  static let pages = [
    Mistake(
      name: "nothing at all", files: ["params": ""],
      expected: """
        content/events/a.md:4:9: error: the layout 'event' needs 'starts' under 'params' [missing-param]
         4 | layout: event
           |         ^~~~~
        note: starts: When it begins

        """),
    Mistake(
      name: "a required one without a value", files: ["params": "  starts:"],
      expected: """
        content/events/a.md:6:3: error: the layout 'event' needs 'starts' under 'params' [missing-param]
         6 |   starts:
           |   ^~~~~~
        note: starts: When it begins

        """),
    Mistake(
      name: "a misspelt name", files: ["params": "  startz: 2026-12-05\n  coffee: 1"],
      expected: """
        content/events/a.md:6:3: error: the layout 'event' has no 'startz' [unknown-param]
         6 |   startz: 2026-12-05
           |   ^~~~~~
        note: did you mean 'starts'?
        content/events/a.md:7:3: warning: the layout 'event' has no 'coffee' [unknown-param]
         7 |   coffee: 1
           |   ^~~~~~
        note: it has starts, seats, price, kind, speakers, address

        """),
    Mistake(
      name: "values of other types",
      files: [
        "params":
          "  starts: soon\n  seats: \"12\"\n  price: much\n  kind: tolk\n  speakers: Ann\n  address: { town: X }"
      ],
      expected: """
        content/events/a.md:6:11: error: 'starts' takes a date, not 'soon' [wrong-type]
         6 |   starts: soon
           |           ^~~~
        note: write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00
        content/events/a.md:7:10: error: 'seats' takes a whole number, not '12' [wrong-type]
         7 |   seats: "12"
           |          ^~~~
        note: write seats: 12 without quotes
        content/events/a.md:8:10: error: 'price' takes a number, not 'much' [wrong-type]
         8 |   price: much
           |          ^~~~
        content/events/a.md:9:9: error: 'kind' takes talk or course, not 'tolk' [unknown-value]
         9 |   kind: tolk
           |         ^~~~
        note: did you mean 'talk'?
        content/events/a.md:10:13: error: 'speakers' takes a list, not 'Ann' [wrong-type]
         10 |   speakers: Ann
            |             ^~~
        content/events/a.md:11:12: error: 'address' needs 'street' under 'params' [missing-param]
         11 |   address: { town: X }
            |            ^
        note: street: a text

        """),
  ]

  @Test(arguments: pages)
  func `are asked of every page that uses the layout`(_ mistake: Mistake) throws {
    let shown = try Self.hub(params: mistake.files["params", default: ""]).problems()
    #expect(shown == mistake.expected, "\(shown)")
  }

  @Test func `may stand in TOML, and belong to articleLayout and to article.html too`() throws {
    let hub = try TestHub([
      "content/events/_index.md": "---\ntitle: Events\narticleLayout: event\n---\n",
      "content/events/a.md":
        "+++\ntitle = \"A\"\ndate = 2026-01-02\n[params]\nstarts = 2026-12-05\nseats = \"x\"\n+++\n",
      "content/news/b.md": article("B"),
      "templates/event.html": Self.head,
      "templates/article.html": "---\nparams: { source: { type: string, required: true } }\n---\n",
    ])
    #expect(
      hub.problems() == """
        content/events/a.md:6:9: error: 'seats' takes a whole number, not 'x' [wrong-type]
         6 | seats = "x"
           |         ^~~
        content/news/b.md:1:1: error: the layout 'article' needs 'source' under 'params' [missing-param]
         1 | ---
           | ^~~
        note: source: a text

        """)
  }

  static let heads = [
    Mistake(
      name: "a head with mistakes",
      files: [
        "templates/event.html": """
        ---
        parms: {}
        params:
          a: dat
          b: { type: date, default: soon }
          c: { type: int, required: true, default: 1 }
        ---
        {{ page.params.x }}
        """
      ],
      expected: """
        templates/event.html:2:1: error: unknown key 'parms' in the layout's head [unknown-key]
         2 | parms: {}
           | ^~~~~
        note: did you mean 'params'?
        templates/event.html:4:6: error: 'a' takes string, int, double, bool, date, list, map or any, not 'dat' [unknown-value]
         4 |   a: dat
           |      ^~~
        note: did you mean 'date'?
        templates/event.html:5:29: error: 'default' takes a date, not 'soon' [wrong-type]
         5 |   b: { type: date, default: soon }
           |                             ^~~~
        note: write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00
        templates/event.html:6:44: error: 'c' is required, so its default is never used [unused-default]
         6 |   c: { type: int, required: true, default: 1 }
           |                                            ^
        note: remove 'required' or 'default'

        """),
    Mistake(
      name: "a head of a list", files: ["templates/home.html": "---\nparams: { a: int }\n---\n"],
      expected: """
        templates/home.html:1:1: error: 'home.html' shows lists or errors, which have no 'params' of a layout [unused-head]
         1 | ---
           | ^~~
        note: remove the lines from '---' to '---'

        """),
    Mistake(
      name: "a head that begins too late",
      files: ["templates/event.html": "\n---\nparams: { a: int }\n---\n"],
      expected: """
        templates/event.html:2:1: error: the head of a layout begins in the first line [late-head]
         2 | ---
           | ^~~
        note: move what stands above it to below its second '---'

        """),
  ]

  @Test(arguments: heads)
  func `are read from the head of the layout`(_ mistake: Mistake) throws {
    let shown = try Self.hub(params: "  starts: 2026-12-05", more: mistake.files).problems()
    #expect(shown == mistake.expected, "\(shown)")
  }

  @Test func `stand in the reference, and a hub's layout without a head keeps the theme's`() throws
  {
    let hub = try Self.hub(
      params: "  starts: 2026-12-05", "hub", head: "",
      more: ["themes/plain/templates/event.html": Self.head + "theme"])
    #expect(hub.problems() == "")
    #expect(try hub.output("events/a/index.html") == "hub")
    let markdown = try #require(themeReference(hub.options).reference).markdown
    #expect(
      markdown.contains(
        """
        | `event.html` | page.params.starts | date | When it begins |
        |  | page.params.seats | int or null |  |
        """))
    #expect(markdown.contains("|  | page.params.address.town | string or null |  |"))
    try hub.folder.write("---\ntitle: A\nlayout: event\n---\n", to: "content/events/a.md")
    #expect(hub.build().diagnostics.map(\.id) == ["missing-param"])
  }
}

@Suite struct `Params that nobody declares` {
  private static func hub(_ template: String, _ more: [String: String] = [:]) throws -> TestHub {
    try TestHub(
      [
        "hubgen.yaml": TestHub.config + "\nparams: { team: [Ann] }\n",
        "content/news/a.md": article(
          "A", more: "params: { starts: 2026-12-05, address: { street: S } }"),
        "themes/plain/templates/article.html": template,
      ].merging(more) { $1 })
  }

  @Test func `are a warning where no page sets them, with what was meant`() throws {
    let hub = try Self.hub(
      """
      {{ page.params.adress.stret }}{{ page.params.address.stret }}{{ site.params.teem }}
      {% for p in articles() | sort(attribute="params.startz") %}{{ p.params.promise }}{% endfor %}
      """)
    #expect(
      hub.problems() == """
        themes/plain/templates/article.html:1:16: warning: no page of the hub sets 'params.adress' [unset-param]
         1 | {{ page.params.adress.stret }}{{ page.params.address.stret }}{{ site.params.teem }}
           |                ^~~~~~
        note: did you mean 'address'?
        themes/plain/templates/article.html:1:54: warning: no page of the hub sets 'params.address.stret' [unset-param]
         1 | {{ page.params.adress.stret }}{{ page.params.address.stret }}{{ site.params.teem }}
           |                                                      ^~~~~
        note: did you mean 'street'?
        themes/plain/templates/article.html:1:77: warning: hubgen.yaml does not set 'params.teem' [unset-param]
         1 | {{ page.params.adress.stret }}{{ page.params.address.stret }}{{ site.params.teem }}
           |                                                                             ^~~~
        note: did you mean 'team'?
        themes/plain/templates/article.html:2:41: warning: no page of the hub sets 'params.startz' [unset-param]
         2 | {% for p in articles() | sort(attribute="params.startz") %}{{ p.params.promise }}{% endfor %}
           |                                         ^~~~~~~~~~~~~~~
        note: did you mean 'starts'?
        themes/plain/templates/article.html:2:72: warning: no page of the hub sets 'params.promise' [unset-param]
         2 | {% for p in articles() | sort(attribute="params.startz") %}{{ p.params.promise }}{% endfor %}
           |                                                                        ^~~~~~~
        note: there is address, starts

        """)
  }

  @Test(arguments: [
    "{% if page.params.promise %}{{ page.params.promise.text }}{% endif %}",
    "{{ page.params.promise | default('x') }}{{ page.params.promise or 'x' }}",
    "{{ 'x' if page.params.promise }}{{ page.params.promise is defined }}",
    "{% for p in page.params.promise %}{% endfor %}",
    "{{ page.params.starts }}{{ page.params.address.street }}{{ page.params.starts.x }}",
    "{{ site.params.team[0].name }}",
  ])
  func `are none where the template asks first, or where nothing can be known`(
    template: String
  ) throws {
    #expect(try Self.hub(template).problems() == "")
    #expect(
      try Self.hub("{% if page.params.adress %}{% endif %}").problems().contains("unset-param"))
  }

  @Test func `are none before any page sets any, and those of drafts count`() throws {
    let template = "{{ page.params.promise }}"
    #expect(try Self.hub(template, ["content/news/a.md": article("A")]).problems() == "")
    let draft = article("B", more: "draft: true\nparams: { promise: x }")
    #expect(try Self.hub(template, ["content/news/b.md": draft]).problems() == "")
  }
}
