import Foundation
import HubData
import HubDiagnostics

extension SyndicationConfig {
  init(reading reader: inout DataReader, timeZone: TimeZone, languages: [String]) {
    let zone = reader.timeZone("timezone") ?? timeZone
    let audiences = Self.audiences(&reader, languages)
    let accounts = AccountConfig.all(
      &reader, in: zone, languages: languages, audiences: audiences.map(\.name))
    let names = accounts.map(\.name.value)
    self.init(
      timeZone: zone, since: reader.timestamp("since", in: zone), store: Self.store(&reader),
      requireLive: reader.bool("requireLive", otherwise: true),
      utm: reader.mapping("utm") { UTMConfig(reading: &$0) }, audiences: audiences,
      mentions: Mention.all(&reader),
      accounts: accounts, campaigns: CampaignConfig.all(&reader, in: zone, accounts: names),
      calendars: CalendarConfig.all(&reader, accounts: names))
  }

  private static func store(_ reader: inout DataReader) -> Located<String> {
    guard let store = reader.locatedText("store") else {
      return Located(standardStore, span: reader.span)
    }
    let schemes = ["postgres://", "postgresql://"]
    if store.value.contains("://"), !schemes.contains(where: { store.value.hasPrefix($0) }) {
      reader.report(
        "bad-store", "'store' takes the path of a SQLite file or a postgres:// URL",
        at: store.span,
        notes: [
          "write a path such as \(standardStore), or postgres://USER:${PASSWORD}@HOST/DATABASE"
        ])
    }
    return store
  }

  /// Audiences, each `{ name, hook }` or its name alone; a hook in one language or in several.
  private static func audiences(
    _ reader: inout DataReader, _ languages: [String]
  ) -> [Audience] {
    var seen: [Located<String>] = []
    return (reader.list("audiences") ?? []).compactMap { element in
      guard case .mapping(let entries) = element.content else {
        let name = reader.text(element, of: "audiences")
        return Self.isNew(name, &seen, &reader) ? name.map { Audience(name: $0.value) } : nil
      }
      return reader.nested(entries, at: element.span, subject: "an audience") { reader in
        let name = reader.requiredText("name")
        var audience = Audience(name: name?.value ?? "", language: languages.first)
        if case .mapping? = reader.node("hook")?.content {
          for (language, text) in reader.textsByName("hook") {
            audience.hooks[language.value] = text.value
            if !languages.contains(language.value) {
              reader.reportUnknown("unknown-language", "language", language, known: languages)
            }
          }
        } else {
          audience.hook = reader.text("hook")
        }
        return Self.isNew(name, &seen, &reader) ? audience : nil
      }
    }
  }

  private static func isNew(
    _ name: Located<String>?, _ seen: inout [Located<String>], _ reader: inout DataReader
  ) -> Bool {
    guard let name else { return false }
    guard let first = seen.first(where: { $0.value == name.value }) else {
      seen.append(name)
      return true
    }
    reader.report(
      .twice("duplicate-audience", "audience", name, first: first, in: reader.file))
    return false
  }
}

extension Diagnostic {
  /// A name that must be unique stands twice.
  static func twice(
    _ id: String, _ what: String, _ name: Located<String>, first: Located<String>, in file: String
  ) -> Diagnostic {
    Diagnostic(
      id: id, "\(what) '\(name.value)' is given twice",
      at: SourceLocation(file: file, span: name.span),
      notes: [Note("first given here", at: SourceLocation(file: file, span: first.span))])
  }
}

extension UTMConfig {
  /// What a tracking parameter may hold, each in braces.
  package static let placeholders = [
    "network", "account", "section", "language", "audience", "article", "post",
  ]

  init(reading reader: inout DataReader) {
    self.init(
      source: Self.pattern("source", &reader), medium: Self.pattern("medium", &reader),
      campaign: Self.pattern("campaign", &reader), term: Self.pattern("term", &reader),
      content: Self.pattern("content", &reader))
  }

  private static func pattern(_ key: String, _ reader: inout DataReader) -> String? {
    reader.pattern(key, placeholders: placeholders)?.value
  }
}

extension DataReader {
  /// A text with placeholders in braces; nil where absent or where one of them is none of these.
  mutating func pattern(_ key: String, placeholders: [String]) -> Located<String>? {
    guard let text = locatedText(key) else { return nil }
    for part in text.value.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      guard let end = part.firstIndex(of: "}") else {
        report("bad-placeholder", "'{' has no closing '}'", at: text.span)
        return nil
      }
      let name = String(part[..<end])
      guard !placeholders.contains(name) else { continue }
      let guess = closestMatch(to: name, in: placeholders).map { ["did you mean '{\($0)}'?"] }
      report(
        "bad-placeholder", "unknown placeholder '{\(name)}'", at: text.span,
        notes: guess ?? [
          "use " + placeholders.map { "{\($0)}" }.joined(separator: ", ", last: " or ")
        ])
      return nil
    }
    return text
  }
}
