import HubData
package import HubDiagnostics
package import HubModel

/// Writes teasers for one account.
package struct TeaserComposer: Sendable {
  let account: AccountConfig
  let rules: TextRules
  private let capabilities: Set<NetworkDescriptor.Capability>
  private let utm: UTMConfig?
  private let audiences: [Audience]
  private let mentions: Mentions

  package init(
    account: AccountConfig, rules: TextRules, syndication: SyndicationConfig,
    capabilities: Set<NetworkDescriptor.Capability> = []
  ) {
    self.account = account
    self.rules = rules
    self.capabilities = capabilities
    utm = syndication.utm
    audiences = syndication.audiences
    mentions = Mentions(syndication.mentions, account: account)
  }

  /// The words of an article's first post.
  package func compose(_ article: Article) throws(Diagnostic) -> Teaser {
    try compose(Excerpts(article))
  }

  /// The best words that the account has not used yet.
  ///
  /// The author's own words come first, then the article's beginning, then what else it gives; a
  /// repeat begins further on.
  /// - Parameters:
  ///   - excerpts: of the article; the same for all its accounts and repeats.
  ///   - post: the post's identity, whose first digits a link may carry.
  ///   - repeats: 0 for the first post, then one more for each repeat.
  ///   - used: `Teaser.words` of what the account has sent or will send of this article.
  ///   - others: the same of other articles, with what they are words of.
  /// - Returns: a text that fits, with its link.
  /// - Throws: `Diagnostic` where not even the link fits, or no other words are left.
  package func compose(
    _ excerpts: Excerpts, post: String = "", repeats: Int = 0, avoiding used: Set<String> = [],
    others: [String: WordsOrigin] = [:]
  ) throws(Diagnostic) -> Teaser {
    let article = excerpts.article
    let link = link(article, post: post)
    let linkLength = count(link)
    guard !holdsLink || (linkLength <= rules.limit && link.utf8.count <= maximumBytes) else {
      throw linkTooLong(linkLength, article)
    }
    let own = ownTexts(article, link)
    func other(_ words: String) -> WordsOrigin? {
      others[words].flatMap { $0.isOf(article) ? nil : $0 }
    }
    let hooks = hooks(article)
    if repeats == 0, let config = threadConfig(article) {
      var source = own.first ?? TeaserSource(excerpts.lead)
      if !source.standsAlone { source.hook = hooks.first }
      var teaser = thread(source, excerpts, config, link: link)
      teaser.repeats = own.isEmpty ? nil : other(teaser.words)
      return teaser
    }
    var last: Candidate?
    var said: WordsOrigin?
    var double: Candidate?
    var step = 0
    while true {
      var index = repeats + step
      var turn = index
      if index > own.count {
        // Only now the article is searched for more.
        let count = own.count + excerpts.count
        guard step < count * max(1, hooks.count) else { break }
        turn += index / count
        index %= count
      }
      step += 1
      var source: TeaserSource
      if index < own.count {
        source = own[index]
      } else {
        guard let passage = excerpts[index - own.count] else { break }
        source = TeaserSource(passage)
      }
      if !source.standsAlone, !hooks.isEmpty { source.hook = hooks[turn % hooks.count] }
      let candidate = write(source, excerpts, link: link, linkLength)
      if candidate.hasWords, used.contains(candidate.teaser.words) { continue }
      if candidate.hasWords, let origin = other(candidate.teaser.words) {
        if source.isOwn { said = said ?? origin } else { double = double ?? candidate }
        continue
      }
      if candidate.hasWords, !candidate.isCut {
        return candidate.teaser.instead(of: said)
      }
      // A sentence that has to be cut gives way to one that has not.
      if last == nil || (candidate.hasWords && !(last?.hasWords ?? false)) { last = candidate }
    }
    if let last, last.hasWords { return last.teaser.instead(of: said) }
    if repeats == 0 {
      if let said { throw sameWords(said, article) }
      // Articles that begin alike and say no more may; words that were written for a post not.
      if let double { return double.teaser }
      if let last { return last.teaser }
    }
    throw noVariant(article)
  }

  private var maximumBytes: Int { rules.maximumBytes ?? .max }

  private func linkTooLong(_ length: Int, _ article: Article) -> Diagnostic {
    .error(
      "link-too-long",
      "the link takes \(length) of the \(rules.limit) characters"
        + " that '\(account.name.value)' has",
      at: SourceLocation(file: article.file))
  }

  private func noVariant(_ article: Article) -> Diagnostic {
    .warning(
      "no-variant",
      "'\(account.name.value)' has posted every text that this article gives: it is not repeated",
      at: SourceLocation(file: article.file),
      notes: ["write other words for it under 'social: { variants: […] }'"])
  }

  private func sameWords(_ origin: WordsOrigin, _ article: Article) -> Diagnostic {
    var problem = Diagnostic.error(
      "same-words",
      "'\(account.name.value)' says these words of '\(origin.article)' already, and the article gives no others",
      at: SourceLocation(file: article.file))
    problem.notes.append(origin.note)
    return problem
  }

  func count(_ text: String) -> Int { TextLength.count(text, rules.counting) }

  private func link(_ article: Article, post: String) -> String {
    TrackedLink.make(
      article.canonicalURL, utm,
      TrackedLink.Values(
        network: account.network.value, account: account.name.value, section: article.section,
        language: article.language.code, audience: account.audience, article: article.identity,
        post: String(post.prefix(8))))
  }

  // MARK: Where words come from

  /// The author's own words: for the account, else for its network, then for any, then variants.
  private func ownTexts(_ article: Article, _ link: String) -> [TeaserSource] {
    let social = article.frontMatter.social
    let own = social.networks[account.name.value] ?? social.networks[account.network.value]
    var sources: [TeaserSource] = []
    for (index, text) in ([own?.value, social.teaser] + social.variants.map { $0 }).enumerated() {
      let text = mentions.fill(text?.trimmed ?? "")
      guard !text.isEmpty else { continue }
      var source = TeaserSource(own: text, article.canonicalURL, link)
      source.standsAlone = index == 0
      sources.append(source)
    }
    return sources
  }

  private func hooks(_ article: Article) -> [String] {
    guard let audience = account.audience else { return [] }
    let own = article.frontMatter.social.hooks[audience] ?? []
    let standing = audiences.first { $0.name == audience }?
      .hook(in: article.language.code, of: account.languages)
    return (own.isEmpty ? [standing].compactMap(\.self) : own)
      .map { mentions.fill($0.trimmed) }.filter { !$0.isEmpty }
  }

  private func threadConfig(_ article: Article) -> ThreadConfig? {
    guard capabilities.contains(.threads), let config = account.thread ?? asked(article) else {
      return nil
    }
    return article.frontMatter.social.thread == false ? nil : config
  }

  private func asked(_ article: Article) -> ThreadConfig? {
    article.frontMatter.social.thread == true ? ThreadConfig() : nil
  }
}

