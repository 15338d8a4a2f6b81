import HubModel

/// Finds the articles that share the most with one, without looking at all others.
struct RelatedArticles {
  let hub: Hub

  /// Articles that are named.
  static let longest = 4
  /// Articles of each term that are looked at, the newest ones.
  static let depth = 100

  /// The related articles of one in its language, the closest first; of equals the newest.
  func callAsFunction(of id: Page.ID) -> [Page.ID] {
    guard hub.pages[id].text.kind == .article else { return [] }
    let all = hub.articles[hub.pages[id].text.language].count
    var scores: [Page.ID: Int] = [:]
    for (taxonomy, terms) in hub.pages[id].terms.enumerated() {
      let weight = Self.weight(of: hub.config.content.taxonomies[taxonomy])
      for term in terms {
        let articles = hub.terms[term].articles
        let score = weight * Self.rarity(articles.count, of: all)
        for other in articles.prefix(Self.depth)
        where other != id && hub.pages[other].text.kind == .article {
          scores[other, default: 0] += score
        }
      }
    }
    return closest(scores)
  }

  /// How much it says that two articles share a term.
  private static func weight(of taxonomy: String) -> Int {
    switch taxonomy {
    case "tags": 4
    // A series is navigated by itself.
    case "series": 3
    // Who wrote it says least of what it is about.
    case "authors": 1
    default: 2
    }
  }

  /// One for a term that most articles have, and one more for each time it is half as common.
  private static func rarity(_ count: Int, of all: Int) -> Int {
    let ratio = max(1, all / max(1, count))
    return Int.bitWidth - ratio.leadingZeroBitCount
  }

  private func closest(_ scores: [Page.ID: Int]) -> [Page.ID] {
    var best: [(id: Page.ID, score: Int)] = []
    for (id, score) in scores {
      let place = best.firstIndex { precedes((id, score), $0) } ?? best.count
      guard place < Self.longest else { continue }
      best.insert((id, score), at: place)
      if best.count > Self.longest { best.removeLast() }
    }
    return best.map(\.id)
  }

  /// A whole order: the outcome does not depend on the order in which articles are met.
  private func precedes(
    _ left: (id: Page.ID, score: Int), _ right: (id: Page.ID, score: Int)
  ) -> Bool {
    if left.score != right.score { return left.score > right.score }
    let (leftDate, rightDate) = (seconds(left.id), seconds(right.id))
    return leftDate == rightDate ? left.id < right.id : leftDate > rightDate
  }

  private func seconds(_ id: Page.ID) -> Int64 {
    hub.pages[id].text.frontMatter.date?.seconds ?? .min
  }
}
