import HubData
import HubModel

/// JSON-LD for search engines (schema.org): what the page is, where it stands, who publishes it.
struct StructuredData {
  let hub: Hub
  let language: Int

  /// The JSON of one page; `page` is nil for lists that nobody wrote, such as a term's.
  func render(
    page: Page.ID?, title: String, description: String?, url: URLPath,
    above: [LinkView]
  ) -> [UInt8] {
    var json: [UInt8] = []
    json.append(text: "{\"@context\": \"https://schema.org\", \"@graph\": [")
    let kind = page.map { hub.pages[$0].kind }
    if let page, kind == .article {
      append(article: page, description: description, url: url, to: &json)
    } else {
      json.append(text: "{\"@type\": \"\(kind == .home ? "WebSite" : "WebPage")\"")
      json.append(member: "name", title)
      json.append(member: "url", hub.config.site.url.absolute(url))
      json.append(member: "inLanguage", hub.config.languages.all[language].code)
      if let description { json.append(member: "description", description) }
      json.append(text: "}")
    }
    if !above.isEmpty {
      json.append(text: ",\n{\"@type\": \"BreadcrumbList\", \"itemListElement\": [")
      for (place, link) in above.enumerated() {
        append(crumb: place + 1, link.title, link.path, to: &json)
        json.append(text: ", ")
      }
      append(crumb: above.count + 1, title, url, to: &json)
      json.append(text: "]}")
    }
    if let organization = hub.config.site.organization {
      json.append(text: ",\n")
      append(organization: organization, to: &json)
    }
    json.append(text: "]}")
    return json
  }

  private func append(
    crumb position: Int, _ title: String, _ url: URLPath, to json: inout [UInt8]
  ) {
    json.append(text: "{\"@type\": \"ListItem\", \"position\": \(position)")
    json.append(member: "name", title)
    json.append(member: "item", hub.config.site.url.absolute(url))
    json.append(text: "}")
  }

  private func append(
    article id: Page.ID, description: String?, url: URLPath, to json: inout [UInt8]
  ) {
    let site = hub.config.site
    let article = hub.pages[id]
    json.append(text: "{\"@type\": \"Article\"")
    json.append(member: "headline", article.title)
    json.append(member: "mainEntityOfPage", site.url.absolute(url))
    json.append(member: "inLanguage", hub.config.languages.all[language].code)
    if let description { json.append(member: "description", description) }
    if let date = article.frontMatter.date { json.append(member: "datePublished", date.rfc3339) }
    if let changed = article.lastChange { json.append(member: "dateModified", changed.rfc3339) }
    if let image = article.image { json.append(member: "image", hub.absoluteURL(of: image)) }
    json.append(text: ",\n\"wordCount\": \(article.document.wordCount)")
    if let taxonomy = hub.config.content.taxonomies.firstIndex(of: "authors"),
      !article.terms[taxonomy].isEmpty
    {
      json.append(text: ",\n\"author\": [")
      for (place, id) in article.terms[taxonomy].enumerated() {
        json.append(text: (place == 0 ? "" : ", ") + "{\"@type\": \"Person\"")
        json.append(member: "name", hub.title(of: hub.terms[id]))
        json.append(member: "url", site.url.absolute(hub.terms[id].url))
        json.append(text: "}")
      }
      json.append(text: "]")
    }
    if site.organization != nil {
      json.append(text: ",\n\"publisher\": {\"@id\": ")
      json.append(json: site.url.absolute(.home) + "#organization")
      json.append(text: "}")
    }
    json.append(text: "}")
  }

  private func append(organization: SiteConfig.Organization, to json: inout [UInt8]) {
    let site = hub.config.site
    json.append(text: "{\"@type\": \"Organization\"")
    json.append(member: "@id", site.url.absolute(.home) + "#organization")
    json.append(member: "name", organization.name)
    json.append(member: "url", site.url.absolute(.home))
    if let logo = organization.logo {
      json.append(member: "logo", hub.absoluteURL(ofStatic: logo.value))
    }
    if !organization.sameAs.isEmpty {
      json.append(text: ",\n\"sameAs\": [")
      for (place, address) in organization.sameAs.enumerated() {
        if place > 0 { json.append(text: ", ") }
        json.append(json: address)
      }
      json.append(text: "]")
    }
    json.append(text: "}")
  }
}
