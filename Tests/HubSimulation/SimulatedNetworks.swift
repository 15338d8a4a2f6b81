import HubHTTP
import HubSyndication

/// What a made-up network documents of repeats.
package enum NetworkKind: String, CaseIterable, Sendable {
  /// Takes an identity once, for ever.
  case once
  /// Takes an identity once, and answers a repeat with an error that names the earlier post.
  case refusing
  /// Takes an identity once for an hour, then again; can be asked.
  case forgetful
  /// Posts whatever it gets, and can be asked; shows a post within a minute.
  case askable
  /// Posts whatever it gets, and can't be asked.
  case blind

  /// Seconds for which an identity is remembered; nil for ever, 0 not at all.
  var memory: Int64? {
    switch self {
    case .once, .refusing: nil
    case .forgetful: 3600
    case .askable, .blind: 0
    }
  }

  /// The longest time after which a look-up sees a post.
  var visibleAfter: Int64 { self == .askable ? 60 : 0 }

  /// Whether posts can have comments.
  var canComment: Bool { self != .refusing }

  /// Whether a post that is out can be taken down and changed.
  var canTakeDown: Bool { self == .once || self == .askable }

  func network(_ settings: NetworkAccess) -> any Network {
    switch self {
    case .once: OnceNetwork(access: settings)
    case .refusing: RefusingNetwork(access: settings)
    case .forgetful: ForgetfulNetwork(access: settings)
    case .askable: AskableNetwork(access: settings)
    case .blind: BlindNetwork(access: settings)
    }
  }
}

/// What a network of the simulation knows besides its settings.
struct NetworkAccess: Sendable {
  var account: String
  var fault: PlantedFault?
  /// Called before a request goes out, for the fault `recorded-first`.
  var beforeRequest: @Sendable (Post) throws -> Void = { _ in }
  var number: @Sendable () -> UInt64 = { 0 }
}

/// What the made-up networks share; they differ in what they document.
protocol SimulatedNetwork: Network {
  var access: NetworkAccess { get }
  init(access: NetworkAccess)
}

extension SimulatedNetwork {
  init(settings: NetworkSettings) {
    self.init(access: NetworkAccess(account: settings.account))
  }

  func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost {
    var identity = post.identity
    if access.fault == .newIdentity { identity += "-\(access.number() % 1_000_000)" }
    if access.fault == .recordedFirst { try? access.beforeRequest(post) }
    let after = post.predecessor.map { "/\($0.remoteID)" } ?? ""
    let response = try await ask(
      .post, "post/\(access.account)/\(identity)\(after)", over: transport)
    let name = response.header("x-name") ?? ""
    switch response.status {
    case 200, 409: return PublishedPost(remoteID: name)
    case 401: throw .unauthorized(reason: "the token is not accepted")
    case 422: throw .rejected(reason: "too long")
    case 429: throw .retry(after: Self.pause(response), reason: "too many requests")
    case 503: throw .retry(after: Self.pause(response), reason: "busy")
    default: throw .outcomeUnknown(reason: "status \(response.status)")
    }
  }

  func find(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost? {
    if access.fault == .noLookUp { return nil }
    let response = try await ask(.get, "find/\(access.account)/\(post.identity)", over: transport)
    switch response.status {
    case 200: return PublishedPost(remoteID: response.header("x-name") ?? "")
    case 404: return nil
    case 401: throw .unauthorized(reason: "the token is not accepted")
    case 429: throw .retry(after: Self.pause(response), reason: "too many requests")
    default: throw .outcomeUnknown(reason: "the timeline can't be read")
    }
  }

  func withdraw(
    _ post: Post, _ remote: PublishedPost, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) {
    if access.fault == .noTakeDown { return }
    try await change(.delete, remote, over: transport)
  }

  func update(
    _ remote: PublishedPost, to post: Post, key: String, over transport: any HTTPTransport
  ) async throws(PublishError) { try await change(.put, remote, over: transport) }

  private func change(
    _ method: HTTPRequest.Method, _ remote: PublishedPost, over transport: any HTTPTransport
  ) async throws(PublishError) {
    let response = try await ask(
      method, "\(method == .delete ? "delete" : "edit")/\(access.account)/\(remote.remoteID)",
      over: transport)
    switch response.status {
    case 200, 404: return
    case 401: throw .unauthorized(reason: "the token is not accepted")
    case 429: throw .retry(after: Self.pause(response), reason: "too many requests")
    default: throw .outcomeUnknown(reason: "status \(response.status)")
    }
  }

  func checkCredentials(over transport: any HTTPTransport) async throws(PublishError) -> String {
    let status = try await ask(.get, "who/\(access.account)", over: transport).status
    guard status == 200 else { throw .unauthorized(reason: "the token is not accepted") }
    return access.account
  }

  private func ask(
    _ method: HTTPRequest.Method, _ path: String, over transport: any HTTPTransport
  ) async throws(PublishError) -> HTTPResponse {
    do throws(TransportError) {
      return try await transport.send(HTTPRequest(method, "https://net.example/\(path)"))
    } catch {
      switch error {
      case .invalidRequest(let reason): throw .rejected(reason: reason)
      case .notSent(let reason): throw .retry(after: nil, reason: reason)
      case .answerLost(let reason): throw .outcomeUnknown(reason: reason)
      }
    }
  }

  private static func pause(_ response: HTTPResponse) -> Duration? {
    response.header("retry-after").flatMap { Int($0) }.map { .seconds($0) }
  }
}

private func descriptor(
  _ kind: NetworkKind, _ safety: NetworkDescriptor.RepeatSafety
) -> NetworkDescriptor {
  NetworkDescriptor(
    id: kind.rawValue, name: kind.rawValue, settings: [],
    textRules: TextRules(limit: 100, counting: .utf8Bytes), repeatSafety: safety,
    remembersFor: kind.memory.flatMap { $0 > 0 ? .seconds($0) : nil },
    visibleAfter: .seconds(kind.visibleAfter),
    capabilities: Set<NetworkDescriptor.Capability>([.threads])
      .union(kind.canTakeDown ? [.edits, .deletes] : []).union(kind.canComment ? [.comments] : []))
}

struct OnceNetwork: SimulatedNetwork, ChecksCredentials, WithdrawsPosts, UpdatesPosts {
  static let descriptor = HubSimulation.descriptor(.once, .idempotent)
  var access: NetworkAccess
}

struct RefusingNetwork: SimulatedNetwork {
  static let descriptor = HubSimulation.descriptor(.refusing, .idempotent)
  var access: NetworkAccess
}

struct ForgetfulNetwork: SimulatedNetwork, LooksUpPosts {
  static let descriptor = HubSimulation.descriptor(.forgetful, .idempotent)
  var access: NetworkAccess

  func lookUp(
    _ post: Post, notBefore: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost? { try await find(post, over: transport) }
}

struct AskableNetwork: SimulatedNetwork, LooksUpPosts, ChecksCredentials, WithdrawsPosts,
  UpdatesPosts
{
  static let descriptor = HubSimulation.descriptor(.askable, .lookUp)
  var access: NetworkAccess

  func lookUp(
    _ post: Post, notBefore: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost? { try await find(post, over: transport) }
}

struct BlindNetwork: SimulatedNetwork {
  static let descriptor = HubSimulation.descriptor(.blind, .none)
  var access: NetworkAccess
}
