import ArgumentParser
import Foundation
import HubBuild
import HubData
import HubDiagnostics
import HubModel
import HubSyndication

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Look at the queue of posts, and decide where hubgen can't.",
    discussion: """
      A post is named by its id or the id's first digits.

        hubgen queue list --state unsure
        hubgen queue show 3f2a
        hubgen queue retry 3f2a
      """,
    subcommands: [QueueList.self, QueueShow.self, QueueRetry.self, QueueCancel.self])
}

struct QueueList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List posts by time.")

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(help: "Only posts in this state; may be repeated.")
  var state: [PostState] = []

  @Option(help: ArgumentHelp("Only posts of this account.", valueName: "name"))
  var account: String?

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() async throws {
    let queue = try await hub.openQueue()
    let entries = try await shown { try await queue.list(states: Set(state), account: account) }
    if format == .json {
      try Terminal.printData(Terminal.json(entries.map(QueueLine.init)))
      return
    }
    for entry in entries { try Terminal.printData(QueueLine(entry).text) }
    if entries.isEmpty { Terminal.say("no posts") }
  }
}

struct QueueShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a post and every attempt to send it.")

  @Argument(help: "The post's id, or its first digits.")
  var id: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  func run() async throws {
    let queue = try await hub.openQueue()
    let (entry, attempts) = try await shown {
      let entry = try await queue.entry(id)
      return (entry, try await queue.attempts(entry.post.identity))
    }
    try Terminal.printData(QueueLine(entry).text)
    try Terminal.printData(
      entry.post.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { "  | \($0)" }.joined(separator: "\n"))
    if let url = entry.remoteURL { try Terminal.printData("  at \(url)") }
    for attempt in attempts {
      let time = Timestamp(seconds: attempt.startedAt).rfc3339
      let outcome = attempt.outcome?.rawValue ?? "unfinished"
      try Terminal.printData("  \(time)  \(outcome)\(attempt.error.map { ": \($0)" } ?? "")")
    }
  }
}

struct QueueRetry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Queue a failed post again.")

  @Argument(help: "The post's id, or its first digits.")
  var id: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Flag(help: "Also a post whose outcome is unknown: you have looked, and it is not out.")
  var notPublished = false

  func run() async throws {
    let queue = try await hub.openQueue()
    try await shown {
      try await queue.retry(id, evenIfUnsure: notPublished, now: hub.moment.seconds)
    }
    try Terminal.printData("queued again; 'hubgen syndicate' sends it")
  }
}

struct QueueCancel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Take a post out of the queue for good.")

  @Argument(help: "The post's id, or its first digits.")
  var id: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  func run() async throws {
    let queue = try await hub.openQueue()
    try await shown { try await queue.cancel(id, now: hub.moment.seconds) }
    try Terminal.printData("cancelled")
  }
}

extension PostState: ExpressibleByArgument {}

extension HubOptions {
  /// The queue that the configuration names; ends the command where there is none.
  func openQueue() async throws -> PostQueue {
    let (config, problems) = readConfig(BuildOptions(self))
    guard let config, !problems.hasErrors else {
      Terminal.show(problems, source: folder)
      throw ExitCode.failure
    }
    let store = config.syndication?.store.value ?? SyndicationConfig.standardStore
    let path = store.hasPrefix("/") ? store : folder + "/" + store
    guard FileManager.default.fileExists(atPath: path) else {
      Terminal.say("error: no queue at '\(path)'; 'hubgen syndicate' makes it")
      throw ExitCode.failure
    }
    return try await shown { try await PostQueue.open(path) }
  }
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

/// A post in a list.
private struct QueueLine: Encodable {
  var id: String
  var state: String
  var scheduledAt: String
  var account: String
  var network: String
  var article: String
  var language: String
  var remoteURL: String?
  var error: String?

  init(_ entry: QueueEntry) {
    id = entry.post.identity
    state = entry.state.rawValue
    scheduledAt = Timestamp(seconds: entry.post.scheduledAt).rfc3339
    account = entry.post.account
    network = entry.post.network
    article = entry.post.article
    language = entry.post.language
    remoteURL = entry.remoteURL
    error = entry.reason
  }

  var text: String {
    "\(id.prefix(8))  \(state)  \(scheduledAt)  \(account)  \(article) [\(language)]"
      + (error.map { "\n          \($0)" } ?? "")
  }
}
