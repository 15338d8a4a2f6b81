import HubModel

/// The articles that share the most with each, found without comparing all with all.
final class RelatedArticles: Sendable {
  /// What articles share through one term.
  private struct Shared {
    /// Where the newest articles of the term stand in `Table.ranks`.
    var ranks = 0..<0
    /// How much it says that two articles share the term.
    var score: Int32 = 0
  }

  private struct Table {
    /// By term.
    var shared: [Shared] = []
    /// Of one term after the other: its newest articles by their ranks, ascending.
    var ranks: [Int32] = []
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
        let best = best(for: rank[id], hub.terms(of: id), shared, &scores)
        table[id] = best.map { articles[Int($0)] }
      }
    }
    return table
  }

  private func shared(_ rank: [Int32]) -> Table {
    let weights = hub.config.content.taxonomies.map { Self.weight(of: $0) }
    var table = Table()
    for term in hub.terms {
      let start = table.ranks.count
      // Articles come first, newest first; plain pages follow.
      for id in term.articles.prefix(Self.depth) where rank[id] >= 0 {
        table.ranks.append(rank[id])
      }
      let all = hub.articles[term.language].count
      table.shared.append(
        Shared(
          ranks: start..<table.ranks.count,
          score: weights[term.taxonomy] * Self.rarity(term.articles.count, of: all)))
    }
    return table
  }

  /// The ranks that share the most of these terms.
  private func best(
    for own: Int32, _ terms: [[Term.ID]], _ table: Table, _ scores: inout [Int32]
  ) -> [Int32] {
    var best: [(rank: Int32, score: Int32)] = []
    // This runs through hundreds of ranks for every article of the hub.
    table.ranks.withUnsafeBufferPointer { ranks in
      scores.withUnsafeMutableBufferPointer { scores in
        for term in terms.joined() {
          let shared = table.shared[term]
          for place in shared.ranks { scores[Int(ranks[place])] += shared.score }
        }
        scores[Int(own)] = 0
        // What it takes to be among the best, once there are enough.
        var least: Int32 = 1
        for term in terms.joined() {
          for place in table.shared[term].ranks {
            let rank = ranks[place]
            let score = scores[Int(rank)]
            // Zero where it was met before, in another of the terms.
            scores[Int(rank)] = 0
            if score < least { continue }
            if best.count == Self.longest {
              if (score, best[Self.longest - 1].rank) <= (least, rank) { continue }
              best.removeLast()
            }
            let place = best.firstIndex { ($0.score, rank) < (score, $0.rank) } ?? best.count
            best.insert((rank, score), at: place)
            if best.count == Self.longest { least = best[Self.longest - 1].score }
          }
        }
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
