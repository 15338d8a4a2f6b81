import HubModel

/// When nothing of an account goes out: its quiet hours, and days to avoid.
struct ClosedHours: Sendable {
  private let quiet: [PostingPace.QuietHours]
  /// In order, none touching another.
  private let avoided: [Range<Int64>]
  private let clock: ZoneClock

  init(
    _ account: AccountConfig, _ calendars: [HolidayCalendar], in window: Range<Int64>,
    clock: ZoneClock
  ) {
    quiet = account.pace.quiet
    avoided = HolidayCalendar.merged(
      calendars.filter { $0.config.use == .avoid && $0.isFor(account) }
        .flatMap { $0.stretches(in: window, zone: clock) })
    self.clock = clock
  }

  var areNone: Bool { quiet.isEmpty && avoided.isEmpty }

  /// From when on to look again, where a moment is closed.
  func end(at moment: Int64) -> Int64? {
    if !quiet.isEmpty {
      let minute = clock.minuteOfDay(moment)
      for hours in quiet where hours.contains(minuteOfDay: minute) {
        let day = clock.day(moment) + (hours.end <= minute ? 1 : 0)
        // In a night with a change of the clock, the end may seem to lie behind.
        return max(moment + 1, clock.moment(local: day * 86_400 + Int64(hours.end) * 60))
      }
    }
    guard !avoided.isEmpty else { return nil }
    var (low, high) = (0, avoided.count)
    while low < high {
      let middle = (low + high) / 2
      if avoided[middle].upperBound <= moment { low = middle + 1 } else { high = middle }
    }
    return low < avoided.count && avoided[low].contains(moment) ? avoided[low].upperBound : nil
  }
}
