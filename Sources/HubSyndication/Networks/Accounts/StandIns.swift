import HubData
package import HubDiagnostics
package import HubModel

/// Makes accounts where some of their variables are not set, for whoever sends nothing: a plan, a
/// dry run, a check.
package struct StandIns: Sendable {
  package struct Resolved: Sendable {
    package var accounts: [ResolvedAccount] = []
    /// What is wrong with the accounts, variables that are not set and no secrets included.
    package var diagnostics: [Diagnostic] = []
    /// A warning for each secret that is not set.
    package var unsetSecrets: [Diagnostic] = []
  }

  /// In the form of those secrets whose form is checked.
  private static let secret = "whsec_" + String(repeating: "A", count: 43) + "="
  private static let url = "https://unset.invalid"
  /// A room of Matrix; elsewhere one text is as good as another.
  private static let text = "!unset:unset.invalid"

  private let environment: [String: String]
  private let networks: [any Network.Type]
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - environment: the variables, with those of `.env`.
  ///   - networks: those that `network:` may name.
  ///   - now: the clock, in seconds since 1970.
  package init(
    environment: [String: String], networks: [any Network.Type] = allNetworks,
    now: @escaping @Sendable () -> Int64
  ) {
    self.environment = environment
    self.networks = networks
    self.now = now
  }

  /// Every account that is in order but for what is not set.
  package func resolve(_ accounts: [AccountConfig]) -> Resolved {
    var resolved = Resolved()
    for account in accounts { add(account, to: &resolved) }
    return resolved
  }

  private func add(_ account: AccountConfig, to resolved: inout Resolved) {
    var standing = account
    var variables = environment
    var unset: [(name: String, place: SourceLocation)] = []
    let type = networks.first { $0.descriptor.id == account.network.value }
    let settings = type?.descriptor.settings ?? []
    for (index, setting) in account.settings.enumerated() {
      guard let known = settings.first(where: { $0.key == setting.key.value }),
        case .scalar(let written, _) = setting.value.content,
        let parts = SettingPart.split(written)
      else { continue }
      let names = unsetNames(in: parts)
      // A secret that is written out is a mistake, whatever is set.
      guard let first = names.first, !known.isSecret || parts.allSatisfy(\.isVariable) else {
        continue
      }
      let place = account.place(setting.value.span)
      for name in names {
        unset.append((name: name, place: place))
        let warning = Diagnostic.warning(
          "unset-variable", "the variable '\(name)' is not set", at: place,
          notes: ["set it in the environment or in .env before publishing"])
        if known.isSecret {
          resolved.unsetSecrets.append(warning)
        } else {
          resolved.diagnostics.append(warning)
        }
      }
      // In place of the whole text: what is set of it need not fit a stand-in for the rest.
      let text = known.isSecret ? "${\(first)}" : Self.standIn(known.format)
      if known.isSecret { variables[first] = Self.secret }
      standing.settings[index].value = DataNode(
        .scalar(text, isQuoted: true), span: setting.value.span)
    }
    let resolution = AccountResolution(environment: variables, networks: networks, now: now)
    let (ready, problems) = resolution.resolve(standing)
    if var ready {
      ready.config = account
      resolved.accounts.append(ready)
    }
    let places = Set(unset.map { $0.place })
    let real = problems.filter { $0.location.map { !places.contains($0) } ?? true }
    resolved.diagnostics += real
    guard ready == nil, real.isEmpty else { return }
    // A stand-in that its network does not take.
    let refused = Set(problems.compactMap(\.location))
    for (name, place) in unset where refused.contains(place) {
      resolved.diagnostics.append(
        .warning(
          "unset-variable",
          "without the variable '\(name)' there is no account '\(account.name.value)':"
            + " its posts are not in this plan", at: place,
          notes: ["set it in the environment or in .env"]))
    }
  }

  private func unsetNames(in parts: [SettingPart]) -> [String] {
    parts.compactMap { part -> String? in
      guard case .variable(let name) = part, environment[name, default: ""].isEmpty else {
        return nil
      }
      return name
    }
  }

  /// What a setting of this format takes.
  private static func standIn(_ format: NetworkDescriptor.Setting.Format) -> String {
    switch format {
    case .text: text
    case .url: url
    case .choice(let choices): choices.first ?? text
    }
  }
}
