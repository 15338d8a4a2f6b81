import Foundation
import HubHTTP
import HubSyndication
import HubTestSupport

/// A loopback server that behaves as Mastodon documents, or as those that keep to less of it.
struct MastodonServer: Sendable {
  /// A status as the server keeps it.
  struct Status: Hashable, Sendable {
    var id: String
    var text: String
    var idempotencyKey: String?
    var visibility: String?
    var language: String?
  }

  let process: ServerProcess
  let url: String
  let token: String
  /// `swallowAnswers`, `waitUntilHeld`, `release`.
  let control: ServerControl

  /// Starts a server; without `honoursKey` it makes a status of every request, whatever its
  /// Idempotency-Key, and without `hasVersion2` it has no `/api/v2/instance`.
  static func start(honoursKey: Bool = true, hasVersion2: Bool = true) async throws
    -> MastodonServer
  {
    let flags = (honoursKey ? [] : ["--ignore-key"]) + (hasVersion2 ? [] : ["--no-v2"])
    let process = try await ServerProcess.start("mastodon.py", flags)
    let url = "http://127.0.0.1:\(try process.port())"
    return MastodonServer(
      process: process, url: url, token: process.greeting["token"] ?? "",
      control: ServerControl(base: url))
  }

  /// What an account of hubgen.yaml would be resolved to.
  func network(token: String? = nil) throws -> Mastodon {
    try Mastodon(
      settings: NetworkSettings(
        account: "kiosk", values: ["server": url, "token": token ?? self.token]))
  }

  func statuses() async throws -> [Status] {
    let list = try await control.get("/control/statuses") as? [[String: Any]] ?? []
    return list.map { status in
      Status(
        id: status["id"] as? String ?? "", text: status["x_text"] as? String ?? "",
        idempotencyKey: status["x_key"] as? String, visibility: status["visibility"] as? String,
        language: status["language"] as? String)
    }
  }

  /// How many statuses there are, as soon as there are that many or after those seconds.
  func count(atLeast wanted: Int = 0, seconds: Double = 30) async throws -> Int {
    let answer = try await control.get("/control/count?atleast=\(wanted)&seconds=\(seconds)")
    return (answer as? [String: Int])?["count"] ?? 0
  }

  /// Lets posts beyond so many statuses wait until there is a higher limit; nil for none.
  func limit(to count: Int?) async throws {
    try await control.post("/control/limit", count.map { ["count": $0] } ?? [:])
  }

  /// Gives the next post this answer; with `stores` it makes the status first.
  func answerNext(
    status: Int, headers: [String: String] = [:], body: String = "{}", stores: Bool = false
  ) async throws {
    try await control.post(
      "/control/answer",
      ["status": status, "headers": headers, "body": body, "stores": stores])
  }
}
