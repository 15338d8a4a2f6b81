import HubData
import HubModel
import HubTemplates

extension Declarations {
  static let page = ObjectDeclaration<PageView>(
    "Page", "A page: its words, its place in the hub and its relations.",
    fields: [
      .init("title", .string, "The page's title.") { .string($0.title) },
      .init("url", .string, "The address for links within the site.") { $0.context.href($0.url) },
      .init("canonicalUrl", .string, "The absolute address.") { $0.context.absolute($0.url) },
      .init("description", .optional(.string), "What the page says, in a sentence or two.") {
        .init($0.description)
      },
      .init("kind", .string, "home, section, article, page, taxonomy, term or 404.") {
        .string($0.kind)
      },
      .init("date", .optional(.date), "When the article was published.") { view in
        .init(view.id.flatMap { view.hub.pages[$0].text.frontMatter.date })
      },
      .init("updated", .optional(.date), "When the text last changed, if its author says so.") {
        view in
        .init(view.id.flatMap { view.hub.pages[$0].text.frontMatter.updated })
      },
      .init("content", .html, "The body; empty on pages without one.") { view in
        guard let id = view.id, view.number == 1 else { return .html([]) }
        return .html(view.hub.body(of: view.hub.pages[id]))
      },
      .init("excerpt", .string, "The beginning of the text without markup.") {
        .string($0.id.map { [hub = $0.hub] in hub.pages[$0].text.document.excerpt } ?? "")
      },
      .init("readingMinutes", .int, "Minutes to read the body, at least 1.") { view in
        .int(
          max(1, ((view.id.map { view.hub.pages[$0].text.document.wordCount } ?? 0) + 199) / 200))
      },
      .init("wordCount", .int, "Words in the body.") { view in
        .int(view.id.map { view.hub.pages[$0].text.document.wordCount } ?? 0)
      },
      .init("image", .optional(.object("Image")), "The cover.") { view in
        guard let image = view.id.flatMap({ view.hub.pages[$0].image }) else { return .null }
        return Declarations.image.value(ImageView(hub: view.hub, picture: image))
      },
      .init("shareImage", .optional(.object("Image")), "The picture networks show.") { view in
        guard let image = view.shareImage else { return .null }
        return Declarations.image.value(ImageView(hub: view.hub, picture: image))
      },
      .init("section", .optional(.object("Section")), "The section the page lies in.") { view in
        guard let index = view.sectionIndex else { return .null }
        return Declarations.section.value(
          SectionView(context: view.context, language: view.language, index: index))
      },
      .init("headings", .list(.object("Heading")), "The headings of the body, in order.") { view in
        .list(
          (view.id.map { view.hub.pages[$0].text.document.outline } ?? []).map {
            Declarations.heading.value($0)
          })
      },
      .init("previous", .optional(.object("Page")), "The next older article of the section.") {
        $0.neighbour(\.previous)
      },
      .init("next", .optional(.object("Page")), "The next newer article of the section.") {
        $0.neighbour(\.next)
      },
      .init(
        "translations", .list(.object("Translation")),
        "The page in each of its languages, itself included; empty where there is only one."
      ) { view in
        // The second page of a list has no counterpart in another language.
        guard let id = view.id, view.number == 1, view.hub.pages[id].translations.count > 1 else {
          return .list([])
        }
        return .list(
          view.hub.pages[id].translations.map {
            Declarations.translation.value(
              TranslationView(context: view.context, page: $0, isCurrent: $0 == id))
          })
      },
      .init("isTranslated", .bool, "Whether the page exists in another language too.") { view in
        .bool(view.id.map { view.hub.pages[$0].translations.count > 1 } ?? false)
      },
      .init("breadcrumbs", .list(.object("Link")), "The pages above this one, home first.") {
        view in
        .list(
          view.trail.dropLast().map {
            Declarations.link.value(LinkView(context: view.context, title: $0.title, url: $0.url))
          })
      },
      .init("feeds", .list(.object("Feed")), "The feeds of the page's section and language.") {
        $0.feeds
      },
      .init("structuredData", .html, "JSON-LD for a script element.") { view in
        .html(
          StructuredData(hub: view.hub, language: view.language).render(
            page: view.id, title: view.title, description: view.description, url: view.url,
            breadcrumbs: view.trail))
      },
      .init("tags", .list(.object("Term")), "The page's tags.") { $0.terms("tags") },
      .init("categories", .list(.object("Term")), "The page's categories.") {
        $0.terms("categories")
      },
      .init("authors", .list(.object("Term")), "Who wrote the page.") { $0.terms("authors") },
      .init("series", .list(.object("Term")), "The series the page belongs to.") {
        $0.terms("series")
      },
      .init("params", .dynamic, "What the front matter's 'params' says.") { view in
        .init(view.id.map { view.hub.pages[$0].text.frontMatter.params } ?? .map([]))
      },
    ])
}

extension PageView {
  fileprivate func neighbour(_ relation: KeyPath<Page, Page.ID?>) -> TemplateValue {
    guard let id, let other = hub.pages[id][keyPath: relation] else { return .null }
    return Declarations.page.value(PageView(context, page: other))
  }

  fileprivate func terms(_ taxonomy: String) -> TemplateValue {
    guard let id, let index = hub.config.content.taxonomies.firstIndex(of: taxonomy) else {
      return .list([])
    }
    return .list(
      hub.pages[id].terms[index].map {
        Declarations.term.value(TermView(context: context, id: $0))
      })
  }

  /// The section's feeds, then the language's.
  fileprivate var feeds: TemplateValue {
    guard let home = hub.homes[language], !hub.articles[language].isEmpty else { return .list([]) }
    var pages: [Page.ID] = [home]
    if let index = sectionIndex, !hub.sections[language][index].articles.isEmpty {
      pages.insert(hub.sections[language][index].page, at: 0)
    }
    return .list(
      pages.flatMap { page in
        hub.config.content.feeds.map {
          Declarations.feed.value(FeedView(context: context, page: page, format: $0))
        }
      })
  }
}
