import HubData
import HubDiagnostics
import HubModel
import HubSyndication
import Testing

/// `syndication: store` with its variables.
@Suite struct StoreAddressTests {
  private func address(
    _ store: String, _ environment: [String: String] = [:]
  ) throws(Diagnostic) -> StoreAddress {
    let config = SyndicationConfig(
      store: Located(store, span: SourceSpan(line: 3, column: 10)))
    return try StoreAddress(
      config, file: "hubgen.yaml", folder: "/hub", environment: environment)
  }

  @Test func `paths are seen from the hub`() throws {
    #expect(try address("x/queue.sqlite").text == "/hub/x/queue.sqlite")
    #expect(try address("/var/queue.sqlite").text == "/var/queue.sqlite")
    #expect(try address("${PLACE}/q.sqlite", ["PLACE": "/var/hub 1"]).text == "/var/hub 1/q.sqlite")
    #expect(try address("${PLACE}", ["PLACE": "state/q.sqlite"]).text == "/hub/state/q.sqlite")
    #expect(try address("x").isFile)
  }

  @Test func `a password may hold any character and is known as a secret`() throws {
    let found = try address("postgres://u:${P}@db/hub", ["P": "a@b/c:d%e f€"])
    #expect(found.text == "postgres://u:a%40b%2Fc%3Ad%25e%20f%E2%82%AC@db/hub")
    #expect(found.secrets == ["a@b/c:d%e f€"])
    #expect(!found.isFile)
  }

  @Test func `the whole URL may come from the environment`() throws {
    let found = try address("${URL}", ["URL": "postgres://u:p%40@db/hub"])
    #expect(found.text == "postgres://u:p%40@db/hub")
  }

  @Test func `a password may come from a variable after the question mark`() throws {
    let found = try address("postgres://db/hub?user=u&password=${P}", ["P": "a&b"])
    #expect(found.text == "postgres://db/hub?user=u&password=a%26b")
  }

  @Test(arguments: [
    "\"postgres://u:geheim@db/hub\"", "'postgres://u:geheim@db/hub'",
    "postgresql+driver://u:geheim@db/hub", "Postgres://u:geheim@db/hub",
    "host=db password=geheim", "mysql://u:geheim@db/hub",
  ])
  func `a slip in a database's address makes no file and shows no password`(value: String) throws {
    do {
      _ = try address("${DATABASE_URL}", ["DATABASE_URL": value])
      Issue.record("must be refused")
    } catch {
      #expect(error.id == "bad-store")
      #expect(!"\(error)".contains("geheim"))
      #expect("\(error.notes)".contains("${DATABASE_URL}"))
    }
  }

  @Test(arguments: [
    ("postgres://u:geheim@db/hub", "literal-secret"),
    ("postgres://u:x${P}@db/hub", "literal-secret"),
    ("postgres://db/hub?user=u&password=geheim", "literal-secret"),
    ("postgres://u:${P}@db/hub?password=geheim", "literal-secret"),
    ("postgres://u:${Q}@db/hub", "unset-variable"), ("postgres://u:${@db/hub", "bad-variable"),
  ])
  func `what is wrong is said at its place without the secret`(store: String, id: String) throws {
    do {
      _ = try address(store, ["P": "p"])
      Issue.record("must be refused")
    } catch {
      #expect(error.id == id)
      #expect(
        error.location == SourceLocation(file: "hubgen.yaml", span: .init(line: 3, column: 10)))
      #expect(!error.message.contains("geheim"))
    }
  }
}
