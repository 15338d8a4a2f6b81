import ArgumentParser
import Foundation
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
      post had is free again; the parts of a thread and a first comment move with the first post. A \
      time before the present is refused. No run moves the post again: it \
      goes out then, in a slot or not, unless its account is paused, has quiet \
      hours or has used up its budget.

        hubgen queue reschedule 3f2a 2026-11-21T08:30
      """)

  @OptionGroup var post: NamedPost

  @Argument(help: "When it is to go out, such as 2026-11-21T08:30.")
  var time: String

  func validate() throws { _ = try moment(in: .gmt) }

  func run() async throws {
    let open = try await OpenQueue(post.hub)
    let moment = try moment(in: open.timeZone).seconds
    // Who writes the present minute means now.
    guard moment > open.now - 60 else {
      Terminal.say(
        "error: \(open.time(moment)) is past, as it is \(open.time(open.now)) now; write a later"
          + " time, such as \(open.time(open.now + 3600))")
      throw ExitCode.failure
    }
    try await shown {
      let entry = try await open.queue.entry(post.id)
      if entry.state == .planned, entry.link != nil {
        let first = try await open.queue.first(of: entry)
        throw QueueError.follower(
          identity: entry.post.identity, first: first.post.identity, state: first.state)
      }
      try await open.queue.reschedule(
        entry.post.identity, at: moment, slotted: false, fixed: true, now: open.now)
    }
    try Terminal.printData("moved to \(open.time(moment))")
  }

  private func moment(in timeZone: TimeZone) throws -> Timestamp {
    do throws(TimestampError) {
      return try Timestamp.parse(time, in: timeZone)
    } catch {
      throw ValidationError("TIME: \(error.message(for: time)); \(TimestampError.hint)")
    }
  }
}
