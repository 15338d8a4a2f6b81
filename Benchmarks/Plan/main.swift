import Foundation
import HubData
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication

// Plans 10,000 articles for 12 accounts and gives their posts words: everything that a run does
// before it sends something. First with an empty queue, then beside the posts of the first plan.

let moment: Int64 = 1_795_251_600
let day: Int64 = 86_400
let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
let place = SourceSpan(line: 1, column: 1)

let zones = [
  "Europe/Bratislava", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
  "Asia/Tokyo", "Pacific/Apia",
]
let slots = [9, 12, 17].map { Slot(weekdays: Set(1...5), hour: $0, minute: 0) }
let networks = ["mastodon", "matrix", "webhook"]

func accounts(slotted: Bool) -> [AccountConfig] {
  (0..<12).map { index in
    let network = networks[index % networks.count]
    return AccountConfig(
      name: Located("account-\(index)", span: place), network: Located(network, span: place),
      slots: slotted ? slots : [],
      pace: slotted
        ? PostingPace(
          timeZone: TimeZone(identifier: zones[index % zones.count]), gap: 3600, perDay: 2,
          quiet: [.init(start: 22 * 60, end: 7 * 60)],
          evergreen: .init(after: 90 * 86_400, times: 3)) : PostingPace(),
      location: SourceLocation(file: "hubgen.yaml", span: place))
  }
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

/// Nobody is asked, so that each network has its standard limits.
struct NoTransport: HTTPTransport {
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    throw .notSent(reason: "this is a benchmark")
  }
}

struct FixedTime: EpochClock {
  func now() -> Int64 { moment }
}

func network(of account: AccountConfig) throws -> any Network {
  let settings = NetworkSettings(
    account: account.name.value,
    values: [
      "server": "https://social.example", "token": "token", "room": "#room:social.example",
      "url": "https://hooks.example/", "secret": "whsec_" + String(repeating: "A", count: 44),
    ])
  return switch account.network.value {
  case "mastodon": try Mastodon(settings: settings)
  case "matrix": try Matrix(settings: settings)
  default: try Webhook(settings: settings)
  }
}

/// Plans twice, with what the first plan gave in the queue the second time.
func measure(_ name: String, _ articles: [Article], slotted: Bool, since: Int64)
  async throws -> Double
{
  var worst = 0.0
  let accounts = accounts(slotted: slotted)
  var networks: [String: any Network] = [:]
  for account in accounts { networks[account.name.value] = try network(of: account) }
  let queue = try PostQueue.inMemory()
  let syndication = Syndication(
    config: SyndicationConfig(
      since: Timestamp(seconds: since), utm: UTMConfig(source: "{network}", content: "{post}"),
      accounts: accounts),
    networks: networks, queue: queue, transport: NoTransport(), clock: FixedTime(),
    random: { 0 }, calendars: slotted ? [holidays] : [])
  for title in [name, "the run after it"] {
    let start = processorTime()
    let worded = try await syndication.plan(articles, over: NoTransport(), isDryRun: true)
    let seconds = processorTime() - start
    worst = max(worst, seconds)
    let recorded = worded.new.count { $0.isRecorded }
    print(
      "\(title): \(String(format: "%.2f", seconds)) s of CPU, \(worded.new.count - recorded) new"
        + " with words, \(recorded) recorded, \(worded.plan.known.count) known")
    // Hundreds of thousands of rows take longer to store than to plan; that is another benchmark.
    if !slotted { break }
    _ = try await queue.add(worded.new, now: moment)
  }
  return worst
}

var samples = SampleArticles()
let articles = samples.make(count, from: moment, repeats: false)
print("\(count) articles for 12 accounts")
let repeated = samples.make(count, from: moment, repeats: true)
let seconds = [
  try await measure(
    "first run on an old hub", articles, slotted: true, since: moment - 30 * day),
  try await measure("five years of backlog", articles, slotted: true, since: moment - 1500 * 3600),
  try await measure("everything is new", articles, slotted: false, since: 0),
  try await measure("everything is new and repeated", repeated, slotted: false, since: 0),
]
let worst = seconds.max() ?? 0
print(String(format: "worst: %.2f s of CPU", worst))
if worst > 5 * Double(count) / 10_000 {
  print("more than 5 s: planning is too slow")
  exit(1)
}
