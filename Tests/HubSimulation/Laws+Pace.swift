import Foundation
import HubData
import HubModel
import HubStorage
import HubSyndication

/// What must hold of when posts go out, where no clock jumped.
extension History {
  func checkPace() throws {
    for account in config.accounts {
      let attempts = try attempts(account.name.value)
      checkQuietHours(account, attempts)
      // That delivery with which each post went out.
      let deliveries = world.look { $0.posts }.compactMap { post in
        attempts.filter { $0.identity == post.identity && $0.start <= post.at }
          .max { $0.start < $1.start }
      }
      let first = deliveries.filter { $0.follows == nil }
        .sorted { ($0.start, $0.isFixed ? 1 : 0) < ($1.start, $1.isFixed ? 1 : 0) }
      checkSlots(account, first)
      checkGap(account, first)
      checkDays(account, account.pace.perDay, first.filter { !$0.isFixed })
      checkDays(account, account.pace.budget?.posts, withoutRests(deliveries))
    }
  }

  /// Deliveries less what a thread of an earlier day had left: that was the earlier day's.
  private func withoutRests(_ deliveries: [Attempt]) -> [Attempt] {
    let all = Dictionary(deliveries.map { ($0.identity, $0) }) { first, _ in first }
    return deliveries.filter { delivery in
      var first = delivery
      while let follows = first.follows {
        guard let earlier = all[follows] else { return false }
        first = earlier
      }
      return day(first) == day(delivery)
    }
  }

  private struct Attempt {
    var identity: String
    var follows: String?
    var start: Int64
    /// Whether a person gave the post its time, which counts more than slots and gaps.
    var isFixed: Bool
  }

  private func attempts(_ account: String) throws -> [Attempt] {
    try host.read { connection in
      try connection.rows(
        """
        SELECT posts.identity, posts.follows, posts.fixedAt, attempts.startedAt FROM attempts
        JOIN posts ON posts.id = attempts.post WHERE posts.account = ?1
        """, [.text(account)]
      ).map {
        Attempt(
          identity: try $0.required(text: "identity"), follows: $0.text("follows"),
          start: try $0.required(integer: "startedAt"), isFixed: $0.integer("fixedAt") != nil)
      }
    }
  }

  /// Two posts of an account with slots never go out between the same two slots.
  private func checkSlots(_ account: AccountConfig, _ deliveries: [Attempt]) {
    guard let calendar = SlotCalendar(account.slots, timeZone: config.timeZone) else { return }
    for (earlier, later) in zip(deliveries, deliveries.dropFirst()) where !later.isFixed {
      let slot = calendar.latest(to: later.start) ?? .min
      if slot <= earlier.start, !isCampaignSlot(earlier.start, later.start) {
        world.report("posts never share a slot", "\(earlier) and \(later)")
      }
    }
  }

  /// Whether a campaign has a slot after a moment, up to another.
  private func isCampaignSlot(_ earlier: Int64, _ later: Int64) -> Bool {
    config.campaigns.contains { campaign in
      let latest = SlotCalendar(campaign.slots, timeZone: config.timeZone)?
        .latest(to: min(later, campaign.until.seconds - 1))
      return latest.map { $0 > earlier && $0 >= campaign.from.seconds } ?? false
    }
  }

  /// Posts are a gap apart, less a tenth of it.
  private func checkGap(_ account: AccountConfig, _ deliveries: [Attempt]) {
    for (earlier, later) in zip(deliveries, deliveries.dropFirst())
    where !later.isFixed && later.start - earlier.start < Int64(account.pace.gap) * 9 / 10 {
      world.report("posts are a gap apart", "\(earlier) and \(later)")
    }
  }

  /// No day has more posts than the account, or its budget, allows.
  private func checkDays(_ account: AccountConfig, _ most: Int?, _ deliveries: [Attempt]) {
    guard let most else { return }
    let days = Dictionary(grouping: deliveries) { day($0) }
    for deliveries in days.values where deliveries.count > most {
      world.report("a day has its posts and no more", "\(account.name.value): \(deliveries)")
    }
  }

  /// No delivery begins in hours in which nothing is to go out.
  private func checkQuietHours(_ account: AccountConfig, _ attempts: [Attempt]) {
    for attempt in attempts {
      let minute = Int(local(attempt.start) % 86_400 / 60)
      if account.pace.quiet.contains(where: { $0.contains(minuteOfDay: minute) }) {
        world.report(
          "nothing goes out in quiet hours", "\(attempt.identity) at \(attempt.start)")
      }
    }
  }

  private func day(_ attempt: Attempt) -> Int64 { local(attempt.start) / 86_400 }

  private func local(_ time: Int64) -> Int64 {
    let date = Date(timeIntervalSince1970: TimeInterval(time))
    return time + Int64(config.timeZone.secondsFromGMT(for: date))
  }
}
