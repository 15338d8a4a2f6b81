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
    let hashtags = reader.mapping("hashtags") { HashtagConfig(reading: &$0) }
    let thread = reader.mapping("thread") { ThreadConfig(reading: &$0) }
    let firstComment = FirstComment.set(&reader)
    let byline = Self.byline(&reader)
    let settings = reader.unread.map {
      Setting(key: Located($0.key, span: $0.keySpan), value: $0.value)
    }
    guard let name, let network else { return nil }
    self.init(
      name: name, network: network, languages: codes.map(\.value), audience: audience?.value,
      slots: slots.flatMap(\.value), pace: pace, hashtags: hashtags ?? .init(), thread: thread,
      firstComment: firstComment,
      byline: byline, settings: settings,
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

  private static func byline(_ reader: inout DataReader) -> String? {
    guard let text = reader.pattern("byline", placeholders: ["authors"]) else { return nil }
    if text.value.contains("{authors}") { return text.value }
    reader.report(
      "bad-placeholder", "'byline' has no '{authors}'", at: text.span,
      notes: ["write a line such as 'By {authors}'"])
    return nil
  }
}
