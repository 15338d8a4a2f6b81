import HubHTTP
import HubModel
import HubSyndication
import Synchronization

/// The outside as tests make it: networks' servers and the hub's pages, over one transport.
final class SmallWorld: HTTPTransport {
  /// What happens to the next request that posts.
  enum Fault: String, CaseIterable, Sendable {
    case refused, lostBefore, lostAfter, failsAfter, busy, limited, unauthorized, rejected
  }

  struct Remote: Hashable, Sendable {
    var account: String
    var identity: String
    var at: Int64
  }

  struct State {
    var posts: [Remote] = []
    var honoursIdentity = true
    /// Taken from the front, one for each request that posts.
    var faults: [Fault] = []
    /// A look-up fails as long as it is above zero.
    var blindLookUps = 0
    /// Seconds until look-ups see a post.
    var visibleAfter: Int64 = 0
    /// What look-ups don't see yet.
    var hidden: Set<String> = []
    var badCredentials: Set<String> = []
    /// Statuses of pages that are not 200.
    var pages: [String: Int] = [:]
    var pageRequests: [String] = []
    /// What pages and pictures answer that are not as they should be.
    var answers: [String: HTTPResponse] = [:]
    /// Statuses of the next requests that change a post; 200 after them.
    var changeStatuses: [Int] = []
    /// Their paths.
    var changes: [String] = []
    /// On every answer to a request that posts.
    var headers: [HTTPResponse.Header] = []
    /// Other questions, such as `whoami` and `limits`.
    var asked: [String] = []
    var postRequests = 0
    var lookUps: [(identity: String, notBefore: Int64)] = []
    /// Posts being taken at this moment, by account, and the most there ever were.
    var concurrent: [String: Int] = [:]
    var mostConcurrent = 0
  }

  private let state = Mutex(State())
  private let clock: any EpochClock

  init(_ clock: any EpochClock) {
    self.clock = clock
  }

  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

  func look<Value: Sendable>(_ body: (State) -> Value) -> Value { state.withLock { body($0) } }

  var posts: [Remote] { look(\.posts) }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    guard request.url.hasPrefix("https://net.example/") else {
      return state.withLock { state in
        state.pageRequests.append(request.url)
        return state.answers[request.url]
          ?? .page(request.url, status: state.pages[request.url] ?? 200)
      }
    }
    let path = request.url.split(separator: "/").dropFirst(2).map { String($0) }
    switch path[0] {
    case "post": return try await post(account: path[1], identity: path[2])
    case "find":
      return state.withLock { state in
        state.lookUps.append((path[2], Int64(path[3]) ?? -1))
        if state.blindLookUps > 0 {
          state.blindLookUps -= 1
          return HTTPResponse(status: 500)
        }
        let now = clock.now()
        let isThere =
          !state.hidden.contains(path[2])
          && state.posts.contains { $0.identity == path[2] && $0.at + state.visibleAfter <= now }
        return HTTPResponse(status: isThere ? 200 : 404)
      }
    case "change":
      return state.withLock { state in
        state.changes.append(path.dropFirst().joined(separator: "/"))
        if state.badCredentials.contains(path[1]) { return HTTPResponse(status: 401) }
        return HTTPResponse(
          status: state.changeStatuses.isEmpty ? 200 : state.changeStatuses.removeFirst())
      }
    default:
      return state.withLock { state in
        state.asked.append(path[0])
        return HTTPResponse(status: state.badCredentials.contains(path[1]) ? 401 : 200)
      }
    }
  }

  private func post(
    account: String, identity: String
  ) async throws(TransportError) -> HTTPResponse {
    let fault = state.withLock { state in
      state.postRequests += 1
      state.concurrent[account, default: 0] += 1
      state.mostConcurrent = max(state.mostConcurrent, state.concurrent[account] ?? 0)
      return state.faults.isEmpty ? nil : state.faults.removeFirst()
    }
    // Lets others run in between.
    await Task.yield()
    defer { state.withLock { $0.concurrent[account, default: 1] -= 1 } }
    switch fault {
    case .refused: throw .notSent(reason: "connection refused")
    case .lostBefore: throw .answerLost(reason: "connection reset")
    case .busy: return HTTPResponse(status: 503)
    case .limited: return HTTPResponse(status: 429)
    case .unauthorized: return HTTPResponse(status: 401)
    case .rejected: return HTTPResponse(status: 422)
    case .lostAfter, .failsAfter, nil: break
    }
    let now = clock.now()
    let isBad = state.withLock { state in
      if state.badCredentials.contains(account) { return true }
      let isRepeat = state.posts.contains { $0.identity == identity }
      if !(isRepeat && state.honoursIdentity) {
        state.posts.append(Remote(account: account, identity: identity, at: now))
      }
      return false
    }
    if isBad { return HTTPResponse(status: 401) }
    if fault == .lostAfter { throw .answerLost(reason: "connection reset") }
    return HTTPResponse(status: fault == .failsAfter ? 500 : 200, headers: look(\.headers))
  }
}

