import Foundation
import HubHTTP

/// A post as a server has it.
struct Arrival: Sendable {
  /// The server's name for it.
  var id: String
  /// What hubgen gave it so that a repeat is recognised: the post's identity.
  var identity: String?
  var account: String?
}

/// A server that is asked in the end what it has.
protocol CountingServer: Sendable {
  /// What its accounts say in hubgen.yaml besides their names, and their tokens.
  func account(_ name: String) -> (lines: [String], token: String)

  /// Dates what comes now; nothing where the server's clock can't be set.
  func setClock(_ now: Int64) async throws

  /// What came, in the order it came: at least the latest so many, or all of it.
  func arrivals(latest count: Int?) async throws -> [Arrival]
}

extension MastodonServer: CountingServer {
  func account(_ name: String) -> (lines: [String], token: String) {
    (["network: mastodon", "server: \(url)", "thread: { parts: 3 }"], "\(token).\(name)")
  }

  func setClock(_ now: Int64) async throws {
    let offset = now - Int64(Date().timeIntervalSince1970)
    try await control.post("/control/clock", ["seconds": offset])
  }

  func arrivals(latest count: Int? = nil) async throws -> [Arrival] {
    let total = try await self.count()
    var posts: [Arrival] = []
    let first = count.map { max(0, total - $0) } ?? 0
    while first + posts.count < total {
      let page = try await control.get("/control/statuses?from=\(first + posts.count)")
      posts += (page as? [[String: Any]] ?? []).map { status in
        Arrival(
          id: status["id"] as? String ?? "", identity: status["x_key"] as? String,
          account: status["x_account"] as? String)
      }
    }
    return posts
  }
}

extension SynapseServer: CountingServer {
  func account(_ name: String) -> (lines: [String], token: String) {
    (
      [
        "network: matrix", "server: \(directURL)", "room: \"\(room)\"", "thread: { parts: 3 }",
        // Else two accounts say the same as the same user, and what is said in one millisecond is
        // one event: its id is the hash of what it says.
        "hashtags: { always: [\(name)] }",
      ], token
    )
  }

  func setClock(_ now: Int64) async throws {}

  func arrivals(latest count: Int?) async throws -> [Arrival] {
    var place = ""
    var posts: [Arrival] = []
    while true {
      // Backwards: events that come at the same time have no order in which none is passed over.
      let page = try await get(
        "/v3/rooms/\(URLText.encoded(room))/messages?dir=b&limit=200\(place)")
      let events = page["chunk"] as? [[String: Any]] ?? []
      posts += events.filter { $0["type"] as? String == "m.room.message" }.map { event in
        Arrival(
          id: event["event_id"] as? String ?? "",
          identity: (event["unsigned"] as? [String: Any])?["transaction_id"] as? String)
      }
      guard let next = page["end"] as? String, count.map({ posts.count < $0 }) ?? true else {
        return posts.reversed()
      }
      place = "&from=\(URLText.encoded(next))"
    }
  }
}
