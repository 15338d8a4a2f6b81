import Foundation
import HubDiagnostics
import struct HubDiagnostics.SourceLocation
import HubModel
import HubTestSupport
import Testing

/// Whether a place lies in the text, the end of a line and of the file included.
private func contains(_ bytes: [UInt8], _ location: SourceLocation?) -> Bool {
  guard let span = location?.span else { return true }
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  guard (1...lines.count).contains(span.line) else { return false }
  let length = lines[span.line - 1].count
  return (1...length + 1).contains(span.column) && span.column + span.length <= length + 2
}

struct DecodingFuzzTests {
  private static let config = """
    site: { title: Kiosk, url: "https://hub.example.com/b/", timezone: Europe/Bratislava, image: a.png }
    languages: { default: en, en: { name: English }, ar: { name: العربية, direction: rtl } }
    content: { permalinks: { articles: "/:section/:slug/" }, taxonomies: [tags], pageSize: 5, feeds: [atom] }
    syndication:
      since: 2026-11-01
      utm: { source: "{network}" }
      audiences: [{ name: students, hook: "?" }]
      accounts: [{ name: a, network: b, languages: [en], slots: ["Mon-Fri 09:00"], hashtags: { max: 3 } }]
    params: { a: [1, 2.5, ~] }
    """

  private static let pages = [
    """
    ---
    title: Հայերեն
    date: 2026-11-20T09:00:00+01:00
    slug: opening-day
    tags: [opening, 咖啡]
    image: { src: cover.jpg, alt: The queue }
    aliases: [/old/]
    social: { hooks: { students: x }, expires: 3d, repeat: { every: 30d, times: 3 }, skip: [x] }
    ---
    Text
    """,
    """
    +++
    title = "x"
    date = 2026-11-20 09:00:00
    tags = ["a"]
    [social]
    repeat = { every = "30d", times = 3 }
    +++
    Text
    """,
  ]

  private static let dictionary = [
    "---\n", "+++\n", "&a ", "*a", "<<: ", "!!x ", "? ", "- ", ": ", "|\n", "2026-02-30", "25:61",
    "Mon-", "daily", "title:", "title = ", "= ", "[[", "default:", "{network}", ":slug", "https://",
    "99999999999d", "yes", "~", "../",
  ]

  private func check(_ problems: [Diagnostic], _ bytes: [UInt8], _ number: Int) {
    for problem in problems {
      let isInside =
        contains(bytes, problem.location)
        && problem.notes.allSatisfy { contains(bytes, $0.location) }
      if !isInside { Issue.record("input \(number): \(problem) in \(bytes)") }
    }
  }

  @Test func `spoilt configurations never crash, and every problem lies in the file`() {
    Fuzz.run(
      seeds: [Array(Self.config.utf8)], dictionary: Self.dictionary,
      count: Fuzz.count(otherwise: 10_000), seed: 2
    ) { number, bytes in
      let (config, problems) = HubConfig.decode(bytes)
      if config == nil, !problems.hasErrors { Issue.record("input \(number) is lost: \(bytes)") }
      check(problems, bytes, number)
    }
  }

  @Test func `spoilt front matter never crashes, and every problem lies in the file`() {
    Fuzz.run(
      seeds: Self.pages.map { Array($0.utf8) }, dictionary: Self.dictionary,
      count: Fuzz.count(otherwise: 10_000), seed: 3
    ) { number, bytes in
      let (frontMatter, problems) = page(bytes)
      if frontMatter == nil, !problems.hasErrors {
        Issue.record("input \(number) is lost: \(bytes)")
      }
      check(problems, bytes, number)
    }
  }

  @Test func `any text at all is a date, a slot, a length and a slug or is refused`() {
    Fuzz.run(
      seeds: ["2026-11-20T09:00:00+01:00", "Mon-Fri 09:00", "3d", "https://x.example:1/a"]
        .map { Array($0.utf8) },
      dictionary: Self.dictionary, count: Fuzz.count(otherwise: 10_000), seed: 4,
      maximumLength: 64
    ) { _, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? Timestamp.parse(text, in: .gmt)
      _ = try? Slot.parse(text)
      _ = try? SiteURL.parse(text)
      _ = DurationText.seconds(text)
      _ = Slug.make(text)
    }
  }
}
