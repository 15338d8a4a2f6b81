package import HubHTTP

extension Mastodon: WithdrawsPosts, UpdatesPosts {
  /// Deletes the status; one that the server knows no more is gone already.
  ///
  /// Not so where another server has it: the account may have moved since.
  package func withdraw(
    _ post: Post, _ remote: PublishedPost, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    let isHere = remote.url.flatMap(hostOfURL).map { $0 == server.host } ?? true
    _ = try await call.send(
      request(.delete, path(remote)), .changes, accepting: { isHere && Self.isGone($0) },
      over: transport)
  }

  /// Gives the status other words; who sees it stays as it is.
  package func update(
    _ remote: PublishedPost, to post: Post, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    var request = request(.put, path(remote))
    request.headers.append(.init("Content-Type", "application/json"))
    request.body = try jsonBytes(Edit(status: post.text, language: post.language))
    let response = try await call.send(
      request, .changes, accepting: Self.isGone, over: transport)
    guard (200..<300).contains(response.status) else {
      throw .rejected(reason: "the post is not on \(server.host) any more")
    }
  }

  private static func isGone(_ response: HTTPResponse) -> Bool {
    [404, 410].contains(response.status)
  }

  private func path(_ remote: PublishedPost) -> String {
    "/api/v1/statuses/\(URLText.encoded(remote.remoteID))"
  }

  private struct Edit: Encodable {
    var status: String
    var language: String
  }
}
