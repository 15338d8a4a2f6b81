import Foundation
import HubTestSupport
import Testing

/// The commands as a person runs them.
@Suite struct `Commands` {
  @Test func `three commands make a hub from an empty folder`() throws {
    let folder = try TemporaryFolder()
    let themes = ["HUBGEN_THEMES": PackageFolder.root + "/themes"]
    #expect(
      try Program.hubgen("new", "site", folder.path, "--title", "Kiosk: \"coffee\" & more").status
        == 0)
    let article = try Program.hubgen(
      "new", "article", "How we opened: a rainy Monday", "--source", folder.path, "--publish",
      "--now", "2026-11-20T09:00:00Z")
    #expect(article.output == "wrote content/articles/how-we-opened-a-rainy-monday.md\n")
    let build = try Program.hubgen(
      "build", "--source", folder.path, "--now", "2030-01-01", environment: themes)
    #expect(build.status == 0, "\(build.errors)")
    #expect(build.errors == "")
    let home = try folder.read("public/index.html")
    #expect(home.contains("Kiosk: &#34;coffee&#34; &amp; more"))
    #expect(home.contains("How we opened: a rainy Monday"))
    #expect(folder.exists("public/assets/plaza.css"))
  }

  @Test func `nothing that is there is replaced`() throws {
    let folder = try TemporaryFolder(["hubgen.yaml": "mine"])
    try Program.hubgen("new", "site", folder.path)
    #expect(try folder.read("hubgen.yaml") == "mine")
    try Program.hubgen("new", "site", folder.path)
    let article = try Program.hubgen("new", "article", "Welcome", "--source", folder.path)
    #expect(article.status == 1)
    #expect(article.errors.contains("is there already"))
  }

  @Test func `a mistake ends with 1, bad usage with 64, and JSON stays on standard output`() throws
  {
    let folder = try TemporaryFolder([
      "hubgen.yaml": "site:\n  titel: Kiosk\n  url: https://hub.example.com\n"
    ])
    let check = try Program.hubgen("check", "--source", folder.path, "--format", "json")
    #expect(check.status == 1)
    #expect(check.errors == "")
    let problems = try #require(
      try JSONSerialization.jsonObject(with: Data(check.output.utf8)) as? [[String: Any]])
    #expect(problems.contains { $0["file"] as? String == "hubgen.yaml" && $0["line"] as? Int == 2 })
    let text = try Program.hubgen("build", "--source", folder.path)
    #expect(text.status == 1)
    #expect(text.output == "")
    #expect(text.errors.contains("hubgen.yaml:2:3: error: "))
    #expect(text.errors.contains("did you mean 'title'?"))
    #expect(text.errors.hasSuffix("nothing was written\n"))
    #expect(try Program.hubgen("build", "--jbos", "2").status == 64)
    #expect(try Program.hubgen("build", "--now", "yesterday").status == 64)
  }

  @Test func `check prints its diagnostics as one JSON array, with null for a place that is none`()
    throws
  {
    let folder = try TemporaryFolder([
      "hubgen.yaml": "site: { title: é, url: 'https://hub.example.com', titel: x }\n"
    ])
    func check() throws -> [[String: Any]] {
      let run = try Program.hubgen(
        "check", "--source", folder.path, "--format", "json",
        environment: ["HUBGEN_THEMES": PackageFolder.root + "/themes"])
      return try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    }
    let problems = try check()
    let keys: Set = ["severity", "id", "file", "line", "column", "message", "notes"]
    #expect(problems.allSatisfy { Set($0.keys) == keys })
    #expect(problems.first?["id"] as? String == "missing-content")
    #expect(problems.first?["file"] is NSNull && problems.first?["line"] is NSNull)
    // In UTF-8 bytes: the é counts twice.
    #expect(problems.last?["column"] as? Int == 52)
    try folder.write("site: { title: é, url: 'https://hub.example.com' }\n", to: "hubgen.yaml")
    try folder.write("---\ntitle: A\n---\n", to: "content/a.md")
    #expect(try check().isEmpty)
  }

  @Test func `a build says which pages it left out and how to include them`() throws {
    func page(_ more: String) -> String { "---\ntitle: A\n\(more)\n---\nText.\n" }
    let folder = try TemporaryFolder([
      "hubgen.yaml": "site: { title: Kiosk, url: 'https://hub.example.com' }\n",
      "content/a.md": page("draft: true"), "content/b.md": page("draft: true\nexpires: 2026-01-02"),
      "content/c.md": page("date: 2027-01-01"), "content/d.md": page("expires: 2026-01-01"),
      "content/e.md": page("updated: 2026-01-01"),
    ])
    func run(_ arguments: String...) throws -> String {
      let run = try Program.run(
        PackageFolder.hubgen, arguments + ["--source", folder.path, "--now", "2026-11-20"],
        environment: ["HUBGEN_THEMES": PackageFolder.root + "/themes"])
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    let all = "Left out: 2 drafts, 1 future, 1 expired (build --drafts --future to include)\n"
    #expect(try run("build").contains(all))
    #expect(try run("check").hasSuffix(all))
    #expect(try run("build", "--drafts").contains("Left out: 1 future, 2 expired (build --future"))
    #expect(try run("build", "--drafts", "--future").contains("Left out: 2 expired\n"))
    let json = try run("build", "--format", "json")
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(summary["leftOut"] as? [String: Int] == ["drafts": 2, "future": 1, "expired": 1])
    try folder.write(page("draft: false"), to: "content/a.md")
    for name in ["b", "c", "d"] { try folder.write(page(""), to: "content/\(name).md") }
    #expect(try !run("build").contains("Left out"))
  }

  /// A hub that is in order, with one account.
  private func hub(account: String, since: String = "since: 2026-11-01") throws -> TemporaryFolder {
    try TemporaryFolder([
      "hubgen.yaml": """
      site: { title: Kiosk, url: "https://hub.example.com" }
      syndication:
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

  @Test func `without since nothing is posted`() throws {
    let folder = try hub(
      account: "network: webhook, url: \"https://hooks.example.com\", secret: \"${KIOSK_SECRET}\"",
      since: "requireLive: false")
    let run = try Program.hubgen("syndicate", "--dry-run", "--source", folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("[missing-since]"))
  }

  @Test func `output that can't be written is an error, not a crash`() throws {
    let run = try Program.run(
      "/bin/sh", ["-c", "\(PackageFolder.hubgen) new site /dev/null/x > /dev/full"])
    #expect(run.status == 1)
    let help = try Program.run(
      "/bin/sh",
      ["-c", "\(PackageFolder.hubgen) check --source /nowhere --format json > /dev/full"])
    #expect(help.status == 1)
  }

  @Test func `every command explains itself`() throws {
    for command in [
      [], ["build"], ["check"], ["new"], ["new", "site"], ["new", "article"], ["syndicate"],
      ["queue"], ["queue", "list"], ["queue", "show"], ["queue", "retry"], ["queue", "cancel"],
    ] {
      let help = try Program.run(PackageFolder.hubgen, command + ["--help"])
      #expect(help.status == 0, "\(command)")
      #expect(help.output.contains("OVERVIEW: "), "\(command)")
    }
  }
}
