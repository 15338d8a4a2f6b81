import HubHTTP
import HubSyndication
import HubTestSupport
import Testing

@Suite struct MastodonTests {
  static let server = "https://social.example"
  static let bearer = HTTPRequest.Header("Authorization", "Bearer t0ken")

  func mastodon(_ extra: [String: String] = [:]) throws -> Mastodon {
    try Mastodon(
      settings: NetworkSettings(
        account: "kiosk",
        values: ["server": Self.server + "/", "token": "t0ken"].merging(extra) { $1 }))
  }

  @Test func `a status is posted with its key, language and visibility`() async throws {
    let tape = TapeTransport([
      .init(
        .post, "\(Self.server)/api/v1/statuses",
        headers: [
          Self.bearer, .init("Idempotency-Key", "0123456789abcdef0123456789abcdef"),
          .init("Content-Type", "application/json"),
        ],
        body: #"{"language":"en","status":"Hi \"you\" / ü","visibility":"unlisted"}"#,
        answer: #"{"id":"109","url":"https://social.example/@kiosk/109","content":"<p>Hi</p>"}"#)
    ])
    let published = try await mastodon(["visibility": "unlisted"])
      .publish(.sample(text: "Hi \"you\" / ü"), over: tape)
    #expect(
      published == PublishedPost(remoteID: "109", url: "https://social.example/@kiosk/109"))
    #expect(tape.deviations == [])
  }

