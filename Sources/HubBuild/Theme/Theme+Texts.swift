import HubDiagnostics
import HubModel

extension Theme {
  /// Texts and languages of the hub's own `i18n/` that nothing asks for.
  func unusedHubTexts(_ use: ThemeUse, _ config: HubConfig) -> [Diagnostic] {
    let themeKeys = Set(textFiles.lazy.filter { !$0.isHubs }.flatMap(\.keys).map(\.key))
    let languages = Set(config.languages.all.flatMap { [$0.code, Self.base($0.code)] } + ["en"])
    return textFiles.filter(\.isHubs).flatMap { file -> [Diagnostic] in
      guard languages.contains(file.language) else {
        return [
          .warning(
            "unknown-language", "'\(file.language)' is no language of this hub",
            at: SourceLocation(file: file.file),
            notes: didYouMean(file.language, in: languages.sorted())
              + ["add it under 'languages:' in hubgen.yaml, or rename the file"])
        ]
      }
      return file.keys.filter { !themeKeys.contains($0.key) && use.isUnused($0.key) }.map { entry in
        .warning(
          "unused-text", "no template uses '\(entry.key)', and it replaces no text of the theme",
          at: SourceLocation(file: file.file, span: entry.span),
          notes: didYouMean(entry.key, in: themeKeys.sorted()))
      }
    }
  }

  /// Texts of the theme itself that nothing uses, each once: in English where there is English.
  func unusedTexts(_ use: ThemeUse) -> [Diagnostic] {
    var seen: Set<String> = []
    let own = textFiles.filter { $0.file.hasPrefix(folder + "/") }
    return (own.filter { $0.language == "en" } + own).flatMap { file in
      file.keys.filter { use.isUnused($0.key) && seen.insert($0.key).inserted }.map { entry in
        .warning(
          "unused-text", "no template uses '\(entry.key)'",
          at: SourceLocation(file: file.file, span: entry.span),
          notes: ["remove it from every file of \(folder)/i18n/"])
      }
    }
  }

  /// Texts that one language has and another lacks, and languages of the hub without any.
  func missingTexts(_ config: HubConfig) -> [Diagnostic] {
    let all = Set(texts.values.flatMap(\.keys))
    guard !all.isEmpty else { return [] }
    let standIn = "the text of the default language, or the English one, stands in"
    var diagnostics: [Diagnostic] = []
    // Of a theme that lies elsewhere, only what this hub shows is its author's to complete; of one
    // that extends another, what it has itself.
    let own = textFiles.filter { $0.file.hasPrefix(folder + "/") }.map(\.language)
    let isInHub = folder.hasPrefix(ThemeFolders.ofHub)
    let shown = Set(config.languages.all.flatMap { Self.codes($0.code) } + (isInHub ? own : []))
    for language in texts.keys.sorted() where shown.contains(language) {
      let known = (texts[language] ?? [:]).merging(texts[Self.base(language)] ?? [:]) { own, _ in
        own
      }
      let missing = all.filter { known[$0] == nil }.sorted()
      guard !missing.isEmpty else { continue }
      let count = missing.count == 1 ? "a text" : "\(missing.count) texts"
      let them = missing.count == 1 ? "it" : "them"
      let file = writableTexts(language)
      let isThere = textFiles.contains { $0.file == file }
      diagnostics.append(
        .warning(
          "missing-text", "'\(language)' lacks \(count): \(missing.joined(separator: ", "))",
          at: SourceLocation(file: file),
          notes: [
            isThere ? "write \(them) into this file" : "make this file with \(them)", standIn,
          ]))
    }
    for language in config.languages.all
    where texts[language.code] == nil && texts[Self.base(language.code)] == nil {
      diagnostics.append(
        .warning(
          "missing-text", "the theme has no texts in '\(language.code)', a language of this hub",
          at: SourceLocation(file: config.file),
          notes: ["make \(writableTexts(language.code)) with them", standIn]))
    }
    return diagnostics
  }

  private static func base(_ code: String) -> String { String(code.prefix { $0 != "-" }) }
}
