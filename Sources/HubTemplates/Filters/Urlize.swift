extension Builtins {
  static let urlizeFilter = FilterDefinition(
    "urlize", "The text with its web and mail addresses as links.", .text,
    [
      .init("trim_url_limit", .optional(.int), default: .null),
      .init("nofollow", .bool, default: .bool(false)),
      .init("target", .optional(.string), default: .null),
      .init("rel", .optional(.string), default: .null),
    ], result: .type(.html)
  ) { call throws(TemplateError) in
    let limit = if case .int(let limit) = call.arguments[0] { limit } else { Int?.none }
    var rel: Set<Substring> = ["noopener"]
    if !call.arguments[3].isNull { rel.formUnion(try call.text(3).split(separator: " ")) }
    if call.bool(1) { rel.insert("nofollow") }
    var attributes: [UInt8] = Array(" rel=\"".utf8)
    let values = rel.sorted { String($0).precedes(String($1)) }
    HTMLEscape.append(values.joined(separator: " "), to: &attributes)
    attributes.append(0x22)
    if call.arguments[2].isTrue {
      attributes += Array(" target=\"".utf8)
      HTMLEscape.append(try call.text(2), to: &attributes)
      attributes.append(0x22)
    }
    let text = String(decoding: try HTMLEscape.html(call.value), as: UTF8.self)
    let urlize = Urlize(attributes: String(decoding: attributes, as: UTF8.self), limit: limit)
    return .html(Array(urlize.links(in: text).utf8))
  }
}

/// Makes links of addresses in escaped text, by the rules of Jinja's `urlize`.
private struct Urlize {
  /// Of web addresses, with the space before them.
  let attributes: String
  let limit: Int?

  private static let closing = [")", ">", ".", ",", "&gt;"]

  func links(in text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var start = 0
    var index = 0
    func word(_ end: Int) -> Substring { Substring(decoding: bytes[start..<end], as: UTF8.self) }
    while index < bytes.count {
      let space = Whitespace.length(in: bytes, at: index)
      guard space > 0 else {
        index += 1
        continue
      }
      result += link(word(index))
      result += String(decoding: bytes[index..<(index + space)], as: UTF8.self)
      index += space
      start = index
    }
    return result + link(word(bytes.count))
  }

  private func link(_ word: Substring) -> String {
    guard word.utf8.contains(where: { $0 == 0x2E || $0 == 0x3A || $0 == 0x40 }) else {
      return String(word)
    }
    var middle = word
    while let mark = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
      middle = middle.dropFirst(mark.count)
    }
    let head = word[..<middle.startIndex]
    while let mark = Self.closing.first(where: { middle.hasSuffix($0) }) {
      middle = middle.dropLast(mark.count)
    }
    middle = balanced(middle, in: word)
    return head + address(middle) + word[middle.endIndex...]
  }

  /// Gives brackets that belong to an address back to it.
  private func balanced(_ middle: Substring, in word: Substring) -> Substring {
    var middle = middle
    for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
      var missing = middle.count(of: open)
      guard missing > middle.count(of: close) else { continue }
      while missing > 0, let range = word[middle.endIndex...].firstRange(of: close) {
        middle = word[middle.startIndex..<range.upperBound]
        missing -= 1
      }
    }
    return middle
  }

  private func address(_ text: Substring) -> String {
    if WebAddress.matches(text) {
      let hasScheme = text.hasPrefix("https://") || text.hasPrefix("http://")
      return "<a href=\"\(hasScheme ? "" : "https://")\(text)\"\(attributes)>\(trimmed(text))</a>"
    }
    if text.hasPrefix("mailto:"), WebAddress.isMail(text.dropFirst(7)) {
      return "<a href=\"\(text)\">\(text.dropFirst(7))</a>"
    }
    if !text.hasPrefix("www."), !text.hasPrefix("@"), !text.contains(":"), WebAddress.isMail(text) {
      return "<a href=\"mailto:\(text)\">\(text)</a>"
    }
    return String(text)
  }

  private func trimmed(_ text: Substring) -> String {
    guard let limit, text.unicodeScalars.count > limit else { return String(text) }
    let count = limit < 0 ? max(0, text.unicodeScalars.count + limit) : limit
    return String(text.unicodeScalars.prefix(count)) + "..."
  }
}

