import Foundation
import HubTestSupport
import Testing

/// The demo hub's pages in a browser, in each theme that comes with hubgen.
@Suite(
  .serialized,
  .enabled(if: PackageFolder.hasBrowser, "Chromium and Playwright are installed by 'make test'"))
struct `The themes' pages` {
  @Test(arguments: ["plaza", "leaflet"])
  func `are readable by everybody, on every screen, by keyboard, and light`(
    theme: String
  ) async throws {
    let hub = try demoHub(theme: theme)
    let site = try TemporaryFolder()
    let build = try Program.hubgen(
      "build", "--source", hub.path, "--output", site.path, "--strict", "--now",
      "2026-11-21T12:00:00Z")
    try #require(build.status == 0, "\(build.errors)")
    let result = try await Program.runAside(
      PackageFolder.python,
      [PackageFolder.root + "/Tests/IntegrationTests/Tools/check_pages.py", site.path])
    print("\(theme): \(result.output.split(separator: "\n").last ?? "")")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    for kind in [
      "404", "article", "home", "home continued", "page", "section", "taxonomy", "term",
      "term of authors",
    ] {
      #expect(result.output.contains(kind + ",") || result.output.contains(kind + ")"))
    }
  }

  @Test func `would not pass with mistakes`() async throws {
    let page = """
      <!doctype html><html lang="en" dir="ltr"><head><title>A page</title></head>
      <body class="is-article"><a href="/elsewhere/">Elsewhere</a>
      <main><h1>A page</h1><p style="color: #aaa">Pale</p><div style="width: 3000px">Wide</div></main>
      <script>console.error("broken")</script><!-- \(String(repeating: "x", count: 40 * 1024)) -->
      """
    let site = try TemporaryFolder(["index.html": page])
    let result = try await Program.runAside(
      PackageFolder.python,
      [PackageFolder.root + "/Tests/IntegrationTests/Tools/check_pages.py", site.path])
    #expect(result.status == 1, "\(result.errors)")
    for found in [
      "360 px): scrolls sideways: div.", "1440 px): the first Tab reaches A /elsewhere/",
      "dark: color-contrast: p:", "768 px): console: broken", "index.html weighs 4",
    ] {
      #expect(result.output.contains(found), "'\(found)' is missing in:\n\(result.output)")
    }
  }

  @Test func `take any accent and any corners`() async throws {
    let css = URL(fileURLWithPath: PackageFolder.root)
      .appendingPathComponent("themes/plaza/assets/plaza.css")
    let good = try await accents(of: css)
    print("plaza: \(good.output.split(separator: "\n").last ?? "")")
    #expect(good.status == 0, "\(good.output)\(good.errors)")

    let text = try String(contentsOf: css, encoding: .utf8)
    let mistakes = try TemporaryFolder([
      "bad.css": text + ".button{color:#fff;border-radius:9rem}"
    ])
    let bad = try await accents(of: mistakes.url.appendingPathComponent("bad.css"))
    #expect(bad.status == 1, "\(bad.errors)")
    #expect(bad.output.contains("light: a button in #"), "\(bad.output)")
  }

  private func accents(of css: URL) async throws -> Program {
    try await Program.runAside(
      PackageFolder.python,
      [PackageFolder.root + "/Tests/IntegrationTests/Tools/check_accents.py", css.path])
  }

  /// A copy of the demo hub with another theme; nothing else differs.
  private func demoHub(theme: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let root = URL(fileURLWithPath: PackageFolder.root)
    for name in ["content", "static", "themes"] {
      try FileManager.default.copyItem(
        at: root.appendingPathComponent(name), to: folder.url.appendingPathComponent(name))
    }
    let config = try String(
      contentsOf: root.appendingPathComponent("hubgen.yaml"), encoding: .utf8)
    try #require(config.contains("  theme: plaza\n"))
    try folder.write(
      config.replacingOccurrences(of: "  theme: plaza\n", with: "  theme: \(theme)\n"),
      to: "hubgen.yaml")
    return folder
  }
}
