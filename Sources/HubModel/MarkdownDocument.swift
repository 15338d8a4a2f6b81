package import HubDiagnostics

/// A parsed Markdown body: HTML with its local addresses left open, and what is known of the text.
package struct MarkdownDocument: Sendable {
  /// A heading of the body.
  package struct Heading: Hashable, Sendable {
    /// 1 to 6.
    package var level: Int
    /// Unique in the document; the target of `#id`.
    package var id: String
    /// The heading's words without markup.
    package var text: String

    package init(level: Int, id: String, text: String) {
      self.level = level
      self.id = id
      self.text = text
    }
  }

  /// A local link or image, whose address is known only once every page has one; links to and
  /// from footnotes are among them.
  package struct Reference: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case link, image
    }

    package var kind: Kind
    /// As written, percent-encoding and fragment included: `../other.md#heading`, `#heading`; or an
    /// absolute URL of the hub's own site.
    package var destination: String
    /// Where in `html` the address belongs: right after `href="` or `src="`.
    package var htmlOffset: Int
    /// In the file, front matter included.
    package var span: SourceSpan

    package init(kind: Kind, destination: String, htmlOffset: Int, span: SourceSpan) {
      self.kind = kind
      self.destination = destination
      self.htmlOffset = htmlOffset
      self.span = span
    }
  }

  /// UTF-8, with nothing at each reference's offset and nothing for a shortcode but what it encloses.
  package var html: [UInt8]
  /// In the order of `htmlOffset`.
  package var references: [Reference]
  /// In the order of their opening tags, each before those that stand in it.
  package var shortcodes: [Shortcode]
  package var outline: [Heading]
  /// Every id in the body besides the headings': footnotes and ids of raw HTML.
  package var otherAnchors: [String]
  /// The text without markup; empty unless it was asked for.
  ///
  /// Blocks are parted by an empty line.
  package var plainText: String
  /// The blocks of `plainText`, in order.
  package var textBlocks: [TextBlock]
  /// What links to other places of the hub say; empty unless the plain text was asked for.
  package var linkTexts: [String]
  /// What stands before `<!--more-->`, else whole sentences from the start; without markup.
  package var excerpt: String
  /// Whether the author set the end of the excerpt.
  package var hasMoreMark: Bool
  /// Whether the body has a mistake, so that nobody knows what stands in it.
  package var isBroken = false
  /// Words, each CJK character being half of one.
  package var wordCount: Int

  package init(
    html: [UInt8] = [], references: [Reference] = [], shortcodes: [Shortcode] = [],
    outline: [Heading] = [], otherAnchors: [String] = [], plainText: String = "",
    textBlocks: [TextBlock] = [], linkTexts: [String] = [], excerpt: String = "",
    hasMoreMark: Bool = false, wordCount: Int = 0
  ) {
    self.html = html
    self.references = references
    self.shortcodes = shortcodes
    self.outline = outline
    self.otherAnchors = otherAnchors
    self.plainText = plainText
    self.textBlocks = textBlocks
    self.linkTexts = linkTexts
    self.excerpt = excerpt
    self.hasMoreMark = hasMoreMark
    self.wordCount = wordCount
  }
}
