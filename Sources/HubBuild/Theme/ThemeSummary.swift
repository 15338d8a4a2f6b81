import HubData
import HubModel

/// A theme in a line: what its `theme.yaml` says, and where it is.
package struct ThemeSummary: Sendable, Encodable {
  /// The folder's name, which `site.theme` takes.
  package var name: String
  /// Relative to the hub where it lies in it.
  package var folder: String
  /// Whether the hub uses it, directly or because its theme extends it.
  package var isUsed: Bool
  package var title: String?
  package var description: String?
  package var version: String?
  package var license: String?
  package var extends: String?

  init(_ folder: ThemeFolder, _ manifest: ThemeManifest?, isUsed: Bool) {
    name = folder.name
    self.folder = folder.shown
    self.isUsed = isUsed
    title = manifest?.name
    description = manifest?.description
    version = manifest?.version
    license = manifest?.license
    extends = manifest?.extends?.value
  }
}

/// All themes that a hub in this folder can use, by name.
package func listThemes(_ options: BuildOptions) -> [ThemeSummary] {
  let folders = ThemeFolders(options)
  var used: Set<String> = []
  var next = readConfig(options).config?.site.theme
  let found = folders.all().map { ($0, ThemeLoader.manifest(of: $0).manifest) }
  while let name = next, used.insert(name).inserted {
    next = found.first { $0.0.name == name }?.1.extends?.value
  }
  return found.map { ThemeSummary($0.0, $0.1, isUsed: used.contains($0.0.name)) }
}
