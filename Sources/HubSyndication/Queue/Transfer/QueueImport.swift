import HubDiagnostics
import HubStorage

/// Fills a queue with the lines of another, in one transaction.
struct QueueImport {
  let connection: any SQLConnection
  let file: String
  /// The version of the queue that was exported.
  var version: Int64 = Int64(Schema.queue.version)
  var report: ImportReport

  mutating func add(_ line: QueueLine) throws {
    switch line.content {
    case .header(let version): self.version = version
    case .account(let account):
      try attempt(line) { connection in
        try Self.insert(connection, account, into: "accounts")
      }
    case .post(var post, let attempts, let changes):
      post.approve(exportedBy: version)
      guard let identity = post.text("identity") else { return }
      let known = try connection.row(
        "SELECT state FROM posts WHERE identity = ?1", [.text(identity)])
      if let state = try known.map({ try PostState(row: $0) }) {
        return check(line, identity, in: state)
      }
      if let other = try sameAs(post) {
        return problem(
          line, "second-post", "the queue has this post already, as '\(other)'", key: "identity",
          note: "cancel one of them: else the article would go out twice")
      }
      if let follows = post.text("follows"), try !has(follows) {
        return problem(
          line, "missing-predecessor",
          "the post follows '\(follows)', which is neither above it nor in the queue",
          key: "follows", note: "export the queue again, and keep the order of its lines")
      }
      let isNew = try attempt(line) { connection in
        try Self.insertPost(connection, post, attempts, changes, identity)
      }
      if isNew { report.imported += 1 }
    }
  }

  /// A known post stays as it is, unless the file knows that it is or may be out, or given up, and
  /// the queue would still send it.
  private mutating func check(_ line: QueueLine, _ identity: String, in state: PostState) {
    guard case .post(let post, _, _) = line.content,
      let exported = post.text("state").flatMap(PostState.init(rawValue:))
    else { return }
    let isOver: Set<PostState> = [.sending, .unsure, .published, .withdrawn, .cancelled]
    let isToBeSent: Set<PostState> = [.planned, .queued]
    guard isOver.contains(exported), isToBeSent.contains(state) else {
      report.known += 1
      return
    }
    problem(
      line, "second-post",
      "the post is \(exported.rawValue) here and \(state.rawValue) in the queue, which would send it",
      key: "state",
      note: "import into a store that no run has used yet: there the post is as it was here;"
        + " 'hubgen queue cancel \(identity.prefix(8))' keeps this one from going out, too")
  }

  /// Another post of the same article, account, language, occurrence and part.
  private func sameAs(_ post: QueueRecord) throws -> String? {
    let isOver: Set<String> = ["cancelled", "recorded"]
    guard let state = post.text("state"), !isOver.contains(state) else { return nil }
    let key = ["account", "article", "language", "occurrence", "part"].map {
      post.values[$0] ?? .null
    }
    return try connection.row(
      """
      SELECT identity FROM posts
      WHERE account = ?1 AND article = ?2 AND language = ?3 AND occurrence = ?4 AND part = ?5
        AND state NOT IN ('cancelled', 'recorded')
      """, key)?.text("identity")
  }

  private func has(_ identity: String) throws -> Bool {
    try connection.row("SELECT id FROM posts WHERE identity = ?1", [.text(identity)]) != nil
  }

  /// Runs what the database may refuse, and goes on with the next line if it does.
  @discardableResult
  private mutating func attempt(
    _ line: QueueLine, _ body: (any SQLConnection) throws -> Void
  ) throws -> Bool {
    try connection.script("SAVEPOINT line")
    do {
      try body(connection)
      try connection.script("RELEASE SAVEPOINT line")
      return true
    } catch StorageError.constraint(let reason) {
      try connection.script("ROLLBACK TO SAVEPOINT line")
      problem(
        line, "refused", "the queue can't take this: \(reason)",
        note: "the line breaks a rule that every queue keeps; was it changed by hand?")
      return false
    }
  }

  private mutating func problem(
    _ line: QueueLine, _ id: String, _ message: String, key: String? = nil, note: String
  ) {
    report.diagnostics.append(
      .error(
        id, message,
        at: QueueLineReader.place(of: key, in: line.text, file: file, line: line.number),
        notes: [note]))
  }

  private static func insertPost(
    _ connection: any SQLConnection, _ post: QueueRecord, _ attempts: [QueueRecord],
    _ changes: [QueueRecord], _ identity: String
  ) throws {
    try connection.execute(
      "INSERT INTO accounts (name) VALUES (?1) ON CONFLICT DO NOTHING",
      [post.values["account"] ?? .null])
    try insert(connection, post, into: "posts")
    let row = try connection.row("SELECT id FROM posts WHERE identity = ?1", [.text(identity)])
    let id = SQLValue(row?.integer("id"))
    for var attempt in attempts {
      attempt.values["post"] = id
      try insert(connection, attempt, into: "attempts")
    }
    for var change in changes {
      change.values["post"] = id
      change.values["account"] = post.values["account"]
      try insert(connection, change, into: "changes")
    }
  }

  private static func insert(
    _ connection: any SQLConnection, _ record: QueueRecord, into table: String
  ) throws {
    let names = record.values.keys.sorted()
    let places = (1...max(1, names.count)).map { "?\($0)" }.joined(separator: ", ")
    try connection.execute(
      "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(places))"
        + (table == "accounts" ? " ON CONFLICT DO NOTHING" : ""),
      names.map { record.values[$0] ?? .null })
  }
}

extension QueueRecord {
  /// Before version 4 nobody wrote down what was approved: what was planned and waited for nobody
  /// goes on, as it does when a queue is taken to that version.
  fileprivate mutating func approve(exportedBy version: Int64) {
    guard version < 4, text("state") == PostState.planned.rawValue, integer("needsApproval") != 1
    else { return }
    values["approvedAt"] = values["updatedAt"]
  }
}
