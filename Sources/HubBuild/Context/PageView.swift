import HubModel
import HubTemplates

/// A page as templates see it: of a Markdown file, or a list, or the page for unknown addresses.
struct PageView: Sendable {
  let context: SiteContext
  let subject: PageJob.Subject
  let url: URLPath
  let language: Int
  /// The Markdown page behind it, if there is one.
  let id: Page.ID?

  init(_ context: SiteContext, _ job: PageJob) {
    self.context = context
    subject = job.subject
    url = job.url
    let hub = context.hub
    switch job.subject {
    case .article(let page), .page(let page), .alias(let page):
      (id, language) = (page, hub.pages[page].language)
    case .home(let own, _): (id, language) = (hub.homes[own], own)
    case .section(let own, let index, _): (id, language) = (hub.sections[own][index].page, own)
    case .taxonomy(let own, _), .notFound(let own), .feed(_, let own, _):
      (id, language) = (nil, own)
    case .term(let term, _): (id, language) = (nil, hub.terms[term].language)
    case .sitemap, .robots: (id, language) = (nil, 0)
    }
  }

  /// An article or plain page as it stands in lists.
  init(_ context: SiteContext, page: Page.ID) {
    self.context = context
    subject = context.hub.pages[page].kind == .page ? .page(page) : .article(page)
    url = context.hub.pages[page].url
    language = context.hub.pages[page].language
    id = page
  }

  /// The list of a taxonomy's terms.
  init(_ context: SiteContext, taxonomy: Int, language: Int) {
    self.init(
      context,
      PageJob(
        url: taxonomyURL(context.hub, language: language, taxonomy: taxonomy),
        subject: .taxonomy(language: language, taxonomy: taxonomy)))
  }

  var hub: Hub { context.hub }

  var kind: String {
    switch subject {
    case .home: "home"
    case .section: "section"
    case .article: "article"
    case .page, .alias: "page"
    case .taxonomy: "taxonomy"
    case .term: "term"
    case .notFound, .feed, .sitemap, .robots: "404"
    }
  }

  var title: String {
    switch subject {
    case .taxonomy(_, let taxonomy):
      let name = hub.config.content.taxonomies[taxonomy]
      return context.text(name, language: language)
        ?? name.prefix(1).uppercased() + name.dropFirst()
    case .term(let term, _): return hub.terms[term].name
    case .notFound: return context.text("notFoundTitle", language: language) ?? "404"
    default: return id.map { hub.pages[$0].text.frontMatter.title } ?? hub.config.site.title
    }
  }

  var description: String? {
    if let id {
      if let own = hub.pages[id].text.frontMatter.description { return own }
      let excerpt = hub.pages[id].text.document.excerpt
      if !excerpt.isEmpty { return excerpt }
    }
    return kind == "home" ? hub.config.site.description : nil
  }

  /// The number of this page among the pages of its list.
  var number: Int {
    switch subject {
    case .home(_, let number), .section(_, _, let number), .term(_, let number): number
    default: 1
    }
  }

  /// From the home page to the page itself.
  var trail: [(title: String, url: URLPath)] {
    guard let home = hub.homes[language] else { return [] }
    var trail = [
      (
        context.text("home", language: language) ?? hub.pages[home].text.frontMatter.title,
        hub.pages[home].url
      )
    ]
    if kind == "home" { return trail }
    if case .term(let term, _) = subject {
      let taxonomy = hub.terms[term].taxonomy
      let list = PageView(context, taxonomy: taxonomy, language: language)
      trail.append((list.title, list.url))
    }
    for page in sectionsAbove {
      trail.append((hub.pages[page].text.frontMatter.title, hub.pages[page].url))
    }
    trail.append((title, url))
    return trail
  }

  /// The pages of the sections that the page lies in, outermost first.
  private var sectionsAbove: [Page.ID] {
    guard let id else { return [] }
    var pages: [Page.ID] = []
    var folder = hub.pages[id].identity[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if let index = context.sectionIndex[language][String(folder)] {
        pages.append(hub.sections[language][index].page)
      }
    }
    return pages.reversed()
  }

  /// The index in `Hub.sections` of the page's first folder.
  var sectionIndex: Int? {
    guard let id else { return nil }
    return context.sectionIndex[language][hub.pages[id].section]
  }

  /// The picture to share: networks show no SVG.
  var shareImage: Picture? {
    id.map { hub.shareImage(of: hub.pages[$0]) } ?? hub.shareImage
  }
}
