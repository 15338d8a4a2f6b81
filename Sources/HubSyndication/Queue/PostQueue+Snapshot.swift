import Foundation
import HubStorage

extension PostQueue {
  /// What a plan must know: every post of the accounts, and the slots that are taken.
  package func snapshot(accounts: [String], now: Int64) async throws -> QueueSnapshot {
    let names = String(decoding: try JSONEncoder().encode(accounts), as: UTF8.self)
    return try await database.read { connection in
      let rows = try connection.rows(
        """
        SELECT identity, account, article, language, occurrence, scheduledAt,
          slotted = 1 AND state NOT IN ('cancelled', 'recorded') AS takesSlot
        FROM posts WHERE account IN (SELECT value FROM json_each(?1))
        """, [.text(names)])
      var snapshot = QueueSnapshot()
      snapshot.identities.reserveCapacity(rows.count)
      for row in rows {
        let account = try row.required(text: "account")
        let key = QueueSnapshot.Key(
          account: account, article: try row.required(text: "article"),
          language: try row.required(text: "language"),
          occurrence: Int(try row.required(integer: "occurrence")))
        snapshot.identities[key] = try row.required(text: "identity")
        let time = try row.required(integer: "scheduledAt")
        if row.integer("takesSlot") == 1, time >= now {
          snapshot.slots[account, default: []].insert(time)
        }
      }
      return snapshot
    }
  }
}
