import Foundation
import HubModel
import HubSyndication
import HubTestSupport
import Testing

/// `syndicate` and `queue` as a person runs them.
@Suite struct `Syndication commands` {
  /// A hub that is in order, with one account.
  private func hub(
    account: String =
      "network: webhook, url: \"https://hooks.example.com\", secret: \"${KIOSK_SECRET}\"",
    since: String = "since: 2026-11-01"
  ) throws -> TemporaryFolder {
    try TemporaryFolder([
      "hubgen.yaml": """
      site: { title: Kiosk, url: "https://hub.example.com" }
      syndication:
        timezone: Europe/Bratislava
        \(since)
        accounts:
          - { name: kiosk, \(account) }
      """,
      "content/news/a.md": """
      ---
      title: A
      date: 2026-11-20T09:00:00Z
      social: { skip: [mastodom] }
      ---
      It rained, and we opened all the same.
      """,
    ])
  }

  @Test func `check finds what is wrong with an account, and prints no secret`() throws {
    let folder = try hub(
      account: "network: webhook, url: \"https://hooks.example.com\", secret: whsec_c2VjcmV0")
    let check = try Program.hubgen(
      "check", "--source", folder.path,
      environment: ["HUBGEN_THEMES": PackageFolder.root + "/themes"])
    #expect(check.status == 1)
    #expect(check.errors.contains("[literal-secret]"))
    #expect(!check.errors.contains("c2VjcmV0"))
  }

