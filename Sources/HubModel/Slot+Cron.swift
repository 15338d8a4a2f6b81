extension Slot {
  /// Times a day that a cron line may come.
  private static let most = 96

  /// Reads `Mon-Fri 09:00`, or five cron fields such as `0 9 1,15 * *`: the slots they stand for.
  package static func all(in text: String) throws(SlotProblem) -> [Slot] {
    guard text.split(separator: " ").count == 5 else { return [try parse(text)] }
    return try cron(text)
  }

  private static func cron(_ text: String) throws(SlotProblem) -> [Slot] {
    let texts = text.split(separator: " ")
    let minutes = try CronField.minute.values(texts[0])
    let hours = try CronField.hour.values(texts[1])
    let monthDays = try CronField.monthDay.values(texts[2])
    let months = try CronField.month.values(texts[3])
    // Cron counts Sunday as 0 and as 7.
    let weekdays = Set(try CronField.weekday.values(texts[4]).map { $0 == 0 ? 7 : $0 })
    guard minutes.count * hours.count <= most else {
      throw SlotProblem(
        message: "'\(text)' comes \(minutes.count * hours.count) times a day; \(most) is the most",
        notes: ["write fewer minutes or hours"])
    }
    // As cron does: with both kinds of days given, one of them is enough.
    let isEither = !texts[2].hasPrefix("*") && !texts[4].hasPrefix("*")
    let days =
      isEither ? [(everyWeekday, monthDays), (weekdays, everyMonthDay)] : [(weekdays, monthDays)]
    let slots = days.flatMap { weekdays, monthDays in
      hours.sorted().flatMap { hour in
        minutes.sorted().map { minute in
          Slot(
            weekdays: weekdays, monthDays: monthDays, months: months, hour: hour, minute: minute)
        }
      }
    }
    guard slots.contains(where: \.comes) else {
      throw SlotProblem(message: "'\(text)' names a day that never comes", notes: [])
    }
    return slots
  }
}

/// One of the five fields of a cron line.
private struct CronField: Sendable {
  var name: String
  var range: ClosedRange<Int>
  /// Words for the numbers from the range's start.
  var words: [String] = []

  static let minute = CronField(name: "minute", range: 0...59)
  static let hour = CronField(name: "hour", range: 0...23)
  static let monthDay = CronField(name: "day of the month", range: 1...31)
  static let month = CronField(
    name: "month", range: 1...12,
    words: [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ])
  static let weekday = CronField(
    name: "day of the week", range: 0...7,
    words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])

  /// Reads `*`, `5`, `1-5`, `*/15`, `9-17/2` and lists of them.
  func values(_ text: Substring) throws(SlotProblem) -> Set<Int> {
    var values = Set<Int>()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let stepped = part.split(separator: "/", omittingEmptySubsequences: false)
      let step = stepped.count == 1 ? 1 : Int(stepped[1]) ?? 0
      guard stepped.count <= 2, (1...range.upperBound + 1).contains(step) else {
        throw problem(part)
      }
      var first = range.lowerBound
      // 7 is another name of Sunday, not a day of its own.
      var last = name == "day of the week" ? 6 : range.upperBound
      if stepped[0] != "*" {
        let ends = stepped[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let start = value(ends[0]), let end = value(ends[ends.count - 1]),
          start <= end
        else { throw problem(part) }
        first = start
        if ends.count == 2 || stepped.count == 1 { last = end }
      }
      values.formUnion(stride(from: first, through: last, by: step))
    }
    return values
  }

  private func value(_ text: Substring) -> Int? {
    if let index = words.firstIndex(of: text.lowercased()) { return range.lowerBound + index }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      range.contains(number)
    else { return nil }
    return number
  }

  private func problem(_ part: Substring) -> SlotProblem {
    SlotProblem(
      message: "'\(part)' is no \(name) from \(range.lowerBound) to \(range.upperBound)",
      notes: ["a cron line is minute, hour, day of the month, month, day of the week: 0 9 * * 1-5"])
  }
}
