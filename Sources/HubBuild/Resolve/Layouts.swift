import HubData
import HubDiagnostics
import HubModel
import HubTemplates

/// Finds the template of each page that names one, or whose section does.
struct Layouts {
  /// The templates that may show a page; nil without a theme, when nobody can say.
  private let known: Set<String>?
  private let sections: Sections
  private(set) var diagnostics: [Diagnostic] = []

  /// What the `_index.md` of folders say of the articles in them.
  private struct Sections {
    struct Place: Hashable {
      var folder: String
      var language: Int
    }

    var layouts: [Place: Located<String>] = [:]

    /// The nearest folder's, which in another language may leave it to the default one.
    func layout(of page: PageText) -> String? {
      guard !layouts.isEmpty else { return nil }
      var folder = page.identity[...]
      while !folder.isEmpty {
        folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        for language in [page.language, 0] {
          let place = Place(folder: String(folder), language: language)
          if let layout = layouts[place] { return layout.value }
        }
      }
      return nil
    }
  }

  /// Sets the templates of all pages.
  static func set(in pages: inout [Page], theme: Theme?) -> [Diagnostic] {
    var layouts = Layouts(pages, theme: theme)
    for index in pages.indices { pages[index].layout = layouts.layout(of: pages[index].text) }
    return layouts.diagnostics
  }

  private init(_ pages: [Page], theme: Theme?) {
    known = theme.map { Set($0.layouts) }
    var sections = Sections()
    for page in pages.lazy.map(\.text) {
      guard let layout = page.frontMatter.articleLayout else { continue }
      let place = Sections.Place(folder: page.identity, language: page.language)
      sections.layouts[place] = layout
    }
    self.sections = sections
    for page in pages.lazy.map(\.text) {
      guard let layout = page.frontMatter.articleLayout else { continue }
      if page.kind == .home || page.kind == .section {
        _ = check(layout, of: page)
      } else {
        report(
          "bad-layout", "'articleLayout' belongs in the '_index.md' of a section", layout, page,
          notes: ["write 'layout' for this page alone"])
      }
    }
  }

  private mutating func layout(of page: PageText) -> String? {
    guard let own = page.frontMatter.layout else {
      return page.kind == .article ? sections.layout(of: page) : nil
    }
    guard page.kind == .article || page.kind == .page else {
      let list = page.kind == .section || page.kind == .home
      report(
        "bad-layout", "'layout' is for articles and pages; this is the page of a list", own, page,
        notes: list
          ? ["write 'articleLayout' for the articles below it"]
          : ["change 'templates/\(page.kind.rawValue).html' to change all such pages"])
      return nil
    }
    return check(own, of: page) ? own.value : nil
  }

  private mutating func check(_ layout: Located<String>, of page: PageText) -> Bool {
    guard let known, !known.contains(layout.value) else { return true }
    let name = layout.value
    if Theme.listTemplates.contains(name) {
      report(
        "bad-layout", "'\(name).html' shows lists or errors, not articles and pages", layout, page)
      return false
    }
    let plain = name.hasSuffix(".html") ? String(name.dropLast(5)) : name
    let hint = known.contains(plain) ? ["did you mean '\(plain)'?"] : didYouMean(plain, in: known)
    report(
      "missing-layout", "the theme has no template '\(name).html' for this layout", layout, page,
      notes: hint + ["write it as 'templates/\(plain).html', of the hub or of the theme"])
    return false
  }

  private mutating func report(
    _ id: String, _ message: String, _ layout: Located<String>, _ page: PageText,
    notes: [String] = []
  ) {
    diagnostics.append(
      .error(
        id, message, at: page.file.map { SourceLocation(file: $0, span: layout.span) },
        notes: notes))
  }
}

extension Theme {
  /// Page templates that get a list, or nothing at all, to show.
  static let listTemplates = ["home", "section", "taxonomy", "term", "404"]

  /// The templates that may show an article or a page, without `.html`.
  var layouts: [String] {
    templates.filter { !$0.name.contains("/") }.map { String($0.name.dropLast(5)) }
      .filter { !Self.listTemplates.contains($0) }.sorted()
  }

  /// Those that are made for it: they are no article's or page's standard one, and nothing else is
  /// built on them.
  var ownLayouts: [String] {
    let used = TemplateOutline.all(of: templates).values.reduce(into: Set<String>()) {
      $0.formUnion($1.uses)
    }
    return layouts.filter { $0 != "article" && $0 != "page" && !used.contains($0 + ".html") }
  }
}
