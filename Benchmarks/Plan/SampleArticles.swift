import HubData
import HubModel

/// Articles of about 600 words, no two alike, the same in every run.
struct SampleArticles {
  private var state: UInt64 = 42
  private let words: [String]

  init() {
    let syllables = ["ka", "lo", "mi", "ter", "ran", "so", "pel", "in", "du", "ver", "es", "to"]
    var words: [String] = ["the", "a", "of", "and", "to", "in", "we", "you", "for", "with"]
    for first in syllables {
      for second in syllables {
        words += syllables.map { first + second + $0 } + [first + second]
      }
    }
    self.words = words
  }

  mutating func make(_ count: Int, from now: Int64, repeats: Bool) -> [Article] {
    (0..<count).map { article($0, from: now, repeats: repeats) }
  }

  private mutating func article(_ index: Int, from now: Int64, repeats: Bool) -> Article {
    let name = "guides/article-\(index)"
    var paragraphs: [String] = []
    for _ in 0..<12 { paragraphs.append(paragraph()) }
    var social = SocialFrontMatter()
    if repeats { social.repeat = .init(interval: 90 * 86_400, times: 4) }
    return Article(
      identity: name, file: "content/\(name).md", language: Language(code: "en", name: "English"),
      section: "guides", canonicalURL: "https://hub.example.com/\(name)/",
      frontMatter: FrontMatter(
        title: "Article \(index)", description: sentence(), social: social),
      date: Timestamp(seconds: now - Int64(index) * 3600),
      tags: ["coffee", "content plan", "small firms"],
      plainText: paragraphs.joined(separator: "\n\n"), excerpt: paragraphs[0])
  }

  private mutating func paragraph() -> String {
    var sentences: [String] = []
    for _ in 0..<(3 + random(3)) { sentences.append(sentence()) }
    return sentences.joined(separator: " ")
  }

  private mutating func sentence() -> String {
    // The first words are the frequent ones, as in every language.
    var text = ""
    for index in 0..<(6 + random(13)) {
      let word = words[random(3) == 0 ? random(10) : random(random(words.count) + 1)]
      text += index == 0 ? word.prefix(1).uppercased() + word.dropFirst() : " " + word
    }
    return text + "."
  }

  private mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
