import HubData
import HubDiagnostics
import HubModel

/// Finds and reads the theme that the configuration names, with the hub's own files over it.
struct ThemeLoader {
  let options: BuildOptions
  private(set) var config: HubConfig
  /// Whether it is a theme that hubgen.yaml does not name.
  private let isNamed: Bool
  /// Whether the hub's own files replace the theme's.
  var readsHub = true

  /// Reads the theme that the hub uses, with the hub's files and settings; one that is named alone.
  init(options: BuildOptions, config: HubConfig, name: String? = nil) {
    self.options = options
    self.config = config
    isNamed = name != nil && name != config.site.theme
    guard let name, isNamed else { return }
    self.config.site.theme = name
    // They are meant for the theme that the hub uses.
    self.config.theme = []
    readsHub = false
  }

  /// The theme, nil where it or one that it extends is not there; and the problems.
  func callAsFunction() -> (theme: Theme?, diagnostics: [Diagnostic]) {
    let folders = ThemeFolders(options)
    guard let first = folders.find(config.site.theme) else {
      let place =
        isNamed ? nil : SourceLocation(file: config.file, span: config.site.themePlace)
      return (nil, [folders.missing(config.site.theme, at: place)])
    }
    var theme = Theme(folders: [first])
    var diagnostics: [Diagnostic] = []
    while let folder = theme.folders.last, theme.manifests.count < theme.folders.count {
      let (manifest, problems) = Self.manifest(of: folder)
      diagnostics += problems
      if problems.hasErrors { theme.isBroken = true }
      theme.manifests.append(manifest)
      guard let other = manifest.extends else { continue }
      let place = SourceLocation(file: folder.shown + "/theme.yaml", span: other.span)
      guard !theme.folders.contains(where: { $0.name == other.value }) else {
        return (nil, diagnostics + [Self.cycle(theme.folders, other.value, at: place)])
      }
      guard let next = folders.find(other.value) else {
        return (nil, diagnostics + [folders.missing(other.value, at: place)])
      }
      theme.folders.append(next)
    }
    let (settings, settingProblems) = theme.settings()
    let (values, valueProblems) = theme.values(of: settings, in: config) {
      folders.all().filter { folder in !theme.folders.contains { $0.name == folder.name } }.map {
        ($0.name, Self.manifest(of: $0).manifest.settings.map(\.name))
      }
    }
    theme.values = values
    var files = ThemeFiles(hub: readsHub ? options.source : nil, theme: theme)
    files.read()
    return (files.theme, diagnostics + settingProblems + valueProblems + files.diagnostics)
  }

  /// Reads a theme's `theme.yaml`; a theme without one says nothing of itself.
  static func manifest(
    of folder: ThemeFolder
  ) -> (manifest: ThemeManifest, diagnostics: [Diagnostic]) {
    let file = folder.shown + "/theme.yaml"
    do throws(FileError) {
      return ThemeManifest.decode(
        try readFile(folder.path + "/theme.yaml", limit: 1 << 20), file: file)
    } catch {
      guard error.isMissing else {
        let problem = Diagnostic.error(
          "unreadable-file", "file can't be read: \(error.reason)", at: SourceLocation(file: file))
        return (ThemeManifest(), [problem])
      }
      guard realPath(folder.path + "/theme.yml") != nil else { return (ThemeManifest(), []) }
      let problem = Diagnostic.error(
        "theme-file", "a theme's file is called theme.yaml; this one is not read",
        at: SourceLocation(file: folder.shown + "/theme.yml"), notes: ["rename the file"])
      return (ThemeManifest(), [problem])
    }
  }

  private static func cycle(
    _ folders: [ThemeFolder], _ name: String, at place: SourceLocation
  ) -> Diagnostic {
    let start = folders.firstIndex { $0.name == name } ?? 0
    let chain = (folders[start...].map(\.name) + [name]).map { "'\($0)'" }
    return .error(
      "theme-cycle", "theme \(chain[0]) extends itself: \(chain.joined(separator: " → "))",
      at: place, notes: ["remove one of these 'extends'"])
  }
}
