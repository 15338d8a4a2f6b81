import HubData
import HubDiagnostics
import HubHTTP
import HubModel

/// New posts with their words, and what was wrong on the way.
struct ComposedPosts {
  var posts: [NewPost] = []
  /// What follows a post, by its identity; nothing for one that is alone.
  var threads: [String: [String]] = [:]
  /// Repeats whose time has come and for which no words are left: known from now on, or they would
  /// take a place from others in every plan.
  var wordless: [NewPost] = []
  var diagnostics: [Diagnostic] = []
}

/// Gives the items of a plan their words, each within its account's limits.
struct Composition {
  private let syndication: SyndicationConfig
  private let networks: [String: any Network]
  private let isDryRun: Bool
  /// Read once per run, and only for accounts with something new.
  private var composers: [String: (composer: TeaserComposer, rules: TextRules)] = [:]
  /// An article is searched once for all its accounts and repeats.
  private var excerpts: [ArticleKey: Excerpts] = [:]
  /// What each account says of each article, so that it never says it twice.
  private var used: [String: [ArticleKey: Set<String>]] = [:]
  /// What each account says of anything, with what it says it of; read when first needed.
  private var said: [String: [String: WordsOrigin]] = [:]
  private let known: [QueueSnapshot.Key: QueueSnapshot.KnownPost]
  /// Where the articles stand.
  private let files: [ArticleKey: String]
  private var composed = ComposedPosts()

  private struct ArticleKey: Hashable {
    var identity: String
    var language: String

    init(_ identity: String, _ language: String) {
      self.identity = identity
      self.language = language
    }
  }

  /// Composes for these networks, by account.
  ///
  /// - Parameters:
  ///   - syndication: the rules for all accounts.
  ///   - networks: by account name.
  ///   - isDryRun: whether nobody is to be asked.
  ///   - earlier: posts that the queue has already, whose words are not used again.
  ///   - snapshot: all that the queue has.
  ///   - articles: all there are.
  init(
    syndication: SyndicationConfig, networks: [String: any Network], isDryRun: Bool,
    earlier: [Post] = [], besides snapshot: QueueSnapshot = .init(), articles: [Article] = []
  ) {
    known = snapshot.posts
    files = Dictionary(
      articles.map { (ArticleKey($0.identity, $0.language.code), $0.file) },
      uniquingKeysWith: { first, _ in first })
    self.syndication = syndication
    self.networks = networks
    self.isDryRun = isDryRun
    for post in earlier {
      used[post.account, default: [:]][ArticleKey(post.article, post.language), default: []]
        .insert(Teaser.words(of: post.text, link: post.link))
    }
  }

  mutating func compose(
    _ items: [Plan.Item], over transport: any HTTPTransport, secrets: [String]
  ) async -> ComposedPosts {
    let changed = Set(items.lazy.map(\.identity))
    for item in items {
      guard let network = networks[item.account.name.value] else { continue }
      if item.isRecorded {
        composed.posts.append(NewPost(recorded(item), as: item))
        continue
      }
      let account = item.account.name.value
      if composers[account] == nil {
        let rules = await rules(of: network, item.account, over: transport, secrets: secrets)
        composers[account] = (
          TeaserComposer(
            account: item.account, rules: rules, syndication: syndication,
            capabilities: network.capabilities), rules
        )
      }
      guard let (composer, rules) = composers[account] else { continue }
      if said[account] == nil { said[account] = words(of: account, besides: changed) }
      do throws(Diagnostic) {
        let teaser = try compose(item, composer)
        warn(about: teaser, item, limit: rules.limit)
        composed.posts.append(NewPost(post(item, teaser, rules), as: item))
        let followers = followers(of: item, teaser, rules)
        if !followers.isEmpty {
          composed.posts += followers
          composed.threads[item.identity] = followers.map(\.post.identity)
        }
      } catch {
        composed.diagnostics.append(error)
        guard item.repeats > 0, item.isDue else { continue }
        var item = item
        (item.isSlotted, item.isRecorded, item.needsApproval) = (false, true, false)
        (item.expiresAt, item.cost) = (nil, 0)
        composed.wordless.append(NewPost(recorded(item), as: item))
      }
    }
    return composed
  }

