import HubModel

extension Feed {
  /// RSS 2.0 with the usual `content:encoded` and `atom:link`.
  func rss() -> [UInt8] {
    var xml: [UInt8] = []
    xml.append(
      text: """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
        xmlns:content="http://purl.org/rss/1.0/modules/content/" \
        xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel>

        """)
    xml.append(element: "title", title)
    xml.append(element: "link", absolute(page.url))
    xml.append(element: "description", description)
    xml.append(element: "language", languageCode)
    xml.append(element: "lastBuildDate", updated.rfc822)
    xml.append(element: "generator", generatorName)
    xml.append(text: "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"")
    xml.append(escaped: absolute(url))
    xml.append(text: "\"/>\n")
    for id in articles { append(rssItem: id, to: &xml) }
    xml.append(text: "</channel>\n</rss>\n")
    return xml
  }

  private func append(rssItem id: Page.ID, to xml: inout [UInt8]) {
    let article = hub.pages[id]
    guard let date = article.frontMatter.date else { return }
    xml.append(text: "<item>\n")
    xml.append(element: "title", article.title)
    xml.append(element: "link", absolute(article.url))
    xml.append(text: "<guid isPermaLink=\"true\">")
    xml.append(escaped: absolute(article.url))
    xml.append(text: "</guid>\n")
    xml.append(element: "pubDate", date.rfc822)
    for author in authors(of: article) { xml.append(element: "dc:creator", author) }
    for topic in topics(of: article) { xml.append(element: "category", topic) }
    xml.append(element: "description", summary(of: article))
    xml.append(text: "<content:encoded>")
    xml.append(escapedBytes: context.body(of: id, absolute: true))
    xml.append(text: "</content:encoded>\n</item>\n")
  }
}
