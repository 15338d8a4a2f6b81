package import HubHTTP

/// A room of a Matrix homeserver (client-server API v3).
package struct Matrix: Network {
  package static let descriptor = NetworkDescriptor(
    id: "matrix",
    name: "Matrix",
    settings: [
      .init("server", "The homeserver's address, such as https://matrix.example.", format: .url),
      .init(
        "token",
        "The access token of the account that posts; of one login for good, because a repeat is"
          + " recognised only under the same token.", isSecret: true),
      .init(
        "room", "The room: an id such as !abc:example.com, or an alias such as #news:example.com."),
    ],
    // Text and HTML both count towards the event's 65,536 bytes.
    textRules: .matrix,
    repeatSafety: .idempotent,
    // Synapse keeps transaction ids for 24 hours; half of that leaves room for other servers.
    remembersFor: .seconds(12 * 3600),
    visibleAfter: .seconds(60))

  /// Of 65,536 bytes for the whole event; servers add ids, hashes and signatures.
  private static let maximumContentBytes = 60_000

  let server: ServerAddress
  private let token: String
  private let room: String

  package init(settings: NetworkSettings) throws(AccountProblem) {
    server = try ServerAddress(settings.required("server"), key: "server")
    token = try settings.required("token")
    room = try settings.required("room")
    guard room.hasPrefix("!") || (room.hasPrefix("#") && room.contains(":")) else {
      throw AccountProblem(
        key: "room",
        message: "'room' must be an id such as !abc:example.com or an alias such as"
          + " #news:example.com")
    }
  }

  package func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost {
    let body = try content(post)
    let room = try await roomID(.reads, over: transport)
    var request = request(
      .put, "/rooms/\(URLText.encoded(room))/send/m.room.message/\(URLText.encoded(post.identity))")
    request.headers.append(.init("Content-Type", "application/json"))
    request.body = body
    let response = try await call.send(request, .publishes, over: transport)
    guard let event = decoded(SentEvent.self, from: response.body),
      let published = published(event.id, in: room)
    else { throw call.unreadable("not with an event id", .publishes) }
    return published
  }

  /// The event's content; without its HTML where both together would be too much.
  private func content(_ post: Post) throws(PublishError) -> [UInt8] {
    var message = Message(
      body: post.text, format: "org.matrix.custom.html", formattedBody: formatted(post))
    var bytes = try jsonBytes(message)
    if bytes.count > Self.maximumContentBytes {
      (message.format, message.formattedBody) = (nil, nil)
      bytes = try jsonBytes(message)
    }
    guard bytes.count <= Self.maximumContentBytes else {
      throw .rejected(
        reason: "the text is too long: a Matrix event has at most 65,536 bytes")
    }
    return bytes
  }

  /// The text as HTML with its link.
  private func formatted(_ post: Post) -> String {
    let link = escapedHTML(post.link)
    return escapedHTML(post.text)
      .replacing(link, with: "<a href=\"\(link)\">\(link)</a>")
      .replacing("\n", with: "<br>")
  }

  func published(_ event: String, in room: String) -> PublishedPost? {
    guard let event = plausible(event), event.hasPrefix("$") else { return nil }
    let link = "https://matrix.to/#/\(URLText.encoded(room))/\(URLText.encoded(event))"
    return PublishedPost(remoteID: event, url: link)
  }

  /// The room's id, asked for where an alias is configured.
  func roomID(
    _ effect: ServiceCall.Effect, over transport: any HTTPTransport
  ) async throws(PublishError) -> String {
    guard room.hasPrefix("#") else { return room }
    var call = call
    call.addressKey = "room"
    let request = request(.get, "/directory/room/\(URLText.encoded(room))")
    let response = try await call.send(request, effect, over: transport)
    guard let answer = decoded(Directory.self, from: response.body),
      let id = plausible(answer.roomID), id.hasPrefix("!")
    else { throw call.unreadable("not with a room id", effect) }
    return id
  }

  func request(
    _ method: HTTPRequest.Method, _ path: String, _ query: [(name: String, value: String)] = []
  ) -> HTTPRequest {
    HTTPRequest(
      method, server.url + "/_matrix/client/v3" + path + URLText.query(query),
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
        return error.map { [$0.code, $0.error].compactMap(\.self).joined(separator: ": ") }
      },
      delay: { response in
        let error = decoded(ServiceError.self, from: response.body)
        return error?.retryAfter.map { bounded(($0 + 999) / 1000) }
      })
  }

  private struct Message: Encodable {
    var type = "m.text"
    var body: String
    var format: String?
    var formattedBody: String?

    enum CodingKeys: String, CodingKey {
      case type = "msgtype"
      case body, format
      case formattedBody = "formatted_body"
    }
  }

  private struct SentEvent: Decodable {
    var id: String

    enum CodingKeys: String, CodingKey {
      case id = "event_id"
    }
  }

  private struct Directory: Decodable {
    var roomID: String

    enum CodingKeys: String, CodingKey {
      case roomID = "room_id"
    }
  }

  private struct ServiceError: Decodable {
    var code: String?
    var error: String?
    /// In milliseconds; older servers say it here and not in `Retry-After`.
    var retryAfter: Int64?

    enum CodingKeys: String, CodingKey {
      case code = "errcode"
      case error
      case retryAfter = "retry_after_ms"
    }
  }
}
