import HubData
import HubDiagnostics

/// What a `theme.yaml` says.
struct ThemeManifest: Sendable {
  var name: String?
  var description: String?
  var version: String?
  var license: String?
  /// The theme that has what this one lacks, with the place where it is named.
  var extends: Located<String>?
  var settings: [ThemeSetting] = []

  init() {}

  /// Reads a `theme.yaml`.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name in diagnostics.
  /// - Returns: what could be read, and the problems.
  static func decode(
    _ bytes: [UInt8], file: String
  ) -> (manifest: ThemeManifest, diagnostics: [Diagnostic]) {
    let (node, problems) = YAML.parse(bytes[...], file: file)
    guard let node, !node.isNull else { return (ThemeManifest(), problems) }
    guard case .mapping(let entries) = node.content else {
      let problem = Diagnostic.error(
        "wrong-type", "a theme.yaml is a mapping, not \(node.kind.rawValue)",
        at: SourceLocation(file: file, span: node.span),
        notes: ["write 'name:', 'version:' and so on"])
      return (ThemeManifest(), problems + [problem])
    }
    var reader = DataReader(
      entries, at: node.span, file: file, subject: "theme.yaml", unknownKeys: .error)
    let manifest = ThemeManifest(reading: &reader)
    return (manifest, problems + reader.finish())
  }

  private init(reading reader: inout DataReader) {
    name = reader.text("name")
    description = reader.text("description")
    version = reader.text("version")
    license = reader.text("license")
    extends = reader.locatedText("extends")
    if let name = extends, !ThemeFolders.isName(name.value) {
      reader.report(
        "bad-theme", "'extends' takes the name of a theme, not a path", at: name.span)
      extends = nil
    }
    guard let node = reader.mappingEntries("settings"), case .mapping(let entries) = node.content
    else { return }
    settings = entries.compactMap { ThemeSetting($0, reading: &reader) }
  }
}
