import HubModel

/// The sitemap of all pages, with their translations (sitemaps.org, and `xhtml:link` alternates).
struct Sitemap {
  let hub: Hub

  /// The protocol's bound on addresses in one file.
  static let largestPart = 50_000

  /// The parts there are: 0 alone, or 0 as the index and the parts from 1.
  static func parts(listed count: Int) -> ClosedRange<Int> {
    count <= largestPart ? 0...0 : 0...((count + largestPart - 1) / largestPart)
  }

  static func url(part: Int) -> URLPath {
    URLPath(encoded: part == 0 ? "/sitemap.xml" : "/sitemap-\(part).xml")
  }

  /// The parts that the outputs of the hub need.
  func parts(for jobs: [PageJob]) -> ClosedRange<Int> {
    Self.parts(listed: jobs.count { $0.subject.isListed })
  }

  /// `jobs`: all outputs of the hub.
  func render(part: Int, jobs: [PageJob]) -> [UInt8] {
    let entries = jobs.filter { $0.subject.isListed }.map(entry)
    let parts = Self.parts(listed: entries.count)
    if part == 0 && parts.count > 1 { return index(parts.dropFirst()) }
    let first = max(0, part - 1) * Self.largestPart
    return urlSet(entries.dropFirst(first).prefix(Self.largestPart))
  }

  private struct Entry {
    var url: URLPath
    var changed: Timestamp?
    var translations: [Page.ID] = []
  }

  private func entry(_ job: PageJob) -> Entry {
    switch job.subject {
    case .article(let id), .page(let id):
      return Entry(
        url: job.url, changed: hub.pages[id].text.lastChange,
        translations: hub.pages[id].translations)
    case .home(let language, _):
      let newest = hub.articles[language].compactMap { hub.pages[$0].text.lastChange }.max()
      return Entry(
        url: job.url, changed: newest,
        translations: hub.homes[language].map { hub.pages[$0].translations } ?? [])
    case .section(let language, let index, _):
      let section = hub.sections[language][index]
      let newest = section.articles.compactMap { hub.pages[$0].text.lastChange }.max()
      return Entry(
        url: job.url, changed: newest, translations: hub.pages[section.page].translations)
    case .term(let id, _):
      let newest = hub.terms[id].articles.compactMap { hub.pages[$0].text.lastChange }.max()
      return Entry(
        url: job.url, changed: newest, translations: translations(of: hub.terms[id].page))
    case .taxonomy(let language, let taxonomy):
      return Entry(
        url: job.url, translations: translations(of: hub.taxonomyPages[language][taxonomy]))
    default: return Entry(url: job.url)
    }
  }

  private func translations(of page: Page.ID?) -> [Page.ID] {
    page.map { hub.pages[$0].translations } ?? []
  }

  private func urlSet(_ entries: some Collection<Entry>) -> [UInt8] {
    var xml: [UInt8] = []
    xml.append(
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
        xmlns:xhtml="http://www.w3.org/1999/xhtml">

        """)
    for entry in entries {
      xml.append(text: "<url><loc>")
      xml.append(escaped: hub.config.site.url.absolute(entry.url))
      xml.append(text: "</loc>")
      if let changed = entry.changed {
        xml.append(text: "<lastmod>\(changed.rfc3339)</lastmod>")
      }
      if entry.translations.count > 1 {
        for id in entry.translations {
          xml.append(text: "<xhtml:link rel=\"alternate\" hreflang=\"")
          xml.append(escaped: hub.config.languages.all[hub.pages[id].language].code)
          xml.append(text: "\" href=\"")
          xml.append(escaped: hub.config.site.url.absolute(hub.pages[id].url))
          xml.append(text: "\"/>")
        }
      }
      xml.append(text: "</url>\n")
    }
    xml.append(text: "</urlset>\n")
    return xml
  }

  private func index(_ parts: some Sequence<Int>) -> [UInt8] {
    var xml: [UInt8] = []
    xml.append(
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

        """)
    for part in parts {
      xml.append(text: "<sitemap><loc>")
      xml.append(escaped: hub.config.site.url.absolute(Self.url(part: part)))
      xml.append(text: "</loc></sitemap>\n")
    }
    xml.append(text: "</sitemapindex>\n")
    return xml
  }
}

extension PageJob.Subject {
  /// Whether search engines should find it: no redirects, no second pages of lists.
  var isListed: Bool {
    switch self {
    case .article, .page, .taxonomy: true
    case .home(_, let number), .section(_, _, let number), .term(_, let number): number == 1
    case .notFound, .alias, .feed, .sitemap, .robots: false
    }
  }
}
