/// One tag in raw HTML, its name and the attributes that matter here.
struct RawTag {
  struct Attribute {
    var name: Bytes
    /// Without quotes; empty where there is none.
    var value: Bytes
    /// The value with its quotes, in the text that was scanned.
    var range: Range<Int>
    /// Where the value itself begins.
    var start: Int
  }

  var name: Bytes
  var isEnd: Bool
  var attributes: [Attribute]
  /// Where the opening `<` stands.
  var start: Int
  /// Behind the closing `>`.
  var end: Int

  /// Scans a tag whose `<` stands at an offset; nil where the text is no tag.
  init?(_ text: Bytes, at offset: Int) {
    var index = offset + 1
    start = offset
    isEnd = index < text.count && text[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    guard index < text.count, text[index].isASCIILetter else { return nil }
    let nameStart = index
    while index < text.count, !text[index].isWhitespace, text[index] != UInt8(ascii: ">"),
      text[index] != UInt8(ascii: "/")
    {
      index += 1
    }
    name = text[nameStart..<index]
    attributes = []
    while index < text.count, text[index] != UInt8(ascii: ">") {
      guard !text[index].isWhitespace, text[index] != UInt8(ascii: "/") else {
        index += 1
        continue
      }
      guard let attribute = Self.attribute(text, at: &index) else { return nil }
      attributes.append(attribute)
    }
    guard index < text.count else { return nil }
    end = index + 1
  }

  private static func attribute(_ text: Bytes, at index: inout Int) -> Attribute? {
    let nameStart = index
    while index < text.count, !text[index].isWhitespace, !"=>/".utf8.contains(text[index]) {
      index += 1
    }
    if index == nameStart { index += 1 }
    let name = text[nameStart..<index]
    var value = index
    while value < text.count, text[value].isWhitespace { value += 1 }
    guard value < text.count, text[value] == UInt8(ascii: "=") else {
      return Attribute(name: name, value: text[index..<index], range: index..<index, start: index)
    }
    value += 1
    while value < text.count, text[value].isWhitespace { value += 1 }
    guard value < text.count else { return nil }
    let quote = text[value]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let close = text.firstIndex(of: quote, from: value + 1) else { return nil }
      index = close + 1
      return Attribute(
        name: name, value: text[value + 1..<close], range: value..<index, start: value + 1)
    }
    index = value
    while index < text.count, !text[index].isWhitespace, text[index] != UInt8(ascii: ">") {
      index += 1
    }
    return Attribute(name: name, value: text[value..<index], range: value..<index, start: value)
  }

  func isNamed(_ name: StaticString) -> Bool {
    self.name.count == Bytes(name).count && self.name.hasPrefixIgnoringCase(name)
  }

  /// GFM's tagfilter: the tags that could change how the rest of the page is read.
  static let filtered: [StaticString] = [
    "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext",
  ]

  /// The filtered tag that begins at an offset, as the library's filter decides it.
  static func filteredName(_ text: Bytes, at offset: Int) -> StaticString? {
    var start = offset + 1
    guard text.count - offset >= 3 else { return nil }
    if text[start] == UInt8(ascii: "/") { start += 1 }
    return filtered.first { name in
      guard text.hasPrefixIgnoringCase(name, at: start) else { return false }
      let end = start + name.utf8CodeUnitCount
      guard end < text.count else { return false }
      return text[end].isWhitespace || text[end] == UInt8(ascii: ">")
        || (text[end] == UInt8(ascii: "/") && text.hasPrefix("/>", at: end))
    }
  }
}

extension RawTag.Attribute {
  func isNamed(_ name: StaticString) -> Bool {
    self.name.count == Bytes(name).count && self.name.hasPrefixIgnoringCase(name)
  }

  /// The value with the character references that matter in an address read.
  var decoded: [UInt8] {
    guard value.firstIndex(of: UInt8(ascii: "&")) != nil else { return value.array }
    let references: [(StaticString, UInt8)] = [
      ("&amp;", 0x26), ("&quot;", 0x22), ("&#39;", 0x27), ("&apos;", 0x27), ("&lt;", 0x3C),
      ("&gt;", 0x3E), ("&#x27;", 0x27), ("&#38;", 0x26), ("&colon;", 0x3A), ("&#58;", 0x3A),
    ]
    var decoded: [UInt8] = []
    var index = 0
    while index < value.count {
      if value[index] == UInt8(ascii: "&"),
        let (text, byte) = references.first(where: { value.hasPrefix($0.0, at: index) })
      {
        decoded.append(byte)
        index += text.utf8CodeUnitCount
      } else {
        decoded.append(value[index])
        index += 1
      }
    }
    return decoded
  }
}
