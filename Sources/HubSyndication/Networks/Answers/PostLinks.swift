import HubHTTP

/// Whether a post's HTML, as a service gives it back, links to exactly this address.
///
/// Services rewrite what they were sent: they escape, cut the visible text with invisible spans,
/// or leave a plain URL. Attributes are compared first, then the text without tags.
func html(_ html: String, linksTo link: String) -> Bool {
  let wanted = URLText.decoded(link)
  var isLinked = false
  let text = plainText(html) { tag in
    if let target = href(tag), URLText.decoded(unescaped(target)) == wanted { isLinked = true }
  }
  return isLinked || words(URLText.decoded(text)).contains(Substring(wanted))
}

/// Whether a post's HTML says exactly this, whatever markup and breaks it has, and whether it names
/// the servers of those who are mentioned or not.
func html(_ html: String, says text: String) -> Bool {
  spoken(plainText(html)) == spoken(text)
}

/// A text without spaces, and with `@name` for `@name@server.example`.
private func spoken(_ text: String) -> String {
  text.replacing(/(@[\p{L}\p{N}_.\-]+)@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+/) { $0.1 }
    .filter { !$0.isWhitespace }
}

/// HTML without its tags, each of which is shown to `look`.
private func plainText(_ html: String, look: (Substring) -> Void = { _ in }) -> String {
  var text = ""
  var rest = html[...]
  while let open = rest.firstIndex(of: "<") {
    text += rest[..<open]
    guard let close = rest[open...].firstIndex(of: ">") else { break }
    let tag = rest[rest.index(after: open)..<close]
    look(tag)
    rest = rest[rest.index(after: close)...]
    // A paragraph's or line's end is an end of a URL, too; a span's is not.
    if !isInline(tag) { text += "\n" }
  }
  return unescaped((text + rest)[...])
}

private func words(_ text: String) -> [Substring] {
  text.split { $0.isWhitespace || "<>\"'()".contains($0) }
}

private func isInline(_ tag: Substring) -> Bool {
  let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
  return ["span", "a", "b", "i", "em", "strong", "code", "wbr"].contains(name)
}

/// The value of `href` in a tag.
private func href(_ tag: Substring) -> Substring? {
  guard let name = tag.firstRange(of: "href=") else { return nil }
  let value = tag[name.upperBound...]
  guard let quote = value.first, quote == "\"" || quote == "'" else {
    return value.prefix { !$0.isWhitespace }
  }
  return value.dropFirst().prefix { $0 != quote }
}

/// HTML's escapes undone: the five names, and numbers.
func unescaped(_ text: Substring) -> String {
  guard text.contains("&") else { return String(text) }
  var result = ""
  var rest = text
  while let start = rest.firstIndex(of: "&") {
    result += rest[..<start]
    let after = rest[rest.index(after: start)...]
    if let end = after.prefix(10).firstIndex(of: ";"), let character = entity(after[..<end]) {
      result.unicodeScalars.append(character)
      rest = after[after.index(after: end)...]
    } else {
      result += "&"
      rest = after
    }
  }
  return result + rest
}

private func entity(_ name: Substring) -> Unicode.Scalar? {
  switch name {
  case "amp": return "&"
  case "lt": return "<"
  case "gt": return ">"
  case "quot": return "\""
  case "apos": return "'"
  default:
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init)
  }
}

/// A text with everything escaped that HTML could take for markup.
func escapedHTML(_ text: some StringProtocol) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
