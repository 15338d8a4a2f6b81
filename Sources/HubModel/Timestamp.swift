/// A moment with the offset in which it was written, to the second.
package struct Timestamp: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package var seconds: Int64
  /// Seconds east of UTC, for showing the moment as its author wrote it.
  package var utcOffset: Int

  package init(seconds: Int64, utcOffset: Int = 0) {
    self.seconds = seconds
    self.utcOffset = utcOffset
  }

  /// The calendar fields at the moment's own offset.
  package var civil: CivilDate { CivilDate(secondsSinceEpoch: seconds + Int64(utcOffset)) }

  /// The same moment shown at another offset.
  package func at(utcOffset: Int) -> Timestamp {
    Timestamp(seconds: seconds, utcOffset: utcOffset)
  }
}

// Two spellings of one moment are the same moment.
extension Timestamp: Hashable, Comparable {
  package static func == (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds == right.seconds
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds < right.seconds
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(seconds)
  }
}

/// A date and time of the proleptic Gregorian calendar, without an offset.
package struct CivilDate: Hashable, Sendable {
  package var year: Int
  /// 1 to 12.
  package var month: Int
  /// 1 to 31.
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int

  package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Days since 1970-01-01, by Hinnant's "chrono-compatible low-level date algorithms".
  package var daysSinceEpoch: Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era) * 146_097 + Int64(dayOfEra) - 719_468
  }

  /// Seconds since 1970-01-01T00:00:00, as if the fields were UTC.
  package var secondsSinceEpoch: Int64 {
    daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// 1 is Monday, 7 is Sunday (ISO 8601).
  package var weekday: Int {
    Int(((daysSinceEpoch + 3) % 7 + 7) % 7) + 1
  }

  package init(secondsSinceEpoch: Int64) {
    var days = secondsSinceEpoch / 86_400
    var rest = Int(secondsSinceEpoch % 86_400)
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = Int(shifted - era * 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }
}
