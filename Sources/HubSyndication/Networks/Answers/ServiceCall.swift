import HubHTTP

/// Requests to one service, and what its answers say about a post.
///
/// The one place that decides between "certainly not published" and "may be published".
struct ServiceCall: Sendable {
  /// What a request does, which decides what a missing answer means.
  enum Effect: Sendable {
    /// Changes nothing; another try is harmless.
    case reads
    /// Changes or deletes a post that is out; another try is harmless.
    case changes
    /// Makes a post.
    case publishes
    /// Finds out about a post: a failure leaves its outcome as unknown as it was.
    case looksUp
  }

  /// As people know it: `mastodon.example`.
  var host: String
  /// Never to stand in a reason, even where the service quotes them.
  var secrets: [String]
  /// What a person should look at when the address seems to be wrong: `server`.
  var addressKey: String
  /// The service's own words in the body of an error.
  var message: @Sendable ([UInt8]) -> String?
  /// Whether 403 says that the account may not post, rather than that it may not say this.
  var forbidsAccounts = false
  /// How long the service asks to wait, beyond the usual headers.
  var delay: @Sendable (HTTPResponse) -> Duration? = { _ in nil }

  /// The answer, if it says that the request succeeded or is one the caller knows.
  func send(
    _ request: HTTPRequest, _ effect: Effect,
    accepting isKnown: (HTTPResponse) -> Bool = { _ in false }, over transport: any HTTPTransport
  ) async throws(PublishError) -> HTTPResponse {
    let response: HTTPResponse
    do {
      response = try await transport.send(request)
    } catch {
      throw publishError(error, effect)
    }
    guard (200..<300).contains(response.status) || isKnown(response) else {
      throw publishError(response, effect)
    }
    return response
  }

  /// What to throw for an answer that says success but can't be read.
  func unreadable(_ what: String, _ effect: Effect) -> PublishError {
    let reason = "\(host) answered success, but \(what)"
    switch effect {
    case .reads, .changes: return .rejected(reason: "\(reason); check '\(addressKey)'")
    case .publishes, .looksUp: return .outcomeUnknown(reason: reason)
    }
  }

  private func publishError(_ error: TransportError, _ effect: Effect) -> PublishError {
    let reason = shown(error.reason)
    switch (error, effect) {
    case (_, .looksUp): return .outcomeUnknown(reason: reason)
    case (.invalidRequest, _): return .rejected(reason: reason)
    case (.notSent, _), (.answerLost, .reads), (.answerLost, .changes):
      return .retry(after: nil, reason: reason)
    case (.answerLost, .publishes): return .outcomeUnknown(reason: reason)
    }
  }

  private func publishError(_ response: HTTPResponse, _ effect: Effect) -> PublishError {
    let reason = reason(response)
    switch response.status {
    case 401: return .unauthorized(reason: reason)
    case 403 where forbidsAccounts && effect == .publishes:
      // Others of the account would end the same way until a person has seen to it.
      return .retry(after: .seconds(3600), reason: reason)
    // A proxy says so too where the server behind it has the post and answers too late.
    case 503 where effect == .publishes && response.header("retry-after") == nil:
      return .outcomeUnknown(reason: reason)
    case 408, 425, 429, 503:
      return .retry(after: retryDelay(response) ?? delay(response), reason: reason)
    case 300..<500 where effect != .looksUp: return .rejected(reason: reason)
    default:
      // A server may fail after it has stored the post.
      return effect == .reads || effect == .changes
        ? .retry(after: retryDelay(response), reason: reason) : .outcomeUnknown(reason: reason)
    }
  }

  private func reason(_ response: HTTPResponse) -> String {
    var reason = "\(host) answered \(response.status)"
    if let message = message(response.body).map(shown), !message.isEmpty {
      reason += ": \(message)"
    }
    switch response.status {
    case 300..<400:
      let target = response.header("location").flatMap(hostOfURL).map { " to \($0)" } ?? ""
      return reason + " (it redirects\(target): correct '\(addressKey)')"
    case 404, 410: return reason + " (check '\(addressKey)')"
    default: return reason
    }
  }

  /// A foreign text on one line, bounded, without secrets.
  private func shown(_ text: String) -> String {
    let limit = 300
    // Hidden before anything is cut: half a secret would not be recognised.
    let line = String(
      String.UnicodeScalarView(
        text.hiding(secrets).unicodeScalars.prefix(8 * limit).map {
          $0.properties.generalCategory == .control ? " " : $0
        }))
    return line.count > limit ? line.prefix(limit) + "…" : line
  }
}
