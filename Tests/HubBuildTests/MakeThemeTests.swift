import Foundation
import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Themes that are made` {
  /// A hub that may use the themes that come with hubgen.
  private static func hub(_ files: [String: String] = [:]) throws -> (TestHub, BuildOptions) {
    let hub = try TestHub(
      ["content/news/a.md": article("A", more: "tags: [t]\nauthors: [Ada]")].merging(files) { $1 })
    var options = hub.options
    options.themeFolders = [PackageFolder.root + "/themes"]
    options.strict = true
    return (hub, options)
  }

  private static func use(_ name: String) -> [String: String] {
    ["hubgen.yaml": "site: { title: Kiosk, url: 'https://hub.example.com', theme: \(name) }\n"]
  }

  @Test func `a theme that extends another needs two files, and its styles come last`() throws {
    let (hub, options) = try Self.hub()
    let made = newTheme("mine", extending: "plaza", options)
    #expect(made.diagnostics == [])
    #expect(made.files == ["themes/mine/assets/mine.css", "themes/mine/theme.yaml"])
    #expect(made.used == "plain" && made.place?.span?.line == 4)
    try hub.folder.write(try #require(Self.use("mine")["hubgen.yaml"]), to: "hubgen.yaml")
    #expect(checkTheme(options).diagnostics == [])
    #expect(build(options).diagnostics == [])
    let page = try hub.output("index.html")
    let styles = page.matches(of: #/<link rel="stylesheet" href="([^"?]+)/#).map { String($0.1) }
    #expect(styles == ["/assets/plaza.css", "/assets/lists.css", "/assets/mine.css"])
  }

  @Test func `a theme that stands alone is complete and without a warning`() throws {
    let (hub, options) = try Self.hub(Self.use("mine"))
    #expect(newTheme("mine", extending: nil, options).diagnostics == [])
    let report = checkTheme(options)
    #expect(report.diagnostics == [], "\(hub.rendered(report.diagnostics))")
    #expect(build(options).diagnostics == [])
    #expect(try hub.output("news/a/index.html").contains("<h1>A</h1>"))
  }

  @Test func `a copy holds what the original holds, under its own name`() throws {
    let (hub, options) = try Self.hub()
    let made = copyTheme("plaza", as: "mine", options)
    #expect(made.diagnostics == [])
    let original = try FileManager.default.subpathsOfDirectory(
      atPath: PackageFolder.root + "/themes/plaza"
    ).filter { $0.contains(".") }.map { "themes/mine/" + $0 }.sorted()
    #expect(made.files == original)
    #expect(hub.folder.files().filter { $0.hasPrefix("themes/mine/") } == original)
    #expect(try hub.folder.read("themes/mine/theme.yaml").hasPrefix("name: \"mine\"\n"))
    #expect(listThemes(options).first { $0.name == "mine" }?.title == "mine")
    try hub.folder.write(try #require(Self.use("mine")["hubgen.yaml"]), to: "hubgen.yaml")
    #expect(checkTheme(options).diagnostics == [])
  }

  @Test(arguments: ["plain", "there", "a file"])
  func `nothing is ever overwritten`(name: String) throws {
    let (hub, options) = try Self.hub(["themes/there/x": "1", "themes/a file": "2"])
    let before = hub.folder.files()
    for made in [newTheme(name, extending: nil, options), copyTheme("plaza", as: name, options)] {
      #expect(made.files == [])
      #expect(made.diagnostics.map(\.id) == ["theme-not-made"])
    }
    #expect(hub.folder.files() == before)
  }

  @Test(arguments: ["", ".", "..", ".mine", "a/b", "../a", "-x", "a b", "a\nb", "a\"b"])
  func `a name that is no folder's is refused`(name: String) throws {
    let (hub, options) = try Self.hub()
    #expect(newTheme(name, extending: "plaza", options).diagnostics.map(\.id) == ["theme-not-made"])
    #expect(copyTheme("plaza", as: name, options).diagnostics.map(\.id) == ["theme-not-made"])
    #expect(
      !hub.folder.files().contains { !$0.hasPrefix("themes/plain/") && $0.hasPrefix("themes") })
  }

  @Test func `an original that is not there is named, and leaves nothing behind`() throws {
    let (hub, options) = try Self.hub()
    let before = hub.folder.files()
    for made in [
      newTheme("mine", extending: "plazza", options), copyTheme("plazza", as: "mine", options),
    ] {
      #expect(made.diagnostics.map(\.message) == ["no theme 'plazza'"])
      #expect(made.diagnostics.first?.notes.first?.message == "did you mean 'plaza'?")
    }
    #expect(newTheme("mine", extending: "mine", options).diagnostics.count == 1)
    #expect(hub.folder.files() == before)
  }

  @Test func `what a killed command left is no hindrance, and no theme`() throws {
    let left = "themes/.mine.hubgen-new/templates/old.html"
    let (hub, options) = try Self.hub([left: "{{"])
    #expect(!listThemes(options).contains { $0.name.contains("mine") })
    #expect(copyTheme("leaflet", as: "mine", options).diagnostics == [])
    #expect(!hub.folder.exists(left) && !hub.folder.exists("themes/mine/templates/old.html"))
  }

  @Test func `a link that leads out of the original stops the copy`() throws {
    let (hub, options) = try Self.hub()
    try FileManager.default.createSymbolicLink(
      atPath: hub.folder.path + "/themes/plain/templates/out.html",
      withDestinationPath: "/etc/hostname")
    #expect(copyTheme("plain", as: "mine", options).diagnostics.map(\.id) == ["link-outside"])
    #expect(!hub.folder.exists("themes/mine"))
  }

  @Test func `a theme that the hub does not use is checked without the hub's files and settings`()
    throws
  {
    let (hub, options) = try Self.hub([
      "hubgen.yaml": TestHub.config + "\ntheme: { motto: Hi }\n",
      "themes/plain/theme.yaml": "settings: { motto: { type: string, default: '' } }",
      "themes/plain/templates/404.html": "{{ theme.motto }}",
      "templates/404.html": "{{ nothing }}",
      "themes/other/theme.yaml": "extends: plain",
      "themes/other/templates/404.html": "{{ nothin }}",
    ])
    let own = checkTheme(options).diagnostics
    #expect(own.map(\.location?.file) == ["templates/404.html"], "\(hub.rendered(own))")
    #expect(checkTheme(options, name: "plain").diagnostics.count == 1, "the hub's own is checked")
    let other = checkTheme(options, name: "other")
    #expect(other.theme?.name == "other" && other.theme?.isUsed == false)
    #expect(other.diagnostics.map(\.location?.file) == ["themes/other/templates/404.html"])
    let (reference, problems) = themeReference(options, name: "leaflet")
    #expect(reference?.theme.name == "leaflet" && problems == [])
    let (missing, why) = themeReference(options, name: "leavlet")
    #expect(missing == nil && why.map(\.message) == ["no theme 'leavlet'"])
    #expect(why.first?.location == nil, "hubgen.yaml does not name it")
  }
}
