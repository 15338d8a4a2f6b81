import HubData
import HubDiagnostics
import HubModel
import Synchronization

/// Finds where every local link, image and cover leads, and says which lead nowhere.
struct LinkResolver: Sendable {
  let pages: [Page]
  let assets: Assets
  let addresses: AddressBook
  /// The hub's own address without a slash at its end.
  private let site: String
  private let pageByFile: [String: Page.ID]
  private let pagesByIdentity: [String: [Page.ID]]
  private let unpublishedByFile: [String: UnpublishedPage]
  let sizes = ImageSizes()
  private let anchors = PageAnchors()

  struct Result: Sendable {
    var addresses: [Address] = []
    var shortcodeAddresses: [[Address]] = []
    var image: Picture?
    var problems: [(problem: Problem, span: SourceSpan)] = []
  }

  init(
    pages: [Page], unpublished: [UnpublishedPage], assets: Assets, addresses: AddressBook,
    site: SiteURL
  ) {
    self.site = site.absolute
    self.pages = pages
    self.assets = assets
    self.addresses = addresses
    var byFile: [String: Page.ID] = [:]
    for (id, page) in pages.enumerated() {
      if let file = page.file { byFile[Self.key(file)] = id }
    }
    pageByFile = byFile
    pagesByIdentity = Dictionary(grouping: pages.indices) { pages[$0].identity }
    unpublishedByFile = Dictionary(unpublished.map { (Self.key($0.file), $0) }) { first, _ in first
    }
  }

  /// A path in `content/` as links spell it: composed, without the folder `content/` itself.
  private static func key(_ file: String) -> String {
    String(file.dropFirst("content/".count)).precomposed
  }

  /// All references of a page, and its cover.
  func resolve(_ id: Page.ID) -> Result {
    let page = pages[id]
    var result = Result()
    result.addresses.reserveCapacity(page.document.references.count)
    for reference in page.document.references {
      do throws(Problem) {
        result.addresses.append(try address(of: reference, in: page))
      } catch {
        result.addresses.append(Address(.verbatim(reference.destination)))
        result.problems.append((error, reference.span))
      }
    }
    result.shortcodeAddresses = shortcodeAddresses(of: page, problems: &result.problems)
    if let image = page.frontMatter.image {
      do throws(Problem) {
        result.image = try picture(image.value, folder: page.folder)
      } catch {
        result.problems.append((error, image.span))
      }
    }
    return result
  }

  /// The hub's own picture from the configuration.
  func siteImage(_ config: HubConfig) -> (Picture?, [Diagnostic]) {
    guard let image = config.site.image else { return (nil, []) }
    do throws(Problem) {
      return (try picture(image.value, folder: ""), [])
    } catch {
      return (nil, [diagnostic(error, in: config.file, span: image.span, hasHint: true)])
    }
  }

  // MARK: One reference

  func address(
    of reference: MarkdownDocument.Reference, in page: Page
  ) throws(Problem) -> Address {
    if let address = try ownAddress(of: reference, in: page) { return address }
    let destination = LinkDestination(reference.destination)
    if destination.path.isEmpty {
      try checkAnchor(destination.fragment, in: page, named: "this page")
      return destination.query.isEmpty
        ? Address(.fragment(reference.destination)) : Address(.verbatim(reference.destination))
    }
    if destination.path.hasSuffix(".md") {
      let target = try markdownPage(destination.path, from: page)
      try checkAnchor(
        destination.fragment, in: target, named: "'\(target.file ?? target.title)'")
      return Address(.site(target.url, suffix: destination.suffix))
    }
    if let file = asset(destination.path, folder: page.folder) {
      let size = reference.kind == .image ? sizes.size(of: assets.files[file].path) : nil
      return Address(.site(assets.files[file].url, suffix: destination.suffix), size: size)
    }
    let base = destination.path.hasPrefix("/") ? URLPath.home : page.url
    guard reference.kind == .link, let found = siteAddress(destination.path, base: base) else {
      throw missing(destination, kind: reference.kind, in: page)
    }
    try checkAnchor(destination, at: found.owner)
    return Address(.site(found.url, suffix: destination.suffix))
  }

