import HubData
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication
import Testing

@Suite struct StandInsTests {
  private func account(
    _ settings: KeyValuePairs<String, String>, network: String = "mastodon"
  ) -> AccountConfig {
    AccountResolutionTests().account(settings, network: network)
  }

  private func resolve(_ account: AccountConfig) -> StandIns.Resolved {
    StandIns(environment: ["SET": "x", "EMPTY": ""], now: { 0 }).resolve([account])
  }

  @Test func `an account of every network is made without any of its variables`() {
    let accounts = [
      account(["server": "${A}", "token": "${B}", "visibility": "${C}"]),
      account(
        ["server": "https://${A}/", "token": "${SET}${B}", "room": "#${EMPTY}:example.com"],
        network: "matrix"),
      account(["url": "${A}", "secret": "${SET}${B}", "events": "${C}"], network: "webhook"),
    ]
    #expect(Set(accounts.map(\.network.value)) == Set(allNetworks.map { $0.descriptor.id }))
    for config in accounts {
      let found = resolve(config)
      #expect(found.accounts.count == 1, "\(config.network.value): \(found.diagnostics)")
      #expect(
        found.accounts.first?.config.settings.map(\.value.text)
          == config.settings.map(\.value.text))
    }
  }

  @Test func `a secret that is not set is told apart from what is no secret`() {
    let found = resolve(
      account(
        ["server": "https://${HOST}", "token": "${TOKEN}", "room": "${ROOM}"], network: "matrix"))
    #expect(found.unsetSecrets.map(\.message) == ["the variable 'TOKEN' is not set"])
    #expect(
      found.diagnostics.map(\.message) == [
        "the variable 'HOST' is not set", "the variable 'ROOM' is not set",
      ])
    #expect(!(found.diagnostics + found.unsetSecrets).hasErrors)
    #expect(found.diagnostics.map(\.location?.span?.line) == [3, 5])
  }

  @Test func `a mistake beside a variable that is not set is an error as ever`() {
    for (settings, id) in [
      (["server": "htp://a.example", "token": "${T}"], "bad-setting"),
      (["server": "https://a.example", "token": "abc${T}"], "literal-secret"),
      (["server": "https://a.example/${", "token": "${T}"], "bad-variable"),
      (["server": "${A}", "tokn": "${T}"], "unknown-setting"),
    ] as [(KeyValuePairs<String, String>, String)] {
      let found = resolve(account(settings))
      #expect(found.accounts.isEmpty)
      #expect(found.diagnostics.contains { $0.id == id && $0.severity == .error })
    }
  }

  /// Takes no stand-in.
  private struct Picky: Network {
    static let descriptor = NetworkDescriptor(
      id: "picky", name: "Picky", settings: [.init("token", "A token.", isSecret: true)],
      textRules: .mastodon, repeatSafety: .none)

    init(settings: NetworkSettings) throws(AccountProblem) {
      throw AccountProblem(key: "token", message: "'token' must begin with 'picky-'")
    }

    func publish(
      _ post: Post, over transport: any HTTPTransport
    ) async throws(PublishError) -> PublishedPost {
      throw .rejected(reason: "never")
    }
  }

  @Test func `an account that can't be made is named with its variable`() {
    let found = StandIns(environment: [:], networks: [Picky.self], now: { 0 })
      .resolve([account(["token": "${T}"], network: "picky")])
    #expect(found.accounts.isEmpty)
    #expect(
      found.diagnostics.map(\.message) == [
        "without the variable 'T' there is no account 'kiosk-1': its posts are not in this plan"
      ])
    #expect(!found.diagnostics.hasErrors)
  }
}
