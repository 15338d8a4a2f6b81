import HubData
import HubModel

/// Fills in people's names as one account's network links them.
struct Mentions {
  private let people: [String: Mention]
  private let byName: [String: Mention]
  private let account: String
  private let network: String

  init(_ people: [String: Mention], account: AccountConfig) {
    self.people = people
    byName = Dictionary(
      people.sorted { $0.key < $1.key }.map { ($0.value.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    self.account = account.name.value
    network = account.network.value
  }

  /// The network's form, else the name.
  func form(_ mention: Mention) -> String {
    mention.forms[account]?.value ?? mention.forms[network]?.value ?? mention.name
  }

  /// A text with every `{@name}` replaced; one that nobody has stays without its braces.
  func fill(_ text: String) -> String {
    guard text.contains("{@") else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{@") {
      guard let close = rest[open.upperBound...].firstIndex(of: "}") else { break }
      let name = String(rest[open.upperBound..<close])
      filled += rest[..<open.lowerBound]
      filled += people[name].map { form($0) } ?? name
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  /// An author as the network links them: found by the key or the name.
  func author(_ author: String) -> String {
    (people[author] ?? byName[author]).map { form($0) } ?? author
  }

  /// The names that texts mention, as `{@name}`.
  static func names(in text: String) -> [String] {
    text.split(separator: "{@").dropFirst(text.hasPrefix("{@") ? 0 : 1).compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }
}
