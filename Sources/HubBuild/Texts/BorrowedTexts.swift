import HubDiagnostics
import HubModel

extension Theme {
  /// Warnings of the texts that pages in one of the hub's languages show in another language.
  func borrowedTexts(_ languages: LanguagesConfig, _ use: ThemeUse) -> [Diagnostic] {
    let standard = languages.standard.code
    var needed = Set((texts["en"] ?? [:]).keys)
    for code in Self.codes(standard) { needed.formUnion((texts[code] ?? [:]).keys) }
    needed = needed.filter { !use.isUnused($0) }
    // Without texts in these languages, each use of one is an error.
    guard !needed.isEmpty else { return [] }
    return languages.all.flatMap { borrowedTexts(of: $0.code, needed: needed, standard: standard) }
  }

  /// The names of the files that may hold a language's texts, the most exact one first.
  static func codes(_ language: String) -> [String] {
    let base = String(language.prefix { $0 != "-" })
    return base == language ? [language] : [language, base]
  }

  private func borrowedTexts(
    of code: String, needed: Set<String>, standard: String
  ) -> [Diagnostic] {
    let own = Self.codes(code).filter { texts[$0] != nil }
    let other = Self.codes(standard).first { texts[$0] != nil && !own.contains($0) } ?? "en"
    guard let name = own.last else {
      return [
        .warning(
          "missing-texts",
          "the theme has no texts in '\(code)': its pages show those in '\(other)'",
          at: SourceLocation(file: writableTexts(code)),
          notes: ["write this file"])
      ]
    }
    let file = writableTexts(name)
    let known = Set(own.flatMap { texts[$0, default: [:]].keys })
    let missing = needed.subtracting(known).sorted()
    guard let first = missing.first else { return [] }
    let sources = missing.map { key in
      [standard, "en"].flatMap(Self.codes).first { texts[$0]?[key] != nil } ?? other
    }
    let shown = Set(sources).sorted().map { "'\($0)'" }.joined(separator: " and ")
    if missing.count == 1 {
      return [
        .warning(
          "missing-text",
          "there is no text '\(first)' in '\(code)': its pages show that in \(shown)",
          at: SourceLocation(file: file), notes: ["add the key to this file"])
      ]
    }
    return [
      .warning(
        "missing-text",
        "\(missing.count) texts are missing in '\(code)': its pages show those in \(shown)",
        at: SourceLocation(file: file),
        notes: ["add the keys to this file: " + missing.joined(separator: ", ")])
    ]
  }
}
