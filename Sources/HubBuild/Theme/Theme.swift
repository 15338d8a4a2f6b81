import HubDiagnostics
import HubModel
import HubTemplates

/// A theme as the hub uses it: with what it takes from the theme it extends, and with the hub's own
/// files in place of those they replace.
struct Theme: Sendable {
  /// The theme, then the one it extends, and so on.
  var folders: [ThemeFolder]
  /// What each of them says of itself, in the same order.
  var manifests: [ThemeManifest] = []
  /// By name of the template, the originals of replaced ones included.
  var templates: [TemplateSource] = []
  /// What the templates in `shortcodes/` take.
  var shortcodes: [ShortcodeDeclaration] = []
  /// What layouts say of the params of their pages, by name without `.html`.
  var layoutHeads: [String: LayoutDeclaration] = [:]
  /// Copied below `/assets/`.
  var assets: [CopiedFile] = []
  /// By the asset's name in `assets/`.
  var publishedAssets: [String: PublishedAsset] = [:]
  /// By language code, then by key.
  var texts: [String: [String: ThemeText]] = [:]
  /// The files that the texts come from, those that replace others first.
  var textFiles: [ThemeTextFile] = []
  /// The values that the themes' own files ask for, of which the hub's may choose: by key.
  var textValues: [String: [String]] = [:]
  /// Whether a file of texts could not be read through.
  var hasBrokenTexts = false
  /// Whether a `theme.yaml` has mistakes: nobody knows then what the theme should hold.
  var isBroken = false
  /// The settings with the values of this hub.
  var values: [ThemeValue] = []

  /// The folder as diagnostics name it.
  var folder: String { folders.first?.shown ?? "" }

  /// The styles to load after a theme's own, by name in `assets/`: `NAME.css` of each theme that
  /// extends another, the one extended first; then `custom.css`.
  var stylesheets: [String] {
    let all = folders.dropLast().reversed().map { $0.name + ".css" } + ["custom.css"]
    return all.enumerated().filter { index, name in
      publishedAssets[name] != nil && all.lastIndex(of: name) == index
    }.map(\.element)
  }

  /// The file that may take a text which is missing: the theme's where the theme lies in the hub,
  /// else the hub's own.
  func writableTexts(_ code: String) -> String {
    (folder.hasPrefix(ThemeFolders.ofHub) ? folder + "/" : "") + "i18n/\(code).yaml"
  }

  /// The texts of a language with those of the default language, and of English, below them.
  func texts(for code: String, fallback: String) -> [String: ThemeText] {
    (Self.codes(code) + Self.codes(fallback) + ["en"]).reduce(into: [:]) { found, language in
      found.merge(texts[language] ?? [:]) { known, _ in known }
    }
  }
}

/// What pages say of a theme's asset.
struct PublishedAsset: Sendable {
  /// The address with a fingerprint of its bytes.
  var url: URLPath
  /// What its bytes must be, as `integrity` attributes say it: `sha384-…`.
  var integrity: String
}

/// One file of texts, with the places of its keys.
struct ThemeTextFile: Sendable {
  var file: String
  var language: String
  /// Whether it is the hub's own, not a theme's.
  var isHubs: Bool
  var keys: [Key]

  struct Key: Sendable {
    var key: String
    var span: SourceSpan
    /// By each name in braces: where the text that has it stands.
    var placeholders: [String: SourceSpan]
  }
}
