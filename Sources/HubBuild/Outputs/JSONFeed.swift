import HubModel

extension Feed {
  /// JSON Feed 1.1.
  func json() -> [UInt8] {
    var json: [UInt8] = []
    json.append(text: "{\n\"version\": \"https://jsonfeed.org/version/1.1\"")
    json.append(member: "title", title)
    json.append(member: "home_page_url", absolute(page.url))
    json.append(member: "feed_url", absolute(url))
    json.append(member: "description", description)
    json.append(member: "language", languageCode)
    json.append(text: ",\n\"items\": [")
    for (place, id) in articles.enumerated() {
      json.append(text: place == 0 ? "\n" : ",\n")
      append(jsonItem: id, to: &json)
    }
    json.append(text: "\n]\n}\n")
    return json
  }

  private func append(jsonItem id: Page.ID, to json: inout [UInt8]) {
    let article = hub.pages[id]
    let address = absolute(article.url)
    json.append(text: "{\"id\": ")
    json.append(json: address)
    json.append(member: "url", address)
    json.append(member: "title", article.title)
    json.append(member: "summary", summary(of: article))
    if let date = article.frontMatter.date { json.append(member: "date_published", date.rfc3339) }
    if let changed = article.frontMatter.updated {
      json.append(member: "date_modified", changed.rfc3339)
    }
    if let image = article.image { json.append(member: "image", hub.absoluteURL(of: image)) }
    let authors = authors(of: article)
    if !authors.isEmpty {
      json.append(text: ",\n\"authors\": [")
      for (place, author) in authors.enumerated() {
        json.append(text: place == 0 ? "{\"name\": " : ", {\"name\": ")
        json.append(json: author)
        json.append(text: "}")
      }
      json.append(text: "]")
    }
    let topics = topics(of: article)
    if !topics.isEmpty {
      json.append(text: ",\n\"tags\": [")
      for (place, topic) in topics.enumerated() {
        if place > 0 { json.append(text: ", ") }
        json.append(json: topic)
      }
      json.append(text: "]")
    }
    json.append(text: ",\n\"content_html\": ")
    json.append(jsonBytes: context.body(of: id, absolute: true))
    json.append(text: "}")
  }
}

extension [UInt8] {
  /// Adds another member of an object that has one already.
  mutating func append(member name: StaticString, _ value: String) {
    append(memberName: name)
    append(json: value)
  }

  mutating func append(memberName name: StaticString) {
    append(text: ",\n\"")
    name.withUTF8Buffer { append(contentsOf: $0) }
    append(text: "\": ")
  }
}
