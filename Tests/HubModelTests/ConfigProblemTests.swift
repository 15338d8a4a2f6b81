import HubDiagnostics
import HubModel
import Testing

struct ConfigProblemTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let expected: [String]

    init(_ name: String, _ source: String, _ expected: String...) {
      testDescription = name
      self.source = source
      self.expected = expected
    }

    /// A mistake below a valid `site:` of three lines.
    static func after(_ name: String, _ rest: String, _ expected: String...) -> Mistake {
      Mistake(
        name: name, source: "site:\n  title: Kiosk\n  url: https://hub.example.com\n" + rest,
        expected: expected)
    }

    private init(name: String, source: String, expected: [String]) {
      testDescription = name
      self.source = source
      self.expected = expected
    }

    /// A mistake in an account, which begins on line 6.
    static func account(_ name: String, _ rest: String, _ expected: String...) -> Mistake {
      let source = """
        site: { title: Kiosk, url: "https://hub.example.com" }
        languages: { default: en, en: , sk: { name: Slovenčina } }
        syndication:
          audiences: [{ name: students, hook: "Studying?" }]
          accounts:
            - name: kiosk
              network: mastodon

        """
      return Mistake(name: name, source: source + rest, expected: expected)
    }
  }

  private static let dateHint =
    "note: write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00"
  private static let slotHint =
    "note: write 'Mon-Fri 09:00', 'Sat,Sun 10:30' or 'daily 08:00'"

  @Test(arguments: [
    Mistake(
      "an empty file", "", "hubgen.yaml:1:1: error: the configuration needs 'site' [missing-site]",
      "note: write 'site:' with 'title' and 'url' in it"),
    Mistake(
      "a file that is no mapping", "- site",
      "hubgen.yaml:1:1: error: a configuration is a mapping, not a list [wrong-type]",
      "note: write 'site:' and so on"),
    Mistake(
      "no title and no URL", "site:\n  theme: plaza\n",
      "hubgen.yaml:2:3: error: 'site' needs 'title' [missing-title]",
      "hubgen.yaml:2:3: error: 'site' needs 'url' [missing-url]"),
    Mistake(
      "a title without a value", "site:\n  title:\n  url: https://x.example\n",
      "hubgen.yaml:2:3: error: 'title' needs a value [missing-title]"),
    Mistake(
      "a title that is a list", "site:\n  title: [a]\n  url: https://x.example\n",
      "hubgen.yaml:2:10: error: 'title' takes text, not a list [wrong-type]"),
    Mistake(
      "a URL without a scheme", "site:\n  title: a\n  url: hub.example.com\n",
      "hubgen.yaml:3:8: error: a URL must start with https:// or http:// [bad-url]",
      "note: did you mean 'https://hub.example.com'?"),
    Mistake(
      "a URL with a password", "site:\n  title: a\n  url: https://me:pw@x.example/\n",
      "hubgen.yaml:3:8: error: a URL must not hold a user name or a password [bad-url]"),
    Mistake(
      "a URL with a blank", "site:\n  title: a\n  url: https://x.example/a b\n",
      "hubgen.yaml:3:8: error: a URL has no blanks [bad-url]"),
    Mistake(
      "a URL with a query", "site:\n  title: a\n  url: https://x.example/?a=1\n",
      "hubgen.yaml:3:8: error: a site's URL has no '?' or '#' part [bad-url]"),
    Mistake(
      "a URL without a host", "site:\n  title: a\n  url: https:///a\n",
      "hubgen.yaml:3:8: error: a URL needs a host [bad-url]"),
    .after(
      "a key of the top", "contents: {}",
      "hubgen.yaml:4:1: error: unknown key 'contents' in the configuration [unknown-key]",
      "note: did you mean 'content'?"),
    .after(
      "a key of a group", "  them: plaza",
      "hubgen.yaml:4:3: error: unknown key 'them' in 'site' [unknown-key]",
      "note: did you mean 'theme'?"),
    .after(
      "a key that resembles none", "markdown: { footnotes: true }",
      "hubgen.yaml:4:13: error: unknown key 'footnotes' in 'markdown' [unknown-key]",
      "note: known keys: smartPunctuation, rawHTML"),
    .after(
      "a theme outside its folder", "  theme: ../secret",
      "hubgen.yaml:4:10: error: 'theme' takes the name of a folder in 'themes', not a path [bad-theme]"
    ),
    .after(
      "a time zone", "  timezone: Europe/Bratislva",
      "hubgen.yaml:4:13: error: unknown time zone 'Europe/Bratislva' [unknown-timezone]",
      "note: did you mean 'Europe/Bratislava'?"),
    .after(
      "a time zone that resembles none", "  timezone: Mars",
      "hubgen.yaml:4:13: error: unknown time zone 'Mars' [unknown-timezone]",
      "note: write its IANA name, such as Europe/Bratislava"),
    .after(
      "an organization without a name", "  organization: { logo: logo.svg }",
      "hubgen.yaml:4:17: error: 'organization' needs 'name' [missing-name]"),
    .after(
      "a logo that is neither a path nor a URL of the web",
      "  organization: { name: a, logo: 'ftp://hub.example.com/logo.svg' }",
      "hubgen.yaml:4:34: error: a URL must start with https:// or http:// [bad-url]"),
    .after(
      "a profile that is no URL", "  organization: { name: a, sameAs: ['@kiosk'] }",
      "hubgen.yaml:4:37: error: a URL must start with https:// or http:// [bad-url]"),
    .after(
      "an image without a text", "  image: card.png",
      "hubgen.yaml:4:10: warning: 'image' has no text for people who can't see it [missing-alt]",
      "note: write image: { src: card.png, alt: What the picture shows }"),
    .after(
      "an image without a source", "  image: { alt: x }",
      "hubgen.yaml:4:10: error: 'image' needs 'src' [missing-src]"),
    .after(
      "a default language that is not listed",
      "languages: { default: se, sw: { name: Kiswahili }, en: { name: English } }",
      "hubgen.yaml:4:23: error: the default language 'se' is not in the list [unknown-language]",
      "note: did you mean 'sw'?"),
    .after(
      "several languages without a default", "languages: { en: { name: English }, sw: {} }",
      "hubgen.yaml:4:12: error: 'languages' needs 'default' [missing-default]",
      "note: write default: en"),
    .after(
      "a language code", "languages: { default: en, en: , en_GB: {} }",
      "hubgen.yaml:4:33: error: 'en_GB' is no language code [bad-language]",
      "note: write a BCP 47 code such as en, sw or pt-BR"),
    .after(
      "one language twice", "languages: { default: en, en: , EN: {} }",
      "hubgen.yaml:4:33: error: language 'EN' is 'en' once more [duplicate-language]"),
    .after(
      "a direction", "languages: { default: ar, ar: { name: العربية, direction: left } }",
      "hubgen.yaml:4:66: error: 'direction' takes ltr or rtl, not 'left' [unknown-value]"),
    .after(
      "a language that is text", "languages: { default: en, en: English }",
      "hubgen.yaml:4:31: error: 'en' takes a mapping, not text [wrong-type]"),
    .after(
      "a permalink without its slash", "content: { permalinks: { a: ':slug/' } }",
      "hubgen.yaml:4:29: error: a permalink must start with '/' [bad-permalink]",
      "note: did you mean '/:slug/'?"),
    .after(
      "a placeholder", "content: { permalinks: { a: '/:section/:slgu/' } }",
      "hubgen.yaml:4:29: error: unknown placeholder ':slgu' [bad-permalink]",
      "note: did you mean ':slug'?"),
    .after(
      "a placeholder that resembles none", "content: { permalinks: { a: '/:filename/' } }",
      "hubgen.yaml:4:29: error: unknown placeholder ':filename' [bad-permalink]",
      "note: use :year, :month, :day, :section, :slug or :title"),
    .after(
      "a permalink that leaves its folder", "content: { permalinks: { a: '/../:slug/' } }",
      "hubgen.yaml:4:29: error: a permalink must not hold '.' or '..' as a part [bad-permalink]"),
    .after(
      "a page size of nothing", "content: { pageSize: 0 }",
      "hubgen.yaml:4:22: error: 'pageSize' takes a whole number from 1 to 1000, not 0 [out-of-range]"
    ),
    .after(
      "a page size in words", "content: { pageSize: ten }",
      "hubgen.yaml:4:22: error: 'pageSize' takes a whole number from 1 to 1000, not text [wrong-type]"
    ),
    .after(
      "a feed", "content: { feeds: [atom, jsn] }",
      "hubgen.yaml:4:26: error: 'feeds' takes atom, rss or json, not 'jsn' [unknown-value]",
      "note: did you mean 'json'?"),
    .after(
      "a taxonomy that is a key", "content: { taxonomies: [tags, date] }",
      "hubgen.yaml:4:31: error: 'date' can't be a taxonomy: front matter uses it already [bad-taxonomy]"
    ),
    .after(
      "a taxonomy twice", "content: { taxonomies: [tags, tags] }",
      "hubgen.yaml:4:31: error: taxonomy 'tags' is given twice [duplicate-taxonomy]"),
    .after(
      "raw HTML", "markdown: { rawHTML: filterd }",
      "hubgen.yaml:4:22: error: 'rawHTML' takes filtered, allowed or escaped, not 'filterd' [unknown-value]",
      "note: did you mean 'filtered'?"),
    .after(
      "a word for true", "markdown: { smartPunctuation: yes }",
      "hubgen.yaml:4:31: error: 'smartPunctuation' takes true or false, not 'yes' [wrong-type]",
      "note: write true or false without quotes"),
    .after(
      "a month", "syndication: { since: 2026-13-01 }",
      "hubgen.yaml:4:23: error: a year has months 1 to 12, not 13 [bad-date]", dateHint),
    .after(
      "a database", "syndication: { store: 'mysql://x' }",
      "hubgen.yaml:4:23: error: 'store' takes the path of a SQLite file or a postgres:// URL [bad-store]",
      "note: write a path such as .hubgen/queue.sqlite, or postgres://USER:${PASSWORD}@HOST/DATABASE"
    ),
    .after(
      "a tracking placeholder", "syndication: { utm: { source: '{netwrk}' } }",
      "hubgen.yaml:4:31: error: unknown placeholder '{netwrk}' [bad-placeholder]",
      "note: did you mean '{network}'?"),
    .after(
      "an open brace", "syndication: { utm: { source: '{network' } }",
      "hubgen.yaml:4:31: error: '{' has no closing '}' [bad-placeholder]"),
    .after(
      "an audience twice", "syndication:\n  audiences:\n    - students\n    - { name: students }",
      "hubgen.yaml:7:15: error: audience 'students' is given twice [duplicate-audience]",
      "hubgen.yaml:6:7: note: first given here"),
    .after(
      "an account without a network", "syndication: { accounts: [{ name: a }] }",
      "hubgen.yaml:4:27: error: an account needs 'network' [missing-network]"),
    .after(
      "an account that is text", "syndication: { accounts: [mastodon] }",
      "hubgen.yaml:4:27: error: 'accounts' takes a list of mappings, not text [wrong-type]"),
    .after(
      "an account's name", "syndication: { accounts: [{ name: My Kiosk, network: x }] }",
      "hubgen.yaml:4:35: error: an account is named in lower-case letters, digits and hyphens [bad-account-name]",
      "note: did you mean 'my-kiosk'?"),
    .account(
      "an account twice", "    - { name: kiosk, network: matrix }",
      "hubgen.yaml:8:15: error: account 'kiosk' is given twice [duplicate-account]",
      "hubgen.yaml:6:13: note: first given here"),
    .account(
      "an account's language", "      languages: [en, sl]",
      "hubgen.yaml:8:23: error: unknown language 'sl' [unknown-language]",
      "note: did you mean 'sk'?"),
    .account(
      "an account's audience", "      audience: studnets",
      "hubgen.yaml:8:17: error: unknown audience 'studnets' [unknown-audience]",
      "note: did you mean 'students'?"),
    .account(
      "a slot's day", "      slots: ['Fre 09:00']",
      "hubgen.yaml:8:15: error: 'Fre' is no day; days are Mon, Tue, Wed, Thu, Fri, Sat, Sun and daily [bad-slot]",
      "note: did you mean 'Fri'?"),
    .account(
      "a slot's time", "      slots: ['Mon 24:00']",
      "hubgen.yaml:8:15: error: '24:00' is no time from 00:00 to 23:59 [bad-slot]", slotHint),
    .account(
      "a slot without a day", "      slots: 09:00",
      "hubgen.yaml:8:14: error: a slot is days and a time, not '09:00' [bad-slot]", slotHint),
    .account(
      "a key of hashtags", "      hashtags: { maximum: 3 }",
      "hubgen.yaml:8:19: error: unknown key 'maximum' in 'hashtags' [unknown-key]",
      "note: known keys: always, max, style"),
    .account(
      "a style of hashtags", "      hashtags: { style: camelcase }",
      "hubgen.yaml:8:26: error: 'style' takes camelCase, lower or asIs, not 'camelcase' [unknown-value]",
      "note: did you mean 'camelCase'?"),
    .account(
      "a hashtag for every post", "      hashtags: { always: [two words] }",
      "hubgen.yaml:8:28: error: a hashtag is one word without blanks, not 'two words' [bad-hashtag]"
    ),
    .account(
      "the parts of a thread", "      thread: { parts: 1 }",
      "hubgen.yaml:8:24: error: 'parts' takes a whole number from 2 to 25, not 1 [out-of-range]"),
    .account(
      "a comment", "      firstComment: links",
      "hubgen.yaml:8:21: error: 'firstComment' takes link or hashtags, not 'links' [unknown-value]",
      "note: did you mean 'link'?"),
    .account(
      "a byline without authors", "      byline: By the desk",
      "hubgen.yaml:8:15: error: 'byline' has no '{authors}' [bad-placeholder]",
      "note: write a line such as 'By {authors}'"),
    .account(
      "an unknown placeholder in a byline", "      byline: By {authors} {foo}",
      "hubgen.yaml:8:15: error: unknown placeholder '{foo}' [bad-placeholder]",
      "note: use {authors}"),
    .account(
      "a misspelt placeholder in a byline", "      byline: By {author}",
      "hubgen.yaml:8:15: error: unknown placeholder '{author}' [bad-placeholder]",
      "note: did you mean '{authors}'?"),
    .after(
      "a mention of two words", "syndication: { mentions: { ada: { x: Ada Desk } } }",
      "hubgen.yaml:4:38: error: a mention is one word without blanks, not 'Ada Desk' [bad-mention]",
      "note: write the name that the network links, such as @ada"),
    .after(
      "a hook in a language that is none of the hub's",
      "syndication: { audiences: [{ name: students, hook: { de: Hallo } }] }",
      "hubgen.yaml:4:54: error: unknown language 'de' [unknown-language]",
      "note: known: en"),
    .after(
      "a mention as text", "syndication: { mentions: { ada: x } }",
      "hubgen.yaml:4:33: error: 'ada' takes a mapping of networks to names, not text [wrong-type]"),
    .after(
      "the theme's name among its settings", "theme: plaza",
      "hubgen.yaml:4:8: error: 'theme' takes a mapping of the theme's settings, not text [wrong-type]",
      "note: the theme's name goes under 'site:', as theme: plaza"),
    .after(
      "values for the theme", "params: [1]",
      "hubgen.yaml:4:9: error: 'params' takes a mapping, not a list [wrong-type]"),
    .after(
      "a slip of YAML", "content: { feeds: [atom }",
      "hubgen.yaml:4:25: error: ',' or ']' is expected here [yaml-syntax]"),
    .after(
      "a group twice", "site: {}",
      "hubgen.yaml:4:1: error: key 'site' is given twice [duplicate-key]",
      "hubgen.yaml:1:1: note: first given here"),
  ])
  func `a mistake in the configuration is named at its place`(_ row: Mistake) {
    #expect(configProblems(row.source) == row.expected)
  }

  @Test func `all mistakes are named in one run, in the order of the file`() {
    let problems = configProblems(
      """
      site: { title: a, url: x }
      content: { pageSize: 0, feeds: [x] }
      syndication: { since: never, accounts: [{ name: A }] }
      zzz: 1
      """)
    #expect(problems.filter { !$0.hasPrefix("note") }.count == 7)
    #expect(problems.contains { $0.hasPrefix("hubgen.yaml:4:1: error: unknown key 'zzz'") })
  }

  @Test func `a mistake leaves a stand-in, so that pages can be checked as well`() throws {
    let (config, problems) = HubConfig.decode(Array("site: { title: a, url: x }".utf8))
    #expect(problems.hasErrors)
    #expect(try #require(config).site.url.origin == "https://hub.invalid")
  }
}
