/// A block of a text without markup; footnotes and lone pictures are none.
package struct TextBlock: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case paragraph, heading, quotation
    /// The first words of a list's item.
    case listItem
    /// A further paragraph of an item.
    case listText
    /// A table or code, of which the text has nothing: its range is empty.
    case leftOut
  }

  package var kind: Kind
  /// Bytes of UTF-8.
  package var range: Range<Int>

  package init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// The blocks of a text of which nothing is known but that empty lines part them.
  package static func paragraphs(of text: String) -> [TextBlock] {
    var blocks: [TextBlock] = []
    var start = 0
    var previous: UInt8 = 0
    var offset = 0
    for byte in text.utf8 {
      if byte == 0x0A, previous == 0x0A {
        if offset - 1 > start {
          blocks.append(TextBlock(kind: .paragraph, range: start..<offset - 1))
        }
        start = offset + 1
      }
      previous = byte
      offset += 1
    }
    if offset > start { blocks.append(TextBlock(kind: .paragraph, range: start..<offset)) }
    return blocks
  }
}
