import Foundation
import HubDiagnostics

/// A theme's folder.
struct ThemeFolder: Hashable, Sendable {
  var name: String
  /// Where it is.
  var path: String
  /// How diagnostics name it: relative to the hub where it lies in it.
  var shown: String
}

/// Where themes are looked for: the hub's own `themes/`, then the installed ones.
struct ThemeFolders: Sendable {
  /// Before the names of themes that lie in the hub, in diagnostics.
  static let ofHub = "themes/"
  /// The file in which a theme says what it is.
  static let manifest = "theme.yaml"
  private let folders: [String]

  init(_ options: BuildOptions) {
    folders = [options.source + "/themes"] + options.themeFolders
  }

  /// Whether a text can be the name of a theme, and leads out of no folder.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix(".") && !text.contains { "/\\\0".contains($0) }
  }

  /// The first folder of that name that holds a theme.
  func find(_ name: String) -> ThemeFolder? {
    guard Self.isName(name) else { return nil }
    return folders.indices.lazy.map { folder(name, in: $0) }.first(where: isTheme)
  }

  /// All themes by name; one that the hub has hides an installed one of its name.
  func all() -> [ThemeFolder] {
    var found: [String: ThemeFolder] = [:]
    for index in folders.indices {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folders[index])) ?? []
      for name in names where Self.isName(name) && found[name] == nil {
        let folder = folder(name, in: index)
        if isTheme(folder) { found[name] = folder }
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// No theme has that name, as an error at the place where it is named.
  func missing(_ name: String, at location: SourceLocation?) -> Diagnostic {
    let names = all().map(\.name)
    var notes = didYouMean(name, in: names)
    if notes.isEmpty, !names.isEmpty { notes = ["there is " + names.joined(separator: ", ")] }
    notes.append("looked for it in " + folders.map { "'\($0)'" }.joined(separator: " and "))
    return .error("missing-theme", "no theme '\(name)'", at: location, notes: notes)
  }

  private func folder(_ name: String, in index: Int) -> ThemeFolder {
    let path = folders[index] + "/" + name
    return ThemeFolder(name: name, path: path, shown: index == 0 ? Self.ofHub + name : path)
  }

  private func isTheme(_ folder: ThemeFolder) -> Bool {
    ["templates", Self.manifest, "theme.yml"].contains { realPath(folder.path + "/" + $0) != nil }
  }
}
