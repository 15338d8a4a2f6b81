import ArgumentParser
import HubBuild
import HubDiagnostics

struct ThemeCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a theme without looking at any content.",
    discussion: """
      Looks at theme.yaml, the hub's 'theme:', every template and every text, those that the hub \
      replaces included. Templates, settings, texts and folders that nothing uses are warnings, \
      and so are texts that a language lacks. A theme that the hub does not use is checked without \
      the hub's own files and settings.

        hubgen theme check --strict
        hubgen theme check leaflet

      Exit codes: 0 no errors, 1 errors found, 64 bad usage.
      """)

  @Argument(help: "The theme; the one that the hub uses unless named.")
  var name: String?

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Flag(help: "Treat every warning as an error.")
  var strict = false

  @Option(help: "How the result is printed.")
  var format = OutputFormat.text

  func run() throws {
    var options = BuildOptions(hub)
    options.strict = strict
    let report = checkTheme(options, name: name)
    if format == .json {
      try Terminal.printData(Terminal.json(report.diagnostics))
    } else {
      Terminal.show(report.diagnostics, source: options.source)
      if let theme = report.theme, !report.diagnostics.hasErrors {
        let texts =
          report.languages.isEmpty
          ? "no texts" : "texts in \(report.languages.joined(separator: ", "))"
        try Terminal.printData(
          "No errors in the theme '\(theme.name)': \(report.templates) templates, \(texts).")
      }
    }
    if report.diagnostics.hasErrors { throw ExitCode.failure }
  }
}
