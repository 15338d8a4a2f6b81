import HubData
package import HubModel

/// A calendar of the configuration with the events of its file.
package struct HolidayCalendar: Sendable {
  package var config: CalendarConfig
  package var events: [CalendarEvent]

  package init(_ config: CalendarConfig, events: [CalendarEvent]) {
    self.config = config
    self.events = events
  }

  /// The stretches of all events that touch a window, in order, none touching another.
  func stretches(in window: Range<Int64>, zone: ZoneClock) -> [Range<Int64>] {
    Self.merged(events.flatMap { $0.stretches(in: window, zone: zone) })
  }

  static func merged(_ stretches: [Range<Int64>]) -> [Range<Int64>] {
    var merged: [Range<Int64>] = []
    for stretch in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, stretch.lowerBound <= last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound..<max(last.upperBound, stretch.upperBound)
      } else {
        merged.append(stretch)
      }
    }
    return merged
  }

  func isFor(_ account: AccountConfig) -> Bool {
    config.accounts.isEmpty || config.accounts.contains(account.name.value)
  }
}
