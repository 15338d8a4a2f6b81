import HubModel
import HubTemplates

// The small things that templates see, each with the declaration of what they read from it.

/// A picture and the words for who can't see it.
final class ImageView: DeclaredObject {
  private let picture: Picture
  private let url: TemplateValue
  private let absoluteURL: TemplateValue

  init(hub: Hub, picture: Picture) {
    self.picture = picture
    url = .string(hub.href(of: picture))
    absoluteURL = .string(hub.absoluteURL(of: picture))
  }

  static let declaration = ObjectDeclaration<ImageView>(
    "Image", "A picture and the words for who can't see it.",
    fields: [
      .init("url", .string, "The address for src.") { $0.url },
      .init("absoluteUrl", .string, "The absolute address.") { $0.absoluteURL },
      .init("alt", .string, "What the picture shows.") { .string($0.picture.alt) },
      .init("width", .optional(.int), "Pixels, where the format is known.") {
        $0.picture.size.map { .int($0.width) } ?? .null
      },
      .init("height", .optional(.int), "Pixels, where the format is known.") {
        $0.picture.size.map { .int($0.height) } ?? .null
      },
    ])
}

/// A file of the theme's assets.
final class AssetView: DeclaredObject {
  private let asset: PublishedAsset
  private let site: SiteURL

  init(_ asset: PublishedAsset, _ site: SiteURL) {
    self.asset = asset
    self.site = site
  }

  static let declaration = ObjectDeclaration<AssetView>(
    "Asset", "A file of the theme's assets.",
    fields: [
      .init("url", .string, "The address with a fingerprint.") {
        .string($0.site.href($0.asset.url))
      },
      .init("integrity", .string, "Its SHA-384, for the attribute of that name.") {
        .string($0.asset.integrity)
      },
    ])
}

/// A heading of a body.
final class HeadingView: DeclaredObject {
  let heading: MarkdownDocument.Heading

  init(_ heading: MarkdownDocument.Heading) {
    self.heading = heading
  }

  static let declaration = ObjectDeclaration<HeadingView>(
    "Heading", "A heading of a body.",
    fields: [
      .init("level", .int, "1 to 6.") { .int($0.heading.level) },
      .init("id", .string, "What follows # in a link to it.") { .string($0.heading.id) },
      .init("text", .string, "Its words.") { .string($0.heading.text) },
    ])
}

/// A title and where it leads.
final class LinkView: DeclaredObject {
  let title: String
  let path: URLPath
  private let url: TemplateValue
  private let site: SiteURL

  init(_ title: String, _ path: URLPath, _ site: SiteURL) {
    self.title = title
    self.path = path
    self.site = site
    url = .string(site.href(path))
  }

  static let declaration = ObjectDeclaration<LinkView>(
    "Link", "A title and where it leads.",
    fields: [
      .init("title", .string, "What the link says.") { .string($0.title) },
      .init("url", .string, "The address for href.") { $0.url },
      .init("absoluteUrl", .string, "The absolute address.") {
        .string($0.site.absolute($0.path))
      },
    ])
}

/// A feed of the newest articles.
final class FeedView: DeclaredObject {
  private let title: String
  private let url: TemplateValue
  private let format: ContentConfig.FeedFormat

  /// The feed of a home or section page.
  init(_ hub: Hub, of page: Page.ID, _ format: ContentConfig.FeedFormat) {
    title = hub.pages[page].title
    url = .string(
      hub.config.site.url.href(hub.pages[page].url.appending(format.fileName, isFolder: false)))
    self.format = format
  }

  static let declaration = ObjectDeclaration<FeedView>(
    "Feed", "A feed of the newest articles.",
    fields: [
      .init("title", .string, "Of the list it feeds.") { .string($0.title) },
      .init("url", .string, "The address for href.") { $0.url },
      .init("type", .string, "The media type.") { .string($0.format.mediaType) },
      .init("format", .string, "atom, rss or json.") { .string($0.format.rawValue) },
    ])
}

/// A page in one of its languages.
final class TranslationView: DeclaredObject {
  private let context: SiteContext
  private let page: Page.ID
  private let isCurrent: Bool

  init(_ context: SiteContext, page: Page.ID, isCurrent: Bool) {
    self.context = context
    self.page = page
    self.isCurrent = isCurrent
  }

  static let declaration = ObjectDeclaration<TranslationView>(
    "Translation", "A page in one of its languages.",
    fields: [
      .init("language", .object("Language"), "The language.") {
        $0.context.languages[$0.context.hub.pages[$0.page].language]
      },
      .init("url", .string, "The address for href.") {
        $0.context.href($0.context.hub.pages[$0.page].url)
      },
      .init("absoluteUrl", .string, "The absolute address.") {
        $0.context.absolute($0.context.hub.pages[$0.page].url)
      },
      .init("title", .string, "The title in that language.") {
        .string($0.context.hub.pages[$0.page].title)
      },
      .init("isCurrent", .bool, "Whether it is the page itself.") { .bool($0.isCurrent) },
    ])
}

/// One language of the hub.
final class LanguageView: DeclaredObject {
  private let language: Language
  private let home: TemplateValue

  init(_ hub: Hub, _ index: Int) {
    language = hub.config.languages.all[index]
    let url = hub.homes[index].map { hub.pages[$0].url } ?? .home
    home = .string(hub.config.site.url.href(url))
  }

  static let declaration = ObjectDeclaration<LanguageView>(
    "Language", "One language of the hub.",
    fields: [
      .init("code", .string, "The BCP 47 tag, for lang and hreflang.") {
        .string($0.language.code)
      },
      .init("name", .string, "The language's own name for itself.") { .string($0.language.name) },
      .init("direction", .string, "ltr or rtl.") { .string($0.language.direction.rawValue) },
      .init("isRightToLeft", .bool, "Whether it is written from right to left.") {
        .bool($0.language.direction == .rightToLeft)
      },
      .init("ogLocale", .string, "As og:locale spells it: en_US.") {
        .string($0.language.ogLocale)
      },
      .init("home", .string, "The address of its home page.") { $0.home },
    ])
}

/// A folder of pages with a list of its own.
final class SectionView: DeclaredObject {
  private let name: String
  private let title: String
  private let url: TemplateValue
  private let description: String?
  private let count: Int

  init(_ hub: Hub, _ section: Section) {
    let page = hub.pages[section.page]
    name = section.identity
    title = page.title
    url = .string(hub.config.site.url.href(page.url))
    description = page.frontMatter.description
    count = section.articles.count
  }

  static let declaration = ObjectDeclaration<SectionView>(
    "Section", "A folder of pages with a list of its own.",
    fields: [
      .init("name", .string, "The folder's path.") { .string($0.name) },
      .init("title", .string, "The section's title.") { .string($0.title) },
      .init("url", .string, "The address for href.") { $0.url },
      .init("description", .optional(.string), "What the section holds.") {
        .init($0.description)
      },
      .init("count", .int, "Its articles.") { .int($0.count) },
    ])
}

/// The place of a list page among its siblings.
final class PaginationView: DeclaredObject {
  private let context: SiteContext
  private let base: URLPath
  private let number: Int
  private let total: Int

  init(_ context: SiteContext, base: URLPath, number: Int, total: Int) {
    self.context = context
    self.base = base
    self.number = number
    self.total = total
  }

  private func href(_ number: Int) -> TemplateValue { context.href(listURL(base, number: number)) }

  static let declaration = ObjectDeclaration<PaginationView>(
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
}
