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
  let (theme, loadProblems) = loader()
  report.diagnostics += loadProblems
  if let theme {
    report.theme = theme.folders.first.map {
      ThemeSummary($0, theme.manifests.first, isUsed: isUsed($0, by: hubs))
    }
    report.templates = theme.templates.count { $0.use != .original }
    report.languages = theme.texts.keys.sorted()
    report.diagnostics +=
      theme.compile(
        for: config, noting: TextUse(config: config), layouts: nil
      ).diagnostics
    report.diagnostics += theme.missingTexts(config)
    report.diagnostics += checkWithoutHub(options, config)
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
  let (theme, problems) = loader()
  guard let theme else { return problems }
  let use = TextUse(config: config)
  let mistakes = theme.compile(for: config, noting: use, layouts: nil).diagnostics
  return problems + mistakes + (mistakes.hasErrors ? [] : theme.unusedTexts(use))
}
