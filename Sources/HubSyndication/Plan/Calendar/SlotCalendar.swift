package import Foundation
package import HubModel

/// The moments of an account's slots.
///
/// A slot is a time on the wall. Where the clock skips it, the slot is the moment after the gap;
/// where the clock shows it twice, the first of the two.
package struct SlotCalendar: Sendable {
  /// Slots that come on the same days.
  private struct Days: Sendable {
    var weekdays: UInt8
    var monthDays: UInt32
    var months: UInt16
    /// Seconds since midnight, in order.
    var times: [Int64]
    /// The moments at which they count.
    var window: Range<Int64>

    var isEveryDate: Bool { monthDays == 0xFFFF_FFFE && months == 0x1FFE }
  }

  private let days: [Days]
  private let clock: ZoneClock

  /// Nil where there are no slots, and the account may publish at any time.
  package init?(_ slots: [Slot], timeZone: TimeZone) {
    self.init(slots, ZoneClock(timeZone))
  }

  /// Slots for ever, and those that count in a period only.
  init?(
    _ slots: [Slot], in periods: [(slots: [Slot], window: Range<Int64>)] = [], _ clock: ZoneClock
  ) {
    self.clock = clock
    days =
      Self.days(slots, in: .min ..< .max) + periods.flatMap { Self.days($0.slots, in: $0.window) }
    if days.isEmpty { return nil }
  }

  private static func days(_ slots: [Slot], in window: Range<Int64>) -> [Days] {
    var grouped: [Slot: Set<Int64>] = [:]
    for slot in slots where slot.comes {
      var key = slot
      (key.hour, key.minute) = (0, 0)
      grouped[key, default: []].insert(Int64(slot.minuteOfDay * 60))
    }
    return grouped.map { key, times in
      Days(
        weekdays: key.weekdays.reduce(0) { $0 | 1 << UInt8($1) },
        monthDays: key.monthDays.reduce(0) { $0 | 1 << UInt32($1) },
        months: key.months.reduce(0) { $0 | 1 << UInt16($1) }, times: times.sorted(),
        window: window)
    }
  }

  /// The first slot at `moment` or later; nil where there is none in thirty years.
  package func first(from moment: Int64) -> Int64? {
    let first = clock.day(moment)
    // A day before: a slot of yesterday may have been moved to today by a gap.
    for day in first - 1...first + Self.search {
      if let found = moments(on: day).first(where: { $0 >= moment }) { return found }
    }
    return nil
  }

  /// The latest slot at `moment` or earlier; nil where there is none in thirty years.
  package func latest(to moment: Int64) -> Int64? {
    let last = clock.day(moment)
    for back in -1...Self.search {
      if let found = moments(on: last - back).last(where: { $0 <= moment }) { return found }
    }
    return nil
  }

  /// Whether a slot lies exactly at a moment.
  package func contains(_ moment: Int64) -> Bool { first(from: moment) == moment }

  /// A 29 February that is a Monday comes every 28 years.
  private static let search: Int64 = 30 * 366

  /// The slots of a day of the local calendar, given by its number since 1970, in order.
  private func moments(on day: Int64) -> [Int64] {
    let weekday = UInt8(((day + 3) % 7 + 7) % 7) + 1
    var date: CivilDate?
    var found: [Int64] = []
    var isInOrder = true
    for group in days where group.weekdays >> weekday & 1 == 1 {
      if !group.isEveryDate {
        let civil = date ?? CivilDate(secondsSinceEpoch: day * 86_400)
        date = civil
        guard group.monthDays >> UInt32(civil.day) & 1 == 1,
          group.months >> UInt16(civil.month) & 1 == 1
        else { continue }
      }
      isInOrder = found.isEmpty
      for time in group.times {
        let moment = clock.moment(local: day * 86_400 + time)
        if group.window.contains(moment) { found.append(moment) }
      }
    }
    return isInOrder ? found : found.sorted()
  }
}
