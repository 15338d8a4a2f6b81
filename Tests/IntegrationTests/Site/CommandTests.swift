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

  @Test(arguments: [
    (["theme", "chek"], "'hubgen theme' has no command 'chek'", "did you mean 'check'?"),
    (["biuld", "--strict"], "'hubgen' has no command 'biuld'", "did you mean 'build'?"),
    (
      ["new", "theme"], "'hubgen new' has no command 'theme'",
      "it has site, article; see 'hubgen new --help'"
    ),
  ])
  func `a command that is none says what was meant`(
    arguments: [String], message: String, note: String
  ) throws {
    let program = try Program.run(PackageFolder.hubgen, arguments)
    #expect(program.errors == "error: \(message)\nnote: \(note)\n")
    #expect(program.status == 64)
    #expect(try Program.hubgen("help", "theme").status == 0)
    #expect(try Program.hubgen("--version").status == 0)
  }

  @Test func `errors are printed after all warnings`() throws {
    let folder = try TemporaryFolder([
      "hubgen.yaml": "site: { title: Kiosk, url: https://hub.example.com, theme: plaza }\n",
      "content/a.md": "---\nname: A\n---\n[a](b.md)",
      "content/c.md": "---\ntitle: C\nname: C\n---\n",
    ])
    let program = try Program.hubgen(
      "check", "--source", folder.path,
      environment: ["HUBGEN_THEMES": PackageFolder.root + "/themes"])
    let severities = program.errors.split(separator: "\n").compactMap { line in
      ["warning", "error"].first { line.contains(": \($0): ") }
    }
    #expect(severities == ["warning", "warning", "error", "error"], "\(program.errors)")
  }

  @Test func `the commands for themes list, show and check the hub's theme`() throws {
    let folder = try TemporaryFolder([
      "hubgen.yaml":
        "site:\n  title: Kiosk\n  url: https://hub.example.com\n  theme: mine\n",
      "themes/mine/theme.yaml":
        "extends: plaza\nversion: 1.2\nsettings:\n  wide: { type: bool, default: true }\n",
    ])
    let themes = ["HUBGEN_THEMES": PackageFolder.root + "/themes"]
    func theme(_ arguments: String...) throws -> Program {
      try Program.run(
        PackageFolder.hubgen, ["theme"] + arguments + ["--source", folder.path],
        environment: themes)
    }
    let list = try theme("list")
    #expect(list.output.contains("* mine  themes/mine\n    1.2 · extends plaza\n* plaza  "))
    #expect(list.output.contains("  leaflet  \(PackageFolder.root)/themes/leaflet\n"))
    let listed = try #require(
      try JSONSerialization.jsonObject(
        with: Data(try theme("list", "--format", "json").output.utf8))
        as? [[String: Any]])
    #expect(listed.map { $0["name"] as? String } == ["leaflet", "mine", "plaza"])
    #expect(listed.map { $0["isUsed"] as? Bool } == [false, true, true])

    #expect(try theme("show").output.contains("\n  theme.wide "))
    #expect(try theme("show", "--format", "markdown").output.contains("\n| `theme.wide` | bool |"))
    let shown = try #require(
      try JSONSerialization.jsonObject(
        with: Data(try theme("show", "--format", "json").output.utf8))
        as? [String: Any])
    #expect(
      Set(shown.keys) == [
        "theme", "settings", "globals", "pages", "types", "filters", "tests", "functions",
        "methods", "loop", "constructs", "blocks", "partials", "properties", "texts",
      ])
    #expect(try theme("show", "leaflet").output.hasPrefix("theme leaflet in "))
    #expect(try theme("check", "leaflet").output.hasPrefix("No errors in the theme 'leaflet': "))
    #expect(try theme("check", "leavlet").errors.contains("did you mean 'leaflet'?"))

    let check = try theme("check")
    #expect(check.status == 0)
    #expect(check.output.hasPrefix("No errors in the theme 'mine': "))
    try folder.write("{% include 'partials/hed.html' %}", to: "templates/404.html")
    let broken = try theme("check")
    #expect(broken.status == 1)
    #expect(broken.output == "")
    #expect(broken.errors.contains("\ntemplates/404.html:1:12: error: no template"))
    #expect(try theme("check", "--format", "json").output.contains("\"line\" : 1"))
  }

  @Test func `a new theme and a copy say what they wrote and what to do next`() throws {
    let folder = try TemporaryFolder([
      "hubgen.yaml": "site:\n  title: Kiosk\n  url: https://hub.example.com\n"
    ])
    func theme(_ arguments: String...) throws -> Program {
      try Program.run(
        PackageFolder.hubgen, ["theme"] + arguments + ["--source", folder.path],
        environment: ["HUBGEN_THEMES": PackageFolder.root + "/themes"])
    }
    let made = try theme("new", "mine", "--extends", "plaza")
    #expect(
      made.output == """
        wrote themes/mine/assets/mine.css
        wrote themes/mine/theme.yaml

        Next: write 'theme: mine' under 'site:' in hubgen.yaml, then: hubgen theme check --source '\(folder.path)'

        """)
    try folder.write(
      "site:\n  title: Kiosk\n  url: https://hub.example.com\n  theme: mine\n", to: "hubgen.yaml")
    let copy = try theme("copy", "leaflet", "paper")
    #expect(copy.output.contains("wrote themes/paper/templates/base.html\n"))
    #expect(
      copy.output.contains(
        "\nNext: write 'theme: paper' under 'site:' in hubgen.yaml, line 4, in place of 'mine', then: "
      ))
    let again = try theme("copy", "leaflet", "paper")
    #expect(again.status == 1 && again.output == "")
    #expect(again.errors.contains("'themes/paper' is there already; nothing was changed"))
    #expect(try theme("check").status == 0)
    #expect(try theme("check", "paper").status == 0)
  }

  @Test func `nothing that is there is replaced`() throws {
    let folder = try TemporaryFolder(["hubgen.yaml": "params: {}"])
    try Program.hubgen("new", "site", folder.path)
    #expect(try folder.read("hubgen.yaml") == "params: {}")
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

  @Test func `a new hub takes its address and its date from the command line`() throws {
    let folder = try TemporaryFolder()
    for url in ["kiosk.example", "ftp://kiosk.example", "https://", "https://kiosk.example/?a"] {
      let refused = try Program.hubgen("new", "site", folder.path, "--url", url)
      #expect(refused.status == 64)
      #expect(refused.errors.contains("--url: "), "\(refused.errors)")
    }
    #expect(folder.files().isEmpty)
    let made = try Program.hubgen(
      "new", "site", folder.path, "--url", "https://kiosk.example/hub", "--now", "2026-11-20")
    #expect(made.status == 0)
    #expect(made.output.hasSuffix("hubgen build --source '\(folder.path)'\n"))
    #expect(try folder.read("hubgen.yaml").contains("url: \"https://kiosk.example/hub\""))
    #expect(try folder.read("content/articles/welcome.md").contains("date: 2026-11-20\n"))
  }

  @Test func `an article is written in one of the hub's languages`() throws {
    let folder = try TemporaryFolder([
      "hubgen.yaml": """
      site: { title: Kiosk, url: "https://hub.example.com", timezone: Africa/Nairobi }
      languages: { default: en, en: { name: English }, sw: { name: Kiswahili } }
      """
    ])
    func new(_ language: String) throws -> Program {
      try Program.hubgen(
        "new", "article", "Karibu", "--source", folder.path, "--language", language,
        "--now", "2026-11-20T22:00:00Z")
    }
    let unknown = try new("xx")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("the hub has no language 'xx', only en, sw;"))
    #expect(try new("sw").output == "wrote content/articles/karibu.sw.md\n")
    #expect(try new("en").output == "wrote content/articles/karibu.md\n")
    // In the site's time zone.
    let text = try folder.read("content/articles/karibu.md")
    #expect(text.contains("date: 2026-11-21T01:00:00+03:00\n"))
  }

  @Test(arguments: [
    ["build"], ["check"], ["syndicate"], ["queue", "list"], ["queue", "retry", "3f"],
    ["new", "article", "A"],
  ])
  func `a folder that is no hub is named, and how to make one`(command: [String]) throws {
    let folder = try TemporaryFolder(["file": ""])
    let real = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
    for (source, message) in [
      (real, "'\(real)' is no hub: there is no hubgen.yaml in it"),
      (real + "/nope", "there is no folder '\(real)/nope'"),
      (real + "/file", "there is no folder '\(real)/file'"),
    ] {
      let run = try Program.run(PackageFolder.hubgen, command + ["--source", source])
      #expect(run.status == 1)
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(run.errors.contains("hubgen new site '\(source)'"))
    }
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
      ["theme"], ["theme", "new"], ["theme", "copy"], ["theme", "check"], ["theme", "show"],
      ["theme", "list"], ["queue"], ["queue", "list"], ["queue", "show"], ["queue", "retry"],
      ["queue", "cancel"],
    ] {
      let help = try Program.run(PackageFolder.hubgen, command + ["--help"])
      #expect(help.status == 0, "\(command)")
      #expect(help.output.contains("OVERVIEW: "), "\(command)")
    }
  }
}
