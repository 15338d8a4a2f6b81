package import Foundation
package import HubModel

/// The moments of an account's weekly slots.
///
/// A slot is a time on the wall. Where the clock skips it, the slot is the moment after the gap;
/// where the clock shows it twice, the first of the two.
package struct SlotCalendar: Sendable {
  private let slots: [Slot]
  private let timeZone: TimeZone

  /// Nil where there are no slots, and the account may publish at any time.
  package init?(_ slots: [Slot], timeZone: TimeZone) {
    self.slots = slots.filter { !$0.weekdays.isEmpty }
    self.timeZone = timeZone
    if self.slots.isEmpty { return nil }
  }

  /// The first slot at `moment` or later.
  package func first(from moment: Int64) -> Int64 {
    // A day before: a slot of yesterday may have been moved to today by a gap.
    var day = localDay(moment) - 1
    while true {
      if let found = moments(on: day).first(where: { $0 >= moment }) { return found }
      day += 1
    }
  }

  /// The latest slot at `moment` or earlier.
  package func latest(to moment: Int64) -> Int64 {
    var day = localDay(moment) + 1
    while true {
      if let found = moments(on: day).last(where: { $0 <= moment }) { return found }
      day -= 1
    }
  }

  private func localDay(_ moment: Int64) -> Int64 {
    let local = moment + offset(moment)
    return local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
  }

  /// The slots of a day of the local calendar, given by its number since 1970, in order.
  private func moments(on day: Int64) -> [Int64] {
    let weekday = Int(((day + 3) % 7 + 7) % 7) + 1
    return slots.filter { $0.weekdays.contains(weekday) }
      .map { moment(local: day * 86_400 + Int64($0.hour * 3600 + $0.minute * 60)) }
      .sorted()
  }

  /// The moment at which the wall shows a time, given as if it were UTC.
  private func moment(local: Int64) -> Int64 {
    // Offsets lie between -12 and +14 hours; Apia once skipped a whole day.
    let (early, late) = (local - 40 * 3600, local + 40 * 3600)
    let before = offset(early)
    let after = offset(late)
    let fitting = Set([before, after]).map { local - $0 }.filter { $0 + offset($0) == local }
    return fitting.min() ?? change(between: early, and: late)
  }

  /// The moment from which the later offset holds.
  private func change(between early: Int64, and late: Int64) -> Int64 {
    let before = offset(early)
    var (low, high) = (early, late)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(middle) == before { low = middle } else { high = middle }
    }
    return high
  }

  private func offset(_ moment: Int64) -> Int64 {
    Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment))))
  }
}
