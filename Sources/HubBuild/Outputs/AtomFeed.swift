import HubModel

extension Feed {
  /// Atom (RFC 4287).
  func atom() -> [UInt8] {
    var xml: [UInt8] = []
    xml.append(
      text: """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(languageCode)">

        """)
    xml.append(element: "id", absolute(page.url))
    xml.append(element: "title", title)
    xml.append(element: "subtitle", description)
    xml.append(element: "updated", updated.rfc3339)
    xml.append(link: absolute(url), rel: "self", type: "application/atom+xml")
    xml.append(link: absolute(page.url), rel: "alternate", type: "text/html")
    xml.append(element: "generator", generatorName)
    for id in articles { append(atomEntry: id, to: &xml) }
    xml.append(text: "</feed>\n")
    return xml
  }

  private func append(atomEntry id: Page.ID, to xml: inout [UInt8]) {
    let article = hub.pages[id]
    guard let date = article.frontMatter.date else { return }
    let address = absolute(article.url)
    xml.append(text: "<entry>\n")
    xml.append(element: "id", address)
    xml.append(element: "title", article.title)
    xml.append(link: address, rel: "alternate", type: "text/html")
    xml.append(element: "published", date.rfc3339)
    xml.append(element: "updated", (article.lastChange ?? date).rfc3339)
    let authors = authors(of: article)
    for author in authors.isEmpty ? [site.organization?.name ?? site.title] : authors {
      xml.append(text: "<author>")
      xml.append(element: "name", author)
      xml.append(text: "</author>\n")
    }
    for topic in topics(of: article) {
      xml.append(text: "<category term=\"")
      xml.append(escaped: topic)
      xml.append(text: "\"/>\n")
    }
    xml.append(element: "summary", summary(of: article))
    xml.append(text: "<content type=\"html\" xml:base=\"")
    xml.append(escaped: address)
    xml.append(text: "\">")
    xml.append(escapedBytes: context.body(of: id, absolute: true))
    xml.append(text: "</content>\n</entry>\n")
  }
}

extension [UInt8] {
  fileprivate mutating func append(link: String, rel: String, type: String) {
    append(text: "<link rel=\"\(rel)\" type=\"\(type)\" href=\"")
    append(escaped: link)
    append(text: "\"/>\n")
  }
}
