import HubModel
import HubTemplates

extension Declarations {
  static let site = ObjectDeclaration<SiteView>(
    "Site", "The hub as a whole, seen from the page's language.",
    fields: [
      .init("title", .string, "The hub's name.") { .string($0.hub.config.site.title) },
      .init("description", .optional(.string), "What the hub is about.") {
        .init($0.hub.config.site.description)
      },
      .init("url", .string, "The absolute address of the home page.") {
        $0.context.absolute(.home)
      },
      .init("home", .string, "The address of the home page in the page's language.") { view in
        view.hub.homes[view.language].map { view.context.href(view.hub.pages[$0].url) }
          ?? view.context.href(.home)
      },
      .init("sections", .list(.object("Section")), "The top sections in the page's language.") {
        view in
        .list(
          view.context.topSections[view.language]
            .map {
              Declarations.section.value(
                SectionView(context: view.context, language: view.language, index: $0))
            })
      },
      .init(
        "taxonomies", .list(.object("Link")),
        "The lists of tags, categories and so on, where there are any."
      ) { view in
        .list(
          view.hub.termsByTaxonomy[view.language].indices
            .filter { !view.hub.termsByTaxonomy[view.language][$0].isEmpty }
            .map { taxonomy in
              let list = PageView(view.context, taxonomy: taxonomy, language: view.language)
              return Declarations.link.value(
                LinkView(context: view.context, title: list.title, url: list.url))
            })
      },
      .init("languages", .list(.object("Language")), "The languages that have pages.") { view in
        .list(
          view.hub.homes.indices.filter { view.hub.homes[$0] != nil }.map {
            Declarations.language.value(LanguageView(context: view.context, index: $0))
          })
      },
      .init("hasLanguages", .bool, "Whether there is more than one language.") {
        .bool($0.hub.homes.count { $0 != nil } > 1)
      },
      .init("organization", .optional(.object("Organization")), "Who publishes the hub.") {
        $0.hub.config.site.organization == nil ? .null : Declarations.organization.value($0.hub)
      },
      .init("params", .dynamic, "What the configuration's 'params' says.") {
        .init($0.hub.config.params)
      },
    ])
}
