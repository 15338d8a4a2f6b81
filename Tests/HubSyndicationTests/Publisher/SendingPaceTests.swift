import Foundation
import HubData
import HubModel
import HubSyndication
import Testing

/// Posts that were queued while nothing could go out, and are due together.
@Suite struct SendingPaceTests {
  private static let day: Int64 = 86_400

  /// When posts go out whose time passed while the account was paused, by a run each `step`
  /// seconds.
  private func times(
    of posts: Int, _ pace: PostingPace, from start: Int64, runsEach step: Int64, until end: Int64
  ) async throws -> [Int64] {
    let stage = try await Stage(at: start)
    try await stage.file.fill((1...posts).map { .sample($0) })
    for moment in stride(from: start, to: end, by: Int64.Stride(step)) {
      stage.clock.set(moment)
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"), pace)])
    }
    return stage.world.posts.map(\.at)
  }

  @Test func `are as far apart as the account's gap`() async throws {
    let start = 10 * Self.day
    #expect(
      try await times(
        of: 4, PostingPace(gap: 3600), from: start, runsEach: 300, until: start + 5 * 3600)
        == [start, start + 3300, start + 6600, start + 9900])
  }

  @Test func `keep their hour where a run comes some seconds early`() async throws {
    let start = 10 * Self.day
    #expect(
      try await times(
        of: 3, PostingPace(gap: 3600), from: start, runsEach: 3597, until: start + 3 * 3600)
        == [start, start + 3597, start + 2 * 3597])
  }

  @Test func `are no more on a day than the account allows`() async throws {
    let start = 10 * Self.day + 20 * 3600
    let times = try await times(
      of: 5, PostingPace(perDay: 2), from: start, runsEach: 3600, until: start + 3 * Self.day)
    #expect(times.map { $0 / Self.day } == [10, 10, 11, 11, 12])
  }

  @Test func `stay within the budget of the week`() async throws {
    // A Saturday.
    let start = 9 * Self.day
    let budget = PostingPace.Budget(posts: 2, period: .week)
    let times = try await times(
      of: 5, PostingPace(budget: budget), from: start, runsEach: 6 * 3600,
      until: start + 12 * Self.day)
    #expect(times.map { $0 / Self.day } == [9, 9, 11, 11, 18])
  }

  @Test func `only wait for their turn, whatever they waited for before`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1), .sample(2)])
    try await stage.queue.note("its page answers 404", on: Post.sample(2).identity, now: 999)
    for moment: Int64 in [1000, 1060, 1120] {
      stage.clock.set(moment)
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"), PostingPace(gap: 3600))])
    }
    let waiting = try await stage.entry(2)
    #expect(waiting.state == .queued)
    #expect(waiting.reason == nil)
    #expect(waiting.updatedAt == 1000)
    #expect(waiting.attempts == 0)
  }

  @Test func `a thread that a budget has no room for holds up no other`() async throws {
    let stage = try await Stage()
    _ = try await stage.queue.add(
      QueueChainTests.thread(at: 10) + [NewPost(.sample(9, at: 20))], now: 1)
    let pace = PostingPace(budget: .init(posts: 2, period: .day))
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"), pace)])
    #expect(stage.world.posts.map(\.identity) == [Post.sample(9).identity])
    #expect(
      try await stage.entry(1).reason
        == "what is left of the account's budget of the day is too little for it")
  }

  @Test func `go at the time that a person gave them, slot and gap or not`() async throws {
    let stage = try await Stage()
    _ = try await stage.queue.add(
      [
        NewPost(.sample(1, at: 900)), NewPost(.sample(3, at: 901)), NewPost(.sample(2, at: 5000)),
      ], now: 1)
    try await stage.queue.reschedule(
      Post.sample(2).identity, at: 1000, slotted: false, fixed: true, now: 2)
    let slots = SlotCalendar([Slot(weekdays: Set(1...7), hour: 0, minute: 15)], timeZone: .gmt)
    _ = try await stage.publisher().run([
      account(OnceNetwork("kiosk"), PostingPace(gap: 3600), slots: slots)
    ])
    #expect(stage.world.posts.map(\.identity) == [1, 2].map { Post.sample($0).identity })
  }

  @Test func `a post that may be out does not stand in its own way`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    stage.world.change { $0.faults = [.lostBefore] }
    for moment: Int64 in [1000, 1060, 1120] {
      stage.clock.set(moment)
      _ = try await stage.publisher().run([account(OnceNetwork("kiosk"), PostingPace(gap: 3600))])
    }
    #expect(stage.world.posts.map(\.at) == [1060])
  }
}