extension HTTPResponse {
  /// A page as it should be, or a picture.
  static func page(_ url: String, status: Int = 200, canonical: String? = nil) -> HTTPResponse {
    guard !url.hasSuffix(".png") else {
      return HTTPResponse(status: status, headers: [.init("Content-Type", "image/png")])
    }
    let canonical = canonical ?? url
    let html =
      "<!DOCTYPE html><head><link rel=canonical href=\"\(canonical)\"><meta property='og:url'"
      + " content='\(canonical)'><meta property=og:title content=Title>"
      + "<meta property=og:image content=https://hub.example/a.png></head>"
    return HTTPResponse(
      status: status, headers: [.init("Content-Type", "text/html; charset=utf-8")],
      body: Array(html.utf8), url: url)
  }
}

/// Lets something happen before an address is asked for the first time.
final class InterruptedTransport: HTTPTransport {
  private let inner: any HTTPTransport
  private let url: String
  private let body: @Sendable () async -> Void
  private let isOver = Mutex(false)

  init(
    _ inner: any HTTPTransport, at url: String, _ body: @escaping @Sendable () async -> Void
  ) {
    self.inner = inner
    self.url = url
    self.body = body
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let isFirst =
      request.url.hasPrefix(url)
      && isOver.withLock { isOver in
        defer { isOver = true }
        return !isOver
      }
    if isFirst { await body() }
    return try await inner.send(request)
  }
}

/// A clock that tests move.
final class ManualClock: EpochClock {
  private let seconds: Mutex<Int64>

  init(_ seconds: Int64) { self.seconds = Mutex(seconds) }

  func now() -> Int64 { seconds.withLock { $0 } }

  func set(_ moment: Int64) { seconds.withLock { $0 = moment } }

  func advance(_ step: Int64) { seconds.withLock { $0 += step } }
}

/// What the three made-up networks share: they differ only in what they say about repeats.
protocol WorldNetwork: Network {
  var account: String { get }
}

extension WorldNetwork {
  func publish(
    _ post: Post, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost {
    let status = try await ask(.post, "post/\(account)/\(post.identity)", over: transport)
    switch status {
    case 200: return PublishedPost(remoteID: "r-\(post.identity)", url: "https://net.example/x")
    case 401: throw .unauthorized(reason: "the token secret-token is not accepted")
    case 422: throw .rejected(reason: "too long")
    case 429: throw .retry(after: .seconds(90), reason: "too many requests")
    case 503: throw .retry(after: nil, reason: "busy")
    default: throw .outcomeUnknown(reason: "status \(status)")
    }
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, over transport: any HTTPTransport
  ) async throws(PublishError) -> Int {
    let request = HTTPRequest(
      method, "https://net.example/\(path)",
      headers: [.init("Authorization", "Bearer secret-token", isSecret: true)])
    do throws(TransportError) {
      return try await transport.send(request).status
    } catch {
      switch error {
      case .invalidRequest(let reason): throw .rejected(reason: reason)
      case .notSent(let reason): throw .retry(after: nil, reason: reason)
      case .answerLost(let reason): throw .outcomeUnknown(reason: reason)
      }
    }
  }
}

let fakeRules = TextRules(limit: 500, counting: .graphemes(urlWeight: 23))

/// Takes an identity once, however often it comes.
struct OnceNetwork: WorldNetwork, ChecksCredentials {
  static let descriptor = NetworkDescriptor(
    id: "once", name: "Once", settings: [], textRules: fakeRules, repeatSafety: .idempotent)

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
  init(_ account: String) { self.account = account }

