import CCMarkGFM
import HubDiagnostics

/// Bounds on what the inline parser is given: looked at once the blocks are known.
///
/// Brackets, quotes and angle brackets without a partner make cmark-gfm read a paragraph again for
/// each of them. A short paragraph can't cost much; a long one may hold only so many of them.
@safe struct InlineBounds {
  static let shortParagraph = 4_096
  /// Marks times bytes, in all long paragraphs together.
  static let mostWork = 60_000_000
  /// Bytes that the uses of link reference definitions may copy.
  static let mostReferenceBytes = 32_000_000

  private let source: Source
  private let root: Node

  init(source: Source, root: Node) {
    self.source = source
    unsafe self.root = root
  }

  /// Walks the blocks; the first problem ends the walk.
  func diagnostics() -> [Diagnostic] {
    var work = 0
    var depth = 0
    var node = unsafe root
    while true {
      let content = unsafe Bytes(
        start: node.pointee.content.ptr, count: Int(node.pointee.content.size))
      if content.count > Self.shortParagraph {
        work += content.count * marks(in: content)
        if work > Self.mostWork { return [workError(unsafe Int(node.pointee.start_line))] }
      }
      if let child = unsafe node.pointee.first_child {
        unsafe node = child
        depth += 1
        guard depth <= BlockBounds.deepestNesting * 2 else {
          return [depthError(unsafe Int(node.pointee.start_line))]
        }
        continue
      }
      while unsafe node.pointee.next == nil {
        guard let parent = unsafe node.pointee.parent else { return [] }
        unsafe node = parent
        depth -= 1
      }
      guard let next = unsafe node.pointee.next else { return [] }
      unsafe node = next
    }
  }

  /// How many bytes may begin something that is then looked for to the end of the paragraph.
  private func marks(in content: Bytes) -> Int {
    var marks = 0
    for index in 0..<content.count {
      switch content[index] {
      case 0x21, 0x22, 0x26...0x2A, 0x3A...0x3C, 0x40, 0x5B...0x5D, 0x5F, 0x60, 0x7E: marks += 1
      case UInt8(ascii: "w"):
        if content.hasPrefix("www.", at: index) { marks += 1 }
      default: continue
      }
    }
    return marks
  }

  /// The bytes that every `]` would copy if each used the longest link reference definition.
  static func referenceBomb(_ parser: CParser, source: Source) -> Diagnostic? {
    let longest = unsafe max(hubgen_longest_reference(parser), longestInOpenParagraph(parser))
    guard longest > 64 else { return nil }
    var uses = 0
    var index = 0
    while let close = source.bytes.firstIndex(of: UInt8(ascii: "]"), from: index) {
      uses += 1
      index = close + 1
    }
    guard uses * longest > mostReferenceBytes else { return nil }
    return .error(
      "reference-too-long",
      "a link reference definition of \(longest) bytes is too long for \(uses) brackets",
      at: SourceLocation(file: source.file))
  }

  /// The same for definitions in the last paragraph, which the parser has not yet closed.
  private static func longestInOpenParagraph(_ parser: CParser) -> Int {
    guard let current = unsafe parser.pointee.current,
      unsafe current.pointee.type == UInt16(CMARK_NODE_PARAGRAPH.rawValue),
      let text = unsafe current.pointee.content.ptr,
      unsafe current.pointee.content.size > 64, unsafe text.pointee == UInt8(ascii: "["),
      let second = unsafe CMark.shared.makeParser([])
    else { return 0 }
    defer { unsafe cmark_parser_free(second) }
    let size = unsafe Int(current.pointee.content.size)
    unsafe text.withMemoryRebound(to: CChar.self, capacity: size) { text in
      unsafe cmark_parser_feed(second, text, size)
    }
    unsafe cmark_parser_feed(second, "\n\n", 2)
    return unsafe hubgen_longest_reference(second)
  }

  /// What it costs to look for a table's header in the paragraph that is open now.
  static func headerWork(_ parser: CParser) -> Int {
    guard let current = unsafe parser.pointee.current,
      unsafe current.pointee.type == UInt16(CMARK_NODE_PARAGRAPH.rawValue)
    else { return 0 }
    let content = unsafe Bytes(
      start: current.pointee.content.ptr, count: Int(current.pointee.content.size))
    var lines = 1
    var index = 0
    while let feed = content.firstIndex(of: 0x0A, from: index) {
      lines += 1
      index = feed + 1
    }
    return lines * content.count
  }

  private func workError(_ line: Int) -> Diagnostic {
    .error(
      "paragraph-too-complex",
      "a paragraph this long may not hold this many brackets, quotes and other marks",
      at: source.location(at: source.range(ofLine: line).lowerBound),
      notes: ["part it with empty lines, or make a code block of it"])
  }

  private func depthError(_ line: Int) -> Diagnostic {
    .error(
      "nesting-too-deep",
      "blocks may be nested at most \(BlockBounds.deepestNesting) deep",
      at: source.location(at: source.range(ofLine: line).lowerBound))
  }
}
