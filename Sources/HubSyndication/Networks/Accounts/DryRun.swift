package import HubHTTP

extension ResolvedAccount {
  /// What every network takes for success, so that a dry run gets to its last request.
  package static let dryRunAnswer = HTTPResponse(
    status: 200, headers: [.init("content-type", "application/json")],
    body: Array(##"{"id":"dry-run","event_id":"$dry-run","room_id":"!dry-run"}"##.utf8))

  /// The exact requests that publishing would send, secrets masked; nothing is sent.
  package func dryRun(_ post: Post) async throws(PublishError) -> [RecordedRequest] {
    let transport = RecordingTransport(answer: Self.dryRunAnswer, hiding: secrets)
    _ = try await network.publish(post, over: transport)
    return transport.requests
  }
}
