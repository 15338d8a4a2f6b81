import HubData
import HubDiagnostics
import HubModel

/// Places for posts that have none.
extension AccountPlan {
  /// Gives everything that needs one a place: the higher priority first, then what is due first.
  mutating func place(_ wishes: [Wish]) {
    let sorted = wishes.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.priority != b.priority { return a.priority > b.priority }
      if a.order != b.order { return a.order < b.order }
      return left.offset < right.offset
    }
    for (_, wish) in sorted { place(wish) }
  }

  mutating func place(_ wish: Wish) {
    let spending =
      wish.known.map { self.spending(of: $0) }
      ?? self.spending(
        of: wish.text.article, repeats: postsBefore(wish.text.key, wish.occurrence))
    guard let moment = moment(for: wish, spending) else {
      plan.diagnostics.append(
        .warning(
          "no-place",
          "there is no time for '\(wish.text.article.identity)' in the next five years",
          at: account.location,
          notes: ["its slots, quiet hours, budget and days to avoid leave none"]))
      return
    }
    var item = item(wish.text, wish.occurrence, at: moment, isSlotted: finder.hasSlots)
    let end = [item.expiresAt, wish.text.article.frontMatter.expires?.seconds].compactMap(\.self)
    if let end = end.min(), end <= max(moment, now) { return drop(wish) }
    if let campaign = wish.campaign.flatMap({ campaigns[$0] }), moment < campaign.until.seconds {
      item.add(campaign)
    }
    item.priority = wish.priority
    item.isDue = wish.from <= now
    take(moment, spending)
    if let known = wish.known {
      if moment != known.post.scheduledAt { move(known, wish.text, to: moment, wish.reason) }
    } else {
      past[wish.text.key, default: [:]][wish.occurrence] = Past(time: max(moment, now))
      plan.new.append(item)
    }
  }

  mutating func take(_ moment: Int64, _ spending: Spending) {
    guard !finder.isUnlimited else { return }
    finder.take(moment, slot: finder.hasSlots ? moment : nil, spending)
  }

  /// What waits for approval can't go now.
  func earliest(needsApproval: Bool) -> Int64 { needsApproval ? now + 1 : now }

  private mutating func moment(for wish: Wish, _ spending: Spending) -> Int64? {
    let needsApproval = wish.known?.post.needsApproval ?? account.pace.needsApproval
    let start = max(wish.from, earliest(needsApproval: needsApproval))
    for aim in aims where wish.known == nil && aim.config.filter.fits(wish.text.article) {
      for stretch in aim.stretches where stretch.upperBound > start {
        if stretch.lowerBound > start + Int64(aim.config.within) { break }
        let from = max(start, stretch.lowerBound)
        if let found = finder.first(from: from, lane: wish.campaign ?? -1, spending),
          found < stretch.upperBound
        {
          return found
        }
      }
    }
    if finder.isUnlimited { return wish.from }
    return finder.first(from: start, lane: wish.campaign ?? -1, spending)
  }

  /// A post that would be gone before it goes out.
  private mutating func drop(_ wish: Wish) {
    if let known = wish.known {
      return plan.cancelled.append(removal(known, "it would expire before it goes out"))
    }
    guard postsBefore(wish.text.key, wish.occurrence) == 0 else { return }
    record(wish.text, wish.occurrence)
    plan.diagnostics.append(
      .warning(
        "expired-post",
        "the post for '\(account.name.value)' would expire before it goes out; it is left out",
        at: SourceLocation(file: wish.text.article.file)))
  }

  /// Repeats that authors ask for, each its stretch of time after the post before it.
  mutating func repeatPosts(_ texts: [PlannedText], where isMeant: (PlannedText) -> Bool) {
    var repeated = texts.filter {
      $0.article.frontMatter.social.repeat != nil && publishes($0.article) && isMeant($0)
    }
    var round = 0
    while !repeated.isEmpty {
      round += 1
      var wishes: [Wish] = []
      var goOn: [PlannedText] = []
      for text in repeated {
        guard let rule = text.article.frontMatter.social.repeat, round <= rule.times,
          let posts = past[text.key]?.filter({ !$0.value.isVoid }), let first = posts.keys.min(),
          posts[first]?.isRecorded == false, !posts.values.contains(where: \.isStopped)
        else { continue }
        let occurrence = occurrence(of: text.key, after: first, round: round)
        let before = posts[self.occurrence(of: text.key, after: first, round: round - 1)]
        let from = before.map { max($0.time + Int64(rule.interval), now) } ?? .max
        if from < now + Self.repeatsAhead || posts.keys.contains(where: { $0 >= occurrence }) {
          goOn.append(text)
        }
        guard let before, round == 1 || !before.isWordless(for: text) else { continue }
        if let there = posts[occurrence] {
          // Half the time is enough: else a day's delay would move a whole year.
          if let known = there.planned, known.post.scheduledAt > now,
            there.time - before.time < Int64(rule.interval) / 2
          {
            wishes.append(
              Wish(
                text: text, occurrence: occurrence, from: from, priority: 0, known: known,
                reason: PlanReason.tooSoon))
          }
        } else if from < now + Self.repeatsAhead {
          wishes.append(Wish(text: text, occurrence: occurrence, from: from, priority: 0))
        }
      }
      place(wishes)
      repeated = goOn
    }
  }

  /// Which post of a text a repeat is or would be: what was cancelled with its article keeps its
  /// number.
  private func occurrence(of text: Plan.Text, after first: Int, round: Int) -> Int {
    var occurrence = first
    for _ in 0..<round {
      repeat { occurrence += 1 } while past[text]?[occurrence]?.isVoid == true
    }
    return occurrence
  }

  /// Old articles in slots that nothing else takes.
  mutating func placeEvergreen(
    _ known: [Known], _ texts: [PlannedText], _ byKey: [Plan.Text: PlannedText]
  ) {
    for known in known {
      guard let text = byKey[known.key.text] else { continue }
      let time = known.post.scheduledAt
      let spending = self.spending(of: known)
      if finder.obstacle(at: time, spending) == nil, finder.isSlot(time) {
        take(time, spending)
      } else if let moment = finder.first(from: now, spending) {
        take(moment, spending)
        move(known, text, to: moment, PlanReason.gaveWay)
      }
    }
    guard let rule = account.pace.evergreen, finder.hasSlots else { return }
    var candidates = texts.compactMap { evergreen($0, rule) }
      .sorted { ($0.last, $0.text.article.identity) > ($1.last, $1.text.article.identity) }
    var moment = now
    let again = self.spending(of: nil, repeats: 1)
    while let (text, occurrence, last) = candidates.last,
      let slot = finder.first(from: max(moment, last + Int64(rule.after)), again),
      slot < now + Self.evergreenAhead
    {
      candidates.removeLast()
      var item = item(text, occurrence, at: slot, isSlotted: true)
      if let end = text.article.frontMatter.expires?.seconds, end <= slot { continue }
      if let end = item.expiresAt, end <= slot { continue }
      item.priority = Self.evergreenPriority
      item.isDue = true
      take(slot, again)
      past[text.key, default: [:]][occurrence] = Past(time: slot)
      plan.new.append(item)
      moment = slot
      // It may come back once more before the days ahead are over.
      if let again = evergreen(text, rule) { candidates.insert(again, at: 0) }
    }
  }

  /// A text that may come back, the occurrence it would be, and when it was posted last.
  private func evergreen(
    _ text: PlannedText, _ rule: PostingPace.Evergreen
  ) -> (text: PlannedText, occurrence: Int, last: Int64)? {
    guard text.article.frontMatter.social.repeat == nil, publishes(text.article),
      rule.filter.fits(text.article), let posts = past[text.key],
      !posts.values.contains(where: \.isStopped), let highest = posts.keys.max(),
      highest == 0 || posts[highest]?.isWordless(for: text) == false
    else { return nil }
    let real = posts.values.filter { !$0.isVoid }
    guard let last = real.map(\.time).max(), real.count - 1 < rule.times else { return nil }
    return (text, highest + 1, last)
  }

  /// Says where a network can't take down what is to expire.
  mutating func warnOfExpiry() {
    var isSaid = false
    for item in plan.new {
      guard let end = item.expiresAt, !item.isRecorded else { continue }
      let problem: String
      var hint = "they are taken down before that time is over"
      if !abilities.canWithdraw {
        problem = "\(account.network.value) can't take posts down"
        hint = "they stay until a person deletes them there"
      } else if let window = abilities.deleteWindow, end - item.scheduledAt > window {
        problem = "\(account.network.value) takes down nothing older than \(Self.text(window))"
      } else {
        continue
      }
      let isOwn = item.article.frontMatter.social.expires != nil
      if !isOwn, isSaid { continue }
      isSaid = isSaid || !isOwn
      let place = account.pace.expires.map {
        SourceLocation(file: account.location.file, span: $0.span)
      }
      plan.diagnostics.append(
        .warning(
          "expiry-out-of-reach",
          "posts of '\(account.name.value)' can't expire as they are to: \(problem)",
          at: isOwn ? SourceLocation(file: item.article.file) : place,
          notes: [hint]))
    }
  }

  private static func text(_ seconds: Int64) -> String {
    seconds % 86_400 == 0 && seconds > 2 * 86_400
      ? "\(seconds / 86_400) days" : "\(seconds / 3600) hours"
  }
}
