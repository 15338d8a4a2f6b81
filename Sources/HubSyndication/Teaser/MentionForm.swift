/// How a network writes a person's name for it to become a link.
package struct MentionForm: Sendable {
  /// An example, for people who wrote another.
  package var example: String
  package var isValid: @Sendable (String) -> Bool

  /// By the network's id; a network that is not named takes whatever stands there.
  package static let known: [String: MentionForm] = [
    "x": MentionForm(example: "@ada_desk, or @ada_desk/team for a list") {
      LinkedText.isName($0) || LinkedText.isList($0)
    },
    "mastodon": MentionForm(example: "@ada@social.example", isValid: isFediverseName),
    "bluesky": MentionForm(example: "@ada.example.com") { text in
      text.utf8.first == UInt8(ascii: "@") && isHost(text.dropFirst())
    },
    "threads": MentionForm(example: "@ada.desk", isValid: isMetaName),
    "instagram": MentionForm(example: "@ada.desk", isValid: isMetaName),
    "telegram": MentionForm(example: "@ada_desk") { text in
      let name = text.utf8.dropFirst()
      return text.utf8.first == UInt8(ascii: "@") && (4...32).contains(name.count)
        && name.first?.isLetter == true && name.allSatisfy(\.isNameByte)
    },
  ]

  /// `@ada` on the account's own server, else `@ada@social.example`.
  private static func isFediverseName(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].isEmpty else { return false }
    let name = parts[1].utf8
    let inner = Set("._-".utf8)
    guard let first = name.first, let last = name.last, first.isNameByte, last.isNameByte,
      name.allSatisfy({ $0.isNameByte || inner.contains($0) })
    else { return false }
    guard parts.count == 3 else { return true }
    let host = parts[2].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return isHost(host[0]) && (host.count == 1 || UInt16(host[1]) != nil)
  }

  /// Labels of letters, digits and hyphens; other scripts as they are written.
  private static func isHost(_ text: Substring) -> Bool {
    LinkedText.isAddress("https://\(text)/") && !text.contains { ":@/?#[]".contains($0) }
  }

  private static func isMetaName(_ text: String) -> Bool {
    let name = text.utf8.dropFirst()
    return text.utf8.first == UInt8(ascii: "@") && (1...30).contains(name.count)
      && name.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: ".") }
      && name.last != UInt8(ascii: ".")
  }
}
