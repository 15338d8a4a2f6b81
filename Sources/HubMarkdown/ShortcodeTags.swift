import HubDiagnostics
import HubModel

/// One tag of a shortcode as it stands in the source.
struct ShortcodeTag {
  enum Kind {
    case opening, closing, selfClosing
    /// `{{</* name */>}}`, which is shown as a tag without its asterisks.
    case escaped
    /// `{{<` without an end.
    case unfinished
    /// `{{% name %}}`, which is a shortcode elsewhere and text here.
    case foreign

    /// Whether it is shown as a text.
    var isShown: Bool { self == .escaped || self == .foreign }
  }

  var kind: Kind
  /// In the source, braces included.
  var range: Range<Int>
  var name = ""
  var nameSpan: SourceSpan
  var arguments: [Shortcode.Argument] = []
  /// What is wrong within the tag; of no matter where the tag stands in code.
  var problem: Diagnostic?
}

/// The tags of a body, and the body with a mark in the place of each.
///
/// Marks let cmark-gfm read the Markdown around shortcodes. A mark is as long as its tag, so that
/// every other place stays what it was, and holds a control character, which no body has, and the
/// tag's number. A tag alone on its line becomes a processing instruction, which is a block of raw
/// HTML; any other becomes text. What the library takes for code is put back as it was written.
struct ShortcodeTags {
  /// Tags in one body; a mark has room for the number of any of them.
  static let most = 2_000
  static let start: UInt8 = 0x01
  static let unfinished: UInt8 = 0x02
  private static let digits = Array(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  private(set) var tags: [ShortcodeTag] = []
  private(set) var masked: [UInt8]
  /// The problem of a body with more tags than there may be.
  private(set) var tooMany: Diagnostic?

  /// Nil for a body without any.
  init?(_ source: Source) {
    let bytes = source.bytes
    let mark = Bytes("{{")
    guard var start = bytes.firstIndex(of: mark, before: bytes.count) else { return nil }
    masked = bytes.array
    let bounds = BlockBounds(source)
    while true {
      var next = start + 1
      if let tag = Self.tag(source, at: start) {
        guard tags.count < Self.most else {
          tooMany = .error(
            "too-many-shortcodes", "a page has at most \(Self.most) tags of shortcodes",
            at: source.location(at: start, length: mark.count + 1))
          return
        }
        mask(tag, isBlock: Self.isAlone(tag, in: source, bounds))
        tags.append(tag)
        next = tag.range.upperBound
      }
      guard let found = bytes.firstIndex(of: mark, from: next, before: bytes.count) else { break }
      start = found
    }
    if tags.isEmpty { return nil }
  }

  /// The tag whose two braces stand at an offset, or nil where they begin none.
  private static func tag(_ source: Source, at start: Int) -> ShortcodeTag? {
    let bytes = source.bytes
    guard start + 2 < bytes.count, !isEscaped(start, in: bytes) else { return nil }
    switch bytes[start + 2] {
    case UInt8(ascii: "<"): return ShortcodeSyntax.read(source, at: start)
    case UInt8(ascii: "%"): return foreign(source, at: start)
    default: return nil
    }
  }

  /// A tag as other generators write it, on one line.
  private static func foreign(_ source: Source, at start: Int) -> ShortcodeTag? {
    let bytes = source.bytes
    let line = bytes.firstIndex(of: 0x0A, from: start) ?? bytes.count
    guard let end = bytes.firstIndex(of: Bytes("%}}"), from: start + 3, before: line) else {
      return nil
    }
    var index = start + 3
    while index < end, bytes[index].isWhitespace { index += 1 }
    let nameStart = index
    while index < end,
      bytes[index].isASCIILetter || bytes[index].isASCIIDigit || bytes[index] == UInt8(ascii: "-")
        || bytes[index] == UInt8(ascii: "_")
    {
      index += 1
    }
    guard index > nameStart else { return nil }
    let name = bytes[nameStart..<index].string
    var tag = ShortcodeTag(
      kind: .foreign, range: start..<end + 3, name: name,
      nameSpan: source.span(at: nameStart, length: index - nameStart))
    tag.problem = .warning(
      "shortcode-syntax", "'{{% \(name) %}}' is no shortcode here: it is published as text",
      at: source.location(at: start, length: end + 3 - start),
      notes: ["write {{< \(name) >}}, or put it between backticks to show it"])
    return tag
  }

  /// Whether an odd number of backslashes stands before an offset.
  private static func isEscaped(_ offset: Int, in bytes: Bytes) -> Bool {
    var index = offset
    while index > 0, bytes[index - 1] == UInt8(ascii: "\\") { index -= 1 }
    return (offset - index) % 2 == 1
  }

  /// Whether nothing but quotes and list items begins before a tag on its line, and nothing follows.
  private static func isAlone(_ tag: ShortcodeTag, in source: Source, _ bounds: BlockBounds) -> Bool
  {
    guard !tag.kind.isShown, tag.kind != .unfinished else { return false }
    let line = source.range(
      ofLine: source.span(at: tag.range.lowerBound).line - source.firstLine + 1)
    guard bounds.prefix(line).text == tag.range.lowerBound else { return false }
    var index = tag.range.upperBound
    while index < source.bytes.count, source.bytes[index].isWhitespace {
      if source.bytes[index] == 0x0A || source.bytes[index] == 0x0D { return true }
      index += 1
    }
    return index == source.bytes.count
  }

  private mutating func mask(_ tag: ShortcodeTag, isBlock: Bool) {
    let number = [Self.digits[tags.count / 62], Self.digits[tags.count % 62]]
    let start: [UInt8]
    let end: [UInt8]
    if tag.kind == .unfinished {
      (start, end) = ([Self.unfinished] + number, [])
    } else if isBlock {
      (start, end) = (
        [UInt8(ascii: "<"), UInt8(ascii: "?"), Self.start] + number, Array("?>".utf8)
      )
    } else {
      // Brackets are punctuation, as those of the tag are: that decides about emphasis beside them.
      (start, end) = ([UInt8(ascii: "{"), Self.start] + number, [UInt8(ascii: "}")])
    }
    let fill = [UInt8](
      repeating: UInt8(ascii: "x"), count: tag.range.count - start.count - end.count)
    masked.replaceSubrange(tag.range, with: start + fill + end)
  }

  /// The number of a tag whose mark's control character stands at an offset.
  static func number(_ text: Bytes, at offset: Int) -> Int? {
    guard offset + 2 < text.count, let high = digits.firstIndex(of: text[offset + 1]),
      let low = digits.firstIndex(of: text[offset + 2])
    else { return nil }
    return high * 62 + low
  }
}
