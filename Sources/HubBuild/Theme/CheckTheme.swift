import Foundation
package import HubDiagnostics
import HubModel
import HubTemplates

/// What a look at the hub's theme alone found.
package struct ThemeReport: Sendable {
  /// The theme; nil where there is none of its name.
  package var theme: ThemeSummary?
  package var templates = 0
  /// The languages that the theme has texts in, by code.
  package var languages: [String] = []
  package var diagnostics: [Diagnostic] = []
}

/// Checks a theme without looking at any content.
///
/// `name`: nil for the theme that the hub uses; any other is checked without the hub's own files
/// and settings.
package func checkTheme(_ options: BuildOptions, name: String? = nil) -> ThemeReport {
  let (hubs, problems) = readConfig(options)
  var report = ThemeReport(diagnostics: problems)
  guard let hubs else { return report }
  let loader = ThemeLoader(options: options, config: hubs, name: name)
  let config = loader.config
  var (theme, loadProblems) = loader()
  let mistakes = theme?.compile(for: config, noting: ThemeUse(config: config), layouts: nil)
    .diagnostics
  report.diagnostics += theme?.withoutConsequences(loadProblems) ?? loadProblems
  report.diagnostics += mistakes ?? []
  if let theme {
    report.theme = theme.folders.first.map {
      ThemeSummary($0, theme.manifests.first, isUsed: isUsed($0, by: hubs))
    }
    report.templates = theme.templates.count { $0.use != .original }
    report.languages = theme.texts.keys.sorted()
    if !loadProblems.hasErrors, !theme.isBroken {
      report.diagnostics += theme.missingTexts(config)
      report.diagnostics += checkWithoutHub(options, config)
      report.diagnostics += misnamedFolders(of: theme, in: options.source)
    }
  }
  if options.strict { report.diagnostics = report.diagnostics.strict() }
  report.diagnostics = report.diagnostics.sortedForPrinting()
  return report
}

/// Whether the hub uses the theme itself.
func isUsed(_ folder: ThemeFolder, by config: HubConfig) -> Bool {
  folder.name == config.site.theme
}

/// What the hub replaces must be right as well, and may use texts that nothing else does.
private func checkWithoutHub(_ options: BuildOptions, _ config: HubConfig) -> [Diagnostic] {
  var loader = ThemeLoader(options: options, config: config)
  loader.readsHub = false
  let (loaded, problems) = loader()
  guard var theme = loaded else { return problems }
  let use = ThemeUse(config: config)
  let mistakes = theme.compile(for: config, noting: use, layouts: nil).diagnostics
  if mistakes.hasErrors { return problems + mistakes }
  return problems + mistakes + theme.unusedTexts(use) + theme.unusedSettings(use)
}

/// Folders beside those that are read whose names are nearly theirs, in the theme and in the hub.
private func misnamedFolders(of theme: Theme, in hub: String) -> [Diagnostic] {
  let meant = [
    "layouts": "templates", "layout": "templates", "partials": "templates/partials",
    "includes": "templates/partials", "shortcodes": "templates/shortcodes", "css": "assets",
    "js": "assets", "img": "assets", "fonts": "assets", "locales": "i18n", "locale": "i18n",
    "lang": "i18n", "translations": "i18n", "texts": "i18n",
  ]
  func problems(in folder: String, shown: String, known: [String], _ others: [String: String])
    -> [Diagnostic]
  {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      guard !known.contains(name), realPath("\(folder)/\(name)/.") != nil,
        let right = others[name] ?? closestMatch(to: name, in: known)
      else { return nil }
      return .warning(
        "unused-folder", "nothing reads this folder", at: SourceLocation(file: shown + name),
        notes: ["did you mean '\(shown)\(right)'?"])
    }
  }
  let parts = ["templates", "assets", "i18n"]
  let own = theme.folders.first.map {
    problems(in: $0.path, shown: $0.shown + "/", known: parts + ["static"], meant)
  }
  return (own ?? [])
    + problems(in: hub, shown: "", known: parts + ["content", "static", "themes", "public"], [:])
}
