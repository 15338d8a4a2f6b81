/// A dated page as the sharing half sees it: what a teaser is cut from and where it leads.
package struct Article: Sendable {
  /// The same for all translations and after a move of the URL: the `id` of the front matter, else
  /// the content path without language.
  package var identity: String
  /// The Markdown file, relative to the hub.
  package var file: String
  package var language: Language
  /// The first folder below `content/`, empty at the top.
  package var section: String
  /// Absolute, without tracking parameters.
  package var canonicalURL: String
  /// Addresses that lead there, absolute.
  package var formerURLs: [String]
  package var frontMatter: FrontMatter
  package var date: Timestamp
  package var tags: [String]
  /// The text without markup; blocks are parted by an empty line.
  package var plainText: String
  /// The blocks of `plainText`, in order.
  package var textBlocks: [TextBlock]
  /// Links to other places of the hub: without them what the text says there may say little.
  package var links: [LinkText]
  package var authors: [String]
  package var excerpt: String
  /// The picture to share: an absolute URL and its alt text.
  package var image: ImageReference?

  package init(
    identity: String, file: String, language: Language, section: String, canonicalURL: String,
    formerURLs: [String] = [], frontMatter: FrontMatter, date: Timestamp, tags: [String] = [],
    authors: [String] = [], plainText: String = "", textBlocks: [TextBlock]? = nil,
    links: [LinkText] = [],
    excerpt: String = "", image: ImageReference? = nil
  ) {
    self.identity = identity
    self.file = file
    self.language = language
    self.section = section
    self.canonicalURL = canonicalURL
    self.formerURLs = formerURLs
    self.frontMatter = frontMatter
    self.date = date
    self.tags = tags
    self.authors = authors
    self.plainText = plainText
    self.links = links
    self.textBlocks = textBlocks ?? TextBlock.paragraphs(of: plainText)
    self.excerpt = excerpt
    self.image = image
  }
}

/// The words of a link.
package struct LinkText: Hashable, Sendable {
  package var text: String
  /// Whether they name another page, rather than say something.
  package var isTitle: Bool

  package init(_ text: String, isTitle: Bool) {
    self.text = text
    self.isTitle = isTitle
  }
}
