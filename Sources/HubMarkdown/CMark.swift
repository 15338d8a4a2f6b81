import CCMarkGFM
import Glibc

typealias Node = UnsafeMutablePointer<cmark_node>
typealias CParser = UnsafeMutablePointer<cmark_parser>

/// What of GitHub's Markdown is read besides CommonMark.
package struct MarkdownFeatures: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let tables = MarkdownFeatures(rawValue: 1)
  package static let strikethrough = MarkdownFeatures(rawValue: 2)
  package static let autolinks = MarkdownFeatures(rawValue: 4)
  package static let taskLists = MarkdownFeatures(rawValue: 8)
  package static let footnotes = MarkdownFeatures(rawValue: 16)
  package static let tagFilter = MarkdownFeatures(rawValue: 32)
  package static let smartPunctuation = MarkdownFeatures(rawValue: 64)

  package static let all: MarkdownFeatures = [
    .tables, .strikethrough, .autolinks, .taskLists, .footnotes, .tagFilter,
  ]
}

/// cmark-gfm, set up once for use on many threads.
///
/// While the library parses, it switches its extensions' special characters on and off in tables
/// that all threads share. Here `:`, `w` and `~` are switched on once and for ever: that only cuts
/// texts into more pieces, which the library joins again. Autolinks are then found without a list
/// of characters; strikethrough needs one, so its own is filed under a byte no document contains.
struct CMark: Sendable {
  static let shared = CMark()

  // Addresses, because a pointer to C's memory can't be Sendable; nothing writes there after init.
  private let table: UInt
  private let autolink: UInt
  private let taskList: UInt
  private let tagFilter: UInt
  private let strikethrough: UInt

  private init() {
    cmark_gfm_core_extensions_ensure_registered()
    let autolink = unsafe cmark_find_syntax_extension("autolink")
    let strikethrough = unsafe cmark_find_syntax_extension("strikethrough")
    let parser = unsafe cmark_parser_new(CMARK_OPT_DEFAULT)
    unsafe cmark_parser_attach_syntax_extension(parser, autolink)
    unsafe cmark_parser_attach_syntax_extension(parser, strikethrough)
    unsafe cmark_manage_extensions_special_characters(parser, 1)
    unsafe cmark_parser_free(parser)
    unsafe cmark_syntax_extension_set_special_inline_chars(autolink, nil)
    self.autolink = UInt(bitPattern: autolink)
    self.strikethrough = unsafe UInt(bitPattern: hubgen_strikethrough_new(strikethrough))
    table = unsafe UInt(bitPattern: cmark_find_syntax_extension("table"))
    taskList = unsafe UInt(bitPattern: cmark_find_syntax_extension("tasklist"))
    tagFilter = unsafe UInt(bitPattern: cmark_find_syntax_extension("tagfilter"))
  }

  /// The largest body that is parsed in an arena; a larger tree lies closer together with malloc,
  /// which uses a piece of memory again as soon as the parser has given it back.
  static let largestArenaBody = 100_000

  /// A parser for one document, to be freed by the caller.
  func makeParser(_ features: MarkdownFeatures) -> CParser? {
    unsafe attach(features, to: cmark_parser_new(options(features)))
  }

  /// Whether a body's tree goes with its arena and need not be freed.
  static func usesArena(bodyCount: Int) -> Bool { bodyCount <= largestArenaBody }

  /// Runs a closure with a parser whose memory, its tree's too, is given back at once afterwards.
  func withParser<Result>(
    _ features: MarkdownFeatures, bodyCount: Int, _ body: (CParser) -> Result
  ) -> Result? {
    guard Self.usesArena(bodyCount: bodyCount) else {
      guard let parser = unsafe makeParser(features) else { return nil }
      defer { unsafe cmark_parser_free(parser) }
      return unsafe body(parser)
    }
    defer { hubgen_arena_end() }
    let parser = unsafe attach(features, to: hubgen_arena_parser_new(options(features)))
    guard let parser = unsafe parser else { return nil }
    return unsafe body(parser)
  }

  private func attach(_ features: MarkdownFeatures, to parser: CParser?) -> CParser? {
    guard let parser = unsafe parser else { return nil }
    for (feature, address) in [
      (MarkdownFeatures.tables, table), (.autolinks, autolink), (.strikethrough, strikethrough),
      (.taskLists, taskList), (.tagFilter, tagFilter),
    ] where features.contains(feature) {
      let pointer = unsafe UnsafeMutablePointer<cmark_syntax_extension>(bitPattern: address)
      unsafe cmark_parser_attach_syntax_extension(parser, pointer)
    }
    return unsafe parser
  }

  func options(_ features: MarkdownFeatures) -> Int32 {
    var options = CMARK_OPT_UNSAFE
    if features.contains(.footnotes) { options |= CMARK_OPT_FOOTNOTES }
    if features.contains(.smartPunctuation) { options |= CMARK_OPT_SMART }
    return options
  }
}

/// The HTML that cmark-gfm's own renderer writes: the measure for tests and benchmarks only.
package func cmarkReferenceHTML(_ body: [UInt8], features: MarkdownFeatures) -> [UInt8] {
  guard let parser = unsafe CMark.shared.makeParser(features) else { return [] }
  defer { unsafe cmark_parser_free(parser) }
  unsafe body.withUnsafeBytes { bytes in
    unsafe cmark_parser_feed(parser, bytes.baseAddress, bytes.count)
  }
  guard let root = unsafe cmark_parser_finish(parser) else { return [] }
  defer { unsafe cmark_node_free(root) }
  let extensions = unsafe cmark_parser_get_syntax_extensions(parser)
  let html = unsafe cmark_render_html(root, CMark.shared.options(features), extensions)
  guard let html = unsafe html else { return [] }
  defer { unsafe cmark_get_default_mem_allocator().pointee.free(html) }
  return unsafe Array(UnsafeRawBufferPointer(start: html, count: Int(strlen(html))))
}
