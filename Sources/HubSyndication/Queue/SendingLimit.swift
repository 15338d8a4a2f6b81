/// What an account may still send, less what it has sent since a moment.
package struct SendingLimit: Hashable, Sendable {
  package enum Bound: Hashable, Sendable {
    /// Nothing at all may have gone out.
    case nothing
    /// So many posts at most; parts of threads and comments are not counted.
    case posts(Int)
    /// So many posts, and so many thousandths of the currency, with all parts and comments; those
    /// that are to follow the post included.
    case budget(posts: Int?, cost: Int64?)
  }

  package var bound: Bound
  /// Seconds since 1970; what went out then counts.
  package var since: Int64
  /// Why a post waits that finds it used up, for people; nil where it only waits for its turn.
  package var reason: String?

  package init(_ bound: Bound, since: Int64, reason: String? = nil) {
    self.bound = bound
    self.since = since
    self.reason = reason
  }

  /// Whether it is a slot, a gap or a day that has no room, which any later time may have.
  var isPlace: Bool {
    if case .budget = bound { false } else { true }
  }

  /// Whether a post, with what follows it, goes beyond it.
  func isExceeded(by post: SentPosts, after sent: SentPosts) -> Bool {
    switch bound {
    case .nothing: sent.all > 0
    case .posts(let most): sent.first >= most
    case .budget(let posts, let cost):
      posts.map { sent.all + post.all > $0 } ?? false
        || cost.map { sent.cost + post.cost > $0 } ?? false
    }
  }
}

/// How many posts are, or may be, out.
struct SentPosts: Hashable, Sendable {
  /// With parts of threads and comments.
  var all: Int64 = 0
  /// Without them.
  var first: Int64 = 0
  /// In thousandths of the currency.
  var cost: Int64 = 0

  static func += (left: inout SentPosts, right: SentPosts) {
    left.all += right.all
    left.first += right.first
    left.cost += right.cost
  }
}
