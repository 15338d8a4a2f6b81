import Foundation
import HubHTTP
import HubSyndication
import HubTestSupport
import Testing

/// One network as the contract tests use it; every listed network needs an entry in `fixtures`.
struct ContractFixture: Sendable, CustomTestStringConvertible {
  var type: any Network.Type
  var values: [String: String]
  /// What the service answers when all went well.
  var success: String
  /// Whether any 2xx is success, whatever its body.
  var ignoresBody = false
  /// What 403 means: that this post is refused, or that the account may not post for now.
  var forbidden = "rejected"

  static let secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA=="

  static let fixtures: [String: ContractFixture] = [
    "mastodon": .init(
      type: Mastodon.self, values: ["server": "https://social.example", "token": secret],
      success: #"{"id":"1","url":"https://social.example/@kiosk/1"}"#,
      forbidden: "retry"),
    "matrix": .init(
      type: Matrix.self,
      values: ["server": "https://matrix.example", "token": secret, "room": "!r:matrix.example"],
      success: #"{"event_id":"$e"}"#, forbidden: "retry"),
    "webhook": .init(
      type: Webhook.self,
      values: ["url": "https://hook.example/in", "secret": secret, "events": "all"],
      success: "", ignoresBody: true),
  ]

  static let all = fixtures.values.sorted { $0.type.descriptor.id < $1.type.descriptor.id }

  var testDescription: String { type.descriptor.id }

  func make() throws -> any Network {
    try type.init(settings: NetworkSettings(account: "kiosk", values: values))
  }

  func publish(over transport: any HTTPTransport) async throws -> Result<
    PublishedPost, PublishError
  > {
    let network = try make()
    let post = Post.sample(network: type.descriptor.id)
    return await outcome { () async throws(PublishError) in
      try await network.publish(post, over: transport)
    }
  }
}

@Suite struct NetworkContractTests {
  @Test func `every listed network has a fixture here, and a unique id in kebab-case`() {
    let ids = allNetworks.map { $0.descriptor.id }
    #expect(Set(ids) == Set(ContractFixture.fixtures.keys))
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
    }
  }

