package import HubData

/// `hashtags:` of an account.
package struct HashtagConfig: Hashable, Sendable {
  /// How a tag of several words is written.
  package enum Style: String, CaseIterable, Hashable, Sendable {
    /// `#ContentPlan`: screen readers speak it as words.
    case camelCase
    /// `#contentplan`.
    case lower
    /// The words as the author wrote them, without blanks.
    case asIs
  }

  package var maximum: Int?
  package var style: Style
  /// Before those of the article.
  package var always: [String]

  package init(maximum: Int? = nil, style: Style = .camelCase, always: [String] = []) {
    self.maximum = maximum
    self.style = style
    self.always = always
  }
}

/// `thread:` of an account.
package struct ThreadConfig: Hashable, Sendable {
  package enum LinkPlace: String, CaseIterable, Hashable, Sendable {
    case first, last
  }

  /// At most; at least 2.
  package var parts: Int
  package var link: LinkPlace
  /// Whether each part ends with its number: `1/4`.
  package var isNumbered: Bool

  package init(parts: Int = 4, link: LinkPlace = .first, isNumbered: Bool = true) {
    self.parts = parts
    self.link = link
    self.isNumbered = isNumbered
  }
}

/// What stands in a comment of our own below a post instead of in it.
package enum FirstComment: String, CaseIterable, Hashable, Sendable {
  case link, hashtags
}

/// A person or a firm, as each network knows it.
package struct Mention: Hashable, Sendable {
  /// Where a network has no form of its own; the key in the configuration unless given.
  package var name: String
  /// By network or account: `@ada@social.example`.
  package var forms: [String: Located<String>]

  package init(name: String, forms: [String: Located<String>] = [:]) {
    self.name = name
    self.forms = forms
  }
}
