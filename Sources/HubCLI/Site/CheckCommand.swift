import ArgumentParser
import HubBuild
import HubDiagnostics

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in the hub without writing anything.",
    discussion: """
      Does all that 'build' does but write: configuration, front matter, Markdown, links, anchors, \
      images, templates and pages. Checks as well what 'plan' and 'syndicate' need: accounts, \
      calendars, mentions, and what articles say for networks.

        hubgen check --strict
        hubgen check --format json

      Exit codes: 0 no errors, 1 errors found, 64 bad usage.
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions
  @OptionGroup(title: "What to check") var selection: SelectionOptions

  @Option(help: "How the result is printed.")
  var format = OutputFormat.text

  func run() throws {
    var options = BuildOptions(hub)
    selection.apply(to: &options)
    var report = check(options)
    let problems = SharingHalf.problems(options, of: hub)
    report.diagnostics += options.strict ? problems.strict() : problems
    if format == .json {
      try Terminal.printData(Terminal.json(report.diagnostics.sortedForPrinting()))
    } else {
      Terminal.show(report.diagnostics, source: options.source)
      if report.isComplete {
        let leftOut = report.leftOut.summary.map { "\nLeft out: \($0)" } ?? ""
        try Terminal.printData("No errors in \(report.pages) pages.\(leftOut)")
      }
    }
    guard report.isComplete else { throw ExitCode.failure }
  }
}
