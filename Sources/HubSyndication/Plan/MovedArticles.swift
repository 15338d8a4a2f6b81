import HubData
import HubDiagnostics
import HubModel

/// Articles whose file was renamed without a word of it: neither an `id` nor an alias tells the
/// queue that it knows them.
///
/// An article without a name that the queue knows, due at the very moment of one that is gone, and
/// saying all that it said, is that one. If it says only some of it, a person has to tell.
struct MovedArticles {
  private struct Moment: Hashable {
    var due: Int64
    var language: String
  }

  private struct Gone {
    var identity: String
    var url: String
    var hash: String
    var words: String
  }

  private var gone: [Moment: [Gone]] = [:]
  /// Articles of which nothing is taken down until a person has told.
  private(set) var held: Set<Plan.Text> = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Takes note of a post whose article is not there any more.
  mutating func add(_ key: QueueSnapshot.Key, _ post: QueueSnapshot.KnownPost) {
    guard key.part == 0, post.counts, let hash = post.sourceHash, let due = SourceHash.due(hash)
    else { return }
    gone[Moment(due: due, language: key.language), default: []].append(
      Gone(
        identity: key.article, url: post.canonicalURL, hash: hash,
        words: Teaser.words(of: post.text)))
  }

  /// The name by which the queue knows an article that says all that one says which is gone.
  mutating func former(of article: Article, due: Int64) -> String? {
    let former = candidates(article, due).filter { isSame(article, $0, due) }.map(\.identity).min()
    guard let former else { return nil }
    diagnostics.append(
      .warning(
        "moved-article",
        "this is '\(former)' at another place: it keeps its posts and gets no new ones",
        at: SourceLocation(file: article.file),
        notes: [
          "write 'id: \(former)' into its front matter, so that it stays known when it is edited",
          "an address under 'aliases:' keeps the links in its posts alive",
        ]))
    return former
  }

  /// Whether it can't be told if an article is one that is gone; then nothing is done to either.
  mutating func holds(_ article: Article, due: Int64) -> Bool {
    let candidates = candidates(article, due)
    guard !candidates.contains(where: { isSame(article, $0, due) }),
      let former = candidates.filter({ resembles(article, $0) }).map(\.identity).min()
    else { return false }
    held.insert(Plan.Text(article: former, language: article.language.code))
    diagnostics.append(
      .error(
        "maybe-moved",
        "'\(former)' is gone and this article looks like it: until that is clear, nothing is posted and nothing taken down",
        at: SourceLocation(file: article.file),
        notes: [
          "if it is the same, write 'id: \(former)' into its front matter",
          "if it is another, write 'id: \(article.identity)'",
        ]))
    return true
  }

  private func candidates(_ article: Article, _ due: Int64) -> [Gone] {
    guard !gone.isEmpty, article.frontMatter.id == nil else { return [] }
    return gone[Moment(due: due, language: article.language.code)] ?? []
  }

  /// Whether an article is the same in all but its address.
  private func isSame(_ article: Article, _ gone: Gone, _ due: Int64) -> Bool {
    var there = article
    there.canonicalURL = gone.url
    return !SourceHash.differInWords(SourceHash.make(there, due: due), gone.hash)
  }

  /// Whether an article has at least half of the sentences of a post.
  private func resembles(_ article: Article, _ gone: Gone) -> Bool {
    let social = article.frontMatter.social
    let texts =
      [
        article.plainText, article.excerpt, article.frontMatter.description ?? "",
        social.teaser ?? "",
      ]
      + social.variants + social.networks.values.map(\.value)
    let sentences = Sentences.split(gone.words, languageCode: article.language.code)
    let found = sentences.count { sentence in texts.contains { $0.contains(sentence) } }
    return found > 0 && found * 2 >= sentences.count
  }
}
