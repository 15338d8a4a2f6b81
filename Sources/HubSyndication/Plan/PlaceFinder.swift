import HubModel

/// Finds moments at which an account may publish: slots or any time, less what is taken, quiet
/// hours, days to avoid, the gap, the daily maximum and the budget.
///
/// Moments are only ever taken, so that what was found full once is skipped for good: a backlog
/// of thousands is placed in one walk.
struct PlaceFinder {
  let clock: ZoneClock
  private let pace: PostingPace
  private let closed: ClosedHours
  /// Later than this nothing is looked for.
  private let horizon: Int64
  /// Slots by campaign, those of the account included; -1 is the account's own.
  private let calendars: [Int: SlotCalendar]
  /// By campaign and spending, from a moment that can't be had to one from which to look on.
  private var jumps: [Lane: [Int64: Int64]] = [:]
  /// Slots that are taken.
  private var taken = Set<Int64>()
  /// All posts' times in order, where there is a gap to keep.
  private var times: [Int64] = []
  private var perDay: [Int64: Int] = [:]
  private var spent: [Int64: Spending] = [:]

  /// What is full for a thread may have room for one post.
  private struct Lane: Hashable {
    var calendar: Int
    var spending: Spending
  }

  /// - Parameters:
  ///   - pace: the account's.
  ///   - calendars: by campaign; -1 is the account's own.
  ///   - closed: when nothing goes out.
  ///   - clock: the account's.
  ///   - horizon: later than this nothing is looked for.
  init(
    _ pace: PostingPace, calendars: [Int: SlotCalendar], closed: ClosedHours, clock: ZoneClock,
    horizon: Int64
  ) {
    self.pace = pace
    self.closed = closed
    self.clock = clock
    self.horizon = horizon
    self.calendars = calendars
  }

  var hasSlots: Bool { calendars[-1] != nil }

  /// Whether posts go out as soon as they are due.
  var isUnlimited: Bool {
    !hasSlots && pace.gap == 0 && pace.perDay == nil && pace.budget == nil && closed.areNone
  }

  /// The first moment at `start` or later that can be had; nil where there is none.
  mutating func first(from start: Int64, lane index: Int = -1, _ spending: Spending) -> Int64? {
    let lane = Lane(calendar: calendars[index] == nil ? -1 : index, spending: spending)
    let calendar = calendars[lane.calendar]
    var moment = start
    var passed: [Int64] = []
    while moment <= horizon {
      guard let found = calendar == nil ? moment : calendar?.first(from: moment) else { return nil }
      guard let jump = jumps[lane]?[found] ?? obstacle(at: found, spending) else {
        for place in passed { jumps[lane, default: [:]][place] = found }
        return found
      }
      passed.append(found)
      moment = max(jump, found + 1)
    }
    return nil
  }

  /// Whether a moment lies where nothing ever goes out.
  func isClosed(_ moment: Int64) -> Bool { closed.end(at: moment) != nil }

  /// Whether a moment is one of the slots, those of campaigns included.
  func isSlot(_ moment: Int64) -> Bool {
    calendars.isEmpty || calendars.values.contains { $0.contains(moment) }
  }

  /// The latest slot at a moment or before it.
  func latestSlot(to moment: Int64) -> Int64? {
    calendars.values.compactMap { $0.latest(to: moment) }.max()
  }

  /// What keeps a post from a moment: from when on to look again.
  func obstacle(at moment: Int64, _ spending: Spending) -> Int64? {
    if hasSlots, taken.contains(moment) { return moment + 1 }
    if let end = closed.end(at: moment) { return end }
    if pace.gap > 0, let near = neighbour(of: moment) { return near + Int64(pace.gap) }
    if let most = pace.perDay {
      let day = clock.day(moment)
      if perDay[day, default: 0] >= most { return clock.start(ofDay: day + 1) }
    }
    if let budget = pace.budget {
      let start = budget.period.firstDay(of: moment, clock)
      let sum = spent[start, default: .none] + spending
      let isFull =
        budget.posts.map { sum.posts > $0 } ?? false
        || budget.cost.map { sum.cost > $0.thousandths } ?? false
      if isFull { return clock.start(ofDay: budget.period.firstDay(after: start)) }
    }
    return nil
  }

  /// Takes a moment; `slot` is the slot that the post has, if it has one.
  mutating func take(_ moment: Int64, slot: Int64?, _ spending: Spending) {
    if let slot { taken.insert(slot) }
    if pace.gap > 0 { times.insert(moment, at: index(of: moment)) }
    if pace.perDay != nil { perDay[clock.day(moment), default: 0] += 1 }
    if let budget = pace.budget {
      let start = budget.period.firstDay(of: moment, clock)
      spent[start, default: .none] += spending
    }
  }

  func isTaken(_ slot: Int64) -> Bool { taken.contains(slot) }

  /// The latest post that is nearer than the gap.
  private func neighbour(of moment: Int64) -> Int64? {
    let index = index(of: moment + Int64(pace.gap))
    guard index > 0 else { return nil }
    let latest = times[index - 1]
    return latest > moment - Int64(pace.gap) ? latest : nil
  }

  /// Where a moment stands among the times, before its equals.
  private func index(of moment: Int64) -> Int {
    var (low, high) = (0, times.count)
    if let last = times.last, last < moment { return high }
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
