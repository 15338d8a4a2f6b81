/// Where a post stands; the Publisher and people move it, networks never do.
///
/// ```
///              ┌──────── retry, unauthorized ────────┐
///              ▼                                     │
///  planned ─▶ queued ────────claim───────────▶ sending ─ accepted ─▶ published ─▶ withdrawn
///     │          │ ▲                              ├─ rejected, attempts used up ─▶ failed
///     │          │ └── absent, or safe to repeat ─┤
///     │          │                             unsure ─ found ─▶ published
///     └─ cancel ─┴──────── cancel ────────────────┴─▶ cancelled
/// ```
/// `failed` goes back to `queued`, or is `cancelled`, when a person asks. The database refuses every other move.
package enum PostState: String, CaseIterable, Hashable, Sendable, Codable {
  /// Waits for its time, for approval where it needs that, and for the post that it follows.
  case planned
  /// Its time has come.
  case queued
  /// Leased by one publisher, which may be talking to the network.
  case sending
  /// It may be out: the request went and no answer came back. Never sent again by itself unless
  /// the network makes that safe, or says that it isn't there.
  case unsure
  case published
  case failed
  case cancelled
  /// Taken down again.
  case withdrawn
  /// An article older than `since`: known, never posted.
  case recorded

  /// The states that may follow.
  package var next: Set<PostState> {
    switch self {
    case .planned: [.queued, .cancelled]
    case .queued: [.sending, .cancelled]
    case .sending: [.queued, .unsure, .published, .failed]
    case .unsure: [.queued, .published, .cancelled]
    case .published: [.withdrawn]
    case .failed: [.queued, .cancelled]
    case .cancelled, .withdrawn, .recorded: []
    }
  }

  /// Whether something is still to be done about the post.
  package var isOpen: Bool {
    switch self {
    case .planned, .queued, .sending, .unsure: true
    case .published, .failed, .cancelled, .withdrawn, .recorded: false
    }
  }
}

extension PostState {
  /// What a person can do about a post, as half a sentence that names the commands.
  package func nextStep(for id: some StringProtocol) -> String {
    switch self {
    case .planned: "nothing: 'hubgen syndicate' sends it when its time has come"
    case .queued: "nothing: the next 'hubgen syndicate' sends it, if its account may send then"
    case .sending: "wait: a run is sending it"
    case .unsure:
      "it may be out: run 'hubgen syndicate' first, which finds out where its network lets it;"
        + " only if it stays unsure, look there yourself: if it is not there,"
        + " 'hubgen queue retry \(id) --not-published' sends it again; if it is,"
        + " 'hubgen queue cancel \(id)' leaves it at that, and hubgen neither changes it nor takes"
        + " it down any more"
    case .published:
      "nothing: it is out; 'hubgen queue withdraw \(id)' takes it down, where its network allows it"
    case .failed:
      "mend what the error says, then 'hubgen queue retry \(id)' queues it again;"
        + " 'hubgen queue cancel \(id)' gives it up"
    case .cancelled, .withdrawn, .recorded: "nothing: it stays as it is"
    }
  }
}

extension QueueEntry {
  /// What a person can do about the post.
  ///
  /// - Parameters:
  ///   - account: what the queue knows of its account.
  ///   - changes: what was asked for it since it is out, the oldest first.
  /// - Returns: half a sentence that names the commands.
  package func nextStep(account: AccountStatus? = nil, changes: [PostChange] = []) -> String {
    let id = post.identity.prefix(8)
    let change = changes.last
    let isChanging = change?.state == .open || change?.state == .doing
    guard let paused = account?.pausedReason,
      [.planned, .queued, .unsure].contains(state) || state == .published && isChanging
    else { return step(id, change) }
    let remedy =
      "its account is paused (\(paused)): set a new token where the configuration reads it, or"
      + " mend what the reason says, and the next 'hubgen syndicate' tries again"
    let needsMore = state == .unsure || state == .planned && needsApproval
    return needsMore ? "\(remedy); \(step(id, change))" : remedy
  }

  /// The same without a look at the account.
  private func step(_ id: Substring, _ change: PostChange?) -> String {
    switch (state, change?.kind, change?.state) {
    case (.planned, _, _) where needsApproval:
      "read it, then 'hubgen queue approve \(id)' lets it go when its time has come"
    case (.published, .withdraw, .open): "nothing: the next 'hubgen syndicate' takes it down"
    case (.published, .withdraw, .doing): "wait: a run is taking it down"
    case (.published, .withdraw, .failed):
      "take it down on its network yourself, or mend what the error says, then"
        + " 'hubgen queue withdraw \(id)' asks again"
    default: state.nextStep(for: id)
    }
  }
}
