import HubData
package import HubDiagnostics
package import HubModel

/// A text cut from an article to fit one account, with a link back.
package struct Teaser: Hashable, Sendable {
  /// What is sent: text, blank line, link, blank line, hashtags.
  package var text: String
  /// As it stands in `text`.
  package var link: String
  /// As the network counts.
  package var length: Int
  /// Whether words that the author wrote for a post had to be cut.
  package var isOwnTextCut: Bool
}

/// Writes teasers for one account.
package struct TeaserComposer: Sendable {
  private let account: AccountConfig
  private let network: String
  private let rules: TextRules
  private let utm: UTMConfig?
  private let audiences: [Audience]

  package init(account: AccountConfig, rules: TextRules, syndication: SyndicationConfig) {
    self.account = account
    self.rules = rules
    network = account.network.value
    utm = syndication.utm
    audiences = syndication.audiences
  }

  /// The best text for the account: the author's own words, else whole sentences of the article.
  ///
  /// - Throws: `Diagnostic` where not even the link fits.
  package func compose(_ article: Article) throws(Diagnostic) -> Teaser {
    let link = TrackedLink.make(
      article.canonicalURL, utm,
      TrackedLink.Values(
        network: network, account: account.name.value, section: article.section,
        language: article.language.code, audience: account.audience, article: article.identity))
    guard count(link) <= rules.limit else {
      throw .error(
        "link-too-long",
        "the link takes \(count(link)) of the \(rules.limit) characters"
          + " that '\(account.name.value)' has",
        at: SourceLocation(file: article.file))
    }
    var source = source(article, link: link)
    if source.containsLink, count(source.text) > rules.limit { source.removeLink(link) }
    var tags = hashtags(article, besides: source.text)
    // Words before hashtags: an author's text and a reader's first sentence matter more.
    let room = source.isOwn ? count(source.text) : min(count(source.text), rules.limit / 2)
    while !tags.isEmpty, room + count(tail(source, link, tags)) > rules.limit { tags.removeLast() }
    let tail = tail(source, link, tags)
    let fitter = TextFitter(counting: rules.counting, limit: rules.limit - count(tail))
    let fitted = source.fit(fitter, languageCode: article.language.code)
    let text = fitted.text.isEmpty ? String(tail.drop(while: \.isNewline)) : fitted.text + tail
    return Teaser(
      text: text, link: link, length: count(text), isOwnTextCut: source.isOwn && fitted.isCut)
  }

  private func count(_ text: String) -> Int { TextLength.count(text, rules.counting) }

  private func tail(_ source: TeaserSource, _ link: String, _ tags: [String]) -> String {
    (source.containsLink ? "" : "\n\n" + link)
      + (tags.isEmpty ? "" : "\n\n" + tags.joined(separator: " "))
  }

  private func source(_ article: Article, link: String) -> TeaserSource {
    let social = article.frontMatter.social
    let own = social.networks[account.name.value] ?? social.networks[network]
    if let own = own?.value.trimmed, !own.isEmpty {
      return TeaserSource(own: own, article.canonicalURL, link)
    }
    let hook = account.audience.flatMap { audience in
      social.hooks[audience]?.value ?? audiences.first { $0.name == audience }?.hook
    }
    let teaser = social.teaser?.trimmed ?? ""
    var source =
      teaser.isEmpty
      ? TeaserSource(excerpt: article) : TeaserSource(own: teaser, article.canonicalURL, link)
    if let hook = hook?.trimmed, !hook.isEmpty { source.hook = hook }
    return source
  }

  private func hashtags(_ article: Article, besides text: String) -> [String] {
    let maximum = [account.maximumHashtags, rules.maximumHashtags].compactMap(\.self).min()
    return Hashtags.make(
      article.frontMatter.social.hashtags ?? article.tags,
      maximum: maximum ?? Hashtags.standardMaximum, besides: text)
  }
}

/// The words a teaser is cut from.
private struct TeaserSource {
  var body: String
  var hook: String?
  /// Written for posts: cut only where it can't be helped.
  var isOwn: Bool
  /// The author has placed the article's address in the text.
  var containsLink = false

  var text: String { hook.map { $0 + "\n\n" + body } ?? body }

  init(own text: String, _ canonicalURL: String, _ link: String) {
    let place = text.ranges(of: canonicalURL).first { range in
      range.upperBound == text.endIndex || text[range.upperBound].isWhitespace
    }
    containsLink = place != nil
    body = place.map { text.replacingCharacters(in: $0, with: link) } ?? text
    isOwn = true
  }

  /// Takes the address out of the text, which must be cut: it stands safely after it instead.
  mutating func removeLink(_ link: String) {
    body = body.replacing(link, with: "", maxReplacements: 1).trimmed
    containsLink = false
  }

  init(excerpt article: Article) {
    let candidates = [
      article.excerpt, Self.opening(of: article.plainText),
      article.frontMatter.description ?? "", article.frontMatter.title,
    ]
    body = candidates.lazy.map(\.trimmed).first { !$0.isEmpty } ?? ""
    isOwn = false
  }

  /// As much of a text as any teaser takes.
  private static func opening(of text: String) -> String {
    let longest = 4000
    if text.count <= longest { return text }
    return WordCut.longest(text.prefix(2 * longest)) { $0.count <= longest }
  }

  func fit(_ fitter: TextFitter, languageCode: String) -> TextFitter.Fitted {
    if fitter.fits(text) { return .init(text: text, isCut: false) }
    if isOwn { return fitter.fit(words: text) }
    let sentences = Sentences.split(body, languageCode: languageCode).map { String($0) }
    guard let hook else { return fitter.fit(sentences: sentences) }
    let lead = hook + "\n\n"
    let room = TextFitter(
      counting: fitter.counting, limit: fitter.limit - TextLength.count(lead, fitter.counting))
    let rest = room.fit(sentences: sentences).text
    return rest.isEmpty
      ? fitter.fit(words: hook) : TextFitter.Fitted(text: lead + rest, isCut: true)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }

  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
