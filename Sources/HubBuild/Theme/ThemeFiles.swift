import Crypto
import Foundation
import HubDiagnostics
import HubModel
import HubTemplates

/// Reads templates, assets and texts from the hub's own folders, the theme and those it extends.
///
/// What comes earlier in that order replaces what has the same path, or the same key, later.
struct ThemeFiles {
  /// A folder with `templates/`, `assets/` and `i18n/` in it.
  private struct Layer {
    var path: String
    /// What stands before its files' names in diagnostics.
    var shown: String
    /// What stands before the names of its templates for those that replace them; nil for the hub's
    /// own, which nothing replaces.
    var prefix: String?
    /// What a symbolic link in it may lead to.
    var bounds: [String]
  }

  private(set) var theme: Theme
  private(set) var diagnostics: [Diagnostic] = []
  private let layers: [Layer]
  private let readsHub: Bool
  /// By file: what the templates of shortcodes say of themselves.
  private var heads: [String: ShortcodeHead] = [:]
  /// By file: what layouts say of themselves.
  private var layoutHeads: [String: LayoutHead] = [:]

  private static let parts = ["templates", "assets", "i18n"]
  private static let largestFile = 4 << 20

  /// `hub`: the hub's folder, nil to read the theme alone.
  init(hub: String?, theme: Theme) {
    self.theme = theme
    readsHub = hub != nil
    let hubs = hub.map { hub in
      Layer(
        path: hub, shown: "", prefix: nil,
        bounds: Self.parts.map { resolvedPath(hub + "/" + $0) })
    }
    let themes = theme.folders.enumerated().map { index, folder in
      Layer(
        path: folder.path, shown: folder.shown + "/",
        prefix: (index == 0 ? "theme" : folder.name) + "/",
        bounds: [realPath(folder.path) ?? folder.path])
    }
    layers = (hubs.map { [$0] } ?? []) + themes
  }

  mutating func read() {
    readTemplates()
    readAssets()
    checkDefaultImages()
    for layer in layers where layer.prefix != nil { readTexts(layer) }
    for layer in layers where layer.prefix == nil { readTexts(layer) }
  }

  // MARK: Templates

  private mutating func readTemplates() {
    let found = layers.map { templates(in: $0) }
    var names: Set<String> = []
    for (index, sources) in found.enumerated() {
      for var source in sources {
        checkName(source)
        addLayoutHead(of: source)
        guard names.insert(source.name).inserted else { continue }
        let replaces = found[(index + 1)...].contains { $0.contains { $0.name == source.name } }
        if source.use != .broken, isWatched(layers[index]), !replaces,
          !source.name.hasPrefix(ShortcodeDeclaration.folder)
        {
          source.use = .expected
          source.unusedHint = unusedHint(source, in: layers[index])
        }
        theme.templates.append(source)
        if let head = heads[source.file] {
          var declaration = head.declaration
          declaration.isBroken = head.diagnostics.hasErrors
          theme.shortcodes.append(declaration)
          diagnostics += head.diagnostics
        }
      }
    }
    // What stands above a layer may use what that layer, or the ones below it, would have shown.
    for index in layers.indices where found[..<index].contains(where: { !$0.isEmpty }) {
      guard let prefix = layers[index].prefix else { continue }
      var originals: Set<String> = []
      for var source in found[index...].joined() where originals.insert(source.name).inserted {
        source.name = prefix + source.name
        if source.use != .broken { source.use = .original }
        if names.insert(source.name).inserted { theme.templates.append(source) }
      }
    }
  }

  /// A layout without a head of its own has that of the one that it replaces.
  private mutating func addLayoutHead(of source: TemplateSource) {
    guard let head = layoutHeads[source.file] else { return }
    diagnostics += head.diagnostics
    guard let declaration = head.declaration else { return }
    theme.layoutHeads[declaration.name] = theme.layoutHeads[declaration.name] ?? declaration
  }

  private mutating func templates(in layer: Layer) -> [TemplateSource] {
    files("templates", of: layer).compactMap { file in
      guard isRead(file, "templates", ".html", layer) else { return nil }
      let text = contents(file, "templates", of: layer)
      var source = TemplateSource(
        name: file.name, file: "\(layer.shown)templates/\(file.name)", text: text ?? [])
      guard text != nil else {
        source.use = .broken
        return source
      }
      if let head = LayoutHead(source) {
        layoutHeads[source.file] = head
        source = head.template
        if head.diagnostics.hasErrors { source.use = .broken }
      }
      guard let head = ShortcodeHead(source) else { return source }
      heads[source.file] = head
      source = head.template
      if head.diagnostics.hasErrors { source.use = .broken }
      return source
    }
  }

  /// Whether files without a use are mistakes: the hub's own, and those of a theme that is checked.
  private func isWatched(_ layer: Layer) -> Bool {
    layer.prefix == nil || (!readsHub && layer.path == layers.first?.path)
  }

  private func unusedHint(_ source: TemplateSource, in layer: Layer) -> String {
    let folder = source.name.prefix { $0 != "/" }
    let shortcodes = ShortcodeDeclaration.folder.dropLast()
    if folder.count < source.name.count,
      closestMatch(to: String(folder), in: [String(shortcodes)]) != nil
    {
      return "templates of shortcodes stand in '\(layer.shown)templates/\(shortcodes)/'"
    }
    return layer.prefix == nil
      ? "name the file as the theme names the one to replace, or remove it"
      : "name it in a template, or remove the file"
  }

  /// Reports a template that can't be told from another theme's.
  private mutating func checkName(_ source: TemplateSource) {
    guard let prefix = layers.compactMap(\.prefix).first(where: { source.name.hasPrefix($0) })
    else { return }
    diagnostics.append(
      .error(
        "template-name",
        "'\(prefix)…' is how templates name the originals of those that are replaced",
        at: SourceLocation(file: source.file), notes: ["give the folder another name"]))
  }

