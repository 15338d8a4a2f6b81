import HubData
import HubDiagnostics
import HubModel

/// Parts the pages of terms that no article has from all others, with a warning for each.
func splitByUse(
  _ pages: [Page], config: HubConfig
) -> (used: [Page], unused: [UnpublishedPage], diagnostics: [Diagnostic]) {
  guard pages.contains(where: \.isOfTaxonomy) else { return (pages, [], []) }
  let terms = UsedTerms(pages, config: config)
  var used: [Page] = []
  var unused: [UnpublishedPage] = []
  var diagnostics: [Diagnostic] = []
  for page in pages {
    guard let problem = terms.problem(with: page) else {
      used.append(page)
      continue
    }
    diagnostics.append(problem)
    unused.append(
      UnpublishedPage(
        file: page.file ?? "", identity: page.identity, isBundle: false, reason: .unused))
  }
  return (used, unused, diagnostics)
}

/// The terms that pages have, by their slugs.
private struct UsedTerms {
  /// By language, then by taxonomy.
  private var slugs: [[String: Set<String>]]

  init(_ pages: [Page], config: HubConfig) {
    slugs = config.languages.all.map { _ in [:] }
    var known: [String: String] = [:]
    for page in pages where !page.isOfTaxonomy {
      for (taxonomy, names) in page.text.frontMatter.terms {
        for name in names {
          let slug = known[name.value] ?? Slug.make(name.value)
          known[name.value] = slug
          slugs[page.language][taxonomy, default: []].insert(slug)
        }
      }
    }
  }

  /// What is wrong with the page of a taxonomy or term that no article has.
  func problem(with page: Page) -> Diagnostic? {
    guard page.isOfTaxonomy else { return nil }
    let known = slugs[page.language][page.section] ?? []
    let place = page.file.map { SourceLocation(file: $0) }
    if page.kind == .taxonomy {
      guard known.isEmpty else { return nil }
      return .warning(
        "unused-term-page", "no article has '\(page.section)': this page is left out", at: place)
    }
    let slug = page.termSlug
    if known.contains(slug) { return nil }
    return .warning(
      "unused-term-page",
      "no article has '\(slug)' in '\(page.section)': this page is left out", at: place,
      notes: didYouMean(slug, in: known.sorted()))
  }
}

extension Page {
  /// Whether it was written for a taxonomy or one of its terms.
  var isOfTaxonomy: Bool { kind == .taxonomy || kind == .term }

  /// The slug of the term that a term's page is about: that of its folder's name.
  var termSlug: String { Slug.make(String(identity.dropFirst(section.count + 1))) }
}
