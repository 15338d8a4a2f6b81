import CCMarkGFM
package import HubDiagnostics
package import HubModel

/// Turns Markdown bodies into documents; one value serves any number of threads at once.
package struct MarkdownParser: Sendable {
  /// How the HTML is written.
  package enum Dialect: Sendable {
    /// For pages: HTML5, heading ids, alerts, local addresses left open.
    case hub
    /// Byte for byte what cmark-gfm writes, for conformance tests.
    case reference
  }

  package var config: MarkdownConfig
  package var languageCode: String
  package var labels: MarkdownLabels
  package var dialect: Dialect
  package var features: MarkdownFeatures
  /// Whether documents carry their `plainText`, which only teasers are cut from.
  package var keepsPlainText: Bool
  /// The hub's own address without a slash at its end, to which links are local ones; or empty.
  package var site: String

  package init(
    config: MarkdownConfig = MarkdownConfig(), languageCode: String = "en",
    labels: MarkdownLabels = MarkdownLabels(), dialect: Dialect = .hub,
    features: MarkdownFeatures = .all, site: String = "", keepsPlainText: Bool = true
  ) {
    self.config = config
    self.languageCode = languageCode
    self.labels = labels
    self.dialect = dialect
    self.features = features
    self.keepsPlainText = keepsPlainText
    self.site = site
    if config.smartPunctuation { self.features.insert(.smartPunctuation) }
  }

  /// Parses a body.
  ///
  /// - Parameters:
  ///   - body: UTF-8, without front matter.
  ///   - file: the file as it is named in diagnostics.
  ///   - firstLine: the line of the file on which the body begins.
  /// - Returns: the document, empty if there is an error, and every problem found.
  package func parse(
    _ body: some Collection<UInt8>, file: String, firstLine: Int = 1
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    let whole = body.withContiguousStorageIfAvailable { bytes in
      unsafe parse(Bytes(bytes), file: file, firstLine: firstLine)
    }
    if let whole { return whole }
    return Array(body).withBytes { parse($0, file: file, firstLine: firstLine) }
  }

  private func parse(
    _ bytes: Bytes, file: String, firstLine: Int
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    guard bytes.count <= BlockBounds.largestBody else {
      return (MarkdownDocument(), [BlockBounds.sizeError(bytes.count, file: file)])
    }
    let source = Source(bytes, file: file, firstLine: firstLine)
    let problems = TextCheck.diagnostics(for: source)
    guard problems.isEmpty else { return (MarkdownDocument(), problems) }
    guard dialect == .hub, let found = ShortcodeTags(source) else {
      return parse(source, shortcodes: nil)
    }
    if let problem = found.tooMany { return (MarkdownDocument(), [problem]) }
    return found.masked.withBytes { masked in
      parse(Source(masked, replacing: source), shortcodes: ShortcodePlacement(found, in: source))
    }
  }

  private func parse(
    _ source: Source, shortcodes: ShortcodePlacement?
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    var bounds = BlockBounds(source)
    let problems = bounds.check()
    guard problems.isEmpty else { return (MarkdownDocument(), problems) }
    let result = unsafe CMark.shared.withParser(features, bodyCount: source.bytes.count) {
      parser in
      unsafe write(source, shortcodes, bounds, parser)
    }
    return result ?? (MarkdownDocument(), [])
  }

  private func write(
    _ source: Source, _ shortcodes: ShortcodePlacement?, _ bounds: BlockBounds, _ parser: CParser
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    let errors = unsafe feed(source, to: parser, bounds: bounds)
    guard errors.isEmpty, let root = unsafe cmark_parser_finish(parser) else {
      return (MarkdownDocument(), errors)
    }
    defer {
      if !CMark.usesArena(bodyCount: source.bytes.count) { unsafe cmark_node_free(root) }
    }
    let options = WriterOptions(
      dialect: dialect, rawHTML: config.rawHTML, labels: labels, features: features,
      site: site)
    var writer = DocumentWriter(source: source, options: options, shortcodes: shortcodes)
    unsafe writer.write(root)
    return writer.finish(languageCode: languageCode, keepsPlainText: keepsPlainText)
  }

  /// Gives the parser the text and checks what it has made of it before inlines are parsed.
  private func feed(_ source: Source, to parser: CParser, bounds: BlockBounds) -> [Diagnostic] {
    var start = 0
    var headerWork = 0
    for row in bounds.delimiterRows {
      unsafe feed(source.bytes[start..<row], to: parser)
      start = row
      headerWork += unsafe InlineBounds.headerWork(parser)
      if headerWork > BlockBounds.mostHeaderWork { return [bounds.tableError(at: row)] }
    }
    unsafe feed(source.bytes[start..<source.bytes.count], to: parser)
    if let last = source.bytes.last, last != 0x0A, last != 0x0D {
      // The parser holds a last line back until it sees its end.
      unsafe feed(Bytes("\n"), to: parser)
    }
    if let bomb = unsafe InlineBounds.referenceBomb(parser, source: source) { return [bomb] }
    guard let root = unsafe parser.pointee.root else { return [] }
    return unsafe InlineBounds(source: source, root: root).diagnostics()
  }

  private func feed(_ bytes: Bytes, to parser: CParser) {
    guard !bytes.isEmpty else { return }
    unsafe UnsafeRawBufferPointer(bytes.buffer).withMemoryRebound(to: CChar.self) { text in
      unsafe cmark_parser_feed(parser, text.baseAddress, text.count)
    }
  }
}
