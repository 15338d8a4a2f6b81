import Foundation
import Glibc
package import HubDiagnostics
import HubModel

/// What became of a theme that was to be made in the hub's `themes/`.
package struct MadeTheme: Sendable {
  /// Relative to the hub, in the order of their names.
  package var files: [String] = []
  /// The theme that hubgen.yaml names, and where.
  package var used = ""
  package var place: SourceLocation?
  package var diagnostics: [Diagnostic] = []
}

/// Makes a theme with the fewest files.
///
/// - Parameters:
///   - name: of the new theme.
///   - base: the theme that has what the new one lacks; nil for a theme that has all it needs.
///   - options: where the hub is, and the installed themes.
/// - Returns: the files, none where there is an error.
package func newTheme(_ name: String, extending base: String?, _ options: BuildOptions) -> MadeTheme
{
  make(name, options) { folders throws(Refusal) in
    if let base {
      guard base != name else { throw Refusal("a theme can't extend itself") }
      guard let folder = folders.find(base) else {
        throw Refusal(folders.missing(base, at: nil))
      }
      guard realPath("\(folder.path)/assets/\(name).css") == nil else {
        throw Refusal(
          "'\(base)' has a file assets/\(name).css, which that of a theme '\(name)' would replace",
          notes: ["choose another name"])
      }
    }
    return StarterTheme(name: name, extends: base).files.map { ($0.name, .text($0.text)) }
  }
}

/// Copies a theme into the hub under another name.
///
/// - Parameters:
///   - original: the theme to copy, of the hub or installed.
///   - name: of the copy.
///   - options: where the hub is, and the installed themes.
/// - Returns: the files, none where there is an error.
package func copyTheme(_ original: String, as name: String, _ options: BuildOptions) -> MadeTheme {
  make(name, options) { folders throws(Refusal) in
    guard let folder = folders.find(original) else {
      throw Refusal(folders.missing(original, at: nil))
    }
    var walk = FolderWalk(bounds: [realPath(folder.path) ?? folder.path])
    walk.walk(folder.path, shownAs: folder.shown)
    if walk.diagnostics.hasErrors { throw Refusal(walk.diagnostics) }
    return try walk.files.map { file throws(Refusal) in
      guard file.name == "theme.yaml" else { return (file.name, .file(file.path)) }
      do throws(FileError) {
        let text = String(decoding: try readFile(file.path, limit: 1 << 20), as: UTF8.self)
        return (file.name, .text(renamed(text, to: name)))
      } catch { throw Refusal("can't read '\(error.path)': \(error.reason)") }
    }
  }
}

private enum Contents {
  case text(String)
  case file(String)
}

/// Why no theme is made.
private struct Refusal: Error {
  var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }

  init(_ message: String, notes: [String] = []) {
    self.init(.error("theme-not-made", message, at: nil, notes: notes))
  }
}

/// Writes all files beside the new folder's place, then gives them its name: there is never half a
/// theme.
private func make(
  _ name: String, _ options: BuildOptions,
  contents: (ThemeFolders) throws(Refusal) -> [(name: String, contents: Contents)]
) -> MadeTheme {
  let (config, problems) = readConfig(options)
  guard let config else { return MadeTheme(diagnostics: problems) }
  var made = MadeTheme(
    used: config.site.theme,
    place: SourceLocation(file: config.file, span: config.site.themePlace))
  do throws(Refusal) {
    guard ThemeFolders.isName(name), !name.hasPrefix("-"), name.utf8.allSatisfy(\.isPlain) else {
      throw Refusal(
        "'\(name)' is no name for a theme", notes: ["use letters, digits, '-', '_' and '.'"])
    }
    let themes = options.source + "/themes"
    var status = stat()
    guard lstat(themes + "/" + name, &status) != 0 else {
      throw Refusal(
        "'themes/\(name)' is there already; nothing was changed", notes: ["choose another name"])
    }
    let files = try contents(ThemeFolders(options))
    do throws(FileError) {
      try write(files, to: themes, name: name)
    } catch { throw Refusal("can't write '\(error.path)': \(error.reason)") }
    made.files = files.map { "themes/\(name)/\($0.name)" }.sorted()
  } catch { made.diagnostics = error.diagnostics }
  return made
}

private func write(
  _ files: [(name: String, contents: Contents)], to themes: String, name: String
) throws(FileError) {
  let temporary = "\(themes)/.\(name)\(OutputFolder.temporarySuffix)"
  // What a killed command may have left.
  try? FileManager.default.removeItem(atPath: temporary)
  defer { try? FileManager.default.removeItem(atPath: temporary) }
  let folder = OutputFolder(path: temporary)
  try folder.make()
  for file in files {
    if let slash = file.name.lastIndex(of: "/") {
      try folder.makeFolder(String(file.name[..<slash]))
    }
    switch file.contents {
    case .text(let text): try folder.write(Array(text.utf8), to: file.name)
    case .file(let path): try folder.copy(path, to: file.name)
    }
  }
  // Never replaces anything but an empty folder.
  guard rename(temporary, themes + "/" + name) == 0 else {
    throw FileError(path: themes + "/" + name, errno: errno)
  }
}

/// A `theme.yaml` with another `name`.
private func renamed(_ text: String, to name: String) -> String {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  guard let index = lines.firstIndex(where: { $0.hasPrefix("name:") }) else { return text }
  lines[index] = "name: \"\(name)\""
  return lines.joined(separator: "\n")
}

extension UInt8 {
  /// Whether it may stand in the name of a theme that is made here, plain in YAML and in shells.
  fileprivate var isPlain: Bool {
    self >= 0x80 || (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
  }
}
