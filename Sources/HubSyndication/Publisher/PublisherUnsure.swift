import HubHTTP

extension Network {
  /// Whether it can be found out without a person if a post is out, or made sure by sending again.
  var canSettle: Bool {
    switch type(of: self).descriptor.repeatSafety {
    case .idempotent: true
    case .lookUp: self is any LooksUpPosts
    case .none: false
    }
  }
}

extension Publisher {
  /// Settles posts that may be out, by what the account's network can do about repeats.
  func settleUnsure(_ account: Account, _ touched: TouchedPosts) async throws {
    let descriptor = type(of: account.network).descriptor
    for entry in try await queue.unsure(account: account.name) {
      touched.add(entry.post.identity)
      do {
        switch (descriptor.repeatSafety, account.network as? any LooksUpPosts) {
        case (.idempotent, _) where isRemembered(entry.firstSentAt ?? entry.createdAt, by: account):
          try await repeatSafely(entry)
        case (.lookUp, let network?), (.idempotent, let network?):
          guard try await lookUp(entry, on: network, account, descriptor) else { return }
        case (.lookUp, nil), (.idempotent, nil), (.none, _):
          try await queue.note(
            "\(descriptor.name) can't tell whether the post is out: look, then cancel it or retry it"
              + " with 'hubgen queue'", on: entry.post.identity, now: clock.now())
        }
      } catch is StaleLease {
        // Settled by someone else meanwhile.
      }
    }
  }

  /// Whether the network still knows an identity that it may have seen at a moment, when a request
  /// that leaves now arrives.
  func isRemembered(_ firstSentAt: Int64, by account: Account) -> Bool {
    guard let memory = type(of: account.network).descriptor.remembersFor else { return true }
    return clock.now() + 60 - firstSentAt < memory.wholeSeconds
  }

  /// Queues the post again: the network takes the same identity only once.
  private func repeatSafely(_ entry: QueueEntry) async throws {
    guard entry.attempts < options.maximumAttempts else {
      return try await queue.note(
        "no answer after \(entry.attempts) attempts: look whether it is out, then cancel it or"
          + " retry it with 'hubgen queue'", on: entry.post.identity, now: clock.now())
    }
    try await queue.resolve(
      entry,
      as: .repeated(
        notBefore: clock.now(), reason: "sent again with the same identity: the outcome was unknown"
      ), now: clock.now())
  }

  /// Asks the network; false where the account can't be used for now.
  private func lookUp(
    _ entry: QueueEntry, on network: any LooksUpPosts, _ account: Account,
    _ descriptor: NetworkDescriptor
  ) async throws -> Bool {
    let identity = entry.post.identity
    var post = entry.post
    post.predecessor = try await queue.predecessor(of: identity)
    let watched = watched()
    let found: PublishedPost?
    do throws(PublishError) {
      found = try await network.lookUp(
        post, notBefore: entry.firstSentAt ?? entry.createdAt, over: watched)
    } catch {
      let now = clock.now()
      let reason = error.reason.hiding(secrets)
      try await queue.note("can't look whether it is out: \(reason)", on: identity, now: now)
      switch error {
      case .unauthorized:
        try await queue.pause(account: account.name, reason: reason, now: now)
        return false
      case .retry(let after?, _):
        let until = now + backoff.delay(attempts: 1, asked: after)
        try await queue.limit(account: account.name, until: until, reason: reason)
        return false
      case .retry(nil, _), .rejected, .outcomeUnknown: return true
      }
    }
    try await keepBudget(watched, account)
    let now = clock.now()
    let visibleFrom = (entry.unsureSince ?? now) + descriptor.visibleAfter.wholeSeconds
    if let found {
      try await queue.resolve(entry, as: .published(found), now: now)
    } else if now < visibleFrom {
      try await queue.note(
        "\(descriptor.name) doesn't show it, which may be too early to tell", on: identity, now: now
      )
    } else if entry.attempts >= options.maximumAttempts {
      try await queue.note(
        "not out after \(entry.attempts) attempts: cancel it or retry it with 'hubgen queue'",
        on: identity, now: now)
    } else {
      try await queue.resolve(
        entry,
        as: .absent(notBefore: now, reason: "\(descriptor.name) doesn't have it: sent again"),
        now: now)
    }
    return true
  }
}
