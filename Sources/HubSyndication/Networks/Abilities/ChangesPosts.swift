package import HubHTTP

/// A network on which a post that is out can be taken down.
package protocol WithdrawsPosts: Network {
  /// Takes a post down; where it is gone already, that is as good.
  ///
  /// May be done twice: the Publisher repeats it after a lost answer.
  ///
  /// - Parameters:
  ///   - post: as it is out.
  ///   - remote: what the network gave back for it.
  ///   - key: the same in every repeat of this request, and of no other one.
  ///   - transport: how the service is reached.
  /// - Throws: why it is not done; `retry` where another try may help.
  func withdraw(
    _ post: Post, _ remote: PublishedPost, key: String, over transport: any HTTPTransport
  ) async throws(PublishError)
}

/// A network on which a post that is out can get other words.
package protocol UpdatesPosts: Network {
  /// Gives a post that is out the words of `post`.
  ///
  /// May be done twice: the Publisher repeats it after a lost answer.
  ///
  /// - Parameters:
  ///   - remote: what the network gave back for it.
  ///   - post: with the new words.
  ///   - key: the same in every repeat of this request, and of no other one.
  ///   - transport: how the service is reached.
  /// - Throws: why it is not done; `retry` where another try may help.
  func update(
    _ remote: PublishedPost, to post: Post, key: String, over transport: any HTTPTransport
  ) async throws(PublishError)
}
