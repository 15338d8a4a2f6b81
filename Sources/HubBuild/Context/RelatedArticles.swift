import HubModel

/// Finds the articles that share the most with one, without looking at all others.
struct RelatedArticles: Sendable {
  /// What an article shares through one of its terms.
  private struct Shared {
    /// The newest articles of the term by their ranks, ascending.
    var ranks: [Int32] = []
    /// How much it says that two articles share the term.
    var score: Int32 = 0
  }

  /// Articles that are named.
  static let longest = 4
  /// Articles of each term that are looked at, the newest ones.
  static let depth = 100

  private let hub: Hub
  /// By page: the place among its language's articles, newest first; -1 for other pages.
  private let rank: [Int32]
  /// In the order of `Hub.terms`.
  private let shared: [Shared]

  init(_ hub: Hub) {
    self.hub = hub
    var rank = [Int32](repeating: -1, count: hub.pages.count)
    for articles in hub.articles {
      for (place, id) in articles.enumerated() { rank[id] = Int32(place) }
    }
    let weights = hub.config.content.taxonomies.map { Self.weight(of: $0) }
    shared = hub.terms.map { term in
      // Articles come first, newest first; plain pages follow.
      let ranks = term.articles.prefix(Self.depth).map { rank[$0] }.filter { $0 >= 0 }
      let all = hub.articles[term.language].count
      return Shared(
        ranks: ranks,
        score: weights[term.taxonomy] * Self.rarity(term.articles.count, of: all))
    }
    self.rank = rank
  }

  /// The related articles of one in its language, the closest first; of equals the newest.
  func callAsFunction(of id: Page.ID) -> [Page.ID] {
    let own = rank[id]
    guard own >= 0 else { return [] }
    let terms = hub.pages[id].terms.joined().map { shared[$0] }
    var next = [Int](repeating: 0, count: terms.count)
    var best: [(rank: Int32, score: Int32)] = []
    while true {
      // The terms' lists are walked together, so each article is met once, with all it shares.
      var newest = Int32.max
      for (term, place) in zip(terms, next) where place < term.ranks.count {
        newest = min(newest, term.ranks[place])
      }
      if newest == .max { break }
      var score: Int32 = 0
      for (index, term) in terms.enumerated()
      where next[index] < term.ranks.count && term.ranks[next[index]] == newest {
        score += term.score
        next[index] += 1
      }
      if newest == own || best.count == Self.longest && score <= best[Self.longest - 1].score {
        continue
      }
      let place = best.firstIndex { $0.score < score } ?? best.count
      best.insert((newest, score), at: place)
      if best.count > Self.longest { best.removeLast() }
    }
    let articles = hub.articles[hub.pages[id].text.language]
    return best.map { articles[Int($0.rank)] }
  }

  private static func weight(of taxonomy: String) -> Int32 {
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
  private static func rarity(_ count: Int, of all: Int) -> Int32 {
    let ratio = max(1, all / max(1, count))
    return Int32(Int.bitWidth - ratio.leadingZeroBitCount)
  }
}
