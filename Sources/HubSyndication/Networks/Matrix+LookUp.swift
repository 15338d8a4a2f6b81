package import HubHTTP

// A repeat under the same transaction id is one event only while the server remembers the id
// (Synapse: a day), and the event itself carries it for good: looking first is safer after a pause.
extension Matrix: LooksUpPosts {
  private static let clockTolerance: Int64 = 300
  private static let pageSize = 100
  private static let maximumPages = 50

  /// Reads the room back, newest first, and finds our event by its transaction id.
  package func lookUp(
    _ post: Post, notBefore: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost? {
    let room = try await roomID(.looksUp, over: transport)
    let earliest = (notBefore - Self.clockTolerance) * 1000
    var from: String?
    for _ in 0..<Self.maximumPages {
      var query = [(name: "dir", value: "b"), (name: "limit", value: "\(Self.pageSize)")]
      if let from { query.append((name: "from", value: from)) }
      let request = request(.get, "/rooms/\(URLText.encoded(room))/messages", query)
      let response = try await call.send(request, .looksUp, over: transport)
      guard let page = decoded(Messages.self, from: response.body) else {
        throw call.unreadable("not with a list of events", .looksUp)
      }
      if let event = page.chunk.first(where: { $0.unsigned?.transactionID == post.identity }) {
        guard let published = published(event.id, in: room) else {
          throw call.unreadable("with an event that has no id", .looksUp)
        }
        return published
      }
      guard let next = page.end, !page.chunk.contains(where: { $0.sentAt < earliest }) else {
        return nil
      }
      guard next != from else {
        throw call.unreadable("with the same events twice", .looksUp)
      }
      from = next
    }
    throw .outcomeUnknown(
      reason: "the room on \(server.host) has more events since then than can be read back")
  }

  private struct Messages: Decodable {
    var chunk: [Event]
    /// Where to go on; absent at the room's beginning.
    var end: String?
  }

  private struct Event: Decodable {
    struct Unsigned: Decodable {
      var transactionID: String?

      enum CodingKeys: String, CodingKey {
        case transactionID = "transaction_id"
      }
    }

    var id: String
    /// In milliseconds.
    var sentAt: Int64
    var unsigned: Unsigned?

    enum CodingKeys: String, CodingKey {
      case id = "event_id"
      case sentAt = "origin_server_ts"
      case unsigned
    }
  }
}

extension Matrix: ChecksCredentials {
  package func checkCredentials(
    over transport: any HTTPTransport
  ) async throws(PublishError) -> String {
    let response = try await call.send(request(.get, "/account/whoami"), .reads, over: transport)
    guard let owner = decoded(Owner.self, from: response.body), let id = plausible(owner.id) else {
      throw call.unreadable("not with an account", .reads)
    }
    return id
  }

  private struct Owner: Decodable {
    var id: String

    enum CodingKeys: String, CodingKey {
      case id = "user_id"
    }
  }
}
