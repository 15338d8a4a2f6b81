import Foundation
import HubData
import HubDiagnostics
import HubModel
import Testing

/// The keys of `syndication:` that say when and how often.
@Suite struct PostingPaceConfigTests {
  @Test func `the keys of an account, campaigns and calendars are read`() throws {
    let source = """
      site: { title: Kiosk, url: "https://hub.example.com" }
      syndication:
        timezone: Europe/Bratislava
        accounts:
          - name: kiosk
            network: mastodon
            timezone: America/New_York
            since: 2026-11-01
            slots: ["Mon-Fri 09:00", "0 9,17 1 * *"]
            gap: 2h
            perDay: 3
            quiet: ["22:00-07:00", "12:00-13:00"]
            approve: true
            evergreen: { after: 90d, times: 3, sections: [guides] }
            budget: { posts: 100, cost: 20.00, each: 0.015, per: week }
            expires: 30d
            edits: leave
            server: https://mastodon.example
          - { name: two, network: matrix }
        campaigns:
          - { name: friday, from: 2026-11-23, until: 2026-11-30, tags: [sale], slots: [daily 15:00],
              hashtags: ["#BlackFriday"], priority: 9, accounts: [kiosk] }
        calendars:
          - { file: days.ics, as: avoid }
          - { file: coffee.ics, as: aim, within: 2w, sections: [news] }
      """
    let (config, diagnostics) = HubConfig.decode(Array(source.utf8))
    #expect(diagnostics.isEmpty)
    let syndication = try #require(config?.syndication)
    let account = syndication.accounts[0]
    #expect(account.settings.map(\.key.value) == ["server"])
    #expect(account.slots.count == 3)
    #expect(
      account.slots[2]
        == Slot(weekdays: Slot.everyWeekday, monthDays: [1], hour: 17, minute: 0))
    let pace = account.pace
    #expect(pace.timeZone?.identifier == "America/New_York")
    // Midnight in New York.
    #expect(pace.since?.rfc3339 == "2026-11-01T00:00:00-04:00")
    #expect(pace.gap == 7200 && pace.perDay == 3 && pace.needsApproval && pace.edits == .leave)
    #expect(pace.quiet == [.init(start: 1320, end: 420), .init(start: 720, end: 780)])
    #expect(pace.evergreen?.after == 90 * 86_400 && pace.evergreen?.times == 3)
    #expect(pace.evergreen?.filter == ArticleFilter(sections: ["guides"]))
    #expect(pace.budget?.posts == 100 && pace.budget?.period == .week)
    #expect(pace.budget?.cost?.thousandths == 20_000 && pace.budget?.each?.thousandths == 15)
    #expect(pace.expires?.value == 30 * 86_400)
    #expect(syndication.accounts[1].pace.gap == 0 && syndication.accounts[1].pace.edits == .update)
    let campaign = syndication.campaigns[0]
    #expect(campaign.from.rfc3339 == "2026-11-23T00:00:00+01:00")
    // The last day is meant as a whole.
    #expect(campaign.until.rfc3339 == "2026-12-01T00:00:00+01:00")
    #expect(campaign.hashtags == ["BlackFriday"] && campaign.priority == 9)
    #expect(campaign.accounts == ["kiosk"] && campaign.filter.tags == ["sale"])
    #expect(syndication.calendars.map(\.use) == [.avoid, .aim])
    #expect(syndication.calendars[1].within == 14 * 86_400)
  }

  @Test(arguments: [
    ("quiet: 22-07", "8:14: error: '22-07' is no stretch of a day [bad-quiet-hours]"),
    (
      "quiet: \"09:00-09:00\"",
      "8:14: error: '09:00-09:00' is no stretch of a day [bad-quiet-hours]"
    ),
    (
      "slots: [daily 23:00]\n      quiet: \"22:00-07:00\"",
      "8:15: error: a slot lies in the account's quiet hours, 22:00-07:00 [quiet-slot]"
    ),
    ("gap: often", "8:12: error: 'often' is no length of time up to ten years [bad-duration]"),
    (
      "perDay: 0", "8:15: error: 'perDay' takes a whole number from 1 to 1000, not 0 [out-of-range]"
    ),
    (
      "timezone: Europe/Bratislva",
      "8:17: error: unknown time zone 'Europe/Bratislva' [unknown-timezone]"
    ),
    (
      "evergreen: { after: 90d, times: 2 }",
      "8:7: error: 'evergreen' fills slots, and the account has none [evergreen-without-slots]"
    ),
    (
      "slots: [daily 09:00]\n      evergreen: { after: 90d }",
      "9:18: error: 'evergreen' needs 'times' [missing-times]"
    ),
    ("budget: { per: month }", "8:15: error: a budget needs 'posts' or 'cost' [empty-budget]"),
    ("budget: { cost: 20 EUR }", "8:23: error: '20 EUR' is no amount of money [bad-amount]"),
    ("budget: { post: 3 }", "8:17: error: unknown key 'post' in 'budget' [unknown-key]"),
    ("edits: never", "8:14: error: 'edits' takes update or leave, not 'never' [unknown-value]"),
    (
      "slots: [\"0 25 * * *\"]",
      "8:15: error: '25' is no hour from 0 to 23 [bad-slot]"
    ),
    (
      "slots: [\"0 9 31 2 *\"]",
      "8:15: error: '0 9 31 2 *' names a day that never comes [bad-slot]"
    ),
    (
      "slots: [\"*/10 * * * *\"]",
      "8:15: error: '*/10 * * * *' comes 144 times a day; 96 is the most [bad-slot]"
    ),
  ])
  func `a mistake in an account is named at its place`(_ lines: String, _ problem: String) {
    let source = """
      site:
        title: Kiosk
        url: https://hub.example.com
      syndication:
        accounts:
          - name: kiosk
            network: mastodon
            \(lines)
      """
    let shown = HubConfig.decode(Array(source.utf8)).diagnostics.map(\.line)
    #expect(shown.contains("hubgen.yaml:" + problem), "\(shown)")
  }

  @Test(arguments: [
    (
      "campaigns: [{ name: x, from: 2026-11-20, until: 2026-11-19 }]",
      "6:51: error: the campaign ends before it begins [empty-campaign]"
    ),
    (
      "campaigns: [{ name: x, from: 2026-11-20 }]",
      "6:15: error: a campaign needs 'until' [missing-until]"
    ),
    (
      "campaigns: [{ name: x, from: 2026-11-20, until: 2026-11-21, account: [a] }]",
      "6:63: error: unknown key 'account' in a campaign [unknown-key]"
    ),
    (
      "calendars: [{ file: x.ics, as: avoid, accounts: [kisk] }]",
      "6:52: error: unknown account 'kisk' [unknown-account]"
    ),
    (
      "calendars: [{ file: x.ics, as: skip }]",
      "6:34: error: 'as' takes avoid or aim, not 'skip' [unknown-value]"
    ),
    (
      "calendars: [{ file: x.ics, as: avoid, tags: [a] }]",
      "6:41: error: 'tags' goes with 'as: aim'; a day to avoid is one for all articles [avoid-for-all]"
    ),
  ])
  func `a mistake in a campaign or a calendar is named at its place`(
    _ line: String, _ problem: String
  ) {
    let source = """
      site:
        title: Kiosk
        url: https://hub.example.com
      syndication:
        accounts: [{ name: kiosk, network: mastodon }]
        \(line)
      """
    let shown = HubConfig.decode(Array(source.utf8)).diagnostics.map(\.line)
    #expect(shown.contains("hubgen.yaml:" + problem), "\(shown)")
  }

  @Test func `cron's fields stand for slots`() throws {
    func slots(_ text: String) throws -> [String] {
      try Slot.all(in: text).map {
        "\($0.weekdays.sorted()) \($0.monthDays.count) \($0.months.count) \($0.hour):\($0.minute)"
      }
    }
    #expect(try slots("0 9 * * 1-5") == ["[1, 2, 3, 4, 5] 31 12 9:0"])
    #expect(
      try slots("*/30 9-10 * * 0") == [
        "[7] 31 12 9:0", "[7] 31 12 9:30", "[7] 31 12 10:0", "[7] 31 12 10:30",
      ])
    #expect(try slots("5 4 * jan-mar sun,7") == ["[7] 31 3 4:5"])
    // Either day is enough where both are given.
    #expect(
      try slots("0 0 13 * 5") == ["[1, 2, 3, 4, 5, 6, 7] 1 12 0:0", "[5] 31 12 0:0"])
    #expect(try slots("Mon 09:00") == ["[1] 31 12 9:0"])
    for wrong in [
      "60 9 * * *", "0 9 0 * *", "0 9 * 13 *", "0 9 * * 8", "0 9 * * mon-", "0 9 5-1 * *",
      "*/0 9 * * *", "0 9 * * */9", "a 9 * * *", "0 9 1,,2 * *", "+1 9 * * *",
    ] {
      #expect(throws: SlotProblem.self, "\(wrong)") { try Slot.all(in: wrong) }
    }
  }
}

extension Diagnostic {
  fileprivate var line: String {
    "\(location?.description ?? "") \(severity.rawValue): \(message) [\(id)]"
      .replacingOccurrences(of: " error", with: ": error")
  }
}