  private mutating func compose(
    _ item: Plan.Item, _ composer: TeaserComposer
  ) throws(Diagnostic) -> Teaser {
    let key = ArticleKey(item.article.identity, item.article.language.code)
    let found = excerpts[key] ?? Excerpts(item.article)
    excerpts[key] = found
    let account = item.account.name.value
    let teaser = try composer.compose(
      found, post: item.identity, repeats: item.repeats,
      avoiding: used[account]?[key] ?? [], others: said[account] ?? [:])
    used[account, default: [:]][key, default: []].insert(teaser.words)
    if !teaser.words.isEmpty, said[account]?[teaser.words] == nil {
      said[account]?[teaser.words] = WordsOrigin(
        article: key.identity, language: key.language, file: item.article.file)
    }
    return teaser
  }

  /// What an account's posts in the queue say, less those that get other words.
  private func words(of account: String, besides changed: Set<String>) -> [String: WordsOrigin] {
    var words: [String: WordsOrigin] = [:]
    for (key, post) in known
    where key.account == account && key.part == 0 && post.counts
      && !changed.contains(post.identity)
    {
      let text = Teaser.words(of: post.text)
      guard !text.isEmpty else { continue }
      words[text] = WordsOrigin(
        article: key.article, language: key.language,
        file: files[ArticleKey(key.article, key.language)])
    }
    return words
  }

  private mutating func rules(
    of network: any Network, _ account: AccountConfig, over transport: any HTTPTransport,
    secrets: [String]
  ) async -> TextRules {
    let standard = type(of: network).descriptor.textRules
    guard let network = network as? any ReadsLimits else { return standard }
    do throws(PublishError) {
      return try await network.textRules(over: transport)
    } catch {
      // Nobody was asked in a dry run.
      if !isDryRun {
        composed.diagnostics.append(
          .warning(
            "unknown-limits",
            "the limits of '\(account.name.value)' can't be read (\(error.reason.hiding(secrets)));"
              + " \(standard.limit) characters are assumed", at: account.location))
      }
      return standard
    }
  }

  private mutating func warn(about teaser: Teaser, _ item: Plan.Item, limit: Int) {
    if let origin = teaser.repeats {
      var warning = Diagnostic.warning(
        "same-words",
        "'\(item.account.name.value)' says these own words of '\(origin.article)' already"
          + (teaser.parts.isEmpty ? "; others go out" : ""),
        at: SourceLocation(file: item.article.file))
      warning.notes.append(origin.note)
      composed.diagnostics.append(warning)
    }
    guard teaser.isOwnTextCut else { return }
    composed.diagnostics.append(
      .warning(
        "teaser-cut",
        "the teaser for '\(item.account.name.value)' is cut to fit \(limit) characters",
        at: SourceLocation(file: item.article.file)))
  }

  private func post(_ item: Plan.Item, _ teaser: Teaser, _ rules: TextRules) -> Post {
    var post = recorded(item)
    post.text = teaser.text
    post.link = teaser.link
    post.imageURL = item.article.image?.source
    post.imageAlt = item.article.image?.alt
    post.length = teaser.length
    post.limit = rules.limit
    return post
  }

  /// The further parts of a thread, each after the one before, and the comment below the first.
  private func followers(
    of item: Plan.Item, _ teaser: Teaser, _ rules: TextRules
  ) -> [NewPost] {
    var posts: [NewPost] = []
    var previous = item.identity
    func add(_ text: String, _ relation: Predecessor.Relation) {
      let part = posts.count + 1
      var post = recorded(item)
      post.identity = PostIdentity.make(
        article: item.article.identity, account: item.account.name.value,
        language: item.article.language.code, audience: item.account.audience,
        occurrence: item.occurrence, part: part)
      post.text = text
      post.link = teaser.link
      post.length = TextLength.count(text, rules.counting)
      post.limit = rules.limit
      let link = ChainLink(follows: previous, part: part, relation: relation)
      posts.append(
        NewPost(
          post, expiresAt: item.expiresAt, sourceHash: item.sourceHash, link: link,
          priority: item.priority, cost: item.followerCost))
      previous = post.identity
    }
    for part in teaser.parts { add(part.text, .reply) }
    if let comment = teaser.comment {
      previous = item.identity
      add(comment, .comment)
    }
    return posts
  }

  /// The post without words.
  private func recorded(_ item: Plan.Item) -> Post {
    Post(
      identity: item.identity, account: item.account.name.value,
      network: item.account.network.value, article: item.article.identity,
      language: item.article.language.code, audience: item.account.audience,
      occurrence: item.occurrence, scheduledAt: item.scheduledAt, text: "",
      link: item.article.canonicalURL, canonicalURL: item.article.canonicalURL,
      title: item.article.frontMatter.title, length: 0, limit: 0)
  }
}
