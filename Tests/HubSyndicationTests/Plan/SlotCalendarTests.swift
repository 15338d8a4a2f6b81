import Foundation
import HubModel
import HubSyndication
import Testing

@Suite struct SlotCalendarTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var zone: String
    var time: String
    var from: String
    var slots: [String]
    var testDescription: String { "\(zone) \(time) \(from)" }
  }

  // The moments were checked against Python's zoneinfo.
  @Test(arguments: [
    // Gap: 02:00 → 03:00.
    Row(
      zone: "Europe/Bratislava", time: "02:30", from: "2026-03-28T00:00:00Z",
      slots: ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]),
    // Overlap: 02:00 to 03:00 twice; the first one counts.
    Row(
      zone: "Europe/Bratislava", time: "02:30", from: "2026-10-24T12:00:00Z",
      slots: ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]),
    Row(
      zone: "America/New_York", time: "02:15", from: "2026-03-07T12:00:00Z",
      slots: ["2026-03-08T07:00:00Z", "2026-03-09T06:15:00Z"]),
    Row(
      zone: "America/New_York", time: "01:30", from: "2026-10-31T12:00:00Z",
      slots: ["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]),
    // Half an hour: gap 02:00 → 02:30, overlap from 02:00 back to 01:30.
    Row(
      zone: "Australia/Lord_Howe", time: "02:10", from: "2026-10-03T00:00:00Z",
      slots: ["2026-10-03T15:30:00Z", "2026-10-04T15:10:00Z"]),
    Row(
      zone: "Australia/Lord_Howe", time: "01:45", from: "2026-04-04T00:00:00Z",
      slots: ["2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"]),
    // 30 December 2011 did not exist: its slot is the moment after.
    Row(
      zone: "Pacific/Apia", time: "09:00", from: "2011-12-29T00:00:00Z",
      slots: ["2011-12-29T19:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T19:00:00Z"]),
    // Ramadan 2026: the clock goes back on 15 February and forward on 22 March.
    Row(
      zone: "Africa/Casablanca", time: "02:30", from: "2026-02-14T12:00:00Z",
      slots: ["2026-02-15T01:30:00Z", "2026-02-16T02:30:00Z"]),
    Row(
      zone: "Africa/Casablanca", time: "02:30", from: "2026-03-21T12:00:00Z",
      slots: ["2026-03-22T02:00:00Z", "2026-03-23T01:30:00Z"]),
    Row(
      zone: "UTC", time: "09:00", from: "2026-11-21T09:00:00Z",
      slots: ["2026-11-21T09:00:00Z", "2026-11-22T09:00:00Z"]),
  ])
  func `a slot is a time on the wall, also when the clock changes`(row: Row) throws {
    let zone = try #require(TimeZone(identifier: row.zone))
    let time = row.time.split(separator: ":").compactMap { Int($0) }
    let calendar = try #require(
      SlotCalendar([Slot(weekdays: Set(1...7), hour: time[0], minute: time[1])], timeZone: zone))
    var from = try seconds(row.from)
    for slot in row.slots {
      let expected = try seconds(slot)
      #expect(calendar.first(from: from) == expected, "from \(from)")
      #expect(calendar.latest(to: expected) == expected)
      #expect(calendar.latest(to: expected + 60) == expected)
      from = expected + 1
    }
  }

  @Test func `weekdays are those of the time zone`() throws {
    let zone = try #require(TimeZone(identifier: "Pacific/Kiritimati"))
    // Monday 08:00 there is Sunday 18:00 UTC.
    let calendar = try #require(
      SlotCalendar([Slot(weekdays: [1], hour: 8, minute: 0)], timeZone: zone))
    #expect(
      calendar.first(from: try seconds("2026-11-21T00:00:00Z"))
        == (try seconds("2026-11-22T18:00:00Z")))
  }

  @Test func `slots of a day come in their order, whatever order they are written in`() throws {
    let calendar = try #require(
      SlotCalendar(
        [
          Slot(weekdays: [6], hour: 17, minute: 30), Slot(weekdays: [6], hour: 9, minute: 0),
          Slot(weekdays: [6], hour: 9, minute: 0), Slot(weekdays: [], hour: 1, minute: 0),
        ], timeZone: .gmt))
    let morning = try seconds("2026-11-21T09:00:00Z")
    #expect(calendar.first(from: morning - 1) == morning)
    #expect(calendar.first(from: morning + 1) == morning + 8 * 3600 + 1800)
    #expect(calendar.first(from: morning + 10 * 3600) == morning + 7 * 86_400)
    #expect(calendar.latest(to: morning - 1) == morning - 7 * 86_400 + 8 * 3600 + 1800)
  }

  @Test func `no slots, no calendar`() {
    #expect(SlotCalendar([], timeZone: .gmt) == nil)
    #expect(SlotCalendar([Slot(weekdays: [], hour: 1, minute: 0)], timeZone: .gmt) == nil)
  }
}

/// Seconds since 1970 of `2026-11-21T09:00:00Z`.
func seconds(_ text: String) throws -> Int64 {
  let fields = text.split { !$0.isNumber }.compactMap { Int($0) }
  try #require(fields.count == 6)
  return CivilDate(
    year: fields[0], month: fields[1], day: fields[2], hour: fields[3], minute: fields[4],
    second: fields[5]
  ).secondsSinceEpoch
}
