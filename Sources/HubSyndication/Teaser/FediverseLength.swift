/// How Mastodon and its kin count.
enum FediverseLength {
  /// Mastodon's rule: an address counts as `urlWeight`, of `@user@host` only `@user` counts.
  ///
  /// What is no address to Mastodon (a host without a dot) counts in full, and so does whatever
  /// follows the ASCII part of one. Where servers may differ, as under a top-level domain that is
  /// newer than their list, the longer way counts: never less than the server counts.
  static func count(_ text: String, urlWeight: Int) -> Int {
    let characters = Array(text)
    var count = 0
    var index = 0
    while index < characters.count {
      if let address = FediverseAddress(in: characters, at: index) {
        count += address.length(urlWeight: urlWeight)
        index = address.end
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
