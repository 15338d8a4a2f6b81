import ArgumentParser
import HubBuild
import HubDiagnostics

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Turn the hub into a site.",
    discussion: """
      Checks everything first: with an error anywhere, all errors are shown and nothing is written. \
      Only files whose bytes differ are written.

        hubgen build
        hubgen build --source ~/hub --output /var/www/hub --strict

      Exit codes: 0 built, 1 errors found, 64 bad usage.
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(
    help: ArgumentHelp("Where the site goes, seen from the hub.", valueName: "dir"),
    completion: .directory)
  var output = "public"

  @OptionGroup(title: "What to build") var selection: SelectionOptions

  @Option(help: "How the result is printed.")
  var format = OutputFormat.text

  func run() throws {
    var options = BuildOptions(hub, output: output)
    selection.apply(to: &options)
    let clock = ContinuousClock()
    let start = clock.now
    let report = build(options)
    let seconds = (clock.now - start) / .seconds(1)
    if format == .json {
      try Terminal.printData(Terminal.json(BuildSummary(report, seconds: seconds)))
    } else {
      Terminal.show(report.diagnostics, source: options.source)
      if report.isComplete {
        try Terminal.printData(Self.text(report, seconds, options))
      } else {
        let count = report.writing.written
        Terminal.say(
          count == 0 ? "nothing was written" : "stopped after \(count) files; build again to go on")
      }
    }
    guard report.isComplete else { throw ExitCode.failure }
  }

  static func text(_ report: BuildReport, _ seconds: Double, _ options: BuildOptions) -> String {
    let milliseconds = Int((seconds * 1000).rounded())
    return """
      Built \(report.pages) pages in \(milliseconds) ms: \(report.writing.written) files written, \
      \(report.writing.unchanged) unchanged, \(report.writing.removed) removed.
      \(report.leftOut.summary.map { "Left out: \($0)\n" } ?? "")The site is in \(options.output)
      """
  }
}

/// Which pages count, and how strictly.
struct SelectionOptions: ParsableArguments {
  @Flag(help: "Include drafts.")
  var drafts = false

  @Flag(help: "Include articles dated in the future.")
  var future = false

  @Flag(help: "Treat every warning as an error.")
  var strict = false

  @Option(
    help: ArgumentHelp("How many threads work at once; all cores unless given.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("'--jobs' takes a number from 1 to 256")
    }
  }

  func apply(to options: inout BuildOptions) {
    options.drafts = drafts
    options.future = future
    options.strict = strict
    if let jobs { options.jobs = jobs }
  }
}

/// What `build --format json` prints.
struct BuildSummary: Encodable {
  var pages: Int
  var leftOut: LeftOutPages
  var written: Int
  var unchanged: Int
  var removed: Int
  var seconds: Double
  var diagnostics: [Diagnostic]

  init(_ report: BuildReport, seconds: Double) {
    pages = report.pages
    leftOut = report.leftOut
    written = report.writing.written
    unchanged = report.writing.unchanged
    removed = report.writing.removed
    self.seconds = seconds
    diagnostics = report.diagnostics.sortedForPrinting()
  }
}
