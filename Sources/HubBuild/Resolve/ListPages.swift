import HubData
import HubDiagnostics
import HubModel

/// Adds the home and section pages that nobody wrote but readers expect.
///
/// A language has a home page as soon as it has a page; a folder of articles has a section page.
/// `texts`, by language, names the section `articles` in the language's own word.
func addListPages(to pages: [Page], config: HubConfig, texts: [[String: ThemeText]]) -> [Page] {
  struct Place: Hashable {
    var identity: String
    var language: Int
  }
  var known = Set(
    pages.filter { $0.kind != .article }.map { Place(identity: $0.identity, language: $0.language) }
  )
  var added: [Page] = []
  func add(_ identity: String, language: Int, kind: Page.Kind, title: String) {
    guard known.insert(Place(identity: identity, language: language)).inserted else { return }
    added.append(
      Page(
        PageText(
          kind: kind, file: nil, identity: identity, folder: identity, language: language,
          section: identity, frontMatter: FrontMatter(title: title),
          document: MarkdownDocument())))
  }
  let sections = pages.filter { $0.kind == .section }.sorted { $0.language < $1.language }
  let titles = Dictionary(sections.map { ($0.identity, $0.title) }) { first, _ in first }
  add("", language: 0, kind: .home, title: config.site.title)
  for page in pages {
    add("", language: page.language, kind: .home, title: config.site.title)
    guard page.kind == .article, !page.section.isEmpty else { continue }
    let own = page.section == "articles" ? texts[page.language]["articles"]?.plain : nil
    let title = titles[page.section] ?? own
    add(
      page.section, language: page.language, kind: .section,
      title: title ?? page.section.prefix(1).uppercased() + page.section.dropFirst())
  }
  return pages + added
}

/// Warns of plain pages that stand where readers expect the list of a section.
func sectionsWithoutList(_ pages: [Page]) -> [Diagnostic] {
  let sections = Set(pages.lazy.filter { $0.kind == .article }.map(\.section))
  return pages.filter { $0.kind == .page && sections.contains($0.identity) }.map { page in
    .warning(
      "section-page", "a section's page is '_index.md': this one hides the list of its articles",
      at: page.file.map { SourceLocation(file: $0) },
      notes: ["rename it to 'content/\(page.identity)/_index.md'"])
  }
}
