import Foundation
import HubHTTP
import HubTestSupport
import Testing

/// `hubgen syndicate` as a process of its own, killed at the worst moments and run again.
@Suite struct `A killed syndication` {
  /// A hub with one article and one account; the page itself is not asked for.
  private func hub(account: String) throws -> TemporaryFolder {
    try TemporaryFolder([
      "hubgen.yaml": """
      site:
        title: Kiosk
        url: https://hub.example.com
      syndication:
        since: 2026-11-01
        requireLive: false
        accounts:
          - name: kiosk
      \(account.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
      """,
      "content/news/opening.md": """
      ---
      title: How we opened
      date: 2026-11-20T09:00:00Z
      tags: [coffee]
      ---
      It rained, and we opened all the same. Then the sun came out.
      """,
    ])
  }

  private func start(_ hub: TemporaryFolder, token: String, killAt: String? = nil) throws
    -> ChildProcess
  {
    var environment = ["KIOSK_TOKEN": token]
    environment["HUBGEN_TEST_KILL_AT"] = killAt
    return try ChildProcess(
      PackageFolder.hubgen, ["syndicate", "--source", hub.path, "--format", "json"],
      environment: environment)
  }

  /// The states of all posts after two runs that are left alone, minutes apart: a look-up may miss
  /// what was sent a moment ago, so a post that is absent is not sent again at once.
  private func finish(_ hub: TemporaryFolder, token: String) throws -> [String] {
    _ = try run(hub, token: token, after: 120)
    return try run(hub, token: token, after: 300)
  }

  private func run(
    _ hub: TemporaryFolder, token: String, after seconds: TimeInterval
  ) throws -> [String] {
    let now = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: seconds))
    let run = try Program.hubgen(
      "syndicate", "--source", hub.path, "--format", "json", "--now", now,
      environment: ["KIOSK_TOKEN": token])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
      "\(run.errors)")
    let posts = try #require(report["posts"] as? [[String: Any]])
    return posts.compactMap { $0["state"] as? String }
  }

  private func kill(_ process: ChildProcess) {
    process.send(SIGKILL)
    _ = process.wait()
  }

  @Test(arguments: [true, false])
  func `after the request and before the answer, leaves one status on Mastodon`(
    honoursKey: Bool
  ) async throws {
    let server = try await MastodonServer.start(honoursKey: honoursKey)
    let hub = try hub(
      account: "network: mastodon\nserver: \(server.url)\ntoken: ${KIOSK_TOKEN}")
    try await server.control.swallowAnswers()
    let process = try start(hub, token: server.token)
    try await server.control.waitUntilHeld()
    kill(process)
    try await server.control.release()
    #expect(try await server.statuses().count == 1)
    #expect(try finish(hub, token: server.token) == ["published"])
    #expect(try finish(hub, token: server.token) == ["published"])
    #expect(try await server.statuses().count == 1)
  }

  @Test(arguments: ["planned", "leased", "sent", "answered", "recorded"], [true, false])
  func `at every named point, leaves one status on Mastodon`(
    point: String, honoursKey: Bool
  ) async throws {
    let server = try await MastodonServer.start(honoursKey: honoursKey)
    let hub = try hub(
      account: "network: mastodon\nserver: \(server.url)\ntoken: ${KIOSK_TOKEN}")
    let process = try start(hub, token: server.token, killAt: point)
    #expect(process.wait() == 128 + SIGKILL)
    #expect(try finish(hub, token: server.token) == ["published"])
    #expect(try await server.statuses().count == 1)
  }

  @Test(.enabled(if: SynapseServer.isInstalled, "Synapse is installed by 'make test'"))
  func `after the request and before the answer, leaves one event in Matrix`() async throws {
    let server = try await SynapseServer.start()
    let hub = try hub(
      account: """
        network: matrix
        server: \(server.url)
        room: "\(server.room)"
        token: ${KIOSK_TOKEN}
        """)
    try await server.control.swallowAnswers()
    let process = try start(hub, token: server.token)
    try await server.control.waitUntilHeld()
    kill(process)
    try await server.control.release()
    #expect(try await server.messages().count == 1)
    #expect(try finish(hub, token: server.token) == ["published"])
    #expect(try finish(hub, token: server.token) == ["published"])
    #expect(try await server.messages().count == 1)
  }
}
