import HubModel

/// An article's text as a plan sees it.
struct PlannedText {
  let shared: Shared<Article>
  /// When it may be posted first.
  var due: Int64
  /// Of what its posts are made from.
  var hash: String

  let key: Plan.Text

  init(_ article: Article, due: Int64, hash: String) {
    shared = Shared(article)
    self.due = due
    self.hash = hash
    key = Plan.Text(article)
  }

  /// Under the identity by which the queue knows it.
  var article: Article {
    _read { yield shared.value }
  }

  /// The articles' texts, in the order in which they get places: those due first come first.
  ///
  /// An article that was renamed or moved keeps the identity that the queue knows: if the queue
  /// does not know its name, but one of its addresses, and the article that had it is gone; or if
  /// it says what that one said.
  static func all(
    _ articles: [Article], knownTo snapshot: QueueSnapshot
  ) -> (texts: [PlannedText], moved: MovedArticles) {
    var moved = MovedArticles()
    let here = Set(articles.map { Plan.Text($0) })
    var known = Set<Plan.Text>()
    var byAddress: [Address: Set<String>] = [:]
    for (key, post) in snapshot.posts {
      known.insert(key.text)
      if !here.contains(key.text) {
        moved.add(key, post)
        byAddress[Address(url: post.canonicalURL, language: key.language), default: []]
          .insert(key.article)
      }
    }
    var taken = Set<Plan.Text>()
    let texts = articles.sorted { left, right in
      let (a, b) = (left.due, right.due)
      if a != b { return a < b }
      return (left.identity, left.language.code) < (right.identity, right.language.code)
    }.compactMap { article -> PlannedText? in
      var article = article
      let own = Plan.Text(article)
      if !byAddress.isEmpty, !known.contains(own) {
        let former = ([article.canonicalURL] + article.formerURLs).lazy
          .compactMap {
            byAddress[Address(url: $0, language: own.language)]?.min()
          }.first
        if former == nil, moved.holds(article, due: article.due) { return nil }
        if let former = former ?? moved.former(of: article, due: article.due),
          taken.insert(Plan.Text(article: former, language: own.language)).inserted
        {
          article.identity = former
        }
      }
      return PlannedText(
        article, due: article.due, hash: SourceHash.make(article, due: article.due))
    }
    return (texts, moved)
  }

  private struct Address: Hashable {
    var url: String
    var language: String
  }
}

extension Article {
  /// When it may be posted first.
  fileprivate var due: Int64 { max(frontMatter.social.publish ?? date, date).seconds }
}
