import CCMarkGFM
import HubDiagnostics
import HubModel

/// How a document is written.
struct WriterOptions {
  var dialect: MarkdownParser.Dialect
  var rawHTML: MarkdownConfig.RawHTML
  var labels: MarkdownLabels
  var features: MarkdownFeatures
  /// The hub's own address, as `MarkdownParser.site` gives it.
  var site = ""

  var isHub: Bool { dialect == .hub }
}

/// Walks the tree once and writes the HTML, the plain text, the outline and every warning.
struct DocumentWriter {
  let source: Source
  let options: WriterOptions
  var html: HTMLBuffer
  var plain: PlainText
  var references: [MarkdownDocument.Reference] = []
  var outline: [MarkdownDocument.Heading] = []
  var otherAnchors: [String] = []
  /// The same, to look ids up in.
  var usedAnchors: Set<String> = []
  var diagnostics: [Diagnostic] = []
  var headingIDs = HeadingIDs()
  /// How much of `plain` stood before `<!--more-->`.
  var moreMark: Int?

  // The state of the walk.
  var place: BlockPlace
  var openLinks: [OpenLink] = []
  var openAlerts: [UInt] = []
  var openTables: [TableState] = []
  var openTaskLabel = false
  var lastHeadingLevel = 1
  var footnoteCount = 0
  var writtenBackReferences = 0
  var usedFootnotes: Set<String> = []
  /// Bytes of text, code and alternative text so far: tells a link without any.
  var visibleBytes = 0
  var sourceNotes: SourceNotes
  /// Nil in documents without any.
  var shortcodes: ShortcodePlacement?
  /// Whether the paragraph being written has no `<p>`, as it holds nothing but shortcodes.
  var isBareParagraph = false

  init(source: Source, options: WriterOptions, shortcodes: ShortcodePlacement? = nil) {
    self.source = source
    self.options = options
    self.shortcodes = shortcodes
    html = HTMLBuffer(capacity: source.bytes.count + source.bytes.count / 3 + 64)
    plain = PlainText(capacity: source.bytes.count)
    place = BlockPlace(range: 0..<source.bytes.count)
    sourceNotes = SourceNotes(source)
  }

  mutating func write(_ root: Node) {
    if options.isHub {
      unsafe replaceForbiddenCharacters(below: root)
      unsafe reserveAnchors(root)
    }
    var node = unsafe root
    while true {
      if unsafe enter(node) {
        if let child = unsafe node.pointee.first_child {
          unsafe node = child
          continue
        }
        unsafe leave(node)
      }
      if unsafe node == root { break }
      while unsafe node.pointee.next == nil {
        guard let parent = unsafe node.pointee.parent else { return }
        unsafe node = parent
        unsafe leave(node)
        if unsafe node == root { return endDocument() }
      }
      guard let next = unsafe node.pointee.next else { return }
      unsafe node = next
    }
    endDocument()
  }

  private mutating func endDocument() {
    if footnoteCount > 0 { html.append("</ol>\n</section>\n") }
    if options.isHub { reportFootnotes() }
    if let shortcodes { diagnostics += shortcodes.problems() }
  }

  /// Everything that was gathered.
  func finish(
    languageCode: String, keepsPlainText: Bool
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    guard !diagnostics.hasErrors else { return (MarkdownDocument(), diagnostics) }
    let excerpt = Excerpt(text: plain, languageCode: languageCode)
    let document = MarkdownDocument(
      html: html.bytes, references: references, shortcodes: shortcodes?.found ?? [],
      outline: outline, otherAnchors: otherAnchors,
      plainText: keepsPlainText ? String(decoding: plain.bytes, as: UTF8.self) : "",
      textBlocks: keepsPlainText ? plain.textBlocks() : [],
      linkTexts: keepsPlainText ? plain.linkTexts() : [],
      excerpt: moreMark.map(excerpt.before) ?? excerpt.sentences(), hasMoreMark: moreMark != nil,
      wordCount: wordCount(plain.bytes))
    return (document, diagnostics)
  }

  /// Writes what stands before a node's children; false where they are not to be walked.
  private mutating func enter(_ node: Node) -> Bool {
    switch unsafe hubgen_node_kind(node) {
    case .text: unsafe writeText(node)
    case .softBreak: writeSoftBreak()
    case .lineBreak: writeLineBreak()
    case .code: unsafe writeCode(node)
    case .htmlInline: unsafe writeInlineHTML(node)
    case .footnoteReference: unsafe writeFootnoteReference(node)
    case .image: unsafe writeImage(node)
    case .emphasis: return append("<em>")
    case .strong: return append("<strong>")
    case .strikethrough: return append("<del>")
    case .link: return unsafe openLink(node)
    case .paragraph: return unsafe openParagraph(node)
    case .heading: return unsafe openHeading(node)
    case .blockQuote: return unsafe openQuote(node)
    case .list: return unsafe openList(node)
    case .item: return unsafe openItem(node)
    case .codeBlock: unsafe writeCodeBlock(node)
    case .htmlBlock: unsafe writeHTMLBlock(node)
    case .thematicBreak: writeThematicBreak()
    case .footnoteDefinition: return unsafe openFootnote(node)
    case .table: return unsafe openTable(node)
    case .tableRow: return unsafe openRow(node)
    case .tableCell: return unsafe openCell(node)
    case .document, .other: return true
    }
    return false
  }

  /// Writes what stands after a node's children.
  private mutating func leave(_ node: Node) {
    switch unsafe hubgen_node_kind(node) {
    case .emphasis: html.append("</em>")
    case .strong: html.append("</strong>")
    case .strikethrough: html.append("</del>")
    case .link: closeLink()
    case .paragraph: unsafe closeParagraph(node)
    case .heading: unsafe closeHeading(node)
    case .blockQuote: unsafe closeQuote(node)
    case .list: unsafe closeList(node)
    case .item: html.append("</li>\n")
    case .footnoteDefinition: unsafe closeFootnote(node)
    case .table: closeTable()
    case .tableRow: unsafe closeRow(node)
    case .tableCell: closeCell()
    default: break
    }
  }

  private mutating func append(_ tag: StaticString) -> Bool {
    html.append(tag)
    return true
  }

  mutating func warn(
    _ id: String, _ message: String, at place: SourceLocation, notes: [String] = []
  ) {
    guard options.isHub else { return }
    diagnostics.append(.warning(id, message, at: place, notes: notes))
  }
}
