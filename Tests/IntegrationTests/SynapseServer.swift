import Foundation
import HubHTTP
import HubSyndication
import HubTestSupport

/// A real Synapse on 127.0.0.1 with a user and a room, behind a proxy that can hold answers.
struct SynapseServer: Sendable {
  // Where `Servers/install.sh` puts matrix-synapse. Never standardized: that would follow
  // `.venv/bin/python` to a Python that does not have it.
  private static let binaries =
    ServerProcess.folder.deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/.venv/bin"

  static let python = binaries + "/python"

  static var isInstalled: Bool {
    FileManager.default.fileExists(atPath: binaries + "/synapse_homeserver")
  }

  let folder: TemporaryFolder
  let process: ServerProcess
  let proxy: ServerProcess
  /// Through the proxy: what clients should be given.
  let url: String
  let directURL: String
  let token: String
  let room: String
  let alias: String
  /// `swallowAnswers` (of PUT requests), `waitUntilHeld`, `release`.
  let control: ServerControl

  /// Starts a server, or with the folder of an earlier one that one again; beyond the given rate
  /// and burst of messages it answers 429.
  static func start(
    in folder: TemporaryFolder? = nil, messagesPerSecond: String? = nil, burst: String? = nil
  ) async throws -> SynapseServer {
    let folder = try folder ?? TemporaryFolder()
    var environment: [String: String] = [:]
    environment["SYNAPSE_MESSAGES_PER_SECOND"] = messagesPerSecond
    environment["SYNAPSE_MESSAGE_BURST"] = burst
    let process = try await ServerProcess.start(
      "homeserver.py", [folder.path], python: python, environment: environment)
    let port = try process.port()
    let proxy = try await ServerProcess.start("swallow.py", ["\(port)"])
    let url = "http://127.0.0.1:\(try proxy.port())"
    return SynapseServer(
      folder: folder, process: process, proxy: proxy, url: url,
      directURL: "http://127.0.0.1:\(port)", token: process.greeting["token"] ?? "",
      room: process.greeting["room"] ?? "", alias: process.greeting["alias"] ?? "",
      control: ServerControl(base: url))
  }

  /// What an account of hubgen.yaml would be resolved to.
  func network(room: String? = nil, token: String? = nil) throws -> Matrix {
    try Matrix(
      settings: NetworkSettings(
        account: "kiosk",
        values: ["server": url, "token": token ?? self.token, "room": room ?? self.room]))
  }

  /// The content of an event.
  func content(of post: PublishedPost) async throws -> [String: Any] {
    try await get("/v3/rooms/\(URLText.encoded(room))/event/\(URLText.encoded(post.remoteID))")[
      "content"] as? [String: Any] ?? [:]
  }

  /// The ids of the events that stand in a relation to a post.
  func related(to post: PublishedPost, by relation: String) async throws -> [String] {
    let path =
      "/v1/rooms/\(URLText.encoded(room))/relations/\(URLText.encoded(post.remoteID))/\(relation)"
    return (try await get(path)["chunk"] as? [[String: Any]] ?? [])
      .compactMap { $0["event_id"] as? String }
  }

  func get(_ path: String) async throws -> [String: Any] {
    let response = try await control.transport.send(
      HTTPRequest(
        .get, "\(directURL)/_matrix/client\(path)",
        headers: [.init("Authorization", "Bearer \(token)", isSecret: true)]))
    return try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any] ?? [:]
  }

  /// The bodies of the room's messages, oldest first.
  func messages() async throws -> [(id: String, body: String, html: String)] {
    let path = "/_matrix/client/v3/rooms/\(URLText.encoded(room))/messages?dir=f&limit=500"
    let response = try await control.transport.send(
      HTTPRequest(
        .get, directURL + path,
        headers: [.init("Authorization", "Bearer \(token)", isSecret: true)]))
    let page =
      try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any] ?? [:]
    let events = page["chunk"] as? [[String: Any]] ?? []
    return events.filter { $0["type"] as? String == "m.room.message" }.map { event in
      let content = event["content"] as? [String: Any] ?? [:]
      return (
        event["event_id"] as? String ?? "", content["body"] as? String ?? "",
        content["formatted_body"] as? String ?? ""
      )
    }
  }
}
