import Foundation
import HubTestSupport
import Testing

/// What `check`, `plan` and `syndicate` say of the sharing half before anything is planned.
@Suite struct `Checks of the sharing half` {
  private static let account =
    "{ name: kiosk, network: webhook, url: \"https://hooks.example.com\", secret: \"${S}\" }"

  /// A hub with one article, and more in its `syndication:`.
  private func hub(
    accounts: [String]? = nil, _ more: [String] = [], social: [String] = []
  ) throws -> TemporaryFolder {
    var lines: [String] = [
      "site: { title: Kiosk, url: \"https://hub.example.com\" }", "syndication:",
      "  since: 2026-11-01", "  accounts:",
    ]
    for account in accounts ?? [Self.account] { lines.append("    - " + account) }
    for line in more { lines.append("  " + line) }
    var article: [String] = ["---", "title: A", "date: 2026-11-20T09:00:00Z"]
    if !social.isEmpty { article.append("social:") }
    for line in social { article.append("  " + line) }
    article += ["---", "It rained, and we opened all the same."]
    return try TemporaryFolder([
      "hubgen.yaml": lines.joined(separator: "\n") + "\n",
      "content/news/a.md": article.joined(separator: "\n") + "\n",
    ])
  }

  private func run(_ arguments: [String], _ folder: TemporaryFolder) throws -> Program {
    try Program.run(
      PackageFolder.hubgen,
      arguments + ["--source", folder.path, "--now", "2026-11-21T12:00:00Z"],
      environment: ["HUBGEN_THEMES": PackageFolder.root + "/themes"])
  }

  /// The JSON that a command prints, a list of problems alone or a report with them.
  private func problems(_ run: Program) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    if let list = object as? [[String: Any]] { return list }
    let report = try #require(object as? [String: Any])
    return try #require(report["diagnostics"] as? [[String: Any]])
  }

  @Test(arguments: [["check"], ["plan"], ["syndicate", "--dry-run"]])
  func `every command names every mistake once`(_ command: [String]) throws {
    let folder = try hub(
      [
        "audiences: [students]", "mentions: { ada: { km: ada } }", "calendars:",
        "  - { file: missing.ics, as: avoid }", "  - { file: broken.ics, as: avoid }",
      ],
      social: [
        "skip: [matrx]", "networks: { mastodn: Soon }", "hooks: { studens: Studying }",
        "teaser: \"From {@adda}.\"",
      ])
    try folder.write("This is no calendar.\n", to: "broken.ics")
    let run = try run(command + ["--format", "json"], folder)
    #expect(run.status == 1)
    let problems = try problems(run)
    for start in [
      "'matrx' is neither an account nor a network",
      "'mastodn' is neither an account nor a network",
      "'km' is neither an account nor a network", "unknown audience 'studens'",
      "'{@adda}' is nobody under", "the calendar 'missing.ics' can't be read",
    ] {
      let found = problems.count { ($0["message"] as? String)?.hasPrefix(start) == true }
      #expect(found == 1, "\(start): \(problems)")
    }
    #expect(problems.contains { $0["file"] as? String == "broken.ics" })
  }

  @Test func `strictly, a warning of the sharing half is an error of check`() throws {
    let folder = try hub(["mentions: { ada: { km: ada, mastodn: \"@ada@x.example\" } }"])
    let check = try run(["check"], folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.errors.contains("warning: 'km' is neither an account"))
    let strict = try run(["check", "--strict"], folder)
    #expect(strict.status == 1)
    #expect(strict.output == "")
    for name in ["km", "mastodn"] {
      #expect(strict.errors.contains("error: '\(name)' is neither an account"))
    }
  }

  @Test func `check and plan need no variable that is a secret`() throws {
    let folder = try hub()
    for command in ["check", "plan"] {
      let run = try run([command], folder)
      #expect(run.status == 0)
      #expect(!run.errors.contains("unset-variable"))
    }
  }

  @Test(arguments: ["${Q}", "postgres://hubgen:${Q}@db.example/hub"])
  func `a plan says that it does not look at the queue`(_ store: String) throws {
    let folder = try hub(["store: \"\(store)\""])
    let plan = try run(["plan", "--diff"], folder)
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.output.hasPrefix("send 2026-11-"))
    #expect(plan.errors.contains("warning: the variable 'Q' is not set [unset-variable]"))
    #expect(plan.errors.contains("nobody looks at the queue"))
    #expect(!plan.errors.contains("'S'"))
    #expect(try !run(["check"], folder).errors.contains("'Q'"))
  }

  @Test func `an account is in the plan also where its address or room is not set`() throws {
    let folder = try hub(accounts: [
      "{ name: hook, network: webhook, url: \"${HOOK}\", secret: \"${S}\", events: \"${EVENTS}\" }",
      "{ name: room, network: matrix, server: \"https://${HOST}\", room: \"${ROOM}\", token: \"${T}\" }",
    ])
    let run = try run(["plan", "--format", "json"], folder)
    #expect(run.status == 0, "\(run.output)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let posts = try #require(report["posts"] as? [[String: Any]])
    #expect(Set(posts.compactMap { $0["account"] as? String }) == ["hook", "room"])
    let unset = try problems(run).filter { $0["id"] as? String == "unset-variable" }
    #expect(
      Set(unset.compactMap { $0["message"] as? String })
        == Set(["HOOK", "EVENTS", "HOST", "ROOM"].map { "the variable '\($0)' is not set" }))
  }

  @Test func `a mistake in the configuration hides none of the sharing half`() throws {
    let folder = try hub(
      accounts: [Self.account, "{ name: second, network: mastodont }"],
      ["campaigns:", "  - { name: sale, from: 2026-12-02, until: 2026-11-02 }"],
      social: ["skip: [matrx]"])
    for command in ["check", "plan", "syndicate"] {
      let run = try run([command, "--format", "json"], folder)
      #expect(run.status == 1)
      let ids = Set(try problems(run).compactMap { $0["id"] as? String })
      #expect(ids.isSuperset(of: ["empty-campaign", "unknown-network", "unknown-account"]))
    }
  }

  @Test func `what a mistake takes out of the configuration is not missed as well`() throws {
    let folder = try hub(
      accounts: [Self.account, "{ name: Second, network: mastodon }"], social: ["skip: [second]"])
    let ids = try problems(run(["plan", "--format", "json"], folder))
      .compactMap { $0["id"] as? String }
    #expect(ids == ["bad-account-name"])
  }
}