extension Substring {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}

/// What Jinja takes for an address.
private enum WebAddress {
  private static let domains = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]

  static func matches(_ text: Substring) -> Bool {
    let lower = text.lowercased()
    let scheme = ["https://", "http://", "www."].first { lower.hasPrefix($0) } ?? ""
    let rest = lower.dropFirst(scheme.count)
    var end = rest.firstIndex { ":/?#".contains($0) } ?? rest.endIndex
    if rest.hasPrefix("["), let bracket = rest.firstIndex(of: "]") {
      end = rest.index(after: bracket)
    }
    guard isTail(rest[end...]) else { return false }
    let host = rest[..<end]
    let isDomain = !scheme.isEmpty && isName(host)
    let isNumber = scheme.hasPrefix("http") && (isIPv4(host) || isIPv6(host))
    return isDomain || isNumber || isKnownDomain(lower[..<end])
  }

  static func isMail(_ text: Substring) -> Bool {
    guard let at = text.lastIndex(of: "@"), at > text.startIndex else { return false }
    let domain = text[text.index(after: at)...]
    guard let dot = domain.lastIndex(of: "."), let first = domain.first, isWord(first) else {
      return false
    }
    let name = domain[domain.index(after: dot)...]
    return dot > domain.startIndex && !name.isEmpty && name.allSatisfy(isWord)
      && domain[..<dot].allSatisfy { isWord($0) || $0 == "." || $0 == "-" }
  }

  /// A port, a path, a query and a fragment.
  private static func isTail(_ text: Substring) -> Bool {
    guard text.first == ":" else { return true }
    let port = text.dropFirst().prefix { ("0"..."9").contains($0) }
    let rest = text[port.endIndex...]
    return (1...5).contains(port.count) && (rest.isEmpty || "/?#".contains(rest.first ?? " "))
  }

  private static func labels(_ host: Substring) -> [Substring] {
    host.split(separator: ".", omittingEmptySubsequences: false)
  }

  /// `a.example.com`, or `localhost`.
  private static func isName(_ host: Substring) -> Bool {
    let labels = labels(host)
    guard let top = labels.last, labels.dropLast().allSatisfy({ isLabel($0) }) else { return false }
    if top.hasPrefix("xn--") {
      let name = top.dropFirst(4)
      return (2...59).contains(name.count) && name.allSatisfy { isWord($0) || $0 == "%" }
    }
    return (2...63).contains(top.count) && top.allSatisfy { ("a"..."z").contains($0) }
  }

  private static func isKnownDomain(_ host: Substring) -> Bool {
    let labels = labels(host)
    return labels.count > 1 && domains.contains(String(labels[labels.count - 1]))
      && labels.dropLast().allSatisfy { isLabel($0) && (2...63).contains($0.count) }
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.allSatisfy { isWord($0) || $0 == "%" || $0 == "-" }
  }

  private static func isIPv4(_ host: Substring) -> Bool {
    let parts = labels(host)
    return parts.count == 4
      && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }
  }

  /// `[2001:db8::1]`: two groups of at most four digits, each with a colon, then one to six more.
  private static func isIPv6(_ host: Substring) -> Bool {
    guard host.hasPrefix("["), host.hasSuffix("]") else { return false }
    var rest = host.dropFirst().dropLast()
    for count in 0..<8 {
      let digits = rest.prefix(4).prefix { $0.isHexDigit && $0.isASCII }
      rest = rest[digits.endIndex...]
      if rest.first == ":" { rest = rest.dropFirst() } else if count < 2 { return false }
    }
    return rest.isEmpty
  }

  private static func isWord(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy(TextMethods.isWordCharacter)
  }
}
