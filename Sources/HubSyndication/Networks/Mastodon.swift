package import HubHTTP

/// Mastodon and servers that speak its API: GoToSocial, snac, Pleroma, Akkoma, Pixelfed.
package struct Mastodon: Network {
  package static let descriptor = NetworkDescriptor(
    id: "mastodon",
    name: "Mastodon",
    settings: [
      .init("server", "The server's address, such as https://mastodon.example.", format: .url),
      .init(
        "token",
        "An access token with the scopes read:accounts, read:statuses and write:statuses,"
          + " from Preferences → Development.", isSecret: true),
      .init(
        "visibility", "Who sees the posts; the account's own default unless set.",
        isRequired: false, format: .choice(visibilities)),
    ],
    textRules: .mastodon,
    // GoToSocial and snac ignore the Idempotency-Key that is sent as well, and Mastodon forgets
    // it after an hour.
    repeatSafety: .lookUp,
    visibleAfter: .seconds(60),
    capabilities: [.threads, .comments, .edits, .deletes])

  /// `direct` is left out: a post that only mentioned people see is none for a brand.
  static let visibilities = ["public", "unlisted", "private"]

  let server: ServerAddress
  private let token: String
  private let visibility: String?

  package init(settings: NetworkSettings) throws(AccountProblem) {
    server = try ServerAddress(settings.required("server"), key: "server")
    token = try settings.required("token")
    visibility = settings["visibility"]
  }

  package func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost {
    var request = request(.post, "/api/v1/statuses")
    request.headers.append(.init("Content-Type", "application/json"))
    request.headers.append(.init("Idempotency-Key", post.identity))
    request.body = try jsonBytes(
      StatusRequest(
        status: post.text, language: post.language, visibility: visibility,
        inReplyTo: post.predecessor?.remoteID))
    let response = try await call.send(request, .publishes, over: transport)
    guard let status = decoded(Status.self, from: response.body), let published = status.published
    else { throw call.unreadable("not with a status", .publishes) }
    return published
  }

  func request(
    _ method: HTTPRequest.Method, _ path: String, _ query: [(name: String, value: String)] = []
  ) -> HTTPRequest {
    HTTPRequest(
      method, server.url + path + URLText.query(query),
      headers: [
        .init("Authorization", "Bearer \(token)", isSecret: true),
        .init("Accept", "application/json"),
      ])
  }

  var call: ServiceCall {
    ServiceCall(
      host: server.host, secrets: [token], addressKey: "server",
      message: { body in
        let error = decoded(ServiceError.self, from: body)
        return error.map {
          [$0.error, $0.errorDescription].compactMap(\.self).joined(separator: " – ")
        }
      },
      forbidsAccounts: true)
  }

  private struct StatusRequest: Encodable {
    var status: String
    var language: String
    var visibility: String?
    /// For a part of a thread and a comment alike: Mastodon has only replies.
    var inReplyTo: String?

    enum CodingKeys: String, CodingKey {
      case status, language, visibility
      case inReplyTo = "in_reply_to_id"
    }
  }

  private struct ServiceError: Decodable {
    var error: String?
    var errorDescription: String?

    enum CodingKeys: String, CodingKey {
      case error
      case errorDescription = "error_description"
    }
  }

  /// The part of a status that matters here.
  struct Status: Decodable {
    var id: String
    var url: String?
    var content: String?
    var createdAt: String?
    var inReplyTo: String?

    enum CodingKeys: String, CodingKey {
      case id, url, content
      case createdAt = "created_at"
      case inReplyTo = "in_reply_to_id"
    }

    var published: PublishedPost? {
      plausible(id).map { PublishedPost(remoteID: $0, url: plausible(url)) }
    }
  }
}
