/// Answers by what was asked; who asks again while the answer is being found waits for the same one.
actor AnswersOnce<Answer: Sendable> {
  private enum State {
    case awaited(by: [CheckedContinuation<Answer, Never>])
    case known(Answer)
  }

  private var states: [String: State] = [:]

  /// The answer to a question, found by the first who asks, in the asker's own task.
  func answer(_ question: String, _ find: @Sendable () async -> Answer) async -> Answer {
    switch states[question] {
    case .known(let answer): return answer
    case .awaited(let others):
      return await withCheckedContinuation { states[question] = .awaited(by: others + [$0]) }
    case nil: break
    }
    states[question] = .awaited(by: [])
    let answer = await find()
    if case .awaited(let others) = states[question] {
      for other in others { other.resume(returning: answer) }
    }
    states[question] = .known(answer)
    return answer
  }
}
