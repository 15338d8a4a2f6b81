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
    visibleAfter: .seconds(60),
    capabilities: [.threads, .comments, .edits, .deletes])

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
    var message = MatrixMessage(post)
    message.relation = post.predecessor.map { MatrixRelation(following: $0) }
    let body = try message.bytes()
    let room = try await roomID(.reads, over: transport)
    let event = try await put(
      body, room, "send/m.room.message", transaction: post.identity, .publishes, over: transport)
    guard let event, let published = published(event, in: room) else {
      throw call.unreadable("not with an event id", .publishes)
    }
    return published
  }

  /// Sends something into the room; nil where the answer names no event.
  func put(
    _ body: [UInt8], _ room: String, _ path: String, transaction: String,
    _ effect: ServiceCall.Effect,
    accepting isKnown: (HTTPResponse) -> Bool = { _ in false }, over transport: any HTTPTransport
  ) async throws(PublishError) -> String? {
    var request = request(
      .put, "/rooms/\(URLText.encoded(room))/\(path)/\(URLText.encoded(transaction))")
    request.headers.append(.init("Content-Type", "application/json"))
    request.body = body
    let response = try await call.send(request, effect, accepting: isKnown, over: transport)
    return decoded(SentEvent.self, from: response.body)?.id
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
      forbidsAccounts: true,
      delay: { response in
        let error = decoded(ServiceError.self, from: response.body)
        return error?.retryAfter.map { bounded($0 / 1000 + ($0 % 1000 > 0 ? 1 : 0)) }
      })
  }

  /// Whether the server says that there is no such event; a 404 alone may be another server's.
  static func isGone(_ response: HTTPResponse) -> Bool {
    response.status == 404
      && decoded(ServiceError.self, from: response.body)?.code == "M_NOT_FOUND"
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
