import HubHTTP
import HubSyndication
import Testing

@Suite struct LiveCheckTests {
  static let url = Post.sample(1).canonicalURL
  static let image = "https://hub.example/a.png"

  /// Why the post waits for its page; nil where it is out.
  private func reason(_ answers: [String: HTTPResponse], imageURL: String? = image) async throws
    -> String?
  {
    let stage = try await Stage()
    var post = Post.sample(1)
    post.imageURL = imageURL
    try await stage.file.fill([post])
    stage.world.change { $0.answers = answers }
    _ = try await stage.publisher(requireLive: true).run([account(BlindNetwork("kiosk"))])
    let entry = try await stage.entry(1)
    #expect(stage.world.posts.isEmpty == (entry.state == .queued))
    #expect(entry.attempts == (entry.state == .queued ? 0 : 1))
    return entry.reason
  }

  private static func page(_ head: String, type: String = "text/html", url: String = url)
    -> HTTPResponse
  {
    HTTPResponse(
      status: 200, headers: [.init("Content-Type", type)], body: Array(head.utf8), url: url)
  }

  private static let canonical = "<link rel=canonical href='\(url)'>"
  private static let ogURL = "<meta property=og:url content='\(url)'>"
  private static let title = "<meta property=og:title content=T>"

  @Test func `a page that shows what it should is no reason to wait`() async throws {
    #expect(try await reason([:]) == nil)
    let head = "\(Self.canonical)\(Self.ogURL)\(Self.title)"
    #expect(try await reason([Self.url: Self.page(head)], imageURL: nil) == nil)
  }

  @Test(arguments: [
    (page("", type: "application/pdf"), "\(url) is 'application/pdf' and no HTML"),
    (page("", url: "https://other.example/"), "\(url) leads to 'other.example'"),
    (page("<p>"), "\(url) has no <link rel=\"canonical\">"),
    (
      page("<link rel=canonical href=https://hub.example/>"),
      "\(url) says that its canonical address is 'https://hub.example/'"
    ),
    (page(canonical), "\(url) has no og:url"),
    (
      page(canonical + "<meta property=og:url content=https://x.example/>"),
      "\(url) has the og:url 'https://x.example/'"
    ),
    (page(canonical + ogURL), "\(url) has no og:title"),
    (page(canonical + ogURL + "<meta property=og:title content=''>"), "\(url) has no og:title"),
    (page(canonical + ogURL + title), "\(url) has no og:image, and the article has a picture"),
    (
      page(canonical + ogURL + title + "<meta property=og:image content=/a.png>"),
      "\(url) has the og:image '/a.png', which must be an absolute https address"
    ),
  ])
  func `what is wrong with a page is a sentence`(
    answer: HTTPResponse, expected: String
  ) async throws {
    #expect(
      try await reason([Self.url: answer]) == expected + "; the post waits until the page is live")
  }

  @Test(arguments: [
    (HTTPResponse(status: 404), "answers 404"),
    (HTTPResponse(status: 200), "is of no type, and no image"),
    (
      HTTPResponse(status: 200, headers: [.init("Content-Type", "text/html")]),
      "is 'text/html', and no image"
    ),
  ])
  func `a card's picture must load`(answer: HTTPResponse, expected: String) async throws {
    #expect(
      try await reason([Self.image: answer])
        == "the card's picture '\(Self.image)' \(expected); the post waits until the page is live")
  }

  @Test func `a picture that many pages share is asked for once`() async throws {
    let stage = try await Stage()
    try await stage.file.fill((1...5).map { .sample($0) })
    _ = try await stage.publisher(requireLive: true).run([account(BlindNetwork("kiosk"))])
    #expect(stage.world.posts.count == 5)
    #expect(stage.world.look(\.pageRequests).count { $0 == Self.image } == 1)
  }
}

@Suite struct PageHeadTests {
  @Test(arguments: [
    #"<link rel="canonical" href="https://a.example/?x=1&amp;y=2">"#,
    #"<LINK HREF='https://a.example/?x=1&amp;y=2' REL='alternate  Canonical'/>"#,
    "<link rel=canonical href=https://a.example/?x=1&#38;y=2>",
    "<link\r\n rel = canonical\thref = \"\n https://a.example/?x=1&y=2 \" >",
    "<link rel=canonical data-x=\">\" href=\"https://a.example/?x=1&#x26;y=2\" href=no>",
    "<!-- <link rel=canonical href=no> --><link rel=canonical href=https://a.example/?x=1&amp;y=2>",
    "<script>if (a<b) '<link rel=canonical href=no>'</SCRIPT ><link rel=canonical href=https://a.example/?x=1&amp;y=2>",
    "<title><link rel=canonical href=no></title><link rel=canonical href=https://a.example/?x=1&amp;y=2>",
    "a < b <link rel=icon href=no><link rel=canonical href=https://a.example/?x=1&amp;y=2><link rel=canonical href=no>",
  ])
  func `the canonical address is found however it is written`(html: String) {
    #expect(PageHead(Array(html.utf8)).canonical == "https://a.example/?x=1&y=2")
  }

  @Test func `properties are the first of their name, before the body`() {
    let html =
      "<meta content='Ü &lt;&quot;' property=\"og:title\"><meta property=og:title content=2>"
      + "<meta name='OG:Image' content=i><meta property=og:url><meta name=author content=x></head>"
      + "<meta property=og:type content=no>"
    #expect(
      PageHead(Array(html.utf8)).properties == ["og:title": "Ü <\"", "og:image": "i"])
  }

  @Test(arguments: [
    "", "<", "<!--", "<script>", "<link", "<link rel", "<link rel=", "<link rel='", "<meta =x>",
    "<link rel=canonical", "</", "<body><link rel=canonical href=no>", "\u{0}<\u{0}",
    "<link rel=canonical href>",
  ])
  func `what is cut or broken says nothing`(html: String) {
    let head = PageHead(Array(html.utf8))
    #expect(head.canonical ?? "" == "")
    #expect(head.properties.isEmpty)
  }

  @Test func `bytes that are no text do no harm`() {
    var bytes = Array("<meta property=og:title content=".utf8)
    bytes += [0xFF, 0xFE, 0x3E, 0xC3]
    #expect(PageHead(bytes).properties["og:title"] == "\u{FFFD}\u{FFFD}")
  }
}
