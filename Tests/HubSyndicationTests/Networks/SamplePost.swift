import HubSyndication

extension Post {
  static func sample(
    network: String = "mastodon", text: String? = nil,
    link: String = "https://hub.example.com/launch/?utm_source=mastodon&utm_medium=social"
  ) -> Post {
    Post(
      identity: "0123456789abcdef0123456789abcdef", account: "kiosk", network: network,
      article: "articles/launch", language: "en", scheduledAt: 1_795_249_800,
      text: text ?? "How we opened on a <rainy> Monday & sold \"all\"\n\n\(link)\n\n#coffee",
      link: link, canonicalURL: "https://hub.example.com/launch/", title: "Opening day",
      imageURL: "https://hub.example.com/launch/cover.jpg", imageAlt: "The queue", length: 90,
      limit: 500)
  }
}

/// What became of a call, as a value that can be compared.
func outcome<Value: Sendable>(
  _ body: () async throws(PublishError) -> Value
) async -> Result<Value, PublishError> {
  do {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}

extension Result where Failure == PublishError {
  /// The kind of failure without its words, or `done`.
  var kind: String {
    switch self {
    case .success: "done"
    case .failure(.retry): "retry"
    case .failure(.rejected): "rejected"
    case .failure(.unauthorized): "unauthorized"
    case .failure(.outcomeUnknown): "outcomeUnknown"
    }
  }

  var reason: String {
    switch self {
    case .success: ""
    case .failure(.retry(_, let reason)), .failure(.rejected(let reason)),
      .failure(.unauthorized(let reason)), .failure(.outcomeUnknown(let reason)):
      reason
    }
  }

  var delay: Duration? {
    if case .failure(.retry(let after, _)) = self { return after }
    return nil
  }
}
