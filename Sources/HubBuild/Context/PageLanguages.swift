import HubModel
import HubTemplates

/// Where a page's readers go for another language: to its translation, else to what stands nearest.
struct PageLanguages {
  let view: PageView

  private var hub: Hub { view.hub }

  /// One choice for each language that has pages, in the order of the languages.
  func callAsFunction() -> TemplateValue {
    let context = view.context
    let choices = hub.homes.indices.compactMap { language -> TemplateValue? in
      guard let home = hub.homes[language] else { return nil }
      guard language != view.language else {
        return .object(PageLanguageView(context, language, view.url, isCurrent: true))
      }
      if let counterpart = counterpart(in: language) {
        return .object(PageLanguageView(context, language, counterpart))
      }
      let url = listAbove(in: language) ?? hub.pages[home].url
      return .object(PageLanguageView(context, language, url, isFallback: true))
    }
    return .list(choices)
  }

  /// The same page in another language.
  private func counterpart(in language: Int) -> URLPath? {
    switch view.subject {
    case .taxonomy(_, let taxonomy): return list(of: taxonomy, in: language)
    case .term(let id, _):
      let term = hub.terms[id]
      return hub.term(term.slug, of: term.taxonomy, in: language).map { hub.terms[$0].url }
    default:
      guard let id = view.id else { return nil }
      return hub.pages[id].translations.first { hub.pages[$0].language == language }
        .map { hub.pages[$0].url }
    }
  }

  /// The list that would hold the page, were there a translation.
  private func listAbove(in language: Int) -> URLPath? {
    if case .term(let id, _) = view.subject {
      return list(of: hub.terms[id].taxonomy, in: language)
    }
    guard var folder = view.text?.identity[...] else { return nil }
    let sections = view.context.sections[language]
    while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      if let index = sections.index(of: folder) {
        return hub.pages[hub.sections[language][index].page].url
      }
    }
    return nil
  }

  private func list(of taxonomy: Int, in language: Int) -> URLPath? {
    guard !hub.termsByTaxonomy[language][taxonomy].isEmpty else { return nil }
    return taxonomyURL(hub, language: language, taxonomy: taxonomy)
  }
}

extension Hub {
  /// The term of that slug, found by halves: terms are sorted by it.
  fileprivate func term(_ slug: String, of taxonomy: Int, in language: Int) -> Term.ID? {
    var rest = termsByTaxonomy[language][taxonomy][...]
    while !rest.isEmpty {
      let middle = (rest.startIndex + rest.endIndex) / 2
      let other = terms[rest[middle]].slug
      if other == slug { return rest[middle] }
      let isBefore = other.utf8.lexicographicallyPrecedes(slug.utf8)
      rest = isBefore ? rest[(middle + 1)...] : rest[..<middle]
    }
    return nil
  }
}

/// A language in which the page can be read, or the place nearest to it.
final class PageLanguageView: DeclaredObject {
  private let context: SiteContext
  private let language: Int
  private let url: URLPath
  private let isCurrent: Bool
  private let isFallback: Bool

  init(
    _ context: SiteContext, _ language: Int, _ url: URLPath, isCurrent: Bool = false,
    isFallback: Bool = false
  ) {
    self.context = context
    self.language = language
    self.url = url
    self.isCurrent = isCurrent
    self.isFallback = isFallback
  }

  static let declaration = ObjectDeclaration<PageLanguageView>(
    "PageLanguage", "A language in which the page can be read, or the place nearest to it.",
    fields: [
      .init("language", .object("Language"), "The language.") { $0.context.languages[$0.language] },
      .init("url", .string, "The address for href.") { $0.context.href($0.url) },
      .init("isCurrent", .bool, "Whether it is the page itself.") { .bool($0.isCurrent) },
      .init(
        "isFallback", .bool,
        "Whether the page is not translated: the link leads to its section or the home page."
      ) { .bool($0.isFallback) },
    ])
}
