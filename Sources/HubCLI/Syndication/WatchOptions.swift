import ArgumentParser
import Foundation
import HubDiagnostics
import HubSyndication
import Logging
import Synchronization

/// How `hubgen syndicate --watch` works.
struct WatchOptions: ParsableArguments {
  @Flag(help: "Run again and again, until SIGTERM or SIGINT.")
  var watch = false

  @Option(
    help: ArgumentHelp(
      "From the beginning of one run to that of the next, such as 60s, 5m or 1h; 60s unless given.",
      valueName: "time"))
  var interval: WatchInterval?

  @Option(
    help: ArgumentHelp(
      "A file for monitoring: the last and the next run and what needs a person, as JSON.",
      valueName: "path"),
    completion: .file())
  var health: String?

  @Option(help: "How the log on standard error is written; text unless given.")
  var logFormat: LineLog.Format?

  /// Without `--watch` none of them means anything.
  func validateAlone() throws {
    let given = [
      (interval != nil, "--interval"), (health != nil, "--health"),
      (logFormat != nil, "--log-format"),
    ]
    for (isGiven, name) in given where isGiven {
      throw ValidationError("'\(name)' goes with '--watch'")
    }
  }

  /// Publishes until a signal ends it.
  func run(_ hub: HubOptions, accounts: [String]) async {
    let stop = StopSignal()
    let signals = Self.ending.map { end(stop, on: $0) }
    let clock = hub.clock
    let handler = LineLog(logFormat ?? .text, clock: clock) { Terminal.say($0) }
    let folder = hub.folder
    // Looked at before a run reads them, so that nothing that changes meanwhile is missed.
    let files = Mutex(WatchedFiles(hub: folder))
    let pause = WatchPause(
      look: { WatchedFiles(hub: folder) }, wait: { await stop.wait($0) },
      isStopping: { stop.isSet })
    let watch = SyndicationWatch(
      interval: interval?.seconds ?? 60, clock: clock,
      logger: Logger(label: "hubgen") { _ in handler },
      healthFile: health.map(absolute), stop: stop,
      pause: { seconds in await pause(seconds, since: files.withLock { $0 }) },
      runOnce: {
        files.withLock { $0 = WatchedFiles(hub: folder) }
        return await Self.runOnce(hub, accounts: accounts, stop)
      })
    await watch.run()
    signals.forEach { $0.cancel() }
  }

  /// One run over the hub as it is now; what keeps it from running is in the report.
  private static func runOnce(
    _ hub: HubOptions, accounts: [String], _ stop: StopSignal
  ) async -> SyndicationReport {
    do {
      let session = try SyndicationSession(hub, accounts: accounts, isDryRun: false)
      var syndication = try await session.open()
      syndication.isStopping = { stop.isSet }
      var report = try await syndication.run(session.articles)
      report.diagnostics = session.diagnostics + report.diagnostics
      return report
    } catch let problems as SyndicationProblems {
      return SyndicationReport(problems: problems.diagnostics)
    } catch {
      return SyndicationReport(problems: [.error("run-failed", "\(error)", at: nil)])
    }
  }

  private static let ending = [SIGTERM, SIGINT]

  /// Sets `stop` on the first signal; a second one of either kind ends the process at once.
  private func end(_ stop: StopSignal, on number: Int32) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      stop.set()
      for number in Self.ending { signal(number, SIG_DFL) }
    }
    source.resume()
    return source
  }
}

/// `60s`, `5m` or `1h`, from a second to a day.
struct WatchInterval: ExpressibleByArgument {
  let seconds: Int64

  init?(argument: String) {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600]
    guard let unit = argument.last.flatMap({ units[$0] }),
      let number = Int64(argument.dropLast()), (1...86_400).contains(number),
      (1...86_400).contains(number * unit)
    else { return nil }
    seconds = number * unit
  }
}

extension LineLog.Format: ExpressibleByArgument {}
