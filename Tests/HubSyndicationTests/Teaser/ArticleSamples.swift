import HubData
import HubDiagnostics
import HubModel
import HubSyndication

let nowhere = SourceSpan(line: 1, column: 1)

func located<Value>(_ value: Value) -> Located<Value> { Located(value, span: nowhere) }

extension Article {
  /// A dated article; its address follows from its name.
  static func sample(
    _ name: String = "launch", language: String = "en", date: Int64 = 1_800_000_000,
    excerpt: String = "We opened on a rainy Monday. Forty people came.", tags: [String] = [],
    social: SocialFrontMatter = .init()
  ) -> Article {
    Article(
      identity: "news/\(name)", file: "content/news/\(name).md",
      language: Language(code: language, name: language), section: "news",
      canonicalURL: "https://hub.example.com/news/\(name)/",
      frontMatter: FrontMatter(title: "How we opened", social: social),
      date: Timestamp(seconds: date), tags: tags, plainText: excerpt, excerpt: excerpt)
  }
}

extension AccountConfig {
  static func sample(
    _ name: String = "kiosk", network: String = "askable", languages: [String] = [],
    audience: String? = nil, slots: [Slot] = [], hashtags: HashtagConfig = .init(),
    thread: ThreadConfig? = nil, firstComment: Set<FirstComment> = [], byline: String? = nil
  ) -> AccountConfig {
    AccountConfig(
      name: located(name), network: located(network), languages: languages, audience: audience,
      slots: slots, hashtags: hashtags, thread: thread, firstComment: firstComment, byline: byline,
      location: SourceLocation(file: "hubgen.yaml", span: nowhere))
  }
}
