import HubData
import HubModel
import HubStorage
import HubSyndication

/// What must hold of plans, and of what follows from them.
extension History {
  /// What a run would change in the plan now.
  func changes() async throws -> [String] {
    let database = DirectDatabase(host: host)
    let nobody = SimulatedProcess("nobody", on: host)
    let worded = try await syndication(on: database, over: nobody)
      .plan(articles, over: nobody, isDryRun: true)
    // A thread keeps its words, however often its article is edited.
    let rewritten = worded.plan.rewritten.compactMap { worded.changed[$0.identity] }
    return worded.new.map { "new: \($0)" } + rewritten.map { "rewritten: \($0)" }
      + worded.plan.rescheduled.map { "\($0)" } + worded.plan.cancelled.map { "\($0)" }
      + worded.plan.held.map { "held: \($0)" } + worded.plan.expiries.map { "expiry: \($0)" }
  }

  /// Parts of a thread, and comments, are out in their order, each hanging on the one before.
  func checkChains(_ rows: [Row]) {
    let posts = world.look { $0.posts }
    let copies = Dictionary(grouping: posts.enumerated(), by: { $0.element.identity })
    for row in rows {
      guard let follows = row.follows else { continue }
      for (place, copy) in copies[row.identity] ?? [] {
        let isInOrder = copies[follows, default: []].contains { earlier in
          earlier.offset < place && earlier.element.name == copy.after
        }
        if !isInOrder { world.report("followers go after what they follow", "\(row), \(copy)") }
      }
    }
  }

  /// What a person has to approve is out only if one did.
  func checkApproval(_ rows: [Row]) {
    let careful = Set(
      config.accounts.filter { $0.pace.needsApproval }.map { $0.name.value })
    let sent = world.look { Set($0.posts.map(\.identity)) }
    for row in rows where row.follows == nil && sent.contains(row.identity) {
      let isAsked = asked.contains(row.identity) || careful.contains(row.account) && !row.isByHand
      if isAsked, !approved.contains(row.identity) {
        world.report("what needs approval is approved", "\(row)")
      }
    }
  }
}
