import Foundation
import HubHTTP
import HubSyndication
import Synchronization
import Testing

/// A service whose refresh tokens can be used once.
final class TokenWorld: HTTPTransport {
  struct State {
    /// The one that is accepted at present.
    var number = 1
    var faults: [TransportError] = []
    /// The answer to the next request is lost after it had its effect.
    var losesAnswer = false
    var refreshes: [String] = []
    var posts: [String] = []
    var isRevoked = false
  }

  private let state = Mutex(State())

  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
  func look<Value: Sendable>(_ body: (State) -> Value) -> Value { state.withLock { body($0) } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let path = request.url.split(separator: "/").dropFirst(2).map { String($0) }
    let (result, isLost) = state.withLock {
      state -> (Result<HTTPResponse, TransportError>, Bool) in
      if path[0] == "post" {
        let isGood = path[1] == "a\(state.number)" && !state.isRevoked
        if isGood { state.posts.append(path[1]) }
        return (.success(HTTPResponse(status: isGood ? 200 : 401)), false)
      }
      state.refreshes.append(path[1])
      if !state.faults.isEmpty { return (.failure(state.faults.removeFirst()), false) }
      guard path[1] == "r\(state.number)", !state.isRevoked else {
        return (.success(HTTPResponse(status: 400)), false)
      }
      state.number += 1
      return (
        .success(HTTPResponse(status: 200, body: Array("\(state.number)".utf8))), state.losesAnswer
      )
    }
    if isLost { throw .answerLost(reason: "reset") }
    return try result.get()
  }
}

/// What both kinds of network share.
protocol TokenNetwork: RefreshesCredentials {
  init(tokens: RotatingTokens)
}

extension TokenNetwork {
  static var network: NetworkDescriptor {
    NetworkDescriptor(
      id: "tokens", name: "Tokens", settings: [], textRules: fakeRules, repeatSafety: .idempotent)
  }

  init(settings: NetworkSettings) { self.init(tokens: .init(access: "a1", refresh: "r1")) }

  func using(_ tokens: RotatingTokens) -> Self { Self(tokens: tokens) }

  func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost {
    let response = try await ask("post/\(tokens.access)", transport)
    guard response.status == 200 else { throw .unauthorized(reason: "401") }
    return PublishedPost(remoteID: "r")
  }

  func refresh(
    _ tokens: RotatingTokens, now: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> RotatingTokens {
    let response = try await ask("refresh/\(tokens.refresh)", transport)
    guard response.status == 200 else { throw .rejected(reason: "invalid_grant") }
    let number = String(decoding: response.body, as: UTF8.self)
    return RotatingTokens(access: "a\(number)", refresh: "r\(number)", expiresAt: now + 7200)
  }

  private func ask(
    _ path: String, _ transport: any HTTPTransport
  ) async throws(PublishError) -> HTTPResponse {
    do throws(TransportError) {
      return try await transport.send(HTTPRequest(.post, "https://net.example/\(path)"))
    } catch {
      switch error {
      case .invalidRequest(let reason), .notSent(let reason):
        throw .retry(after: nil, reason: reason)
      case .answerLost(let reason): throw .outcomeUnknown(reason: reason)
      }
    }
  }
}

/// Takes a second use of a refresh token for theft.
struct StrictTokens: TokenNetwork {
  static var descriptor: NetworkDescriptor { network }
  static let allowsRepeatedRefresh = false
  var tokens: RotatingTokens
}

/// Bears it.
struct PatientTokens: TokenNetwork {
  static var descriptor: NetworkDescriptor { network }
  static let allowsRepeatedRefresh = true
  var tokens: RotatingTokens
}

@Suite struct RefreshTests {
  private let clock = ManualClock(1000)
  private let world = TokenWorld()

  private func run(
    _ file: QueueFile, _ network: any RefreshesCredentials,
    crashPoints: CrashPoints = .none
  ) async throws {
    var options = Publisher.Options()
    options.requireLive = false
    let publisher = Publisher(
      queue: try await PostQueue.open(file.path), transport: world, clock: clock, random: { 0 },
      crashPoints: crashPoints, options: options)
    _ = try await publisher.run([Publisher.Account(name: "kiosk", network: network)])
  }

  private func first(expiresAt: Int64? = nil) -> RotatingTokens {
    RotatingTokens(access: "a1", refresh: "r1", expiresAt: expiresAt)
  }

  @Test func `configured tokens are used until they end, then those that were stored`() async throws
  {
    let file = try await QueueFile()
    let network = StrictTokens(tokens: first(expiresAt: 2000))
    for (number, time) in [1000, 1699, 1700, 8599, 8600].enumerated() {
      clock.set(Int64(time))
      try await file.fill([.sample(number + 1)])
      try await run(file, network)
    }
    #expect(world.look(\.posts) == ["a1", "a1", "a2", "a2", "a3"])
    #expect(world.look(\.refreshes) == ["r1", "r2"])
  }

