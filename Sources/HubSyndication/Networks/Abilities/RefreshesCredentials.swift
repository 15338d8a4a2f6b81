package import HubHTTP

/// A network whose tokens are replaced while hubgen runs.
///
/// The tokens in the configuration are the first ones; from then on the queue keeps the latest,
/// until the configuration has others.
package protocol RefreshesCredentials: Network {
  /// Whether a refresh whose answer was lost may be tried once more with the same refresh token;
  /// some services take a second use for theft and revoke everything.
  static var allowsRepeatedRefresh: Bool { get }

  /// Those of the settings it was made with, or of `using(_:)`.
  var tokens: RotatingTokens { get }

  /// The same account with other tokens.
  func using(_ tokens: RotatingTokens) -> Self

  /// Asks for new tokens.
  ///
  /// - Parameters:
  ///   - tokens: the latest that are known.
  ///   - now: seconds since 1970.
  ///   - transport: how the service is reached.
  /// - Returns: what is used from now on; the refresh token too, where it stays the same.
  /// - Throws: `retry` where nothing was asked, `unauthorized` or `rejected` where the service does
  ///   not take the refresh token any more, `outcomeUnknown` where it may have been used up.
  func refresh(
    _ tokens: RotatingTokens, now: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> RotatingTokens
}

/// What an account shows to its service, and what it gets a new one for.
package struct RotatingTokens: Hashable, Sendable {
  package var access: String
  package var refresh: String
  /// Seconds since 1970 at which the access token ends; nil where that isn't known.
  package var expiresAt: Int64?

  package init(access: String, refresh: String, expiresAt: Int64? = nil) {
    self.access = access
    self.refresh = refresh
    self.expiresAt = expiresAt
  }
}
