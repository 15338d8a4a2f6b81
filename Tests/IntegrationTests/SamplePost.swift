import HubSyndication

extension Post {
  /// A post of its own identity, 32 times that digit.
  static func sample(_ digit: Character, network: String) -> Post {
    let identity = String(repeating: digit, count: 32)
    let link = "https://hub.example.com/launch/?utm_source=\(network)&utm_campaign=\(identity)"
    return Post(
      identity: identity, account: "kiosk", network: network, article: "articles/launch",
      language: "en", scheduledAt: 0, text: "Coffee & <cake>\n\n\(link)\n\n#coffee", link: link,
      canonicalURL: "https://hub.example.com/launch/", title: "Launch", length: 50, limit: 500)
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
  var isUnknown: Bool {
    if case .failure(.outcomeUnknown) = self { return true }
    return false
  }
}
