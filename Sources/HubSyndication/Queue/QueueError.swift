/// A request of a person that the queue can't follow.
package enum QueueError: Error, Hashable, Sendable, CustomStringConvertible {
  case notFound(identity: String)
  case ambiguous(identity: String)
  case notPossible(action: String, identity: String, state: PostState)
  case slotTaken(identity: String, by: String)
  /// A part of a thread, or a comment, goes out after the first post and moves only with it.
  case follower(identity: String, first: String, state: PostState)

  package var description: String {
    switch self {
    case .notFound(let identity):
      "the queue has no post '\(identity)'; 'hubgen queue list' shows the ids"
    case .ambiguous(let identity):
      "more than one post begins with '\(identity)'; write more digits of the id"
    case .notPossible("approve", let identity, .planned):
      "post '\(identity)' needs no approval, or has been approved:"
        + " 'hubgen syndicate' sends it when its time has come"
    case .notPossible(let action, let identity, let state):
      "can't \(action) post '\(identity)', which is \(state.rawValue);"
        + " what to do: \(Self.remedy(action, identity.prefix(8), state))"
    case .slotTaken(let identity, let other):
      "can't move post '\(identity)' there: post '\(other)' has that slot; name another time"
    case .follower(let identity, let first, .planned):
      "can't move post '\(identity)' alone: it goes out right after post '\(first)';"
        + " 'hubgen queue reschedule \(first.prefix(8)) TIME' moves them together"
    case .follower(let identity, let first, let state):
      "can't move post '\(identity)' alone: it goes out right after post '\(first)', which is"
        + " \(state.rawValue)"
    }
  }

  /// What leads to what the person wants, where the next step of a post in that state does not.
  private static func remedy(_ action: String, _ id: Substring, _ state: PostState) -> String {
    switch (action, state) {
    case ("withdraw", .planned), ("withdraw", .queued):
      "it is not out yet: 'hubgen queue cancel \(id)' keeps it from going out"
    case ("withdraw", .sending):
      "wait: a run is sending it; 'hubgen queue withdraw \(id)' takes it down when it is out"
    case ("withdraw", .failed): "nothing: it is not out"
    case ("reschedule", .queued):
      "its time has come, and the next 'hubgen syndicate' may send it;"
        + " 'hubgen queue cancel \(id)' keeps it from going out"
    default: state.nextStep(for: id)
    }
  }
}
