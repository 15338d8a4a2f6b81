import Foundation
import HubHTTP
import HubTestSupport

/// The control endpoints that test servers have beside what they imitate.
struct ServerControl: Sendable {
  var base: String
  let transport = CurlTransport(options: .init(version: "test"))

  func get(_ path: String) async throws -> Any {
    let response = try await transport.send(HTTPRequest(.get, base + path))
    return try JSONSerialization.jsonObject(with: Data(response.body))
  }

  func post(_ path: String, _ value: [String: any Sendable] = [:]) async throws {
    let body = try JSONSerialization.data(withJSONObject: value)
    let response = try await transport.send(
      HTTPRequest(
        .post, base + path, headers: [.init("Content-Type", "application/json")],
        body: Array(body)))
    guard response.status == 200 else {
      throw ServerProcess.Failure(description: "\(path) answered \(response.status)")
    }
  }

  /// Lets the next requests take effect and holds their answers, until `release`.
  func swallowAnswers(_ count: Int = 1) async throws {
    try await post("/control/swallow", ["count": count])
  }

  /// Returns when that many answers are being held: what asked is now waiting for nothing.
  func waitUntilHeld(_ count: Int = 1) async throws {
    let answer = try await get("/control/held?atleast=\(count)") as? [String: Int]
    guard let held = answer?["held"], held >= count else {
      throw ServerProcess.Failure(description: "no answer is being held")
    }
  }

  func release() async throws { try await post("/control/release") }
}
