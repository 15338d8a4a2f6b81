import Foundation
import HubModel
import HubSyndication
import HubTestSupport
import Testing

/// Slots and calendars beside python-dateutil, icalendar and recurring-ical-events.
@Suite struct `Times of slots and calendars` {
  static let zones = [
    "UTC", "Europe/Bratislava", "Europe/Dublin", "America/New_York", "America/Havana",
    "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
    "Asia/Kathmandu", "Asia/Tehran", "Antarctica/Troll",
  ]

  struct SlotCase {
    var text: String
    var rules: [String]
  }

  /// Slots with the days that dateutil is to take.
  static let slots = [
    SlotCase(text: "daily 00:00", rules: ["FREQ=DAILY"]),
    SlotCase(text: "daily 02:30", rules: ["FREQ=DAILY"]),
    SlotCase(text: "daily 01:15", rules: ["FREQ=DAILY"]),
    SlotCase(text: "Mon-Fri 09:00", rules: ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"]),
    SlotCase(text: "Sat-Mon 23:59", rules: ["FREQ=WEEKLY;BYDAY=SA,SU,MO"]),
    SlotCase(text: "30 17 1,15 * *", rules: ["FREQ=MONTHLY;BYMONTHDAY=1,15"]),
    SlotCase(text: "0 0 31 * *", rules: ["FREQ=MONTHLY;BYMONTHDAY=31"]),
    SlotCase(text: "0 3 29 2 *", rules: ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"]),
    SlotCase(
      text: "45 2 13 */3 fri",
      rules: [
        "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=13", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=FR",
      ]),
  ]

  static let rules = [
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=10;COUNT=5", "FREQ=DAILY;BYMONTH=1,12;BYDAY=MO",
    "FREQ=DAILY;UNTIL=20270310T120000Z", "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=40", "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=2MO,-1FR",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=5;BYDAY=SA;BYSETPOS=1,2",
    "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3,11", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYMONTHDAY=1",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    "FREQ=YEARLY;BYMONTH=1;BYDAY=-1SU;COUNT=7",
  ]

  static func calendars() -> [String] {
    let starts = [
      "DTSTART;VALUE=DATE:20240229\r\nDTEND;VALUE=DATE:20240301",
      "DTSTART;VALUE=DATE:20241213\r\nDTEND;VALUE=DATE:20241216",
      "DTSTART;TZID=America/New_York:20240131T133000\r\nDURATION:PT45M",
      "DTSTART:20240310T100000Z\r\nDTEND:20240310T223000Z",
      "DTSTART:20240105T103000\r\nDTEND:20240105T113000",
    ]
    return starts.flatMap { start in
      rules.compactMap { rule in
        // A rule ends with a time in UTC only where the event has times with a zone.
        let needsZone = rule.contains("UNTIL") && !start.contains("Z\r") && !start.contains("TZID")
        let event = "UID:1\r\nSUMMARY:Day\r\n\(start)\r\nRRULE:\(rule)\r\n"
        return needsZone
          ? nil
          : "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n\(event)END:VEVENT\r\n"
            + "END:VCALENDAR\r\n"
      }
    }
  }

  @Test(.enabled(if: PackageFolder.hasPython, "dateutil and icalendar come with 'make test'"))
  func `are those that others find`() async throws {
    var slots: [(json: [String: Any], moments: [Int64])] = []
    for zone in Self.zones {
      let timeZone = try #require(TimeZone(identifier: zone))
      for year in zone == "Pacific/Apia" ? [2011, 2026] : [2026, 2028] {
        let window = Self.window(year)
        for slot in Self.slots {
          let parsed = try Slot.all(in: slot.text)
          let calendar = try #require(SlotCalendar(parsed, timeZone: timeZone))
          var moments: [Int64] = []
          while let next = calendar.first(from: (moments.last ?? window.lowerBound - 1) + 1),
            next < window.upperBound
          {
            moments.append(next)
            #expect(calendar.latest(to: next) == next)
          }
          slots.append(
            (
              [
                "zone": zone, "rules": slot.rules, "hour": parsed[0].hour,
                "minute": parsed[0].minute, "from": window.lowerBound, "until": window.upperBound,
              ], moments
            ))
        }
      }
    }
    var calendars: [(json: [String: Any], stretches: [[Int64]])] = []
    let zone = "Europe/Bratislava"
    let clock = ZoneClock(try #require(TimeZone(identifier: zone)))
    for year in [2024, 2027] {
      let window = Self.window(year)
      for text in Self.calendars() {
        let calendar = ICalendar(Array(text.utf8), file: "days.ics")
        #expect(calendar.diagnostics.isEmpty)
        let stretches = calendar.events.flatMap { $0.stretches(in: window, zone: clock) }
        calendars.append(
          (
            [
              "zone": zone, "text": text, "from": window.lowerBound, "until": window.upperBound,
            ], stretches.map { [$0.lowerBound, $0.upperBound] }
          ))
      }
    }
    let spec = try JSONSerialization.data(
      withJSONObject: ["slots": slots.map(\.json), "calendars": calendars.map(\.json)])
    let folder = try TemporaryFolder(["spec.json": String(decoding: spec, as: UTF8.self)])
    let result = try await Program.runAside(
      PackageFolder.python,
      [
        PackageFolder.root + "/Tests/IntegrationTests/Tools/calendar_times.py",
        folder.path + "/spec.json",
      ])
    try #require(result.status == 0, "\(result.errors)")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
    try #require(answer.slots.count == slots.count && answer.calendars.count == calendars.count)
    for (slot, expected) in zip(slots, answer.slots) {
      #expect(slot.moments == expected, "\(slot.json)")
    }
    for (calendar, expected) in zip(calendars, answer.calendars) {
      #expect(calendar.stretches == expected, "\(calendar.json)")
    }
    let count = answer.slots.joined().count + answer.calendars.joined().count
    print("times: \(count) moments of \(slots.count) slots and \(calendars.count) calendars")
  }

  struct Answer: Decodable {
    var slots: [[Int64]]
    var calendars: [[[Int64]]]
  }

  static func window(_ year: Int) -> Range<Int64> {
    let start = CivilDate(year: year, month: 1, day: 1).secondsSinceEpoch
    return start..<CivilDate(year: year + 1, month: 1, day: 1).secondsSinceEpoch
  }
}
