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
    let follower = part > 0 ? [String(part)] : []
    return hexDigest(
      "hubgen-post-1\n", [article, account, language, audience, String(occurrence)] + follower)
  }
}
