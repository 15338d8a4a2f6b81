import Foundation
import HubBuild
import HubTestSupport
import Testing

/// A page of the theme plaza that holds these shortcodes.
private func page(_ body: String, language: String = "en") throws -> String {
  let hub = try TestHub([
    "hubgen.yaml": TestHub.config.replacing("plain", with: "plaza"),
    "templates/article.html": "{{ page.content }}",
    "content/news/_index.md": "---\ntitle: News\n---\n",
    "content/news/a.\(language).md": article("A", body: body),
    "content/news/b.\(language).md": article("B & b", date: "2025-01-01", more: "tags: [x]"),
    "content/news/c.\(language).md": article("C", date: "2024-01-01", more: "tags: [x]"),
    "content/news/cup.svg":
      "<svg width=\"40\" height=\"30\" xmlns=\"http://www.w3.org/2000/svg\"></svg>",
    "content/news/day/at-noon.png": "x", "content/news/film.mp4": "x", "content/news/film.vtt": "x",
    "content/news/talk.mp3": "x",
  ])
  let problems = hub.problems { $0.themeFolders = [PackageFolder.root + "/themes"] }
  guard problems.isEmpty else { return problems }
  return try hub.output((language == "en" ? "" : language + "/") + "news/a/index.html")
}

@Suite struct PlazaShortcodeTests {
  static let cases: [(String, String)] = [
    (
      "{{< figure src=\"cup.svg\" alt=\"A cup\" caption=\"1 < 2\" link=\"b.en.md\" >}}",
      """
      <figure class="figure">
      <a href="/news/b/"><img src="/news/cup.svg" alt="A cup" width="40" height="30" loading="lazy"></a>
      <figcaption>1 &lt; 2</figcaption>
      </figure>
      """
    ),
    (
      "{{< figure src=\"cup.svg\" alt=\"\" >}}A *cup*{{< /figure >}}",
      """
      <figure class="figure">
      <img src="/news/cup.svg" alt="" width="40" height="30" loading="lazy">
      <figcaption>A <em>cup</em></figcaption>
      </figure>
      """
    ),
    (
      "{{< gallery label=\"A day\" folder=\"day\" >}}",
      """
      <div class="gallery" role="group" aria-label="A day">
      <img src="/news/day/at-noon.png" alt="at noon" loading="lazy">
      </div>
      """
    ),
    (
      "{{< gallery >}}\n![A](cup.svg)\n![B](cup.svg)\n{{< /gallery >}}",
      """
      <div class="gallery">
      <p><img src="/news/cup.svg" width="40" height="30" alt="A">
      <img src="/news/cup.svg" width="40" height="30" alt="B"></p>
      </div>
      """
    ),
    (
      "{{< video src=\"film.mp4\" title=\"A film\" poster=\"cup.svg\" captions=\"film.vtt\" caption=\"Us\" >}}",
      """
      <figure class="media">
      <video controls preload="none" aria-label="A film" poster="/news/cup.svg">
      <source src="/news/film.mp4" type="video/mp4">
      <track kind="captions" src="/news/film.vtt" srclang="en" label="English" default>
      <a href="/news/film.mp4">Download: A film</a>
      </video>
      <figcaption>Us</figcaption>
      </figure>
      """
    ),
    (
      "{{< audio src=\"talk.mp3\" title=\"A talk\" transcript=\"b.en.md\" >}}",
      """
      <figure class="media">
      <audio controls preload="none" aria-label="A talk">
      <source src="/news/talk.mp3" type="audio/mpeg">
      <a href="/news/talk.mp3">Download: A talk</a>
      </audio>
      <figcaption>A talk · <a href="/news/b/">Transcript</a></figcaption>
      </figure>
      """
    ),
    (
      "{{< quote author=\"Somebody\" source=\"A book\" link=\"https://a.example\" >}}\nIt *rains*.\n{{< /quote >}}",
      """
      <figure class="quote">
      <blockquote>
      <p>It <em>rains</em>.</p>
      </blockquote>
      <figcaption>Somebody, <a href="https://a.example"><cite>A book</cite></a></figcaption>
      </figure>
      """
    ),
    (
      "{{< callout kind=\"tip\" >}}\n- a\n{{< /callout >}}",
      """
      <aside class="alert alert-tip" role="note">
      <p class="alert-title">Tip</p>
      <ul>
      <li>a</li>
      </ul>
      </aside>
      """
    ),
    (
      "See {{< button href=\"#x\" text=\"Go\" >}}\n\n## X",
      "<p>See <a class=\"button\" href=\"#x\">Go</a></p>\n<h2 id=\"x\">X</h2>"
    ),
    (
      "{{< embed url=\"https://a.example/b\" title=\"T\" description=\"D\" image=\"cup.svg\" >}}",
      """
      <a class="embed" href="https://a.example/b"><img src="/news/cup.svg" alt="" width="40" height="30" loading="lazy"><span class="text"><strong>T</strong><span>D</span><span class="host">a.example</span></span></a>
      """
    ),
    (
      "{{< toc depth=2 >}}\n\n## X\n\n### Y",
      """
      <nav class="toc" aria-label="In this article">
      <ol>
      <li><a href="#x">X</a></li>
      </ol>
      </nav>
      <h2 id="x">X</h2>
      <h3 id="y">Y</h3>
      """
    ),
    (
      "{{< posts section=\"news\" limit=1 >}}",
      """
      <ul class="posts">
      <li><a href="/news/b/">B &amp; b</a> <time class="meta" datetime="2025-01-01T00:00:00Z">January 1, 2025</time></li>
      </ul>
      """
    ),
    (
      "{{< contact name=\"Kiosk\" mail=\"a@b.example\" phone=\"+1 555 0100\" address=\"Pier 3\" hours=\"9 to 5\" >}}",
      """
      <address class="contact">
      <strong>Kiosk</strong>
      <dl>
      <dt>E-mail</dt><dd><a href="mailto:a@b.example">a@b.example</a></dd>
      <dt>Telephone</dt><dd><a href="tel:+15550100">+1 555 0100</a></dd>
      <dt>Address</dt><dd>Pier 3</dd>
      <dt>Hours</dt><dd>9 to 5</dd>
      </dl>
      </address>
      """
    ),
  ]

