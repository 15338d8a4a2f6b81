import HubDiagnostics

/// Why a text is no slot.
package struct SlotProblem: Error, Hashable, Sendable {
  package var message: String
  package var notes: [String]
}

extension Slot {
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  package static let hint = "write 'Mon-Fri 09:00', 'Sat,Sun 10:30' or 'daily 08:00'"

  /// Reads `Mon-Fri 09:00`, `Sat,Sun 10:30` or `daily 08:00`.
  package static func parse(_ text: String) throws(SlotProblem) -> Slot {
    let parts = text.split(separator: " ")
    guard parts.count == 2 else {
      throw SlotProblem(message: "a slot is days and a time, not '\(text)'", notes: [hint])
    }
    let (hour, minute) = try time(parts[1])
    return Slot(weekdays: try weekdays(parts[0]), hour: hour, minute: minute)
  }

  private static func weekdays(_ text: Substring) throws(SlotProblem) -> Set<Int> {
    if text.lowercased() == "daily" { return Set(1...7) }
    var weekdays = Set<Int>()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count <= 2 else {
        throw SlotProblem(message: "'\(part)' is no stretch of days", notes: [hint])
      }
      let first = try weekday(ends[0])
      let last = ends.count == 2 ? try weekday(ends[1]) : first
      // `Sat-Mon` runs over the end of the week.
      var day = first
      weekdays.insert(day)
      while day != last {
        day = day % 7 + 1
        weekdays.insert(day)
      }
    }
    return weekdays
  }

  private static func weekday(_ text: Substring) throws(SlotProblem) -> Int {
    if let index = days.firstIndex(of: text.lowercased()) { return index + 1 }
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "daily"]
    let isLongName = text.count > 3 && days.contains(text.prefix(3).lowercased())
    let guess =
      isLongName ? ["did you mean '\(text.prefix(3))'?"] : didYouMean(String(text), in: names)
    throw SlotProblem(
      message: "'\(text)' is no day; days are Mon, Tue, Wed, Thu, Fri, Sat, Sun and daily",
      notes: guess)
  }

  private static func time(_ text: Substring) throws(SlotProblem) -> (Int, Int) {
    guard let minute = minuteOfDay(text) else {
      throw SlotProblem(message: "'\(text)' is no time from 00:00 to 23:59", notes: [hint])
    }
    return (minute / 60, minute % 60)
  }

  /// The minutes since midnight of `09:00`; nil for what no clock shows.
  static func minuteOfDay(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy {
      (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard parts.count == 2, areDigits, parts[1].utf8.count == 2, let hour = Int(parts[0]),
      let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }
}
