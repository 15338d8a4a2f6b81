import Foundation
import HubDiagnostics
import HubModel
import HubSyndication

/// The configuration of a history's hub, as its seed makes it.
struct Setting: Sendable {
  let kinds: [String: NetworkKind]
  let config: SyndicationConfig
  let calendars: [HolidayCalendar]

  /// - Parameters:
  ///   - random: the history's.
  ///   - now: when it begins.
  init(_ random: SeededRandom, now: Int64) {
    var kinds: [String: NetworkKind] = [:]
    var accounts: [AccountConfig] = []
    for number in 1...(1 + random.next(3)) {
      let kind = random.pick(NetworkKind.allCases)
      kinds["\(kind.rawValue)\(number)"] = kind
      accounts.append(Self.account("\(kind.rawValue)\(number)", kind, random))
    }
    self.kinds = kinds
    config = SyndicationConfig(
      timeZone: random.once(in: 4) ? TimeZone(identifier: "Europe/Berlin") ?? .gmt : .gmt,
      requireLive: random.once(in: 2), accounts: accounts,
      campaigns: random.once(in: 5) ? [Self.campaign(random, now: now)] : [])
    calendars = random.once(in: 6) ? [Self.calendar(random, now: now)] : []
  }

  private static func account(
    _ name: String, _ kind: NetworkKind, _ random: SeededRandom
  ) -> AccountConfig {
    let slots =
      random.once(in: 3) ? [1, 9, 17].map { Slot(weekdays: Set(1...7), hour: $0, minute: 30) } : []
    return AccountConfig(
      name: located(name), network: located(kind.rawValue), slots: slots,
      pace: pace(random, hasSlots: !slots.isEmpty),
      thread: random.once(in: 3)
        ? ThreadConfig(parts: 2 + random.next(2), link: random.pick([.first, .last])) : nil,
      firstComment: random.once(in: 4) ? [.link] : [],
      location: SourceLocation(file: "hubgen.yaml", span: nowhere))
  }

  private static func pace(_ random: SeededRandom, hasSlots: Bool) -> PostingPace {
    var pace = PostingPace()
    switch random.next(12) {
    case 0, 1: pace.needsApproval = true
    case 2, 3: pace.expires = located(random.pick([1800, 7200, 30_000]))
    case 4: pace.gap = random.pick([300, 3600])
    case 5: pace.perDay = 1 + random.next(3)
    case 6: pace.quiet = [.init(start: 22 * 60, end: 6 * 60)]
    case 7: pace.quiet = [.init(start: 720, end: 765), .init(start: 900, end: 960)]
    case 8: pace.edits = .leave
    case 9 where hasSlots:
      pace.evergreen = .init(after: random.pick([20_000, 90_000]), times: 1 + random.next(2))
    case 10: pace.budget = .init(posts: 5 + random.next(3), period: .day)
    default: break
    }
    return pace
  }

  private static func campaign(_ random: SeededRandom, now: Int64) -> CampaignConfig {
    let from = now + random.next(in: -20_000...40_000)
    return CampaignConfig(
      name: located("sale"), from: Timestamp(seconds: from),
      until: Timestamp(seconds: from + random.next(in: 10_000...200_000)),
      filter: ArticleFilter(tags: ["sale"]),
      slots: random.once(in: 2) ? [Slot(weekdays: Set(1...7), hour: 12, minute: 0)] : [],
      hashtags: ["sale"], priority: random.next(3))
  }

  /// Some whole days from the first on.
  private static func calendar(_ random: SeededRandom, now: Int64) -> HolidayCalendar {
    let days = (0..<(1 + random.next(2))).map { number in
      let day = CivilDate(
        secondsSinceEpoch: now + (Int64(number) * 2 + random.next(in: 0...1)) * 86_400)
      return """
        BEGIN:VEVENT\r\nUID:\(number)\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Day \(number)\r
        DTSTART;VALUE=DATE:\(day.year * 10_000 + day.month * 100 + day.day)\r\nEND:VEVENT\r

        """
    }
    let file = "days.ics"
    let events = ICalendar(
      Array("BEGIN:VCALENDAR\r\n\(days.joined())END:VCALENDAR\r\n".utf8), file: file
    ).events
    let isAim = random.once(in: 3)
    return HolidayCalendar(
      CalendarConfig(
        file: located(file), use: isAim ? .aim : .avoid,
        filter: isAim ? ArticleFilter(tags: ["sale"]) : .init(), within: 2 * 86_400),
      events: events)
  }
}
