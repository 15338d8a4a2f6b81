import Foundation
import HubModel

/// A date or a date and time as iCalendar writes it: `20261224`, `20261224T090000Z`.
package struct CalendarTime: Hashable, Sendable {
  /// As written, as if it were UTC.
  var local: Int64
  var isDay: Bool
  var isUTC: Bool
  /// The moment, where it is written in UTC or with a zone of its own.
  var moment: Int64?

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard [8, 15, 16].contains(bytes.count), let year = number(0..<4), let month = number(4..<6),
      let day = number(6..<8), (1...12).contains(month),
      (1...CivilDate.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    var civil = CivilDate(year: year, month: month, day: day)
    if bytes.count > 8 {
      guard bytes[8] == UInt8(ascii: "T"), let hour = number(9..<11), let minute = number(11..<13),
        let second = number(13..<15), hour < 24, minute < 60, second <= 60
      else { return nil }
      (civil.hour, civil.minute, civil.second) = (hour, minute, second)
    }
    if bytes.count == 16, bytes[15] != UInt8(ascii: "Z") { return nil }
    local = civil.secondsSinceEpoch
    isDay = bytes.count == 8
    isUTC = bytes.count == 16
    if isUTC { moment = local }
  }

  var day: Int64 { floorDivision(local, 86_400) }
}

/// An event of a calendar, with all times at which it comes.
package struct CalendarEvent: Sendable {
  package var summary: String
  var uid: String?
  var start: CalendarTime
  /// Of an event of whole days in days, else in seconds.
  var length: Int64
  /// Where the times are meant; nil: wherever the reader is.
  var timeZone: TimeZone?
  var rule: RecurrenceRule?
  var added: [CalendarTime] = []
  /// Times at which it does not come, and whole days.
  var excluded: Set<CalendarTime> = []
  /// The time of the series that this event stands for.
  var replaces: CalendarTime?

  /// The stretches of time that the event takes, those that touch `window`.
  ///
  /// - Parameters:
  ///   - window: what is asked for.
  ///   - zone: where whole days and times without a zone are meant.
  /// - Returns: the stretches, in order.
  package func stretches(in window: Range<Int64>, zone: ZoneClock) -> [Range<Int64>] {
    let clock = timeZone.map { ZoneClock($0) } ?? zone
    let lengthInDays = start.isDay ? length : length / 86_400 + 1
    let from = floorDivision(window.lowerBound, 86_400) - lengthInDays - 2
    let last = floorDivision(window.upperBound, 86_400) + 2
    let timeOfDay = start.local - start.day * 86_400
    // The first time counts also where the rule does not name it.
    var locals = [start.local]
    if let rule {
      locals += rule.days(from: start.day, to: last, since: from) { day in
        rule.until.map { isAfter(day * 86_400 + timeOfDay, $0, clock) } ?? false
      }.map { $0 * 86_400 + timeOfDay }
    }
    // Times of another zone, and those of an hour that comes twice, are told apart by the moment.
    var times: [Int64] = start.isDay ? locals : locals.map { moment($0, clock) }
    times += added.map { key(of: $0, clock) }
    let gone: [Int64] = excluded.map { time in
      // A whole day takes out what the rule puts on it.
      time.isDay && !start.isDay ? moment(time.local + timeOfDay, clock) : key(of: time, clock)
    }
    return Set(times).subtracting(gone).sorted().compactMap { time in
      let begin = start.isDay ? clock.start(ofDay: time / 86_400) : time
      let end = start.isDay ? clock.start(ofDay: time / 86_400 + length) : begin + length
      return begin < end && begin < window.upperBound && end > window.lowerBound
        ? begin..<end : nil
    }
  }

  private func moment(_ local: Int64, _ clock: ZoneClock) -> Int64 {
    start.isUTC ? local : clock.moment(local: local)
  }

  /// What the event's times are told apart by: whole days by their date, others by the moment.
  ///
  /// Without a zone of its own a time is meant in the event's.
  private func key(of time: CalendarTime, _ clock: ZoneClock) -> Int64 {
    guard start.isDay else { return time.moment ?? moment(time.local, clock) }
    let local = time.isUTC ? time.local + clock.offset(time.local) : time.local
    return floorDivision(local, 86_400) * 86_400
  }

  private func isAfter(_ local: Int64, _ until: CalendarTime, _ clock: ZoneClock) -> Bool {
    if start.isDay { return floorDivision(local, 86_400) > until.day }
    return until.isUTC ? moment(local, clock) > until.local : local > until.local
  }
}
