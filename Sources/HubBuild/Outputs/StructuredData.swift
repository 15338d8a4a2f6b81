import HubData
import HubModel

/// JSON-LD for search engines (schema.org): what a page is, where it stands, who publishes it.
final class StructuredData: Sendable {
  private let hub: Hub
  /// The site's address without a slash at its end.
  private let site: String
  private let languageCode: String
  /// The index of `authors` among the taxonomies.
  private let authors: Int?
  /// Who publishes an article, as a member of it; empty where nobody is named.
  private let publisher: [UInt8]
  /// What all pages end with.
  private let organization: [UInt8]

  init(_ hub: Hub, language: Int) {
    self.hub = hub
    let config = hub.config
    site = config.site.url.absolute
    languageCode = config.languages.all[language].code
    authors = config.content.taxonomies.firstIndex(of: "authors")
    var publisher: [UInt8] = []
    var organization: [UInt8] = []
    if let known = config.site.organization {
      let name = site + "/#organization"
      publisher.append(text: ",\n\"publisher\": {\"@id\": ")
      publisher.append(json: name)
      publisher.append(text: "}")
      organization.append(text: ",\n{\"@type\": \"Organization\"")
      organization.append(member: "@id", name)
      organization.append(member: "name", known.name)
      organization.append(member: "url", site + "/")
      if let logo = known.logo {
        organization.append(member: "logo", hub.absoluteURL(ofStatic: logo.value))
      }
      if !known.sameAs.isEmpty {
        organization.append(text: ",\n\"sameAs\": [")
        for (place, address) in known.sameAs.enumerated() {
          if place > 0 { organization.append(text: ", ") }
          organization.append(json: address)
        }
        organization.append(text: "]")
      }
      organization.append(text: "}")
    }
    self.publisher = publisher
    self.organization = organization
  }

  /// The JSON of one page; `page` is nil for lists that nobody wrote, such as a term's.
  func render(
    page: Page.ID?, title: String, description: String?, url: URLPath, above: Trail?
  ) -> [UInt8] {
    var json: [UInt8] = []
    json.reserveCapacity(2048)
    json.append(text: "{\"@context\": \"https://schema.org\", \"@graph\": [")
    let text = page.map { hub.text(of: $0) }
    if let page, let text, text.kind == .article {
      append(article: page, text, description: description, url: url, to: &json)
    } else {
      json.append(text: "{\"@type\": \"")
      json.append(text: text?.kind == .home ? "WebSite\"" : "WebPage\"")
      json.append(member: "name", title)
      json.append(member: "url", url, site: site)
      json.append(member: "inLanguage", languageCode)
      if let description { json.append(member: "description", description) }
      json.append(text: "}")
    }
    if let above {
      json.append(text: ",\n{\"@type\": \"BreadcrumbList\", \"itemListElement\": [")
      json.append(contentsOf: above.json)
      json.append(crumb: above.count + 1, title, url, site: site)
      json.append(text: "]}")
    }
    json.append(contentsOf: organization)
    json.append(text: "]}")
    return json
  }

  private func append(
    article id: Page.ID, _ text: PageText, description: String?, url: URLPath,
    to json: inout [UInt8]
  ) {
    json.append(text: "{\"@type\": \"Article\"")
    json.append(member: "headline", text.frontMatter.title)
    json.append(member: "mainEntityOfPage", url, site: site)
    json.append(member: "inLanguage", languageCode)
    if let description { json.append(member: "description", description) }
    if let date = text.frontMatter.date { json.append(member: "datePublished", date.rfc3339) }
    if let changed = text.lastChange { json.append(member: "dateModified", changed.rfc3339) }
    if let image = hub.image(of: id) { json.append(member: "image", hub.absoluteURL(of: image)) }
    json.append(text: ",\n\"wordCount\": ")
    json.append(text: String(text.document.wordCount))
    if let authors { append(authors: hub.terms(of: id)[authors], to: &json) }
    json.append(contentsOf: publisher)
    json.append(text: "}")
  }

  private func append(authors: [Term.ID], to json: inout [UInt8]) {
    guard !authors.isEmpty else { return }
    json.append(text: ",\n\"author\": [")
    for (place, id) in authors.enumerated() {
      if place > 0 { json.append(text: ", ") }
      json.append(text: "{\"@type\": \"Person\"")
      json.append(member: "name", hub.title(of: hub.terms[id]))
      json.append(member: "url", hub.terms[id].url, site: site)
      json.append(text: "}")
    }
    json.append(text: "]")
  }
}
