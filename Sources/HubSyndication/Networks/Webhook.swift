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
    ],
    textRules: .webhook,
    repeatSafety: .idempotent)

  private let url: String
  private let host: String
  private let secret: String
  private let key: [UInt8]
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
    now = settings.now
  }

  package func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost {
    let body = try jsonBytes(Payload(post))
    let timestamp = now?() ?? post.scheduledAt
    let request = HTTPRequest(
      .post, url,
      headers: [
        .init("Content-Type", "application/json"),
        .init("webhook-id", post.identity),
        .init("webhook-timestamp", "\(timestamp)"),
        .init(
          "webhook-signature",
          Self.signature(id: post.identity, timestamp: timestamp, body: body, key: key)),
      ],
      body: body, maximumResponseBytes: 64 << 10)
    _ = try await call.send(request, .publishes, over: transport)
    return PublishedPost(remoteID: post.identity)
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

    var post: Post

    init(_ post: Post) { self.post = post }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode("post.published", forKey: .type)
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
    }

    private enum Key: String, CodingKey {
      case type, id, account, article, language, title, text, link, canonicalURL, image, scheduledAt
    }
  }
}