  // MARK: Assets

  private mutating func readAssets() {
    for layer in layers {
      for file in files("assets", of: layer) {
        guard theme.publishedAssets[file.name] == nil else {
          warnOfLostStyles(file, layer)
          continue
        }
        let url = URLPath(
          segments: ["assets"] + file.name.split(separator: "/").map(String.init), isFolder: false)
        guard let bytes = contents(file, "assets", of: layer) else { continue }
        theme.assets.append(
          CopiedFile(file: "\(layer.shown)assets/\(file.name)", path: file.path, url: url))
        let digest = Data(SHA384.hash(data: bytes)).base64EncodedString()
        theme.publishedAssets[file.name] = PublishedAsset(
          url: URLPath(encoded: "\(url)?v=\(fingerprint(bytes).prefix(8))"),
          integrity: "sha384-\(digest)")
      }
    }
  }

  /// A hub's `custom.css` takes the place of a theme's, whose styles would be gone unnoticed.
  private mutating func warnOfLostStyles(_ file: FoundFile, _ layer: Layer) {
    guard file.name == "custom.css", readsHub,
      let folder = theme.folders.dropLast().first(where: { $0.path == layer.path }),
      theme.assets.contains(where: { $0.file == "assets/custom.css" })
    else { return }
    diagnostics.append(
      .warning(
        "lost-styles", "nothing loads these styles: the hub's assets/custom.css replaces them",
        at: SourceLocation(file: "\(layer.shown)assets/custom.css"),
        notes: ["call the file '\(folder.name).css': it is loaded before the hub's"]))
  }

  /// A theme's default picture is one of its own files.
  private mutating func checkDefaultImages() {
    for setting in theme.values.map(\.setting) {
      guard case .image(let image) = setting.standard, !image.isElsewhere,
        theme.publishedAssets[image.source] == nil
      else { continue }
      diagnostics.append(
        .error(
          "missing-image", "no file '\(image.source)' in the theme's assets/", at: setting.place,
          notes: didYouMean(image.source, in: theme.publishedAssets.keys.sorted())))
    }
  }

  // MARK: Texts

  private mutating func readTexts(_ layer: Layer) {
    for file in files("i18n", of: layer) where isRead(file, "i18n", ".yaml", layer) {
      guard let bytes = contents(file, "i18n", of: layer) else { continue }
      let name = "\(layer.shown)i18n/\(file.name)"
      let language = String(file.name.dropLast(5))
      let reader = ThemeTextReader(bytes, file: name, language: language)
      diagnostics += reader.diagnostics
      if reader.diagnostics.hasErrors { theme.hasBrokenTexts = true }
      let isHubs = layer.prefix == nil
      let entries = isHubs ? reader.texts.filter { check($0, file: name) } : reader.texts
      theme.texts[language, default: [:]].merge(
        entries.lazy.map { ($0.key, $0.text) },
        uniquingKeysWith: { known, new in isHubs ? new : known })
      let found = ThemeTextFile(
        file: name, language: language, isHubs: isHubs,
        keys: reader.texts.map {
          .init(key: $0.key, span: $0.span, placeholders: $0.placeholders)
        })
      theme.textFiles.insert(found, at: isHubs ? 0 : theme.textFiles.count)
      guard !isHubs else { continue }
      for entry in entries {
        let known = theme.textValues[entry.key, default: []]
        theme.textValues[entry.key] = known + entry.text.placeholders.filter { !known.contains($0) }
      }
    }
  }

  /// Whether a text of the hub asks for nothing that the theme's templates don't give it.
  private mutating func check(
    _ entry: ThemeTextReader.Entry, file: String
  ) -> Bool {
    guard let known = theme.textValues[entry.key] else { return true }
    let wrong = entry.text.placeholders.filter { !known.contains($0) }
    for name in wrong {
      var notes = didYouMean(name, in: known)
      if notes.isEmpty {
        notes = [
          known.isEmpty
            ? "it has no values" : "it has " + known.map { "{\($0)}" }.joined(separator: ", ")
        ]
      }
      diagnostics.append(
        .error(
          "unknown-placeholder", "the theme's text '\(entry.key)' has no value '{\(name)}'",
          at: SourceLocation(file: file, span: entry.span), notes: notes))
    }
    return wrong.isEmpty
  }

  // MARK: Files

  private mutating func files(_ part: String, of layer: Layer) -> [FoundFile] {
    var walk = FolderWalk(bounds: layer.bounds)
    walk.walk(layer.path + "/" + part, shownAs: layer.shown + part)
    diagnostics += walk.diagnostics
    return walk.files
  }

  /// Whether a file is of the kind that its folder holds; the hub's others are mistakes.
  private mutating func isRead(
    _ file: FoundFile, _ part: String, _ ending: String, _ layer: Layer
  ) -> Bool {
    if file.name.hasSuffix(ending) { return true }
    if isWatched(layer) {
      diagnostics.append(
        .warning(
          "unused-file", "files in '\(part)' end with '\(ending)'; this one is not read",
          at: SourceLocation(file: "\(layer.shown)\(part)/\(file.name)"), notes: ["rename the file"]
        ))
    }
    return false
  }

  private mutating func contents(
    _ file: FoundFile, _ part: String, of layer: Layer
  ) -> [UInt8]? {
    do throws(FileError) {
      return try readFile(file.path, limit: Self.largestFile)
    } catch {
      diagnostics.append(
        .error(
          "unreadable-file", "file can't be read: \(error.reason)",
          at: SourceLocation(file: "\(layer.shown)\(part)/\(file.name)")))
      return nil
    }
  }
}
