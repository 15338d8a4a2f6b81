import HubHTTP
import Synchronization

/// The outside: the networks' servers and the hub's pages, as the seed makes them.
final class SimulatedWorld: Sendable {
  /// A post as a server has it.
  struct Remote: Hashable, Sendable {
    /// The server's own name for it.
    var name: String
    var account: String
    var identity: String
    /// The name of the post that it follows.
    var after: String?
    /// When it arrived, in true time.
    var at: Int64
    var isVisibleFrom: Int64
  }

  /// How an account's server behaves.
  enum Weather: String, CaseIterable, Sendable {
    case calm, stormy
    /// Nothing gets through.
    case down
  }

  /// What happens to a request that posts.
  private enum Trouble: String, CaseIterable {
    case refused, resetBefore, resetAfter, arrivesLate, failsBefore, failsAfter, busy, busyUntil
    case limited, limitedUntil, rejected, slow, slowAndLost
  }

  struct State {
    var kinds: [String: NetworkKind] = [:]
    var posts: [Remote] = []
    /// Names of posts that were taken down.
    var removed: Set<String> = []
    /// Requests whose senders have given up, still on their way.
    var late: [Remote] = []
    var weather: [String: Weather] = [:]
    var expiredTokens: Set<String> = []
    var limitedUntil: [String: Int64] = [:]
    /// Addresses of pages that are not there.
    var missingPages: Set<String> = []
    /// How often each identity was sent.
    var requests: [String: Int] = [:]
    /// Posts for which no network can tell, as the computer's clock jumped meanwhile.
    var uncertain: Set<String> = []
    var hasClockJumped = false
    var violations: [Violation] = []
    var names = 0
  }

  private let state = Mutex(State())
  private let scheduler: Scheduler
  private let random: SeededRandom
  private let story: Story

  init(_ scheduler: Scheduler, _ random: SeededRandom, _ story: Story) {
    self.scheduler = scheduler
    self.random = random
    self.story = story
  }

  func change(_ body: (inout State) -> Void) {
    let now = scheduler.now
    state.withLock { state in
      arrive(&state, until: now)
      body(&state)
    }
  }

  func look<Value>(_ body: (State) -> Value) -> Value {
    let now = scheduler.now
    return state.withLock { state in
      arrive(&state, until: now)
      return body(state)
    }
  }

  func report(_ law: String, _ detail: String) {
    story.tell { "VIOLATION \(law): \(detail)" }
    state.withLock { $0.violations.append(Violation(law: law, detail: detail)) }
  }

  /// Everything works from now on.
  func heal() {
    change { state in
      state.weather = [:]
      state.expiredTokens = []
      state.missingPages = []
      state.limitedUntil = [:]
    }
  }

  func answer(
    _ request: HTTPRequest, from process: String
  ) async -> Result<HTTPResponse, TransportError> {
    guard request.url.hasPrefix("https://net.example/") else {
      return .success(page(request.url))
    }
    let path = request.url.split(separator: "/").dropFirst(2).map { String($0) }
    let answer =
      switch path[0] {
      case "post":
        await post(path[1], path[2], after: path.count > 3 ? path[3] : nil)
      case "find": find(path[1], path[2])
      case "delete", "edit": change(path[1], path[2], isDeleted: path[0] == "delete")
      default: who(path[1])
      }
    story.tell {
      let shown =
        switch answer {
        case .success(let response):
          "\(response.status) \(response.headers.map { "\($0.name): \($0.value)" })"
        case .failure(let error): error.reason
        }
      return "t\(self.scheduler.now) \(process) \(path.joined(separator: "/")): \(shown)"
    }
    return answer
  }

  private func page(_ url: String) -> HTTPResponse {
    if look({ $0.missingPages.contains(url) }) { return HTTPResponse(status: 404) }
    let html = """
      <!doctype html><html><head><title>Launch</title><link rel="canonical" href="\(url)">
      <meta property="og:url" content="\(url)"><meta property="og:title" content="Launch"></head>
      <body></body></html>
      """
    return HTTPResponse(
      status: 200, headers: [.init("content-type", "text/html")], body: Array(html.utf8), url: url)
  }

  private func who(_ account: String) -> Result<HTTPResponse, TransportError> {
    let (weather, isExpired) = look { ($0.weather[account], $0.expiredTokens.contains(account)) }
    if weather == .down { return .failure(.notSent(reason: "connection refused")) }
    return .success(HTTPResponse(status: isExpired ? 401 : 200))
  }

  private func change(
    _ account: String, _ name: String, isDeleted: Bool
  ) -> Result<HTTPResponse, TransportError> {
    let (weather, isExpired) = look { ($0.weather[account], $0.expiredTokens.contains(account)) }
    if weather == .down { return .failure(.notSent(reason: "connection refused")) }
    if isExpired { return .success(HTTPResponse(status: 401)) }
    let isTroubled = weather == .stormy && random.once(in: 2)
    if isTroubled, random.once(in: 2) {
      return .success(limited(random.pick([429, 500]), pause: random.once(in: 2) ? 90 : nil))
    }
    let isThere = look { state in
      state.posts.contains { $0.name == name } && !state.removed.contains(name)
    }
    if isThere, isDeleted { self.change { $0.removed.insert(name) } }
    if isTroubled { return .failure(.answerLost(reason: "connection reset")) }
    return .success(HTTPResponse(status: isThere ? 200 : 404))
  }

