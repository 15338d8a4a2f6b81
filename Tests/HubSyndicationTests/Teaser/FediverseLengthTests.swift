import HubModel
import HubSyndication
import Testing

/// What Mastodon takes for an address; nothing may count less than its server counts.
@Suite struct FediverseLengthTests {
  func count(_ text: String) -> Int { TextLength.count(text, .graphemes(urlWeight: 23)) }

  @Test(arguments: [
    "https://kiosk.music/articles/a-long-name/", "https://kiosk.kids/articles/a-long-name/",
    "HTTPS://WWW.KIOSK.AMAZON/articles/a-long-name/", "https://kiosk.example/articles/a-long-name/",
    "https://ada@example.com/articles/a-long-name/", "https://a_b.com/articles/a-long-name/",
    "https://kávička.sk/articles/a-long-name/", "https://kiosk.xn--vermgensberatung-pwb/a/",
  ])
  func `an address that not every server knows counts in full`(address: String) {
    #expect(count(address) == address.count)
    #expect(count("See (\(address)).") == address.count + 7)
  }

  @Test(arguments: [
    "https://a.music", "https://a.kids/b", "https://a.example/", "https://káva.sk/",
    "https://a_b.com/",
  ])
  func `a short address that not every server knows counts as any other`(address: String) {
    #expect(count(address) == 23)
    #expect(count("\(address) \(address)") == 47)
  }

  @Test(arguments: [
    "https://kiosk.coffee/articles/a-long-name/", "https://kiosk.xn--p1ai/articles/a-long-name/",
    "https://kiosk.xn--vermgensberater/a/", "https://a_b.example.com:8080/articles/a-long-name/",
    "http://KIOSK.Example.COM/articles?name=a-long-one#part",
  ])
  func `an address under a top-level domain that Mastodon lists counts 23`(address: String) {
    #expect(count(address) == 23)
  }

  @Test(arguments: [
    ("https://kiosk.co.music/a", 23 + 8), ("https://example.com#part", 23 + 5),
    ("https://a.co,b", 23 + 2), ("https://a.music/?u=http://b.co", 30 + 23),
    ("見てhttps://a.co/b", 2 + 23), ("_https://a.co/b", 1 + 23), ("#https://a.co/b", 15),
  ])
  func `what stands around the address that a server finds counts besides`(
    text: String, length: Int
  ) {
    #expect(count(text) == length)
  }

  @Test(arguments: 80...140)
  func `a teaser fits by its characters where the server does not know its link`(
    limit: Int
  ) throws {
    var article = Article.sample(tags: ["opening", "coffee"])
    article.canonicalURL = "https://kiosk.music/news/a-name-that-is-longer-than-most/"
    let teaser = try TeaserComposer(
      account: .sample(), rules: TextRules(limit: limit, counting: .graphemes(urlWeight: 23)),
      syndication: .init()
    ).compose(article)
    #expect(teaser.text.contains(article.canonicalURL))
    #expect(teaser.text.count <= limit)
    #expect(teaser.length == teaser.text.count)
  }
}
