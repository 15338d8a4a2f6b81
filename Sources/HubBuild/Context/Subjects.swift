import HubModel
import HubTemplates

extension PageJob.Subject {
  /// The template that shows it; nil for outputs that need none.
  func templateName(in hub: Hub) -> String? {
    switch self {
    case .home: "home.html"
    case .section: "section.html"
    case .article(let page): hub.layout(of: page).map { $0 + ".html" } ?? "article.html"
    case .page(let page): hub.layout(of: page).map { $0 + ".html" } ?? "page.html"
    case .taxonomy: "taxonomy.html"
    case .term: "term.html"
    case .notFound: "404.html"
    case .alias, .feed, .sitemap, .robots: nil
    }
  }

  /// Whether people read it as a page of the site.
  var isPage: Bool {
    switch self {
    case .alias, .feed, .sitemap, .robots: false
    default: true
    }
  }

  /// What its template sees besides the globals, in the order the schema declares.
  func variables(_ context: SiteContext, url: URLPath) -> [TemplateValue] {
    let hub = context.hub
    func list(_ articles: [Page.ID], base: URLPath, number: Int) -> [TemplateValue] {
      let size = hub.config.content.pageSize
      let shown = articles.dropFirst((number - 1) * size).prefix(size)
      return [
        .list(shown.map { .object(PageView(context, page: $0)) }),
        .object(
          PaginationView(
            context, base: base, number: number, total: hub.listPages(articles.count))),
      ]
    }
    switch self {
    case .home(let language, let number):
      let base = hub.homes[language].map { hub.pages[$0].url } ?? .home
      return list(hub.articles[language], base: base, number: number)
    case .section(let language, let index, let number):
      let section = hub.sections[language][index]
      return list(section.articles, base: hub.pages[section.page].url, number: number)
    case .term(let id, let number):
      let term = hub.terms[id]
      return list(term.articles, base: term.url, number: number)
        + [context.terms[id]]
    case .taxonomy(let language, let taxonomy):
      return [
        .string(hub.config.content.taxonomies[taxonomy]),
        .list(hub.termsByTaxonomy[language][taxonomy].map { context.terms[$0] }),
      ]
    case .article, .page, .notFound, .alias, .feed, .sitemap, .robots: return []
    }
  }
}
