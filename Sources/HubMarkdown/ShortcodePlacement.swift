import HubDiagnostics
import HubModel

/// Which tags of shortcodes the walk has met, and which of them belong together.
struct ShortcodePlacement {
  /// How deep shortcodes may stand in each other.
  static let deepest = 16

  private enum Fate { case unseen, done, misplaced }

  private struct Open {
    /// The index in `found`.
    var shortcode: Int
    /// The block in which the tag stands.
    var container: UInt
  }

  let tags: [ShortcodeTag]
  private let masked: [UInt8]
  /// With the tags as they were written.
  private let source: Source
  private var fates: [Fate]
  private var open: [Open] = []
  /// By name: the one that was closed while a tag of that name stood open in it.
  private var leftOpen: [String: String] = [:]
  private(set) var found: [Shortcode] = []
  private var nesting: [Diagnostic] = []

  init(_ tags: ShortcodeTags, in source: Source) {
    self.tags = tags.tags
    masked = tags.masked
    self.source = source
    fates = Array(repeating: .unseen, count: tags.tags.count)
  }

  // MARK: Marks

  func holdsMark(_ text: Bytes) -> Bool {
    text.firstIndex(of: ShortcodeTags.start) != nil
      || text.firstIndex(of: ShortcodeTags.unfinished) != nil
  }

  /// The mark whose control character stands at an offset.
  private func mark(_ text: Bytes, at offset: Int) -> (range: Range<Int>, tag: Int)? {
    guard let tag = ShortcodeTags.number(text, at: offset), tags.indices.contains(tag) else {
      return nil
    }
    return masked.withBytes { masked in
      let mark = masked[tags[tag].range]
      guard let lead = mark.firstIndex(of: text[offset]), offset >= lead,
        text.hasPrefix(mark, at: offset - lead)
      else { return nil }
      return (offset - lead..<offset - lead + mark.count, tag)
    }
  }

  /// Visits the stretches of a text in their order: marks with their tag, others with nil.
  func forEachPart(of text: Bytes, _ body: (Bytes, _ tag: Int?) -> Void) {
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte <= ShortcodeTags.unfinished, let (range, tag) = mark(text, at: index),
        range.lowerBound >= start
      {
        if start < range.lowerBound { body(text[start..<range.lowerBound], nil) }
        body(text[range], tag)
        start = range.upperBound
        index = start
      } else {
        index += 1
      }
    }
    if start < text.count { body(text[start..<text.count], nil) }
  }

  /// The tag of the one mark that is all of a text but white space.
  func onlyMark(in text: Bytes) -> Int? {
    let text = text.trimmed
    var only: Int?
    forEachPart(of: text) { part, tag in
      if part.count == text.count { only = tag }
    }
    return only
  }

  /// How the tag was written.
  func written(_ tag: Int) -> Bytes { source.bytes[tags[tag].range] }

  /// What an escaped tag shows, or one that is none here.
  func shown(_ tag: Int) -> String {
    let text = written(tag)
    if tags[tag].kind == .foreign { return text.string }
    return "{{<" + text[5..<text.count - 5].string + ">}}"
  }

  // MARK: Fates

  /// Notes that a tag is code or a comment, where it means nothing.
  mutating func ignore(_ tag: Int) {
    if fates[tag] == .unseen { fates[tag] = .done }
  }

  /// Notes that tags stand where nothing can be put.
  mutating func reject(marksIn text: Bytes) {
    guard holdsMark(text) else { return }
    var rejected: [Int] = []
    forEachPart(of: text) { _, tag in
      if let tag { rejected.append(tag) }
    }
    for tag in rejected { fates[tag] = .misplaced }
  }

  /// Notes a tag at an offset of the HTML, in a block or, where no block may stand, in a text.
  mutating func place(_ number: Int, at offset: Int, in container: UInt, isInText: Bool) {
    guard fates[number] == .unseen else { return }
    let tag = tags[number]
    // Its own problem is reported as if the tag had not been met.
    if tag.problem == nil { fates[number] = .done }
    switch tag.kind {
    case .escaped, .unfinished, .foreign: break
    case .opening, .selfClosing:
      if tag.kind == .opening { open.append(Open(shortcode: found.count, container: container)) }
      var shortcode = Shortcode(
        name: tag.name, span: tag.nameSpan, arguments: tag.arguments, html: offset..<offset)
      shortcode.isSelfClosing = tag.kind == .selfClosing
      shortcode.isInText = isInText
      found.append(shortcode)
    case .closing: close(tag, at: offset, in: container)
    }
  }

  private mutating func close(_ tag: ShortcodeTag, at offset: Int, in container: UInt) {
    let place = SourceLocation(file: source.file, span: tag.nameSpan)
    guard let index = open.lastIndex(where: { found[$0.shortcode].name == tag.name }) else {
      if let outer = leftOpen[tag.name] {
        nesting.append(
          .error(
            "shortcode-nesting", "'\(tag.name)' is closed after '\(outer)', in which it was opened",
            at: place, notes: ["close '\(tag.name)' before '\(outer)'"]))
      } else {
        let names = open.map { found[$0.shortcode].name }
        nesting.append(
          .error(
            "shortcode-nesting", "'\(tag.name)' is closed but was not opened", at: place,
            notes: didYouMean(tag.name, in: names)))
      }
      return
    }
    let first = open[index]
    for inner in open[(index + 1)...] { leftOpen[found[inner.shortcode].name] = tag.name }
    open.removeSubrange(index...)
    if first.container != container {
      nesting.append(
        Diagnostic(
          id: "shortcode-nesting",
          "the closing tag of '\(tag.name)' stands in another paragraph, list or quote", at: place,
          notes: [
            Diagnostic.Note(
              "opened here",
              at: SourceLocation(file: source.file, span: found[first.shortcode].span)),
            Diagnostic.Note("write each of the two tags on a line of its own"),
          ]))
    }
    let start = found[first.shortcode].html.lowerBound
    found[first.shortcode].html = start..<max(start, offset)
    found[first.shortcode].isClosed = true
    for inner in found.indices.suffix(from: first.shortcode + 1) { found[inner].depth += 1 }
  }

  /// All that is wrong, once the whole tree has been walked.
  func problems() -> [Diagnostic] {
    var problems = nesting
    for (tag, fate) in zip(tags, fates) where fate != .done {
      problems.append(
        (tag.kind == .foreign && fate == .misplaced ? nil : tag.problem)
          ?? .error(
            "shortcode-place", "a shortcode can't stand here",
            at: source.location(at: tag.range.lowerBound, length: tag.range.count),
            notes: [
              "it stands on a line of its own or in a text, not in an address, a title, a tag or a footnote that nothing refers to"
            ]))
    }
    if let deep = found.first(where: { $0.depth >= Self.deepest }) {
      problems.append(
        .error(
          "shortcode-nesting", "shortcodes stand at most \(Self.deepest) deep in each other",
          at: SourceLocation(file: source.file, span: deep.span)))
    }
    return problems
  }
}
