import Foundation
import HubModel
import HubSyndication
import Testing

@Suite struct PublishedThreadTests {
  /// Monday, 5 January 1970, 09:00 UTC.
  private static let slot: Int64 = 4 * 86_400 + 9 * 3600

  @Test func `a thread goes out in one slot, and nothing else does`() async throws {
    let stage = try await Stage(at: Self.slot)
    let calendar = SlotCalendar([Slot(weekdays: [1], hour: 9, minute: 0)], timeZone: .gmt)
    var posts = QueueChainTests.thread(at: Self.slot)
    posts[0].isSlotted = true
    posts.append(NewPost(.sample(9, at: Self.slot)))
    _ = try await stage.queue.add(posts, now: 1)
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"), slots: calendar)])
    #expect(stage.world.posts.map(\.identity) == (1...3).map { Post.sample($0).identity })
    #expect(try await stage.queue.counts() == [.published: 3, .queued: 1])
  }

  @Test func `an account that rests sends nothing`() async throws {
    let stage = try await Stage()
    try await stage.file.fill([.sample(1)])
    try await stage.queue.rest(account: "kiosk", until: 2000)
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.posts.isEmpty)
    stage.clock.set(2000)
    _ = try await stage.publisher().run([account(OnceNetwork("kiosk"))])
    #expect(stage.world.posts.count == 1)
  }
}
