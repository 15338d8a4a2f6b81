import ArgumentParser
import HubSyndication

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Look at the queue of posts, and decide where hubgen can't.",
    discussion: """
      The queue keeps every post and what became of it:

        planned     waits for its time
        queued      its time has come
        sending     a run is sending it
        unsure      sent, but no answer came: it may be out
        published   out
        failed      refused, or given up after several tries
        cancelled   taken out, by a person or because its article is gone
        withdrawn   taken down again
        recorded    of an article older than 'since': never posted

      A post is named by its id or the id's first digits.

        hubgen queue list --state unsure --state failed
        hubgen queue show 3f2a
        hubgen queue retry 3f2a
      """,
    subcommands: [
      QueueList.self, QueueShow.self, QueueApprove.self, QueueReschedule.self, QueueRetry.self,
      QueueCancel.self, QueueWithdraw.self, QueueExport.self, QueueImportCommand.self,
    ])
}

/// A post that a person names.
struct NamedPost: ParsableArguments {
  @Argument(help: "The post's id, or its first digits; 'hubgen queue list' shows it.")
  var id: String

  @OptionGroup(title: "Hub") var hub: HubOptions
}

struct QueueList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List posts by time, with what they wait for.",
    discussion: """
      Times are in the time zone of 'syndication: timezone'.

        hubgen queue list --state unsure --state failed
        hubgen queue list --account kiosk-mastodon --format json
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(help: "Only posts in this state; may be repeated.")
  var state: [PostState] = []

  @Option(help: ArgumentHelp("Only posts of this account.", valueName: "name"))
  var account: String?

  @Option(help: "How the result is printed.")
  var format = OutputFormat.text

  func run() async throws {
    let open = try await OpenQueue(hub, isLooking: true)
    if let account { try await open.mustKnow(account) }
    let posts = try await open.reports(
      shown { try await open.queue.list(states: Set(state), account: account) })
    if format == .json {
      try Terminal.printData(Terminal.json(posts))
      return
    }
    for post in posts { try Terminal.printData(post.summary) }
    if posts.isEmpty { Terminal.say("no posts") }
    for state in [PostState.unsure, .failed] where posts.contains(where: { $0.state == state }) {
      Terminal.say("\(state.rawValue): \(state.nextStep(for: "ID"))")
    }
  }
}

struct QueueShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a post, every attempt to send it, and what to do next.")

  @OptionGroup var post: NamedPost

  func run() async throws {
    let open = try await OpenQueue(post.hub, isLooking: true)
    let (entry, attempts, changes, account) = try await shown {
      let entry = try await open.queue.entry(post.id)
      let id = entry.post.identity
      return (
        entry, try await open.queue.attempts(id), try await open.queue.changes(of: id),
        try await open.queue.status(account: entry.post.account)
      )
    }
    for report in try await open.reports([entry]) { try Terminal.printData(report.summary) }
    try Terminal.printData(quoted(entry.post.text))
    if let url = entry.remoteURL { try Terminal.printData("  at \(url)") }
    for attempt in attempts {
      let outcome = attempt.outcome?.rawValue ?? "unfinished"
      try Terminal.printData(
        "  \(open.time(attempt.startedAt))  \(outcome)\(attempt.error.map { ": \($0)" } ?? "")")
    }
    for change in changes {
      try Terminal.printData(
        "  \(open.time(change.endedAt ?? change.dueAt))  \(open.report(change).title):"
          + " \(change.reason)\(change.error.map { " (\($0))" } ?? "")")
    }
    try Terminal.printData(
      "  what to do: " + entry.nextStep(account: account, changes: changes))
  }
}

struct QueueCancel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Take a post out of the queue for good.",
    discussion: """
      It is not sent any more, and can't be queued again. What is out stays out: an unsure post that \
      turns out to be there can't be changed or taken down by hubgen after that.

        hubgen queue cancel 3f2a
      """)

  @OptionGroup var post: NamedPost

  func run() async throws {
    let open = try await OpenQueue(post.hub)
    try await shown { try await open.queue.cancel(post.id, now: open.now) }
    try Terminal.printData("cancelled; hubgen does not send it any more")
  }
}

extension PostState: ExpressibleByArgument {}
