import HubData
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication
import Testing

@Suite struct AccountResolutionTests {
  static let environment = [
    "TOKEN": "s3cret-token", "HOST": "social.example", "PLAIN": "http://social.example",
    "EMPTY": "", "HOOK": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  ]

  func account(
    _ settings: KeyValuePairs<String, String>, network: String = "mastodon"
  ) -> AccountConfig {
    AccountConfig(
      name: Located("kiosk-1", span: SourceSpan(line: 1, column: 9)),
      network: Located(network, span: SourceSpan(line: 2, column: 12, length: 8)),
      settings: settings.enumerated().map { index, pair in
        .init(
          key: Located(pair.key, span: SourceSpan(line: 3 + index, column: 1)),
          value: DataNode(
            .scalar(pair.value, isQuoted: false), span: SourceSpan(line: 3 + index, column: 10)))
      }, location: SourceLocation(file: "hubgen.yaml", line: 1, column: 3))
  }

  func problems(_ account: AccountConfig) -> [Diagnostic] {
    AccountResolution(environment: Self.environment, now: { 0 }).resolve(account).diagnostics
  }

  @Test func `an account in order gets its network and knows its secrets`() throws {
    let resolution = AccountResolution(environment: Self.environment, now: { 0 })
    let (ready, diagnostics) = resolution.resolve(
      account(["server": "https://${HOST}/", "token": "${TOKEN}", "visibility": "unlisted"]))
    #expect(diagnostics.isEmpty)
    #expect(ready?.name == "kiosk-1")
    #expect(ready?.network is Mastodon)
    #expect(ready?.secrets == ["s3cret-token", "social.example"])
  }

  @Test func `the process's variables win over the file's`() throws {
    let resolution = AccountResolution(
      environment: ["TOKEN": "process"], file: ["TOKEN": "file", "OTHER": "file"], now: { 0 })
    let (ready, _) = resolution.resolve(
      account(["server": "https://social.example", "token": "${TOKEN}"]))
    #expect(ready?.secrets == ["process"])
  }

  @Test(
    arguments: [
      (["server": "https://a.example"], "missing-setting", "Mastodon needs 'token'", 1, 3),
      (
        ["server": "https://a.example", "token": "abc"], "literal-secret",
        "'token' must come from the environment or .env", 4, 10
      ),
      (
        ["server": "https://a.example", "token": "x${TOKEN}"], "literal-secret",
        "'token' must come from the environment or .env", 4, 10
      ),
      (
        ["server": "https://a.example", "token": "${TOKN}"], "unset-variable",
        "the variable 'TOKN' is not set", 4, 10
      ),
      (
        ["server": "https://a.example", "token": "${EMPTY}"], "unset-variable",
        "the variable 'EMPTY' is not set", 4, 10
      ),
      (
        ["server": "https://a.example", "token": "${TOKEN"], "bad-variable",
        "'${' must be followed by a variable's name and '}'", 4, 10
      ),
      (
        ["server": "https://a.example", "token": "${TO KEN}"], "bad-variable",
        "'${' must be followed by a variable's name and '}'", 4, 10
      ),
      (
        ["server": "${PLAIN}", "token": "${TOKEN}"], "bad-setting",
        "'server': http://social.example is not allowed:"
          + " use https (plain http only to a loopback address)", 3, 10
      ),
      (
        ["server": "social.example", "token": "${TOKEN}"], "bad-setting",
        "'server': the URL is not an absolute http or https URL", 3, 10
      ),
      (
        ["server": "https://a.example", "token": "${TOKEN}", "visability": "public"],
        "unknown-setting", "Mastodon knows no setting 'visability'", 5, 1
      ),
      (
        ["server": "https://a.example", "token": "${TOKEN}", "visibility": "pubic"],
        "bad-setting", "'visibility' must be one of public, unlisted, private", 5, 10
      ),
      (
        ["server": "https://a.example/?x", "token": "${TOKEN}"], "bad-setting",
        "'server' must end with the host or a path", 3, 10
      ),
    ] as [(KeyValuePairs<String, String>, String, String, Int, Int)])
  func `a bad setting is an error at its place`(
    settings: KeyValuePairs<String, String>, id: String, message: String, line: Int, column: Int
  ) {
    let problems = problems(account(settings))
    #expect(problems.map(\.id) == [id])
    #expect(problems.map(\.message) == [message])
    #expect(problems.first?.location?.span?.line == line)
    #expect(problems.first?.location?.span?.column == column)
    #expect(problems.first?.notes.isEmpty == false || id == "bad-setting")
  }

  @Test func `all problems come in one run`() {
    let found = problems(account(["sever": "x", "token": "literal", "visibility": "x"]))
    #expect(
      found.map(\.id) == ["unknown-setting", "literal-secret", "bad-setting", "missing-setting"])
    #expect(found[0].notes.map(\.message) == ["did you mean 'server'?"])
  }

  @Test func `an unknown network has a hint`() {
    let found = problems(account([:], network: "mastadon"))
    #expect(found.map(\.message) == ["hubgen speaks no network 'mastadon'"])
    #expect(found.first?.notes.map(\.message) == ["did you mean 'mastodon'?"])
    #expect(
      found.first?.location == SourceLocation(file: "hubgen.yaml", line: 2, column: 12, length: 8))
    #expect(
      problems(account([:], network: "carrier-pigeon")).first?.notes.map(\.message)
        == ["networks: mastodon, matrix, webhook"])
  }

  @Test func `a literal secret is never shown, and its line neither`() {
    let found = problems(account(["server": "https://a.example", "token": "hunter2-hunter2"]))
    let text = DiagnosticRenderer { _, _ in "token: hunter2-hunter2" }.render(found)
    #expect(!text.contains("hunter2"))
    #expect(text.hasPrefix("hubgen.yaml:4:10: error: "))
    #expect(text.contains("${KIOSK_1_TOKEN}"))
  }

  @Test func `an unset variable gets a hint at .env and at the nearest name`() {
    let found = problems(account(["server": "https://a.example", "token": "${TOKN}"]))
    #expect(
      found.first?.notes.map(\.message) == [
        "set it in the environment, or in .env as TOKN=…", "did you mean 'TOKEN'?",
      ])
  }

  @Test func `a value of several lines is refused`() {
    let resolution = AccountResolution(environment: ["TOKEN": "a\nX-Evil: 1"], now: { 0 })
    let (_, diagnostics) = resolution.resolve(
      account(["server": "https://a.example", "token": "${TOKEN}"]))
    #expect(diagnostics.map(\.message) == ["'token' must be one line"])
  }

  @Test(
    arguments: [
      ("mastodon", ["server": "https://a.example", "token": "${TOKEN}"]),
      ("matrix", ["server": "https://a.example", "token": "${TOKEN}", "room": "#n:a.example"]),
      ("webhook", ["url": "https://${HOST}/in", "secret": "${HOOK}"]),
    ] as [(String, KeyValuePairs<String, String>)])
  func `a dry run gets to the request that publishes, and shows no secret`(
    network: String, settings: KeyValuePairs<String, String>
  ) async throws {
    let resolution = AccountResolution(environment: Self.environment, now: { 0 })
    let ready = try #require(resolution.resolve(account(settings, network: network)).account)
    let transport = RecordingTransport(answer: .dryRun, hiding: ready.secrets)
    _ = try await ready.network.publish(.sample(network: network), over: transport)
    let requests = transport.requests
    #expect(requests.last?.method == (network == "matrix" ? "PUT" : "POST"))
    #expect(requests.allSatisfy { !$0.text.contains("s3cret") && !$0.text.contains("MfKQ9") })
  }
}
