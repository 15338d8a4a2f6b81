import ArgumentParser
import Foundation
import HubBuild
import HubData
import HubDiagnostics
import HubModel
import HubSyndication

/// The hub's queue, and how its times are shown.
struct OpenQueue {
  let queue: PostQueue
  private let config: HubConfig
  let now: Int64
  let timeZone: TimeZone

  /// Opens the queue that the configuration names, or says why there is none and ends the command.
  ///
  /// With `makesFile` a queue that isn't there is made; `isLooking` leaves one as it is that an
  /// earlier hubgen has written.
  init(_ hub: HubOptions, makesFile: Bool = false, isLooking: Bool = false) async throws {
    let (config, problems) = readConfig(BuildOptions(hub))
    guard let config, !problems.hasErrors else {
      Terminal.show(problems, source: hub.folder)
      throw ExitCode.failure
    }
    let (variables, variableProblems) = hub.variables
    let store: StoreAddress
    do throws(Diagnostic) {
      store = try StoreAddress(
        config.syndication, file: config.file, folder: hub.folder, environment: variables)
    } catch {
      Terminal.show(variableProblems + [error], source: hub.folder)
      throw ExitCode.failure
    }
    guard makesFile || !store.isFile || FileManager.default.fileExists(atPath: store.text) else {
      Terminal.say(
        "error: there is no queue at '\(store.text)' yet; the first 'hubgen syndicate' makes it")
      throw ExitCode.failure
    }
    queue = try await shown {
      try await isLooking ? PostQueue.openForReading(store.text) : PostQueue.open(store.text)
    }
    self.config = config
    now = hub.time.moment.seconds
    timeZone = config.syndication?.timeZone ?? config.site.timeZone
  }

  /// The posts as they are shown.
  func reports(_ entries: [QueueEntry]) async throws -> [PostReport] {
    let statuses = try await shown { try await queue.statuses() }
    return entries.map {
      PostReport($0, account: statuses[$0.post.account], now: now, in: timeZone)
    }
  }

  /// Ends the command where neither the configuration nor a post names an account.
  func mustKnow(_ account: String) async throws {
    let known = config.syndication?.accounts.map(\.name.value) ?? []
    guard !known.contains(account),
      try await shown({ try await queue.list(account: account) }).isEmpty
    else { return }
    Terminal.say("error: \(noAccount(account, among: known, in: config))")
    throw ExitCode.validationFailure
  }

  func report(_ change: PostChange) -> ChangeReport { ChangeReport(change, in: timeZone) }

  /// A moment in the syndication's time zone.
  func time(_ seconds: Int64) -> String { Timestamp(seconds: seconds).at(timeZone).rfc3339 }
}

/// Says that a configuration has no account of a name, and which one may be meant.
func noAccount(_ name: String, among known: [String], in config: HubConfig) -> String {
  let hint = didYouMean(name, in: known).first.map { "; \($0)" } ?? ""
  return "no account '\(name)' in \(config.file)\(hint)"
}

/// Runs what the queue may refuse, and shows why it did.
func shown<Result>(_ body: () async throws -> Result) async throws -> Result {
  do {
    return try await body()
  } catch let error as any CustomStringConvertible & Error {
    Terminal.say("error: \(error.description)")
    throw ExitCode.failure
  }
}

extension PostReport {
  /// One line, and a second one if there is something to say.
  var summary: String {
    "\(shortID)  \(state.rawValue)  \(scheduledAt.rfc3339)  \(account)  \(article) [\(language)]"
      + (error.map { "\n          \($0)" } ?? "")
  }

  /// As much of the id as names the post in practice.
  var shortID: Substring { id.prefix(8) }
}
