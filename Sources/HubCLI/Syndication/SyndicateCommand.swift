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
      Every post is stored before it is sent and goes out once, however often this runs.

        hubgen syndicate --dry-run
        hubgen syndicate --account kiosk-mastodon

      Exit codes: 0 done, 1 errors found, 64 bad usage, 75 something is left to retry.
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Flag(help: "Show each post and the exact requests; send nothing, store nothing.")
  var dryRun = false

  @Flag(help: "With --dry-run, leave the requests out.")
  var summary = false

  @Option(help: ArgumentHelp("Only this account.", valueName: "name"))
  var account: [String] = []

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if summary && !dryRun { throw ValidationError("'--summary' goes with '--dry-run'") }
  }

  func run() async throws {
    let session = try SyndicationSession(hub, accounts: account, isDryRun: dryRun)
    let report: SyndicationReport
    do {
      let syndication = try await session.open()
      report =
        dryRun
        ? try await syndication.dryRun(
          session.articles, over: RecordingTransport(answer: ResolvedAccount.dryRunAnswer))
        : try await syndication.run(session.articles)
    } catch let error as any CustomStringConvertible & Error {
      Terminal.say("error: \(error.description)")
      throw ExitCode.failure
    }
    let diagnostics = session.diagnostics + report.diagnostics
    if format == .json {
      Terminal.show(session.diagnostics, source: hub.folder)
      try Terminal.printData(Terminal.json(report))
    } else {
      Terminal.show(diagnostics, source: hub.folder)
      try Terminal.printData(SyndicationText(report, showsRequests: dryRun && !summary).text)
    }
    if diagnostics.hasErrors || report.hasNewFailures { throw ExitCode.failure }
    if report.hasSomethingLeft && !dryRun { throw ExitCode(75) }
  }
}
