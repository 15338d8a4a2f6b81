import HubData
import HubModel
import HubTemplates

/// All that templates of one build share.
final class SiteContext: Sendable {
  let hub: Hub
  let theme: Theme
  let addresses: SiteAddresses
  private let themeTargets: ThemeTargets
  /// Nil where no page has any, and in what shortcodes themselves see of the hub.
  let shortcodes: ShortcodeRenderer?

  /// By language: the theme's texts, with those of the default language below them.
  let texts: [[String: ThemeText]]
  /// By language.
  let structuredData: [StructuredData]
  /// By language, as templates see it.
  let languages: [TemplateValue]
  /// By page: the address for links within the site.
  let hrefs: [TemplateValue]
  /// By language: the way to pages in no section; nil where there is no home page.
  let homeTrails: [Trail?]
  /// By language.
  let sections: [SectionContext]
  /// By language, then by taxonomy: the link to the list of its terms.
  let taxonomyLinks: [[LinkView]]
  /// By language, then by taxonomy: the way to its terms; nil where there is no home page.
  let taxonomyTrails: [[Trail?]]
  /// By page.
  let places: [SectionPlace]
  let series: SeriesPlaces
  let related: RelatedArticles
  /// By page: its cover, null where it has none.
  let images: [TemplateValue]
  /// By page: what networks show.
  let shareImages: [TemplateValue]
  /// What networks show for pages without a file.
  let shareImage: TemplateValue
  /// In the order of `Hub.terms`.
  let terms: [TemplateValue]
  /// The settings of the theme.
  let themeView: TemplateValue

  init(
    hub: Hub, theme: Theme, themeTargets: ThemeTargets, addresses: SiteAddresses,
    shortcodes: ShortcodeRenderer? = nil
  ) {
    self.hub = hub
    self.addresses = addresses
    self.theme = theme
    self.themeTargets = themeTargets
    self.shortcodes = shortcodes
    themeView = .object(ThemeView(theme, hub: hub, targets: themeTargets))
    let all = hub.config.languages.all
    let texts = all.map {
      theme.texts(for: $0.code, fallback: hub.config.languages.standard.code)
    }
    self.texts = texts
    structuredData = all.indices.map { StructuredData(hub, language: $0) }
    let languages: [TemplateValue] = all.indices.map { .object(LanguageView(hub, $0)) }
    self.languages = languages
    let site = hub.config.site.url
    hrefs = hub.pages.indices.map { .string(site.href(hub.url(of: $0))) }
    let homeLinks = all.indices.map { language in
      hub.homes[language].map { home in
        LinkView(texts[language]["home"]?.plain ?? hub.pages[home].title, hub.pages[home].url, site)
      }
    }
    homeTrails = homeLinks.map { home in home.map { Trail([$0], site: site) } }
    let sections = all.indices.map { SectionContext(hub, language: $0, home: homeLinks[$0]) }
    self.sections = sections
    places = hub.pages.indices.map { id in
      let text = hub.text(of: id)
      return SectionPlace(text, sections[text.language])
    }
    let taxonomyLinks = all.indices.map { language in
      hub.config.content.taxonomies.enumerated().map { index, name in
        LinkView(
          hub.taxonomyPages[language][index].map { hub.pages[$0].title }
            ?? texts[language][name]?.plain ?? name.prefix(1).uppercased() + name.dropFirst(),
          taxonomyURL(hub, language: language, taxonomy: index), site)
      }
    }
    self.taxonomyLinks = taxonomyLinks
    taxonomyTrails = all.indices.map { language in
      taxonomyLinks[language].map { link in
        homeLinks[language].map { Trail([$0, link], site: site) }
      }
    }
    series = SeriesPlaces(hub)
    related = RelatedArticles(hub)
    let pictures = hub.pages.indices.map { hub.image(of: $0) }
    let images = pictures.map { TemplateValue($0, of: hub) }
    let shareImage = TemplateValue(hub.shareImage, of: hub)
    self.images = images
    self.shareImage = shareImage
    shareImages = zip(pictures, images).map { $0?.isRaster == true ? $1 : shareImage }
    terms = hub.terms.indices.map {
      .object(TermView(hub, $0, languages: languages, shortcodes: shortcodes))
    }
  }

