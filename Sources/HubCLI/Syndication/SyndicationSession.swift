import ArgumentParser
import Foundation
import HubBuild
import HubData
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication

/// Why a hub can't be published from.
struct SyndicationProblems: Error {
  var diagnostics: [Diagnostic]
}

/// A hub read for publishing: its articles, its accounts and its queue.
struct SyndicationSession {
  let config: HubConfig
  let syndication: SyndicationConfig
  let diagnostics: [Diagnostic]
  private let sharing: SharingHalf
  private let hub: HubOptions
  private let isDryRun: Bool
  private let mayTakeDown: Bool

  var articles: [Article] { sharing.articles }

  /// Reads the hub.
  ///
  /// Of the accounts only those named are used, all if none is; in a dry run variables may be
  /// missing, and `warnsOfSecrets` says whether those that are secrets are warned of.
  /// - Throws: `SyndicationProblems` with all that is wrong, or `ValidationError` where a name is no
  ///   account's.
  init(
    _ hub: HubOptions, accounts names: [String], isDryRun: Bool, mayTakeDown: Bool = false,
    warnsOfSecrets: Bool = true
  ) throws {
    self.mayTakeDown = mayTakeDown
    self.hub = hub
    self.isDryRun = isDryRun
    let (loaded, all, problems) = Self.load(BuildOptions(hub))
    guard let loaded else { throw SyndicationProblems(diagnostics: problems) }
    config = loaded.config
    let known = loaded.config.syndication?.accounts.map(\.name.value) ?? []
    // Accounts that a mistake took out of the configuration are not missed as well.
    if problems.hasErrors, known.isEmpty || names.contains(where: { !known.contains($0) }) {
      throw SyndicationProblems(diagnostics: problems)
    }
    guard let syndication = loaded.config.syndication, !known.isEmpty else {
      throw SyndicationProblems(diagnostics: [
        .error(
          "no-accounts", "there is no account to publish to",
          at: SourceLocation(file: loaded.config.file),
          notes: ["add one under 'syndication: accounts:', with 'name' and 'network'"])
      ])
    }
    for name in names where !known.contains(name) {
      throw ValidationError(noAccount(name, among: known, in: config))
    }
    sharing = SharingHalf(
      loaded, problems: all, syndication,
      accounts: syndication.accounts.filter { names.isEmpty || names.contains($0.name.value) },
      hub: hub, isDryRun: isDryRun)
    diagnostics =
      problems + sharing.diagnostics + (warnsOfSecrets ? sharing.unsetSecrets : [])
    guard !diagnostics.hasErrors else { throw SyndicationProblems(diagnostics: diagnostics) }
    self.syndication = syndication
  }

  /// The hub with what is dated ahead, which is planned ahead.
  ///
  /// - Returns: the hub; all problems; and those to show: what the build warns of is shown by the
  ///   build, and mistakes that only pages have which are dated ahead are warnings here.
  private static func load(
    _ options: BuildOptions
  ) -> (hub: Hub?, all: [Diagnostic], shown: [Diagnostic]) {
    var ahead = options
    ahead.future = true
    let (hub, problems) = HubBuild.load(ahead)
    let errors = problems.filter { $0.severity == .error }
    guard !errors.isEmpty, hub != nil, !HubBuild.load(options).diagnostics.hasErrors else {
      return (hub, problems, errors)
    }
    let warnings = errors.map { error -> Diagnostic in
      var warning = error
      warning.severity = .warning
      return warning
    }
    return (hub, problems, warnings)
  }

  /// The queue and everything that works on it.
  func open() async throws -> Syndication {
    Syndication(
      config: syndication,
      networks: Dictionary(
        sharing.accounts.map { ($0.name, $0.network) }, uniquingKeysWith: { first, _ in first }),
      queue: try await queue(),
      transport: CurlTransport(
        options: .init(
          version: hubgenVersion, environment: ProcessInfo.processInfo.environment)),
      clock: hub.clock, random: { .random(in: 0 ... .max) },
      secrets: sharing.accounts.flatMap(\.secrets) + (sharing.store?.secrets ?? []),
      calendars: sharing.calendars,
      mayTakeDown: mayTakeDown, crashPoints: .fromEnvironment)
  }

  /// A dry run makes no file: without a queue it looks at an empty one.
  private func queue() async throws -> PostQueue {
    guard let store = sharing.store else { return try PostQueue.inMemory() }
    return try await isDryRun
      ? PostQueue.openForReading(store.text) : PostQueue.open(store.text)
  }
}

extension HubOptions {
  /// The system's clock, or one that stands at `--now`.
  var clock: any EpochClock {
    time.now == nil ? SystemClock() : FixedClock(time.moment.seconds)
  }

  /// The variables of the process and of `.env`, and what is wrong with that file.
  var variables: (values: [String: String], diagnostics: [Diagnostic]) {
    let (file, problems) = environmentFile
    return (file.values.merging(ProcessInfo.processInfo.environment) { $1 }, problems)
  }

  /// What `.env` sets; nothing where there is none.
  private var environmentFile: (file: EnvironmentFile, diagnostics: [Diagnostic]) {
    let name = ".env"
    do throws(FileError) {
      let file = EnvironmentFile(try readFile(folder + "/" + name, limit: 1 << 20), file: name)
      return (file, file.diagnostics)
    } catch {
      let problem = Diagnostic.error(
        "unreadable-env", "\(name) can't be read: \(error.reason)", at: SourceLocation(file: name),
        notes: ["make it a file that you may read, or remove it and set the variables otherwise"])
      return (EnvironmentFile([]), error.isMissing ? [] : [problem])
    }
  }
}

extension CrashPoints {
  /// Where the tests of lost answers let the process die: `HUBGEN_TEST_KILL_AT` names the point.
  fileprivate static var fromEnvironment: CrashPoints {
    ProcessInfo.processInfo.environment["HUBGEN_TEST_KILL_AT"].flatMap { Point(rawValue: $0) }
      .map { .killing(at: $0) } ?? .none
  }
}
