import HubTestSupport
import Testing

@Suite struct `Feeds` {
  @Test(arguments: ["atom.xml", "rss.xml", "feed.json"])
  func `hold no address that is relative`(feed: String) throws {
    let hub = try TestHub([
      "content/news/a.md": article(
        "A",
        body: """
          ## Top

          One[^1], two[^é], [here](#top), [list](?page=2), <a href="#top">raw</a>, [b](b.md#x),
          [tags](/tags/t/), ![cup](cup.svg) and [b again](../b/).

          [^1]: First.
          [^é]: Second.
          """),
      "content/news/b.md": article("B", more: "tags: [t]", body: "## X"),
      "content/news/cup.svg": "<svg></svg>",
    ])
    #expect(hub.problems() == "")
    let text = try hub.output(feed).replacing("&quot;", with: "\"").replacing("\\\"", with: "\"")
    let page = "https://hub.example.com/news/a/"
    for address in [
      "#fn-1", "#fnref-1", "#fn-%C3%A9", "#fnref-%C3%A9", "#top", "?page=2",
    ] {
      #expect(text.contains("href=\"\(page)\(address)\""), "\(address)")
    }
    #expect(text.matches(of: #/(?:href|src)="(?!https:\/\/)/#).isEmpty)
    // The page itself needs no more than the fragment.
    let own = try hub.output("news/a/index.html")
    #expect(own.contains("href=\"#fn-1\"") && own.contains("href=\"#fnref-%C3%A9\""))
  }
}
