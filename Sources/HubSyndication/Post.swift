/// One teaser for one account at one time; everything that is sent is frozen in it.
package struct Post: Hashable, Sendable, Codable {
  /// Fixed for ever, the same for the same article, account, language, audience and occurrence.
  ///
  /// 32 lower-case hexadecimal digits; networks use it as idempotency key.
  package var identity: String
  package var account: String
  /// The network's id, such as `mastodon`.
  package var network: String
  /// `Article.identity`.
  package var article: String
  /// A language code.
  package var language: String
  package var audience: String?
  /// 0 for the first post, then one more for each repeat.
  package var occurrence: Int
  /// Seconds since 1970 at which the post is due.
  package var scheduledAt: Int64
  /// What is sent: teaser, link and hashtags, in the network's form.
  package var text: String
  /// The article's address with tracking parameters, as it stands in `text`.
  package var link: String
  /// The article's address without them.
  package var canonicalURL: String
  package var title: String
  /// A picture by absolute URL.
  package var imageURL: String?
  package var imageAlt: String?
  /// As the network counts, at composing time.
  package var length: Int
  /// The network's limit at composing time.
  package var limit: Int
  /// What the post replies to or comments on; known once that is out, when the post is sent.
  package var predecessor: Predecessor?

  package init(
    identity: String, account: String, network: String, article: String, language: String,
    audience: String? = nil, occurrence: Int = 0, scheduledAt: Int64, text: String, link: String,
    canonicalURL: String, title: String, imageURL: String? = nil, imageAlt: String? = nil,
    length: Int, limit: Int
  ) {
    self.identity = identity
    self.account = account
    self.network = network
    self.article = article
    self.language = language
    self.audience = audience
    self.occurrence = occurrence
    self.scheduledAt = scheduledAt
    self.text = text
    self.link = link
    self.canonicalURL = canonicalURL
    self.title = title
    self.imageURL = imageURL
    self.imageAlt = imageAlt
    self.length = length
    self.limit = limit
  }
}

/// A post that is out, as the next one of its chain needs it.
package struct Predecessor: Hashable, Sendable, Codable {
  /// How a post hangs on the one before it.
  package enum Relation: String, Hashable, Sendable, Codable {
    /// The next part of a thread.
    case reply
    case comment
  }

  package var relation: Relation
  /// The network's own name for it.
  package var remoteID: String
  package var url: String?
  /// The network's own name for the first post of the chain.
  package var rootID: String

  package init(relation: Relation, remoteID: String, url: String? = nil, rootID: String) {
    self.relation = relation
    self.remoteID = remoteID
    self.url = url
    self.rootID = rootID
  }
}

/// What a network gave back for a post that is out.
package struct PublishedPost: Hashable, Sendable {
  /// The network's own name for the post, with which it is read, changed and deleted.
  package var remoteID: String
  /// Where people see it, if the network says.
  package var url: String?

  package init(remoteID: String, url: String? = nil) {
    self.remoteID = remoteID
    self.url = url
  }
}

/// What became of an attempt that did not give a published post.
///
/// Reasons are for people: what the service said and what to do next, never a token.
package enum PublishError: Error, Hashable, Sendable {
  /// Certainly not published; worth another try, not before `after` where that is given.
  case retry(after: Duration?, reason: String)
  /// Certainly not published, and another try would end the same way.
  case rejected(reason: String)
  /// Certainly not published: the credentials are not accepted.
  case unauthorized(reason: String)
  /// It may be published: the request went out and no usable answer came back.
  case outcomeUnknown(reason: String)
}
