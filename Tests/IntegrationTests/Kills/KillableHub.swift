import Foundation
import HubSyndication
import HubTestSupport
import Testing

/// What keeps the queue of a test.
enum QueueStore: String, CaseIterable, Sendable {
  case sqlite, postgres

  /// PostgreSQL too where a server is wanted.
  static let all: [QueueStore] = PostgresServer.isWanted ? allCases : [.sqlite]

  /// How far the clock moves from one run to the next.
  ///
  /// A file tells at once that its publisher is gone; in PostgreSQL the lease has to end. Either way
  /// more than the minute that a network may take to show what it was sent.
  var step: Int64 { self == .sqlite ? 61 : 661 }
}

/// A hub with many posts, published by processes that may die at any moment.
struct KillableHub: Sendable {
  let folder: TemporaryFolder
  /// As `PostQueue.open` takes it.
  let store: String
  private let name: String
  private let environment: [String: String]

  /// - Parameters:
  ///   - name: of no other hub on that server: what is posted is known by its article.
  ///   - server: where all accounts are.
  ///   - accounts: their names.
  ///   - articles: how many; one of each seven is a thread where there are no more than ten.
  ///   - url: of the database; nil for a file.
  /// - Throws: where its folder can't be written.
  init(
    _ name: String, on server: any CountingServer, accounts: [String], articles: Int,
    database url: String? = nil
  ) throws {
    var environment: [String: String] = [:]
    var lines: [String] = []
    for name in accounts {
      let account = server.account(name)
      let variable = "TOKEN_\(name.uppercased())"
      environment[variable] = account.token
      lines += ["    - name: \(name)", "      token: ${\(variable)}"]
      lines += account.lines.map { "      \($0)" }
    }
    if let url { environment["QUEUE_URL"] = url }
    var files = [
      "errors": "",
      "hubgen.yaml": """
      site:
        title: Kiosk
        url: https://hub.example.com
      syndication:
        since: 2026-11-01
        requireLive: false
        store: \(url == nil ? ".hubgen/queue.sqlite" : "${QUEUE_URL}")
        accounts:
      \(lines.joined(separator: "\n"))
      """,
    ]
    for number in 1...articles {
      let isThread = articles <= 10 && number % 7 == 3
      files[Self.file(name, number)] = Self.article(
        number, isThread ? Self.longText : "It rained, and we opened all the same.",
        isThread: isThread)
    }
    folder = try TemporaryFolder(files)
    self.name = name
    store = url ?? folder.path + "/.hubgen/queue.sqlite"
    self.environment = environment
  }

  /// Gives articles that are no threads other words.
  func edit(_ numbers: [Int], to text: String) throws {
    for number in numbers {
      try folder.write(Self.article(number, text, isThread: false), to: Self.file(name, number))
    }
  }

  func remove(_ numbers: [Int]) throws {
    for number in numbers {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(Self.file(name, number))")
    }
  }

  private static func file(_ name: String, _ number: Int) -> String {
    "content/\(name)/a\(number).md"
  }

  private static func article(_ number: Int, _ text: String, isThread: Bool) -> String {
    """
    ---
    title: How we opened the shop number \(number)
    date: 2026-11-20T09:\(String(format: "%02d:%02d", number / 60 % 60, number % 60))Z
    social:
      thread: \(isThread)
    ---
    \(text)
    """
  }

  private static let longText = (1...12).map { number in
    "Guest number \(number) came in from the rain, looked around and asked what the house is"
      + " known for, so we showed the cake."
  }.joined(separator: " ")

  /// Starts `hubgen syndicate` at a moment, in seconds since 1970; it may kill itself at a point.
  func start(now: Int64, killAt point: String? = nil) throws -> ChildProcess {
    var environment = environment
    environment["HUBGEN_TEST_KILL_AT"] = point
    // All of them write behind what is there.
    let errors = FileHandle(
      fileDescriptor: open(folder.path + "/errors", O_WRONLY | O_APPEND | O_CLOEXEC),
      closeOnDealloc: true)
    return try ChildProcess(
      Self.program, ["syndicate", "--source", folder.path, "--now", Self.text(now)],
      environment: environment, errors: errors)
  }

  /// Runs until nothing is left to do.
  ///
  /// - Returns: the moment after that.
  func settle(on server: some CountingServer, from start: Int64, step: Int64) async throws -> Int64
  {
    var now = start
    for _ in 1...12 {
      try await server.setClock(now)
      let status = try await self.start(now: now).end()
      now += step
      if status == 0 { return now }
      try #require(status == 75, "\(errors)")
    }
    Issue.record("it never came to an end: \(errors)")
    return now
  }

  /// The identities of the posts that a run would plan.
  func planned(now: Int64) async throws -> Set<String> {
    let run = try await Program.runAside(
      Self.program,
      [
        "syndicate", "--source", folder.path, "--now", Self.text(now), "--dry-run", "--summary",
        "--format", "json",
      ], environment: environment)
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let posts = report?["posts"] as? [[String: Any]] ?? []
    return Set(posts.compactMap { $0["id"] as? String })
  }

  /// What the runs said that went wrong.
  var errors: String { (try? folder.read("errors")) ?? "" }

  /// The binary built with these tests, or the one that `HUBGEN_BINARY` names.
  private static let program =
    ProcessInfo.processInfo.environment["HUBGEN_BINARY"] ?? PackageFolder.hubgen

  private static func text(_ now: Int64) -> String {
    Date(timeIntervalSince1970: TimeInterval(now)).ISO8601Format()
  }
}

extension ProcessInfo {
  /// A number in the environment, with which `make` asks for more than the quick tests do.
  static func number(_ name: String, otherwise value: Int) -> Int {
    processInfo.environment[name].flatMap { Int($0) } ?? value
  }
}

/// Seconds since 1970, for tests whose servers have a clock of their own.
func wallClock() -> Int64 { Int64(Date().timeIntervalSince1970) }
