import HubData
import HubDiagnostics
import HubModel

/// Who stands at which address; two owners of one are an error that names both.
struct AddressBook: Sendable {
  enum Owner: Sendable {
    case page(Page.ID)
    case file(Int)
    case generated(PageJob.Subject)
  }

  /// By address.
  private(set) var owners: [String: Owner] = [:]
  /// By the file that is written, which two addresses may share.
  private var files: [String: Owner] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private let hub: Hub

  init(hub: Hub, jobs: [PageJob]) {
    self.hub = hub
    owners.reserveCapacity(jobs.count + hub.assets.count)
    for job in jobs {
      if case .alias = job.subject { continue } else { add(job.url, Self.owner(job, hub)) }
    }
    for (index, file) in hub.assets.enumerated() { add(file.url, .file(index)) }
    // Last, so that the alias is to blame where it takes another's address.
    for alias in hub.aliases { add(alias.url, .generated(.alias(alias.page))) }
    checkFolders()
  }

  private static func owner(_ job: PageJob, _ hub: Hub) -> Owner {
    switch job.subject {
    case .article(let id), .page(let id): return .page(id)
    case .home(let language, number: 1):
      return hub.homes[language].map { .page($0) } ?? .generated(job.subject)
    case .section(let language, let index, number: 1):
      return .page(hub.sections[language][index].page)
    case .taxonomy(let language, let taxonomy):
      return hub.taxonomyPages[language][taxonomy].map { .page($0) } ?? .generated(job.subject)
    case .term(let term, number: 1):
      return hub.terms[term].page.map { .page($0) } ?? .generated(job.subject)
    default: return .generated(job.subject)
    }
  }

  private mutating func add(_ url: URLPath, _ owner: Owner) {
    guard let known = files[url.outputPath] else {
      files[url.outputPath] = owner
      owners[url.description] = owner
      return
    }
    var notes = ["give one of them another 'slug', or rename its file"]
    if case .generated(.alias) = owner { notes = ["remove the alias"] }
    diagnostics.append(
      .error(
        "duplicate-address",
        "\(name(of: owner)) has the address '\(url)' of \(name(of: known))",
        at: place(of: owner, url: url) ?? place(of: known, url: url), notes: notes))
  }

  /// A file can't stand where another output needs a folder.
  private mutating func checkFolders() {
    var reported = Set<Substring>()
    for (name, owner) in files.sorted(by: { $0.key < $1.key }) {
      var folder = name[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        guard let file = files[String(folder)], reported.insert(folder).inserted else { continue }
        diagnostics.append(
          .error(
            "file-and-folder",
            "\(self.name(of: file)) is written as the file '\(folder)', where"
              + " \(self.name(of: owner)) needs a folder",
            at: place(of: file, url: URLPath(encoded: "/" + folder))
              ?? place(of: owner, url: URLPath(encoded: "/" + name)),
            notes: ["give one of them another address"]))
      }
    }
  }

  private func place(of owner: Owner, url: URLPath) -> SourceLocation? {
    switch owner {
    case .page(let id): return hub.pages[id].file.map { SourceLocation(file: $0) }
    case .file(let index): return SourceLocation(file: hub.assets[index].file)
    case .generated(.alias(let id)):
      let page = hub.pages[id]
      let written = page.frontMatter.aliases.first {
        $0.value.trimmingSlashes == url.description.trimmingSlashes
      }
      return page.file.map { SourceLocation(file: $0, span: written?.span) }
    case .generated: return nil
    }
  }

  private func name(of owner: Owner) -> String {
    switch owner {
    case .page(let id): hub.pages[id].file ?? "the list '\(hub.pages[id].text.frontMatter.title)'"
    case .file(let index): hub.assets[index].file
    case .generated(let subject): subject.name(in: hub)
    }
  }
}

extension PageJob.Subject {
  /// What a message calls an output that nobody wrote.
  func name(in hub: Hub) -> String {
    switch self {
    case .home(_, let number): return "page \(number) of the home page"
    case .section(let language, let index, let number):
      return "page \(number) of the section '\(hub.sections[language][index].identity)'"
    case .article(let id), .page(let id):
      return hub.pages[id].file ?? hub.pages[id].text.frontMatter.title
    case .taxonomy(_, let taxonomy): return "the list of \(hub.config.content.taxonomies[taxonomy])"
    case .term(let id, _): return "the list of '\(hub.terms[id].name)'"
    case .notFound: return "the page for unknown addresses"
    case .alias(let id):
      return "an alias of '\(hub.pages[id].file ?? hub.pages[id].text.frontMatter.title)'"
    case .feed(let format, _, _): return "the feed \(format.fileName)"
    case .sitemap: return "the sitemap"
    case .robots: return "robots.txt"
    }
  }
}

extension String {
  fileprivate var trimmingSlashes: Substring {
    var text = self[...]
    while text.last == "/" { text.removeLast() }
    while text.first == "/" { text.removeFirst() }
    return text
  }
}
