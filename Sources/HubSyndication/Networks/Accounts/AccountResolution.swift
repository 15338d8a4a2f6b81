import HubData
package import HubDiagnostics
package import HubModel

/// An account that can publish: its network, made with the account's settings.
package struct ResolvedAccount: Sendable {
  package var config: AccountConfig
  package var network: any Network
  /// What came from the environment, to be masked wherever something is printed.
  package var secrets: [String]

  package var name: String { config.name.value }
}

/// Makes accounts of `hubgen.yaml` ready to publish, or says at which setting they are not.
package struct AccountResolution: Sendable {
  private let environment: [String: String]
  private let networks: [any Network.Type]
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - environment: the process's variables; they win over the file's.
  ///   - file: what `.env` sets.
  ///   - networks: those that `network:` may name.
  ///   - now: the clock, in seconds since 1970.
  package init(
    environment: [String: String], file: [String: String] = [:],
    networks: [any Network.Type] = allNetworks, now: @escaping @Sendable () -> Int64
  ) {
    self.environment = file.merging(environment) { _, process in process }
    self.networks = networks
    self.now = now
  }

  /// Every account that is in order, and all problems of the others.
  package func resolve(
    _ accounts: [AccountConfig]
  ) -> (accounts: [ResolvedAccount], diagnostics: [Diagnostic]) {
    var resolved: [ResolvedAccount] = []
    var diagnostics: [Diagnostic] = []
    for account in accounts {
      let (ready, problems) = resolve(account)
      if let ready { resolved.append(ready) }
      diagnostics += problems
    }
    return (resolved, diagnostics)
  }

  /// The account, or why it can't publish.
  package func resolve(
    _ account: AccountConfig
  ) -> (account: ResolvedAccount?, diagnostics: [Diagnostic]) {
    let id = account.network.value
    guard let type = networks.first(where: { $0.descriptor.id == id }) else {
      let known = networks.map { $0.descriptor.id }
      let hint = didYouMean(id, in: known)
      return (
        nil,
        [
          .error(
            "unknown-network", "hubgen speaks no network '\(id)'",
            at: account.place(account.network.span),
            notes: hint.isEmpty ? ["networks: \(known.joined(separator: ", "))"] : hint)
        ]
      )
    }
    var reading = SettingsReading(account, type.descriptor, environment)
    reading.readAll()
    guard reading.diagnostics.isEmpty else { return (nil, reading.diagnostics) }
    let settings = NetworkSettings(account: account.name.value, values: reading.values, now: now)
    do {
      let network = try type.init(settings: settings)
      let ready = ResolvedAccount(
        config: account, network: network, secrets: reading.secrets.sorted())
      return (ready, [])
    } catch {
      return (nil, [reading.diagnostic(error)])
    }
  }
}

extension AccountConfig {
  func place(_ span: SourceSpan) -> SourceLocation {
    SourceLocation(file: location.file, span: span)
  }
}
