/// How Mastodon and its kin count.
enum FediverseLength {
  /// Mastodon's rule: an address counts as `urlWeight`, of `@user@host` only `@user` counts.
  ///
  /// What is no address to Mastodon (a host without a dot) counts in full, and so does whatever
  /// follows the ASCII part of one: never less than the server counts.
  static func count(_ text: String, urlWeight: Int) -> Int {
    let characters = Array(text)
    var count = 0
    var index = 0
    while index < characters.count {
      if let end = addressEnd(characters, from: index) {
        count += urlWeight
        index = end
      } else if let mention = mention(characters, from: index) {
        count += mention.nameEnd - index
        index = mention.end
      } else {
        count += 1
        index += 1
      }
    }
    return count
  }

  /// Where the http(s) address that starts here ends; nil where none does.
  private static func addressEnd(_ text: [Character], from start: Int) -> Int? {
    guard text[start] == "h" || text[start] == "H" else { return nil }
    if start > 0, text[start - 1].isWordCharacter || "@$#".contains(text[start - 1]) { return nil }
    let scheme = ["https://", "http://"].first { scheme in
      text[start...].prefix(scheme.count).elementsEqual(scheme) { $0.lowercased() == String($1) }
    }
    guard let scheme else { return nil }
    var end = start + scheme.count
    while end < text.count, text[end].isAddressCharacter { end += 1 }
    while end > start, ".,;:!?'\")]}*_~".contains(text[end - 1]) {
      // A closing bracket belongs to the address that opened it.
      if text[end - 1] == ")", text[start..<end].contains("(") { break }
      end -= 1
    }
    let host = text[(start + scheme.count)..<max(start + scheme.count, end)]
      .prefix { !"/?#:".contains($0) }
    guard let dot = host.lastIndex(of: "."), dot > host.startIndex else { return nil }
    let top = host[(dot + 1)...]
    return top.count >= 2 && top.allSatisfy { $0.isLetter || $0 == "-" } ? end : nil
  }

  private static func mention(
    _ text: [Character], from start: Int
  ) -> (nameEnd: Int, end: Int)? {
    guard text[start] == "@" else { return nil }
    if start > 0, text[start - 1].isWordCharacter || "=/@".contains(text[start - 1]) { return nil }
    let nameEnd = run(text, from: start + 1) { $0.isASCII && $0.isWordCharacter }
    guard nameEnd > start + 1, nameEnd < text.count, text[nameEnd] == "@" else { return nil }
    let end = run(text, from: nameEnd + 1) { $0.isWordCharacter }
    return end > nameEnd + 1 ? (nameEnd, end) : nil
  }

  /// The end of a run of such characters with single dots and hyphens inside it.
  private static func run(
    _ text: [Character], from start: Int, of isInside: (Character) -> Bool
  ) -> Int {
    var end = start
    var position = start
    while position < text.count {
      if isInside(text[position]) {
        end = position + 1
      } else if position == start || !".-".contains(text[position]) {
        break
      }
      position += 1
    }
    return end
  }
}

extension Character {
  /// The characters of RFC 3986, all of them ASCII.
  fileprivate var isAddressCharacter: Bool {
    guard let byte = asciiValue else { return false }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    default: return "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
  }
}
