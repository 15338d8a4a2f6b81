import Foundation
import HubSyndication
import HubTestSupport
import Testing

@Suite(
  .serialized,
  .enabled(if: SynapseServer.isInstalled, "run Tests/IntegrationTests/Servers/install.sh"))
struct SynapseServerTests {
  /// One server for all: starting takes seconds.
  private static let shared = Task { try await SynapseServer.start() }

  @Test func `a post is one event with text and HTML, and a repeat is the same event`()
    async throws
  {
    let server = try await Self.shared.value
    let transport = server.control.transport
    let post = Post.sample("1", network: "matrix")
    let first = try await server.network().publish(post, over: transport)
    let again = try await server.network().publish(post, over: transport)
    #expect(first == again)
    let events = try await server.messages().filter {
      $0.id == first.remoteID || $0.body == post.text
    }
    #expect(events.count == 1)
    #expect(events.first?.id == first.remoteID)
    #expect(events.first?.body == post.text)
    #expect(
      events.first?.html.hasPrefix("Coffee &amp; &lt;cake&gt;<br><br><a href=\"https://") == true)
  }

  @Test func `a room is reached by its alias`() async throws {
    let server = try await Self.shared.value
    let published = try await server.network(room: server.alias)
      .publish(.sample("2", network: "matrix"), over: server.control.transport)
    #expect(try await server.messages().contains { $0.id == published.remoteID })
  }

  @Test func `a post whose answer was lost is looked up, and repeated without a second event`()
    async throws
  {
    let server = try await Self.shared.value
    let network = try server.network()
    let transport = server.control.transport
    let post = Post.sample("3", network: "matrix")
    let before = Int64(Date().timeIntervalSince1970)
    #expect(try await network.lookUp(post, notBefore: before, over: transport) == nil)
    try await server.control.swallowAnswers()
    let sending = Task {
      await outcome { () async throws(PublishError) in
        try await network.publish(post, over: transport)
      }
    }
    try await server.control.waitUntilHeld()
    sending.cancel()
    #expect(await sending.value.isUnknown)
    let found = try await network.lookUp(post, notBefore: before, over: transport)
    #expect(found != nil)
    #expect(try await network.publish(post, over: transport) == found)
    #expect(try await server.messages().filter { $0.body == post.text }.count == 1)
  }

  @Test func `a thread, a comment, other words and a redaction are what Synapse takes them for`()
    async throws
  {
    let server = try await Self.shared.value
    let network = try server.network()
    let transport = server.control.transport
    let first = try await network.publish(.sample("c", network: "matrix"), over: transport)
    var part = Post.sample("d", network: "matrix")
    part.predecessor = Predecessor(
      relation: .reply, remoteID: first.remoteID, rootID: first.remoteID)
    let second = try await network.publish(part, over: transport)
    part = .sample("e", network: "matrix")
    part.predecessor = Predecessor(
      relation: .comment, remoteID: second.remoteID, rootID: first.remoteID)
    let third = try await network.publish(part, over: transport)
    #expect(try await server.related(to: first, by: "m.thread") == [second.remoteID])
    var words = Post.sample("c", network: "matrix")
    words.text = "Tea"
    for _ in 1...2 { try await network.update(first, to: words, key: "k1", over: transport) }
    let edits = try await server.related(to: first, by: "m.replace")
    #expect(edits.count == 1)
    let edit = try await server.content(of: PublishedPost(remoteID: edits.first ?? ""))
    #expect((edit["m.new_content"] as? [String: Any])?["body"] as? String == "Tea")
    for post in [first, second, third] {
      for _ in 1...2 {
        try await network.withdraw(words, post, key: "k\(post.remoteID)", over: transport)
      }
      #expect(try await server.content(of: post).isEmpty)
    }
    // One that never was is as good as gone.
    try await network.withdraw(
      words, PublishedPost(remoteID: "$nowhere"), key: "k3", over: transport)
  }

  @Test func `the token's owner is known, and a wrong token is unauthorized`() async throws {
    let server = try await Self.shared.value
    let transport = server.control.transport
    #expect(try await server.network().checkCredentials(over: transport) == "@kiosk:localhost")
    let stranger = try server.network(token: "wrong-token")
    let result = await outcome { () async throws(PublishError) in
      try await stranger.publish(.sample("4", network: "matrix"), over: transport)
    }
    guard case .failure(.unauthorized(let reason)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("M_UNKNOWN_TOKEN"))
    #expect(!reason.contains("wrong-token"))
  }

  @Test func `a room that we are not in is tried again later, one that is not there rejects`()
    async throws
  {
    let server = try await Self.shared.value
    for room in ["!nowhere:localhost", "#nowhere:localhost"] {
      let network = try server.network(room: room)
      let result = await outcome { () async throws(PublishError) in
        try await network.publish(
          .sample("5", network: "matrix"), over: server.control.transport)
      }
      switch result {
      case .failure(.retry(.seconds(3600), let reason)):
        #expect(room.hasPrefix("!") && reason.contains("M_FORBIDDEN"))
      case .failure(.rejected(let reason)):
        #expect(room.hasPrefix("#") && reason.contains("M_NOT_FOUND"))
      default: Issue.record("\(result)")
      }
    }
  }

  @Test func `an event as large as the limits allow is accepted`() async throws {
    let server = try await Self.shared.value
    var post = Post.sample("6", network: "matrix")
    post.text = String(repeating: "\"", count: 8_192)
    let published = try await server.network().publish(post, over: server.control.transport)
    post = .sample("7", network: "matrix")
    post.text = String(repeating: "x", count: 59_900)
    let large = try await server.network().publish(post, over: server.control.transport)
    #expect(published != large)
  }

  @Test func `a repeat after a restart of the server is still one event, and 429 says how long`()
    async throws
  {
    let folder = try TemporaryFolder()
    let post = Post.sample("8", network: "matrix")
    let first = try await {
      let server = try await SynapseServer.start(in: folder)
      return try await server.network().publish(post, over: server.control.transport)
    }()
    let server = try await SynapseServer.start(
      in: folder, messagesPerSecond: "0.01", burst: "1")
    let transport = server.control.transport
    let network = try server.network()
    #expect(try await network.publish(post, over: transport) == first)
    #expect(try await network.lookUp(post, notBefore: 0, over: transport) == first)
    var waits: [Duration?] = []
    for digit in "9ab" {
      let result = await outcome { () async throws(PublishError) in
        try await network.publish(.sample(digit, network: "matrix"), over: transport)
      }
      if case .failure(.retry(let after, _)) = result { waits.append(after) }
    }
    #expect(!waits.isEmpty)
    #expect(waits.allSatisfy { ($0 ?? .zero) > .zero })
  }
}
