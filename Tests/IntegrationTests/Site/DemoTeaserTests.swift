import HubBuild
import HubData
import HubDiagnostics
import HubModel
import HubSyndication
import HubTestSupport
import Testing

/// Teasers of every article of the demo hub for every network.
@Suite struct `Teasers of the demo hub` {
  static let hub: Hub? = load(
    BuildOptions(
      source: PackageFolder.root, output: "public", now: Timestamp(seconds: 1_795_251_600))
  ).hub

  static func composer(_ network: String, _ rules: TextRules) -> TeaserComposer {
    let span = SourceSpan(line: 1, column: 1)
    return TeaserComposer(
      account: AccountConfig(
        name: Located("demo", span: span), network: Located(network, span: span),
        location: SourceLocation(file: "hubgen.yaml")),
      rules: rules,
      syndication: SyndicationConfig(
        utm: UTMConfig(source: "{network}", medium: "social", content: "{post}")))
  }

  @Test(arguments: TextRules.known.keys.sorted())
  func `fit, and end at a sentence or a word, five times over in other words`(
    network: String
  ) throws {
    let articles = try #require(Self.hub).sharedArticles()
    #expect(articles.count > 40)
    let rules = try #require(TextRules.known[network])
    let composer = Self.composer(network, rules)
    for article in articles {
      let excerpts = Excerpts(article)
      let front = article.frontMatter
      let texts = [article.plainText, article.excerpt, front.description ?? "", front.title]
      let own = [front.social.teaser ?? ""] + front.social.networks.values.map(\.value).sorted()
      let text = (texts + own).joined(separator: "\n")
      var used: Set<String> = []
      for occurrence in 0..<5 {
        let name = "\(article.identity) \(article.language.code) \(occurrence)"
        let teaser = try composer.compose(
          excerpts, post: "3f2a6f0c", repeats: occurrence, avoiding: used)
        #expect(rules.allows(teaser.text), "\(name)")
        #expect(teaser.length == TextLength.count(teaser.text, rules.counting), "\(name)")
        #expect(teaser.text.contains(teaser.link) == (rules.link == .text), "\(name)")
        #expect(!teaser.words.isEmpty, "\(name)")
        #expect(used.insert(teaser.words).inserted, "\(name)")
        for line in teaser.words.split(separator: "\n") {
          let isWhole = Self.isWhole(line, in: text)
          #expect(isWhole, "\(name): \(line)")
        }
      }
    }
  }

  /// Whether a line stands in the article and is not cut inside a word.
  static func isWhole(_ line: Substring, in text: String) -> Bool {
    var line = line
    if line == "…" { return true }
    if line.hasPrefix("• ") { line = line.dropFirst(2) }
    let isCut = line.hasSuffix("…") && !text.contains(line)
    if isCut { line = line.dropLast() }
    // A list's item keeps its first sentence, a quotation gets marks.
    let core = line.trimmingPrefix { "„“«「".contains($0) }
    let words =
      core.hasSuffix("“") || core.hasSuffix("”") || core.hasSuffix("»") ? core.dropLast() : core
    return [core, words].contains { candidate in
      text.ranges(of: candidate).contains { range in
        guard range.upperBound < text.endIndex, let last = candidate.last, last.isLetter else {
          return true
        }
        return !text[range.upperBound].isLetter || !isCut
      }
    } || joins(core, text)
  }

  /// Sentences that an excerpt has brought together stand apart in the article.
  static func joins(_ line: Substring, _ text: String) -> Bool {
    let sentences = line.split { ".!?։。؟:".contains($0) }
    return sentences.allSatisfy { text.contains($0.drop(while: \.isWhitespace)) }
  }
}
