import Dispatch
import HubStorage
import HubSyndication
import Testing

/// Who waits for whom at the queue.
@Suite struct QueueWaitTests {
  @Test func `where nothing is to be done nobody waits for another's lock`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    try await file.queue.start(accounts: ["kiosk"], now: 1000)
    let isDone = DispatchSemaphore(value: 0)
    let (held, entering) = AsyncStream<Void>.makeStream()
    async let holder: Void = file.raw.write { _ in
      entering.finish()
      isDone.wait()
    }
    defer { isDone.signal() }
    for await _ in held {}
    try await file.queue.start(accounts: ["kiosk"], now: 1001)
    try await file.queue.release(account: "kiosk", now: 1001)
    try await file.queue.expireLeases(now: 1001)
    #expect(try await file.queue.claimChange(account: "kiosk", now: 1001, leaseUntil: 1601) == nil)
    isDone.signal()
    try await holder
  }
}
