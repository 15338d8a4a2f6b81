import HubModel
import HubTemplates

/// A page as templates see it: of a Markdown file, or a list, or the page for unknown addresses.
final class PageView: DeclaredObject {
  let context: SiteContext
  let subject: PageJob.Subject
  /// The address of the output; nil for the page as it stands in lists.
  private let ownURL: URLPath?
  let language: Int
  /// The Markdown page behind it, if there is one.
  let id: Page.ID?
  /// What the author of that page wrote.
  let text: PageText?

  init(_ context: SiteContext, _ job: PageJob) {
    self.context = context
    subject = job.subject
    ownURL = job.url
    let hub = context.hub
    switch job.subject {
    case .article(let page), .page(let page), .alias(let page):
      (id, language) = (page, hub.text(of: page).language)
    case .home(let own, _): (id, language) = (hub.homes[own], own)
    case .section(let own, let index, _): (id, language) = (hub.sections[own][index].page, own)
    case .taxonomy(let own, let taxonomy):
      (id, language) = (hub.taxonomyPages[own][taxonomy], own)
    case .term(let term, _): (id, language) = (hub.terms[term].page, hub.terms[term].language)
    case .notFound(let own), .feed(_, let own, _): (id, language) = (nil, own)
    case .sitemap, .robots: (id, language) = (nil, 0)
    }
    text = id.map { hub.text(of: $0) }
  }

  /// An article or plain page as it stands in lists.
  init(_ context: SiteContext, page: Page.ID) {
    self.context = context
    let text = context.hub.text(of: page)
    subject = text.kind == .page ? .page(page) : .article(page)
    ownURL = nil
    language = text.language
    id = page
    self.text = text
  }

  /// The page of whose body a shortcode is part.
  init(_ context: SiteContext, bodyOf page: Page.ID) {
    self.context = context
    let text = context.hub.text(of: page)
    switch text.kind {
    case .home: subject = .home(language: text.language, number: 1)
    case .section:
      let index = context.sections[text.language].index(of: text.identity)
      subject = index.map { .section(language: text.language, index: $0, number: 1) } ?? .page(page)
    case .article: subject = .article(page)
    case .page: subject = .page(page)
    case .taxonomy:
      let index = context.hub.taxonomyPages[text.language].firstIndex(of: page)
      subject = index.map { .taxonomy(language: text.language, taxonomy: $0) } ?? .page(page)
    case .term:
      let index = context.hub.terms.firstIndex { $0.page == page }
      subject = index.map { .term($0, number: 1) } ?? .page(page)
    }
    ownURL = nil
    language = text.language
    id = page
    self.text = text
  }

  var hub: Hub { context.hub }

  var url: URLPath { ownURL ?? id.map { hub.url(of: $0) } ?? .home }

  /// The address for links within the site.
  var href: TemplateValue {
    ownURL.map { context.href($0) } ?? id.map { context.hrefs[$0] } ?? .null
  }

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
    case .taxonomy(_, let taxonomy): context.taxonomyLinks[language][taxonomy].title
    case .term(let term, _): hub.title(of: hub.terms[term])
    case .notFound: context.text("notFoundTitle", language: language) ?? "404"
    default: text?.frontMatter.title ?? hub.config.site.title
    }
  }

  var description: String? {
    if let summary = text?.summary { return summary }
    guard case .home = subject else { return nil }
    return hub.config.site.description
  }

  /// The text whose body the page shows: that of a term may come from the default language.
  var shownText: PageText? {
    guard text == nil, case .term(let term, _) = subject else { return text }
    return hub.terms[term].fallbackPage.map { hub.text(of: $0) }
  }

  /// The number of this page among the pages of its list.
  var number: Int {
    switch subject {
    case .home(_, let number), .section(_, _, let number), .term(_, let number): number
    default: 1
    }
  }

  /// The headings of the body, which stands on the first page of a list alone.
  var outline: [MarkdownDocument.Heading] { number == 1 ? text?.document.outline ?? [] : [] }

  /// The pages above this one, home first.
  var trail: Trail? {
    switch subject {
    case .home: return nil
    case .term(let term, _): return context.taxonomyTrails[language][hub.terms[term].taxonomy]
    default:
      let nearest = id.flatMap { context.places[$0].nearest }
      return nearest.map { context.sections[language].trails[$0] } ?? context.homeTrails[language]
    }
  }

  /// The index in `Hub.sections` of the page's first folder.
  var sectionIndex: Int? {
    id.flatMap { context.places[$0].first }
  }

  /// The articles that share the most with this one.
  var related: TemplateValue {
    guard let id else { return .list([]) }
    return .list(context.related(of: id).map { .object(PageView(context, page: $0)) })
  }
}
