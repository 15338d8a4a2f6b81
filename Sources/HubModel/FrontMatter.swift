package import HubData

/// What an author says of a page above its text.
package struct FrontMatter: Sendable {
  package var title: String
  /// The name under which its posts are known, whatever its file and its address are called.
  package var id: Located<String>?
  /// Nil for a plain page; a dated page is an article.
  package var date: Timestamp?
  package var updated: Timestamp?
  package var description: String?
  package var slug: Located<String>?
  /// Terms by taxonomy (`tags`, `categories`, …) in the order written, without repeats.
  package var terms: [String: [Located<String>]]
  package var image: Located<ImageReference>?
  /// Old addresses, each an absolute path, that lead to this page.
  package var aliases: [Located<String>]
  package var draft: Bool
  /// Whether it should stand out among the articles.
  package var featured: Bool
  /// Whether the site's menu leads to it.
  package var menu: Bool
  /// The template that shows the page, without `.html`.
  package var layout: Located<String>?
  /// The template that shows the articles of the section, where they name none themselves.
  package var articleLayout: Located<String>?
  package var expires: Timestamp?
  package var social: SocialFrontMatter
  /// What only the theme understands.
  package var params: DataValue
  /// The same with the places of all keys and values; nil where there is none.
  package var paramsEntry: DataNode.Entry?

  package init(
    title: String, id: Located<String>? = nil, date: Timestamp? = nil, updated: Timestamp? = nil,
    description: String? = nil,
    slug: Located<String>? = nil, terms: [String: [Located<String>]] = [:],
    image: Located<ImageReference>? = nil, aliases: [Located<String>] = [], draft: Bool = false,
    featured: Bool = false, menu: Bool = false, layout: Located<String>? = nil,
    articleLayout: Located<String>? = nil,
    expires: Timestamp? = nil, social: SocialFrontMatter = .init(), params: DataValue = .map([])
  ) {
    self.title = title
    self.id = id
    self.date = date
    self.updated = updated
    self.description = description
    self.slug = slug
    self.terms = terms
    self.image = image
    self.aliases = aliases
    self.draft = draft
    self.featured = featured
    self.menu = menu
    self.layout = layout
    self.articleLayout = articleLayout
    self.expires = expires
    self.social = social
    self.params = params
  }
}

/// A picture and the words for who can't see it.
package struct ImageReference: Hashable, Sendable {
  /// A path relative to the file that names it, a path from the site's root, or an absolute URL.
  package var source: String
  package var alt: String

  package init(source: String, alt: String) {
    self.source = source
    self.alt = alt
  }
}

/// `social:`, what an author decides about an article's posts.
package struct SocialFrontMatter: Sendable {
  package enum Expiry: Hashable, Sendable {
    /// Seconds after publishing (`3d`).
    case after(Int)
    case at(Timestamp)
  }

  package struct Repeat: Hashable, Sendable {
    /// Seconds between two occurrences.
    package var interval: Int
    package var times: Int

    package init(interval: Int, times: Int) {
      self.interval = interval
      self.times = times
    }
  }

  /// Own words instead of the cut text.
  package var teaser: String?
  /// Further words of the author, one for each repeat.
  package var variants: [String]
  /// Whether the teaser may go out in parts; what the account says unless set.
  package var thread: Bool?
  /// By audience, one for each repeat.
  package var hooks: [String: [String]]
  /// Own words by network id or account name.
  package var networks: [String: Located<String>]
  package var hashtags: [String]?
  package var publish: Timestamp?
  package var expires: Expiry?
  package var `repeat`: Repeat?
  /// Networks or accounts that get no post.
  package var skip: [Located<String>]

  package init(
    teaser: String? = nil, variants: [String] = [], thread: Bool? = nil,
    hooks: [String: [String]] = [:],
    networks: [String: Located<String>] = [:], hashtags: [String]? = nil,
    publish: Timestamp? = nil, expires: Expiry? = nil, repeat: Repeat? = nil,
    skip: [Located<String>] = []
  ) {
    self.teaser = teaser
    self.variants = variants
    self.thread = thread
    self.hooks = hooks
    self.networks = networks
    self.hashtags = hashtags
    self.publish = publish
    self.expires = expires
    self.repeat = `repeat`
    self.skip = skip
  }
}
