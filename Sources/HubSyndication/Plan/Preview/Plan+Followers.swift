import HubData
import HubModel

extension Plan {
  /// Says of what follows a post in its thread what the queue will do with it: as with the post.
  ///
  /// A plan names the first of a thread alone, and the queue takes the rest along.
  mutating func spread(over waiting: [QueueEntry]) {
    var moves = Dictionary(rescheduled.map { ($0.identity, $0) }) { first, _ in first }
    var gone = Set(cancelled.map(\.identity))
    let followers = waiting.compactMap { entry in entry.link.map { (entry, $0) } }
    for (entry, link) in followers.sorted(by: { $0.1.part < $1.1.part }) {
      let identity = entry.post.identity
      let key = QueueSnapshot.Key(
        account: entry.post.account, article: entry.post.article, language: entry.post.language,
        occurrence: entry.post.occurrence, part: link.part)
      if gone.contains(link.follows) {
        guard gone.insert(identity).inserted else { continue }
        cancelled.append(
          Removal(
            identity: identity, key: key, time: entry.post.scheduledAt,
            reason: "the post that it follows is not out"))
        continue
      }
      if let end = expiries[link.follows] { expiries[identity] = end }
      guard entry.state == .planned else { continue }
      if held.contains(link.follows), !entry.needsApproval { held.insert(identity) }
      if var move = moves[link.follows], moves[identity] == nil, !entry.isFixed {
        (move.identity, move.key, move.from) = (identity, key, entry.post.scheduledAt)
        move.isSlotted = false
        moves[identity] = move
        rescheduled.append(move)
      }
    }
  }
}

extension Syndication {
  /// The posts of this run's accounts that are still to go out.
  func waitingPosts() async throws -> [QueueEntry] {
    var waiting: [QueueEntry] = []
    for account in accounts {
      waiting += try await queue.list(states: [.planned, .queued], account: account.name.value)
    }
    return waiting
  }
}
