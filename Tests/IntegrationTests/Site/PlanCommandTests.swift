import Foundation
import HubTestSupport
import Testing

/// `hubgen plan` as a person runs it, on the demo hub and on small ones.
@Suite struct `Plan command` {
  static let now = "2026-11-21T12:00:00Z"

  /// The configuration of a hub with one account.
  private static let hub = """
    site: { title: Kiosk, url: "https://hub.example.com" }
    syndication:
      accounts:
        - { name: kiosk, network: webhook, url: "https://hooks.example.com", secret: "${S}" }
    """

  private func plan(_ arguments: String..., source: String = PackageFolder.root) throws -> Program {
    try Program.run(
      PackageFolder.hubgen, ["plan", "--source", source, "--now", Self.now] + arguments,
      environment: ["HUBGEN_THEMES": PackageFolder.root + "/themes"])
  }

  @Test func `plans the posts that syndicate would, at the same times, and stores nothing`() throws
  {
    let plan = try plan("--format", "json")
    #expect(plan.status == 0, "\(plan.errors)")
    let dry = try Program.hubgen(
      "syndicate", "--dry-run", "--source", PackageFolder.root, "--now", Self.now, "--format",
      "json")
    func posts(_ run: Program) throws -> [[String]] {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let posts = try #require(object["posts"] as? [[String: Any]])
      return posts.map { post in
        ["id", "scheduledAt", "text"].map { post[$0] as? String ?? "" }
      }
    }
    #expect(try posts(plan).count > 5)
    #expect(try posts(plan) == posts(dry))
    #expect(!FileManager.default.fileExists(atPath: PackageFolder.root + "/.hubgen/queue.sqlite"))
  }

  @Test func `a diff is the same text every time`() throws {
    let first = try plan("--diff")
    #expect(first.status == 0 && first.output.hasPrefix("send 2026-11-"))
    #expect(try plan("--diff").output == first.output)
    #expect(try plan("--diff", "--format", "ics").status == 64)
  }

  @Test func `nothing follows a calendar's last line, and a diff without a change is empty`() throws
  {
    let folder = try TemporaryFolder([
      "hubgen.yaml": Self.hub,
      "content/a.md": "---\ntitle: A\ndate: 2026-11-01\ndraft: true\n---\nSoon.",
    ])
    let calendar = try plan("--format", "ics", source: folder.path)
    #expect(Array(calendar.output.utf8.suffix(17)) == Array("\r\nEND:VCALENDAR\r\n".utf8))
    let diff = try plan("--diff", source: folder.path)
    #expect(diff.status == 0, "\(diff.errors)")
    #expect(diff.output.utf8.isEmpty)
  }

  @Test func `the manual names every key of a planned post`() throws {
    let plan = try plan("--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: Any])
    let post = try #require((object["posts"] as? [[String: Any]])?.first)
    let manual = try String(
      contentsOfFile: PackageFolder.root + "/docs/syndication.md", encoding: .utf8)
    let about = try #require(
      manual.split(separator: "\n").first { $0.hasPrefix("`hubgen plan --format json`") })
    for key in post.keys.sorted() { #expect(about.contains("`\(key)`"), "\(key)") }
  }

  @Test(.enabled(if: PackageFolder.hasPython, "icalendar comes with 'make test'"))
  func `others read the calendar that it writes`() async throws {
    let folder = try TemporaryFolder(["plan.ics": try plan("--format", "ics").output])
    let script = """
      import icalendar, sys
      text = open(sys.argv[1], "rb").read()
      events = icalendar.Calendar.from_ical(text).events
      assert not any(event.errors for event in events)
      print(len(events), all(event.start.tzinfo and event["SUMMARY"] for event in events))
      """
    let result = try await Program.runAside(
      PackageFolder.python, ["-c", script, folder.path + "/plan.ics"])
    #expect(result.output.hasSuffix(" True\n"), "\(result.errors)")
    #expect((Int(result.output.prefix { $0 != " " }) ?? 0) > 5)
  }

  @Test(.enabled(if: PackageFolder.hasBrowser, "Chromium and Playwright come with 'make test'"))
  func `its page is readable by everybody, on every screen, by keyboard`() async throws {
    let folder = try TemporaryFolder(["plan.html": try plan("--format", "html").output])
    let result = try await Program.runAside(
      PackageFolder.python,
      [
        PackageFolder.root + "/Tests/IntegrationTests/Tools/check_plan.py",
        folder.path + "/plan.html",
      ])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test func `an article that is dated ahead is planned for its date`() throws {
    let folder = try TemporaryFolder([
      "hubgen.yaml": Self.hub,
      "content/news/tea.md": """
      ---
      title: Tea week
      date: 2026-12-01T09:00:00Z
      ---
      Tea costs half [next week](week.md).
      """,
      "content/news/week.md": "---\ntitle: Next week\ndate: 2026-11-01\ndraft: true\n---\nSoon.",
    ])
    let plan = try plan("--format", "json", source: folder.path)
    let object = try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: Any]
    let posts = object?["posts"] as? [[String: Any]]
    #expect(posts?.map { $0["scheduledAt"] as? String } == ["2026-12-01T09:00:00Z"])
    // Its mistakes keep nothing from going out.
    let problems = object?["diagnostics"] as? [[String: Any]]
    #expect(problems?.first?["severity"] as? String == "warning")
    #expect((problems?.first?["file"] as? String)?.hasSuffix("tea.md") == true)
  }

  @Test func `a calendar that is missing or broken is an error at its place`() throws {
    let folder = try TemporaryFolder([
      "hubgen.yaml": Self.hub + """

          calendars:
            - { file: missing.ics, as: avoid }
            - { file: broken.ics, as: avoid }
        """,
      "content/a.md": "---\ntitle: A\n---\n",
      "broken.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT\nEND:VCALENDAR\n",
    ])
    let run = try plan(source: folder.path)
    #expect(run.status == 1)
    #expect(
      run.errors.contains("hubgen.yaml:6:15: error: the calendar 'missing.ics' can't be read"))
    #expect(run.errors.contains("broken.ics:3:1: error: 'soon' is no date of a calendar"))
  }
}
