import ArgumentParser
import Foundation
import HubBuild
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication

struct SyndicateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "syndicate",
    abstract: "Plan the articles' posts and publish what is due.",
    discussion: """
      The accounts are those of 'syndication:' in hubgen.yaml, their secrets come from the \
      environment or from .env. Every post is stored before it is \
      sent and goes out once, however often this runs: start it from a scheduled job.

        hubgen syndicate --dry-run
        hubgen syndicate --account kiosk-mastodon
        hubgen syndicate --watch --health /run/hubgen/health.json

      With --watch it runs again and again until SIGTERM or SIGINT, reads the hub anew each time and \
      ends after the deliveries that are being made.

      Exit codes: 0 done, 1 errors found or a person needed, 64 bad usage, 75 something is left to retry.
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Flag(help: "Show each post and the exact requests; send nothing, store nothing.")
  var dryRun = false

  @Flag(help: "With --dry-run, leave the requests out.")
  var summary = false

  @Option(help: ArgumentHelp("Only this account; may be repeated.", valueName: "name"))
  var account: [String] = []

  @Flag(
    help: "Take down the posts of missing articles, also more than ten and a fifth of all at once.")
  var takeDown = false

  @Option(help: "How the result is printed.")
  var format = OutputFormat.text

  @OptionGroup(title: "Watch") var watch: WatchOptions

  func validate() throws {
    if summary && !dryRun { throw ValidationError("'--summary' goes with '--dry-run'") }
    guard watch.watch else { return try watch.validateAlone() }
    if dryRun { throw ValidationError("'--watch' does not go with '--dry-run'") }
    if takeDown { throw ValidationError("'--take-down' is for a single run, not for '--watch'") }
    if format != .text { throw ValidationError("'--watch' prints a log: see '--log-format'") }
    if hub.time.now != nil { throw ValidationError("'--watch' goes by the clock, not by '--now'") }
  }

  func run() async throws {
    let session: SyndicationSession
    do {
      session = try SyndicationSession(
        hub, accounts: account, isDryRun: dryRun, mayTakeDown: takeDown)
    } catch let problems as SyndicationProblems {
      try end(with: problems.diagnostics, saying: "nothing was sent")
    }
    if watch.watch { return await watch.run(hub, accounts: account) }
    var report: SyndicationReport
    do {
      let syndication = try await session.open()
      report =
        dryRun
        ? try await syndication.dryRun(session.articles, over: RecordingTransport(answer: .dryRun))
        : try await syndication.run(session.articles)
    } catch let error as any CustomStringConvertible & Error {
      try end(with: session.diagnostics + [.error("queue-failed", error.description, at: nil)])
    }
    report.diagnostics = session.diagnostics + report.diagnostics
    if format == .json {
      try Terminal.printData(Terminal.json(report))
    } else {
      Terminal.show(report.diagnostics, source: hub.folder)
      try Terminal.printData(SyndicationText(report, showsRequests: dryRun && !summary).text)
    }
    if report.diagnostics.hasErrors { throw ExitCode.failure }
    guard !dryRun else { return }
    if report.needsPerson { throw ExitCode.failure }
    if report.hasSomethingLeft { throw ExitCode(75) }
  }

  /// Says why the run could not begin or had to stop, and ends the command.
  private func end(with problems: [Diagnostic], saying what: String? = nil) throws -> Never {
    if format == .json {
      try Terminal.printData(Terminal.json(SyndicationReport(problems: problems)))
    } else {
      Terminal.show(problems, source: hub.folder)
      if let what { Terminal.say(what) }
    }
    throw ExitCode.failure
  }
}
