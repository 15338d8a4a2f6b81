/// The whole site, every page with its address and how pages belong together; immutable.
package final class Hub: Sendable {
  package let config: HubConfig
  /// Sorted by identity, then in the order of the languages.
  package let pages: [Page]
  /// By language: all articles, newest first.
  package let articles: [[Page.ID]]
  /// By language: the home page; nil for a language without a page.
  package let homes: [Page.ID?]
  /// By language: the sections, in the order of their identity.
  package let sections: [[Section]]
  package let terms: [Term]
  /// By language, then by taxonomy: its terms in the order of their names.
  package let termsByTaxonomy: [[[Term.ID]]]
  /// By language, then by taxonomy: what an author wrote for the list of its terms.
  package let taxonomyPages: [[Page.ID?]]
  /// Files of `content/` and `static/` that are copied as they are.
  package let assets: [CopiedFile]
  package let aliases: [Alias]
  /// The picture shared for pages without one of their own.
  package let shareImage: Picture?

  package init(
    config: HubConfig, pages: [Page], articles: [[Page.ID]], homes: [Page.ID?],
    sections: [[Section]], terms: [Term], termsByTaxonomy: [[[Term.ID]]],
    taxonomyPages: [[Page.ID?]], assets: [CopiedFile], aliases: [Alias], shareImage: Picture?
  ) {
    self.config = config
    self.pages = pages
    self.articles = articles
    self.homes = homes
    self.sections = sections
    self.terms = terms
    self.termsByTaxonomy = termsByTaxonomy
    self.taxonomyPages = taxonomyPages
    self.assets = assets
    self.aliases = aliases
    self.shareImage = shareImage
  }

  /// The same hub once links and images lead somewhere.
  package func with(pages: [Page], shareImage: Picture?) -> Hub {
    Hub(
      config: config, pages: pages, articles: articles, homes: homes, sections: sections,
      terms: terms, termsByTaxonomy: termsByTaxonomy, taxonomyPages: taxonomyPages,
      assets: assets, aliases: aliases, shareImage: shareImage)
  }

  /// What readers see a term called: its page's title, else its name.
  package func title(of term: Term) -> String {
    (term.page ?? term.fallbackPage).map { pages[$0].text.frontMatter.title } ?? term.name
  }

  // Not inlined: two fields read beside each other would copy the whole page first.

  /// What a page's author wrote.
  @inline(never)
  package func text(of id: Page.ID) -> PageText { pages[id].text }

  /// A page's address.
  @inline(never)
  package func url(of id: Page.ID) -> URLPath { pages[id].url }

  /// Where each local address in a page's body leads.
  @inline(never)
  package func addresses(of id: Page.ID) -> [Address] { pages[id].addresses }

  /// A page's cover.
  @inline(never)
  package func image(of id: Page.ID) -> Picture? { pages[id].image }

  /// The terms of a page, by taxonomy.
  @inline(never)
  package func terms(of id: Page.ID) -> [[Term.ID]] { pages[id].terms }

  /// The template that shows a page, without `.html`; nil for that of its kind.
  @inline(never)
  package func layout(of id: Page.ID) -> String? { pages[id].layout }

  /// The templates that pages name, without `.html`.
  package var layouts: Set<String> { Set(pages.indices.compactMap { layout(of: $0) }) }

  /// The path under which a language's pages live: empty for the default language.
  package func prefix(language: Int) -> [String] {
    config.languages.prefix(of: language)
  }
}

/// A folder of pages in one language, with a list page of its own.
package struct Section: Sendable {
  /// The folder's path in `content/`.
  package var identity: String
  package var page: Page.ID
  /// Articles of this folder and those below it, newest first.
  package var articles: [Page.ID]

  package init(identity: String, page: Page.ID, articles: [Page.ID]) {
    self.identity = identity
    self.page = page
    self.articles = articles
  }
}

/// One value of a taxonomy in one language, with a list page of its own.
package struct Term: Sendable {
  /// The index of the term in `Hub.terms`.
  package typealias ID = Int

  /// The index of the taxonomy in `ContentConfig.taxonomies`.
  package var taxonomy: Int
  package var language: Int
  /// As its first article spells it.
  package var name: String
  package var slug: String
  package var url: URLPath
  /// What an author wrote for it.
  package var page: Page.ID?
  /// Where nobody wrote anything in its language: what stands in for it in the default language.
  package var fallbackPage: Page.ID?
  /// Newest first; plain pages follow.
  package var articles: [Page.ID]

  package init(
    taxonomy: Int, language: Int, name: String, slug: String, url: URLPath, articles: [Page.ID]
  ) {
    self.taxonomy = taxonomy
    self.language = language
    self.name = name
    self.slug = slug
    self.url = url
    self.articles = articles
  }
}

/// A file that goes into the output unchanged.
package struct CopiedFile: Hashable, Sendable {
  /// Relative to the hub.
  package var file: String
  /// Where it is read from.
  package var path: String
  package var url: URLPath

  package init(file: String, path: String, url: URLPath) {
    self.file = file
    self.path = path
    self.url = url
  }
}

/// An old address that leads to a page.
package struct Alias: Hashable, Sendable {
  package var url: URLPath
  package var page: Page.ID

  package init(url: URLPath, page: Page.ID) {
    self.url = url
    self.page = page
  }
}
