import Foundation
import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Writing` {
  let files = [
    "content/news/a.md": article("A", more: "tags: [one]"),
    "content/news/b.md": article("B", body: "[a](a.md)"),
    "static/logo.svg": "<svg></svg>",
  ]

  @Test func `a second build writes no file`() throws {
    let hub = try TestHub(files)
    let first = hub.build()
    let second = hub.build()
    #expect(first.writing.written == hub.outputs().count)
    #expect(second.writing.written == 0)
    #expect(second.writing.removed == 0)
    #expect(second.writing.unchanged == first.writing.written)
  }

  @Test func `only what changed is written, and equals a clean build`() throws {
    let hub = try TestHub(files)
    _ = hub.build()
    try hub.folder.write(article("B", body: "Other text."), to: "content/news/b.md")
    let report = hub.build()
    // The article itself, and the feeds of its section and of the language.
    #expect((1...7).contains(report.writing.written))
    let clean = try TestHub(
      files.merging(["content/news/b.md": article("B", body: "Other text.")]) { $1 })
    _ = clean.build()
    #expect(hub.outputs() == clean.outputs())
    for name in clean.outputs() {
      #expect(try hub.output(name) == clean.output(name), "\(name)")
    }
  }

  @Test func `what is no longer built goes, what hubgen did not write stays`() throws {
    let hub = try TestHub(files)
    _ = hub.build()
    try hub.folder.write("mine", to: "public/CNAME")
    try hub.folder.write("mine", to: "public/news/a/notes.txt")
    try FileManager.default.removeItem(atPath: hub.folder.path + "/content/news/a.md")
    try hub.folder.write(article("B"), to: "content/news/b.md")
    let report = hub.build()
    #expect(report.isComplete)
    #expect(report.writing.removed > 0)
    #expect(!hub.folder.exists("public/news/a/index.html"))
    #expect(hub.folder.exists("public/CNAME"))
    #expect(hub.folder.exists("public/news/a/notes.txt"))
    #expect(!hub.folder.exists("public/tags"))
  }

  @Test func `with an error nothing is written`() throws {
    let hub = try TestHub(files)
    _ = hub.build()
    let before = try hub.output("news/b/index.html")
    try hub.folder.write(article("B", body: "New text. [c](c.md)"), to: "content/news/b.md")
    try hub.folder.write(article("C"), to: "content/news/d.md")
    let report = hub.build()
    #expect(!report.isComplete)
    #expect(try hub.output("news/b/index.html") == before)
    #expect(!hub.folder.exists("public/news/d/index.html"))
  }

  @Test func `one thread and many write the same bytes`() throws {
    var many = files
    for number in 0..<120 {
      many["content/news/n\(number).md"] = article(
        "Number \(number)", more: "tags: [t\(number % 7)]",
        body: "~~old~~ [a](a.md) www.example.com")
    }
    let one = try TestHub(many)
    let other = try TestHub(many)
    _ = one.build { $0.jobs = 1 }
    _ = other.build { $0.jobs = 8 }
    #expect(one.outputs() == other.outputs())
    for name in one.outputs() {
      #expect(try one.output(name) == other.output(name), "\(name)")
    }
  }

  @Test(arguments: [
    "", "content", "content/public", "static", "templates", "themes/plain", "..",
    "public/../content/out",
  ])
  func `an output folder that holds the sources is refused`(output: String) throws {
    let hub = try TestHub(files)
    let report = hub.build { $0.output = output.isEmpty ? $0.source : $0.source + "/" + output }
    #expect(report.diagnostics.map(\.id) == ["output-folder"])
  }

  @Test func `the same output folder by another name has the same record`() throws {
    let hub = try TestHub(files)
    _ = hub.build()
    try FileManager.default.removeItem(atPath: hub.folder.path + "/content/news/a.md")
    try hub.folder.write(article("B"), to: "content/news/b.md")
    #expect(hub.build { $0.output += "/./" }.writing.removed > 0)
    #expect(!hub.folder.exists("public/tags"))
  }

  @Test func `a record that names what hubgen never wrote removes nothing outside`() throws {
    let hub = try TestHub(files)
    _ = hub.build()
    try hub.folder.write("mine", to: "precious.txt")
    let record = try #require(
      hub.folder.files().first { $0.hasSuffix(".txt") && $0.hasPrefix(".hubgen") })
    try hub.folder.write(hub.folder.read(record) + "../precious.txt\0", to: record)
    #expect(hub.build().isComplete)
    #expect(hub.folder.exists("precious.txt"))
  }

  @Test func `without content nothing is removed`() throws {
    let hub = try TestHub(files)
    _ = hub.build()
    let before = hub.outputs()
    try FileManager.default.removeItem(atPath: hub.folder.path + "/content")
    #expect(hub.build().diagnostics.map(\.id) == ["missing-content"])
    #expect(hub.outputs() == before)
  }

  @Test func `a symbolic link in the output folder is not written through`() throws {
    let hub = try TestHub(files)
    let outside = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: hub.folder.path + "/public", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: hub.folder.path + "/public/news", withDestinationPath: outside.path)
    let report = hub.build()
    #expect(report.diagnostics.map(\.id) == ["write-failed"])
    #expect(outside.files().isEmpty)
  }

  @Test func `what a killed build left behind is cleaned up by the next one`() throws {
    let hub = try TestHub(files)
    _ = hub.build()
    let record = try #require(hub.folder.files().first { $0.hasPrefix(".hubgen/written/") })
    // As if it had died between beginning and end, with a file half-written and one stale.
    let text = try hub.folder.read(record)
    try hub.folder.write(
      text.replacing("complete", with: "writing") + "gone/index.html\0", to: record)
    try hub.folder.write("half", to: "public/news/a/index.html.hubgen-new")
    try hub.folder.write("stale", to: "public/gone/index.html")
    #expect(hub.build().isComplete)
    #expect(!hub.folder.exists("public/news/a/index.html.hubgen-new"))
    #expect(!hub.folder.exists("public/gone"))
    #expect(hub.build().writing.written == 0)
  }
}
