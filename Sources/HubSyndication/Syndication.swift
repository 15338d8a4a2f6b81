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
  ///   - crashPoints: for tests.
  package init(
    config: SyndicationConfig, networks: [String: any Network], queue: PostQueue,
    transport: any HTTPTransport, clock: any EpochClock,
    random: @escaping @Sendable () -> UInt64, secrets: [String] = [],
    crashPoints: CrashPoints = .none
  ) {
    self.config = config
    self.networks = networks
    self.queue = queue
    self.transport = transport
    self.clock = clock
    self.random = random
    self.secrets = secrets
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
    let start = clock.now()
    let (plan, composed) = try await compose(articles, over: transport, isDryRun: false)
    let added = try await queue.add(composed.posts, now: clock.now())
    try crashPoints.reached(.planned)
    var options = Publisher.Options()
    options.requireLive = config.requireLive
    options.isStopping = isStopping
    let shared = Set(articles.map { SharedText(article: $0.identity, language: $0.language.code) })
    options.isShared = {
      shared.contains(SharedText(article: $0.article, language: $0.language))
    }
    let publisher = Publisher(
      queue: queue, transport: transport, clock: clock, random: random, secrets: secrets,
      crashPoints: crashPoints, options: options)
    let touched = try await publisher.run(
      accounts.compactMap { account in
        networks[account.name.value].map {
          Publisher.Account(
            name: account.name.value, network: $0,
            slots: SlotCalendar(account.slots, timeZone: config.timeZone))
        }
      })
    let identities = Set(plan.known).union(added).union(touched)
    var report = try await report(
      identities, new: Set(added), touched: Set(touched), recorded: composed.recorded(among: added),
      diagnostics: composed.diagnostics)
    try await addChanges(to: &report, of: touched, since: start)
    return report
  }

  /// What a run would do now: the queue stays as it is.
  ///
  /// `answers` stands in for every network: it answers without sending.
  package func dryRun(
    _ articles: [Article], over answers: any HTTPTransport
  ) async throws -> SyndicationReport {
    let (plan, composed) = try await compose(articles, over: answers, isDryRun: true)
    let known = try await waiting().union(plan.known)
    var report = try await report(
      known, new: [], touched: [], recorded: 0, diagnostics: composed.diagnostics)
    for new in composed.posts where !new.isRecorded {
      var post = PostReport(new.post, state: .planned, in: config.timeZone)
      post.isNew = true
      report.posts.append(post)
      report.counts[.planned, default: 0] += 1
    }
    report.posts.sort { ($0.scheduledAt, $0.id) < ($1.scheduledAt, $1.id) }
    let recorded = composed.posts.count { $0.isRecorded }
    if recorded > 0 { report.counts[.recorded] = recorded }
    let posts = try await queue.entries(Array(known)).mapValues(\.post).merging(
      composed.posts.map { ($0.post.identity, $0.post) }, uniquingKeysWith: { known, _ in known })
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

  /// An article in one of its languages.
  private struct SharedText: Hashable {
    var article: String
    var language: String
  }

  private func compose(
    _ articles: [Article], over transport: any HTTPTransport, isDryRun: Bool
  ) async throws -> (Plan, ComposedPosts) {
    let now = clock.now()
    let snapshot = try await queue.snapshot(accounts: accounts.map(\.name.value), now: now)
    let plan = Planner(config, accounts: accounts).plan(articles, besides: snapshot, now: now)
    var composition = Composition(syndication: config, networks: networks, isDryRun: isDryRun)
    return (plan, await composition.compose(plan.new, over: transport, secrets: secrets))
  }
}