  @Test(arguments: cases)
  func `write accessible HTML`(_ body: String, _ expected: String) throws {
    let html = try page(body)
    #expect(html.trimmingPrefix("\n") == expected + "\n", "\(html)")
  }

  @Test func `speak the page's language`() throws {
    let html = try page(
      "{{< callout kind=\"caution\" >}}a{{< /callout >}}\n\n{{< posts tag=\"x\" limit=9 >}}",
      language: "sw")
    #expect(html.contains("<p class=\"alert-title\">Tahadhari</p>"))
    #expect(html.contains("<a href=\"/sw/news/b/\">B &amp; b</a>"))
    #expect(html.contains("<a href=\"/sw/news/c/\">C</a>"))
  }

  @Test func `say what only their templates can see`() throws {
    #expect(
      try page("{{< gallery >}}").hasPrefix(
        "content/news/a.en.md:5:5: error: 'gallery' can't be rendered: it needs pictures between its tags, or a 'folder' [shortcode-rendering]"
      ))
    #expect(try page("{{< posts limit=0 >}}").contains("'limit' must be at least 1"))
  }

  @Test func `are the same in every theme, so that a hub may change its theme`() throws {
    let themes = PackageFolder.root + "/themes/"
    func heads(_ theme: String) throws -> [String: String] {
      let folder = themes + theme + "/templates/shortcodes"
      return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) {
        let text = try String(contentsOfFile: folder + "/" + $1, encoding: .utf8)
        $0[$1] = String(text[..<(try #require(text.firstRange(of: "\n---\n")).lowerBound)])
      }
    }
    for theme in try FileManager.default.contentsOfDirectory(atPath: themes) {
      #expect(try heads(theme) == heads("plaza"), "\(theme)")
    }
  }
}
