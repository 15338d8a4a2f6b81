import HubData
import HubModel
import HubTemplates

/// The hub as a whole, seen from one language; made once for all pages of the language.
final class SiteView: DeclaredObject {
  private let context: SiteContext
  private let home: TemplateValue
  private let sections: TemplateValue
  private let taxonomies: TemplateValue
  private let languages: TemplateValue
  private let organization: TemplateValue
  private let featured: TemplateValue
  private let menu: TemplateValue
  private let feeds: TemplateValue
  private let stylesheet: TemplateValue
  private let stylesheets: TemplateValue

  init(_ context: SiteContext, language: Int) {
    self.context = context
    let hub = context.hub
    home = context.href(hub.homes[language].map { hub.pages[$0].url } ?? .home)
    sections = .list(
      zip(hub.sections[language], context.sections[language].views)
        .filter { !$0.0.identity.contains("/") }.map(\.1))
    taxonomies = .list(
      context.taxonomyLinks[language].indices
        .filter { !hub.termsByTaxonomy[language][$0].isEmpty }
        .map { .object(context.taxonomyLinks[language][$0]) })
    languages = .list(
      hub.homes.indices.filter { hub.homes[$0] != nil }.map { context.languages[$0] })
    organization =
      hub.config.site.organization.map { .object(OrganizationView($0, hub)) } ?? .null
    let articles = hub.articles[language]
    let chosen = articles.first { hub.pages[$0].text.frontMatter.featured } ?? articles.first
    featured = chosen.map { .object(PageView(context, page: $0)) } ?? .null
    menu = .list(
      hub.pages.indices.filter {
        let text = hub.text(of: $0)
        return text.frontMatter.menu && text.language == language
      }.map {
        .object(
          LinkView(hub.text(of: $0).frontMatter.title, hub.url(of: $0), hub.config.site.url))
      })
    feeds = context.sections[language].homeFeeds
    stylesheet =
      context.theme.publishedAssets["custom.css"].map {
        .object(AssetView($0, hub.config.site.url))
      } ?? .null
    stylesheets = .list(
      context.theme.stylesheets.compactMap { context.theme.publishedAssets[$0] }.map {
        .object(AssetView($0, hub.config.site.url))
      })
  }

  private var config: HubConfig { context.hub.config }

  static let declaration = ObjectDeclaration<SiteView>(
    "Site", "The hub as a whole, seen from the page's language.",
    fields: [
      .init("title", .string, "The hub's name.") { .string($0.config.site.title) },
      .init("description", .optional(.string), "What the hub is about.") {
        .init($0.config.site.description)
      },
      .init("url", .string, "The absolute address of the home page.") {
        $0.context.absolute(.home)
      },
      .init("home", .string, "The address of the home page in the page's language.") { $0.home },
      .init("sections", .list(.object("Section")), "The top sections in the page's language.") {
        $0.sections
      },
      .init(
        "menu", .list(.object("Link")),
        "The pages with 'menu: true' in the page's language, by their paths."
      ) { $0.menu },
      .init(
        "taxonomies", .list(.object("Link")),
        "The lists of tags, categories and so on, where there are any."
      ) { $0.taxonomies },
      .init(
        "featured", .optional(.object("Page")),
        "The newest article with 'featured: true' in the page's language, else the newest."
      ) { $0.featured },
      .init("feeds", .list(.object("Feed")), "The feeds of the whole hub in the page's language.") {
        $0.feeds
      },
      .init(
        "stylesheet", .optional(.object("Asset")),
        "The file assets/custom.css of the hub, or of the theme; the last of 'stylesheets'."
      ) { $0.stylesheet },
      .init(
        "stylesheets", .list(.object("Asset")),
        "What is loaded after the theme's own styles: those of themes that extend it, then custom.css."
      ) { $0.stylesheets },
      .init("languages", .list(.object("Language")), "The languages that have pages.") {
        $0.languages
      },
      .init("hasLanguages", .bool, "Whether there is more than one language.") {
        .bool($0.context.hub.homes.count { $0 != nil } > 1)
      },
      .init("organization", .optional(.object("Organization")), "Who publishes the hub.") {
        $0.organization
      },
      .init("params", .dynamic, "What the configuration's 'params' says.") {
        .init($0.config.params)
      },
    ])
}

/// Who publishes the hub.
final class OrganizationView: DeclaredObject {
  private let organization: SiteConfig.Organization
  private let logo: String?

  init(_ organization: SiteConfig.Organization, _ hub: Hub) {
    self.organization = organization
    logo = organization.logo.map { hub.href(ofStatic: $0.value) }
  }

  static let declaration = ObjectDeclaration<OrganizationView>(
    "Organization", "Who publishes the hub.",
    fields: [
      .init("name", .string, "Its name.") { .string($0.organization.name) },
      .init("logo", .optional(.string), "The address of its logo.") { .init($0.logo) },
      .init("sameAs", .list(.string), "Its profiles elsewhere.") {
        .list($0.organization.sameAs.map { .string($0) })
      },
    ])
}
