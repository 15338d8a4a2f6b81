import HubData
import HubModel
import HubTemplates

/// What templates may see: each declaration gives name, type, documentation and value at once.
enum Declarations {
  static let image = ObjectDeclaration<ImageView>(
    "Image", "A picture and the words for who can't see it.",
    fields: [
      .init("url", .string, "The address for src.") { .string($0.hub.href(of: $0.picture)) },
      .init("absoluteUrl", .string, "The absolute address.") {
        .string($0.hub.absoluteURL(of: $0.picture))
      },
      .init("alt", .string, "What the picture shows.") { .string($0.picture.alt) },
      .init("width", .optional(.int), "Pixels, where the format is known.") {
        $0.picture.size.map { .int($0.width) } ?? .null
      },
      .init("height", .optional(.int), "Pixels, where the format is known.") {
        $0.picture.size.map { .int($0.height) } ?? .null
      },
    ])

  static let heading = ObjectDeclaration<MarkdownDocument.Heading>(
    "Heading", "A heading of a body.",
    fields: [
      .init("level", .int, "1 to 6.") { .int($0.level) },
      .init("id", .string, "What follows # in a link to it.") { .string($0.id) },
      .init("text", .string, "Its words.") { .string($0.text) },
    ])

  static let link = ObjectDeclaration<LinkView>(
    "Link", "A title and where it leads.",
    fields: [
      .init("title", .string, "What the link says.") { .string($0.title) },
      .init("url", .string, "The address for href.") { $0.context.href($0.url) },
      .init("absoluteUrl", .string, "The absolute address.") { $0.context.absolute($0.url) },
    ])

  static let feed = ObjectDeclaration<FeedView>(
    "Feed", "A feed of the newest articles.",
    fields: [
      .init("title", .string, "Of the list it feeds.") {
        .string($0.context.hub.pages[$0.page].text.frontMatter.title)
      },
      .init("url", .string, "The address for href.") { view in
        view.context.href(
          view.context.hub.pages[view.page].url.appending(view.format.fileName, isFolder: false))
      },
      .init("type", .string, "The media type.") { .string($0.format.mediaType) },
      .init("format", .string, "atom, rss or json.") { .string($0.format.rawValue) },
    ])

  static let translation = ObjectDeclaration<TranslationView>(
    "Translation", "A page in one of its languages.",
    fields: [
      .init("language", .object("Language"), "The language.") {
        Declarations.language.value(
          LanguageView(
            context: $0.context, index: $0.context.hub.pages[$0.page].language))
      },
      .init("url", .string, "The address for href.") {
        $0.context.href($0.context.hub.pages[$0.page].url)
      },
      .init("absoluteUrl", .string, "The absolute address.") {
        $0.context.absolute($0.context.hub.pages[$0.page].url)
      },
      .init("title", .string, "The title in that language.") {
        .string($0.context.hub.pages[$0.page].text.frontMatter.title)
      },
      .init("isCurrent", .bool, "Whether it is the page itself.") { .bool($0.isCurrent) },
    ])

  static let language = ObjectDeclaration<LanguageView>(
    "Language", "One language of the hub.",
    fields: [
      .init("code", .string, "The BCP 47 tag, for lang and hreflang.") {
        .string($0.language.code)
      },
      .init("name", .string, "The language's own name for itself.") { .string($0.language.name) },
      .init("direction", .string, "ltr or rtl.") { .string($0.language.direction.rawValue) },
      .init("home", .string, "The address of its home page.") { view in
        view.context.hub.homes[view.index].map {
          view.context.href(view.context.hub.pages[$0].url)
        } ?? view.context.href(.home)
      },
    ])

  static let section = ObjectDeclaration<SectionView>(
    "Section", "A folder of pages with a list of its own.",
    fields: [
      .init("name", .string, "The folder's path.") { .string($0.section.identity) },
      .init("title", .string, "The section's title.") { .string($0.title) },
      .init("url", .string, "The address for href.") { $0.context.href($0.url) },
      .init("description", .optional(.string), "What the section holds.") {
        .init($0.description)
      },
      .init("count", .int, "Its articles.") { .int($0.section.articles.count) },
    ])

  static let term = ObjectDeclaration<TermView>(
    "Term", "A tag, category, author or series.",
    fields: [
      .init("name", .string, "As articles spell it.") { .string($0.term.name) },
      .init("url", .string, "The address of its list.") { $0.context.href($0.term.url) },
      .init("count", .int, "Its articles.") { .int($0.term.articles.count) },
      .init("taxonomy", .string, "tags, categories, authors, series …") {
        .string($0.context.hub.config.content.taxonomies[$0.term.taxonomy])
      },
    ])

  static let pagination = ObjectDeclaration<PaginationView>(
    "Pagination", "The place of a list page among its siblings.",
    fields: [
      .init("number", .int, "This page, from 1.") { .int($0.number) },
      .init("total", .int, "All pages of the list.") { .int($0.total) },
      .init("first", .string, "The address of the first page.") { $0.href(1) },
      .init("last", .string, "The address of the last page.") { $0.href($0.total) },
      .init("previous", .optional(.string), "The address of the page before, with newer articles.")
      {
        $0.number > 1 ? $0.href($0.number - 1) : .null
      },
      .init("next", .optional(.string), "The address of the page after, with older articles.") {
        $0.number < $0.total ? $0.href($0.number + 1) : .null
      },
    ])

  static let organization = ObjectDeclaration<Hub>(
    "Organization", "Who publishes the hub.",
    fields: [
      .init("name", .string, "Its name.") {
        .string($0.config.site.organization?.name ?? $0.config.site.title)
      },
      .init("logo", .optional(.string), "The address of its logo.") { hub in
        .init(hub.config.site.organization?.logo.map { hub.href(ofStatic: $0.value) })
      },
      .init("sameAs", .list(.string), "Its profiles elsewhere.") {
        .list(($0.config.site.organization?.sameAs ?? []).map { .string($0) })
      },
    ])
}
