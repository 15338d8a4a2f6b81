import HubDiagnostics
import HubModel
import HubSyndication
import Testing

/// What networks make a link of, and what hubgen says of what they don't.
@Suite struct LinkedTextTests {
  @Test(arguments: [
    ("https://example.com/a%20b", true), ("https://example.com/a%2", false),
    ("https://example.com:65000/", true), ("https://example.com:port/", false),
    ("https://[::1]/", true), ("https://[::1/", false), ("https://localhost/", false),
    ("https://1.2.3/", false), ("http://1.2.3.04/", true), ("http://1.2.3.+4/", false),
    ("https://ռեստորան.հայ/", true), ("https://example.com/Երևան", false),
    ("https:/example.com", false), ("https://", false), ("https://user@", false),
    ("https://a@b@example.com/", false), ("https://example..com/", false),
  ])
  func `an address is one that every network links whole`(text: String, isAddress: Bool) {
    #expect(LinkedText.isAddress(text) == isAddress)
  }

  @Test func `addresses are found in a text without the punctuation around them`() {
    let text = """
      See https://a.example/x, (https://b.example/y_(z)) and „http://c.example“; \
      տես՝https://d.example/։ But no ftp://e.example, and 見てHTTPS://f.example。
      """
    #expect(
      LinkedText.addresses(in: text) == [
        "https://a.example/x", "https://b.example/y_(z)", "http://c.example", "https://d.example/",
        "HTTPS://f.example",
      ])
  }

  @Test(arguments: [
    ("x", "@ada_desk", true), ("x", "@ada/team", true), ("x", "ada", false), ("x", "@ada-d", false),
    ("mastodon", "@ada@social.example", true), ("mastodon", "@ada", true),
    ("mastodon", "ada@social.example", false), ("mastodon", "@ada@social", false),
    ("bluesky", "@ada.example.com", true), ("bluesky", "@ada", false),
    ("threads", "@ada.desk", true), ("instagram", "@ada.", false), ("telegram", "@ada_desk", true),
    ("telegram", "@1ada", false), ("linkedin", "Ada", true),
  ])
  func `a mention has the form that its network links`(
    network: String, form: String, isLinked: Bool
  ) {
    let config = SyndicationConfig(mentions: [
      "ada": Mention(name: "Ada", forms: [network: located(form)])
    ])
    let found = unlinkedMentions(in: config, file: "hubgen.yaml")
    #expect(found.isEmpty == isLinked)
    for problem in found {
      #expect(problem.id == "unlinked-mention")
      #expect(problem.location?.description == "hubgen.yaml:1:1")
      #expect(problem.notes.first?.message.hasPrefix("write it like @ada") == true)
    }
  }

  @Test func `a mention for an account follows its network, one for nobody is told`() {
    let config = SyndicationConfig(
      mentions: [
        "ada": Mention(name: "Ada", forms: ["news": located("ada"), "mastodn": located("@a")])
      ],
      accounts: [.sample("news", network: "mastodon")])
    let found = unlinkedMentions(in: config, file: "hubgen.yaml")
    #expect(found.map(\.id).sorted() == ["unknown-account", "unlinked-mention"])
    let notes = found.flatMap(\.notes).map(\.message)
    #expect(notes.sorted() == ["did you mean 'mastodon'?", "write it like @ada@social.example"])
  }

  @Test func `a broken address in an author's words is told once, with its place`() {
    let social = SocialFrontMatter(
      teaser: "At http://-x.example/ and https://ok.example/", variants: ["http://-x.example/"],
      networks: ["x": located("https://localhost/a")])
    let found = brokenAddresses(in: [.sample(social: social)])
    #expect(
      found.map(\.message) == [
        "not every network makes a link of 'https://localhost/a'",
        "not every network makes a link of 'http://-x.example/'",
      ])
    #expect(
      found.map { $0.location?.description } == [
        "content/news/launch.md:1:1", "content/news/launch.md",
      ])
  }

  @Test func `a hashtag with the wide sign is not repeated`() {
    #expect(Hashtags.make(["珈琲", "tea"], maximum: 3, besides: "見て ＃珈琲") == ["#tea"])
  }
}
