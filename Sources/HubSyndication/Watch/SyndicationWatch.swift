import HubDiagnostics
import HubModel
package import Logging

/// `hubgen syndicate --watch`: one run after the other until it is told to stop.
package struct SyndicationWatch: Sendable {
  private let interval: Int64
  private let clock: any EpochClock
  private let logger: Logger
  private let healthFile: String?
  private let stop: StopSignal
  private let pause: @Sendable (Int64) async -> String?
  private let runOnce: @Sendable () async -> SyndicationReport

  /// - Parameters:
  ///   - interval: seconds from the beginning of one run to that of the next.
  ///   - clock: every time comes from it.
  ///   - logger: where news goes; what was said once is not said again.
  ///   - healthFile: rewritten before and after each run; nil for none.
  ///   - stop: ends the watch after the deliveries that are being made.
  ///   - pause: waits so many seconds, or until `stop` is set, or until something has changed,
  ///     which it gives back.
  ///   - runOnce: reads the hub, plans and publishes.
  package init(
    interval: Int64, clock: any EpochClock, logger: Logger, healthFile: String?, stop: StopSignal,
    pause: @escaping @Sendable (Int64) async -> String?,
    runOnce: @escaping @Sendable () async -> SyndicationReport
  ) {
    self.interval = interval
    self.clock = clock
    self.logger = logger
    self.healthFile = healthFile
    self.stop = stop
    self.pause = pause
    self.runOnce = runOnce
  }

  package func run() async {
    logger.info("watching", metadata: ["interval": "\(interval)s"])
    var health = WatchHealth(state: .running, startedAt: clock.now())
    var news = WatchNews(logger)
    while !stop.isSet {
      let start = clock.now()
      (health.state, health.nextRunAt) = (.running, nil)
      write(health)
      let report = await runOnce()
      news.tell(report)
      let end = clock.now()
      health.runs += 1
      health.lastRun = WatchHealth.Run(
        startedAt: start, endedAt: end, counts: report.counts,
        isSomethingLeft: report.hasSomethingLeft)
      health.problems = report.problems
      // A clock that was set back doesn't make it wait for longer than that.
      let wait = min(max(start + interval - end, 1), interval)
      (health.state, health.nextRunAt) = (.waiting, end + wait)
      if stop.isSet { break }
      write(health)
      if let changes = await pause(wait) {
        logger.info("changed", metadata: ["files": "\(changes)"])
      }
    }
    (health.state, health.nextRunAt) = (.stopped, nil)
    write(health)
    logger.info("stopped", metadata: ["runs": "\(health.runs)"])
  }

  private func write(_ health: WatchHealth) {
    guard let healthFile else { return }
    do {
      try health.write(to: healthFile)
    } catch {
      logger.error(
        "the health file can't be written", metadata: ["path": "\(healthFile)", "why": "\(error)"])
    }
  }
}

/// Tells what is new since the last run.
private struct WatchNews {
  private let logger: Logger
  private var told: Set<String> = []

  init(_ logger: Logger) { self.logger = logger }

  mutating func tell(_ report: SyndicationReport) {
    var current: Set<String> = []
    for item in report.news {
      let metadata = item.metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let text = "\(item.level) \(item.message) \(metadata.joined(separator: " "))"
      if current.insert(text).inserted, !told.contains(text) {
        logger.log(level: item.level, "\(item.message)", metadata: item.metadata)
      }
    }
    told = current
  }
}

extension SyndicationReport {
  fileprivate typealias News = (level: Logger.Level, message: String, metadata: Logger.Metadata)

  fileprivate var news: [News] {
    // A post that was changed was published before.
    let changed = Set(changes.map(\.post))
    return posts.filter { $0.isCurrent && !changed.contains($0.id) }.compactMap { $0.news }
      + changes.map { $0.news }
      + diagnostics.sortedForPrinting().map { $0.news }
  }

  /// What needs a person, or keeps posts from going out.
  fileprivate var problems: [String] {
    posts.filter { $0.isCurrent && ($0.state == .failed || $0.state == .unsure) }.map {
      "post \($0.id.prefix(8)) of '\($0.account)' is \($0.state.rawValue): \($0.error ?? "")"
    }
      + changes.filter { $0.state == .failed }.map {
        "post \($0.post.prefix(8)) of '\($0.account)' is \($0.title): \($0.error ?? "")"
      }
      + diagnostics.sortedForPrinting().map { diagnostic in
        diagnostic.location.map { "\($0): \(diagnostic.message)" } ?? diagnostic.message
      }
  }
}

extension PostReport {
  fileprivate var news: SyndicationReport.News? {
    var metadata: Logger.Metadata = [
      "id": "\(id.prefix(8))", "account": "\(account)", "article": "\(article)",
    ]
    if let remoteURL { metadata["url"] = "\(remoteURL)" }
    if let error { metadata["why"] = "\(error)" }
    switch state {
    case .planned where isNew:
      metadata["at"] = "\(scheduledAt.rfc3339)"
      return (.info, "planned", metadata)
    case .planned, .queued: return error == nil ? nil : (.warning, "waits", metadata)
    case .unsure, .failed: return (.error, state.rawValue, metadata)
    case .published: return (.info, "published", metadata)
    case .sending, .cancelled, .withdrawn, .recorded: return nil
    }
  }
}

extension ChangeReport {
  fileprivate var news: SyndicationReport.News {
    var metadata: Logger.Metadata = [
      "id": "\(post.prefix(8))", "account": "\(account)", "reason": "\(reason)",
    ]
    if let error { metadata["why"] = "\(error)" }
    return (state == .failed ? .error : .info, title, metadata)
  }
}

extension Diagnostic {
  fileprivate var news: SyndicationReport.News {
    var metadata: Logger.Metadata = ["problem": "\(id)"]
    if let location {
      metadata["at"] =
        "\(location.file)\(location.span.map { ":\($0.line):\($0.column)" } ?? "")"
    }
    return (severity == .error ? .error : .warning, message, metadata)
  }
}