extension TeaserComposer {
  /// Whether the link stands in the post's text.
  var holdsLink: Bool { rules.link == .text && !commented(.link) }

  private func commented(_ part: FirstComment) -> Bool {
    capabilities.contains(.comments) && account.firstComment.contains(part)
  }

  private struct Candidate {
    var teaser: Teaser
    var hasWords: Bool
    /// Whether a sentence of the article does not fit whole.
    var isCut: Bool
  }

  /// Puts together what is sent, as much of it as fits.
  private func write(
    _ given: TeaserSource, _ excerpts: Excerpts, link: String, _ linkLength: Int
  ) -> Candidate {
    var source = given
    if source.containsLink, !rules.allows(source.text) { source.removeLink(link) }
    var ending = ending(source, excerpts, link)
    // Words before hashtags: an author's text and a reader's first sentence matter more.
    let wanted = source.lengths(count)
    let room = max(wanted.opening, min(wanted.all, rules.limit / 2))
    while ending.canShrink, room + ending.length(count, link: linkLength) > rules.limit {
      ending.shrink()
    }
    let fitter = TextFitter(
      rules, before: ending.text, length: ending.length(count, link: linkLength))
    let fitted = source.fit(fitter, enough: rules.comfortableLength)
    let tail = ending.text
    let isEmpty = fitted.text.isEmpty
    let text = isEmpty ? String(tail.drop(while: \.isNewline)) : fitted.text + tail
    let comment = comment(source, excerpts, link)
    let teaser = Teaser(
      text: text, link: link,
      length: isEmpty ? count(text) : fitted.length + fitter.reserved,
      words: source.isOwn
        ? Teaser.words(of: fitted.text, link: link)
        : fitted.text + (ending.byline.map { "\n\n" + $0 } ?? ""),
      isOwnTextCut: source.isOwn && fitted.isCut, comment: comment)
    return Candidate(
      teaser: teaser, hasWords: !isEmpty, isCut: fitted.isCut && !source.isOwn)
  }

  /// What stands after the words.
  func ending(_ source: TeaserSource, _ excerpts: Excerpts, _ link: String) -> TeaserEnding {
    TeaserEnding(
      byline: source.isOwn ? nil : byline(excerpts.article),
      link: source.containsLink || !holdsLink ? nil : link,
      hashtags: commented(.hashtags) ? [] : hashtags(excerpts, besides: source))
  }

  func comment(
    _ source: TeaserSource, _ excerpts: Excerpts, _ link: String
  ) -> String? {
    guard capabilities.contains(.comments), !account.firstComment.isEmpty else { return nil }
    var parts: [String] = []
    if commented(.link), !source.containsLink { parts.append(link) }
    if commented(.hashtags) {
      parts.append(hashtags(excerpts, besides: source).joined(separator: " "))
    }
    let comment = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    return comment.isEmpty ? nil : comment
  }

  private func byline(_ article: Article) -> String? {
    guard let byline = account.byline, !article.authors.isEmpty else { return nil }
    let authors = article.authors.map { mentions.author($0) }.joined(separator: ", ")
    return byline.replacing("{authors}", with: authors)
  }

  private func hashtags(_ excerpts: Excerpts, besides source: TeaserSource) -> [String] {
    let style = account.hashtags.style
    let found = excerpts.hashtags(style)
    let all =
      account.hashtags.always.isEmpty
      ? found : Hashtags.all(account.hashtags.always, style) + found
    let maximum = [account.hashtags.maximum, rules.maximumHashtags].compactMap(\.self).min()
    return Hashtags.choose(
      all, maximum: maximum ?? Hashtags.standardMaximum, besides: source.text)
  }
}

/// What stands after a teaser's words.
struct TeaserEnding {
  var byline: String?
  var link: String?
  var hashtags: [String]

  var text: String {
    (byline.map { "\n\n" + $0 } ?? "") + (link.map { "\n\n" + $0 } ?? "")
      + (hashtags.isEmpty ? "" : "\n\n" + hashtags.joined(separator: " "))
  }

  /// How long `text` is, where the link's length is known.
  func length(_ count: (String) -> Int, link linkLength: Int) -> Int {
    var without = self
    without.link = nil
    let rest = without.text
    return (rest.isEmpty ? 0 : count(rest)) + (link == nil ? 0 : linkLength + 2)
  }

  var canShrink: Bool { !hashtags.isEmpty || byline != nil }

  /// Gives up the least important part.
  mutating func shrink() {
    if hashtags.isEmpty { byline = nil } else { hashtags.removeLast() }
  }
}
