import HubData
import HubModel
import HubTemplates

extension PageView {
  static let declaration = ObjectDeclaration<PageView>(
    "Page", "A page: its words, its place in the hub and its relations.",
    fields: [
      .init("title", .string, "The page's title.") { .string($0.title) },
      .init("url", .string, "The address for links within the site.") { $0.href },
      .init("canonicalUrl", .string, "The absolute address.") { $0.context.absolute($0.url) },
      .init("description", .optional(.string), "What the page says, in a sentence or two.") {
        .init($0.description)
      },
      .init("kind", .string, "home, section, article, page, taxonomy, term or 404.") {
        .string($0.kind)
      },
      .init("date", .optional(.date), "When the article was published.") { view in
        .init(view.text?.frontMatter.date)
      },
      .init("updated", .optional(.date), "When the text last changed, if its author says so.") {
        view in
        .init(view.text?.frontMatter.updated)
      },
      .init("content", .html, "The body; empty on pages without one.") { view in
        guard let id = view.id, view.number == 1 else { return .html([]) }
        return .html(view.context.body(of: id))
      },
      .init("excerpt", .string, "The beginning of the text without markup.") {
        .string($0.text?.document.excerpt ?? "")
      },
      .init("readingMinutes", .int, "Minutes to read the body, rounded up; 0 if it is empty.") {
        .int((($0.text?.document.wordCount ?? 0) + 199) / 200)
      },
      .init("wordCount", .int, "Words in the body.") {
        .int($0.text?.document.wordCount ?? 0)
      },
      .init("image", .optional(.object("Image")), "The cover.") { view in
        view.id.map { view.context.images[$0] } ?? .null
      },
      .init("shareImage", .optional(.object("Image")), "The picture networks show.") { view in
        view.id.map { view.context.shareImages[$0] } ?? view.context.shareImage
      },
      .init("section", .optional(.object("Section")), "The section the page lies in.") { view in
        guard let index = view.sectionIndex else { return .null }
        return view.context.sections[view.language].views[index]
      },
      .init("headings", .list(.object("Heading")), "The headings of the body, in order.") { view in
        .list(view.outline.map { .object(HeadingView($0)) })
      },
      .init(
        "toc", .list(.object("TocEntry")),
        "The headings of levels 2 and 3 as a tree, for a table of contents."
      ) { .list(TocEntryView.tree(of: $0.outline).map { .object($0) }) },
      .init("previous", .optional(.object("Page")), "The next older article of the section.") {
        view in
        view.neighbour(view.id.flatMap { view.hub.pages[$0].previous })
      },
      .init("next", .optional(.object("Page")), "The next newer article of the section.") { view in
        view.neighbour(view.id.flatMap { view.hub.pages[$0].next })
      },
      .init(
        "related", .list(.object("Page")),
        "Up to 4 articles that share terms with this one, the closest first."
      ) { $0.related },
      .init(
        "seriesNavigation", .optional(.object("SeriesNavigation")),
        "The article's place in its first series."
      ) { view in
        guard let place = view.id.flatMap({ view.context.series.place(of: $0) }) else {
          return .null
        }
        return .object(SeriesNavigationView(view.context, place))
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
            .object(TranslationView(view.context, page: $0, isCurrent: $0 == id))
          })
      },
      .init(
        "languages", .list(.object("PageLanguage")),
        "Every language of the hub, with the page there or the place nearest to it."
      ) { PageLanguages(view: $0)() },
      .init("isTranslated", .bool, "Whether the page exists in another language too.") { view in
        .bool(view.id.map { view.hub.pages[$0].translations.count > 1 } ?? false)
      },
      .init("breadcrumbs", .list(.object("Link")), "The pages above this one, home first.") {
        $0.trail?.values ?? .list([])
      },
      .init("feeds", .list(.object("Feed")), "The feeds of the page's section and language.") {
        view in
        let sections = view.context.sections[view.language]
        return view.sectionIndex.map { sections.feeds[$0] } ?? sections.homeFeeds
      },
      .init("structuredData", .html, "JSON-LD for a script element.") { view in
        .html(
          view.context.structuredData[view.language].render(
            page: view.id, title: view.title, description: view.description, url: view.url,
            above: view.trail))
      },
      .init("tags", .list(.object("Term")), "The page's tags.") { $0.terms("tags") },
      .init("categories", .list(.object("Term")), "The page's categories.") {
        $0.terms("categories")
      },
      .init("authors", .list(.object("Term")), "Who wrote the page.") { $0.terms("authors") },
      .init("series", .list(.object("Term")), "The series the page belongs to.") {
        $0.terms("series")
      },
      .init("shareLinks", .list(.object("ShareLink")), "Plain links to pass the page on.") {
        view in
        let url = view.hub.config.site.url.absolute(view.url)
        return .list(ShareLinkView.all(title: view.title, url: url).map { .object($0) })
      },
      .init("isFeatured", .bool, "Whether the front matter says 'featured: true'.") {
        .bool($0.text?.frontMatter.featured ?? false)
      },
      .init("hasShortcodes", .bool, "Whether the body has shortcodes, whose look a theme may load.")
      {
        .bool(!($0.shownText?.shortcodes.isEmpty ?? true))
      },
      .init("params", .dynamic, "What the front matter's 'params' says.") { view in
        .init(view.text?.frontMatter.params ?? .map([]))
      },
    ])
}

extension PageView {
  private func neighbour(_ other: Page.ID?) -> TemplateValue {
    other.map { .object(PageView(context, page: $0)) } ?? .null
  }

  private func terms(_ taxonomy: String) -> TemplateValue {
    guard let id, let index = hub.config.content.taxonomies.firstIndex(of: taxonomy) else {
      return .list([])
    }
    return .list(hub.terms(of: id)[index].map { context.terms[$0] })
  }
}
