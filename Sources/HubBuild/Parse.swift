import HubData
import HubDiagnostics
import HubMarkdown
import HubModel

/// The second stage: every Markdown file read once, its front matter and body understood.
struct Parse: Sendable {
  let config: HubConfig
  /// By language: the body parser.
  private let parsers: [MarkdownParser]
  /// Nil without a theme, when shortcodes can't be checked.
  private let shortcodes: ShortcodeCheck?

  /// `theme` gives alerts their titles; `keepsPlainText`: whether teasers will be cut.
  init(config: HubConfig, theme: Theme?, keepsPlainText: Bool) {
    self.config = config
    shortcodes = theme.flatMap { $0.isBroken ? nil : ShortcodeCheck($0) }
    parsers = config.languages.all.map { language in
      let texts = theme?.texts(for: language.code, fallback: config.languages.standard.code) ?? [:]
      return MarkdownParser(
        config: config, languageCode: language.code, texts: texts, keepsPlainText: keepsPlainText)
    }
  }

  private struct Result: Sendable {
    var page: Page?
    var diagnostics: [Diagnostic]
  }

  /// The pages of all files, in the files' order, without those that could not be understood.
  func callAsFunction(
    _ files: [FoundFile], jobs: Int
  ) -> (pages: [Page], diagnostics: [Diagnostic]) {
    let results = parallelMap(files, jobs: jobs) { parse($0) }
    return (results.compactMap(\.page), results.flatMap(\.diagnostics))
  }

  private func parse(_ found: FoundFile) -> Result {
    let file = "content/" + found.name
    do throws(FileError) {
      return parse(try readFile(found.path, limit: 11 << 20), name: found.name, file: file)
    } catch {
      return Result(
        diagnostics: [
          .error(
            "unreadable-file", "file can't be read: \(error.reason)", at: SourceLocation(file: file)
          )
        ])
    }
  }

  private func parse(_ bytes: [UInt8], name: String, file: String) -> Result {
    let path = ContentPath(name, languages: config.languages.all)
    let (block, splitProblems) = FrontMatterBlock.split(bytes, file: file)
    guard let block else { return Result(diagnostics: splitProblems) }
    let (frontMatter, frontMatterProblems) = FrontMatter.decode(
      block, of: bytes, file: file, config: config)
    var (document, bodyProblems) = parsers[path.language].parse(
      bytes[block.body], file: file, firstLine: block.bodyFirstLine)
    document.isBroken = bodyProblems.hasErrors
    let checked = document.shortcodes.isEmpty ? nil : shortcodes?(document, file: file)
    var diagnostics = splitProblems + frontMatterProblems + bodyProblems
    diagnostics += checked?.diagnostics ?? []
    if let code = path.unknownLanguage {
      diagnostics.append(
        .warning(
          "unknown-language", "'\(code)' is no language of this hub",
          at: SourceLocation(file: file),
          notes: [
            "add it under 'languages:' in hubgen.yaml, or rename the file without '.\(code)'"
          ]))
    }
    guard let frontMatter else { return Result(diagnostics: diagnostics) }
    guard
      let kind = path.kind(
        hasDate: frontMatter.date != nil, taxonomies: config.content.taxonomies)
    else { return Result(diagnostics: diagnostics + [notAboutTerm(path, file: file)]) }
    return Result(
      page: Page(
        PageText(
          kind: kind, file: file, identity: path.identity, folder: path.folder,
          isBundle: path.role == .bundle, language: path.language, section: path.section,
          frontMatter: frontMatter, document: document, shortcodes: checked?.calls ?? [],
          shortcodeReferences: checked?.references ?? [])),
      diagnostics: diagnostics)
  }
  /// A page of another kind in the folder of a taxonomy.
  private func notAboutTerm(_ path: ContentPath, file: String) -> Diagnostic {
    let parts = path.identity.split(separator: "/")
    var notes = [
      "move it to another folder, or take '\(parts[0])' out of 'content.taxonomies' in"
        + " '\(config.file)'"
    ]
    if parts.count <= 2, path.role != .section {
      let code = path.language == 0 ? "" : "." + config.languages.all[path.language].code
      notes.insert(
        "if it is one of them, rename it to 'content/\(path.identity)/_index\(code).md'", at: 0)
    }
    return .error(
      "taxonomy-folder",
      "'content/\(parts[0])/' holds only the pages of its terms: each is '_index.md' in a folder"
        + " named like the term",
      at: SourceLocation(file: file), notes: notes)
  }
}
