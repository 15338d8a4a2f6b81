import Foundation
import HubData
import HubDiagnostics
import HubModel
import HubTemplates

/// A theme as read from its folder: templates, assets and texts.
struct Theme: Sendable {
  /// The folder as diagnostics name it.
  var folder: String
  var templates: [TemplateSource] = []
  /// What the templates in `shortcodes/` take.
  var shortcodes: [ShortcodeDeclaration] = []
  /// Copied below `/assets/`.
  var assets: [CopiedFile] = []
  /// By the asset's name in `assets/`: its address with a fingerprint of its bytes.
  var assetURLs: [String: URLPath] = [:]
  /// By language code, then by key.
  var texts: [String: [String: String]] = [:]

  /// The texts of a language with those of the default language, and of English, below them.
  func texts(for code: String, fallback: String) -> [String: String] {
    let base = String(code.prefix { $0 != "-" })
    return [code, base, fallback, "en"].reduce(into: [:]) { found, language in
      found.merge(texts[language] ?? [:]) { known, _ in known }
    }
  }
}

/// Finds and reads the theme that the configuration names.
struct ThemeLoader {
  let options: BuildOptions
  let config: HubConfig

  private static let largestFile = 4 << 20

  func callAsFunction() -> (theme: Theme?, diagnostics: [Diagnostic]) {
    let name = config.site.theme
    let folders = [options.source + "/themes"] + options.themeFolders
    let usable = !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
    guard usable,
      let found = folders.first(where: { realPath($0 + "/" + name + "/templates") != nil })
    else {
      return (nil, [missing(name, folders: folders)])
    }
    return read(name, folder: found + "/" + name, isOwn: found == folders[0])
  }

  private func missing(_ name: String, folders: [String]) -> Diagnostic {
    let known = folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        realPath(folder + "/" + $0 + "/templates") != nil
      }
    }
    let names = Set(known).sorted()
    var notes = didYouMean(name, in: names)
    if notes.isEmpty, !names.isEmpty { notes = ["there is " + names.joined(separator: ", ")] }
    notes.append("looked for it in " + folders.map { "'\($0)'" }.joined(separator: " and "))
    return .error(
      "missing-theme", "no theme '\(name)'",
      at: SourceLocation(file: config.file, span: config.site.themePlace), notes: notes)
  }

  private func read(
    _ name: String, folder: String, isOwn: Bool
  ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    let shown = isOwn ? "themes/\(name)" : folder
    var theme = Theme(folder: shown)
    var diagnostics: [Diagnostic] = []
    func files(_ part: String) -> [FoundFile] {
      var walk = FolderWalk(bounds: [realPath(folder) ?? folder])
      walk.walk(folder + "/" + part, shownAs: "\(shown)/\(part)")
      diagnostics += walk.diagnostics
      return walk.files
    }
    func contents(_ file: FoundFile, in part: String) -> [UInt8]? {
      do throws(FileError) {
        return try readFile(file.path, limit: Self.largestFile)
      } catch {
        diagnostics.append(
          .error(
            "unreadable-file", "file can't be read: \(error.reason)",
            at: SourceLocation(file: "\(shown)/\(part)/\(file.name)")))
        return nil
      }
    }
    for file in files("templates") where file.name.hasSuffix(".html") {
      guard let text = contents(file, in: "templates") else { continue }
      let source = TemplateSource(
        name: file.name, file: "\(shown)/templates/\(file.name)", text: text)
      guard let head = ShortcodeHead(source) else {
        theme.templates.append(source)
        continue
      }
      theme.templates.append(head.template)
      theme.shortcodes.append(head.declaration)
      diagnostics += head.diagnostics
    }
    for file in files("assets") {
      let url = URLPath(
        segments: ["assets"] + file.name.split(separator: "/").map(String.init), isFolder: false)
      theme.assets.append(
        CopiedFile(file: "\(shown)/assets/\(file.name)", path: file.path, url: url))
      guard let bytes = contents(file, in: "assets") else { continue }
      let version = fingerprint(bytes).prefix(8)
      theme.assetURLs[file.name] = URLPath(encoded: "\(url)?v=\(version)")
    }
    for file in files("i18n") where file.name.hasSuffix(".yaml") {
      guard let bytes = contents(file, in: "i18n") else { continue }
      let (texts, problems) = decodeTexts(bytes, file: "\(shown)/i18n/\(file.name)")
      theme.texts[String(file.name.dropLast(5))] = texts
      diagnostics += problems
    }
    return (theme, diagnostics)
  }

  /// A flat mapping from keys to texts.
  private func decodeTexts(
    _ bytes: [UInt8], file: String
  ) -> (texts: [String: String], diagnostics: [Diagnostic]) {
    let (node, problems) = YAML.parse(bytes[...], file: file)
    var diagnostics = problems
    var texts: [String: String] = [:]
    guard let node, !node.isNull else { return (texts, diagnostics) }
    guard case .mapping(let entries) = node.content else {
      diagnostics.append(
        .error(
          "wrong-type", "a theme's texts are a mapping, not \(node.kind.rawValue)",
          at: SourceLocation(file: file, span: node.span),
          notes: ["write a key and its text on each line, such as 'readMore: Read more'"]))
      return (texts, diagnostics)
    }
    for entry in entries {
      guard case .scalar(let text, _) = entry.value.content else {
        diagnostics.append(
          .error(
            "text-type", "'\(entry.key)' takes a text",
            at: SourceLocation(file: file, span: entry.value.span)))
        continue
      }
      texts[entry.key] = text
    }
    return (texts, diagnostics)
  }
}
