import HubHTTP
import HubSyndication
import HubTestSupport
import Testing

@Suite struct MatrixTests {
  static let base = "https://matrix.example/_matrix/client/v3"
  static let bearer = HTTPRequest.Header("Authorization", "Bearer t0ken")
  static let id = "0123456789abcdef0123456789abcdef"
  static let send = "\(base)/rooms/%21r%3Amatrix.example/send/m.room.message/\(id)"

  func matrix(room: String = "!r:matrix.example") throws -> Matrix {
    try Matrix(
      settings: NetworkSettings(
        account: "kiosk",
        values: ["server": "https://matrix.example", "token": "t0ken", "room": room]))
  }

  @Test func `an event is put under the identity, with its link in escaped HTML`() async throws {
    let post = Post.sample(
      text: "A <b> & \"c\"\n\nhttps://a.example/?x=1&y=2", link: "https://a.example/?x=1&y=2")
    let html =
      "A &lt;b&gt; &amp; &quot;c&quot;<br><br>"
      + "<a href=\\\"https://a.example/?x=1&amp;y=2\\\">https://a.example/?x=1&amp;y=2</a>"
    let tape = TapeTransport([
      .init(
        .put, Self.send, headers: [Self.bearer],
        body: #"{"body":"A <b> & \"c\"\n\nhttps://a.example/?x=1&y=2","#
          + #""format":"org.matrix.custom.html","formatted_body":"\#(html)","msgtype":"m.text"}"#,
        answer: #"{"event_id":"$abc"}"#)
    ])
    let published = try await matrix().publish(post, over: tape)
    #expect(
      published
        == PublishedPost(
          remoteID: "$abc", url: "https://matrix.to/#/%21r%3Amatrix.example/%24abc"))
    #expect(tape.deviations == [])
  }

