import HubData
import HubModel

/// What the queue knows already.
extension AccountPlan {
  /// The account's known posts by what is to be done with them.
  struct Sifted {
    /// Need another place.
    var wishes: [Wish] = []
    /// Late because nobody has approved them: they take what all others leave.
    var waiting: [Wish] = []
    /// Their time has come or passed.
    var late: [(known: Known, text: PlannedText)] = []
    /// Planned, and of an article that is due earlier now.
    var advanced: [Known] = []
    /// Planned evergreen posts, which make room for everything else.
    var evergreen: [Known] = []
    /// Whether a post goes out next that can't move any more; one that could not go yet, say
    /// because its page is not live, holds up no other.
    var hasQueued = false
    var lastSent: Int64?
  }

  mutating func sift(_ known: [Known], _ texts: [Plan.Text: PlannedText]) -> Sifted {
    var sifted = Sifted()
    for known in known {
      guard known.key.part > 0 else {
        remember(known)
        continue
      }
      chained[known.key.text, default: []].insert(known.key.occurrence)
      if known.post.counts {
        followers[known.key.text, default: [:]][known.key.occurrence, default: .none] +=
          Spending(cost: known.post.cost)
      }
    }
    for known in known {
      let (key, post) = (known.key, known.post)
      let text = texts[key.text]
      if let text, publishes(text.article) { plan.known.append(post.identity) }
      switch post.state {
      case .planned, .queued:
        guard key.part == 0 else {
          // The rest of a thread that has begun must not wait for ever for its article, and keep
          // its share of a budget: the network may not be able to take the first part down. One whose
          // last try had no answer may be out.
          if post.state == .queued, !post.mayBeOut, text == nil, !isHeld(known) {
            plan.cancelled.append(removal(known, PlanReason.gone))
          }
          continue
        }
        if post.state == .queued, post.reason == nil { sifted.hasQueued = true }
        if let text, publishes(text.article) {
          siftOpen(known, text, &sifted)
        } else if text == nil, isHeld(known) {
          take(known)
        } else {
          cancel(known, text == nil ? PlanReason.gone : PlanReason.notForAccount)
        }
      case .published:
        take(known)
        sifted.lastSent = max(sifted.lastSent ?? .min, post.time)
        if let text { change(known, text) } else if !isHeld(known) { withdraw(known) }
      case .sending, .unsure, .failed, .withdrawn: take(known)
      case .cancelled, .recorded: break
      }
    }
    return sifted
  }

  /// Whether nobody knows yet what became of its article.
  private func isHeld(_ known: Known) -> Bool {
    held.contains(known.key.text)
  }

  private mutating func remember(_ known: Known) {
    let (key, post) = (known.key, known.post)
    // What is late has not been said yet: a repeat comes its time after it goes out. What is unsure
    // may have been said, and waits for a person: its repeats must not wait for ever with it.
    let isUnsaid = post.state == .planned || post.state == .queued
    var entry = Past(time: isUnsaid ? max(post.time, now) : post.time)
    entry.isRecorded = post.state == .recorded
    entry.hash = post.sourceHash
    if post.state == .cancelled {
      entry.isVoid = post.reason.map { PlanReason.passing.contains($0) } ?? false
      entry.isStopped = post.reason == nil
    }
    if post.state == .planned, !post.isFixed { entry.planned = known }
    past[key.text, default: [:]][key.occurrence] = entry
  }

