import HubModel

/// The articles that share the most with each, found without comparing all with all.
final class RelatedArticles: Sendable {
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
  static let depth = 50

  private let hub: Hub
  /// By page; made for all at once, when a theme first asks.
  private let table = Kept<[[Page.ID]]>()

  init(_ hub: Hub) { self.hub = hub }

  /// The related articles of one in its language, the closest first; of equals the newest.
  func callAsFunction(of id: Page.ID) -> [Page.ID] { table.value(or: makeTable)[id] }

  private func makeTable() -> [[Page.ID]] {
    // By page: the place among its language's articles, newest first; -1 for other pages.
    var rank = [Int32](repeating: -1, count: hub.pages.count)
    for articles in hub.articles {
      for (place, id) in articles.enumerated() { rank[id] = Int32(place) }
    }
    let shared = shared(rank)
    var table = [[Page.ID]](repeating: [], count: hub.pages.count)
    for articles in hub.articles {
      // By rank; all zero between two articles.
      var scores = [Int32](repeating: 0, count: articles.count)
      for id in articles {
        let best = best(for: rank[id], hub.pages[id].terms.joined().map { shared[$0] }, &scores)
        table[id] = best.map { articles[Int($0)] }
      }
    }
    return table
  }

  private func shared(_ rank: [Int32]) -> [Shared] {
    let weights = hub.config.content.taxonomies.map { Self.weight(of: $0) }
    return hub.terms.map { term in
      // Articles come first, newest first; plain pages follow.
      let ranks = term.articles.prefix(Self.depth).map { rank[$0] }.filter { $0 >= 0 }
      let all = hub.articles[term.language].count
      return Shared(
        ranks: ranks,
        score: weights[term.taxonomy] * Self.rarity(term.articles.count, of: all))
    }
  }

  /// The ranks that share the most of these terms.
  private func best(for own: Int32, _ terms: [Shared], _ scores: inout [Int32]) -> [Int32] {
    for term in terms {
      term.ranks.withUnsafeBufferPointer { for rank in $0 { scores[Int(rank)] += term.score } }
    }
    var best: [(rank: Int32, score: Int32)] = []
    for term in terms {
      for rank in term.ranks {
        let score = scores[Int(rank)]
        // Met before, in another of the terms.
        if score == 0 { continue }
        scores[Int(rank)] = 0
        if rank == own { continue }
        if best.count == Self.longest {
          let last = best[Self.longest - 1]
          if (score, last.rank) <= (last.score, rank) { continue }
          best.removeLast()
        }
        let place = best.firstIndex { ($0.score, rank) < (score, $0.rank) } ?? best.count
        best.insert((rank, score), at: place)
      }
    }
    return best.map(\.rank)
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