  /// An absolute URL of the hub's own site, which stays as written; nil for any other address.
  func ownAddress(
    of reference: MarkdownDocument.Reference, in page: Page
  ) throws(Problem) -> Address? {
    let text = reference.destination
    guard let destination = ownDestination(text) else { return nil }
    let path = destination.path.isEmpty ? "/" : destination.path
    guard let found = siteAddress(path, base: .home) else {
      throw missing(LinkDestination(path), kind: reference.kind, in: page)
    }
    try checkAnchor(destination, at: found.owner)
    guard reference.kind == .image, case .file(let file) = found.owner else {
      return Address(.verbatim(text))
    }
    return Address(.verbatim(text), size: sizes.size(of: assets.files[file].path))
  }

  /// What follows the hub's own address in an absolute URL; nil where it is another's.
  private func ownDestination(_ text: String) -> LinkDestination? {
    let length = site.utf8.count
    // The host's case does not matter.
    guard text.utf8.count >= length,
      zip(text.utf8, site.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { return nil }
    let rest = text.utf8.dropFirst(length)
    // Another host, or a folder whose name only begins so.
    guard rest.first.map({ "/?#".utf8.contains($0) }) ?? true else { return nil }
    return LinkDestination(String(Substring(rest)))
  }

  /// The page a Markdown path names: in the reader's own language where there is a translation.
  private func markdownPage(_ path: String, from page: Page) throws(Problem) -> Page {
    guard let name = normalize(path, folder: page.folder) else {
      throw Problem(
        id: "broken-link", message: "link leads out of the folder 'content/'")
    }
    if let id = pageByFile[name] {
      let target = pages[id]
      guard target.language == 0, page.language != 0,
        let own = target.translations.first(where: { pages[$0].language == page.language })
      else { return target }
      return pages[own]
    }
    if let unpublished = unpublishedByFile[name] {
      throw Problem(
        id: "unpublished-link",
        message: "link leads to '\(unpublished.file)', which is \(unpublished.reason.rawValue)",
        notes: ["publish that page, or remove the link"])
    }
    let identity = ContentPath(name, languages: []).identity
    if let ids = pagesByIdentity[identity], let first = ids.first {
      return pages[ids.first { pages[$0].language == page.language } ?? first]
    }
    throw Problem(
      id: "broken-link", message: "no page 'content/\(name)'",
      hint: .page(name))
  }

  private func asset(_ path: String, folder: String) -> Int? {
    if path.hasPrefix("/") {
      let name = URLPath.decode(path.dropFirst()).precomposed
      return assets.byStaticPath[name] ?? assets.byContentPath[name]
    }
    return normalize(path, folder: folder).flatMap { assets.byContentPath[$0] }
  }

  /// An address of the site written as such, with or without the last slash.
  func siteAddress(
    _ path: String, base: URLPath
  ) -> (url: URLPath, owner: AddressBook.Owner)? {
    let folder = base.isFolder ? String(base.description.dropLast()) : base.description
    guard let parts = joined(path, folder: String(URLPath.decode(folder).dropFirst())) else {
      return nil
    }
    for isFolder in path.hasSuffix("/") ? [true] : [false, true] {
      let url = URLPath(segments: parts, isFolder: isFolder)
      if let owner = addresses.owners[url.description] { return (url, owner) }
    }
    return nil
  }

  func checkAnchor(
    _ destination: LinkDestination, at owner: AddressBook.Owner
  ) throws(Problem) {
    guard case .page(let target) = owner else { return }
    try checkAnchor(
      destination.fragment, in: pages[target],
      named: "'\(pages[target].file ?? pages[target].text.frontMatter.title)'")
  }

  private func checkAnchor(
    _ fragment: String?, in target: Page, named name: String
  ) throws(Problem) {
    guard let fragment, !fragment.isEmpty, fragment != "top" else { return }
    // As browsers do: the fragment itself, then what its percent-encoding stands for.
    if anchors.contains(fragment, in: target) { return }
    let id = URLPath.decode(fragment)
    if anchors.contains(id, in: target) { return }
    let document = target.document
    throw Problem(
      id: "broken-anchor", message: "no heading '#\(id)' in \(name)",
      notes: didYouMean(id, in: document.outline.map(\.id)))
  }

  func picture(_ image: ImageReference, folder: String) throws(Problem) -> Picture {
    if image.isElsewhere {
      var picture = Picture(source: .absolute(image.source), alt: image.alt)
      guard let own = ownDestination(image.source) else { return picture }
      guard let owner = siteAddress(own.path, base: .home)?.owner, case .file(let file) = owner
      else {
        throw Problem(
          id: "missing-image", message: "no file has the address '\(URLPath.decode(own.path))'",
          hint: .address(own.path))
      }
      picture.size = sizes.size(of: assets.files[file].path)
      return picture
    }
    let source = image.source
    guard
      let file = asset(source, folder: folder)
        ?? (folder.isEmpty ? asset("/" + source, folder: "") : nil)
    else {
      throw Problem(
        id: "missing-image", message: "no file '\(source)'",
        hint: .file(normalize(source, folder: folder) ?? source))
    }
    let copied = assets.files[file]
    return Picture(
      source: .site(copied.url), alt: image.alt, size: sizes.size(of: copied.path))
  }

  private func missing(
    _ destination: LinkDestination, kind: MarkdownDocument.Reference.Kind, in page: Page
  ) -> Problem {
    let path = URLPath.decode(destination.path)
    switch kind {
    case .image:
      return Problem(
        id: "missing-image", message: "no file '\(path)'",
        hint: .file(normalize(destination.path, folder: page.folder) ?? path))
    case .link:
      return Problem(
        id: "broken-link", message: "nothing has the address '\(path)'", hint: .address(path))
    }
  }

  /// The problems of all pages; only the first of many get a hint, which costs a look at all names.
  func diagnostics(_ results: [Result]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for (page, result) in zip(pages, results) {
      for (problem, span) in result.problems {
        diagnostics.append(
          diagnostic(problem, in: page.file, span: span, hasHint: diagnostics.count < 50))
      }
    }
    return diagnostics
  }

  func diagnostic(
    _ problem: Problem, in file: String?, span: SourceSpan, hasHint: Bool
  ) -> Diagnostic {
    var notes = problem.notes
    if hasHint {
      switch problem.hint {
      case .page(let name): notes += suggestion(for: name, among: pageByFile.keys)
      case .file(let name): notes += suggestion(for: name, among: assets.byContentPath.keys)
      case .address(let path):
        let known = path.hasPrefix("/") ? addresses.owners.keys.map { URLPath.decode($0) } : []
        let hint = didYouMean(path, in: known)
        notes +=
          hint.isEmpty
          ? ["link to a page by its file, such as '../news/launch.md', or by its address"] : hint
      case nil: break
      }
    }
    return .error(
      problem.id, problem.message, at: file.map { SourceLocation(file: $0, span: span) },
      notes: notes)
  }

  /// A file of the same name elsewhere, else one spelt alike.
  private func suggestion(for name: String, among names: some Sequence<String>) -> [String] {
    let last = name.split(separator: "/").last ?? ""
    let sorted = names.sorted()
    if let same = sorted.first(where: { $0 == last || $0.hasSuffix("/" + last) }) {
      return ["did you mean 'content/\(same)'?"]
    }
    return closestMatch(to: name, in: sorted).map { ["did you mean 'content/\($0)'?"] } ?? []
  }
}

/// Why a reference can't be resolved, before its place is known.
struct Problem: Error {
  /// What to look for among the names there are.
  enum Hint {
    case page(String)
    case file(String)
    case address(String)
  }

  var id: String
  var message: String
  var notes: [String] = []
  var hint: Hint?
}
