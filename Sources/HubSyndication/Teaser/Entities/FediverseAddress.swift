/// An http(s) address in a text, as Mastodon and its kin find it.
struct FediverseAddress {
  /// Where what counts as one ends.
  let end: Int
  /// Whether every server takes it for an address, and counts it as one.
  private let isSure: Bool
  private let text: ArraySlice<Character>

  /// The one that starts here; nil where none does.
  init?(in text: [Character], at start: Int) {
    guard text[start] == "h" || text[start] == "H" else { return nil }
    let previous = start > 0 ? text[start - 1] : " "
    if previous.isASCIIAlphanumeric || "@＠$#＃".contains(previous) { return nil }
    let scheme = ["https://", "http://"].first { scheme in
      text[start...].prefix(scheme.count).elementsEqual(scheme) { $0.lowercased() == String($1) }
    }
    guard let scheme else { return nil }
    let hostStart = start + scheme.count
    let domain = Self.domainEnd(text, from: hostStart)
    var end = domain ?? hostStart
    while end < text.count, text[end].isAddressCharacter { end += 1 }
    while end > domain ?? start, ".,;:!?'\")]}*_~".contains(text[end - 1]) {
      // A closing bracket belongs to the address that opened it.
      if text[end - 1] == ")", text[start..<end].contains("(") { break }
      end -= 1
    }
    if let domain {
      let goesOn = domain == end || "/?:".contains(text[domain])
      self.end = goesOn ? end : domain
      isSure = goesOn && text[hostStart..<domain].allSatisfy(\.isASCII) && !previous.isWordCharacter
    } else {
      guard Self.looksLikeHost(text[hostStart..<max(hostStart, end)]) else { return nil }
      self.end = end
      isSure = false
    }
    self.text = text[start..<self.end]
  }

  /// As long as any server may count it: one that knows no such address counts its characters,
  /// and an address within it as one.
  func length(urlWeight: Int) -> Int {
    if isSure { return urlWeight }
    let inner = text.indices.dropFirst("http://".count).count { index in
      text[index...].prefix(3).elementsEqual("://")
    }
    return max(urlWeight, text.count + inner * urlWeight)
  }

  /// Where the domain ends that Mastodon finds: by X's rules, under a top-level domain that X's
  /// library lists.
  private static func domainEnd(_ text: [Character], from start: Int) -> Int? {
    let host = text[start...].prefix { !$0.isWhitespace && !"/?#:".contains($0) }
    let scalars = host.flatMap { Array($0.unicodeScalars) }
    guard var length = TweetAddresses(scalars).domainEnd(from: 0) else { return nil }
    let top = (scalars[..<length].lastIndex(of: ".") ?? -1) + 1
    if scalars[top..<length].starts(with: "xn--".unicodeScalars) {
      // Mastodon's Punycode has no hyphen after the first two.
      length = scalars[(top + 4)..<length].firstIndex(of: "-") ?? length
      if length == top + 4 { return nil }
    }
    var end = start
    while end < host.endIndex, length >= text[end].unicodeScalars.count {
      length -= text[end].unicodeScalars.count
      end += 1
    }
    return end
  }

  /// Whether it begins with a host under what may be a top-level domain that X does not list.
  private static func looksLikeHost(_ text: ArraySlice<Character>) -> Bool {
    let host = text.prefix { !"/?#:".contains($0) }
    guard let dot = host.lastIndex(of: "."), dot > host.startIndex else { return false }
    let top = host[(dot + 1)...]
    return top.count >= 2 && top.allSatisfy { $0.isLetter || $0 == "-" }
  }
}

extension Character {
  fileprivate var isASCIIAlphanumeric: Bool {
    asciiValue.map { Unicode.Scalar($0).isASCIIAlphanumeric } ?? false
  }

  /// The characters of RFC 3986, all of them ASCII.
  fileprivate var isAddressCharacter: Bool {
    guard let byte = asciiValue else { return false }
    return isASCIIAlphanumeric || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
  }
}
