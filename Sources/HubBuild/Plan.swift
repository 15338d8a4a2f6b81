import HubModel

/// One output file and what it shows.
struct PageJob: Sendable {
  enum Subject: Hashable, Sendable {
    case home(language: Int, number: Int)
    /// The index in `Hub.sections` of the language.
    case section(language: Int, index: Int, number: Int)
    case article(Page.ID)
    case page(Page.ID)
    case taxonomy(language: Int, taxonomy: Int)
    case term(Term.ID, number: Int)
    case notFound(language: Int)
    case alias(Page.ID)
    /// Of a whole language, or of one section.
    case feed(ContentConfig.FeedFormat, language: Int, section: Int?)
    /// Part 0 is the sitemap, or the index of the parts from 1.
    case sitemap(part: Int)
    case robots
  }

  var url: URLPath
  var subject: Subject
}

/// The fourth stage: every output but the copied files, in the order of addresses.
func plan(_ hub: Hub) -> [PageJob] {
  var jobs: [PageJob] = []
  for (id, page) in hub.pages.enumerated() {
    switch page.kind {
    case .article: jobs.append(PageJob(url: page.url, subject: .article(id)))
    case .page: jobs.append(PageJob(url: page.url, subject: .page(id)))
    case .home, .section, .taxonomy, .term: break
    }
  }
  for language in hub.config.languages.all.indices {
    guard let home = hub.homes[language] else { continue }
    jobs += lists(at: hub.pages[home].url, count: hub.articles[language].count, hub) {
      .home(language: language, number: $0)
    }
    jobs += feeds(at: hub.pages[home].url, language: language, section: nil, hub)
    for (index, section) in hub.sections[language].enumerated() {
      let url = hub.pages[section.page].url
      jobs += lists(at: url, count: section.articles.count, hub) {
        .section(language: language, index: index, number: $0)
      }
      jobs += feeds(at: url, language: language, section: index, hub)
    }
    for (taxonomy, terms) in hub.termsByTaxonomy[language].enumerated() where !terms.isEmpty {
      jobs.append(
        PageJob(
          url: taxonomyURL(hub, language: language, taxonomy: taxonomy),
          subject: .taxonomy(language: language, taxonomy: taxonomy)))
      for term in terms {
        jobs += lists(at: hub.terms[term].url, count: hub.terms[term].articles.count, hub) {
          .term(term, number: $0)
        }
      }
    }
    jobs.append(
      PageJob(
        url: URLPath(segments: hub.prefix(language: language) + ["404.html"], isFolder: false),
        subject: .notFound(language: language)))
  }
  jobs += hub.aliases.map { PageJob(url: $0.url, subject: .alias($0.page)) }
  jobs += Sitemap(hub: hub).parts(for: jobs).map {
    PageJob(url: Sitemap.url(part: $0), subject: .sitemap(part: $0))
  }
  jobs.append(PageJob(url: URLPath(encoded: "/robots.txt"), subject: .robots))
  let copied = Set(hub.assets.map(\.url))
  return jobs.filter { !($0.subject.isReplaceable && copied.contains($0.url)) }
    .sorted { $0.url < $1.url }
}

extension PageJob.Subject {
  /// Whether a file in `static/` may stand in its place.
  var isReplaceable: Bool {
    switch self {
    case .notFound, .sitemap, .robots: true
    default: false
    }
  }
}

/// The address of the page that lists a taxonomy's terms.
func taxonomyURL(_ hub: Hub, language: Int, taxonomy: Int) -> URLPath {
  URLPath(
    segments: hub.prefix(language: language) + [hub.config.content.taxonomies[taxonomy]],
    isFolder: true)
}

/// The address of a list's page by its number: the list's own, then `page/2/` and so on below it.
func listURL(_ base: URLPath, number: Int) -> URLPath {
  number == 1 ? base : base.appending("page", String(number), isFolder: true)
}

private func lists(
  at base: URLPath, count: Int, _ hub: Hub, subject: (Int) -> PageJob.Subject
) -> [PageJob] {
  (1...hub.listPages(count)).map { PageJob(url: listURL(base, number: $0), subject: subject($0)) }
}

private func feeds(
  at base: URLPath, language: Int, section: Int?, _ hub: Hub
) -> [PageJob] {
  let articles = section.map { hub.sections[language][$0].articles } ?? hub.articles[language]
  guard !articles.isEmpty else { return [] }
  return hub.config.content.feeds.map {
    PageJob(
      url: base.appending($0.fileName, isFolder: false),
      subject: .feed($0, language: language, section: section))
  }
}

extension Hub {
  /// How many pages a list of so many articles takes; an empty list has one.
  func listPages(_ count: Int) -> Int {
    max(1, (count + config.content.pageSize - 1) / config.content.pageSize)
  }
}

extension ContentConfig.FeedFormat {
  var fileName: String {
    switch self {
    case .atom: "atom.xml"
    case .rss: "rss.xml"
    case .json: "feed.json"
    }
  }

  var mediaType: String {
    switch self {
    case .atom: "application/atom+xml"
    case .rss: "application/rss+xml"
    case .json: "application/feed+json"
    }
  }
}
