import HubModel
import HubTemplates

/// The pages above a page, home first; the same for all pages of a folder.
final class Trail: Sendable {
  /// As templates see it: links.
  let values: TemplateValue
  /// How many pages there are.
  let count: Int
  /// The pages as elements of a schema.org BreadcrumbList, each with a comma after it.
  let json: [UInt8]

  init(_ links: [LinkView], site: SiteURL) {
    values = .list(links.map { .object($0) })
    count = links.count
    var json: [UInt8] = []
    for (place, link) in links.enumerated() {
      json.append(crumb: place + 1, link.title, link.path, site: site.absolute)
      json.append(text: ", ")
    }
    self.json = json
  }
}

extension [UInt8] {
  /// Adds an element of a BreadcrumbList; `site` has no slash at its end.
  mutating func append(crumb position: Int, _ title: String, _ url: URLPath, site: String) {
    append(text: "{\"@type\": \"ListItem\", \"position\": ")
    append(text: String(position))
    append(member: "name", title)
    append(member: "item", url, site: site)
    append(text: "}")
  }

  /// Adds a member with an absolute address; a path is percent-encoded: it needs no escape.
  mutating func append(member name: StaticString, _ url: URLPath, site: String) {
    append(memberName: name)
    append(UInt8(ascii: "\""))
    append(text: site)
    append(text: url.description)
    append(UInt8(ascii: "\""))
  }
}
