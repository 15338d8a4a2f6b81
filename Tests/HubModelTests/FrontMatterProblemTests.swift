import HubDiagnostics
import HubModel
import Testing

struct FrontMatterProblemTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let expected: [String]

    init(_ name: String, _ source: String, _ expected: String...) {
      testDescription = name
      self.source = source
      self.expected = expected
    }

    private init(name: String, source: String, expected: [String]) {
      testDescription = name
      self.source = source
      self.expected = expected
    }

    /// A mistake on line 3, below the title.
    static func line(_ name: String, _ line: String, _ expected: String...) -> Mistake {
      Mistake(name: name, source: "---\ntitle: a\n\(line)\n---\nText\n", expected: expected)
    }
  }

  private static let dateHint =
    "note: write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00"
  private static let aliasHint = "note: write a path such as /old/page/"

  @Test(arguments: [
    Mistake(
      "no front matter", "Just text\n",
      "a.md:1:1: error: a page needs a 'title' in front matter [missing-title]",
      "note: begin the file with three lines: '---', 'title: The page's title', '---'"),
    Mistake(
      "an empty file", "", "a.md: error: a page needs a 'title' in front matter [missing-title]",
      "note: begin the file with three lines: '---', 'title: The page's title', '---'"),
    Mistake(
      "a blank line above", "\n---\ntitle: a\n---\n",
      "a.md:1:1: error: a page needs a 'title' in front matter [missing-title]",
      "note: the front matter must begin on the first line"),
    Mistake(
      "no end", "---\ntitle: a\n\nText\n",
      "a.md:1:1: error: the front matter has no closing '---' [unterminated-front-matter]",
      "note: put '---' on a line of its own where the text begins"),
    Mistake(
      "no end of TOML", "+++\ntitle = 'a'\n---\n",
      "a.md:1:1: error: the front matter has no closing '+++' [unterminated-front-matter]",
      "note: put '+++' on a line of its own where the text begins"),
    Mistake(
      "more than 64 KB", "---\ntitle: a\n# " + String(repeating: "x", count: 65_536) + "\n---\n",
      "a.md:1:1: error: front matter may hold at most 64 KB [front-matter-too-large]"),
    Mistake(
      "an empty block", "---\n---\n",
      "a.md:1:1: error: the front matter needs 'title' [missing-title]"),
    Mistake(
      "a misspelt title", "---\ntitel: Hello\n---\n",
      "a.md:1:1: error: the front matter needs 'title' [missing-title]",
      "a.md:2:1: warning: unknown key 'titel' in the front matter [unknown-key]",
      "note: did you mean 'title'?"),
    Mistake(
      "a list", "---\n- a\n---\n",
      "a.md:2:1: error: front matter is a mapping, not a list [wrong-type]",
      "note: write 'title: …'"),
    Mistake(
      "a blank title", "---\ntitle: ' '\n---\n",
      "a.md:2:8: error: 'title' must not be empty [empty-value]"),
    Mistake(
      "a colon in a title", "---\ntitle: Coffee: a story\n---\n",
      "a.md:2:14: error: a value with ': ' in it needs quotes [yaml-syntax]"),
    Mistake(
      "quotes in a title", "---\ntitle: \"No\" means no\n---\n",
      "a.md:2:13: error: a key is expected here [yaml-syntax]",
      "note: check the indentation; a value with quotes in it needs quotes around all of it"),
    Mistake(
      "an asterisk", "---\ntitle: *New* menu\n---\n",
      "a.md:2:8: error: a value that starts with '*' needs quotes [yaml-syntax]"),
    Mistake(
      "a title twice", "---\ntitle: a\ndraft: true\ntitle: b\n---\n",
      "a.md:4:1: error: key 'title' is given twice [duplicate-key]",
      "a.md:2:1: note: first given here"),
    Mistake(
      "TOML's title twice", "+++\ntitle = 'a'\ntitle = 'b'\n+++\n",
      "a.md:3:1: error: key 'title' is given twice [duplicate-key]"),
    Mistake(
      "TOML's date", "+++\ntitle = 'a'\ndate = 'soon'\n+++\n",
      "a.md:3:8: error: 'soon' is not a date [bad-date]", dateHint),
    .line(
      "a key for the theme", "banner: wide",
      "a.md:3:1: warning: unknown key 'banner' in the front matter [unknown-key]",
      "note: a value that only templates of the theme read goes under 'params'"),
    .line(
      "a day that does not exist", "date: 2026-02-30",
      "a.md:3:7: error: February 2026 has 28 days, not 30 [bad-date]", dateHint),
    .line(
      "a date in words", "date: tomorrow", "a.md:3:7: error: 'tomorrow' is not a date [bad-date]",
      dateHint),
    .line(
      "a date the other way round", "date: 20.11.2026",
      "a.md:3:7: error: '20.11.2026' is not a date [bad-date]", dateHint),
    .line(
      "an hour", "date: 2026-11-20 24:00",
      "a.md:3:7: error: a day has hours 0 to 23, not 24 [bad-date]", dateHint),
    .line(
      "a date as a list", "date: [2026, 11, 20]",
      "a.md:3:7: error: 'date' takes a date, not a list [wrong-type]"),
    .line(
      "a page that expires before its date", "date: 2026-11-20\nexpires: 2026-11-19",
      "a.md:4:10: warning: the page expires before its 'date' [expires-before-date]"),
    .line(
      "a word for false", "draft: no",
      "a.md:3:8: error: 'draft' takes true or false, not 'no' [wrong-type]",
      "note: write true or false without quotes"),
    .line(
      "a draft in numbers", "draft: 1",
      "a.md:3:8: error: 'draft' takes true or false, not a number [wrong-type]"),
    .line(
      "a featured page in words", "featured: yes",
      "a.md:3:11: error: 'featured' takes true or false, not 'yes' [wrong-type]",
      "note: write true or false without quotes"),
    .line(
      "a slug with blanks", "slug: My Page",
      "a.md:3:7: error: a slug is one part of an address: no blanks and none of / \\ ? # % [bad-slug]",
      "note: did you mean 'my-page'?"),
    .line(
      "a slug that is a path", "slug: ../x",
      "a.md:3:7: error: a slug is one part of an address: no blanks and none of / \\ ? # % [bad-slug]",
      "note: did you mean 'x'?"),
    .line(
      "tags with commas", "tags: opening, coffee",
      "a.md:3:7: warning: 'tags' holds one value with commas in it [comma-in-term]",
      "note: did you mean [opening, coffee]? One value needs quotes"),
    .line(
      "tags as a mapping", "tags: { a: b }",
      "a.md:3:7: error: 'tags' takes a list of texts, not a mapping [wrong-type]"),
    .line(
      "an empty tag", "tags: [a, '']", "a.md:3:11: error: 'tags' must not be empty [empty-value]"),
    .line(
      "a picture without words", "image: cover.jpg",
      "a.md:3:8: warning: 'image' has no text for people who can't see it [missing-alt]",
      "note: write image: { src: cover.jpg, alt: What the picture shows }"),
    .line(
      "a picture's mapping without words", "image: { src: cover.jpg }",
      "a.md:3:15: warning: 'image' has no text for people who can't see it [missing-alt]",
      "note: add 'alt', empty if the picture only decorates"),
    .line(
      "an alias without its slash", "aliases: old",
      "a.md:3:10: error: an alias is a path of this site and starts with one '/' [bad-alias]",
      aliasHint),
    .line(
      "an alias on another host", "aliases: [//evil.example/]",
      "a.md:3:11: error: an alias is a path of this site and starts with one '/' [bad-alias]",
      aliasHint),
    .line(
      "an alias that climbs", "aliases: [/a/../../b]",
      "a.md:3:11: error: an alias must not hold '.' or '..' as a part [bad-alias]", aliasHint),
    .line(
      "theme values", "params: 12",
      "a.md:3:9: error: 'params' takes a mapping, not a number [wrong-type]"),
    .line(
      "a key of social", "social: { hook: x }",
      "a.md:3:11: warning: unknown key 'hook' in 'social' [unknown-key]",
      "note: did you mean 'hooks'?"),
    .line(
      "a hook for nobody", "social: { hooks: { studnets: x } }",
      "a.md:3:20: warning: unknown audience 'studnets' [unknown-audience]",
      "note: did you mean 'students'?"),
    .line(
      "hooks as text", "social: { hooks: x }",
      "a.md:3:18: error: 'hooks' takes a mapping, not text [wrong-type]"),
    .line(
      "a hashtag of two words", "social: { hashtags: [social media] }",
      "a.md:3:22: error: a hashtag is one word without blanks, not 'social media' [bad-hashtag]"),
    .line(
      "an expiry", "social: { expires: soon }",
      "a.md:3:20: error: 'soon' is neither a length of time nor a date [bad-date]",
      "note: write 3d, 12h or 2026-11-20"),
    .line(
      "a repeat without its number", "social: { repeat: { every: 30d } }",
      "a.md:3:19: error: 'repeat' needs 'times' [missing-times]"),
    .line(
      "a repeat's length", "social: { repeat: { every: month, times: 3 } }",
      "a.md:3:28: error: 'month' is no length of time up to ten years [bad-duration]",
      "note: write 30m, 12h, 3d or 2w"),
    .line(
      "a repeat's number", "social: { repeat: { every: 30d, times: 0 } }",
      "a.md:3:40: error: 'times' takes a whole number from 1 to 100, not 0 [out-of-range]"),
    .line(
      "a column behind other scripts", "tags: [կոֆե, 咖啡, [x]]",
      "a.md:3:26: error: 'tags' takes a list of texts, not a list [wrong-type]"),
  ])
  func `a mistake in front matter is named at its place`(_ row: Mistake) {
    #expect(pageProblems(row.source) == row.expected)
  }

  @Test func `bytes that are no UTF-8 are named at their place`() {
    let bytes = Array("---\ntitle: caf".utf8) + [0xE9] + Array("\n---\n".utf8)
    #expect(
      headlines(page(bytes).diagnostics) == [
        "a.md:2:11: error: a file must be valid UTF-8 [invalid-utf8]",
        "note: save the file as UTF-8",
      ])
  }

  @Test func `a whole problem is printed with its line and a caret`() {
    let source = "---\r\ntitle: x\r\ntags: [咖啡, [y]]\r\n---\r\n"
    let lines = source.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).map { String($0) ?? "" }
    let text = DiagnosticRenderer { _, line in lines[line - 1] }
      .render(page(Array(source.utf8)).diagnostics)
    #expect(
      text == """
        a.md:3:16: error: 'tags' takes a list of texts, not a list [wrong-type]
         3 | tags: [咖啡, [y]]
           |              ^

        """)
  }
}
