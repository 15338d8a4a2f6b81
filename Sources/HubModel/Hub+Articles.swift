import HubData

extension Hub {
  /// Every article in every language as the sharing half sees it, oldest first.
  package func sharedArticles() -> [Article] {
    let former = Dictionary(grouping: aliases, by: \.page)
      .mapValues { $0.map { config.site.url.absolute($0.url) } }
    let titles = Set(pages.flatMap { TitleStart.all(of: $0) })
    return articles.joined().compactMap { id in sharedArticle(pages[id], former[id] ?? [], titles) }
      .sorted {
        ($0.date, $0.identity, $0.language.code) < ($1.date, $1.identity, $1.language.code)
      }
  }

  private func sharedArticle(
    _ page: Page, _ former: [String], _ titles: Set<TitleStart>
  ) -> Article? {
    guard let date = page.frontMatter.date, let file = page.file else { return nil }
    return Article(
      identity: page.frontMatter.id?.value ?? page.identity, file: file,
      language: config.languages.all[page.language],
      section: page.section, canonicalURL: config.site.url.absolute(page.url),
      formerURLs: former,
      frontMatter: page.frontMatter, date: date, tags: names(of: "tags", page),
      authors: names(of: "authors", page), plainText: page.document.plainText,
      textBlocks: page.document.textBlocks,
      links: page.document.linkTexts.map {
        LinkText($0, isTitle: titles.contains(TitleStart($0, language: page.language)))
      }, excerpt: page.document.excerpt,
      image: shareImage(of: page).map {
        ImageReference(source: absoluteURL(of: $0), alt: $0.alt)
      })
  }

  private func names(of taxonomy: String, _ page: Page) -> [String] {
    let ids = config.content.taxonomies.firstIndex(of: taxonomy).map { page.terms[$0] } ?? []
    return ids.map { terms[$0].name }
  }

  /// The picture networks show for a page: its own, else the site's; they take no SVG.
  package func shareImage(of page: Page) -> Picture? {
    if let own = page.image, own.isRaster { return own }
    return shareImage
  }

  /// The absolute address of a picture.
  package func absoluteURL(of picture: Picture) -> String {
    switch picture.source {
    case .site(let path): config.site.url.absolute(path)
    case .absolute(let url): url
    }
  }
}

/// The beginning of a page's title in its language, in lower case.
private struct TitleStart: Hashable {
  var text: String
  var language: Int

  init(_ text: String, language: Int) {
    self.text = text.lowercased()
    self.language = language
  }

  /// The title and all its beginnings of two words and more.
  static func all(of page: Page) -> [TitleStart] {
    let title = page.frontMatter.title.lowercased()
    let words = title.split(separator: " ")
    return [TitleStart(title, language: page.language)]
      + words.indices.dropFirst().map { last in
        let start = title[..<words[last].endIndex]
        return TitleStart(
          String(start.last.map { ":,".contains($0) } == true ? start.dropLast() : start),
          language: page.language)
      }
  }
}
