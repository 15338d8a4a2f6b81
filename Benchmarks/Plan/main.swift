import Foundation
import HubData
import HubDiagnostics
import HubModel
import HubSyndication

// Plans 10,000 articles for 12 accounts, each with slots, a gap, a daily maximum, quiet hours,
// holidays and evergreen posts: first with an empty queue, then beside the posts of the first plan.

let now: Int64 = 1_795_251_600
let day: Int64 = 86_400
let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
let place = SourceSpan(line: 1, column: 1)

let articles = (0..<count).map { index in
  let name = "guides/article-\(index)"
  return Article(
    identity: name, file: "content/\(name).md", language: Language(code: "en", name: "English"),
    section: "guides", canonicalURL: "https://hub.example.com/\(name)/",
    frontMatter: FrontMatter(title: "Article \(index)"),
    date: Timestamp(seconds: now - Int64(index) * 3600), tags: ["coffee"],
    plainText: String(repeating: "We opened on a rainy Monday, and forty people came. ", count: 60),
    excerpt: "We opened on a rainy Monday.")
}

let zones = [
  "Europe/Bratislava", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
  "Asia/Tokyo", "Pacific/Apia",
]
let slots = [9, 12, 17].map { Slot(weekdays: Set(1...5), hour: $0, minute: 0) }
let accounts = (0..<12).map { index in
  AccountConfig(
    name: Located("account-\(index)", span: place), network: Located("mastodon", span: place),
    slots: slots,
    pace: PostingPace(
      timeZone: TimeZone(identifier: zones[index % zones.count]), gap: 3600, perDay: 2,
      quiet: [.init(start: 22 * 60, end: 7 * 60)],
      evergreen: .init(after: 90 * 86_400, times: 3)),
    location: SourceLocation(file: "hubgen.yaml", span: place))
}
let calendar = """
  BEGIN:VCALENDAR
  BEGIN:VEVENT
  DTSTART;VALUE=DATE:20201224
  DTEND;VALUE=DATE:20201227
  RRULE:FREQ=YEARLY
  END:VEVENT
  END:VCALENDAR
  """
let holidays = HolidayCalendar(
  CalendarConfig(file: Located("days.ics", span: place), use: .avoid),
  events: ICalendar(Array(calendar.utf8), file: "days.ics").events)

/// Seconds of CPU time of this process.
func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

func measure(_ name: String, since: Int64, _ snapshot: QueueSnapshot) -> Plan {
  let planner = Planner(
    SyndicationConfig(since: Timestamp(seconds: since), accounts: accounts), accounts: accounts,
    calendars: [holidays])
  let start = processorTime()
  let plan = planner.plan(articles, besides: snapshot, now: now)
  let seconds = processorTime() - start
  let recorded = plan.new.count { $0.isRecorded }
  print(
    "\(name): \(String(format: "%.2f", seconds)) s of CPU, \(plan.new.count - recorded) new,"
      + " \(recorded) recorded, \(plan.known.count) known")
  return plan
}

func snapshot(of plan: Plan) -> QueueSnapshot {
  QueueSnapshot(
    posts: Dictionary(
      plan.new.map { item in
        (
          QueueSnapshot.Key(
            account: item.account.name.value, article: item.article.identity, language: "en",
            occurrence: item.occurrence),
          QueueSnapshot.KnownPost(
            identity: item.identity, state: item.isRecorded ? .recorded : .planned,
            scheduledAt: item.scheduledAt, isSlotted: item.isSlotted,
            sourceHash: item.sourceHash, canonicalURL: item.article.canonicalURL,
            text: item.article.excerpt, priority: item.priority)
        )
      }, uniquingKeysWith: { first, _ in first }))
}

print("\(count) articles for \(accounts.count) accounts")
let archive = measure("first run on an old hub", since: now - 30 * day, .init())
_ = measure("the run after it", since: now - 30 * day, snapshot(of: archive))
let backlog = measure("five years of backlog", since: now - 1500 * 3600, .init())
_ = measure("the run after it", since: now - 1500 * 3600, snapshot(of: backlog))
