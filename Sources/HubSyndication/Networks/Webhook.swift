import Crypto
import Foundation
package import HubHTTP

/// A signed `POST` to an address of one's own, after the Standard Webhooks convention.
///
/// The body is JSON, its keys are stable, new ones may be added:
/// ```
/// {"type":"post.published","id":…,"account":…,"article":…,"language":"en","title":…,"text":…,
///  "link":…,"canonicalURL":…,"image":null or {"url":…,"alt":…},"scheduledAt":"2026-11-21T08:30:00Z"}
/// ```
/// A post of a thread has a `predecessor`. With the setting `events: all` also `post.updated`, with
/// all keys, and `post.withdrawn` are sent.
///
/// `webhook-id` is the post's identity, the same in every repeat: a receiver that has seen it
/// answers 200 and does nothing. `webhook-timestamp` is the time of sending, and
/// `webhook-signature` is `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
/// Any 2xx is success.
package struct Webhook: Network {
  package static let descriptor = NetworkDescriptor(
    id: "webhook",
    name: "Webhook",
    settings: [
      .init("url", "The address that takes the posts.", format: .url),
      .init(
        "secret",
        "What both sides sign with: 'whsec_' and the base64 of 24 to 64 random bytes, such as"
          + " `echo whsec_$(openssl rand -base64 32)` prints.", isSecret: true),
      .init(
        "events",
        "What is sent: only that a post is published, unless set to 'all', which adds that it"
          + " has other words or is taken down.",
        isRequired: false, format: .choice(["published", "all"])),
    ],
    textRules: .webhook,
    repeatSafety: .idempotent, capabilities: [.threads, .comments, .edits, .deletes])

  private let url: String
  private let host: String
  private let secret: String
  private let key: [UInt8]
  private let sendsChanges: Bool
  private let now: (@Sendable () -> Int64)?

  package init(settings: NetworkSettings) throws(AccountProblem) {
    url = try settings.required("url")
    if let problem = problemWithURL(url) {
      throw AccountProblem(key: "url", message: "'url': \(problem)")
    }
    host = hostOfURL(url) ?? "the webhook"
    secret = try settings.required("secret")
    let encoded = secret.hasPrefix("whsec_") ? String(secret.dropFirst(6)) : secret
    guard let key = Data(base64Encoded: encoded), (24...64).contains(key.count) else {
      throw AccountProblem(
        key: "secret",
        message: "'secret' must be 'whsec_' and the base64 of 24 to 64 bytes")
    }
    self.key = Array(key)
    sendsChanges = settings["events"] == "all"
    now = settings.now
  }

  package func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost {
    try await send(Payload(post, .published), id: post.identity, .publishes, over: transport)
    return PublishedPost(remoteID: post.identity)
  }

  private func send(
    _ payload: Payload, id: String, _ effect: ServiceCall.Effect, over transport: any HTTPTransport
  ) async throws(PublishError) {
    let body = try jsonBytes(payload)
    let timestamp = now?() ?? payload.post.scheduledAt
    let request = HTTPRequest(
      .post, url,
      headers: [
        .init("Content-Type", "application/json"),
        .init("webhook-id", id),
        .init("webhook-timestamp", "\(timestamp)"),
        .init(
          "webhook-signature",
          Self.signature(id: id, timestamp: timestamp, body: body, key: key)),
      ],
      body: body, maximumResponseBytes: 64 << 10)
    _ = try await call.send(request, effect, over: transport)
  }

  /// What a receiver computes as well, to see that the post is ours.
  package static func signature(
    id: String, timestamp: Int64, body: [UInt8], key: [UInt8]
  ) -> String {
    let content = Array("\(id).\(timestamp).".utf8) + body
    let code = HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key))
    return "v1," + Data(code).base64EncodedString()
  }

  // An answer's body is not quoted: there is no convention for one.
  private var call: ServiceCall {
    ServiceCall(
      host: host, secrets: [secret, String(secret.dropFirst(6))], addressKey: "url",
      message: { _ in nil })
  }

  private struct Payload: Encodable {
    enum Event: String {
      case published = "post.published"
      case updated = "post.updated"
      case withdrawn = "post.withdrawn"
    }

    struct Image: Encodable {
      var url: String
      var alt: String?

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(url, forKey: .url)
        try container.encode(alt, forKey: .alt)
      }

      private enum Key: String, CodingKey {
        case url, alt
      }
    }

    private struct Follows: Encodable {
      var relation: String
      var id: String
      var root: String
    }

    var post: Post
    var event: Event

    init(_ post: Post, _ event: Event) {
      self.post = post
      self.event = event
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(event.rawValue, forKey: .type)
      try container.encode(post.identity, forKey: .id)
      try container.encode(post.account, forKey: .account)
      try container.encode(post.article, forKey: .article)
      try container.encode(post.language, forKey: .language)
      try container.encode(post.title, forKey: .title)
      try container.encode(post.text, forKey: .text)
      try container.encode(post.link, forKey: .link)
      try container.encode(post.canonicalURL, forKey: .canonicalURL)
      try container.encode(
        post.imageURL.map { Image(url: $0, alt: post.imageAlt) }, forKey: .image)
      try container.encode(rfc3339(post.scheduledAt), forKey: .scheduledAt)
      try container.encodeIfPresent(
        post.predecessor.map {
          Follows(relation: $0.relation.rawValue, id: $0.remoteID, root: $0.rootID)
        }, forKey: .predecessor)
    }

    private enum Key: String, CodingKey {
      case type, id, account, article, language, title, text, link, canonicalURL, image, scheduledAt
      case predecessor
    }
  }
}

extension Webhook: WithdrawsPosts, UpdatesPosts {
  /// Tells the receiver that the post is to be taken down.
  package func withdraw(
    _ post: Post, _ remote: PublishedPost, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    try checkSendsChanges()
    try await send(Payload(post, .withdrawn), id: key, .changes, over: transport)
  }

  /// Tells the receiver the post's other words.
  package func update(
    _ remote: PublishedPost, to post: Post, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    try checkSendsChanges()
    try await send(Payload(post, .updated), id: key, .changes, over: transport)
  }

  package var capabilities: Set<NetworkDescriptor.Capability> {
    sendsChanges
      ? Self.descriptor.capabilities : Self.descriptor.capabilities.subtracting([.edits, .deletes])
  }

  private func checkSendsChanges() throws(PublishError) {
    guard sendsChanges else {
      throw .rejected(
        reason: "the account tells its receiver only what is published; set 'events: all' to tell"
          + " it what is changed and taken down, too")
    }
  }
}
