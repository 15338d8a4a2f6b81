import HubBuild
import HubData
import HubDiagnostics
import HubModel
import HubSyndication

/// The sharing half of a hub as its files and variables say it, and every mistake in it.
struct SharingHalf {
  let accounts: [ResolvedAccount]
  let calendars: [HolidayCalendar]
  let articles: [Article]
  /// Nil where what names it is missing or wrong.
  let store: StoreAddress?
  let diagnostics: [Diagnostic]
  /// A warning for each secret that has a stand-in.
  let unsetSecrets: [Diagnostic]

  /// - Parameters:
  ///   - loaded: the hub with what is dated ahead.
  ///   - problems: found in reading it.
  ///   - syndication: its configuration's.
  ///   - chosen: the accounts that are made.
  ///   - hub: names the folder and the clock.
  ///   - isDryRun: whether stand-ins serve where variables are not set.
  init(
    _ loaded: Hub, problems: [Diagnostic], _ syndication: SyndicationConfig,
    accounts chosen: [AccountConfig], hub: HubOptions, isDryRun: Bool
  ) {
    let file = loaded.config.file
    let (variables, variableProblems) = hub.variables
    let clock = hub.clock
    var found = variableProblems + budgetProblems(chosen)
    if isDryRun {
      let resolved = StandIns(environment: variables, now: { clock.now() }).resolve(chosen)
      accounts = resolved.accounts
      found += resolved.diagnostics
      unsetSecrets = resolved.unsetSecrets
    } else {
      let resolution = AccountResolution(environment: variables, now: { clock.now() })
      let (ready, accountProblems) = resolution.resolve(chosen)
      accounts = ready
      found += accountProblems
      unsetSecrets = []
    }
    let (calendars, calendarProblems) = Self.calendars(
      syndication.calendars, folder: hub.folder, file: file)
    self.calendars = calendars
    found += calendarProblems
    do throws(Diagnostic) {
      store = try StoreAddress(
        syndication, file: file, folder: hub.folder, environment: variables)
    } catch {
      store = nil
      var problem = error
      if isDryRun, problem.id == "unset-variable" {
        problem.severity = .warning
        problem.notes.append(
          .init("without it nobody looks at the queue: every post is shown as one to send"))
      }
      found.append(problem)
    }
    articles = loaded.sharedArticles()
    found += Self.audienceProblems(problems, in: articles)
    found += brokenAddresses(in: articles)
    if Self.hasAllNames(problems, file: file) {
      found += unknownSocialNames(in: articles, accounts: syndication.accounts)
      found += unknownMentions(in: articles, mentions: syndication.mentions)
      found += unlinkedMentions(in: syndication, file: file)
    }
    diagnostics = found
  }

  /// What `check` says of the sharing half, whether or not its variables are set here; nothing where
  /// a hub has no such half.
  static func problems(_ options: BuildOptions, of hub: HubOptions) -> [Diagnostic] {
    guard readConfig(options).config?.syndication != nil else { return [] }
    var ahead = options
    ahead.future = true
    let (loaded, problems) = HubBuild.load(ahead)
    guard let loaded, let syndication = loaded.config.syndication else { return [] }
    return SharingHalf(
      loaded, problems: problems, syndication, accounts: syndication.accounts, hub: hub,
      isDryRun: true
    ).diagnostics.filter { $0.id != "unset-variable" }
  }

  /// Hooks of shared articles for audiences that there are not: the only warnings in reading a hub
  /// that concern its posts.
  private static func audienceProblems(
    _ problems: [Diagnostic], in articles: [Article]
  ) -> [Diagnostic] {
    let files = Set(articles.map(\.file))
    return problems.filter { problem in
      problem.id == "unknown-audience" && problem.location.map { files.contains($0.file) } ?? false
    }
  }

  /// Whether no mistake took names of accounts or people out of the configuration, so that others
  /// would seem to be unknown.
  private static func hasAllNames(_ problems: [Diagnostic], file: String) -> Bool {
    let taking = [
      "bad-account-name", "missing-name", "missing-network", "wrong-type", "unknown-key",
    ]
    return !problems.contains { $0.location?.file == file && taking.contains($0.id) }
  }

  /// The files of days to avoid and to aim at.
  private static func calendars(
    _ configs: [CalendarConfig], folder: String, file: String
  ) -> (calendars: [HolidayCalendar], diagnostics: [Diagnostic]) {
    var calendars: [HolidayCalendar] = []
    var diagnostics: [Diagnostic] = []
    for config in configs {
      let name = config.file.value
      do throws(FileError) {
        let bytes = try readFile(name.hasPrefix("/") ? name : folder + "/" + name, limit: 8 << 20)
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
}