  /// The same with shortcodes rendered, where pages have any.
  func rendering(with templates: TemplateSet) -> SiteContext {
    guard hub.pages.contains(where: { !$0.text.shortcodes.isEmpty }) else { return self }
    return SiteContext(
      hub: hub, theme: theme, themeTargets: themeTargets, addresses: addresses,
      shortcodes: ShortcodeRenderer(templates, context: self))
  }

  func href(_ url: URLPath) -> TemplateValue { .string(hub.config.site.url.href(url)) }

  func absolute(_ url: URLPath) -> TemplateValue { .string(hub.config.site.url.absolute(url)) }

  /// A text of the theme in a language, else in the default language.
  func text(_ key: String, language: Int) -> String? { texts[language][key]?.plain }
}

/// The sections in which a page lies, as indices in `Hub.sections` of its language.
struct SectionPlace: Sendable {
  /// That of its first folder.
  var first: Int?
  /// That of the folder closest to it.
  var nearest: Int?

  init(_ text: PageText, _ sections: SectionContext) {
    first = sections.index(of: text.section)
    var folder = text.identity[...]
    while nearest == nil, let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      nearest = sections.index(of: folder)
    }
  }
}

/// The sections of one language, as pages refer to them.
final class SectionContext: Sendable {
  /// In the order of `Hub.sections`, as templates see them.
  let views: [TemplateValue]
  /// In the same order: the way to the pages of a section; nil where there is no home page.
  let trails: [Trail?]
  /// In the same order: the section's feeds, then the language's.
  let feeds: [TemplateValue]
  /// The feeds of pages in no section.
  let homeFeeds: TemplateValue
  private let indexByIdentity: [String: Int]

  init(_ hub: Hub, language: Int, home: LinkView?) {
    let sections = hub.sections[language]
    views = sections.map { .object(SectionView(hub, $0)) }
    let index = Dictionary(sections.indices.map { (sections[$0].identity, $0) }) { first, _ in first
    }
    indexByIdentity = index
    trails = sections.map { section in
      guard let home else { return nil }
      var chain: [LinkView] = []
      var folder = section.identity[...]
      while true {
        if let above = index[String(folder)] {
          let page = hub.pages[sections[above].page]
          chain.append(LinkView(page.title, page.url, hub.config.site.url))
        }
        guard let slash = folder.lastIndex(of: "/") else { break }
        folder = folder[..<slash]
      }
      return Trail([home] + chain.reversed(), site: hub.config.site.url)
    }
    func feedViews(_ page: Page.ID) -> [TemplateValue] {
      hub.config.content.feeds.map { .object(FeedView(hub, of: page, $0)) }
    }
    let own = hub.articles[language].isEmpty ? [] : hub.homes[language].map(feedViews) ?? []
    homeFeeds = .list(own)
    feeds = sections.map { .list(($0.articles.isEmpty ? [] : feedViews($0.page)) + own) }
  }

  /// The index of a section by its folder.
  func index(of folder: some StringProtocol) -> Int? { indexByIdentity[String(folder)] }
}

extension TemplateValue {
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  init(_ picture: Picture?, of hub: Hub) {
    self = picture.map { .object(ImageView(hub: hub, picture: $0)) } ?? .null
  }

  init(_ moment: Timestamp?) {
    self = moment.map { .date(seconds: $0.seconds, utcOffset: $0.utcOffset) } ?? .null
  }

  init(_ value: DataValue) {
    self =
      switch value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .double(let value): .double(value)
      case .string(let value): .string(value)
      case .list(let values): .list(values.map { TemplateValue($0) })
      case .map(let entries):
        .map(entries.map { MapEntry(key: $0.key, value: TemplateValue($0.value)) })
      }
  }
}
