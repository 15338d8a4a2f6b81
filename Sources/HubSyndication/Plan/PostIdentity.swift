import Crypto

/// The name of a post that is the same in every plan.
package enum PostIdentity {
  /// The first 32 hexadecimal digits of SHA-256 over the values, each with its length before it.
  ///
  /// The encoding is frozen: another one would post everything again. The number of a part is only
  /// there where a post follows another one.
  package static func make(
    article: String, account: String, language: String, audience: String?, occurrence: Int,
    part: Int = 0
  ) -> String {
    var hash = SHA256()
    hash.update(data: Array("hubgen-post-1\n".utf8))
    let follower = part > 0 ? [String(part)] : []
    for value in [article, account, language, audience, String(occurrence)] + follower {
      // "-" is no length: no audience differs from an empty one.
      let encoded = value.map { "\($0.utf8.count):\($0)\n" } ?? "-\n"
      hash.update(data: Array(encoded.utf8))
    }
    let digits = Array("0123456789abcdef".utf8)
    let hex = hash.finalize().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hex, as: UTF8.self)
  }
}
