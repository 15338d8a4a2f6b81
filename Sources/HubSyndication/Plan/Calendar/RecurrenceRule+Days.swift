import HubModel

extension RecurrenceRule {
  /// The days on which an event that began on `first` comes again, as numbers since 1970.
  ///
  /// - Parameters:
  ///   - first: the event's own day.
  ///   - last: days after it are not asked for.
  ///   - from: days before it are not asked for either.
  ///   - isOver: whether a day lies after UNTIL.
  /// - Returns: the days, in order.
  func days(
    from first: Int64, to last: Int64, since from: Int64, isOver: (Int64) -> Bool
  ) -> [Int64] {
    let start = CivilDate(secondsSinceEpoch: first * 86_400)
    var found: [Int64] = []
    var left = count ?? .max
    // A rule that counts is walked from its beginning.
    var index = count == nil ? max(0, periods(from: first, to: from) - 1) : 0
    while index < 1_000_000 {
      let (begin, days) = period(index, start)
      if begin > last { break }
      for day in days where day >= first {
        if day > last || isOver(day) || left == 0 { return found }
        left -= 1
        if day >= from { found.append(day) }
      }
      index += 1
    }
    return found
  }

  /// How many whole periods lie between two days.
  private func periods(from first: Int64, to later: Int64) -> Int {
    let days = Int(max(0, later - first))
    return switch frequency {
    case .daily: days / interval
    case .weekly: days / 7 / interval
    case .monthly: days / 31 / interval
    case .yearly: days / 366 / interval
    }
  }

  /// The first day of a period, and the days that the rule takes of it, in order.
  private func period(_ index: Int, _ start: CivilDate) -> (begin: Int64, days: [Int64]) {
    let first = start.daysSinceEpoch
    let step = index * interval
    switch frequency {
    case .daily:
      let day = first + Int64(step)
      return (day, select([day].filter { fitsMonth($0) && fitsMonthDay($0) && fitsWeekday($0) }))
    case .weekly:
      let monday = first - Int64((start.weekday - weekStart + 7) % 7) + Int64(step * 7)
      let chosen = weekdays.isEmpty ? [start.weekday] : weekdays.map(\.day)
      let days = (0..<7).map { monday + $0 }
        .filter { fitsMonth($0) && chosen.contains(Self.weekday(of: $0)) }
      return (monday, select(days))
    case .monthly:
      let month = start.year * 12 + start.month - 1 + step
      let begin = CivilDate(year: month / 12, month: month % 12 + 1, day: 1).daysSinceEpoch
      guard months.isEmpty || months.contains(month % 12 + 1) else { return (begin, []) }
      return (begin, select(days(year: month / 12, month: month % 12 + 1, start)))
    case .yearly:
      let year = start.year + step
      let begin = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
      return (begin, select(days(year: year, start)))
    }
  }

  private func days(year: Int, month: Int, _ start: CivilDate) -> [Int64] {
    let begin = CivilDate(year: year, month: month, day: 1).daysSinceEpoch
    let count = CivilDate.days(inMonth: month, of: year)
    let all = (0..<Int64(count)).map { begin + $0 }
    if monthDays.isEmpty, weekdays.isEmpty {
      return start.day <= count ? [begin + Int64(start.day - 1)] : []
    }
    return all.filter { fitsMonthDay($0) && fitsWeekday($0, in: all) }
  }

  private func days(year: Int, _ start: CivilDate) -> [Int64] {
    if months.isEmpty, !weekdays.isEmpty, monthDays.isEmpty {
      // The numbers of weekdays count within the year.
      let begin = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
      let end = CivilDate(year: year + 1, month: 1, day: 1).daysSinceEpoch
      let all = Array(begin..<end)
      return all.filter { fitsWeekday($0, in: all) }
    }
    let chosen =
      months.isEmpty ? (monthDays.isEmpty ? [start.month] : Array(1...12)) : months.sorted()
    return chosen.flatMap { days(year: year, month: $0, start) }
  }

  private func select(_ days: [Int64]) -> [Int64] {
    guard !positions.isEmpty else { return days }
    return days.indices.filter {
      positions.contains($0 + 1) || positions.contains($0 - days.count)
    }.map { days[$0] }
  }

  private func fitsMonth(_ day: Int64) -> Bool {
    months.isEmpty || months.contains(CivilDate(secondsSinceEpoch: day * 86_400).month)
  }

  private func fitsMonthDay(_ day: Int64) -> Bool {
    guard !monthDays.isEmpty else { return true }
    let civil = CivilDate(secondsSinceEpoch: day * 86_400)
    let count = CivilDate.days(inMonth: civil.month, of: civil.year)
    return monthDays.contains(civil.day) || monthDays.contains(civil.day - count - 1)
  }

  /// Whether the day is one of the weekdays, counted within `span`, which has every day of it.
  private func fitsWeekday(_ day: Int64, in span: [Int64] = []) -> Bool {
    guard !weekdays.isEmpty else { return true }
    let weekday = Self.weekday(of: day)
    return weekdays.contains { chosen in
      guard chosen.day == weekday else { return false }
      guard chosen.ordinal != 0, let begin = span.first, let end = span.last else { return true }
      let position =
        chosen.ordinal > 0 ? (day - begin) / 7 + 1 : -((end - day) / 7 + 1)
      return position == chosen.ordinal
    }
  }

  private static func weekday(of day: Int64) -> Int { Int(((day + 3) % 7 + 7) % 7) + 1 }
}
