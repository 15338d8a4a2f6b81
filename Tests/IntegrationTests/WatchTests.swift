import Foundation
import HubTestSupport
import Testing

/// `hubgen syndicate --watch` as a process of its own.
@Suite struct `A watch` {
  private func hub(server: String) throws -> TemporaryFolder {
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
            network: mastodon
            server: \(server)
            token: ${KIOSK_TOKEN}
      """,
      "content/news/opening.md":
        "---\ntitle: How we opened\ndate: 2026-11-20T09:00:00Z\n---\nIt rained.",
      "errors": "",
    ])
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `that is told to end keeps what it is sending, and ends`(signal: Int32) async throws {
    let server = try await MastodonServer.start()
    let hub = try hub(server: server.url)
    try await server.control.swallowAnswers()
    let process = try ChildProcess(
      PackageFolder.hubgen,
      [
        "syndicate", "--watch", "--source", hub.path, "--health", hub.path + "/health.json",
        "--log-format", "json",
      ],
      environment: ["KIOSK_TOKEN": server.token],
      errors: try FileHandle(forWritingTo: hub.url.appendingPathComponent("errors")))
    try await server.control.waitUntilHeld()
    process.send(signal)
    try await server.control.release()
    #expect(process.wait() == 0)
    #expect(try await server.statuses().count == 1)
    let lines = try hub.read("errors").split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String])
    }
    #expect(lines.map { $0["message"] } == ["watching", "published", "stopped"])
    let health = try #require(
      try JSONSerialization.jsonObject(with: Data(hub.read("health.json").utf8)) as? [String: Any])
    #expect(health["state"] as? String == "stopped")
    #expect((health["lastRun"] as? [String: Any])?["counts"] as? [String: Int] == ["published": 1])
  }

  @Test func `and a person who takes a post down see it gone`() async throws {
    let server = try await MastodonServer.start()
    let hub = try hub(server: server.url)
    func syndicate() throws -> [String: Any] {
      let run = try Program.hubgen(
        "syndicate", "--source", hub.path, "--format", "json",
        environment: ["KIOSK_TOKEN": server.token])
      return try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
        "\(run.errors)")
    }
    let posts = try #require(try syndicate()["posts"] as? [[String: Any]])
    let id = try #require(posts.first?["id"] as? String)
    #expect(try await server.statuses().count == 1)
    for words in ["the next 'hubgen syndicate' takes it down\n", "that was asked for before"] {
      let run = try Program.hubgen("queue", "withdraw", id, "--source", hub.path)
      #expect(run.output.hasPrefix(words), "\(run.errors)")
    }
    let changes = try #require(try syndicate()["changes"] as? [[String: Any]])
    #expect(changes.map { $0["state"] as? String } == ["done"])
    #expect(changes.first?["reason"] as? String == "a person asked for it")
    #expect(try await server.statuses().isEmpty)
    let show = try Program.hubgen("queue", "show", id, "--source", hub.path)
    #expect(show.output.contains("taken down: a person asked for it"))
    // The article is still there, and nothing brings the post back.
    #expect((try syndicate()["changes"] as? [Any])?.isEmpty == true)
    #expect(try await server.statuses().isEmpty)
  }

  @Test(arguments: [
    ["--watch", "--dry-run"], ["--watch", "--now", "2026-11-21"], ["--watch", "--format", "json"],
    ["--interval", "5m"], ["--watch", "--interval", "0s"], ["--watch", "--interval", "2d"],
    ["--health", "x"], ["--watch", "--take-down"], ["--log-format", "json"],
  ])
  func `says which options don't go together`(options: [String]) throws {
    let run = try Program.run(PackageFolder.hubgen, ["syndicate"] + options)
    #expect(run.status == 64)
  }

  @Test func `does not begin with a configuration that has mistakes`() throws {
    let folder = try TemporaryFolder(["hubgen.yaml": "site: { titel: Kiosk }"])
    let run = try Program.hubgen("syndicate", "--watch", "--source", folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("[unknown-key]"))
  }
}
