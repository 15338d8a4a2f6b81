import HubData
import HubModel

/// Which articles stand in which lists, and who is whose neighbour.
struct Relations: Sendable {
  /// By language, newest first.
  var articles: [[Page.ID]]
  var homes: [Page.ID?]
  var sections: [[Section]]
  var neighbours: [(page: Page.ID, (older: Page.ID?, newer: Page.ID?))] = []

  init(pages: [Page], config: HubConfig) {
    let count = config.languages.all.count
    articles = Array(repeating: [], count: count)
    homes = Array(repeating: nil, count: count)
    sections = Array(repeating: [], count: count)
    var sectionIndex: [[String: Int]] = Array(repeating: [:], count: count)
    for (id, page) in pages.enumerated() {
      switch page.kind {
      case .home: homes[page.language] = id
      case .article: articles[page.language].append(id)
      case .section:
        sectionIndex[page.language][page.identity] = sections[page.language].count
        sections[page.language].append(Section(identity: page.identity, page: id, articles: []))
      case .page, .taxonomy, .term: break
      }
    }
    for language in articles.indices {
      articles[language] = Self.newestFirst(articles[language], of: pages)
      for id in articles[language] {
        var folder = pages[id].identity[...]
        while let slash = folder.lastIndex(of: "/") {
          folder = folder[..<slash]
          if let section = sectionIndex[language][String(folder)] {
            sections[language][section].articles.append(id)
          }
        }
      }
    }
    for section in sections.joined() where !section.identity.contains("/") {
      let ids = section.articles
      for (place, id) in ids.enumerated() {
        let older = place + 1 < ids.count ? ids[place + 1] : nil
        neighbours.append((id, (older, place > 0 ? ids[place - 1] : nil)))
      }
    }
  }

  /// Newest first; of two articles of one moment the one whose path comes first.
  private static func newestFirst(_ ids: [Page.ID], of pages: [Page]) -> [Page.ID] {
    let dated = ids.map { id in
      (id: id, seconds: pages[id].text.frontMatter.date?.seconds ?? Int64.min)
    }
    let sorted = dated.sorted { left, right in
      // Pages are sorted by path: their ids are in its order.
      left.seconds == right.seconds ? left.id < right.id : left.seconds > right.seconds
    }
    return sorted.map(\.id)
  }
}
