/// A text cut from an article to fit one account, with a link back.
package struct Teaser: Hashable, Sendable {
  /// One of the posts that make a thread.
  package struct Part: Hashable, Sendable {
    package var text: String
    /// As the network counts.
    package var length: Int
  }

  /// What is sent: text, blank line, link, blank line, hashtags.
  package var text: String
  /// As it stands in `text`, or apart from it where the network wants it so.
  package var link: String
  /// As the network counts.
  package var length: Int
  /// What two posts of one account must not share: `text` without its link and the hashtags at
  /// its end.
  package var words: String
  /// Whether words that the author wrote for a post had to be cut.
  package var isOwnTextCut: Bool
  /// What follows `text` in posts of their own, each an answer to the one before.
  package var parts: [Part] = []
  /// What goes into a comment of our own below the post.
  package var comment: String?
  /// Another article for which the account uses words that the author wrote for this one as well;
  /// others stand here instead, unless it is a thread.
  package var repeats: WordsOrigin?

  func instead(of said: WordsOrigin?) -> Teaser {
    var teaser = self
    teaser.repeats = said
    return teaser
  }

  /// `words` of a post of which only the text is left.
  package static func words(of text: String, link: String) -> String {
    var blocks = text.split(separator: "\n\n").map { String($0) }
    while let last = blocks.last, last == link || isHashtags(last) { blocks.removeLast() }
    return blocks.joined(separator: "\n\n").replacing(link, with: "").trimmed
  }

  /// `words` of a post of which nothing is known but its text.
  package static func words(of text: String) -> String {
    var blocks = text.split(separator: "\n\n")[...]
    while let last = blocks.last, isAddress(last) || isHashtags(last) { blocks.removeLast() }
    return blocks.joined(separator: "\n\n").trimmed
  }

  private static func isAddress(_ line: Substring) -> Bool {
    (line.hasPrefix("https://") || line.hasPrefix("http://"))
      && !line.utf8.contains { $0 == 0x20 || $0 == 0x0A }
  }

  private static func isHashtags(_ line: some StringProtocol) -> Bool {
    line.split(separator: " ").allSatisfy { $0.hasPrefix("#") }
  }
}
