package import HubHTTP
import Synchronization

/// Takes due posts from the queue to their networks; the only one who moves their states.
///
/// A delivery is, in this order: body, time and identity durable → lease and fencing number
/// durable, state `sending` → request → outcome durable. Whatever was `sending` when a publisher
/// died is `unsure`, and is settled by what its network can do about repeats, never by silence.
package struct Publisher: Sendable {
  /// An account that this publisher serves.
  package struct Account: Sendable {
    package var name: String
    package var network: any Network
    package var pace: SendingPace

    package init(name: String, network: any Network, pace: SendingPace = .init()) {
      self.name = name
      self.network = network
      self.pace = pace
    }
  }

  package struct Options: Sendable {
    /// How long a claim is good for; longer than any delivery takes.
    package var leaseSeconds: Int64 = 600
    package var maximumAttempts = 8
    /// Accounts served at the same time.
    package var parallelism = 4
    /// After so many failures in a row an account rests.
    package var maximumFailures = 3
    package var requireLive = true
    /// Whether a post's article is still there: one that was removed, or made a draft again, keeps
    /// its posts from going out.
    package var isShared: @Sendable (Post) -> Bool = { _ in true }
    /// Asked between deliveries: a run that is to end begins no further one.
    package var isStopping: @Sendable () -> Bool = { false }

    package init() {}
  }

  let queue: PostQueue
  let transport: any HTTPTransport
  let clock: any EpochClock
  let crashPoints: CrashPoints
  let secrets: [String]
  let options: Options
  let backoff: Backoff
  /// How long accounts rest that fail.
  let rest: Backoff

  /// - Parameters:
  ///   - queue: where the posts are.
  ///   - transport: the way to the networks, and to the hub for `requireLive`.
  ///   - clock: every time of the run comes from it.
  ///   - random: bits for the jitter of retries.
  ///   - secrets: taken out of what networks say before it is kept.
  ///   - crashPoints: for tests.
  ///   - options: bounds and switches.
  package init(
    queue: PostQueue, transport: any HTTPTransport, clock: any EpochClock,
    random: @escaping @Sendable () -> UInt64, secrets: [String] = [],
    crashPoints: CrashPoints = .none, options: Options = .init()
  ) {
    self.queue = queue
    self.transport = transport
    self.clock = clock
    self.crashPoints = crashPoints
    self.secrets = secrets
    self.options = options
    backoff = Backoff(random: random)
    rest = Backoff(longest: 3600, random: random)
  }

  /// Settles what is unsure and sends what is due, in order within each account.
  ///
  /// - Returns: the identities of the posts it dealt with, sorted.
  /// - Throws: `StorageError` where the queue fails; what networks answer is in the queue.
  package func run(_ accounts: [Account]) async throws -> [String] {
    let presence = try await queue.enter(now: clock.now())
    let live = options.requireLive ? LiveCheck(over: transport) : nil
    let touched = TouchedPosts()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, account) in accounts.enumerated() {
        if index >= options.parallelism { try await group.next() }
        group.addTask { try await serve(account, live, touched) }
      }
      try await group.waitForAll()
    }
    return withExtendedLifetime(presence) { touched.identities }
  }

  private func serve(_ account: Account, _ live: LiveCheck?, _ touched: TouchedPosts) async throws {
    guard let account = try await ready(account) else { return }
    try await settleUnsure(account, touched)
    try await makeChanges(account, touched)
    try await publishDue(account, live, touched)
  }

  private func publishDue(
    _ account: Account, _ live: LiveCheck?, _ touched: TouchedPosts
  ) async throws {
    try await queue.release(account: account.name, now: clock.now())
    var failures = 0
    var latest: QueueEntry?
    var onlyFixed = false
    var refused: String?
    while failures < options.maximumFailures, !isStopping {
      let now = clock.now()
      guard !account.pace.isClosed(now), try await queue.status(account: account.name).maySend(now),
        let entry = try await queue.nextDue(
          account: account.name, now: now, after: latest, onlyFixed: onlyFixed)
      else { return }
      // What follows a post goes with it: only the first of a thread needs a place.
      let isFirst = entry.link == nil
      if isFirst,
        let limit = try await queue.obstacle(
          to: entry.post, account.pace.limits(on: entry, at: now))
      {
        try await queue.note(limit.reason, on: entry.post.identity, now: now)
        // Now only those may go that need no place. What is left of a budget may be too little for a
        // thread, and enough for the next post.
        if limit.isPlace { onlyFixed = true }
        latest = entry
        continue
      }
      touched.add(entry.post.identity)
      // Before the claim: a page that isn't live costs no attempt and leaves nothing unsure.
      if let reason = await reasonToWait(entry.post, live) {
        latest = entry
        try await queue.note(reason, on: entry.post.identity, now: clock.now())
        continue
      }
      let claimTime = clock.now()
      // Much time may have passed since: the page was asked for, or the computer slept.
      guard !account.pace.isClosed(claimTime) else { return }
      let claim = try await queue.claim(
        account: account.name, identity: entry.post.identity,
        within: isFirst ? account.pace.limits(on: entry, at: claimTime) : [], now: claimTime,
        leaseUntil: claimTime + options.leaseSeconds)
      guard let claim else {
        // Another publisher sends for the account, or has just sent this post. A later one must not
        // go before this one: where it is still due, the account is left to the other publisher.
        if refused == entry.post.identity { return }
        refused = entry.post.identity
        continue
      }
      latest = entry
      if try await deliver(claim, to: account) {
        failures = 0
      } else {
        failures += 1
        try await restIfFailing(account)
      }
    }
  }

  /// Why a post can't go yet whose turn it is; nil where its page is there.
  private func reasonToWait(_ post: Post, _ live: LiveCheck?) async -> String? {
    guard options.isShared(post) else {
      return "the article is not published any more; the post waits until it is, or until it is"
        + " cancelled with 'hubgen queue cancel'"
    }
    return await live?.problem(of: post)
  }

  var isStopping: Bool { options.isStopping() || Task.isCancelled }

  /// Sends a claimed post and records what came of it.
  ///
  /// - Returns: whether it is out.
  private func deliver(_ claim: Claim, to account: Account) async throws -> Bool {
    try crashPoints.reached(.leased)
    let outcome: DeliveryOutcome
    // The process may have slept since: past its lease the post may be another publisher's.
    if clock.now() >= claim.leaseUntil {
      outcome = .notSent(reason: "the lease ended before anything was sent")
    } else if claim.mayBeOut, !isRemembered(claim.firstSentAt, by: account) {
      outcome = .unknown(reason: "it may be out, and is too old to be sent again")
    } else {
      let watched = watched()
      let transport = CrashingTransport(watched, crashPoints)
      do throws(PublishError) {
        outcome = .published(
          try await account.network.publish(claim.post, over: transport))
      } catch {
        outcome = self.outcome(of: error, claim)
      }
      if let crash = transport.error { throw crash }
      try await keepBudget(watched, account)
    }
    try crashPoints.reached(.answered)
    do {
      try await queue.record(outcome, of: claim, now: clock.now())
    } catch is StaleLease {
      // Another publisher has settled it; what it recorded stands.
      return false
    }
    try crashPoints.reached(.recorded)
    if case .published = outcome { return true }
    return false
  }

  private func outcome(of error: PublishError, _ claim: Claim) -> DeliveryOutcome {
    let reason = error.reason.hiding(secrets)
    switch error {
    case .rejected: return .failed(reason: reason)
    case .unauthorized: return .unauthorized(reason: reason)
    case .outcomeUnknown: return .unknown(reason: reason)
    case .retry(let after, _):
      guard claim.attempts < options.maximumAttempts else {
        return .failed(reason: "gave up after \(claim.attempts) attempts: \(reason)")
      }
      let at = clock.now() + backoff.delay(attempts: claim.attempts, asked: after)
      return .retry(at: at, accountUntil: after == nil ? nil : at, reason: reason)
    }
  }
}

extension PublishError {
  /// For people.
  package var reason: String {
    switch self {
    case .retry(_, let reason), .rejected(let reason), .unauthorized(let reason),
      .outcomeUnknown(let reason):
      reason
    }
  }
}

/// The posts that a run has dealt with, collected from all accounts.
final class TouchedPosts: Sendable {
  private let all = Mutex<Set<String>>([])

  func add(_ identity: String) { all.withLock { _ = $0.insert(identity) } }

  var identities: [String] { all.withLock { $0.sorted() } }
}
