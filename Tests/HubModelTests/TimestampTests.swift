import Foundation
import HubModel
import HubTestSupport
import Testing

struct TimestampTests {
  private func parse(_ text: String, _ zone: String = "UTC") throws -> Timestamp {
    let zone = try #require(TimeZone(identifier: zone))
    return try Timestamp.parse(text, in: zone)
  }

  struct Known: Sendable, CustomTestStringConvertible {
    let text: String
    let seconds: Int64
    let rfc3339: String
    let rfc822: String
    var testDescription: String { text }

    init(_ text: String, _ seconds: Int64, _ rfc3339: String, _ rfc822: String) {
      self.text = text
      self.seconds = seconds
      self.rfc3339 = rfc3339
      self.rfc822 = rfc822
    }
  }

  // Seconds by `date -u -d … +%s`.
  @Test(arguments: [
    Known("1970-01-01", 0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000"),
    Known("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000"),
    Known("2000-02-29", 951_782_400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 +0000"),
    Known("1900-03-01", -2_203_891_200, "1900-03-01T00:00:00Z", "Thu, 01 Mar 1900 00:00:00 +0000"),
    Known("2024-12-31", 1_735_603_200, "2024-12-31T00:00:00Z", "Tue, 31 Dec 2024 00:00:00 +0000"),
    Known(
      "2026-11-20T09:00:00+01:00", 1_795_161_600, "2026-11-20T09:00:00+01:00",
      "Fri, 20 Nov 2026 09:00:00 +0100"),
    Known(
      "2026-11-20T09:00:00-03:30", 1_795_177_800, "2026-11-20T09:00:00-03:30",
      "Fri, 20 Nov 2026 09:00:00 -0330"),
    Known(
      "2026-11-20t09:00:00.123456z", 1_795_165_200, "2026-11-20T09:00:00Z",
      "Fri, 20 Nov 2026 09:00:00 +0000"),
    Known(
      "2026-11-20 09:00", 1_795_165_200, "2026-11-20T09:00:00Z", "Fri, 20 Nov 2026 09:00:00 +0000"),
    Known(
      "2026-11-20T09:00:07", 1_795_165_207, "2026-11-20T09:00:07Z",
      "Fri, 20 Nov 2026 09:00:07 +0000"),
    Known(
      "2026-11-20 09:00:00 +0100", 1_795_161_600, "2026-11-20T09:00:00+01:00",
      "Fri, 20 Nov 2026 09:00:00 +0100"),
    Known(
      "2026-06-30T23:59:60Z", 1_782_864_000, "2026-07-01T00:00:00Z",
      "Wed, 01 Jul 2026 00:00:00 +0000"),
    Known("0001-01-01", -62_135_596_800, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000"),
    Known(
      "9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z",
      "Fri, 31 Dec 9999 23:59:59 +0000"),
  ])
  func `a date is its moment, and is written as feeds want it`(_ known: Known) throws {
    let moment = try parse(known.text)
    #expect(moment.seconds == known.seconds)
    #expect(moment.rfc3339 == known.rfc3339)
    #expect(moment.rfc822 == known.rfc822)
    #expect(moment.isoDate == String(known.rfc3339.prefix(10)))
  }

  @Test(arguments: [
    "", "2026", "2026-1-5", "2026-11-20T", "2026-11-20T9:00", "2026-11-20T09", "2026-11-20T09:00:",
    "2026-11-20T09:00:00.", "2026-11-20T09:00:00+1", "2026-11-20T09:00:00+01:0", "20.11.2026",
    "2026-11-20x", " 2026-11-20", "2026-11-20 ", "-2026-11-20", "٢٠٢٦-١١-٢٠", "2026−11−20",
    "2026-11-20T09:00:00+01:00Z", "2026-11-20  09:00",
  ])
  func `another shape is no date`(_ text: String) {
    #expect(throws: TimestampError.notADate) { try parse(text) }
  }

  @Test(arguments: [
    ("2026-02-29", "February 2026 has 28 days, not 29"),
    ("2100-02-29", "February 2100 has 28 days, not 29"),
    ("2024-02-30", "February 2024 has 29 days, not 30"),
    ("2026-04-31", "April 2026 has 30 days, not 31"),
    ("2026-00-10", "a year has months 1 to 12, not 0"),
    ("2026-10-00", "October 2026 has 31 days, not 0"),
    ("2026-10-01 24:00", "a day has hours 0 to 23, not 24"),
    ("2026-10-01 23:60", "an hour has minutes 0 to 59, not 60"),
    ("2026-10-01 23:59:61", "a minute has seconds 0 to 59, not 61"),
    ("2026-10-01T00:00:00+24:00", "an offset from UTC is below 24 hours"),
  ])
  func `a date that no calendar has is named`(_ text: String, _ reason: String) {
    #expect(throws: TimestampError.impossible(reason)) { try parse(text) }
  }

  @Test(arguments: [
    ("2026-07-01 09:00", "Europe/Bratislava", "2026-07-01T09:00:00+02:00"),
    ("2026-12-01", "Europe/Bratislava", "2026-12-01T00:00:00+01:00"),
    // Left out in the night to summer time, twice in the night to winter time.
    ("2026-03-29 01:59", "Europe/Bratislava", "2026-03-29T01:59:00+01:00"),
    ("2026-03-29 02:30", "Europe/Bratislava", "2026-03-29T03:30:00+02:00"),
    ("2026-03-29 03:00", "Europe/Bratislava", "2026-03-29T03:00:00+02:00"),
    ("2026-10-25 01:59", "Europe/Bratislava", "2026-10-25T01:59:00+02:00"),
    ("2026-10-25 02:30", "Europe/Bratislava", "2026-10-25T02:30:00+02:00"),
    ("2026-10-25 03:00", "Europe/Bratislava", "2026-10-25T03:00:00+01:00"),
    ("2026-11-01 01:30", "America/New_York", "2026-11-01T01:30:00-04:00"),
    ("2026-11-01 02:00", "America/New_York", "2026-11-01T02:00:00-05:00"),
    ("2026-07-01", "Asia/Kathmandu", "2026-07-01T00:00:00+05:45"),
    ("2026-07-01T00:00:00Z", "Asia/Kathmandu", "2026-07-01T00:00:00Z"),
    // A whole day left out.
    ("2011-12-30 12:00", "Pacific/Apia", "2011-12-31T12:00:00+14:00"),
  ])
  func `a date without an offset is meant in the time zone`(
    _ text: String, _ zone: String, _ expected: String
  ) throws {
    #expect(try parse(text, zone).rfc3339 == expected)
  }

  @Test func `two spellings of a moment are one`() throws {
    let left = try parse("2026-11-20T09:00:00+01:00")
    let right = try parse("2026-11-20T08:00:00Z")
    #expect(left == right)
    #expect(Set([left, right]).count == 1)
    #expect(
      left.at(try #require(TimeZone(identifier: "Asia/Yerevan"))).rfc3339
        == "2026-11-20T12:00:00+04:00")
  }

  @Test func `what is written is read back, for moments of ten thousand years`() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<5000 {
      let moment = Timestamp(
        seconds: Int64.random(in: -62_135_500_000...253_402_200_000, using: &random),
        utcOffset: Int.random(in: -1439...1439, using: &random) * 60)
      let again = try parse(moment.rfc3339)
      #expect(again == moment)
      #expect(again.utcOffset == moment.utcOffset)
      let civil = moment.civil
      #expect(CivilDate(secondsSinceEpoch: civil.secondsSinceEpoch) == civil)
    }
  }

  @Test func `every day of four hundred years follows the one before`() {
    var previous = CivilDate(year: 1999, month: 12, day: 31)
    for day in 0..<146_097 {
      let date = CivilDate(secondsSinceEpoch: (10_957 + Int64(day)) * 86_400)
      let isNext =
        date.day == previous.day + 1 && date.month == previous.month
        || date.day == 1
          && previous.day == CivilDate.days(inMonth: previous.month, of: previous.year)
      #expect(isNext && date.weekday == previous.weekday % 7 + 1, "\(date)")
      previous = date
    }
    #expect(previous == CivilDate(year: 2399, month: 12, day: 31))
  }
}
