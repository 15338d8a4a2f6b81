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
  let articles: [Article]
  let accounts: [ResolvedAccount]
  private(set) var diagnostics: [Diagnostic]
  private let hub: HubOptions
  private let isDryRun: Bool
  private let mayTakeDown: Bool
  private let calendars: [HolidayCalendar]
  /// Nil in a dry run whose environment lacks what names it.
  private let store: StoreAddress?

  /// Reads the hub.
  ///
  /// Of the accounts only those named are used, all if none is; in a dry run secrets may be missing.
  /// - Throws: `SyndicationProblems`, or `ValidationError` where a name is no account's.
  init(
    _ hub: HubOptions, accounts names: [String], isDryRun: Bool, mayTakeDown: Bool = false
  ) throws {
    self.mayTakeDown = mayTakeDown
    self.hub = hub
    self.isDryRun = isDryRun
    let (loaded, problems) = Self.load(BuildOptions(hub))
    guard let loaded, !problems.hasErrors else {
      throw SyndicationProblems(diagnostics: problems)
    }
    config = loaded.config
    guard let syndication = loaded.config.syndication, !syndication.accounts.isEmpty else {
      throw SyndicationProblems(diagnostics: [
        .error(
          "no-accounts", "there is no account to publish to",
          at: SourceLocation(file: loaded.config.file),
          notes: ["add one under 'syndication: accounts:', with 'name' and 'network'"])
      ])
    }
    let known = syndication.accounts.map(\.name.value)
    for name in names where !known.contains(name) {
      let hint = didYouMean(name, in: known).first.map { "; \($0)" } ?? ""
      throw ValidationError("no account '\(name)' in hubgen.yaml\(hint)")
    }
    let chosen = syndication.accounts.filter { names.isEmpty || names.contains($0.name.value) }
    let (ready, accountProblems) = Self.resolve(chosen, hub: hub, isDryRun: isDryRun)
    diagnostics =
      problems + accountProblems + budgetProblems(chosen)
    let (calendars, calendarProblems) = Self.calendars(
      syndication.calendars, hub: hub, file: loaded.config.file)
    diagnostics += calendarProblems
    self.calendars = calendars
    do throws(Diagnostic) {
      store = try StoreAddress(
        syndication, file: loaded.config.file, folder: hub.folder,
        environment: hub.variables.values)
    } catch {
      store = nil
      var problem = error
      if isDryRun, problem.id == "unset-variable" {
        problem.severity = .warning
        problem.notes.append(.init("this dry run does not look at the queue"))
      }
      diagnostics.append(problem)
    }
    let shared = loaded.sharedArticles()
    diagnostics += unknownSocialNames(in: shared, accounts: syndication.accounts)
    diagnostics += unknownMentions(in: shared, mentions: syndication.mentions)
    diagnostics += unlinkedMentions(in: syndication, file: loaded.config.file)
    diagnostics += brokenAddresses(in: shared)
    guard !diagnostics.hasErrors else { throw SyndicationProblems(diagnostics: diagnostics) }
    self.syndication = syndication
    accounts = ready
    articles = shared
  }

  /// The hub with what is dated ahead, which is planned ahead.
  ///
  /// What the build warns of is shown by the build; mistakes that only pages have which are dated
  /// ahead are warnings here.
  private static func load(_ options: BuildOptions) -> (hub: Hub?, problems: [Diagnostic]) {
    var ahead = options
    ahead.future = true
    let (hub, problems) = HubBuild.load(ahead)
    let errors = problems.filter { $0.severity == .error }
    guard !errors.isEmpty, hub != nil, !HubBuild.load(options).diagnostics.hasErrors else {
      return (hub, errors)
    }
    return (
      hub,
      errors.map { error in
        var warning = error
        warning.severity = .warning
        return warning
      }
    )
  }

  /// What is wrong with the accounts, whether or not their secrets are set here.
  static func accountProblems(_ hub: HubOptions) -> [Diagnostic] {
    let config = readConfig(BuildOptions(hub)).config
    guard let config, let syndication = config.syndication else { return [] }
    return resolve(syndication.accounts, hub: hub, isDryRun: true).diagnostics
      .filter { $0.id != "unset-variable" }
      + budgetProblems(syndication.accounts)
      + unlinkedMentions(in: syndication, file: config.file)
  }

  /// Stands in for a secret that is not set, in the form of those whose form is checked.
  private static let unsetSecret = "whsec_" + String(repeating: "A", count: 43) + "="

  /// The accounts with their secrets, from the environment and `.env`.
  private static func resolve(
    _ accounts: [AccountConfig], hub: HubOptions, isDryRun: Bool
  ) -> (accounts: [ResolvedAccount], diagnostics: [Diagnostic]) {
    var (variables, fileProblems) = hub.variables
    var missing: [Diagnostic] = []
    if isDryRun {
      for account in accounts {
        for (name, place) in account.variables where variables[name, default: ""].isEmpty {
          variables[name] = unsetSecret
          missing.append(
            .warning(
              "unset-variable", "the variable '\(name)' is not set", at: place,
              notes: ["set it in the environment or in .env before publishing"]))
        }
      }
    }
    let clock = hub.clock
    let resolution = AccountResolution(environment: variables, now: { clock.now() })
    let (ready, problems) = resolution.resolve(accounts)
    // Where a variable is not set, its stand-in need not fit.
    let unset = Set(missing.compactMap(\.location))
    let real = problems.filter { problem in problem.location.map { !unset.contains($0) } ?? true }
    return (ready, fileProblems + missing + real)
  }

  /// The files of days to avoid and to aim at.
  private static func calendars(
    _ configs: [CalendarConfig], hub: HubOptions, file: String
  ) -> (calendars: [HolidayCalendar], diagnostics: [Diagnostic]) {
    var calendars: [HolidayCalendar] = []
    var diagnostics: [Diagnostic] = []
    for config in configs {
      let name = config.file.value
      do throws(FileError) {
        let bytes = try readFile(
          name.hasPrefix("/") ? name : hub.folder + "/" + name, limit: 8 << 20)
        let calendar = ICalendar(bytes, file: name)
        diagnostics += calendar.diagnostics
        calendars.append(HolidayCalendar(config, events: calendar.events))
      } catch {
        diagnostics.append(
          .error(
            "unreadable-calendar", "the calendar '\(name)' can't be read: \(error.reason)",
            at: SourceLocation(file: file, span: config.file.span),
            notes: ["its path is seen from the hub's folder"]))
      }
    }
    return (calendars, diagnostics)
  }

  /// The queue and everything that works on it.
  func open() async throws -> Syndication {
    Syndication(
      config: syndication,
      networks: Dictionary(
        accounts.map { ($0.name, $0.network) }, uniquingKeysWith: { first, _ in first }),
      queue: try await queue(),
      transport: CurlTransport(
        options: .init(
          version: hubgenVersion, environment: ProcessInfo.processInfo.environment)),
      clock: hub.clock, random: { .random(in: 0 ... .max) },
      secrets: accounts.flatMap(\.secrets) + (store?.secrets ?? []), calendars: calendars,
      mayTakeDown: mayTakeDown, crashPoints: .fromEnvironment)
  }

  /// A dry run makes no file: without a queue it looks at an empty one.
  private func queue() async throws -> PostQueue {
    guard let store else { return try PostQueue.inMemory() }
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

extension AccountConfig {
  /// The variables that settings name, with their places.
  fileprivate var variables: [(name: String, place: SourceLocation)] {
    settings.flatMap { setting -> [(name: String, place: SourceLocation)] in
      guard case .scalar(let text, _) = setting.value.content else { return [] }
      return text.split(separator: "${").dropFirst(text.hasPrefix("${") ? 0 : 1).compactMap {
        part in
        guard let end = part.firstIndex(of: "}") else { return nil }
        return (
          String(part[..<end]), SourceLocation(file: location.file, span: setting.value.span)
        )
      }
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
