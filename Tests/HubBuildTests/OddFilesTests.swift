import Foundation
import HubBuild
import HubTestSupport
import Testing

@Suite struct `Odd files` {
  @Test func `names with spaces, marks and emoji become addresses`() throws {
    let hub = try TestHub([
      "content/news/cafe\u{301} au lait.md": article("Café", body: "![x](my cup.svg)"),
      "content/news/my cup.svg": "<svg></svg>",
      "content/news/🎉.md": article("Party", body: "[coffee](<café au lait.md>)"),
    ])
    #expect(hub.problems() == "")
    #expect(hub.folder.exists("public/news/café-au-lait/index.html"))
    #expect(
      try hub.output("news/🎉/index.html").contains("href=\"/news/caf%C3%A9-au-lait/\""))
  }

  @Test func `a byte order mark and Windows line ends change nothing`() throws {
    let plain = try TestHub(["content/news/a.md": article("A", body: "One\ntwo.\n\n## Three")])
    let odd = try TestHub([
      "content/news/a.md": "\u{FEFF}"
        + article("A", body: "One\ntwo.\n\n## Three").replacing("\n", with: "\r\n")
    ])
    _ = plain.build()
    #expect(odd.problems() == "")
    #expect(
      try odd.output("news/a/index.html").replacing("\r", with: "")
        == plain.output("news/a/index.html"))
  }

  @Test func `bytes that are no UTF-8 are an error at their place`() throws {
    let hub = try TestHub()
    try hub.folder.write(
      Data(article("A").utf8) + [0x61, 0xFF, 0x62], to: "content/news/a.md")
    #expect(hub.problems().hasPrefix("content/news/a.md:6:2: error: "))
    #expect(hub.outputs().isEmpty)
  }

  @Test func `a control character in a file's name is an error`() throws {
    let hub = try TestHub([
      "content/news/a\u{1}b.md": article("A"), "content/bad\nfolder/c.md": article("C"),
    ])
    #expect(
      hub.problems() == """
        content/bad?folder: error: file names must not hold control characters [file-name]
        note: rename the file
        content/news/a?b.md: error: file names must not hold control characters [file-name]
        note: rename the file

        """)
  }

  @Test func `a symbolic link that leads back is an error, not a loop`() throws {
    let hub = try TestHub(["content/news/a.md": article("A")])
    let path = hub.folder.path + "/content/news/"
    try FileManager.default.createSymbolicLink(atPath: path + "again", withDestinationPath: "..")
    try FileManager.default.createSymbolicLink(atPath: path + "self", withDestinationPath: "self")
    let problems = hub.problems()
    #expect(
      problems.contains(
        "content/news/again: error: symbolic link leads back to a folder above it [link-loop]"))
    #expect(
      problems.contains("content/news/self: error: symbolic link leads back to itself [link-loop]"))
  }

  @Test func `a symbolic link must stay in the hub`() throws {
    let hub = try TestHub(["content/news/a.md": article("A")])
    let outside = try TemporaryFolder(["secret.md": article("Secret")])
    let path = hub.folder.path + "/content/news/"
    try FileManager.default.createSymbolicLink(
      atPath: path + "s.md", withDestinationPath: outside.path + "/secret.md")
    try FileManager.default.createSymbolicLink(
      atPath: path + "b.md", withDestinationPath: "nowhere.md")
    try FileManager.default.createSymbolicLink(atPath: path + "c.md", withDestinationPath: "a.md")
    let problems = hub.problems()
    #expect(
      problems.contains(
        "content/news/s.md: error: symbolic link leads out of the hub [link-outside]"))
    #expect(
      problems.contains("content/news/b.md: error: symbolic link leads nowhere [broken-link]"))
    #expect(!problems.contains("c.md"))
  }

  @Test func `a named pipe is an error, not a wait`() throws {
    let hub = try TestHub()
    try hub.folder.write(article("A"), to: "content/news/a.md")
    #expect(mkfifo(hub.folder.path + "/content/news/pipe.md", 0o600) == 0)
    #expect(
      hub.problems().contains(
        "content/news/pipe.md: error: only files and folders can be used [special-file]"))
  }

  @Test func `a file too large to be an article is refused before it is read`() throws {
    let hub = try TestHub()
    try hub.folder.write(Data(count: 50 << 20), to: "content/news/huge.md")
    #expect(
      hub.problems().contains("content/news/huge.md: error: file can't be read: 52428800 bytes"))
  }

  @Test func `hidden files and editors' copies are nobody's content`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A"), "content/news/.b.md": "no front matter",
      "content/news/c.md~": "no front matter", "static/.DS_Store": "x",
    ])
    #expect(hub.problems() == "")
    #expect(!hub.folder.exists("public/.DS_Store"))
  }
}
