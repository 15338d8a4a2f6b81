import HubData
import HubDiagnostics
import HubModel

/// Gives every page its address: by the permalink pattern of its section, else by its place.
func setAddresses(of pages: inout [Page], config: HubConfig) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  for index in pages.indices {
    let page = pages[index]
    let prefix = config.languages.prefix(of: page.language)
    let takesPattern = page.kind == .article || page.kind == .page
    if takesPattern, let pattern = config.content.permalinks[page.section] {
      switch expand(pattern.value, for: page) {
      case .success(let path):
        pages[index].url = URLPath(
          segments: prefix + path.segments, isFolder: path.isFolder)
        continue
      case .failure(let problem):
        diagnostics.append(problem)
      }
    }
    var segments = slugs(ofFolder: page.identity)
    if let slug = page.frontMatter.slug, takesPattern, !segments.isEmpty {
      segments[segments.count - 1] = slug.value
    }
    pages[index].url = URLPath(segments: prefix + segments, isFolder: true)
  }
  return diagnostics
}

/// Warns of patterns for sections that no file lies in.
func patternsWithoutSection(_ config: HubConfig, files: [FoundFile]) -> [Diagnostic] {
  let sections = Set(files.map { ContentPath($0.name, languages: []).section })
  return config.content.permalinks.filter { !sections.contains($0.key) }.map { name, pattern in
    .warning(
      "unknown-section", "'content/' has no section '\(name)' for this permalink pattern",
      at: SourceLocation(file: config.file, span: pattern.span),
      notes: didYouMean(name, in: sections.sorted()))
  }
}

/// The parts of a content path as they stand in an address.
func slugs(ofFolder path: String) -> [String] {
  path.split(separator: "/").map { part in
    let slug = Slug.make(String(part))
    return slug.isEmpty ? String(part) : slug
  }
}

private func expand(
  _ pattern: String, for page: Page
) -> Result<(segments: [String], isFolder: Bool), Diagnostic> {
  var segments: [String] = []
  for part in pattern.split(separator: "/") {
    var segment = ""
    var rest = part
    while let colon = rest.firstIndex(of: ":") {
      segment += rest[..<colon]
      let name = rest[rest.index(after: colon)...].prefix { $0.isLetter }
      guard let value = value(of: name, for: page) else {
        return .failure(
          .error(
            "permalink-date", "permalink pattern '\(pattern)' needs a 'date'",
            at: page.file.map { SourceLocation(file: $0) },
            notes: ["add 'date:' to the front matter, or drop ':\(name)' from the pattern"]))
      }
      guard !value.isEmpty else {
        return .failure(
          .error(
            "permalink-empty",
            "':\(name)' of the permalink pattern '\(pattern)' is empty for this page",
            at: page.file.map { SourceLocation(file: $0) },
            notes: [
              "its '\(name)' has no letter or digit to make an address of: change it, or use"
                + " ':slug' in the pattern and set 'slug'"
            ]))
      }
      segment += value
      rest = rest[name.endIndex...]
    }
    segments.append(segment + rest)
  }
  return .success((segments, pattern.hasSuffix("/")))
}

/// What a placeholder stands for; nil where the page has no such value.
private func value(of name: Substring, for page: Page) -> String? {
  let ownName = page.identity.split(separator: "/").last.map(String.init) ?? ""
  func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
  switch name {
  case "section": return slugs(ofFolder: page.section).joined(separator: "/")
  case "slug": return page.frontMatter.slug?.value ?? slugs(ofFolder: ownName).joined()
  case "title": return Slug.make(page.title)
  case "year": return page.frontMatter.date.map { String($0.civil.year) }
  case "month": return page.frontMatter.date.map { padded($0.civil.month) }
  case "day": return page.frontMatter.date.map { padded($0.civil.day) }
  default: return nil
  }
}

/// Tells each page which pages are its translations; pages are sorted by identity and language.
///
/// Two files for one page in one language are an error that names both.
func linkTranslations(in pages: inout [Page]) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  var start = 0
  while start < pages.count {
    var end = start + 1
    while end < pages.count, pages[end].identity == pages[start].identity { end += 1 }
    for index in start..<end { pages[index].translations = Array(start..<end) }
    for index in start..<end - 1 where pages[index].language == pages[index + 1].language {
      let (first, second) = (pages[index].file ?? "", pages[index + 1].file ?? "")
      diagnostics.append(
        .error(
          "duplicate-page", "'\(second)' and '\(first)' are the same page",
          at: SourceLocation(file: second), notes: ["remove or rename one of them"]))
    }
    start = end
  }
  return diagnostics
}
