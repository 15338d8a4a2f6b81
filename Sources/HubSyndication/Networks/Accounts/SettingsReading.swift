import HubData
import HubDiagnostics
import HubHTTP
import HubModel

/// One account's settings checked against what its network knows.
struct SettingsReading {
  private let account: AccountConfig
  private let descriptor: NetworkDescriptor
  private let environment: [String: String]

  private(set) var values: [String: String] = [:]
  private(set) var secrets: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ account: AccountConfig, _ descriptor: NetworkDescriptor, _ environment: [String: String]
  ) {
    self.account = account
    self.descriptor = descriptor
    self.environment = environment
  }

  mutating func readAll() {
    for setting in account.settings { read(setting) }
    let present = Set(account.settings.map(\.key.value))
    for known in descriptor.settings where known.isRequired && !present.contains(known.key) {
      var notes = [known.documentation]
      if known.isSecret { notes.append("write \(known.key): ${\(suggestedVariable(known.key))}") }
      diagnostics.append(
        .error(
          "missing-setting", "\(descriptor.name) needs '\(known.key)'", at: account.location,
          notes: notes))
    }
  }

  /// A problem that the network itself found, at its setting's place.
  func diagnostic(_ problem: AccountProblem) -> Diagnostic {
    let setting = account.settings.first { $0.key.value == problem.key }
    let known = descriptor.settings.first { $0.key == problem.key }
    let place = setting.map { account.place($0.value.span) } ?? account.location
    return .error(
      "bad-setting", problem.message, at: place, notes: known.map { [$0.documentation] } ?? [])
  }

  private mutating func read(_ setting: AccountConfig.Setting) {
    let key = setting.key.value
    guard let known = descriptor.settings.first(where: { $0.key == key }) else {
      diagnostics.append(
        .error(
          "unknown-setting", "\(descriptor.name) knows no setting '\(key)'",
          at: account.place(setting.key.span),
          notes: didYouMean(key, in: descriptor.settings.map(\.key) + AccountConfig.keys)))
      return
    }
    let place = account.place(setting.value.span)
    guard case .scalar(let written, _) = setting.value.content, !written.isEmpty else {
      report("bad-setting", "'\(key)' must be a text", place, known)
      return
    }
    guard let value = substituted(written, of: known, at: place) else { return }
    check(value, known, place)
  }

  /// The text with its variables filled in, or nil after a report.
  private mutating func substituted(
    _ written: String, of known: NetworkDescriptor.Setting, at place: SourceLocation
  ) -> String? {
    guard let pieces = SettingPart.split(written) else {
      // The text may be a secret with a slip in it.
      report(
        "bad-variable", "'${' must be followed by a variable's name and '}'", place, known,
        hidden: true)
      return nil
    }
    if known.isSecret, !pieces.allSatisfy(\.isVariable) {
      report(
        "literal-secret", "'\(known.key)' must come from the environment or .env", place, known,
        notes: [
          "write ${\(suggestedVariable(known.key))} here, set it in .env, and make a new one:"
            + " this one has been in a file that others read"
        ], hidden: true)
      return nil
    }
    var value = ""
    var isComplete = true
    for piece in pieces {
      switch piece {
      case .literal(let text): value += text
      case .variable(let name):
        guard let content = environment[name], !content.isEmpty else {
          report(
            "unset-variable", "the variable '\(name)' is not set", place, known,
            notes: ["set it in the environment, or in .env as \(name)=…"]
              + didYouMean(name, in: environment.keys.sorted()))
          isComplete = false
          continue
        }
        secrets.insert(content)
        value += content
      }
    }
    return isComplete ? value : nil
  }

  private mutating func check(
    _ value: String, _ known: NetworkDescriptor.Setting, _ place: SourceLocation
  ) {
    if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      report("bad-setting", "'\(known.key)' must be one line", place, known)
      return
    }
    switch known.format {
    case .text: break
    case .url:
      if let problem = problemWithURL(value) {
        report("bad-setting", "'\(known.key)': \(problem)", place, known)
        return
      }
    case .choice(let choices):
      guard choices.contains(value) else {
        report(
          "bad-setting", "'\(known.key)' must be one of \(choices.joined(separator: ", "))", place,
          known, notes: didYouMean(value, in: choices))
        return
      }
    }
    values[known.key] = value
  }

  private mutating func report(
    _ id: String, _ message: String, _ place: SourceLocation, _ known: NetworkDescriptor.Setting,
    notes: [String]? = nil, hidden: Bool = false
  ) {
    var diagnostic = Diagnostic.error(
      id, message, at: place, notes: notes ?? [known.documentation])
    diagnostic.hidesSourceLine = hidden
    diagnostics.append(diagnostic)
  }

  /// `KIOSK_MASTODON_TOKEN` for the token of `kiosk-mastodon`.
  private func suggestedVariable(_ key: String) -> String {
    let words = "\(account.name.value)_\(key)".uppercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
    }
    let name = String(words)
    return name.first?.isNumber == true ? "_" + name : name
  }
}
