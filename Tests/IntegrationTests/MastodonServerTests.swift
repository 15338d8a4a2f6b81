import Foundation
import HubSyndication
import Testing

@Suite struct MastodonServerTests {
  @Test(arguments: [true, false])
  func `a status is out, with its text, link, key and language`(honoursKey: Bool) async throws {
    let server = try await MastodonServer.start(honoursKey: honoursKey)
    let post = Post.sample("a", network: "mastodon")
    let published = try await server.network().publish(post, over: server.control.transport)
    #expect(
      try await server.statuses() == [
        .init(
          id: published.remoteID, text: post.text, idempotencyKey: post.identity,
          visibility: "public", language: "en")
      ])
    #expect(
      try await server.network().lookUp(post, notBefore: now(), over: server.control.transport)
        == published)
  }

  @Test func `a repeat is one status where the key is honoured, and two where it is not`()
    async throws
  {
    let post = Post.sample("a", network: "mastodon")
    for (honoursKey, count) in [(true, 1), (false, 2)] {
      let server = try await MastodonServer.start(honoursKey: honoursKey)
      for _ in 0..<2 {
        _ = try await server.network().publish(post, over: server.control.transport)
      }
      #expect(try await server.statuses().count == count)
    }
  }

  @Test(arguments: [true, false])
  func `a post whose answer was lost is found by reading back`(honoursKey: Bool) async throws {
    let server = try await MastodonServer.start(honoursKey: honoursKey)
    let network = try server.network()
    let transport = server.control.transport
    let post = Post.sample("a", network: "mastodon")
    _ = try await network.publish(.sample("b", network: "mastodon"), over: transport)
    let before = now()
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
    #expect(found?.remoteID == "1001")
    #expect(try await server.statuses().count == 2)
  }

  @Test func `a 500 after the status was stored is unknown, and found by reading back`()
    async throws
  {
    let server = try await MastodonServer.start(honoursKey: false)
    let network = try server.network()
    let transport = server.control.transport
    let post = Post.sample("a", network: "mastodon")
    try await server.answerNext(status: 500, stores: true)
    let result = await outcome { () async throws(PublishError) in
      try await network.publish(post, over: transport)
    }
    #expect(result.isUnknown)
    #expect(try await network.lookUp(post, notBefore: now(), over: transport) != nil)
  }

  @Test func `a hundred newer statuses are paged through`() async throws {
    let server = try await MastodonServer.start()
    let network = try server.network()
    let transport = server.control.transport
    let post = Post.sample("a", network: "mastodon")
    let published = try await network.publish(post, over: transport)
    for number in 0..<100 {
      var other = Post.sample("b", network: "mastodon")
      other.identity = "\(number)"
      _ = try await network.publish(other, over: transport)
    }
    #expect(try await network.lookUp(post, notBefore: now(), over: transport) == published)
  }

  @Test(arguments: [true, false])
  func `limits are read, also from a server with version 1 only`(hasVersion2: Bool) async throws {
    let server = try await MastodonServer.start(hasVersion2: hasVersion2)
    #expect(
      try await server.network().textRules(over: server.control.transport)
        == TextRules(limit: 640, counting: .graphemes(urlWeight: 25)))
  }

  @Test func `a wrong token is unauthorized, and shown to nobody`() async throws {
    let server = try await MastodonServer.start()
    let network = try server.network(token: "wrong-token")
    let result = await outcome { () async throws(PublishError) in
      try await network.publish(
        .sample("a", network: "mastodon"), over: server.control.transport)
    }
    #expect(
      result
        == .failure(
          .unauthorized(reason: "127.0.0.1 answered 401: The access token is invalid")))
    #expect(try await server.statuses().isEmpty)
  }

  @Test func `who we are is asked of the server`() async throws {
    let server = try await MastodonServer.start()
    #expect(
      try await server.network().checkCredentials(over: server.control.transport)
        == "@kiosk@127.0.0.1")
  }
}

/// The test servers stamp what they get with the machine's clock.
private func now() -> Int64 { Int64(Date().timeIntervalSince1970) }
