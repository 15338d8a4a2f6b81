import HubDiagnostics
import HubModel
import HubTemplates

/// Articles of the page's language: `{% for article in articles(tag="coffee", limit=3) %}`.
let articlesFunction = FunctionDefinition(
  name: "articles",
  documentation: "The newest articles of the page's language; all given conditions hold.",
  parameters: [
    .init("section", .string, default: .string("")), .init("tag", .string, default: .string("")),
    .init("series", .string, default: .string("")), .init("limit", .int, default: .int(5)),
  ],
  result: .list(.object("Page")),
  apply: { (arguments, environment) throws(TemplateError) in
    guard let site = environment.site, arguments.count == 4,
      case .string(let section) = arguments[0], case .string(let tag) = arguments[1],
      case .string(let series) = arguments[2], case .int(let limit) = arguments[3]
    else { return .list([]) }
    var choice = ArticleChoice(hub: site.context.hub, language: site.language)
    if !section.isEmpty { try choice.keep(section: section) }
    if !tag.isEmpty { try choice.keep(term: tag, of: "tags") }
    if !series.isEmpty { try choice.keep(term: series, of: "series") }
    return .list(
      choice.articles.prefix(max(0, limit)).map { .object(PageView(site.context, page: $0)) })
  })

/// Articles that meet one condition after another.
private struct ArticleChoice {
  let hub: Hub
  let language: Int
  private(set) var articles: [Page.ID]

  init(hub: Hub, language: Int) {
    self.hub = hub
    self.language = language
    articles = hub.articles[language]
  }

  mutating func keep(section name: String) throws(TemplateError) {
    let sections = hub.sections[language]
    guard let section = sections.first(where: { $0.identity == name }) else {
      throw unknown("section", name, among: sections.map(\.identity))
    }
    keep(section.articles)
  }

  mutating func keep(term name: String, of taxonomy: String) throws(TemplateError) {
    guard let index = hub.config.content.taxonomies.firstIndex(of: taxonomy) else {
      throw TemplateError("the hub has no taxonomy '\(taxonomy)'")
    }
    let terms = hub.termsByTaxonomy[language][index].map { hub.terms[$0] }
    guard let term = terms.first(where: { $0.name == name }) else {
      throw unknown("term in '\(taxonomy)'", name, among: terms.map(\.name))
    }
    keep(term.articles)
  }

  private mutating func keep(_ others: [Page.ID]) {
    let kept = Set(others)
    articles.removeAll { !kept.contains($0) }
  }

  private func unknown(_ what: String, _ name: String, among names: [String]) -> TemplateError {
    let hint = closestMatch(to: name, in: names).map { "; did you mean '\($0)'?" } ?? ""
    return TemplateError("no \(what) '\(name)'\(hint)")
  }
}
