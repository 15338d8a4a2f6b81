import HubData
import HubDiagnostics
package import HubHTTP
package import HubModel

/// `hubgen syndicate`: articles and accounts become posts, and due posts go out.
package struct Syndication: Sendable {
  let config: SyndicationConfig
  let networks: [String: any Network]
  let queue: PostQueue
  let transport: any HTTPTransport
  let clock: any EpochClock
  private let random: @Sendable () -> UInt64
  let secrets: [String]
  let calendars: [HolidayCalendar]
  let mayTakeDown: Bool
  private let crashPoints: CrashPoints
  /// Asked between deliveries: a run that is to end begins no further one.
  package var isStopping: @Sendable () -> Bool = { false }

  /// - Parameters:
  ///   - config: with all its accounts.
  ///   - networks: by account name; an account without one is left alone in this run.
  ///   - queue: where posts are kept.
  ///   - transport: the way to the networks and to the hub.
  ///   - clock: every time of the run comes from it.
  ///   - random: bits for the jitter of retries.
  ///   - secrets: taken out of what is shown or kept.
  ///   - calendars: days to avoid and to aim at.
  ///   - mayTakeDown: whether more posts may be taken down at once than a mistake would be
  ///     noticed by.
  ///   - crashPoints: for tests.
  package init(
    config: SyndicationConfig, networks: [String: any Network], queue: PostQueue,
    transport: any HTTPTransport, clock: any EpochClock,
    random: @escaping @Sendable () -> UInt64, secrets: [String] = [],
    calendars: [HolidayCalendar] = [], mayTakeDown: Bool = false, crashPoints: CrashPoints = .none
  ) {
    self.config = config
    self.networks = networks
    self.queue = queue
    self.transport = transport
    self.clock = clock
    self.random = random
    self.secrets = secrets
    self.calendars = calendars
    self.mayTakeDown = mayTakeDown
    self.crashPoints = crashPoints
  }

  var accounts: [AccountConfig] {
    config.accounts.filter { networks[$0.name.value] != nil }
  }

  /// Plans what is new and publishes what is due.
  ///
  /// Articles are dated ones that may be shared, neither drafts nor expired.
  /// - Throws: `StorageError` where the queue fails, `CancellationError`.
  package func run(_ articles: [Article]) async throws -> SyndicationReport {
    let now = clock.now()
    try await queue.start(accounts: accounts.map(\.name.value), now: now)
    let worded = try await plan(articles, over: transport, isDryRun: false)
    let added = try await apply(worded)
    try crashPoints.reached(.planned)
    var options = Publisher.Options()
    options.requireLive = config.requireLive
    options.isStopping = isStopping
    let shared = worded.plan.shared
    options.isShared = {
      shared.contains(Plan.Text($0))
    }
    let publisher = Publisher(
      queue: queue, transport: transport, clock: clock, random: random, secrets: secrets,
      crashPoints: crashPoints, options: options)
    let touched = try await publisher.run(publisherAccounts(now: now))
    let seen = Set(touched).union(worded.plan.changed)
    let recorded = Set(worded.new.filter(\.isRecorded).map(\.post.identity))
    var report = try await report(
      seen.union(worded.plan.known).union(added), new: Set(added), touched: seen,
      recorded: added.count { recorded.contains($0) }, diagnostics: worded.diagnostics)
    try await addChanges(to: &report, of: touched, since: now)
    return report
  }

  private func publisherAccounts(now: Int64) -> [Publisher.Account] {
    accounts.compactMap { account in
      guard let network = networks[account.name.value] else { return nil }
      return Publisher.Account(
        name: account.name.value, network: network, pace: pace(of: account, now: now))
    }
  }

  /// When an account may send, for a run that begins now.
  func pace(of account: AccountConfig, now: Int64) -> SendingPace {
    let clock = ZoneClock(account.pace.timeZone ?? config.timeZone)
    let closed = ClosedHours(
      account, calendars, in: now - 86_400..<now + 7 * 86_400, clock: clock)
    return SendingPace(
      account.pace, slots: config.slots(of: account, clock: clock), clock: clock,
      isClosed: { closed.end(at: $0) != nil })
  }

  /// What a run would do now: the queue stays as it is.
  ///
  /// `answers` stands in for every network: it answers without sending.
  package func dryRun(
    _ articles: [Article], over answers: any HTTPTransport
  ) async throws -> SyndicationReport {
    let worded = try await plan(articles, over: answers, isDryRun: true)
    let known = try await waiting().union(worded.plan.known)
    var report = try await report(
      known, new: [], touched: [], recorded: 0, diagnostics: worded.diagnostics)
    try await foresee(worded, in: &report)
    for new in worded.new where !new.isRecorded {
      var post = PostReport(new.post, state: .planned, in: config.timeZone)
      post.isNew = true
      report.posts.append(post)
      report.counts[.planned, default: 0] += 1
    }
    report.posts.sort { ($0.scheduledAt, $0.id) < ($1.scheduledAt, $1.id) }
    let recorded = worded.new.count { $0.isRecorded }
    if recorded > 0 { report.counts[.recorded] = recorded }
    let queued = try await queue.entries(Array(known)).mapValues(\.post)
    let posts = queued.merging(worded.changed.mapValues(\.post)) { $1 }.merging(
      worded.new.map { ($0.post.identity, $0.post) }, uniquingKeysWith: { known, _ in known })
    for index in report.posts.indices {
      let entry = report.posts[index]
      guard entry.state == .planned || entry.state == .queued,
        let post = posts[entry.id], let network = networks[entry.account]
      else {
        report.posts[index].requests = []
        continue
      }
      let recorder = RequestRecorder(answers, hiding: secrets)
      // Only the requests matter: the answers are made up, and so is what follows from them.
      _ = try? await network.publish(post, over: recorder)
      report.posts[index].requests = recorder.requests
    }
    return report
  }
}
