import ArgumentParser
import HubSyndication

struct QueueWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take a post down that is out.",
    discussion: """
      The next 'hubgen syndicate' deletes it on its network, where that allows it; \
      'hubgen queue show' says what came of it. What follows the post in its thread and is not out \
      yet is cancelled.

        hubgen queue withdraw 3f2a
      """)

  @OptionGroup var post: NamedPost

  func run() async throws {
    let open = try await OpenQueue(post.hub)
    let wish = try await shown {
      try await open.queue.withdraw(
        post.id, reason: "a person asked for it", at: open.now, again: true, now: open.now)
    }
    switch wish {
    case .asked: try Terminal.printData("the next 'hubgen syndicate' takes it down")
    case .known:
      try Terminal.printData("that was asked for before; the next 'hubgen syndicate' does it")
    case .busy:
      Terminal.say("error: a run is changing the post just now; try again in a minute")
      throw ExitCode(75)
    }
  }
}
