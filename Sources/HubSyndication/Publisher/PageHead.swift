/// What an HTML page says of itself to those who make previews of it.
///
/// Reads the `link` and `meta` tags before the body as browsers do, as far as that matters here:
/// comments and scripts are skipped, attributes come in any order, with any quotes and entities.
package struct PageHead: Hashable, Sendable {
  /// The first `rel=canonical`.
  package private(set) var canonical: String?
  /// The first of each `og:` property.
  package private(set) var properties: [String: String] = [:]

  package init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(Self.longestHead), as: UTF8.self)
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[open...]
      if rest.starts(with: "<!--".utf8) {
        rest = Self.after("-->", in: rest.dropFirst(4))
        continue
      }
      guard let tag = Tag(&rest) else { continue }
      switch tag.name {
      case "body", "/head": return
      // Their text may look like tags.
      case "script", "style", "title", "noscript", "template":
        rest = Self.after("</\(tag.name)", in: rest)
      case "link": read(link: tag)
      case "meta": read(meta: tag)
      default: break
      }
    }
  }

  /// Beyond that a page's head is not looked for.
  private static let longestHead = 1 << 20

  private mutating func read(link tag: Tag) {
    let relations = (tag.attributes["rel"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
    guard canonical == nil, relations.contains("canonical") else { return }
    canonical = tag.attributes["href"]?.trimmed
  }

  private mutating func read(meta tag: Tag) {
    // Some pages write `name`, and the networks read that, too.
    guard let name = (tag.attributes["property"] ?? tag.attributes["name"])?.trimmed.lowercased(),
      name.hasPrefix("og:"), properties[name] == nil
    else { return }
    properties[name] = tag.attributes["content"]?.trimmed
  }

  private static func after(
    _ end: String, in text: Substring.UTF8View
  ) -> Substring.UTF8View {
    let end = Array(end.utf8)
    var rest = text
    while let start = rest.firstIndex(where: { lowercase($0) == end[0] }) {
      rest = rest[start...]
      if rest.count >= end.count, zip(rest, end).allSatisfy({ lowercase($0) == $1 }) {
        return rest.dropFirst(end.count)
      }
      rest = rest.dropFirst()
    }
    return rest.suffix(0)
  }
}

/// One tag with its attributes.
private struct Tag {
  /// In lower case, with the slash of an end tag.
  var name: String
  /// By their names in lower case; of two with one name the first counts.
  var attributes: [String: String] = [:]

  /// Takes a tag from the front of a text that begins with `<`; nil, and one byte taken, where
  /// there is none.
  init?(_ text: inout Substring.UTF8View) {
    text = text.dropFirst()
    let name = text.prefix { isNameByte($0) || $0 == UInt8(ascii: "/") }
    guard let first = name.first, first == UInt8(ascii: "/") || isNameByte(first) else {
      return nil
    }
    self.name = String(decoding: name.map(lowercase), as: UTF8.self)
    text = text.dropFirst(name.count)
    while let byte = text.first, byte != UInt8(ascii: ">") {
      if isSpace(byte) || byte == UInt8(ascii: "/") {
        text = text.dropFirst()
        continue
      }
      let key = text.prefix { !isSpace($0) && !"=>/".utf8.contains($0) }
      text = key.isEmpty ? text.dropFirst() : text.dropFirst(key.count)
      let value = Self.value(&text)
      let known = String(decoding: key.map(lowercase), as: UTF8.self)
      if attributes[known] == nil { attributes[known] = value }
    }
    text = text.dropFirst()
  }

  /// What follows an attribute's name.
  private static func value(_ text: inout Substring.UTF8View) -> String {
    let rest = text.drop(while: isSpace)
    guard rest.first == UInt8(ascii: "=") else { return "" }
    text = rest.dropFirst().drop(while: isSpace)
    let raw: Substring.UTF8View
    if let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      raw = text.dropFirst().prefix { $0 != quote }
      text = text.dropFirst(raw.count + 2)
    } else {
      raw = text.prefix { !isSpace($0) && $0 != UInt8(ascii: ">") }
      text = text.dropFirst(raw.count)
    }
    return unescaped(Substring(raw))
  }
}

private func lowercase(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

private func isNameByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercase(byte))
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
}
