import Foundation
import HubData
import HubDiagnostics
import HubModel
import Testing

struct ConfigTests {
  private static let full = """
    site:
      title: Kiosk
      url: https://Hub.Example.com:8443/blog/
      description: What we learn while selling coffee.
      theme: plaza
      timezone: Africa/Nairobi
      organization: { name: Kiosk, logo: logo.svg, sameAs: [https://mastodon.example/@kiosk] }
      image: { src: card.png, alt: A cup }
    languages:
      default: en
      sw: { name: Kiswahili }
      en: { name: English }
      ar: { name: العربية }
    content:
      permalinks: { articles: "/:section/:year/:slug/" }
      taxonomies: [tags, topics]
      pageSize: 5
      feeds: [json, atom]
    markdown: { smartPunctuation: false, rawHTML: escaped }
    syndication:
      timezone: Europe/Bratislava
      since: 2026-11-01
      store: queue/posts.sqlite
      requireLive: false
      utm: { source: "{network}", medium: social, campaign: "{section}" }
      audiences:
        - { name: students, hook: "Studying and short of time?" }
      accounts:
        - name: kiosk-mastodon
          network: mastodon
          server: https://mastodon.example
          token: ${KIOSK_MASTODON_TOKEN}
          languages: [en]
          audience: students
          slots: ["Mon-Fri 09:00", "Sat-Mon 17:30", daily 08:05]
          hashtags: { max: 3, style: lower, always: ["#kiosk", coffee] }
          thread: { parts: 6, link: last, numbered: false }
          firstComment: [link, hashtags]
          byline: "By {authors}"
      mentions: { ada: { name: Ada Desk, mastodon: "@ada@social.example" }, bo: { x: "@bo" } }
    params: { color: red, sizes: [1, 2.5], "12": ~ }
    """

  @Test func `every key of the configuration is read`() throws {
    let (decoded, problems) = HubConfig.decode(Array(Self.full.utf8))
    #expect(problems == [])
    let config = try #require(decoded)
    #expect(config.site.title == "Kiosk")
    #expect(config.site.url == SiteURL(origin: "https://hub.example.com:8443", basePath: "/blog"))
    #expect(config.site.description == "What we learn while selling coffee.")
    #expect(config.site.timeZone.identifier == "Africa/Nairobi")
    #expect(config.site.organization?.sameAs == ["https://mastodon.example/@kiosk"])
    #expect(config.site.image?.value == ImageReference(source: "card.png", alt: "A cup"))
    #expect(config.languages.all.map(\.code) == ["en", "sw", "ar"])
    #expect(config.languages.all.map(\.direction) == [.leftToRight, .leftToRight, .rightToLeft])
    #expect(config.content.permalinks["articles"]?.value == "/:section/:year/:slug/")
    #expect(config.content.taxonomies == ["tags", "topics"])
    #expect(config.content.pageSize == 5)
    #expect(config.content.feeds == [.atom, .json])
    #expect(config.markdown == MarkdownConfig(smartPunctuation: false, rawHTML: .escaped))
    #expect(
      config.params
        == .map([
          .init(key: "color", value: .string("red")),
          .init(key: "sizes", value: .list([.int(1), .double(2.5)])),
          .init(key: "12", value: .null),
        ]))
  }

  @Test func `every key of an account is read, its network's own as they stand`() throws {
    let syndication = try #require(
      HubConfig.decode(Array(Self.full.utf8)).config?.syndication)
    #expect(syndication.since?.rfc3339 == "2026-11-01T00:00:00+01:00")
    #expect(syndication.store.value == "queue/posts.sqlite")
    #expect(!syndication.requireLive)
    #expect(
      syndication.utm == UTMConfig(source: "{network}", medium: "social", campaign: "{section}"))
    #expect(
      syndication.audiences == [
        Audience(name: "students", hook: "Studying and short of time?", language: "en")
      ])
    let account = try #require(syndication.accounts.first)
    #expect(account.name.value == "kiosk-mastodon")
    #expect(account.network.span == SourceSpan(line: 30, column: 16, length: 8))
    #expect(account.languages == ["en"])
    #expect(account.audience == "students")
    #expect(
      account.slots == [
        Slot(weekdays: [1, 2, 3, 4, 5], hour: 9, minute: 0),
        Slot(weekdays: [6, 7, 1], hour: 17, minute: 30),
        Slot(weekdays: Set(1...7), hour: 8, minute: 5),
      ])
    #expect(
      account.hashtags == HashtagConfig(maximum: 3, style: .lower, always: ["kiosk", "coffee"]))
    #expect(account.thread == ThreadConfig(parts: 6, link: .last, isNumbered: false))
    #expect(account.firstComment == [.link, .hashtags])
    #expect(account.byline == "By {authors}")
    #expect(syndication.mentions.mapValues(\.name) == ["ada": "Ada Desk", "bo": "bo"])
    let forms = syndication.mentions.mapValues { $0.forms.mapValues(\.value) }
    #expect(forms == ["ada": ["mastodon": "@ada@social.example"], "bo": ["x": "@bo"]])
    #expect(syndication.mentions["ada"]?.forms["mastodon"]?.span.column == 48)
    #expect(account.settings.map(\.key.value) == ["server", "token"])
    #expect(
      account.settings.map(\.value.text) == ["https://mastodon.example", "${KIOSK_MASTODON_TOKEN}"])
    #expect(account.location.description == "hubgen.yaml:29:7")
  }

  @Test func `the shortest configuration has the defaults`() throws {
    let (decoded, problems) = HubConfig.decode(
      Array("site: { title: a, url: 'http://localhost:8000/' }".utf8))
    #expect(problems == [])
    let config = try #require(decoded)
    #expect(config.site.url == SiteURL(origin: "http://localhost:8000"))
    #expect(config.site.theme == "plaza")
    #expect(config.languages.all.map(\.code) == ["en"])
    #expect(config.content.pageSize == 20)
    #expect(config.content.feeds == [.atom, .rss, .json])
    #expect(config.content.taxonomies == ["tags", "categories", "authors", "series"])
    #expect(config.syndication == nil)
  }

  @Test func `syndication keeps the site's time zone unless it has its own`() throws {
    let source =
      "site: { title: a, url: 'https://x.example', timezone: Asia/Yerevan }\nsyndication: { since: 2026-11-01 }"
    let config = try #require(HubConfig.decode(Array(source.utf8)).config)
    #expect(config.syndication?.since?.rfc3339 == "2026-11-01T00:00:00+04:00")
  }

  @Test(arguments: ["en", "sw", "pt-BR", "sr-Latn-RS", "fil", "zh-Hans", "de-1996", "es-419"])
  func `codes of the shape of BCP 47 are language codes`(_ code: String) {
    #expect(Language.isCode(code))
  }

  @Test(arguments: [
    "", "e", "english-", "en_US", "-en", "en--US", "1a", "ելք", "en-toolongsubtag", "latn",
  ])
  func `other texts are no language codes`(_ code: String) {
    #expect(!Language.isCode(code))
  }

  @Test(arguments: [
    ("ar", true), ("fa", true), ("he", true), ("ur", true), ("ckb", true), ("ar-EG", true),
    ("az-Arab", true), ("ar-Latn", false), ("en", false), ("hy", false), ("sw", false),
  ])
  func `a language knows its usual direction`(_ code: String, _ isRightToLeft: Bool) {
    #expect((Language.usualDirection(of: code) == .rightToLeft) == isRightToLeft)
  }
}
