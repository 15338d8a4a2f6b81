/// What each network is known to allow; a server that says otherwise is asked (`ReadsLimits`).
///
/// Where a network does not say what it takes for a character, the count that is never less
/// stands here: UTF-16 units.
extension TextRules {
  /// The standard of Mastodon's servers.
  package static let mastodon = TextRules(limit: 500, counting: .graphemes(urlWeight: 23))
  /// The post's record: at most 300 graphemes and 3000 bytes; addresses count in full.
  package static let bluesky = TextRules(
    limit: 300, counting: .graphemes(urlWeight: nil), maximumBytes: 3000)
  package static let x = TextRules(limit: 280, counting: .tweet)
  package static let facebook = TextRules(limit: 63_206, counting: .utf16Units)
  /// A caption's addresses lead nowhere; of 30 hashtags that it may hold, newer accounts may
  /// use 5.
  package static let instagram = TextRules(
    limit: 2200, counting: .utf16Units, maximumHashtags: 5, link: .apart)
  /// One topic a post.
  package static let threads = TextRules(limit: 500, counting: .emojiAsBytes, maximumHashtags: 1)
  package static let linkedin = TextRules(
    limit: 3000, counting: .littleText, comfortableLength: 700)
  package static let vk = TextRules(limit: 16_384, counting: .utf16Units, comfortableLength: 600)
  package static let telegram = TextRules(
    limit: 4096, counting: .utf16Units, comfortableLength: 600)
  /// The text below a picture.
  package static let telegramCaption = TextRules(
    limit: 1024, counting: .utf16Units, comfortableLength: 600)
  package static let discord = TextRules(limit: 2000, counting: .codePoints)
  /// A section of a message.
  package static let slack = TextRules(limit: 3000, counting: .utf16Units)
  /// A pin's description; its link has a field of its own.
  package static let pinterest = TextRules(limit: 800, counting: .utf16Units, link: .apart)
  package static let pinterestTitle = TextRules(limit: 100, counting: .utf16Units, link: .apart)
  /// One block of text.
  package static let tumblr = TextRules(
    limit: 4096, counting: .utf16Units, comfortableLength: 600)
  /// A quarter of the event that relays and servers take: it also holds the text as HTML.
  package static let matrix = TextRules(limit: 8192, counting: .utf8Bytes)
  /// Relays take events of 64 KiB as a rule; JSON may double the text.
  package static let nostr = TextRules(limit: 16_384, counting: .utf8Bytes)
  package static let webhook = TextRules(limit: 5000, counting: .graphemes(urlWeight: nil))

  /// All of them by the network's id, and what else a network takes after a slash.
  package static let known: [String: TextRules] = [
    "mastodon": mastodon, "bluesky": bluesky, "x": x, "facebook": facebook,
    "instagram": instagram, "threads": threads, "linkedin": linkedin, "vk": vk,
    "telegram": telegram, "telegram/caption": telegramCaption, "discord": discord,
    "slack": slack, "pinterest": pinterest, "pinterest/title": pinterestTitle,
    "tumblr": tumblr, "matrix": matrix, "nostr": nostr, "webhook": webhook,
  ]
}
