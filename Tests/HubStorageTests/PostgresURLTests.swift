import HubStorage
import Testing

@Suite struct PostgresURLTests {
  @Test(arguments: [
    ("postgres://ada:geheim@db.example.com/hub", "postgres://db.example.com/hub"),
    ("postgresql://ada:geheim@127.0.0.1:5433/hub?sslmode=disable", "postgres://127.0.0.1:5433/hub"),
    ("postgres:///hub?host=/run/postgresql&password=geheim", "postgres:///run/postgresql/hub"),
  ])
  func `a database is shown without user and password`(text: String, shown: String) throws {
    #expect(try PostgresURL(text).shown == shown)
  }

  @Test(arguments: [
    "postgres://ada:ge%heim@db.example.com/hub", "postgres://ada:geheim@db.example.com:port/hub?x",
    "mysql://ada:geheim@db.example.com/hub", "postgres://ada:geheim@db/hub?unknown=1",
  ])
  func `a bad URL is refused without what stands in it`(text: String) {
    let error = #expect(throws: StorageError.self) { _ = try PostgresURL(text) }
    #expect(error?.description.contains("heim") == false)
    #expect(error?.description.contains("postgres://USER:PASSWORD@HOST:PORT/DATABASE") == true)
  }

  @Test(arguments: [
    ("postgres://u:p@db.example.com/hub", "verify-full"), ("postgres://u:p@127.0.0.1/hub", nil),
    ("postgres://u:p@localhost/hub", nil), ("postgres:///hub", nil),
    ("postgres://u:p@db.example.com/hub?sslmode=disable", nil),
    ("postgres://u:p@localhost,db.example.com/hub", "verify-full"),
  ])
  func `beyond this machine the server must prove who it is`(text: String, mode: String?) throws {
    let url = try PostgresURL(text, environment: [:])
    #expect(url.defaults.first { $0.name == "sslmode" }?.value == mode)
  }

  @Test(arguments: [
    ("postgres:///hub", ["PGHOST": "db.example.com"]),
    ("postgres:///hub", ["PGHOSTADDR": "192.0.2.1"]), ("postgres:///hub?service=team", [:]),
    ("postgres:///hub", ["PGSERVICE": "team"]),
  ])
  func `so it must where the environment names it`(
    text: String, environment: [String: String]
  ) throws {
    let url = try PostgresURL(text, environment: environment)
    #expect(url.defaults.first { $0.name == "sslmode" }?.value == "verify-full")
  }
}
