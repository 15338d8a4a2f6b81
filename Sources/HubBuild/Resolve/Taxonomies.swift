import HubData
import HubDiagnostics
import HubModel

/// The terms of all taxonomies: names that give the same slug are one term.
struct Taxonomies: Sendable {
  var terms: [Term] = []
  /// By language, then by taxonomy, in the order of names.
  var byTaxonomy: [[[Term.ID]]]
  /// By page, then by taxonomy, as the author wrote them.
  var termsOfPage: [[[Term.ID]]]
  /// By language, then by taxonomy: what an author wrote for the list of its terms.
  var pages: [[Page.ID?]]
  var diagnostics: [Diagnostic] = []

  private struct Key: Hashable {
    var language: Int
    var taxonomy: Int
    var slug: String
  }

  init(pages all: [Page], articles: [[Page.ID]], config: HubConfig) {
    let names = config.content.taxonomies
    byTaxonomy = config.languages.all.map { _ in names.map { _ in [] } }
    pages = config.languages.all.map { _ in names.map { _ in nil } }
    termsOfPage = all.map { _ in names.map { _ in [] } }
    var known: [Key: Term.ID] = [:]
    var slugs: [String: String] = [:]
    let inOrder = articles.joined() + all.indices.filter { all[$0].kind != .article }
    for id in inOrder {
      let page = all[id]
      let written = page.text.frontMatter.terms
      if written.isEmpty { continue }
      for (taxonomy, name) in names.enumerated() {
        for written in written[name] ?? [] {
          let slug = slugs[written.value] ?? Slug.make(written.value)
          slugs[written.value] = slug
          guard !slug.isEmpty else {
            diagnostics.append(
              .error(
                "term-name", "'\(written.value)' has no letter or digit to make an address of",
                at: page.file.map { SourceLocation(file: $0, span: written.span) }))
            continue
          }
          let key = Key(language: page.language, taxonomy: taxonomy, slug: slug)
          let term = known[key] ?? terms.count
          if term == terms.count {
            known[key] = term
            let prefix = config.languages.prefix(of: page.language)
            terms.append(
              Term(
                taxonomy: taxonomy, language: page.language, name: written.value, slug: slug,
                url: URLPath(segments: prefix + [name, slug], isFolder: true), articles: []))
            byTaxonomy[page.language][taxonomy].append(term)
          }
          if let other = Self.otherName(than: written.value, terms[term].name) {
            diagnostics.append(
              .warning(
                "merged-terms",
                "'\(written.value)' and '\(other)' are one term: both have the address"
                  + " '\(terms[term].url)'",
                at: page.file.map { SourceLocation(file: $0, span: written.span) },
                notes: ["spell one of them so that its letters and digits differ"]))
          }
          if termsOfPage[id][taxonomy].contains(term) { continue }
          termsOfPage[id][taxonomy].append(term)
          // Plain pages follow the articles, which come newest first.
          if page.kind == .article || page.kind == .page { terms[term].articles.append(id) }
        }
      }
    }
    for (id, page) in all.enumerated() where page.kind == .taxonomy || page.kind == .term {
      guard let taxonomy = names.firstIndex(of: page.section) else { continue }
      guard page.kind == .term else {
        pages[page.language][taxonomy] = id
        continue
      }
      let key = Key(language: page.language, taxonomy: taxonomy, slug: page.termSlug)
      guard let term = known[key] else { continue }
      if let other = terms[term].page {
        diagnostics.append(Self.twoPages(all[other], page))
      } else {
        terms[term].page = id
      }
    }
    for (term, id) in terms.enumerated().map({ ($1, $0) }) where term.page == nil {
      let key = Key(language: 0, taxonomy: term.taxonomy, slug: term.slug)
      terms[id].fallbackPage = known[key].flatMap { terms[$0].page }
    }
    for language in byTaxonomy.indices {
      for taxonomy in names.indices {
        byTaxonomy[language][taxonomy].sort { [terms] in
          terms[$0].slug.utf8.lexicographicallyPrecedes(terms[$1].slug.utf8)
        }
      }
    }
  }

  private static func twoPages(_ first: Page, _ second: Page) -> Diagnostic {
    .error(
      "duplicate-page",
      "'\(second.file ?? "")' and '\(first.file ?? "")' are pages of the same term",
      at: second.file.map { SourceLocation(file: $0) }, notes: ["remove or rename one of them"])
  }

  /// The known name where it means something else than case and blanks would: `C#` and `C++`.
  private static func otherName(than written: String, _ known: String) -> String? {
    guard written != known else { return nil }
    func bare(_ name: String) -> String { name.lowercased().filter { !" -_".contains($0) } }
    return bare(written) == bare(known) ? nil : known
  }
}