  @Test func `a part of a thread replies to the one before it`() async throws {
    let tape = TapeTransport([
      .init(
        .post, "\(Self.server)/api/v1/statuses",
        body: #"{"in_reply_to_id":"109","language":"en","status":"More"}"#,
        answer: #"{"id":"110"}"#)
    ])
    var post = Post.sample(text: "More")
    post.predecessor = Predecessor(relation: .reply, remoteID: "109", rootID: "107")
    #expect(try await mastodon().publish(post, over: tape).remoteID == "110")
    #expect(tape.deviations == [])
  }

  @Test(arguments: [200, 404, 410])
  func `a status that is deleted, or gone already, is taken down`(status: Int) async throws {
    let tape = TapeTransport([
      .init(
        .delete, "\(Self.server)/api/v1/statuses/1%2F9", headers: [Self.bearer], status: status,
        answer: "{}")
    ])
    try await mastodon().withdraw(
      .sample(), PublishedPost(remoteID: "1/9"), key: "k", over: tape)
    #expect(tape.deviations == [])
  }

  @Test(arguments: [
    ("https://social.example/@kiosk/9", "done"), ("https://old.example/@kiosk/9", "rejected"),
  ])
  func `what another server has is not gone because this one doesn't know it`(
    url: String, outcome kind: String
  ) async throws {
    let network = try mastodon()
    let result = await outcome { () async throws(PublishError) in
      try await network.withdraw(
        .sample(), PublishedPost(remoteID: "9", url: url), key: "k",
        over: FixedTransport(status: 404, "{}"))
    }
    #expect(result.kind == kind)
  }

  @Test func `a status gets other words, unless it is gone`() async throws {
    let url = "\(Self.server)/api/v1/statuses/109"
    let network = try mastodon(["visibility": "unlisted"])
    let remote = PublishedPost(remoteID: "109")
    let tape = TapeTransport([
      .init(
        .put, url, headers: [Self.bearer, .init("Content-Type", "application/json")],
        body: #"{"language":"en","status":"New"}"#, answer: #"{"id":"109"}"#),
      .init(.put, url, status: 404, answer: "{}"),
    ])
    try await network.update(remote, to: .sample(text: "New"), key: "k", over: tape)
    let result = await outcome { () async throws(PublishError) in
      try await network.update(remote, to: .sample(text: "New"), key: "k", over: tape)
    }
    #expect(result.kind == "rejected")
    #expect(result.reason == "the post is not on social.example any more")
    #expect(tape.deviations == [])
  }

  @Test func `the service's own words are the reason`() async throws {
    let result = await outcome { () async throws(PublishError) in
      try await outcomeOf(422, #"{"error":"Validation failed: Text limit of 500 exceeded"}"#)
    }
    #expect(
      result
        == .failure(
          .rejected(
            reason: "social.example answered 422: Validation failed: Text limit of 500 exceeded")))
  }

  private func outcomeOf(_ status: Int, _ body: String) async throws(PublishError) -> PublishedPost
  {
    guard let network = try? mastodon() else { throw .rejected(reason: "settings") }
    return try await network.publish(.sample(), over: FixedTransport(status: status, body))
  }

  @Test(arguments: [
    (
      #"{"configuration":{"statuses":{"max_characters":5000,"characters_reserved_per_url":25}}}"#,
      5000, 25
    ),
    (#"{"configuration":{"statuses":{"max_characters":1000}}}"#, 1000, 23),
    (#"{"max_toot_chars":2000}"#, 2000, 23),
    (#"{"title":"x"}"#, 500, 23),
  ])
  func `limits are the instance's own`(body: String, limit: Int, weight: Int) async throws {
    let rules = TextRules(limit: limit, counting: .graphemes(urlWeight: weight))
    let second = TapeTransport([.init(.get, "\(Self.server)/api/v2/instance", answer: body)])
    #expect(try await mastodon().textRules(over: second) == rules)
    let first = TapeTransport([
      .init(.get, "\(Self.server)/api/v2/instance", status: 404, answer: ""),
      .init(.get, "\(Self.server)/api/v1/instance", answer: body),
    ])
    #expect(try await mastodon().textRules(over: first) == rules)
    #expect(second.deviations + first.deviations == [])
  }

  @Test(arguments: [
    #"{"configuration":{"statuses":{"max_characters":0}}}"#,
    #"{"configuration":{"statuses":{"max_characters":-1,"characters_reserved_per_url":23}}}"#,
    #"{"configuration":{"statuses":{"max_characters":99999999999}}}"#, "<html>", "[]", "",
  ])
  func `limits that can't be right are refused`(body: String) async throws {
    let network = try mastodon()
    let result = await outcome { () async throws(PublishError) in
      try await network.textRules(over: FixedTransport(status: 200, body))
    }
    #expect(result.kind == "rejected")
    #expect(result.reason.contains("'server'"))
  }

  @Test func `credentials are checked by asking who we are`() async throws {
    let tape = TapeTransport([
      .init(
        .get, "\(Self.server)/api/v1/accounts/verify_credentials", headers: [Self.bearer],
        answer: #"{"id":"7","acct":"kiosk"}"#)
    ])
    #expect(try await mastodon().checkCredentials(over: tape) == "@kiosk@social.example")
  }

  // MARK: - Reading back

  static let since: Int64 = 1_795_249_800
  static let me = TapeTransport.Entry(
    .get, "\(server)/api/v1/accounts/verify_credentials", headers: [bearer],
    answer: #"{"id":"7","acct":"kiosk"}"#)

  static func page(_ query: String, _ answer: String) -> TapeTransport.Entry {
    .init(
      .get, "\(server)/api/v1/accounts/7/statuses?limit=40\(query)", headers: [bearer],
      answer: answer)
  }

  static func status(_ id: Int, _ created: String, _ content: String) -> String {
    let escaped = content.replacing("\"", with: "\\\"")
    return #"{"id":"\#(id)","url":"https://social.example/\#(id)","created_at":"\#(created)","#
      + #""content":"\#(escaped)"}"#
  }

  static let link = "https://hub.example.com/launch/?utm_source=mastodon&amp;utm_medium=social"

  @Test(arguments: [
    #"<p>Hi <a href="\#(link)" target="_blank"><span class="invisible">https://</span></a></p>"#,
    #"<p><a target='_blank' href='\#(link)'>x</a></p>"#,
    "<p>Hi<br>\(link)<br>#coffee</p>",
    #"<p><span class="invisible">https://</span><span>hub.example.com/launch/?utm_source=mastod</span><span>on&#38;utm_medium=social</span></p>"#,
    #"<a href="https://hub.example.com/launch/?utm_source=mastodon&#x26;utm%5Fmedium=social">"#,
  ])
  func `a status with our link is found, however the server writes it`(
    content: String
  ) async throws {
    let tape = TapeTransport([
      Self.me, Self.page("", "[\(Self.status(3, "2026-11-21T08:31:00.000Z", content))]"),
    ])
    let found = try await mastodon().lookUp(.sample(), notBefore: Self.since, over: tape)
    #expect(found == PublishedPost(remoteID: "3", url: "https://social.example/3"))
    #expect(tape.deviations == [])
  }

  @Test(arguments: [
    ("6", "More, without a link", "<p>More,<br>without <b>a</b>&#32;link</p>", true),
    ("6", "More, without a link", "<p>More</p>", false),
    (
      "6", "By @ada@social.example. More",
      "<p>By <span class=\"h-card\"><a href=\"x\">@<span>ada</span></a></span>. More</p>", true
    ),
    ("6", "By @ada@social.example. More", "<p>By @ada@social.example. More</p>", true),
    ("6", "By @ada.desk-2@social.example. More", "<p>By @ada.desk-2. More</p>", true),
    ("6", "By @ada@social.example. More", "<p>By @bob@social.example. More</p>", false),
    ("7", "More, without a link", "<p>More, without a link</p>", false),
    ("6", "More \(Post.sample().link)", "<a href='\(link)'>x</a>", true),
    ("5", "More \(Post.sample().link)", "<a href='\(link)'>x</a>", false),
  ])
  func `a part of a thread is found by what it replies to and says`(
    replied: String, text: String, content: String, isSame: Bool
  ) async throws {
    var status = Self.status(8, "2026-11-21T08:31:00Z", content)
    status.removeLast()
    let tape = TapeTransport([
      Self.me, Self.page("", "[\(status),\"in_reply_to_id\":\"\(replied)\"}]"),
      Self.page("&max_id=8", "[]"),
    ])
    var post = Post.sample(text: text)
    post.predecessor = Predecessor(relation: .comment, remoteID: "6", rootID: "5")
    let found = try await mastodon().lookUp(post, notBefore: Self.since, over: tape)
    #expect((found?.remoteID == "8") == isSame)
  }

  @Test(arguments: [
    "<p>no link</p>",
    #"<a href="https://hub.example.com/launch/">"#,
    #"<a href="https://hub.example.com/launch/?utm_source=mastodon&amp;utm_medium=social2">"#,
    #"<a href="https://hub.example.com/launch/?utm_source=mastodon&amp;utm_medium=social#top">"#,
    "\(link)x", "",
  ])
  func `a status with another link is not ours`(content: String) async throws {
    let tape = TapeTransport([
      Self.me, Self.page("", "[\(Self.status(3, "2026-11-21T08:31:00Z", content))]"),
      Self.page("&max_id=3", "[]"),
    ])
    #expect(try await mastodon().lookUp(.sample(), notBefore: Self.since, over: tape) == nil)
    #expect(tape.deviations == [])
  }

  @Test func `pages are read until one is older than the post can be`() async throws {
    let tape = TapeTransport([
      Self.me,
      Self.page("", "[\(Self.status(9, "2026-11-21T09:00:00Z", ""))]"),
      Self.page(
        "&max_id=9",
        "[\(Self.status(8, "2026-11-21T08:29:00Z", "")),"
          + "\(Self.status(5, "2026-11-21T08:00:00Z", Self.link))]"),
    ])
    #expect(try await mastodon().lookUp(.sample(), notBefore: Self.since, over: tape) == nil)
    #expect(tape.deviations == [])
  }

  @Test func `a server's clock may be five minutes behind`() async throws {
    let tape = TapeTransport([
      Self.me, Self.page("", "[\(Self.status(4, "2026-11-21T08:25:10Z", Self.link))]"),
    ])
    let found = try await mastodon().lookUp(.sample(), notBefore: Self.since, over: tape)
    #expect(found?.remoteID == "4")
  }

  @Test(arguments: [
    (200, "garbage", "outcomeUnknown"), (200, #"[{"id":"1"}]"#, "outcomeUnknown"),
    (200, #"[{"id":"1","created_at":"now"}]"#, "outcomeUnknown"), (401, "{}", "unauthorized"),
    (404, "", "outcomeUnknown"), (429, "", "retry"), (500, "", "outcomeUnknown"),
    (301, "", "outcomeUnknown"), (422, "", "outcomeUnknown"),
  ])
  func `a look-up that fails says nothing about the post`(
    status: Int, body: String, kind: String
  ) async throws {
    let network = try mastodon()
    let tape = TapeTransport([
      Self.me,
      .init(
        .get, "\(Self.server)/api/v1/accounts/7/statuses?limit=40", status: status, answer: body),
    ])
    let result = await outcome { () async throws(PublishError) in
      try await network.lookUp(.sample(), notBefore: Self.since, over: tape)
    }
    #expect(result.kind == kind)
  }

  @Test func `a server that repeats its page is not believed`() async throws {
    let network = try mastodon()
    let page = "[\(Self.status(9, "2026-11-21T09:00:00Z", ""))]"
    let tape = TapeTransport([Self.me, Self.page("", page), Self.page("&max_id=9", page)])
    let result = await outcome { () async throws(PublishError) in
      try await network.lookUp(.sample(), notBefore: Self.since, over: tape)
    }
    #expect(result.kind == "outcomeUnknown")
  }
}
