/// A page of the hub that has, or may have, a Markdown file.
package struct Page: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case home, section, article, page
    /// What an author wrote for a taxonomy or for one of its terms; the lists themselves need none.
    case taxonomy, term
  }

  /// The index of the page in `Hub.pages`.
  package typealias ID = Int

  /// What its file says and where it lies; shared by all copies of the page.
  package let text: PageText
  package var url: URLPath
  /// The address for each of `document.references`, as it stands in the site's own pages.
  package var addresses: [Address]
  /// The addresses for each of `text.shortcodeReferences`: one, or those of a folder's pictures.
  package var shortcodeAddresses: [[Address]]
  package var image: Picture?
  /// The template that shows it, without `.html`; nil for that of its kind.
  package var layout: String?
  /// The next older article of the section in the same language.
  package var previous: ID?
  /// The next newer article of the section in the same language.
  package var next: ID?
  /// The page itself and its translations in the order of the languages.
  package var translations: [ID]
  /// The terms of each taxonomy of the hub, in the taxonomies' order.
  package var terms: [[Term.ID]]

  package var kind: Kind { text.kind }
  package var file: String? { text.file }
  package var identity: String { text.identity }
  package var folder: String { text.folder }
  package var isBundle: Bool { text.isBundle }
  package var language: Int { text.language }
  package var section: String { text.section }
  package var frontMatter: FrontMatter { text.frontMatter }
  package var document: MarkdownDocument { text.document }
  package var title: String { text.frontMatter.title }

  /// When the page last changed, as its author says.
  package var lastChange: Timestamp? { text.lastChange }

  package init(_ text: PageText) {
    self.text = text
    url = .home
    addresses = []
    shortcodeAddresses = []
    image = nil
    layout = nil
    previous = nil
    next = nil
    translations = []
    terms = []
  }
}

/// What a page's file says and where it lies: large, and never changed once the file is parsed.
package final class PageText: Sendable {
  package let kind: Page.Kind
  /// The Markdown file relative to the hub; nil for a home or section page that nobody wrote.
  package let file: String?
  /// The path in `content/` without language and extension, the same for all translations:
  /// `articles/launch`, `articles` for that section, empty for the home page.
  package let identity: String
  /// The folder in `content/` from which relative links start, without a trailing slash.
  package let folder: String
  /// Whether the page owns its folder (`launch/index.md`) and the files in it.
  package let isBundle: Bool
  /// The index of the language in `HubConfig.languages.all`.
  package let language: Int
  /// The first folder below `content/`, empty at the top.
  package let section: String
  package let frontMatter: FrontMatter
  package let document: MarkdownDocument
  /// For each of `document.shortcodes`: its arguments.
  package let shortcodes: [ShortcodeCall]
  package let shortcodeReferences: [ShortcodeReference]

  package init(
    kind: Page.Kind, file: String?, identity: String, folder: String, isBundle: Bool = false,
    language: Int, section: String, frontMatter: FrontMatter, document: MarkdownDocument,
    shortcodes: [ShortcodeCall] = [], shortcodeReferences: [ShortcodeReference] = []
  ) {
    self.kind = kind
    self.file = file
    self.identity = identity
    self.folder = folder
    self.isBundle = isBundle
    self.language = language
    self.section = section
    self.frontMatter = frontMatter
    self.document = document
    self.shortcodes = shortcodes
    self.shortcodeReferences = shortcodeReferences
  }

  /// When the page last changed, as its author says.
  package var lastChange: Timestamp? { frontMatter.updated ?? frontMatter.date }

  /// What its author says of it, else the beginning of the text.
  package var summary: String? {
    frontMatter.description ?? (document.excerpt.isEmpty ? nil : document.excerpt)
  }
}

/// Where a reference of a document leads, once every page has an address.
package struct Address: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// A path of the site, with a query and fragment if there are any.
    case site(URLPath, suffix: String)
    /// A place in the same page: `#heading`.
    case fragment(String)
    /// As written.
    case verbatim(String)
  }

  package var target: Target
  /// For images: the size in pixels.
  package var size: PixelSize?

  package init(_ target: Target, size: PixelSize? = nil) {
    self.target = target
    self.size = size
  }
}

/// Width and height of an image, in pixels.
package struct PixelSize: Hashable, Sendable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A picture with its address in the site, or elsewhere.
package struct Picture: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    case site(URLPath)
    case absolute(String)
  }

  package var source: Source
  package var alt: String
  package var size: PixelSize?

  package init(source: Source, alt: String, size: PixelSize? = nil) {
    self.source = source
    self.alt = alt
    self.size = size
  }

  /// Whether the networks can show it: they take no SVG.
  package var isRaster: Bool {
    let path =
      switch source {
      case .site(let path): path.description
      case .absolute(let url): url
      }
    return !path.lowercased().hasSuffix(".svg")
  }
}
