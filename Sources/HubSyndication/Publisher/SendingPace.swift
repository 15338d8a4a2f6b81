import Foundation
package import HubModel

/// When an account may send: the last look before a post goes out, for what no plan foresees.
///
/// A site that is not live yet, a pause, a retry: posts whose times were apart are due together
/// then, and go out as far apart as they would have been.
package struct SendingPace: Sendable {
  private let slots: SlotCalendar?
  private let pace: PostingPace
  private let clock: ZoneClock
  private let closed: @Sendable (Int64) -> Bool

  /// - Parameters:
  ///   - pace: the account's.
  ///   - slots: nil where it may publish at any time.
  ///   - clock: the account's.
  ///   - isClosed: whether nothing goes out at a moment.
  package init(
    _ pace: PostingPace = .init(), slots: SlotCalendar? = nil, clock: ZoneClock = ZoneClock(.gmt),
    isClosed: @escaping @Sendable (Int64) -> Bool = { _ in false }
  ) {
    self.pace = pace
    self.slots = slots
    self.clock = clock
    closed = isClosed
  }

  func isClosed(_ moment: Int64) -> Bool { closed(moment) }

  /// What the account may send of a post at a moment: whose time a person has set needs no slot, no
  /// gap and no room on its day, but keeps to the budget.
  func limits(on entry: QueueEntry, at now: Int64) -> [SendingLimit] {
    (entry.isFixed ? [] : placeLimits(at: now)) + budgetLimits(at: now)
  }

  private func placeLimits(at now: Int64) -> [SendingLimit] {
    var limits: [SendingLimit] = []
    if let slot = slots?.latest(to: now) { limits.append(SendingLimit(.nothing, since: slot)) }
    if pace.gap > 0 {
      // A run that comes each hour comes some seconds early or late.
      let least = Int64(pace.gap) - Int64(pace.gap) / 10
      limits.append(SendingLimit(.nothing, since: now - least + 1))
    }
    if let most = pace.perDay {
      limits.append(SendingLimit(.posts(most), since: clock.start(ofDay: clock.day(now))))
    }
    return limits
  }

  private func budgetLimits(at now: Int64) -> [SendingLimit] {
    guard let budget = pace.budget else { return [] }
    return [
      SendingLimit(
        .budget(posts: budget.posts, cost: budget.cost?.thousandths),
        since: clock.start(ofDay: budget.period.firstDay(of: now, clock)),
        reason: "what is left of the account's budget of the \(budget.period.rawValue) is too"
          + " little for it")
    ]
  }
}