  @Test func `every file beside the list is a network that is listed`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/HubSyndication/Networks").standardizedFileURL
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && $0 != "Network.swift" && $0 != "AllNetworks.swift" }
      .map { String($0.prefix { $0 != "." && $0 != "+" }) }
    #expect(!names.isEmpty)
    #expect(Set(names) == Set(allNetworks.map { String(describing: $0) }))
  }

  @Test func `every setting is documented, and keys are unique`() {
    for descriptor in allNetworks.map({ $0.descriptor }) {
      #expect(Set(descriptor.settings.map(\.key)).count == descriptor.settings.count)
      #expect(descriptor.settings.allSatisfy { $0.documentation.hasSuffix(".") })
      #expect(descriptor.settings.contains { $0.isSecret })
      #expect(descriptor.textRules.limit > 0)
    }
  }

  @Test(arguments: ContractFixture.all)
  func `a look-up is there where the descriptor promises it`(fixture: ContractFixture) throws {
    if fixture.type.descriptor.repeatSafety == .lookUp {
      #expect(fixture.type is any LooksUpPosts.Type)
    }
  }

  @Test(arguments: ContractFixture.all)
  func `what a descriptor says of changes is what the network does`(
    fixture: ContractFixture
  ) throws {
    let descriptor = fixture.type.descriptor
    #expect(
      descriptor.capabilities.contains(.deletes) == (fixture.type is any WithdrawsPosts.Type))
    #expect(descriptor.capabilities.contains(.edits) == (fixture.type is any UpdatesPosts.Type))
    #expect(descriptor.deleteWindow == nil || descriptor.capabilities.contains(.deletes))
  }

  @Test(
    arguments: ContractFixture.all,
    [
      (200, "done"), (204, "done"), (401, "unauthorized"), (429, "retry"), (500, "retry"),
      (503, "retry"), (403, "rejected"), (302, "rejected"),
    ])
  func `a change has an outcome that can be repeated`(
    fixture: ContractFixture, answer: (status: Int, outcome: String)
  ) async throws {
    let network = try fixture.make()
    for transport in [
      FixedTransport(status: answer.status, ##"{"event_id":"$x"}"##),
      FixedTransport(.failure(.answerLost(reason: "reset"))),
      FixedTransport(.failure(.notSent(reason: "no route"))),
    ] {
      let isAnswered = (try? await transport.send(.init(.get, "https://a.example/"))) != nil
      let expected = isAnswered ? answer.outcome : "retry"
      if let network = network as? any WithdrawsPosts {
        let result = await outcome { () async throws(PublishError) in
          try await network.withdraw(
            .sample(), PublishedPost(remoteID: "$1"), key: "k", over: transport)
        }
        #expect(result.kind == expected)
      }
      if let network = network as? any UpdatesPosts {
        let result = await outcome { () async throws(PublishError) in
          try await network.update(
            PublishedPost(remoteID: "$1"), to: .sample(), key: "k", over: transport)
        }
        #expect(result.kind == expected)
      }
      #expect(
        transport.requests.dropFirst().allSatisfy { !RecordedRequest($0).text.contains("c2Vj") })
    }
  }

  @Test(arguments: ContractFixture.all)
  func `a missing setting is named`(fixture: ContractFixture) throws {
    for setting in fixture.type.descriptor.settings where setting.isRequired {
      var values = fixture.values
      values[setting.key] = nil
      let error = #expect(throws: AccountProblem.self) {
        try fixture.type.init(settings: NetworkSettings(account: "kiosk", values: values))
      }
      #expect(error?.key == setting.key)
    }
  }

  @Test(arguments: ContractFixture.all)
  func `a success is a published post`(fixture: ContractFixture) async throws {
    let result = try await fixture.publish(
      over: FixedTransport(status: 200, fixture.success))
    #expect(try !result.get().remoteID.isEmpty)
  }

  @Test(
    arguments: ContractFixture.all,
    [
      (301, "rejected"), (302, "rejected"), (307, "rejected"), (308, "rejected"),
      (400, "rejected"), (401, "unauthorized"), (403, "forbidden"), (404, "rejected"),
      (410, "rejected"), (413, "rejected"), (422, "rejected"), (429, "retry"),
      (500, "outcomeUnknown"), (502, "outcomeUnknown"), (503, "outcomeUnknown"),
      (504, "outcomeUnknown"),
      (599, "outcomeUnknown"),
    ])
  func `every status has its outcome`(
    fixture: ContractFixture, answer: (status: Int, outcome: String)
  ) async throws {
    let transport = FixedTransport(
      status: answer.status, #"{"error":"no","errcode":"M_NO"}"#,
      headers: [.init("Location", "https://elsewhere.example/")])
    let result = try await fixture.publish(over: transport)
    #expect(
      result.kind == (answer.outcome == "forbidden" ? fixture.forbidden : answer.outcome))
    #expect(result.reason.contains("\(answer.status)"))
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: ContractFixture.all)
  func `no answer after sending leaves the outcome unknown, none before it is a retry`(
    fixture: ContractFixture
  ) async throws {
    let errors: [(TransportError, String)] = [
      (.answerLost(reason: "reset"), "outcomeUnknown"), (.notSent(reason: "no route"), "retry"),
      (.invalidRequest(reason: "bad"), "rejected"),
    ]
    for (error, kind) in errors {
      #expect(try await fixture.publish(over: FixedTransport(.failure(error))).kind == kind)
    }
  }

  @Test(
    arguments: ContractFixture.all,
    [
      "", "<html>welcome</html>", "{}", "[]", "null", #"{"id":5}"#, #"{"id":""}"#,
      "{\"id\":\"a\u{0}",
    ])
  func `success without a readable body is an unknown outcome`(
    fixture: ContractFixture, body: String
  ) async throws {
    let result = try await fixture.publish(over: FixedTransport(status: 200, body))
    #expect(result.kind == (fixture.ignoresBody ? "done" : "outcomeUnknown"))
  }

  @Test(arguments: ContractFixture.all, [(nil, "outcomeUnknown"), ("120", "retry")])
  func `a server that asks to come back has not taken the post`(
    fixture: ContractFixture, answer: (wait: String?, outcome: String)
  ) async throws {
    let headers = answer.wait.map { [HTTPResponse.Header("Retry-After", $0)] } ?? []
    let result = try await fixture.publish(
      over: FixedTransport(status: 503, "{}", headers: headers))
    #expect(result.kind == answer.outcome)
  }

  @Test(arguments: ContractFixture.all)
  func `a wait in seconds or until a date is kept`(fixture: ContractFixture) async throws {
    let date = HTTPResponse.Header("Date", "Sat, 21 Nov 2026 08:30:00 GMT")
    let waits: [([HTTPResponse.Header], Duration?)] = [
      ([.init("Retry-After", "120")], .seconds(120)),
      ([date, .init("Retry-After", "Sat, 21 Nov 2026 08:31:30 GMT")], .seconds(90)),
      ([date, .init("X-RateLimit-Reset", "2026-11-21T08:35:00.123Z")], .seconds(300)),
      ([.init("X-RateLimit-Reset", "2026-11-21T08:35:00Z")], nil),
      ([.init("Retry-After", "999999999")], .seconds(86_400)),
      ([date, .init("Retry-After", "Sat, 21 Nov 2026 08:29:00 GMT")], .zero),
      ([.init("Retry-After", "soon")], nil),
      ([], nil),
    ]
    for (headers, wait) in waits {
      let result = try await fixture.publish(
        over: FixedTransport(status: 429, "{}", headers: headers))
      #expect(result.kind == "retry")
      #expect(result.delay == wait)
    }
  }

  @Test(arguments: ContractFixture.all)
  func `no reason ever quotes a credential, even when the service does`(
    fixture: ContractFixture
  ) async throws {
    let quote = "bad \(ContractFixture.secret) and \(URLText.encoded(ContractFixture.secret))"
    let body = #"{"error":"\#(quote)","errcode":"\#(quote)","error_description":"\#(quote)"}"#
    let answers: [any HTTPTransport] =
      [400, 401, 403, 404, 422, 429, 500, 301].map { FixedTransport(status: $0, body) }
      + [FixedTransport(.failure(.answerLost(reason: quote)))]
      + [FixedTransport(.failure(.notSent(reason: quote)))]
    for transport in answers {
      let result = try await fixture.publish(over: transport)
      #expect(!result.reason.contains("c2VjcmV0"))
    }
  }

  @Test(arguments: ContractFixture.all)
  func `a long answer with control characters becomes one bounded line`(
    fixture: ContractFixture
  ) async throws {
    let text = "\\u001b[31mred\\nline\\u0000" + String(repeating: "x", count: 100_000)
    let result = try await fixture.publish(
      over: FixedTransport(status: 422, #"{"error":"\#(text)"}"#))
    #expect(result.reason.count < 500)
    #expect(result.reason.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test(arguments: ContractFixture.all)
  func `a printed request shows no credential, and repeats are the same request`(
    fixture: ContractFixture
  ) async throws {
    let answer = HTTPResponse(
      status: 200, body: Array(##"{"id":"x","event_id":"$x","room_id":"!x"}"##.utf8))
    let first = RecordingTransport(answer: answer)
    let second = RecordingTransport(answer: answer)
    _ = try await fixture.publish(over: first).get()
    _ = try await fixture.publish(over: second).get()
    #expect(first.requests == second.requests)
    #expect(!first.requests.isEmpty)
    #expect(first.requests.allSatisfy { !$0.text.contains("c2VjcmV0") })
  }

  @Test(arguments: ContractFixture.all)
  func `the identity is part of the request`(fixture: ContractFixture) async throws {
    let transport = FixedTransport(status: 200, fixture.success)
    _ = try await fixture.publish(over: transport).get()
    let request = try #require(transport.requests.last)
    let identity = Post.sample().identity
    #expect(request.url.contains(identity) || request.headers.contains { $0.value == identity })
  }
}
