import HubData
import HubModel

/// What authors do between two runs.
extension History {
  mutating func addArticle() {
    numbers += 1
    let number = numbers
    let date = scheduler.shown + random.next(in: -3000...(random.once(in: 3) ? 30_000 : 1500))
    var front = FrontMatter(title: "Launch \(number)")
    var tags: [String] = []
    switch random.next(12) {
    case 0, 1: front.social.teaser = Self.words
    case 2: front.social.expires = .after(Int(random.next(in: 1000...40_000)))
    case 3: front.social.expires = .at(Timestamp(seconds: date + random.next(in: 100...40_000)))
    case 4:
      front.social.repeat = .init(
        interval: random.pick([10_000, 50_000, 90_000]), times: 1 + random.next(2))
    case 5, 6, 7: tags = ["sale"]
    default: break
    }
    let article = Article(
      identity: "news/a\(number)", file: "content/news/a\(number).md",
      language: Language(code: "en", name: "English"), section: "news",
      canonicalURL: "https://hub.example.com/news/a\(number)/", frontMatter: front,
      date: Timestamp(seconds: date), tags: tags, plainText: "Doors open.\n\nThe bakery is warm.",
      excerpt: "Doors open.")
    story.tell { "article \(article.identity) dated \(date), \(front.social) \(tags)" }
    articles.append(article)
  }

  /// Too long for one post of the made-up networks.
  private static let words =
    "The doors open at nine on a rainy Monday morning. Music plays from ten until late in the night."
    + " The bakery next door sells warm bread all day long."

  /// An article is removed or made a draft, comes back, or is edited.
  mutating func changeArticle() {
    let index = random.next(articles.count)
    switch random.next(5) {
    case 0, 1:
      if !away.isEmpty, random.once(in: 2) {
        articles.append(away.removeLast())
      } else if articles.count > 1 {
        away.append(articles.remove(at: index))
      }
    case 2, 3:
      articles[index].plainText = "Music plays. \(articles[index].plainText)"
      articles[index].excerpt += " Music plays."
      if let words = articles[index].frontMatter.social.teaser {
        articles[index].frontMatter.social.teaser = "New: " + words
      }
    default:
      let time = scheduler.shown + random.next(in: -2000...20_000)
      articles[index].frontMatter.social.publish = Timestamp(seconds: time)
      story.tell { "\(articles[index].identity) is due at \(time)" }
    }
    story.tell { "articles: \(articles.map(\.identity))" }
  }
}
