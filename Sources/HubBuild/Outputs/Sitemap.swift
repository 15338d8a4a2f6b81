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
    Self.parts(listed: jobs.lazy.compactMap(entry).count)
  }

  /// `jobs`: all outputs of the hub.
  func render(part: Int, jobs: [PageJob]) -> [UInt8] {
    let entries = jobs.compactMap(entry)
    let parts = Self.parts(listed: entries.count)
    if part == 0 && parts.count > 1 { return index(parts.dropFirst()) }
    let first = max(0, part - 1) * Self.largestPart
    return urlSet(entries.dropFirst(first).prefix(Self.largestPart))
  }

  private struct Entry {
    var url: URLPath
    var changed: Timestamp?
    var page: Page?
  }

  /// What search engines should find: no redirects, no second pages of lists, nothing unnamed.
  private func entry(_ job: PageJob) -> Entry? {
    switch job.subject {
    case .article(let id), .page(let id):
      return Entry(url: job.url, changed: hub.pages[id].lastChange, page: hub.pages[id])
    case .home(let language, number: 1):
      let newest = hub.articles[language].compactMap { hub.pages[$0].lastChange }.max()
      return Entry(url: job.url, changed: newest, page: hub.homes[language].map { hub.pages[$0] })
    case .section(let language, let index, number: 1):
      let section = hub.sections[language][index]
      let newest = section.articles.compactMap { hub.pages[$0].lastChange }.max()
      return Entry(url: job.url, changed: newest, page: hub.pages[section.page])
    case .term(let id, number: 1):
      let newest = hub.terms[id].articles.compactMap { hub.pages[$0].lastChange }.max()
      return Entry(url: job.url, changed: newest)
    case .taxonomy: return Entry(url: job.url)
    default: return nil
    }
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
      if let page = entry.page, page.translations.count > 1 {
        for id in page.translations {
          let translation = hub.pages[id]
          xml.append(text: "<xhtml:link rel=\"alternate\" hreflang=\"")
          xml.append(escaped: hub.config.languages.all[translation.language].code)
          xml.append(text: "\" href=\"")
          xml.append(escaped: hub.config.site.url.absolute(translation.url))
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