  func checkCredentials(over transport: any HTTPTransport) async throws(PublishError) -> String {
    guard try await ask(.get, "whoami/\(account)", over: transport) == 200 else {
      throw .unauthorized(reason: "still not accepted")
    }
    return account
  }
}

/// Takes an identity once for an hour, then again; can be asked.
struct ForgetfulNetwork: WorldNetwork, LooksUpPosts {
  static let descriptor = NetworkDescriptor(
    id: "forgetful", name: "Forgetful", settings: [], textRules: fakeRules,
    repeatSafety: .idempotent, remembersFor: .seconds(3600))

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
  init(_ account: String) { self.account = account }

  func lookUp(
    _ post: Post, notBefore: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost? {
    try await AskableNetwork(account).lookUp(post, notBefore: notBefore, over: transport)
  }
}

/// Posts again whatever it gets, and can be asked.
struct AskableNetwork: WorldNetwork, LooksUpPosts {
  static let descriptor = NetworkDescriptor(
    id: "askable", name: "Askable", settings: [], textRules: fakeRules, repeatSafety: .lookUp,
    visibleAfter: .seconds(60))

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
  init(_ account: String) { self.account = account }

  func lookUp(
    _ post: Post, notBefore: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost? {
    switch try await ask(.get, "find/\(account)/\(post.identity)/\(notBefore)", over: transport) {
    case 200: return PublishedPost(remoteID: "found-\(post.identity)")
    case 404: return nil
    default: throw .outcomeUnknown(reason: "the timeline can't be read")
    }
  }
}

/// Posts again whatever it gets, and can't be asked.
struct BlindNetwork: WorldNetwork {
  static let descriptor = NetworkDescriptor(
    id: "blind", name: "Blind", settings: [], textRules: fakeRules, repeatSafety: .none)

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
  init(_ account: String) { self.account = account }
}

/// A test's publisher over one queue file.
struct Stage {
  let file: QueueFile
  let clock: ManualClock
  let world: SmallWorld

  init(at now: Int64 = 1000, store: Store = .sqlite) async throws {
    file = try await QueueFile(store)
    clock = ManualClock(now)
    world = SmallWorld(clock)
  }

  var queue: PostQueue { file.queue }

  /// A publisher of its own, as another process would be.
  func publisher(
    over transport: (any HTTPTransport)? = nil, crashPoints: CrashPoints = .none,
    requireLive: Bool = false, maximumFailures: Int = 3,
    isStopping: @escaping @Sendable () -> Bool = { false }
  ) async throws -> Publisher {
    var options = Publisher.Options()
    options.requireLive = requireLive
    options.maximumFailures = maximumFailures
    options.isStopping = isStopping
    return Publisher(
      queue: try await PostQueue.open(file.path), transport: transport ?? world, clock: clock,
      random: { 0 }, secrets: ["secret-token"], crashPoints: crashPoints, options: options)
  }

  func entry(_ number: Int) async throws -> QueueEntry {
    try await queue.entry(Post.sample(number).identity)
  }
}

func account(
  _ network: some WorldNetwork, _ pace: PostingPace = .init(), slots: SlotCalendar? = nil
) -> Publisher.Account {
  Publisher.Account(
    name: network.account, network: network, pace: SendingPace(pace, slots: slots))
}
