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

/// Checks the theme that the hub uses without looking at any content.
package func checkTheme(_ options: BuildOptions) -> ThemeReport {
  let (config, problems) = readConfig(options)
  var report = ThemeReport(diagnostics: problems)
  guard let config else { return report }
  let (theme, loadProblems) = ThemeLoader(options: options, config: config)()
  report.diagnostics += loadProblems
  if let theme {
    report.theme = theme.folders.first.map { ThemeSummary($0, theme.manifests.first, isUsed: true) }
    report.templates = theme.templates.count { $0.use != .original }
    report.languages = theme.texts.keys.sorted()
    report.diagnostics += theme.compile(for: config, noting: TextUse(config: config)).diagnostics
    report.diagnostics += theme.missingTexts(config)
    report.diagnostics += checkWithoutHub(options, config)
  }
  if options.strict { report.diagnostics = report.diagnostics.strict() }
  report.diagnostics = report.diagnostics.sortedForPrinting()
  return report
}

/// What the hub replaces must be right as well, and may use texts that nothing else does.
private func checkWithoutHub(_ options: BuildOptions, _ config: HubConfig) -> [Diagnostic] {
  let (theme, problems) = ThemeLoader(options: options, config: config, readsHub: false)()
  guard let theme else { return problems }
  let use = TextUse(config: config)
  let mistakes = theme.compile(for: config, noting: use).diagnostics
  return problems + mistakes + (mistakes.hasErrors ? [] : theme.unusedTexts(use))
}