  @Test func `a dry run needs no secret, leaves no trace and names unknown accounts`() throws {
    let folder = try hub(
      account: "network: webhook, url: \"https://hooks.example.com\", secret: \"${KIOSK_SECRET}\"")
    let before = folder.files()
    let run = try Program.hubgen(
      "syndicate", "--dry-run", "--source", folder.path, "--now", "2026-11-21")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("> POST https://hooks.example.com"))
    #expect(run.errors.contains("[unset-variable]"))
    #expect(run.errors.contains("'mastodom' is neither an account nor a network"))
    #expect(run.errors.contains("did you mean 'mastodon'?"))
    #expect(folder.files() == before)
  }

  @Test func `without since the first run records what is there and posts nothing`() throws {
    let folder = try hub(
      account: "network: webhook, url: \"https://hooks.example.com\", secret: \"${KIOSK_SECRET}\"",
      since: "requireLive: false")
    let run = try Program.hubgen("syndicate", "--dry-run", "--source", folder.path)
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("1 recorded.\n"))
  }

  /// The one JSON document on standard output.
  private func report(_ run: Program) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
      "\(run.output)\(run.errors)")
  }

  @Test func `with --format json problems are in the document, whatever they are`() throws {
    let missing = try hub()
    let noAccounts = try TemporaryFolder([
      "hubgen.yaml": "site: { title: Kiosk, url: \"https://hub.example.com\" }",
      "content/a.md": "---\ntitle: A\n---\n",
    ])
    let mistake = try TemporaryFolder(["hubgen.yaml": "site: { titel: Kiosk }"])
    let noQueue = try hub()
    try noQueue.write("no database", to: ".hubgen/queue.sqlite")
    for (folder, id, secret) in [
      (missing, "unset-variable", ""), (noAccounts, "no-accounts", ""),
      (mistake, "unknown-key", ""),
      (noQueue, "queue-failed", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    ] {
      let run = try Program.hubgen(
        "syndicate", "--source", folder.path, "--format", "json",
        environment: ["KIOSK_SECRET": secret])
      #expect(run.status == 1)
      #expect(run.errors == "")
      let report = try report(run)
      #expect((report["posts"] as? [Any])?.isEmpty == true)
      let problems = try #require(report["diagnostics"] as? [[String: Any]])
      #expect(problems.contains { $0["id"] as? String == id }, "\(problems)")
    }
  }

  @Test func `a .env that can't be read is an error that names it`() throws {
    let folder = try hub()
    try folder.write("", to: ".env/a")
    for command in ["syndicate", "check"] {
      let run = try Program.hubgen(command, "--source", folder.path)
      #expect(run.status == 1)
      #expect(run.errors.contains(".env: error: .env can't be read: not a regular file"))
    }
  }

  /// The hub with a post of its account that was sent and not answered.
  private func hubWithUnsurePost() async throws -> TemporaryFolder {
    let folder = try hub()
    try folder.write("", to: ".hubgen/empty")
    let queue = try await PostQueue.open(folder.path + "/.hubgen/queue.sqlite")
    _ = try await queue.add([NewPost(.sample("3", network: "webhook"))], now: 0)
    try await queue.release(account: "kiosk", now: 0)
    let claim = try #require(try await queue.claim(account: "kiosk", now: 0, leaseUntil: 60))
    try await queue.record(.unknown(reason: "no answer"), of: claim, now: 0)
    return folder
  }

  @Test func `an unsure post is queued again only by who has looked`() async throws {
    let folder = try await hubWithUnsurePost()
    let list = try Program.hubgen("queue", "list", "--source", folder.path)
    #expect(list.output.hasPrefix("33333333  unsure  1970-01-01T01:00:00+01:00  kiosk  "))
    #expect(list.errors.contains("'hubgen queue retry ID --not-published'"))
    let show = try Program.hubgen("queue", "show", "33", "--source", folder.path)
    #expect(show.output.contains("  1970-01-01T01:00:00+01:00  unknown: no answer\n"))
    #expect(show.output.contains("  what to do: it may be out: run 'hubgen syndicate' first, "))
    #expect(show.output.contains("'hubgen queue cancel 33333333'"))
    let refused = try Program.hubgen("queue", "retry", "33", "--source", folder.path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("'hubgen queue retry 33333333 --not-published'"))
    let retry = try Program.hubgen(
      "queue", "retry", "33", "--not-published", "--source", folder.path)
    #expect(retry.output == "queued again; the next 'hubgen syndicate' sends it\n")
    let absent = try Program.hubgen("queue", "cancel", "44", "--source", folder.path)
    #expect(absent.errors.contains("the queue has no post '44'; 'hubgen queue list' shows the ids"))
  }

  @Test func `the queue's JSON has the keys of the report, and says what an account waits for`()
    async throws
  {
    let folder = try await hubWithUnsurePost()
    let queue = try await PostQueue.open(folder.path + "/.hubgen/queue.sqlite")
    try await queue.retry("3", evenIfUnsure: true, now: 0)
    try await queue.limit(account: "kiosk", until: 3600, reason: "too many requests")
    let list = try Program.hubgen(
      "queue", "list", "--format", "json", "--source", folder.path, "--now",
      "1970-01-01T00:30:00Z")
    let posts = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    #expect(
      Set(posts[0].keys) == [
        "id", "account", "network", "article", "language", "audience", "occurrence", "state",
        "scheduledAt", "text", "length", "limit", "link", "remoteURL", "error",
      ])
    #expect(posts[0]["scheduledAt"] as? String == "1970-01-01T01:00:00+01:00")
    #expect(
      posts[0]["error"] as? String
        == "the account waits until 1970-01-01T02:00:00+01:00: too many requests")
  }

  @Test(.enabled(if: PostgresServer.isWanted))
  func `a queue in PostgreSQL serves every command and its password is never printed`()
    async throws
  {
    let process = try await PostgresServer.shared.process()
    let password = try #require(process.greeting["password"])
    let name = try await PostgresServer.shared.newSchema()
    let server =
      "postgres://hubgen:${QUEUE_PASSWORD}@127.0.0.1:\(try process.port())/postgres"
    // Older than 'since': nothing is sent.
    let folder = try hub(
      since: "since: 2026-11-21\n  store: \"\(server)?options=-csearch_path%3D\(name)\"")
    func run(_ arguments: String..., password: String = password) throws -> Program {
      let run = try Program.run(
        PackageFolder.hubgen, arguments + ["--source", folder.path, "--now", "2026-11-21"],
        environment: [
          "KIOSK_SECRET": "whsec_" + String(repeating: "A", count: 43) + "=",
          "QUEUE_PASSWORD": password,
        ])
      #expect(!(run.output + run.errors).contains(password))
      return run
    }
    let dry = try run("syndicate", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    let sent = try run("syndicate")
    #expect(sent.status == 0, "\(sent.errors)")
    let list = try run("queue", "list")
    #expect(list.output.contains("recorded"), "\(list.errors)")
    #expect(list.output.contains("content/news/a") || list.output.contains("news/a"))
    let exported = try run("queue", "export")
    #expect(exported.output.hasPrefix("{\"queue\":\"hubgen\""))
    try folder.write(exported.output, to: "queue.jsonl")
    let again = try run("queue", "import", folder.path + "/queue.jsonl")
    #expect(again.output == "imported 0 posts; the queue had 1 of the file already\n")
    let refused = try run("queue", "list", password: "wrong-password")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("password authentication failed"))
    let files = folder.files()
    #expect(!files.contains { $0.contains("queue.sqlite") })
  }

  @Test func `a queue moves from one file to another`() throws {
    let folder = try hub(since: "since: 2026-11-21")
    let environment = ["KIOSK_SECRET": "whsec_" + String(repeating: "A", count: 43) + "="]
    func run(_ arguments: String...) throws -> Program {
      try Program.run(
        PackageFolder.hubgen, arguments + ["--source", folder.path, "--now", "2026-11-21"],
        environment: environment)
    }
    #expect(try run("syndicate").status == 0)
    let exported = try run("queue", "export").output
    try folder.write(exported, to: "queue.jsonl")
    let other = try hub(since: "since: 2026-11-21")
    let imported = try Program.hubgen(
      "queue", "import", folder.path + "/queue.jsonl", "--source", other.path)
    #expect(imported.output == "imported 1 posts; the queue had 0 of the file already\n")
    try folder.write(exported + "{\"post\":1}\n", to: "queue.jsonl")
    let refused = try Program.hubgen(
      "queue", "import", folder.path + "/queue.jsonl", "--source", other.path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("queue.jsonl:4:2: error: 'post' is an object [wrong-type]"))
    #expect(refused.errors.hasSuffix("nothing was imported\n"))
  }
}
