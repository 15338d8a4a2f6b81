/// The name of a post that is the same in every plan.
package enum PostIdentity {
  /// The first 32 hexadecimal digits of SHA-256 over the values, each with its length before it.
  ///
  /// The encoding is frozen: another one would post everything again.
  package static func make(
    article: String, account: String, language: String, audience: String?, occurrence: Int
  ) -> String {
    hexDigest("hubgen-post-1\n", [article, account, language, audience, String(occurrence)])
  }
}
