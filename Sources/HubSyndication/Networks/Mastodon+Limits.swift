package import HubHTTP

extension Mastodon: ReadsLimits {
  /// How this server counts: `GET /api/v2/instance`, or version 1 where a server (snac) has no
  /// version 2.
  package func textRules(
    over transport: any HTTPTransport
  ) async throws(PublishError) -> TextRules {
    var response = try await call.send(
      request(.get, "/api/v2/instance"), .reads, accepting: { $0.status == 404 }, over: transport)
    if response.status == 404 {
      response = try await call.send(request(.get, "/api/v1/instance"), .reads, over: transport)
    }
    return try rules(response)
  }

  private func rules(_ response: HTTPResponse) throws(PublishError) -> TextRules {
    guard let instance = decoded(Instance.self, from: response.body) else {
      throw call.unreadable("not as a Mastodon server does", .reads)
    }
    let statuses = instance.configuration?.statuses
    let standard = Self.descriptor.textRules
    let limit = statuses?.maximum ?? instance.maxTootChars ?? standard.limit
    let weight = statuses?.urlWeight ?? 23
    guard (1...1_000_000).contains(limit), (1...10_000).contains(weight) else {
      throw call.unreadable("with limits that can't be right", .reads)
    }
    return TextRules(limit: limit, counting: .graphemes(urlWeight: weight))
  }

  private struct Instance: Decodable {
    struct Configuration: Decodable {
      var statuses: Statuses?
    }

    struct Statuses: Decodable {
      var maximum: Int?
      var urlWeight: Int?

      enum CodingKeys: String, CodingKey {
        case maximum = "max_characters"
        case urlWeight = "characters_reserved_per_url"
      }
    }

    var configuration: Configuration?
    /// Where Pleroma and older servers say it.
    var maxTootChars: Int?

    enum CodingKeys: String, CodingKey {
      case configuration
      case maxTootChars = "max_toot_chars"
    }
  }
}
