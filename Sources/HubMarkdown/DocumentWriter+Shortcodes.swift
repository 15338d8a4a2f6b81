import CCMarkGFM
import HubModel

extension DocumentWriter {
  /// Where code stands whose tags are put back.
  enum CodePlace {
    case inline
    /// Its lines stand behind so many bytes of quotes and lists.
    case block(indent: Int)
  }

  // MARK: Text

  /// Writes a text in which shortcodes stand.
  mutating func writeMarkedText(_ text: Bytes, in parent: Node?) {
    for (part, tag) in parts(of: text) {
      if let tag { unsafe place(tag, in: parent) } else { write(text: part) }
    }
  }

  private func parts(of text: Bytes) -> [(Bytes, Int?)] {
    var parts: [(Bytes, Int?)] = []
    shortcodes?.forEachPart(of: text) { parts.append(($0, $1)) }
    return parts
  }

  private mutating func place(_ tag: Int, in container: Node?) {
    let isInText = unsafe container.map { unsafe isText($0) } ?? false
    shortcodes?.place(
      tag, at: html.count, in: UInt(bitPattern: container), isInText: isInText)
    visibleBytes += 1
    guard let shortcodes, shortcodes.tags[tag].kind.isShown else { return }
    var shown = shortcodes.shown(tag)
    html.append(escaping: shown)
    shown.withUTF8 { unsafe plain.append(Bytes($0)) }
  }

  /// Whether no block may stand in what a node is written as.
  private func isText(_ container: Node) -> Bool {
    switch unsafe hubgen_node_kind(container) {
    case .paragraph: unsafe !isBareParagraph && (openTaskLabel || !isTight(container))
    case .heading, .emphasis, .strong, .strikethrough, .link: true
    default: false
    }
  }

  /// The text without marks; escaped tags are shown.
  func withoutMarks(_ text: [UInt8]) -> [UInt8] {
    guard let shortcodes else { return text }
    return text.withBytes { bytes in
      guard shortcodes.holdsMark(bytes) else { return text }
      var clean: [UInt8] = []
      shortcodes.forEachPart(of: bytes) { part, tag in
        if let tag {
          if shortcodes.tags[tag].kind.isShown { clean += Array(shortcodes.shown(tag).utf8) }
        } else {
          clean += part.array
        }
      }
      return clean
    }
  }

  // MARK: Blocks

  /// Places the shortcode that is all of a block; false where it is not.
  mutating func placeAlone(_ text: Bytes, in parent: Node?) -> Bool {
    guard let tag = shortcodes?.onlyMark(in: text) else { return false }
    html.startLine()
    unsafe place(tag, in: parent)
    html.append(0x0A)
    return true
  }

  /// Places the shortcode that the library took for a tag within a text.
  mutating func placeInline(_ text: Bytes, in parent: Node?) -> Bool {
    guard let tag = shortcodes?.onlyMark(in: text) else { return false }
    unsafe place(tag, in: parent)
    return true
  }

  /// Whether a paragraph holds shortcodes with what they enclose, and blanks: it is no paragraph
  /// then.
  func holdsOnlyShortcodes(_ paragraph: Node) -> Bool {
    guard let shortcodes else { return false }
    // The shortcodes and, as nil, whatever else is no blank.
    var items: [Int?] = []
    var child = unsafe paragraph.pointee.first_child
    while let node = unsafe child {
      switch unsafe hubgen_node_kind(node) {
      case .text:
        shortcodes.forEachPart(of: unsafe Bytes(hubgen_literal(node))) { part, tag in
          if let tag, !shortcodes.tags[tag].kind.isShown {
            items.append(tag)
          } else if !part.trimmed.isEmpty {
            items.append(nil)
          }
        }
      case .softBreak, .lineBreak: break
      default: items.append(nil)
      }
      unsafe child = node.pointee.next
    }
    guard items.contains(where: { $0 != nil }) else { return false }
    var open: [(name: String, item: Int)] = []
    for (index, item) in items.enumerated() {
      guard let item else { continue }
      let tag = shortcodes.tags[item]
      if tag.kind == .opening { open.append((tag.name, index)) }
      guard tag.kind == .closing, let first = open.lastIndex(where: { $0.name == tag.name }) else {
        continue
      }
      let start = open[first].item
      for enclosed in start...index where items[enclosed] == nil { items[enclosed] = item }
      open.removeSubrange(first...)
    }
    return !items.contains(nil)
  }

  // MARK: Raw HTML

  /// Writes raw HTML between whose tags shortcodes stand.
  mutating func writeMarkedHTML(_ text: Bytes, in block: Node) {
    var written = 0
    var index = 0
    while index < text.count {
      if text.hasPrefix("<!--", at: index) {
        let end =
          text.firstIndex(of: Bytes("-->"), from: index + 4, before: text.count).map { $0 + 3 }
          ?? text.count
        let comment = text[index..<end]
        if shortcodes?.holdsMark(comment) == true {
          writeRaw(text[written..<index], isInline: false)
          asWritten(comment, .block(indent: 0)).withBytes { appendRaw($0) }
          written = end
        }
        index = end
      } else if let (range, tag) = markBeginning(text, at: index) {
        writeRaw(text[written..<range.lowerBound], isInline: false)
        unsafe place(tag, in: block)
        index = range.upperBound
        written = index
      } else if text[index] == UInt8(ascii: "<"), let tag = RawTag(text, at: index) {
        // Marks within the tag, or in a script, stay where they are and are reported.
        index = (tag.isEnd ? nil : rawTextEnd(of: tag, in: text)) ?? tag.end
      } else {
        index += 1
      }
    }
    writeRaw(text[written..<text.count], isInline: false)
  }

  private func markBeginning(_ text: Bytes, at index: Int) -> (range: Range<Int>, tag: Int)? {
    guard let shortcodes else { return nil }
    let lead = text[index] == UInt8(ascii: "<") ? 2 : text[index] == UInt8(ascii: "{") ? 1 : 0
    guard lead > 0, index + lead < text.count, text[index + lead] == ShortcodeTags.start,
      let number = ShortcodeTags.number(text, at: index + lead),
      shortcodes.tags.indices.contains(number)
    else { return nil }
    let end = index + shortcodes.tags[number].range.count
    return end <= text.count ? (index..<end, number) : nil
  }

  // MARK: Code

  /// The code with its tags as they were written, which mean nothing here.
  mutating func asWritten(_ code: Bytes, _ place: CodePlace) -> [UInt8] {
    var restored: [UInt8] = []
    for (part, tag) in parts(of: code) {
      guard let tag, let shortcodes else {
        restored += part.array
        continue
      }
      restored += Self.restored(shortcodes.written(tag), place)
      self.shortcodes?.ignore(tag)
    }
    return restored
  }

  private static func restored(_ tag: Bytes, _ place: CodePlace) -> [UInt8] {
    guard tag.firstIndex(of: 0x0A) != nil else { return tag.array }
    var text: [UInt8] = []
    for (number, line) in tag.array.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard number > 0 else {
        text += line
        continue
      }
      switch place {
      case .inline:
        text.append(0x20)
        text += line.drop { $0.isWhitespace || $0 == UInt8(ascii: ">") }
      case .block(let indent):
        text.append(0x0A)
        text += line.dropFirst(indent)
      }
    }
    return text
  }
}
