import HubData
import HubDiagnostics

extension LanguagesConfig {
  init(reading reader: inout DataReader) {
    let standard = reader.locatedText("default")
    var languages: [Located<Language>] = []
    for entry in reader.entries where entry.key != "default" {
      guard let language = Self.language(entry, &reader) else { continue }
      let twin = languages.first { $0.value.code.lowercased() == entry.key.lowercased() }
      if let twin {
        reader.report(
          "duplicate-language", "language '\(entry.key)' is '\(twin.value.code)' once more",
          at: entry.keySpan)
      } else {
        languages.append(Located(language, span: entry.keySpan))
      }
    }
    let codes = languages.map(\.value.code)
    if let standard, !codes.contains(standard.value) {
      let notes = didYouMean(standard.value, in: codes)
      reader.report(
        "unknown-language", "the default language '\(standard.value)' is not in the list",
        at: standard.span,
        notes: notes.isEmpty ? ["add '\(standard.value): { name: … }'"] : notes)
    } else if standard == nil, languages.count > 1 {
      reader.reportMissing("default", notes: ["write default: \(codes[0])"])
    }
    let first = codes.firstIndex { $0 == standard?.value } ?? 0
    var all = languages.map(\.value)
    if first > 0 { all.insert(all.remove(at: first), at: 0) }
    self.init(all: all)
  }

  private static func language(
    _ entry: DataNode.Entry, _ reader: inout DataReader
  ) -> Language? {
    // Asked for, so that it does not count as an unknown key.
    _ = reader.entry(entry.key)
    guard Language.isCode(entry.key) else {
      reader.report(
        "bad-language", "'\(entry.key)' is no language code", at: entry.keySpan,
        notes: ["write a BCP 47 code such as en, sw or pt-BR"])
      return nil
    }
    let direction = Language.usualDirection(of: entry.key)
    let plain = Language(code: entry.key, name: entry.key, direction: direction)
    guard !entry.value.isNull else { return plain }
    return reader.mapping(entry.key) { reader in
      Language(
        code: entry.key, name: reader.text("name") ?? entry.key,
        direction: reader.choice("direction", otherwise: direction))
    } ?? plain
  }
}

extension Language {
  /// Whether a text has the shape of a BCP 47 tag: `en`, `pt-BR`, `sr-Latn-RS`.
  package static func isCode(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let primary = parts.first, (2...8).contains(primary.count), primary.count != 4,
      primary.allSatisfy(isLetter)
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count)
        && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }
  }

  /// How a language is usually written: its script's direction.
  package static func usualDirection(of code: String) -> Direction {
    let parts = code.lowercased().split(separator: "-")
    if let script = parts.dropFirst().first(where: { $0.utf8.count == 4 }) {
      return rightToLeftScripts.contains(String(script)) ? .rightToLeft : .leftToRight
    }
    return rightToLeft.contains(parts.first.map { String($0) } ?? "") ? .rightToLeft : .leftToRight
  }

  private static let rightToLeft: Set<String> = [
    "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn",
    "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
  ]

  private static let rightToLeftScripts: Set<String> = [
    "adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