  @Test(arguments: [
    (
      Predecessor.Relation.reply,
      #"{"event_id":"$root","is_falling_back":true,"m.in_reply_to":{"event_id":"$before"},"#
        + #""rel_type":"m.thread"}"#
    ),
    (.comment, #"{"m.in_reply_to":{"event_id":"$before"}}"#),
  ])
  func `a part of a thread is in it, a comment is a reply`(
    relation: Predecessor.Relation, json: String
  ) async throws {
    var post = Post.sample(text: "More", link: "")
    post.predecessor = Predecessor(relation: relation, remoteID: "$before", rootID: "$root")
    let tape = TapeTransport([
      .init(
        .put, Self.send,
        body: #"{"body":"More","format":"org.matrix.custom.html","formatted_body":"More","#
          + #""m.relates_to":\#(json),"msgtype":"m.text"}"#,
        answer: #"{"event_id":"$abc"}"#)
    ])
    _ = try await matrix().publish(post, over: tape)
    #expect(tape.deviations == [])
  }

  @Test func `other words are an event in the place of the first`() async throws {
    let message =
      #""format":"org.matrix.custom.html","formatted_body":"New""#
    let tape = TapeTransport([
      .init(
        .put, "\(Self.base)/rooms/%21r%3Amatrix.example/send/m.room.message/key",
        body: #"{"body":"* New","format":"org.matrix.custom.html","formatted_body":"* New","#
          + #""m.new_content":{"body":"New",\#(message),"msgtype":"m.text"},"#
          + #""m.relates_to":{"event_id":"$1","rel_type":"m.replace"},"msgtype":"m.text"}"#,
        answer: #"{"event_id":"$2"}"#)
    ])
    try await matrix().update(
      PublishedPost(remoteID: "$1"), to: .sample(text: "New", link: ""), key: "key", over: tape)
    #expect(tape.deviations == [])
  }

  @Test(arguments: [(200, #"{"event_id":"$2"}"#), (404, #"{"errcode":"M_NOT_FOUND"}"#)])
  func `a post is redacted; one that is gone is as good`(
    status: Int, answer: String
  ) async throws {
    let tape = TapeTransport([
      .init(
        .put, "\(Self.base)/rooms/%21r%3Amatrix.example/redact/%241/key", headers: [Self.bearer],
        body: "{}", status: status, answer: answer)
    ])
    try await matrix().withdraw(.sample(), PublishedPost(remoteID: "$1"), key: "key", over: tape)
    #expect(tape.deviations == [])
  }

  @Test(arguments: ["", #"{"errcode":"M_UNRECOGNIZED"}"#])
  func `a server that doesn't know the request has not taken the post down`(
    body: String
  ) async throws {
    let network = try matrix()
    let result = await outcome { () async throws(PublishError) in
      try await network.withdraw(
        .sample(), PublishedPost(remoteID: "$1"), key: "key",
        over: FixedTransport(status: 404, body))
    }
    #expect(result.kind == "rejected")
  }

  @Test(arguments: [
    ("1500", 2), ("2000", 2), ("-9223372036854775808", 0), ("9223372036854775807", 86_400),
  ])
  func `a wait in milliseconds is whole seconds, whatever the server says`(
    milliseconds: String, seconds: Int
  ) async throws {
    let network = try matrix()
    let result = await outcome { () async throws(PublishError) in
      try await network.publish(
        .sample(), over: FixedTransport(status: 429, #"{"retry_after_ms":\#(milliseconds)}"#))
    }
    guard case .failure(.retry(let after, _)) = result else {
      Issue.record("must be a retry")
      return
    }
    #expect(after == .seconds(seconds))
  }

  @Test func `an alias is resolved first`() async throws {
    let tape = TapeTransport([
      .init(
        .get, "\(Self.base)/directory/room/%23news%3Amatrix.example",
        answer: #"{"room_id":"!r:matrix.example","servers":[]}"#),
      .init(.put, Self.send, answer: #"{"event_id":"$abc"}"#),
    ])
    _ = try await matrix(room: "#news:matrix.example").publish(.sample(), over: tape)
    #expect(tape.deviations == [])
  }

  @Test(arguments: [
    (
      TapeTransport.Entry(.get, "\(base)/directory/room/%23n%3Ax", status: 404, answer: ""),
      "rejected"
    ),
    (.init(.get, "\(base)/directory/room/%23n%3Ax", status: 500, answer: ""), "retry"),
    (
      .init(.get, "\(base)/directory/room/%23n%3Ax", result: .failure(.answerLost(reason: "x"))),
      "retry"
    ),
    (.init(.get, "\(base)/directory/room/%23n%3Ax", answer: "{}"), "rejected"),
  ])
  func `an alias that can't be resolved means nothing was sent`(
    entry: TapeTransport.Entry, kind: String
  ) async throws {
    let network = try matrix(room: "#n:x")
    let tape = TapeTransport([entry])
    let result = await outcome { () async throws(PublishError) in
      try await network.publish(.sample(), over: tape)
    }
    #expect(result.kind == kind)
    #expect(tape.deviations == [])
  }

  @Test func `the server's wait in milliseconds is rounded up`() async throws {
    let network = try matrix()
    let result = await outcome { () async throws(PublishError) in
      try await network.publish(
        .sample(),
        over: FixedTransport(
          status: 429,
          #"{"errcode":"M_LIMIT_EXCEEDED","error":"Too Many Requests","retry_after_ms":1001}"#))
    }
    #expect(
      result
        == .failure(
          .retry(
            after: .seconds(2),
            reason: "matrix.example answered 429: M_LIMIT_EXCEEDED: Too Many Requests")))
  }

  @Test func `a long text goes without HTML, one beyond an event not at all`() async throws {
    let network = try matrix()
    let transport = FixedTransport(status: 200, #"{"event_id":"$a"}"#)
    _ = try await network.publish(
      .sample(text: String(repeating: "\"", count: 20_000)), over: transport)
    let body = String(decoding: transport.requests[0].body ?? [], as: UTF8.self)
    #expect(!body.contains("formatted_body"))
    #expect(!body.contains("format"))
    let result = await outcome { () async throws(PublishError) in
      try await network.publish(
        .sample(text: String(repeating: "x", count: 65_536)), over: transport)
    }
    #expect(result.kind == "rejected")
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: ["r", "#news", "", "@kiosk:matrix.example"])
  func `a room is an id or an alias with its server`(room: String) {
    let problem = #expect(throws: AccountProblem.self) { try matrix(room: room) }
    #expect(problem?.key == "room")
  }

  // MARK: - Reading back

  static func page(_ query: String, _ answer: String) -> TapeTransport.Entry {
    .init(
      .get, "\(base)/rooms/%21r%3Amatrix.example/messages?dir=b&limit=100\(query)",
      headers: [bearer], answer: answer)
  }

  static func event(_ id: String, _ milliseconds: Int64, _ transaction: String?) -> String {
    let unsigned = transaction.map { #","unsigned":{"transaction_id":"\#($0)"}"# } ?? ""
    return #"{"event_id":"\#(id)","origin_server_ts":\#(milliseconds)\#(unsigned)}"#
  }

  @Test func `our event is found by its transaction id, on a later page too`() async throws {
    let tape = TapeTransport([
      Self.page("", #"{"chunk":[\#(Self.event("$2", 1_795_249_900_000, "other"))],"end":"t1"}"#),
      Self.page("&from=t1", #"{"chunk":[\#(Self.event("$1", 1_795_249_850_000, Self.id))]}"#),
    ])
    let found = try await matrix().lookUp(.sample(), notBefore: 1_795_249_800, over: tape)
    #expect(found?.remoteID == "$1")
    #expect(tape.deviations == [])
  }

  @Test func `the room's beginning or an older event ends the search`() async throws {
    let old = #"{"chunk":[\#(Self.event("$2", 1_795_249_499_999, nil))],"end":"t1"}"#
    for answer in [old, #"{"chunk":[]}"#] {
      let tape = TapeTransport([Self.page("", answer)])
      #expect(try await matrix().lookUp(.sample(), notBefore: 1_795_249_800, over: tape) == nil)
      #expect(tape.deviations == [])
    }
  }

  @Test(arguments: [
    (200, "{", "outcomeUnknown"), (200, "{}", "outcomeUnknown"), (403, "{}", "outcomeUnknown"),
    (401, "", "unauthorized"), (500, "", "outcomeUnknown"), (429, "{}", "retry"),
  ])
  func `a look-up that fails says nothing about the post`(
    status: Int, body: String, kind: String
  ) async throws {
    let network = try matrix()
    let result = await outcome { () async throws(PublishError) in
      try await network.lookUp(
        .sample(), notBefore: 0, over: FixedTransport(status: status, body))
    }
    #expect(result.kind == kind)
  }
}