  private mutating func siftOpen(_ known: Known, _ text: PlannedText, _ sifted: inout Sifted) {
    var known = known
    let post = known.post
    guard post.state == .planned else { return take(known) }
    let isEdited = post.sourceHash.map { $0 != text.hash } ?? false
    if isEdited, !keepsChain(known) { plan.rewritten.append(item(known, text)) }
    if post.sourceHash != nil, account.pace.needsApproval, !post.needsApproval, !post.isApproved {
      plan.held.insert(post.identity)
      known.post.needsApproval = true
    }
    if post.isFixed {
      keepExpiry(known, text)
      return take(known)
    }
    if !finder.isUnlimited, post.scheduledAt <= now { return sifted.late.append((known, text)) }
    if post.priority == Self.evergreenPriority {
      keepExpiry(known, text)
      return sifted.evergreen.append(known)
    }
    if let (reason, from) = move(known, text) {
      sifted.wishes.append(wish(known, text, from: from, reason))
      return
    }
    keepExpiry(known, text)
    take(known)
    if let due = post.sourceHash.flatMap(SourceHash.due), text.due < due,
      post.isSlotted == finder.hasSlots, isFirst(known)
    {
      sifted.advanced.append(known)
    }
  }

  /// Gives a post that keeps its time the end that its article and its account say.
  private mutating func keepExpiry(_ known: Known, _ text: PlannedText) {
    let end = end(of: known, text, postedAt: known.post.scheduledAt)
    if end != known.post.expiresAt { plan.expiries[known.post.identity] = .some(end) }
  }

  /// When a known post is taken down that goes out at a moment; no plan says so of one by hand.
  private func end(of known: Known, _ text: PlannedText, postedAt moment: Int64) -> Int64? {
    known.post.sourceHash == nil
      ? known.post.expiresAt : expiry(of: text.article, postedAt: moment)
  }

  /// Why a planned post can't keep its time, and from when on it may go out.
  private func move(_ known: Known, _ text: PlannedText) -> (reason: String, from: Int64)? {
    let time = known.post.scheduledAt
    if isFirst(known) {
      if text.due > time { return (PlanReason.later, text.due) }
      if finder.isUnlimited, text.due < time, time > now { return (PlanReason.earlier, text.due) }
    }
    guard !finder.isUnlimited else { return nil }
    let isSlot = finder.hasSlots ? known.post.isSlotted && finder.isSlot(time) : true
    return isSlot && !finder.isClosed(time)
      ? nil : (PlanReason.notAllowed, isFirst(known) ? text.due : time)
  }

  /// Late posts never go out together: the oldest takes the present place if it is free, the
  /// others the next ones.
  mutating func settleLate(_ sifted: inout Sifted) {
    let slot = finder.latestSlot(to: now)
    var isFree = !sifted.hasQueued && !finder.isClosed(now)
    if finder.hasSlots {
      guard let slot else { return }
      isFree = isFree && !finder.isTaken(slot) && sifted.lastSent.map { $0 < slot } ?? true
    }
    for (known, text) in sifted.late {
      let time = known.post.scheduledAt
      if known.post.needsApproval {
        sifted.waiting.append(
          wish(
            known, text, from: earliest(needsApproval: true), PlanReason.waitsForApproval))
      } else if isFree, isOpen(now, spending(of: known)) {
        isFree = false
        finder.take(now, slot: slot, spending(of: known))
        if let slot, slot != time { move(known, text, to: slot, PlanReason.missed) }
      } else {
        sifted.wishes.append(wish(known, text, from: now, PlanReason.missed))
      }
    }
  }

  /// Whether nothing but the slot itself keeps a post from a moment.
  private func isOpen(_ moment: Int64, _ spending: Spending) -> Bool {
    (finder.obstacle(at: moment, spending) ?? moment + 1) == moment + 1
  }

  /// Gives a post an earlier slot where its article was edited to be due earlier.
  mutating func moveForward(_ known: Known, _ texts: [Plan.Text: PlannedText]) {
    guard let text = texts[known.key.text],
      let moment = finder.first(
        from: max(text.due, earliest(needsApproval: known.post.needsApproval)),
        spending(of: known)),
      moment < known.post.scheduledAt
    else { return }
    take(moment, spending(of: known))
    move(known, text, to: moment, PlanReason.earlier)
  }

