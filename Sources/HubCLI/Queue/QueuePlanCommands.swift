import ArgumentParser
import HubModel
import HubSyndication

struct QueueApprove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Let a post go that waits for approval.",
    discussion: """
      The parts of a thread that follow it are approved with it.

        hubgen queue approve 3f2a
      """)

  @OptionGroup var post: NamedPost

  func run() async throws {
    let open = try await OpenQueue(post.hub)
    try await shown { try await open.queue.approve(post.id, now: open.now) }
    try Terminal.printData("approved; 'hubgen syndicate' sends it when its time has come")
  }
}

struct QueueReschedule: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reschedule", abstract: "Give a planned post another time.",
    discussion: """
      The time is in the zone of 'syndication: timezone' unless it says another. The slot that the \
      post had is free again; the parts of a thread move with its first. No run moves it again: it \
      goes out then, in a slot or not, unless its account is paused, has quiet \
      hours or has used up its budget.

        hubgen queue reschedule 3f2a 2026-11-21T08:30
      """)

  @OptionGroup var post: NamedPost

  @Argument(help: "When it is to go out, such as 2026-11-21T08:30.")
  var time: String

  func run() async throws {
    let open = try await OpenQueue(post.hub)
    let moment: Timestamp
    do throws(TimestampError) {
      moment = try Timestamp.parse(time, in: open.timeZone)
    } catch {
      throw ValidationError("TIME: " + error.message(for: time))
    }
    try await shown {
      try await open.queue.reschedule(
        post.id, at: moment.seconds, slotted: false, fixed: true, now: open.now)
    }
    try Terminal.printData("moved to \(open.time(moment.seconds))")
  }
}