  private func find(
    _ account: String, _ identity: String
  ) -> Result<HTTPResponse, TransportError> {
    let now = scheduler.now
    let (weather, isExpired, found) = look { state in
      (
        state.weather[account], state.expiredTokens.contains(account),
        state.posts.first { post in
          post.identity == identity && post.isVisibleFrom <= now
            && !state.removed.contains(post.name)
        }
      )
    }
    if weather == .down { return .failure(.notSent(reason: "connection refused")) }
    if weather == .stormy, random.once(in: 2) {
      return .success(limited(random.pick([429, 500]), pause: random.once(in: 2) ? 90 : nil))
    }
    if isExpired { return .success(HTTPResponse(status: 401)) }
    guard let found else { return .success(HTTPResponse(status: 404)) }
    return .success(HTTPResponse(status: 200, headers: [.init("x-name", found.name)]))
  }

  private func post(
    _ account: String, _ identity: String, after: String?
  ) async -> Result<HTTPResponse, TransportError> {
    let now = scheduler.now
    let (weather, isExpired, limitedUntil) = look { state in
      (
        state.weather[account] ?? .calm, state.expiredTokens.contains(account),
        state.limitedUntil[account] ?? 0
      )
    }
    change { $0.requests[identity, default: 0] += 1 }
    let trouble: Trouble? =
      switch weather {
      case .calm: nil
      case .stormy: random.once(in: 2) ? random.pick(Trouble.allCases) : nil
      case .down: .refused
      }
    switch trouble {
    case .refused: return .failure(.notSent(reason: "connection refused"))
    case .resetBefore: return .failure(.answerLost(reason: "connection reset"))
    case .failsBefore: return .success(HTTPResponse(status: 500))
    case .arrivesLate where !isExpired:
      let arrival = now + random.next(in: 1...30)
      change { state in
        state.names += 1
        state.late.append(
          Remote(
            name: "r\(state.names)", account: account, identity: identity, after: after,
            at: arrival, isVisibleFrom: now + Self.visibility(state, account, random, from: 30)))
      }
      return .failure(.answerLost(reason: "connection reset"))
    case .busy: return .success(limited(503, pause: nil))
    case .busyUntil: return .success(limited(503, pause: random.next(in: 1...7200)))
    case .limited: return .success(limited(429, pause: nil))
    case .limitedUntil:
      let pause = random.next(in: 1...7200)
      change { $0.limitedUntil[account] = now + pause }
      return .success(limited(429, pause: pause))
    case .rejected: return .success(HTTPResponse(status: 422))
    default: break
    }
    if isExpired { return .success(HTTPResponse(status: 401)) }
    if now < limitedUntil { return .success(limited(429, pause: limitedUntil - now)) }
    var answer = HTTPResponse(status: 200)
    change { state in
      state.names += 1
      let remote = Remote(
        name: "r\(state.names)", account: account, identity: identity, after: after, at: now,
        isVisibleFrom: now + Self.visibility(state, account, random, from: 0))
      answer = take(remote, &state)
    }
    switch trouble {
    case .resetAfter: return .failure(.answerLost(reason: "connection reset"))
    case .failsAfter: return .success(HTTPResponse(status: 500))
    case .slow: await scheduler.sleep(random.next(in: 1...1500))
    case .slowAndLost:
      await scheduler.sleep(30)
      return .failure(.answerLost(reason: "timed out"))
    default: break
    }
    return .success(answer)
  }

  private static func visibility(
    _ state: State, _ account: String, _ random: SeededRandom, from least: Int64
  ) -> Int64 {
    let longest = state.kinds[account]?.visibleAfter ?? 0
    return longest > least ? random.next(in: least...longest) : least
  }

  private func limited(_ status: Int, pause: Int64?) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: pause.map { [.init("retry-after", String($0))] } ?? [])
  }

  /// Requests that were on their way arrive.
  private func arrive(_ state: inout State, until now: Int64) {
    guard !state.late.isEmpty else { return }
    let arrived = state.late.filter { $0.at <= now }.sorted { $0.at < $1.at }
    state.late.removeAll { $0.at <= now }
    for remote in arrived { _ = take(remote, &state) }
  }

  /// A server takes a post, as its network documents repeats.
  private func take(_ remote: Remote, _ state: inout State) -> HTTPResponse {
    let kind = state.kinds[remote.account] ?? .blind
    let earlier = state.posts.first { post in
      post.identity == remote.identity
        && kind.memory.map { remote.at - post.at < $0 } != false
    }
    if let earlier {
      return HTTPResponse(
        status: kind == .refusing ? 409 : 200, headers: [.init("x-name", earlier.name)])
    }
    if state.posts.contains(where: { $0.identity == remote.identity }),
      !state.uncertain.contains(remote.identity)
    {
      state.violations.append(
        Violation(
          law: "nothing is sent twice",
          detail: "\(remote.identity) is out again on \(remote.account) (\(kind.rawValue))"))
    }
    if let after = remote.after, !state.posts.contains(where: { $0.name == after }) {
      state.violations.append(
        Violation(
          law: "followers go after what they follow", detail: "\(remote.identity) after \(after)"))
    }
    state.posts.append(remote)
    return HTTPResponse(status: 200, headers: [.init("x-name", remote.name)])
  }
}