  mutating func move(_ known: Known, _ text: PlannedText, to moment: Int64, _ reason: String) {
    past[text.key, default: [:]][known.key.occurrence]?.time = moment
    plan.rescheduled.append(
      Plan.Move(
        identity: known.post.identity, key: known.key, from: known.post.scheduledAt, to: moment,
        isSlotted: finder.hasSlots, expiresAt: end(of: known, text, postedAt: moment),
        reason: reason))
    // The end goes with the new time.
    plan.expiries.removeValue(forKey: known.post.identity)
  }

  private func wish(_ known: Known, _ text: PlannedText, from: Int64, _ reason: String) -> Wish {
    Wish(
      text: text, occurrence: known.key.occurrence, from: from, priority: known.post.priority,
      campaign: campaign(of: text.article, at: max(from, now)), known: known, reason: reason)
  }

  private func isFirst(_ known: Known) -> Bool {
    postsBefore(known.key.text, known.key.occurrence) == 0
  }

  /// How many posts of a text come before one, less those that were cancelled with their article.
  func postsBefore(_ text: Plan.Text, _ occurrence: Int) -> Int {
    past[text]?.count { !$0.value.isVoid && $0.key < occurrence } ?? 0
  }

  func item(_ known: Known, _ text: PlannedText) -> Plan.Item {
    let time = known.post.scheduledAt
    var item = item(text, known.key.occurrence, at: time, isSlotted: known.post.isSlotted)
    item.identity = known.post.identity
    item.priority = known.post.priority
    if let campaign = campaign(of: text.article, at: time).flatMap({ campaigns[$0] }) {
      item.add(campaign)
    }
    return item
  }

  mutating func take(_ known: Known) {
    // The longest period of a budget.
    guard known.post.time > now - 367 * 86_400, known.key.part == 0, !finder.isUnlimited else {
      return
    }
    // A time that a person gave may be a slot.
    let slot = known.post.scheduledAt
    let hasSlot = known.post.isSlotted || known.post.isFixed && finder.isSlot(slot)
    finder.take(known.post.time, slot: hasSlot ? slot : nil, spending(of: known))
  }

  /// What a post takes with all that follows it.
  func spending(of known: Known) -> Spending {
    let following = followers[known.key.text]?[known.key.occurrence] ?? .none
    return Spending(cost: known.post.cost) + following
  }

  mutating func cancel(_ known: Known, _ reason: String) {
    past[known.key.text]?[known.key.occurrence]?.isVoid = true
    plan.cancelled.append(removal(known, reason))
  }

  /// A post that is out, and whose article may have been edited.
  private mutating func change(_ known: Known, _ text: PlannedText) {
    guard let hash = known.post.sourceHash, SourceHash.differInWords(hash, text.hash) else {
      return
    }
    if account.pace.edits == .leave {
      plan.kept.append(
        removal(known, "its article was edited; the account leaves posts as they are"))
    } else if !abilities.canUpdate {
      let network = account.network.value
      plan.kept.append(removal(known, "its article was edited; \(network) can't change a post"))
    } else if !keepsChain(known) {
      plan.updates.append(item(known, text))
    }
  }

  /// Whether a post of an edited article keeps its words because others hang on it, and says so.
  private mutating func keepsChain(_ known: Known) -> Bool {
    guard chained[known.key.text]?.contains(known.key.occurrence) == true else { return false }
    plan.kept.append(
      removal(known, "its article was edited; a post that others follow keeps its words"))
    return true
  }

  private mutating func withdraw(_ known: Known) {
    let network = account.network.value
    if !abilities.canWithdraw {
      plan.kept.append(
        removal(known, "\(PlanReason.gone); \(network) can't take posts down: delete it there"))
    } else if let window = abilities.deleteWindow, known.post.time + window < now {
      plan.kept.append(
        removal(
          known, "\(PlanReason.gone); \(network) takes down nothing that old: delete it there"))
    } else {
      plan.withdrawals.append(removal(known, PlanReason.gone))
    }
  }

  func removal(_ known: Known, _ reason: String) -> Plan.Removal {
    Plan.Removal(
      identity: known.post.identity, key: known.key, time: known.post.time, reason: reason)
  }
}
