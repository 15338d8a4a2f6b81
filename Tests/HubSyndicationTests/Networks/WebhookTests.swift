import Crypto
import Foundation
import HubHTTP
import HubSyndication
import HubTestSupport
import Testing

@Suite struct WebhookTests {
  @Test(arguments: [(nil, false), ("published", false), ("all", true)])
  func `what a receiver is told of is what the account can do`(
    events: String?, can: Bool
  ) throws {
    var values = ["url": "https://hook.example/in", "secret": ContractFixture.secret]
    values["events"] = events
    let network = try Webhook(settings: NetworkSettings(account: "kiosk", values: values))
    #expect(network.capabilities.contains(.deletes) == can)
    #expect(network.capabilities.contains(.edits) == can)
    #expect(network.capabilities.contains(.threads))
  }

  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  func webhook(secret: String = secret, now: (@Sendable () -> Int64)? = nil) throws -> Webhook {
    try Webhook(
      settings: NetworkSettings(
        account: "kiosk", values: ["url": "https://hook.example/in", "secret": secret], now: now))
  }

  private func sent(_ webhook: Webhook, _ post: Post = .sample()) async throws -> HTTPRequest {
    let transport = FixedTransport(status: 204)
    #expect(try await webhook.publish(post, over: transport).remoteID == post.identity)
    return try #require(transport.requests.first)
  }

  @Test func `the body has the documented keys`() async throws {
    let request = try await sent(webhook())
    #expect(
      String(decoding: request.body ?? [], as: UTF8.self)
        == #"{"account":"kiosk","article":"articles/launch","#
        + #""canonicalURL":"https://hub.example.com/launch/","id":"0123456789abcdef0123456789abcdef","#
        + #""image":{"alt":"The queue","url":"https://hub.example.com/launch/cover.jpg"},"#
        + #""language":"en","#
        + #""link":"https://hub.example.com/launch/?utm_source=mastodon&utm_medium=social","#
        + #""scheduledAt":"2026-11-21T08:30:00Z","#
        + #""text":"How we opened on a <rainy> Monday & sold \"all\"\n\n"#
        + #"https://hub.example.com/launch/?utm_source=mastodon&utm_medium=social\n\n#coffee","#
        + #""title":"Opening day","type":"post.published"}"#)
  }

  @Test func `a receiver learns of changes only if it is to`() async throws {
    let transport = FixedTransport(status: 204)
    let remote = PublishedPost(remoteID: "r")
    let quiet = try webhook()
    let result = await outcome { () async throws(PublishError) in
      try await quiet.withdraw(.sample(), remote, key: "k1", over: transport)
    }
    #expect(result.kind == "rejected")
    #expect(result.reason.contains("events: all"))
    #expect(transport.requests.isEmpty)
    let all = try Webhook(
      settings: NetworkSettings(
        account: "kiosk",
        values: ["url": "https://hook.example/in", "secret": Self.secret, "events": "all"]))
    try await all.withdraw(.sample(), remote, key: "k1", over: transport)
    try await all.update(remote, to: .sample(text: "New"), key: "k2", over: transport)
    let bodies = transport.requests.map { String(decoding: $0.body ?? [], as: UTF8.self) }
    #expect(bodies[0].contains(#""type":"post.withdrawn"}"#))
    #expect(bodies[1].contains(#""text":"New","title":"Opening day","type":"post.updated"}"#))
    for (request, key) in zip(transport.requests, ["k1", "k2"]) {
      #expect(request.headers.contains(.init("webhook-id", key)))
    }
  }

  @Test func `a part of a thread names the one before it`() async throws {
    var post = Post.sample()
    post.predecessor = Predecessor(relation: .comment, remoteID: "b", rootID: "a")
    let body = try await sent(webhook(), post).body ?? []
    #expect(
      String(decoding: body, as: UTF8.self)
        .contains(#""predecessor":{"id":"b","relation":"comment","root":"a"},"#))
  }

  @Test func `a post without a picture has a null in its place`() async throws {
    var post = Post.sample()
    post.imageURL = nil
    let body = try await sent(webhook(), post).body ?? []
    #expect(String(decoding: body, as: UTF8.self).contains(#""image":null,"#))
  }

  @Test func `a receiver can check the signature by the convention`() async throws {
    let request = try await sent(webhook(now: { 1_795_250_000 }))
    func header(_ name: String) -> String? { request.headers.first { $0.name == name }?.value }
    #expect(header("webhook-id") == Post.sample().identity)
    #expect(header("webhook-timestamp") == "1795250000")
    let key = try #require(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let content = Array("\(Post.sample().identity).1795250000.".utf8) + (request.body ?? [])
    let code = HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key))
    #expect(header("webhook-signature") == "v1,\(Data(code).base64EncodedString())")
  }

  @Test func `without a clock the due time is signed`() async throws {
    let request = try await sent(webhook())
    #expect(request.headers.contains(.init("webhook-timestamp", "1795249800")))
  }

  // From the convention's own tests: secret, id, time and payload with the expected signature.
  @Test func `the published vector gives the published signature`() {
    #expect(
      Webhook.signature(
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
        body: Array(#"{"test": 2432232314}"#.utf8),
        key: Array(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") ?? Data()))
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test(arguments: [
    "whsec_", "secret", "whsec_not base64", "whsec_c2hvcnQ=",
    "whsec_" + Data(repeating: 1, count: 65).base64EncodedString(),
  ])
  func `a secret that is none of the convention is refused without quoting it`(secret: String) {
    let problem = #expect(throws: AccountProblem.self) { try webhook(secret: secret) }
    #expect(problem?.key == "secret")
    #expect(problem?.message == "'secret' must be 'whsec_' and the base64 of 24 to 64 bytes")
  }

  @Test func `the prefix may be left out`() throws {
    _ = try webhook(secret: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
  }
}
