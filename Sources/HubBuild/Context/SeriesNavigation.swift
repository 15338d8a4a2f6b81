import HubModel
import HubTemplates

/// Where the articles of each series stand in it, found once for all pages.
struct SeriesPlaces: Sendable {
  /// The place of an article in the first of its series.
  struct Place: Sendable {
    var term: Term.ID
    /// From 0, the oldest first.
    var index: Int
  }

  /// The articles of each series, the oldest first.
  let articles: [Term.ID: [Page.ID]]
  private let places: [Page.ID: Place]

  init(_ hub: Hub) {
    var articles: [Term.ID: [Page.ID]] = [:]
    var places: [Page.ID: Place] = [:]
    let taxonomy = hub.config.content.taxonomies.firstIndex(of: "series")
    for (id, term) in hub.terms.enumerated() where term.taxonomy == taxonomy {
      let ids = term.articles.reversed().filter { hub.pages[$0].text.kind == .article }
      articles[id] = ids
      for (index, page) in ids.enumerated() where hub.pages[page].terms[term.taxonomy].first == id {
        places[page] = Place(term: id, index: index)
      }
    }
    self.articles = articles
    self.places = places
  }

  /// Nil for a page that is no article of a series.
  func place(of page: Page.ID) -> Place? { places[page] }
}

/// An article's place in its series and the way to the other parts.
final class SeriesNavigationView: DeclaredObject {
  private let context: SiteContext
  private let place: SeriesPlaces.Place

  /// Parts that are listed; the list moves along with the article in a longer series.
  static let longest = 50

  init(_ context: SiteContext, _ place: SeriesPlaces.Place) {
    self.context = context
    self.place = place
  }

  private var term: Term { context.hub.terms[place.term] }

  private var articles: [Page.ID] { context.series.articles[place.term] ?? [] }

  /// The index of the first part that is listed.
  private var start: Int {
    max(0, min(place.index - Self.longest / 2, articles.count - Self.longest))
  }

  private func part(_ index: Int) -> TemplateValue {
    let articles = articles
    guard articles.indices.contains(index) else { return .null }
    return .object(PageView(context, page: articles[index]))
  }

  static let declaration = ObjectDeclaration<SeriesNavigationView>(
    "SeriesNavigation", "An article's place in its series and the way to the other parts.",
    fields: [
      .init("title", .string, "The series' title.") {
        .string($0.context.hub.title(of: $0.term))
      },
      .init("url", .string, "The address of the series' list.") { $0.context.href($0.term.url) },
      .init("number", .int, "Which part the article is, from 1 for the oldest.") {
        .int($0.place.index + 1)
      },
      .init("total", .int, "How many parts there are.") { .int($0.articles.count) },
      .init(
        "articles", .list(.object("Page")),
        "The parts, oldest first; of a long series those around this one."
      ) { view in
        .list(
          view.articles.dropFirst(view.start).prefix(longest)
            .map { .object(PageView(view.context, page: $0)) })
      },
      .init("start", .int, "The number of the first of 'articles': 1 unless the series is long.") {
        .int($0.start + 1)
      },
      .init("previous", .optional(.object("Page")), "The part before, which is older.") {
        $0.part($0.place.index - 1)
      },
      .init("next", .optional(.object("Page")), "The part after, which is newer.") {
        $0.part($0.place.index + 1)
      },
    ])
}
