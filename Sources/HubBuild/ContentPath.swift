import HubModel

/// What a Markdown file's place in `content/` says: its page, its language and its folder.
struct ContentPath: Hashable {
  enum Role: Hashable {
    /// `_index.md`: the page of a section, or of the home page at the top.
    case section
    /// `launch/index.md`: a page that owns its folder.
    case bundle
    /// `launch.md`.
    case single
  }

  var role: Role
  /// Without language and extension; a bundle's and a section's is the folder's.
  var identity: String
  /// The folder the file is in, relative to `content/`.
  var folder: String
  /// The index of the language.
  var language: Int
  /// The first folder, empty at the top.
  var section: String
  /// What stands where a language would, and looks like one that the hub does not have.
  var unknownLanguage: String?
  /// The last part of the identity, as the file system spells it.
  var stem: String

  /// Reads `articles/launch.sw.md` or `articles/launch/index.sw.md`.
  ///
  /// `name`: relative to `content/`, ending with `.md`.
  init(_ name: String, languages: [Language]) {
    var parts = name.precomposed.split(separator: "/").map(String.init)
    var stem = String((parts.popLast() ?? "").dropLast(3))
    language = 0
    if let dot = stem.lastIndex(of: "."),
      let found = languages.firstIndex(where: { $0.code == stem[stem.index(after: dot)...] })
    {
      language = found
      stem = String(stem[..<dot])
    } else if let dot = stem.lastIndex(of: ".") {
      let code = String(stem[stem.index(after: dot)...])
      if (2...3).contains(code.count), Language.isCode(code) { unknownLanguage = code }
    }
    folder = parts.joined(separator: "/")
    switch stem {
    case "_index": role = .section
    // At the top there is no folder to own: `index.md` is the home page, as on most sites.
    case "index": role = parts.isEmpty ? .section : .bundle
    default: role = .single
    }
    if role == .single { parts.append(stem) }
    identity = parts.joined(separator: "/")
    self.stem = parts.last ?? ""
    let foldersAbove = role == .section ? parts.count : parts.count - 1
    section = foldersAbove > 0 ? parts[0] : ""
  }

  /// The kind of page there; nil where only pages of terms may lie.
  func kind(hasDate: Bool, taxonomies: [String]) -> Page.Kind? {
    let folders = folder.split(separator: "/")
    if let first = folders.first, taxonomies.contains(String(first)) {
      guard role == .section, folders.count <= 2 else { return nil }
      return folders.count == 1 ? .taxonomy : .term
    }
    switch role {
    case .section: return identity.isEmpty ? .home : .section
    case .bundle, .single: return hasDate ? .article : .page
    }
  }
}
