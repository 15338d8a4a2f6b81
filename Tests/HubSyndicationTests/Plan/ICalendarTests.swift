import Foundation
import HubDiagnostics
import HubModel
import HubTestSupport
import HubSyndication
import Testing

@Suite struct ICalendarTests {
  /// The starts of all stretches of a year, in UTC, as `MMDDTHHMM`.
  func starts(_ events: [CalendarEvent], _ year: Int, in zone: String = "UTC") throws -> [String] {
    let clock = ZoneClock(try #require(TimeZone(identifier: zone)))
    let from = CivilDate(year: year, month: 1, day: 1).secondsSinceEpoch
    let until = CivilDate(year: year + 1, month: 1, day: 1).secondsSinceEpoch
    return events.flatMap { $0.stretches(in: from..<until, zone: clock) }.map { stretch in
      let date = CivilDate(secondsSinceEpoch: stretch.lowerBound)
      return [date.month, date.day, date.hour, date.minute]
        .map { ($0 < 10 ? "0" : "") + String($0) }.joined()
    }
  }

  @Test func `whole days are those of the reader, times those of their zone`() throws {
    let day = calendar("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "END:VEVENT")
    #expect(try starts(day, 2026) == ["12240000"])
    #expect(try starts(day, 2026, in: "Asia/Tokyo") == ["12231500"])
    let zoned = calendar(
      "BEGIN:VEVENT", "DTSTART;TZID=Europe/Bratislava:20261224T180000", "DURATION:PT2H",
      "END:VEVENT")
    #expect(try starts(zoned, 2026, in: "Asia/Tokyo") == ["12241700"])
    let utc = calendar(
      "BEGIN:VEVENT", "DTSTART:20261224T180000Z", "DTEND:20261224T190000Z", "END:VEVENT")
    #expect(try starts(utc, 2026, in: "Asia/Tokyo") == ["12241800"])
  }

  @Test func `a day lasts from midnight to midnight, also when it has 23 hours`() throws {
    let events = calendar(
      "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260329", "DTEND;VALUE=DATE:20260330", "END:VEVENT")
    let clock = ZoneClock(try #require(TimeZone(identifier: "Europe/Bratislava")))
    let stretch = try #require(
      events.first?.stretches(in: 1_774_000_000..<1_776_000_000, zone: clock).first)
    #expect(stretch.upperBound - stretch.lowerBound == 23 * 3600)
  }

  @Test func `lines are unfolded, texts unescaped, parameters unquoted`() throws {
    let events = calendar(
      "BEGIN:VEVENT", "SUMMARY:Founders\\, fol", " ks\\nand friends",
      "DTSTART;X-NOTE=\"a:b;c\";VALUE=DATE:202612", "\t24", "END:VEVENT")
    #expect(events.map(\.summary) == ["Founders, folks\nand friends"])
    #expect(try starts(events, 2026) == ["12240000"])
  }

  @Test func `exceptions, additions and replaced times are kept, what is cancelled is not`() throws
  {
    let events = calendar(
      "BEGIN:VEVENT", "UID:standup", "DTSTART:20260105T090000Z", "DTEND:20260105T091500Z",
      "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20260112T090000Z", "RDATE:20260301T090000Z",
      "END:VEVENT",
      "BEGIN:VEVENT", "UID:standup", "RECURRENCE-ID:20260119T090000Z", "DTSTART:20260120T100000Z",
      "DTEND:20260120T101500Z", "END:VEVENT", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260707",
      "STATUS:CANCELLED", "END:VEVENT")
    #expect(
      try starts(events, 2026) == [
        "01050900", "01260900", "02020900", "03010900", "01201000",
      ])
  }

  func read(_ lines: [String]) -> [CalendarEvent] {
    let text = (["BEGIN:VCALENDAR"] + lines + ["END:VCALENDAR"]).joined(separator: "\r\n")
    return ICalendar(Array(text.utf8), file: "days.ics").events
  }

  /// Five Mondays at 09:00 in Bratislava, the last one after clocks have changed.
  static let mondays = [
    "BEGIN:VEVENT", "UID:mondays", "DTSTART;TZID=Europe/Bratislava:20260302T090000",
    "DTEND;TZID=Europe/Bratislava:20260302T100000", "RRULE:FREQ=WEEKLY;COUNT=5",
  ]

  @Test(arguments: [
    "RECURRENCE-ID;TZID=Europe/Bratislava:20260316T090000", "RECURRENCE-ID:20260316T080000Z",
    "RECURRENCE-ID:20260316T090000", "RECURRENCE-ID;TZID=America/New_York:20260316T040000",
  ])
  func `a cancelled time leaves its series, wherever it stands in the file`(name: String) throws {
    let series = Self.mondays + ["END:VEVENT"]
    let cancelled = ["BEGIN:VEVENT", "UID:mondays", name, "STATUS:CANCELLED", "END:VEVENT"]
    for lines in [series + cancelled, cancelled + series] {
      let events = read(lines)
      #expect(events.count == 1)
      #expect(try starts(events, 2026) == ["03020800", "03090800", "03230800", "03300700"])
    }
  }

  @Test func `a cancelled day leaves a series of whole days, and no other series`() throws {
    let series = { (uid: String) in
      [
        "BEGIN:VEVENT", "UID:\(uid)", "DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=DAILY;COUNT=3",
        "END:VEVENT",
      ]
    }
    let cancelled = [
      "BEGIN:VEVENT", "UID:fair", "RECURRENCE-ID;VALUE=DATE:20260303",
      "DTSTART;VALUE=DATE:20260303", "STATUS:CANCELLED", "END:VEVENT",
    ]
    #expect(
      try starts(read(series("fair") + cancelled), 2026, in: "Asia/Tokyo")
        == ["03011500", "03031500"])
    #expect(
      try starts(read(series("expo") + cancelled), 2026)
        == ["03020000", "03030000", "03040000"])
  }

  // The times in the next four tests were found with recurring-ical-events 3.8.2.

  @Test func `times that are added in UTC or another zone are moments`() throws {
    let events = read(
      Self.mondays + [
        "RDATE:20260303T090000Z,20260701T090000Z",
        "RDATE;TZID=America/New_York:20260304T090000,20260320T090000",
        "RDATE;TZID=Europe/Bratislava:20261025T023000", "END:VEVENT",
      ])
    #expect(
      try starts(events, 2026, in: "Asia/Tokyo") == [
        "03020800", "03030900", "03041400", "03090800", "03160800", "03201300", "03230800",
        "03300700", "07010900", "10250030",
      ])
  }

  @Test func `a time that is added in UTC may lie in the second of two equal hours`() throws {
    let events = read(Self.mondays + ["RDATE:20261025T013000Z", "END:VEVENT"])
    #expect(try starts(events, 2026).last == "10250130")
  }

  @Test func `times that are taken out or replaced in another zone are moments`() throws {
    let without = read(
      Self.mondays + [
        "EXDATE;TZID=America/New_York:20260302T030000,20260309T040000",
        "EXDATE;TZID=Asia/Tokyo:20260330T160000", "END:VEVENT",
      ])
    #expect(try starts(without, 2026) == ["03160800", "03230800"])
    let moved = read(
      Self.mondays + [
        "END:VEVENT", "BEGIN:VEVENT", "UID:mondays",
        "RECURRENCE-ID;TZID=America/New_York:20260309T040000",
        "DTSTART;TZID=America/New_York:20260310T100000", "DURATION:PT1H", "END:VEVENT",
      ])
    #expect(
      try starts(moved, 2026) == ["03020800", "03160800", "03230800", "03300700", "03101400"])
  }

  @Test func `a series in UTC takes times of a zone as moments`() throws {
    let events = calendar(
      "BEGIN:VEVENT", "DTSTART:20260302T090000Z", "DTEND:20260302T100000Z",
      "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Europe/Bratislava:20260309T100000",
      "RDATE;TZID=Europe/Bratislava:20260701T090000", "END:VEVENT")
    #expect(
      try starts(events, 2026) == ["03020900", "03160900", "03230900", "03300900", "07010700"])
  }

  @Test func `whole days that are added or taken out stay those of the reader`() throws {
    let events = calendar(
      "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=WEEKLY;COUNT=3",
      "RDATE;VALUE=DATE:20260701", "EXDATE;VALUE=DATE:20260309", "END:VEVENT")
    #expect(try starts(events, 2026) == ["03020000", "03160000", "07010000"])
    #expect(try starts(events, 2026, in: "Asia/Tokyo") == ["03011500", "03151500", "06301500"])
  }

  @Test func `properties of alarms and time zones are not the event's`() throws {
    let events = calendar(
      "BEGIN:VTIMEZONE", "TZID:Europe/Bratislava", "BEGIN:STANDARD", "DTSTART:19701025T030000",
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT",
      "DTSTART;VALUE=DATE:20260101", "BEGIN:VALARM", "DTSTART;VALUE=DATE:20270101", "END:VALARM",
      "END:VEVENT")
    #expect(try starts(events, 2026) == ["01010000"])
    #expect(events.count == 1)
  }

  @Test(arguments: [
    ("hello", "days.ics:1:1: this is no line of an iCalendar file"),
    ("BEGIN:VCARD\nEND:VCARD", "days.ics:1:1: an iCalendar file begins with BEGIN:VCALENDAR"),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT", "days.ics:2:1: BEGIN:VEVENT has no END:VEVENT"),
    ("BEGIN:VCALENDAR\nEND:VEVENT", "days.ics:2:1: END:VEVENT has no BEGIN:VEVENT"),
    ("SUMMARY:x", "days.ics:2:1: an event needs DTSTART"),
    ("DTSTART:20260230", "days.ics:3:1: '20260230' is no date of a calendar"),
    ("DTSTART:2026-02-03", "days.ics:3:1: '2026-02-03' is no date of a calendar"),
    (
      "DTSTART;TZID=W. Europe Standard Time:20260203T090000",
      "days.ics:3:1: unknown time zone 'W. Europe Standard Time'"
    ),
    (
      "DTSTART:20260203\nDTEND:20260203T090000Z",
      "days.ics:4:1: DTSTART and DTEND are both days or both times"
    ),
    ("DTSTART:20260203\nDTEND:20260101", "days.ics:4:1: the event ends before it begins"),
    ("DTSTART:20260203\nDURATION:2D", "days.ics:4:1: '2D' is no length of an event"),
    (
      "DTSTART:20260203\nRRULE:FREQ=HOURLY",
      "days.ics:4:1: the rule can't be read: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY here, not HOURLY"
    ),
    (
      "DTSTART:20260203\nRRULE:FREQ=YEARLY;BYWEEKNO=3",
      "days.ics:4:1: the rule can't be read: 'BYWEEKNO' is not understood here"
    ),
    (
      "DTSTART:20260203\nRRULE:FREQ=YEARLY;BYDAY=XX",
      "days.ics:4:1: the rule can't be read: 'XX' is no day; days are MO, TU, WE, TH, FR, SA and SU"
    ),
    (
      "DTSTART:20260203\nRRULE:INTERVAL=2",
      "days.ics:4:1: the rule can't be read: a rule needs FREQ"
    ),
    (
      "DTSTART:20260203\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY;BYDAY=SU",
      "days.ics:5:1: rules that take times out, EXRULE, are not understood here"
    ),
    (
      "UID:1\nDTSTART:20260203\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260203",
      "days.ics:5:1: RECURRENCE-ID stands for one time of a series here, not for RANGE=THISANDFUTURE"
    ),
    (
      "UID:1\nSTATUS:CANCELLED\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260203",
      "days.ics:5:1: RECURRENCE-ID stands for one time of a series here, not for RANGE=THISANDFUTURE"
    ),
    (
      "DTSTART:20260203T090000Z\nRDATE;TZID=W. Europe Standard Time:20260204T090000",
      "days.ics:4:1: unknown time zone 'W. Europe Standard Time'"
    ),
  ])
  func `what can't be read is an error at its line`(text: String, problem: String) {
    let isWhole = text.hasPrefix("BEGIN") || text == "hello"
    let file =
      isWhole ? text : "BEGIN:VCALENDAR\nBEGIN:VEVENT\n\(text)\nEND:VEVENT\nEND:VCALENDAR"
    let diagnostics = ICalendar(Array(file.utf8), file: "days.ics").diagnostics
    let shown = diagnostics.map { "\($0.location?.description ?? ""): \($0.message)" }
    #expect(shown.first == problem)
  }

  @Test(arguments: [
    ("EXRULE:FREQ=DAILY", "list the times that it takes out as EXDATE"),
    (
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260203",
      "end the series with UNTIL before it, and write what follows with a UID of its own"
    ),
  ])
  func `what is not understood comes with what to write instead`(line: String, note: String) {
    let file =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260203\n\(line)\nEND:VEVENT\nEND:VCALENDAR"
    let calendar = ICalendar(Array(file.utf8), file: "days.ics")
    #expect(calendar.events.isEmpty)
    #expect(calendar.diagnostics.flatMap(\.notes).map(\.message) == [note])
  }

  @Test func `any bytes at all are a calendar or are refused`() {
    let seed = """
      BEGIN:VCALENDAR\r
      BEGIN:VEVENT\r
      DTSTART;TZID=Europe/Prague:20260101T090000\r
      RRULE:FREQ=MONTHLY;BYDAY=2MO,-1FR;UNTIL=20271231T000000Z;BYSETPOS=-1\r
      EXDATE:20260209T080000Z\r
      END:VEVENT\r
      END:VCALENDAR\r
      """
    var mutator = Mutator(seed: 7)
    let clock = ZoneClock(.gmt)
    for _ in 0..<2000 {
      let calendar = ICalendar(mutator.mutate(Array(seed.utf8)), file: "days.ics")
      for event in calendar.events {
        _ = event.stretches(in: 1_767_225_600..<1_798_761_600, zone: clock)
      }
    }
  }
}
