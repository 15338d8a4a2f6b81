import Foundation
import HubStorage

extension PostQueue {
  /// What a plan must know: every post of the accounts, and the slots that are taken.
  package func snapshot(accounts: [String], now: Int64) async throws -> QueueSnapshot {
    let names = String(decoding: try JSONEncoder().encode(accounts), as: UTF8.self)
    return try await database.read { connection in
      let rows = try connection.rows(
        """
        SELECT identity, account, article, language, occurrence, scheduledAt, state, publishedAt,
          slotted, json_extract(body, '$.canonicalURL') AS canonicalURL, reason
        FROM posts WHERE account IN (SELECT value FROM json_each(?1)) ORDER BY id
        """, [.text(names)])
      var snapshot = QueueSnapshot()
      snapshot.reserve(rows.count)
      for row in rows {
        let key = QueueSnapshot.Key(
          account: try row.required(text: "account"), article: try row.required(text: "article"),
          language: try row.required(text: "language"),
          occurrence: Int(try row.required(integer: "occurrence")))
        let post = QueueSnapshot.KnownPost(
          identity: try row.required(text: "identity"), state: PostState(rawValue: try row.required(text: "state")) ?? .unsure,
          scheduledAt: try row.required(integer: "scheduledAt"),
          publishedAt: row.integer("publishedAt"), isSlotted: row.integer("slotted") == 1,
          canonicalURL: row.text("canonicalURL") ?? "", reason: row.text("reason"))
        snapshot.insert(post, key)
        if post.isSlotted, post.counts, post.scheduledAt >= now {
          snapshot.slots[key.account, default: []].insert(post.scheduledAt)
        }
      }
      return snapshot
    }
  }
}
