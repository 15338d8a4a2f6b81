import ArgumentParser
import HubDiagnostics
import HubSyndication

struct QueueRetry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Queue a failed post again.",
    discussion: """
      Where its article was edited since, it gets the words that it would get now; a thread keeps \
      those it has. Where the account asks for approval, new words are shown, and queued with \
      --approve.

      An unsure post may be out. Run 'hubgen syndicate' first, which finds out where the network \
      lets it. Only if the post stays unsure, look there yourself, and queue it again with \
      --not-published if it is not there.

        hubgen queue retry 3f2a
        hubgen queue retry 3f2a --not-published
      """)

  @OptionGroup var post: NamedPost

  @Flag(help: "Leave the post its words, whatever its article says now.")
  var keepWords = false

  @Flag(help: "You have read the new words: let them go, where the account asks for approval.")
  var approve = false

  @Flag(help: "Also an unsure post: you have looked on the network, and it is not out.")
  var notPublished = false

  func run() async throws {
    let open = try await OpenQueue(post.hub)
    let entry = try await shown { try await open.queue.entry(post.id) }
    let new = entry.state == .failed && !keepWords ? try await words(for: entry) : nil
    if let new, new.post.text != entry.post.text {
      try Terminal.printData("its words are now:")
      try Terminal.printData(quoted(new.post.text))
      guard approve || !new.needsApproval else {
        Terminal.say(
          "not queued: the account asks for approval; read them, then write '--approve' as well")
        throw ExitCode.failure
      }
    }
    try await shown {
      try await open.queue.retry(
        entry.post.identity, as: new, evenIfUnsure: notPublished, now: open.now)
    }
    try Terminal.printData("queued again; the next 'hubgen syndicate' sends it")
  }

  /// The words of its article as it is now; nil where it keeps those that it has.
  private func words(for entry: QueueEntry) async throws -> NewPost? {
    do {
      let session = try SyndicationSession(
        post.hub, accounts: [entry.post.account], isDryRun: false)
      return try await shown {
        try await session.open().words(for: entry, session.articles)
      }
    } catch let problems as SyndicationProblems {
      Terminal.show(problems.diagnostics, source: post.hub.folder)
      Terminal.say("with '--keep-words' the post is queued as it was")
      throw ExitCode.failure
    }
  }
}

/// A post's text, set off from what else is printed.
func quoted(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { "  | \($0)" }
    .joined(separator: "\n")
}
