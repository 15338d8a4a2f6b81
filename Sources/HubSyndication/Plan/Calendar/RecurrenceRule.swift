import HubModel

/// A rule by which an event comes again (RFC 5545, 3.3.10), by the day, week, month or year.
struct RecurrenceRule: Sendable {
  enum Frequency: String, Sendable {
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"
  }

  struct Weekday: Hashable, Sendable {
    /// 0: every one; 2: the second; -1: the last.
    var ordinal: Int
    /// 1 is Monday.
    var day: Int
  }

  var frequency = Frequency.yearly
  var interval = 1
  var count: Int?
  var until: CalendarTime?
  var months: Set<Int> = []
  /// From the month's end where negative.
  var monthDays: Set<Int> = []
  var weekdays: [Weekday] = []
  /// Of what a period holds; from its end where negative.
  var positions: Set<Int> = []
  var weekStart = 1

  /// Why a rule can't be read.
  struct Problem: Error {
    var message: String
  }

  init(_ text: String) throws(Problem) {
    var seen = Set<String>()
    for part in text.split(separator: ";") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw Problem(message: "'\(part)' is no part of a rule") }
      let (name, value) = (sides[0].uppercased(), sides[1].uppercased())
      guard seen.insert(name).inserted else {
        throw Problem(message: "'\(name)' is given twice")
      }
      try read(name, value)
    }
    guard seen.contains("FREQ") else { throw Problem(message: "a rule needs FREQ") }
    if count != nil, until != nil { throw Problem(message: "a rule has COUNT or UNTIL, not both") }
    if frequency == .daily || frequency == .weekly, weekdays.contains(where: { $0.ordinal != 0 }) {
      throw Problem(message: "BYDAY takes numbers with MONTHLY and YEARLY only")
    }
    if frequency == .weekly, !monthDays.isEmpty {
      throw Problem(message: "BYMONTHDAY doesn't go with WEEKLY")
    }
  }

  private mutating func read(_ name: String, _ value: String) throws(Problem) {
    switch name {
    case "FREQ":
      guard let frequency = Frequency(rawValue: value) else {
        throw Problem(
          message: "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY here, not \(value)")
      }
      self.frequency = frequency
    case "INTERVAL": interval = try Self.number(value, in: 1...10_000, name)
    case "COUNT": count = try Self.number(value, in: 1...100_000, name)
    case "UNTIL":
      guard let time = CalendarTime(value) else {
        throw Problem(message: "'\(value)' is no date")
      }
      until = time
    case "BYMONTH": months = Set(try Self.numbers(value, in: 1...12, name))
    case "BYMONTHDAY": monthDays = Set(try Self.numbers(value, in: -31...31, name))
    case "BYSETPOS": positions = Set(try Self.numbers(value, in: -366...366, name))
    case "BYDAY": weekdays = try Self.weekdays(value)
    case "WKST": weekStart = try Self.weekday(value[...])
    default: throw Problem(message: "'\(name)' is not understood here")
    }
  }

  private static func number(
    _ text: some StringProtocol, in range: ClosedRange<Int>, _ name: String
  ) throws(Problem) -> Int {
    guard let number = Int(text), range.contains(number), number != 0 else {
      throw Problem(message: "\(name) takes no '\(text)'")
    }
    return number
  }

  private static func numbers(
    _ text: String, in range: ClosedRange<Int>, _ name: String
  ) throws(Problem) -> [Int] {
    var numbers: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      numbers.append(try number(part, in: range, name))
    }
    return numbers
  }

  private static func weekdays(_ text: String) throws(Problem) -> [Weekday] {
    var weekdays: [Weekday] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let day = try weekday(part.suffix(2))
      let ordinal = part.dropLast(2)
      weekdays.append(
        Weekday(ordinal: ordinal.isEmpty ? 0 : try number(ordinal, in: -53...53, "BYDAY"), day: day)
      )
    }
    return weekdays
  }

  private static func weekday(_ text: Substring) throws(Problem) -> Int {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    guard let index = names.firstIndex(of: String(text)) else {
      throw Problem(message: "'\(text)' is no day; days are MO, TU, WE, TH, FR, SA and SU")
    }
    return index + 1
  }
}
