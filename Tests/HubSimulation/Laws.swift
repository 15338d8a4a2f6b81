import HubData
import HubHTTP
import HubModel
import HubStorage
import HubSyndication

/// What must hold in every history.
extension History {
  /// A row of the queue, as far as laws look at it.
  struct Row: Sendable {
    var identity: String
    var account: String
    var article: String
    var state: PostState
    var attempts: Int64
    var fence: Int64
    var scheduledAt: Int64
    var notBefore: Int64
    var lastSentAt: Int64?
    var needsApproval: Bool
    /// Whether no plan made it.
    var isByHand: Bool
    var follows: String?
    var remoteID: String?
    var reason: String?
    var tries: Int
    var expiresAt: Int64?
    /// The state of the latest wish to change it.
    var change: String?
  }

  func rows() throws -> [Row] {
    try host.read { connection in
      try connection.rows(
        """
        SELECT *, (SELECT count(*) FROM attempts WHERE post = posts.id) AS tries,
          (SELECT state FROM changes WHERE post = posts.id ORDER BY id DESC LIMIT 1) AS change
        FROM posts
        """
      ).map { row in
        Row(
          identity: try row.required(text: "identity"),
          account: try row.required(text: "account"), article: try row.required(text: "article"),
          state: PostState(rawValue: try row.required(text: "state")) ?? .recorded,
          attempts: try row.required(integer: "attempts"),
          fence: try row.required(integer: "fence"),
          scheduledAt: try row.required(integer: "scheduledAt"),
          notBefore: try row.required(integer: "notBefore"),
          lastSentAt: row.integer("lastSentAt"), needsApproval: row.integer("needsApproval") == 1,
          isByHand: row.text("sourceHash") == nil,
          follows: row.text("follows"), remoteID: row.text("remoteID"), reason: row.text("reason"),
          tries: Int(row.integer("tries") ?? 0), expiresAt: row.integer("expiresAt"),
          change: row.text("change"))
      }
    }
  }

  /// What is true at every moment at which no law is left to a process at work.
  func checkAlways() throws {
    let rows = try rows()
    let (posts, late, requests, removed) = world.look {
      ($0.posts, $0.late, $0.requests, $0.removed)
    }
    let copies = Dictionary(grouping: posts + late, by: { $0.identity })
    for row in rows {
      let sent = requests[row.identity] ?? 0
      if sent > row.tries {
        world.report("every request is an attempt", "\(row) was sent \(sent) times")
      }
      if row.state == .withdrawn, !removed.contains(row.remoteID ?? "") {
        world.report("what is withdrawn is gone", "\(row)")
      }
      guard row.state == .published else { continue }
      guard let copies = copies[row.identity] else {
        world.report("nothing is lost", "\(row) is not on its network")
        continue
      }
      if !copies.contains(where: { $0.name == row.remoteID }) {
        world.report("a post is known by its network's name", "\(row)")
      }
    }
    let known = Set(rows.map(\.identity))
    for identity in requests.keys.sorted() where !known.contains(identity) {
      world.report("only what the queue knows is sent", identity)
    }
  }

  /// Posts for which something is still to be done by itself.
  func open() throws -> [Row] {
    let rows = try rows()
    let states = Dictionary(uniqueKeysWithValues: rows.map { ($0.identity, $0.state) })
    let shared = Set(articles.map { $0.identity })
    // A repeat comes so long after the post before it, which may wait for a person.
    let waiting = Set(rows.filter { $0.needsApproval }.map { [$0.account, $0.article] })
    // More at once need a person's word.
    let gone = rows.filter {
      isToGo($0, shared) || $0.state == .planned && !shared.contains($0.article)
    }
    return rows.filter { row in
      switch row.state {
      case .sending: true
      case .planned:
        !row.needsApproval && !waiting.contains([row.account, row.article])
          && row.follows.flatMap { states[$0] }.map { !$0.isOpen } != false
      case .queued: shared.contains(row.article)
      case .unsure: !isForPerson(row)
      case .published:
        row.change == "open" || row.change == "doing"
          || row.change == nil && row.expiresAt.map { $0 <= scheduler.shown } == true
          || isToGo(row, shared) && row.change != "failed" && gone.count <= 10
      case .failed, .cancelled, .withdrawn, .recorded: false
      }
    }
  }

  /// Whether a post is out whose article is not there any more, and can be taken down.
  private func isToGo(_ row: Row, _ shared: Set<String>) -> Bool {
    row.state == .published && !shared.contains(row.article)
      && kinds[row.account]?.canTakeDown == true
  }

  /// Where only a person can say whether the post is out.
  private func isForPerson(_ row: Row) -> Bool { kinds[row.account] == .blind || row.attempts >= 8 }

  func checkInTheEnd() throws {
    let rows = try rows()
    let posts = world.look { $0.posts }
    for row in rows where row.state == .failed {
      if posts.contains(where: { $0.identity == row.identity }) {
        world.report("what failed is not out", "\(row)")
      }
      if row.reason == nil { world.report("a failure has a reason", "\(row)") }
    }
    for row in rows where row.state == .cancelled && row.fence == 0 {
      if posts.contains(where: { $0.identity == row.identity }) {
        world.report("what was cancelled is not out", "\(row)")
      }
    }
    checkChains(rows)
    checkApproval(rows)
    if !world.look({ $0.hasClockJumped }) {
      try checkPace()
    }
  }
}

extension SimulatedHost {
  /// While a claim is good, nobody but its holder moves its post; where the clock jumped, nobody
  /// knows how long that is.
  func checkLease(_ request: HTTPRequest, of process: String) {
    let path = request.url.split(separator: "/")
    guard path.count > 4, path[2] == "post", !world.look({ $0.hasClockJumped }) else { return }
    let identity = String(path[4])
    let row = try? read { connection in
      try connection.row("SELECT state FROM posts WHERE identity = ?1", [.text(identity)])
    }
    let state = row?.text("state")
    if state != "sending" {
      world.report(
        "a claim is its holder's", "\(process) sends \(identity), which is \(state ?? "unknown")")
    }
  }
}
