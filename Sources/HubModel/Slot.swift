/// A time on the wall at which an account may publish, such as `Mon-Fri 09:00`.
///
/// A day must fit all three: weekday, day of the month and month.
package struct Slot: Hashable, Sendable {
  /// 1 is Monday, 7 is Sunday.
  package var weekdays: Set<Int>
  /// 1 to 31.
  package var monthDays: Set<Int>
  /// 1 to 12.
  package var months: Set<Int>
  package var hour: Int
  package var minute: Int

  package static let everyWeekday = Set(1...7)
  package static let everyMonthDay = Set(1...31)
  package static let everyMonth = Set(1...12)

  package init(
    weekdays: Set<Int>, monthDays: Set<Int> = everyMonthDay, months: Set<Int> = everyMonth,
    hour: Int, minute: Int
  ) {
    self.weekdays = weekdays
    self.monthDays = monthDays
    self.months = months
    self.hour = hour
    self.minute = minute
  }

  /// Minutes since midnight.
  package var minuteOfDay: Int { hour * 60 + minute }

  /// Whether some year has such a day: 31 February never comes.
  package var comes: Bool {
    !weekdays.isEmpty
      && months.contains { month in
        monthDays.contains { $0 <= CivilDate.days(inMonth: month, of: 2024) }
      }
  }
}
