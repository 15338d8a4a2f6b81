import HubModel

/// The newest articles of a language, or of one of its sections, for feed readers.
struct Feed {
  let context: SiteContext
  let language: Int
  /// The feed's list page.
  let page: Page
  let articles: [Page.ID]
  /// The feed's own address.
  let url: URLPath

  /// Articles in one feed.
  static let longest = 20

  init(context: SiteContext, language: Int, section: Int?, url: URLPath) {
    self.context = context
    let hub = context.hub
    self.language = language
    self.url = url
    let known = section.map { hub.sections[language][$0] }
    let id = known?.page ?? hub.homes[language] ?? 0
    page = hub.pages[id]
    articles = Array((known?.articles ?? hub.articles[language]).prefix(Self.longest))
  }

  func render(_ format: ContentConfig.FeedFormat) -> [UInt8] {
    switch format {
    case .atom: atom()
    case .rss: rss()
    case .json: json()
    }
  }

  var hub: Hub { context.hub }
  var site: SiteConfig { hub.config.site }
  var languageCode: String { hub.config.languages.all[language].code }

  /// The site's title, with the section's before it.
  var title: String {
    page.kind == .home ? site.title : "\(page.title) · \(site.title)"
  }

  var description: String { page.frontMatter.description ?? site.description ?? title }

  /// When the newest of the articles changed; a feed is never empty.
  var updated: Timestamp {
    articles.compactMap { hub.pages[$0].text.lastChange }.max() ?? Timestamp(seconds: 0)
  }

  func absolute(_ path: URLPath) -> String { site.url.absolute(path) }

  func authors(of page: Page) -> [String] {
    guard let taxonomy = hub.config.content.taxonomies.firstIndex(of: "authors") else { return [] }
    return page.terms[taxonomy].map { hub.title(of: hub.terms[$0]) }
  }

  /// Tags and categories.
  func topics(of page: Page) -> [String] {
    hub.config.content.taxonomies.enumerated()
      .filter { $0.element == "tags" || $0.element == "categories" }
      .flatMap { taxonomy, _ in page.terms[taxonomy].map { hub.terms[$0].name } }
  }

  func summary(of page: Page) -> String {
    page.frontMatter.description ?? page.document.excerpt
  }
}

/// Adds `<name>escaped text</name>`.
extension [UInt8] {
  mutating func append(element name: String, _ text: String) {
    append(text: "<\(name)>")
    append(escaped: text)
    append(text: "</\(name)>\n")
  }
}
