import Foundation
import HubData
import HubDiagnostics

extension AccountConfig {
  /// Reads `accounts:`; of two accounts with one name the first is kept.
  static func all(
    _ reader: inout DataReader, in zone: TimeZone, languages: [String], audiences: [String]
  ) -> [AccountConfig] {
    var accounts: [AccountConfig] = []
    let read = reader.mappings("accounts", subject: "an account") { reader in
      AccountConfig(reading: &reader, in: zone, languages: languages, audiences: audiences)
    }
    for account in read {
      if let first = accounts.first(where: { $0.name.value == account.name.value }) {
        reader.report(
          .twice("duplicate-account", "account", account.name, first: first.name, in: reader.file))
      } else {
        accounts.append(account)
      }
    }
    return accounts
  }

  private init?(
    reading reader: inout DataReader, in zone: TimeZone, languages: [String], audiences: [String]
  ) {
    // What is left over belongs to the network.
    reader.unknownKeys = nil
    let name = Self.name(&reader)
    let network = reader.requiredText("network")
    let codes = reader.textList("languages") ?? []
    for code in codes where !languages.contains(code.value) {
      reader.reportUnknown("unknown-language", "language", code, known: languages)
    }
    let audience = reader.locatedText("audience")
    if let audience, !audiences.contains(audience.value) {
      reader.reportUnknown("unknown-audience", "audience", audience, known: audiences)
    }
    let slots = reader.slots("slots")
    let pace = PostingPace(reading: &reader, in: zone)
    pace.check(slots, &reader)
    let maximum = reader.mapping("hashtags") { $0.hashtagMaximum() } ?? nil
    let settings = reader.unread.map {
      Setting(key: Located($0.key, span: $0.keySpan), value: $0.value)
    }
    guard let name, let network else { return nil }
    self.init(
      name: name, network: network, languages: codes.map(\.value), audience: audience?.value,
      slots: slots.flatMap(\.value), pace: pace, maximumHashtags: maximum, settings: settings,
      location: SourceLocation(file: reader.file, span: reader.span))
  }

  private static func name(_ reader: inout DataReader) -> Located<String>? {
    guard let name = reader.requiredText("name") else { return nil }
    guard !name.value.isKebabCase else { return name }
    let better = Slug.make(name.value)
    reader.report(
      "bad-account-name", "an account is named in lower-case letters, digits and hyphens",
      at: name.span, notes: better.isKebabCase ? ["did you mean '\(better)'?"] : [])
    return nil
  }
}

extension DataReader {
  /// `hashtags: { max }`, whose keys are hubgen's own, not the network's.
  fileprivate mutating func hashtagMaximum() -> Int? {
    unknownKeys = .error
    return int("max", in: 0...100)
  }
}
