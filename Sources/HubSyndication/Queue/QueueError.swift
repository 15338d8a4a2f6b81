/// A request of a person that the queue can't follow.
package enum QueueError: Error, Hashable, Sendable, CustomStringConvertible {
  case notFound(identity: String)
  case ambiguous(identity: String)
  case notPossible(action: String, identity: String, state: PostState)
  case slotTaken(identity: String, by: String)

  package var description: String {
    switch self {
    case .notFound(let identity):
      "the queue has no post '\(identity)'; 'hubgen queue list' shows the ids"
    case .ambiguous(let identity):
      "more than one post begins with '\(identity)'; write more digits of the id"
    case .notPossible(let action, let identity, let state):
      "can't \(action) post '\(identity)', which is \(state.rawValue);"
        + " what to do: \(state.nextStep(for: identity.prefix(8)))"
    case .slotTaken(let identity, let other):
      "can't move post '\(identity)' there: post '\(other)' has that slot; name another time"
    }
  }
}
