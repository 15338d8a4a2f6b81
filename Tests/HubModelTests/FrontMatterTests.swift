import Foundation
import HubData
import HubDiagnostics
import HubModel
import Testing

struct FrontMatterTests {
  private static let yaml = """
    ---
    title: How we opened on a rainy Monday
    date: 2026-11-20T09:00:00+01:00
    updated: 2026-11-21
    description: A story
    slug: opening-day
    tags: [opening, coffee, opening]
    series: Starting
    image: { src: cover.jpg, alt: The queue at the door }
    aliases: [/old/opening/]
    draft: true
    expires: 2027-01-01
    social:
      teaser: Own words
      variants: [Other words, More words]
      thread: false
      hooks: { students: "Coffee is half price before nine", owners: [One, Two] }
      networks: { linkedin: "A longer text" }
      hashtags: ["#coffee", Monday]
      publish: 2026-11-21T08:30
      expires: 3d
      repeat: { every: 30d, times: 3 }
      skip: [x]
    params: { wide: true }
    ---
    Text
    """

  private static let toml = """
    +++
    title = "How we opened on a rainy Monday"
    date = 2026-11-20T09:00:00+01:00
    updated = 2026-11-21
    description = "A story"
    slug = "opening-day"
    tags = ["opening", "coffee", "opening"]
    series = "Starting"
    image = { src = "cover.jpg", alt = "The queue at the door" }
    aliases = ["/old/opening/"]
    draft = true
    expires = 2027-01-01
    [social]
    teaser = "Own words"
    variants = ["Other words", "More words"]
    thread = false
    hooks = { students = "Coffee is half price before nine", owners = ["One", "Two"] }
    networks = { linkedin = "A longer text" }
    hashtags = ["#coffee", "Monday"]
    publish = 2026-11-21T08:30:00
    expires = "3d"
    repeat = { every = "30d", times = 3 }
    skip = ["x"]
    [params]
    wide = true
    +++
    Text
    """

  @Test(arguments: [yaml, toml]) func `every key of front matter is read`(_ source: String) throws {
    let (decoded, problems) = page(Array(source.utf8))
    #expect(problems == [])
    let page = try #require(decoded)
    #expect(page.title == "How we opened on a rainy Monday")
    #expect(page.date?.rfc3339 == "2026-11-20T09:00:00+01:00")
    #expect(page.updated?.rfc3339 == "2026-11-21T00:00:00Z")
    #expect(page.description == "A story")
    #expect(page.slug?.value == "opening-day")
    #expect(page.slug?.span.line == 6)
    #expect(page.terms["tags"]?.map(\.value) == ["opening", "coffee"])
    #expect(page.terms["series"]?.map(\.value) == ["Starting"])
    #expect(page.terms["authors"] == nil)
    #expect(page.image?.value == ImageReference(source: "cover.jpg", alt: "The queue at the door"))
    #expect(page.aliases.map(\.value) == ["/old/opening/"])
    #expect(page.draft)
    #expect(page.expires?.isoDate == "2027-01-01")
    #expect(page.social.teaser == "Own words")
    #expect(page.social.variants == ["Other words", "More words"])
    #expect(page.social.thread == false)
    #expect(page.social.hooks["owners"] == ["One", "Two"])
    #expect(page.social.hooks["students"] == ["Coffee is half price before nine"])
    #expect(page.social.networks["linkedin"]?.value == "A longer text")
    #expect(page.social.hashtags == ["coffee", "Monday"])
    #expect(page.social.publish?.rfc3339 == "2026-11-21T08:30:00Z")
    #expect(page.social.expires == .after(3 * 86_400))
    #expect(page.social.repeat == SocialFrontMatter.Repeat(interval: 30 * 86_400, times: 3))
    #expect(page.social.skip.map(\.value) == ["x"])
    #expect(page.params == .map([.init(key: "wide", value: .bool(true))]))
  }

  @Test func `dates without an offset are meant in the site's zone, posts' in syndication's`()
    throws
  {
    var config = HubConfig.sample
    config.site.timeZone = try #require(TimeZone(identifier: "Asia/Yerevan"))
    config.syndication?.timeZone = try #require(TimeZone(identifier: "Europe/Bratislava"))
    let source =
      "---\ntitle: a\ndate: 2026-07-01 09:00\nsocial: { publish: 2026-07-01 09:00, expires: 2026-12-01 }\n---\n"
    let (page, problems) = page(Array(source.utf8), config: config)
    #expect(problems == [])
    #expect(page?.date?.rfc3339 == "2026-07-01T09:00:00+04:00")
    #expect(page?.social.publish?.rfc3339 == "2026-07-01T09:00:00+02:00")
    guard case .at(let moment) = page?.social.expires else {
      Issue.record("no date")
      return
    }
    #expect(moment.rfc3339 == "2026-12-01T00:00:00+01:00")
  }

  @Test func `taxonomies are those of the configuration`() {
    var config = HubConfig.sample
    config.content.taxonomies = ["topics"]
    let (page, problems) = page(
      Array("---\ntitle: a\ntopics: [x]\ntags: [y]\n---\n".utf8), config: config)
    #expect(page?.terms["topics"]?.map(\.value) == ["x"])
    #expect(problems.map(\.id) == ["unknown-key"])
  }

  @Test func `no hashtags at all differ from none given`() {
    #expect(
      page(Array("---\ntitle: a\nsocial: { hashtags: [] }\n---\n".utf8)).frontMatter?.social
        .hashtags == [])
    #expect(page(Array("---\ntitle: a\n---\n".utf8)).frontMatter?.social.hashtags == nil)
  }

  struct Split: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let content: String
    let body: String
    let line: Int
  }

  @Test(arguments: [
    Split(
      testDescription: "YAML", source: "---\na: 1\n---\nText\n", content: "a: 1\n", body: "Text\n",
      line: 4),
    Split(
      testDescription: "TOML", source: "+++\na = 1\n+++\nText", content: "a = 1\n", body: "Text",
      line: 4),
    Split(testDescription: "nothing", source: "---\n---\n", content: "", body: "", line: 3),
    Split(
      testDescription: "no body", source: "---\na: 1\n---", content: "a: 1\n", body: "", line: 4),
    Split(
      testDescription: "a mark and Windows line ends",
      source: "\u{FEFF}---\r\na: 1\r\n---\r\n\r\nText",
      content: "a: 1\r\n", body: "\r\nText", line: 4),
    Split(
      testDescription: "blanks behind the lines", source: "--- \na: 1\n---\t \nText",
      content: "a: 1\n",
      body: "Text", line: 4),
    Split(
      testDescription: "rules in the body", source: "---\na: 1\n---\n---\n", content: "a: 1\n",
      body: "---\n", line: 4),
    Split(
      testDescription: "a longer rule inside", source: "---\na: |\n  x\n----\n---\nT",
      content: "a: |\n  x\n----\n", body: "T", line: 6),
  ])
  func `the block and the body are found`(_ row: Split) throws {
    let bytes = Array(row.source.utf8)
    let (found, problems) = FrontMatterBlock.split(bytes, file: "a.md")
    #expect(problems == [])
    let block = try #require(found)
    #expect(String(decoding: bytes[block.content], as: UTF8.self) == row.content)
    #expect(String(decoding: bytes[block.body], as: UTF8.self) == row.body)
    #expect(block.bodyFirstLine == row.line)
  }
}
