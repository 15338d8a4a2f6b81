import HubData
package import HubModel

/// Which posts articles and accounts make, and when each is due.
///
/// The same inputs give the same plan, in any order; a post that the queue knows stays as it is.
package struct Plan: Sendable {
  /// A post before it has words.
  package struct Item: Sendable {
    package var identity: String
    package var article: Article
    package var account: AccountConfig
    package var occurrence: Int
    package var scheduledAt: Int64
    package var isSlotted: Bool
    /// Older than `since`: known, never posted.
    package var isRecorded: Bool
  }

  /// Not in the queue yet, in the order of their times.
  package var new: [Item]
  /// Of these articles and accounts, in the queue already.
  package var known: [String]
}

/// Plans posts; knows no network and no database.
package struct Planner: Sendable {
  private let syndication: SyndicationConfig
  private let accounts: [AccountConfig]

  /// Plans for these accounts; others keep what they have in the queue.
  package init(_ syndication: SyndicationConfig, accounts: [AccountConfig]) {
    self.syndication = syndication
    self.accounts = accounts
  }

  package func plan(
    _ articles: [Article], besides snapshot: QueueSnapshot, now: Int64
  ) -> Plan {
    var plan = Plan(new: [], known: [])
    // By due time, so that an older article gets the earlier slot.
    let articles = articles.map { (article: $0, due: due($0)) }.sorted { left, right in
      if left.due != right.due { return left.due < right.due }
      let (a, b) = (left.article, right.article)
      return (a.identity, a.language.code) < (b.identity, b.language.code)
    }
    for account in accounts {
      let calendar = SlotCalendar(account.slots, timeZone: syndication.timeZone)
      var taken = snapshot.slots[account.name.value] ?? []
      var nextSlot = Int64.min
      for (article, due) in articles where publishes(account, article) {
        let key = QueueSnapshot.Key(
          account: account.name.value, article: article.identity, language: article.language.code,
          occurrence: 0)
        if let identity = snapshot.identity(of: key) {
          plan.known.append(identity)
          continue
        }
        var item = item(article, account, due: due)
        if let calendar, !item.isRecorded {
          // What comes later in the list finds no free slot before the one just taken.
          var slot = calendar.first(from: max(due, now, nextSlot))
          while !taken.insert(slot).inserted { slot = calendar.first(from: slot + 1) }
          nextSlot = slot + 1
          item.scheduledAt = slot
          item.isSlotted = true
        }
        plan.new.append(item)
      }
    }
    plan.new.sort { ($0.scheduledAt, $0.identity) < ($1.scheduledAt, $1.identity) }
    return plan
  }

  private func due(_ article: Article) -> Int64 {
    (article.frontMatter.social.publish ?? article.date).seconds
  }

  private func publishes(_ account: AccountConfig, _ article: Article) -> Bool {
    let speaks = account.languages.isEmpty || account.languages.contains(article.language.code)
    return speaks
      && !article.frontMatter.social.skip.contains {
        $0.value == account.name.value || $0.value == account.network.value
      }
  }

  private func item(_ article: Article, _ account: AccountConfig, due: Int64) -> Plan.Item {
    Plan.Item(
      identity: PostIdentity.make(
        article: article.identity, account: account.name.value, language: article.language.code,
        audience: account.audience, occurrence: 0),
      article: article, account: account, occurrence: 0, scheduledAt: due, isSlotted: false,
      isRecorded: syndication.since.map { article.date < $0 } ?? false)
  }
}
