import Crypto
import HubData
import HubModel

/// A name for all that an article's posts are made from: while it stays, so do their words.
enum SourceHash {
  /// Whether two names differ in the words, not only in when the article is due.
  static func differInWords(_ one: String, _ other: String) -> Bool {
    one.prefix { $0 != "@" } != other.prefix { $0 != "@" }
  }

  /// When the article was due, if the name says so.
  static func due(_ hash: String) -> Int64? {
    hash.split(separator: "@").dropFirst().first.flatMap { Int64($0) }
  }

  /// The first 32 hexadecimal digits of SHA-256 over the words, and when the article is due.
  static func make(_ article: Article, due: Int64) -> String {
    let (front, social) = (article.frontMatter, article.frontMatter.social)
    var values: [String?] = [
      front.title, front.description, article.canonicalURL, article.plainText, article.excerpt,
      article.image?.source, article.image?.alt, social.teaser,
    ]
    values += list(article.tags) + list(article.authors) + list(social.variants)
    values += [social.thread.map { "\($0)" }]
    values += social.hashtags.map { list($0) } ?? [nil]
    values += list(social.hooks.sorted { $0.key < $1.key }.flatMap { [$0.key] + list($0.value) })
    values += list(
      social.networks.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value.value] })
    return hexDigest("hubgen-source-1\n", values) + "@\(due)"
  }

  private static func list(_ texts: [String?]) -> [String?] {
    [String(texts.count)] + texts
  }
}

/// The first 32 hexadecimal digits of SHA-256 over values, each with its length before it.
func hexDigest(_ name: String, _ values: [String?]) -> String {
  var hash = SHA256()
  hash.update(data: Array(name.utf8))
  for value in values {
    // "-" is no length: nothing differs from an empty text.
    guard let value else {
      hash.update(data: Array("-\n".utf8))
      continue
    }
    hash.update(data: Array("\(value.utf8.count):".utf8))
    hash.update(data: Array(value.utf8))
    hash.update(data: Array("\n".utf8))
  }
  let digits = Array("0123456789abcdef".utf8)
  let hex = hash.finalize().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  return String(decoding: hex, as: UTF8.self)
}
