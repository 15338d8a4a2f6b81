import ArgumentParser
import Foundation
import HubBuild
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the calendar ahead: what goes out when, and what a run would change.",
    discussion: """
      Nothing is sent and nothing is stored: 'hubgen syndicate' plans the same posts at the same \
      times.

        hubgen plan
        hubgen plan --diff
        hubgen plan --format html > plan.html
        hubgen plan --format ics > plan.ics
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(help: ArgumentHelp("Only this account; may be repeated.", valueName: "name"))
  var account: [String] = []

  @Flag(help: "Only what a run would send, change and take down, a line for each fact.")
  var diff = false

  @Flag(help: "Show what a run with '--take-down' would do.")
  var takeDown = false

  @Option(help: "How the plan is printed.")
  var format = Format.table

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, json, ics, html
  }

  func validate() throws {
    if diff && format != .table { throw ValidationError("'--diff' is text; leave '--format' out") }
  }

  func run() async throws {
    var report: PlanReport
    let session: SyndicationSession
    do {
      // A plan needs no secret.
      session = try SyndicationSession(
        hub, accounts: account, isDryRun: true, mayTakeDown: takeDown, warnsOfSecrets: false)
    } catch let problems as SyndicationProblems {
      try end(with: problems.diagnostics)
    }
    do {
      report = try await session.open().preview(
        session.articles, over: RecordingTransport(answer: .dryRun))
    } catch let error as any CustomStringConvertible & Error {
      try end(with: session.diagnostics + [.error("queue-failed", error.description, at: nil)])
    }
    report.diagnostics = session.diagnostics + report.diagnostics
    if format != .json { Terminal.show(report.diagnostics, source: hub.folder) }
    try Terminal.printData(text(of: report, session.config))
    if report.diagnostics.hasErrors { throw ExitCode.failure }
  }

  private func text(of report: PlanReport, _ config: HubConfig) throws -> String {
    switch format {
    case .table: diff ? report.diff : report.table
    case .json: try Terminal.json(report)
    case .ics: report.iCalendar(now: hub.clock.now())
    case .html:
      PlanPage(
        report, title: config.site.title, languages: config.languages.all,
        picture: { picture($0, config.site.url) }
      ).text
    }
  }

  /// A picture of the built site as a `data:` URL, so that the page needs no network.
  private func picture(_ address: String, _ site: SiteURL) -> String? {
    let types = [
      "jpg": "jpeg", "jpeg": "jpeg", "png": "png", "gif": "gif", "webp": "webp", "avif": "avif",
    ]
    guard address.hasPrefix(site.absolute + "/"),
      let path = String(address.dropFirst(site.absolute.count)).removingPercentEncoding,
      !path.split(separator: "/").contains(".."),
      let type = types[path.split(separator: ".").last?.lowercased() ?? ""],
      let bytes = try? readFile(hub.folder + "/public" + path, limit: 1 << 20)
    else { return nil }
    return "data:image/\(type);base64," + Data(bytes).base64EncodedString()
  }

  private func end(with problems: [Diagnostic]) throws -> Never {
    if format == .json {
      try Terminal.printData(
        Terminal.json(PlanReport(timeZone: .gmt, diagnostics: problems)))
    } else {
      Terminal.show(problems, source: hub.folder)
    }
    throw ExitCode.failure
  }
}
