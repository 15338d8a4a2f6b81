package import HubHTTP

/// The code that speaks one service's API, made for one account.
///
/// A network only returns an outcome: the Publisher owns every change of state, and OAuth, retry,
/// wording and length fitting live elsewhere. A dry run is the same code over another transport.
package protocol Network: Sendable {
  static var descriptor: NetworkDescriptor { get }

  /// - Throws: `AccountProblem` where a setting is missing or malformed.
  init(settings: NetworkSettings) throws(AccountProblem)

  /// What the account may be asked for; all that its network can, unless its settings say less.
  var capabilities: Set<NetworkDescriptor.Capability> { get }

  /// Sends one post; one or more requests.
  func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost
}

extension Network {
  package var capabilities: Set<NetworkDescriptor.Capability> {
    Self.descriptor.capabilities
  }
}

/// A network that can tell whether a post with a known identity is out.
package protocol LooksUpPosts: Network {
  /// Asks whether the post is out.
  ///
  /// - Parameters:
  ///   - post: what was sent.
  ///   - notBefore: seconds since 1970 before which the post can't have been sent.
  ///   - transport: how the service is reached.
  /// - Returns: the post if it is out, nil if it certainly is not.
  /// - Throws: what keeps it from finding out. Whatever it is, it says nothing about the post:
  ///   `unauthorized` and `retry` are about the look-up, all else is `outcomeUnknown`.
  func lookUp(
    _ post: Post, notBefore: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost?
}

/// A network whose limits differ from server to server.
package protocol ReadsLimits: Network {
  func textRules(over transport: any HTTPTransport) async throws(PublishError) -> TextRules
}

/// A network that can tell whether the account's credentials work.
package protocol ChecksCredentials: Network {
  /// Who the service says we are, for a person to read.
  func checkCredentials(over transport: any HTTPTransport) async throws(PublishError) -> String
}

/// What is known of a network without asking it.
package struct NetworkDescriptor: Sendable {
  /// What can be done about a post whose outcome is unknown.
  package enum RepeatSafety: String, Hashable, Sendable {
    /// Sending again with the same identity can't make a second post.
    case idempotent
    /// Read back first; absent, then send again.
    case lookUp
    /// Nothing: a person decides.
    case none
  }

  /// A key of the account in `hubgen.yaml` that only this network knows.
  package struct Setting: Hashable, Sendable {
    /// What a value must look like.
    package enum Format: Hashable, Sendable {
      case text
      /// `https`, or `http` to a loopback address.
      case url
      case choice([String])
    }

    package var key: String
    /// One sentence: what it is and where to find it.
    package var documentation: String
    package var isRequired: Bool
    /// Must come from the environment (`${NAME}`), is never printed.
    package var isSecret: Bool
    package var format: Format

    package init(
      _ key: String, _ documentation: String, isRequired: Bool = true, isSecret: Bool = false,
      format: Format = .text
    ) {
      self.key = key
      self.documentation = documentation
      self.isRequired = isRequired
      self.isSecret = isSecret
      self.format = format
    }
  }

  /// What can be done with a post beyond sending it.
  package enum Capability: String, Hashable, Sendable {
    /// A post may follow another one as the next part of a thread.
    case threads
    case comments
    /// `UpdatesPosts`.
    case edits
    /// `WithdrawsPosts`.
    case deletes
  }

  /// In kebab-case, as `network:` names it: `mastodon`.
  package var id: String
  /// As people write it: `Mastodon`.
  package var name: String
  package var settings: [Setting]
  package var textRules: TextRules
  package var repeatSafety: RepeatSafety
  /// How long an idempotent network remembers an identity; nil if for ever.
  package var remembersFor: Duration?
  /// How long after sending a look-up may still miss the post.
  package var visibleAfter: Duration
  package var capabilities: Set<Capability>
  /// How long after it went out a post can be taken down, where that is possible; nil if for ever.
  package var deleteWindow: Duration?

  package init(
    id: String, name: String, settings: [Setting], textRules: TextRules,
    repeatSafety: RepeatSafety, remembersFor: Duration? = nil,
    visibleAfter: Duration = .zero, capabilities: Set<Capability> = [],
    deleteWindow: Duration? = nil
  ) {
    self.id = id
    self.name = name
    self.settings = settings
    self.textRules = textRules
    self.repeatSafety = repeatSafety
    self.remembersFor = remembersFor
    self.visibleAfter = visibleAfter
    self.capabilities = capabilities
    self.deleteWindow = deleteWindow
  }
}

/// An account's settings with secrets filled in; never printed.
package struct NetworkSettings: Sendable {
  package var account: String
  /// The clock, in seconds since 1970, for networks that sign the time of sending; without one,
  /// they take the time at which the post is due.
  package var now: (@Sendable () -> Int64)?
  private var values: [String: String]

  package init(
    account: String, values: [String: String], now: (@Sendable () -> Int64)? = nil
  ) {
    self.account = account
    self.values = values
    self.now = now
  }

  package subscript(key: String) -> String? { values[key] }

  /// - Throws: `AccountProblem` naming the missing key.
  package func required(_ key: String) throws(AccountProblem) -> String {
    guard let value = values[key], !value.isEmpty else {
      throw AccountProblem(key: key, message: "account '\(account)' needs '\(key)'")
    }
    return value
  }
}

/// A setting of an account that can't work, for a diagnostic at its place.
package struct AccountProblem: Error, Hashable, Sendable {
  package var key: String
  package var message: String

  package init(key: String, message: String) {
    self.key = key
    self.message = message
  }
}
