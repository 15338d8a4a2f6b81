package import HubHTTP

extension Matrix: WithdrawsPosts, UpdatesPosts {
  /// Redacts the event: its text is gone for everyone, also where the server knows it no more.
  package func withdraw(
    _ post: Post, _ remote: PublishedPost, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    let room = try await roomID(.reads, over: transport)
    _ = try await put(
      Array("{}".utf8), room, "redact/\(URLText.encoded(remote.remoteID))", transaction: key,
      .changes, accepting: Self.isGone, over: transport)
  }

  /// Sends an event that takes the first one's place.
  package func update(
    _ remote: PublishedPost, to post: Post, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    let body = try MatrixEdit(MatrixMessage(post), of: remote.remoteID).bytes()
    let room = try await roomID(.reads, over: transport)
    _ = try await put(
      body, room, "send/m.room.message", transaction: key, .changes, over: transport)
  }
}
