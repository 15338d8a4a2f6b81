import HubModel

/// Calendar periods in an account's own time, by the days on which they begin.
extension PostingPace.Budget.Period {
  /// The first day of the period of a moment, as days since 1970.
  func firstDay(of moment: Int64, _ clock: ZoneClock) -> Int64 {
    let day = clock.day(moment)
    var civil = CivilDate(secondsSinceEpoch: day * 86_400)
    switch self {
    case .day: return day
    case .week: return day - Int64(civil.weekday - 1)
    case .month: civil.day = 1
    case .year: (civil.month, civil.day) = (1, 1)
    }
    return civil.daysSinceEpoch
  }

  /// The first day of the next period, from the first day of one.
  func firstDay(after day: Int64) -> Int64 {
    var civil = CivilDate(secondsSinceEpoch: day * 86_400)
    switch self {
    case .day: return day + 1
    case .week: return day + 7
    case .month:
      (civil.year, civil.month) =
        civil.month == 12 ? (civil.year + 1, 1) : (civil.year, civil.month + 1)
    case .year: civil.year += 1
    }
    return civil.daysSinceEpoch
  }
}