  @Test func `a token that is not accepted is replaced once, not every minute`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    world.change { $0.number = 2 }
    let network = StrictTokens(tokens: RotatingTokens(access: "a1", refresh: "r2"))
    try await run(file, network)
    #expect(try await file.queue.status(account: "kiosk").pausedReason != nil)
    try await run(file, network)
    #expect(world.look(\.posts) == ["a3"])
    world.change { $0.isRevoked = true }
    try await file.fill([.sample(2)])
    for _ in 1...5 {
      clock.advance(60)
      try await run(file, network)
    }
    #expect(world.look(\.refreshes) == ["r2"])
  }

  @Test func `a refused refresh waits for a person, and new tokens end that`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    world.change { $0.number = 5 }
    for _ in 1...4 {
      try await run(file, StrictTokens(tokens: first(expiresAt: 900)))
      clock.advance(100_000)
    }
    #expect(world.look(\.refreshes) == ["r1"])
    #expect(
      try await file.queue.status(account: "kiosk").pausedReason
        == "Tokens gave no new tokens (invalid_grant): connect the account again, and set the new"
        + " tokens where the configuration reads them")
    try await run(file, StrictTokens(tokens: RotatingTokens(access: "a5", refresh: "r5")))
    #expect(world.look(\.posts) == ["a5"])
    #expect(try await file.queue.status(account: "kiosk").pausedReason == nil)
  }

  @Test func `a service that can't be reached is asked again later`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    world.change { $0.faults = [.notSent(reason: "no route")] }
    let network = StrictTokens(tokens: first(expiresAt: 900))
    try await run(file, network)
    let status = try await file.queue.status(account: "kiosk")
    #expect((status.limitedUntil, status.pausedReason) == (1030, nil))
    #expect(status.limitedReason == "can't get new tokens: no route")
    clock.set(1030)
    try await run(file, network)
    #expect(world.look(\.posts) == ["a2"])
  }

  @Test(arguments: [CrashPoints.Point.sent, .answered])
  func `death between a refresh and its storing is reported where it can't be repeated`(
    point: CrashPoints.Point
  ) async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    let network = StrictTokens(tokens: first(expiresAt: 900))
    await #expect(throws: CrashTests.Death.self) {
      try await run(
        file, network, crashPoints: CrashPoints { if $0 == point { throw CrashTests.Death() } })
    }
    // As long as it may be another publisher that asks, nothing happens.
    try await run(file, network)
    #expect(try await file.queue.status(account: "kiosk").pausedReason == nil)
    for _ in 1...3 {
      clock.advance(601)
      try await run(file, network)
    }
    #expect(world.look(\.refreshes) == ["r1"])
    #expect(
      try await file.queue.status(account: "kiosk").pausedReason?
        .hasPrefix("new tokens were asked for at 1970-01-01T00:16:40Z and never stored, so") == true
    )
    #expect(world.look(\.posts).isEmpty)
  }

  @Test func `where it may be repeated, it is, once`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    let network = PatientTokens(tokens: first(expiresAt: 900))
    world.change { $0.faults = [.answerLost(reason: "reset")] }
    try await run(file, network)
    clock.advance(601)
    try await run(file, network)
    #expect(world.look(\.refreshes) == ["r1", "r1"])
    #expect(world.look(\.posts) == ["a2"])
    // The next time both answers are lost, and the token is used up.
    clock.advance(7200)
    world.change { $0.losesAnswer = true }
    try await file.fill([.sample(2)])
    for _ in 1...5 {
      try await run(file, network)
      clock.advance(601)
    }
    #expect(world.look(\.refreshes) == ["r1", "r1", "r2", "r2"])
    #expect(try await file.queue.status(account: "kiosk").pausedReason != nil)
  }

  @Test func `two publishers ask for new tokens once`() async throws {
    let file = try await QueueFile()
    try await file.fill([.sample(1)])
    let network = StrictTokens(tokens: first(expiresAt: 900))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...4 { group.addTask { try await run(file, network) } }
      try await group.waitForAll()
    }
    #expect(world.look(\.refreshes) == ["r1"])
    try await run(file, network)
    #expect(world.look(\.posts) == ["a2"])
  }

  @Test func `tokens can be read only by their owner`() async throws {
    let file = try await QueueFile()
    try await run(file, StrictTokens(tokens: first()))
    for name in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: file.path + name)
    {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path + name)
      #expect((attributes[.posixPermissions] as? Int) == 0o600)
    }
  }
}
