import HubHTTP

extension Publisher {
  /// Takes down what expired, and makes the changes that are due to posts that are out.
  ///
  /// A change is leased and fenced as a delivery is; after a lost answer it is made again, which
  /// networks bear.
  func makeChanges(_ account: Account, _ touched: TouchedPosts) async throws {
    let descriptor = type(of: account.network).descriptor
    try await queue.withdrawExpired(
      account: account.name, publishedBefore: descriptor.lastCall(now: clock.now()),
      now: clock.now())
    var failures = 0
    while failures < options.maximumFailures, !isStopping {
      let now = clock.now()
      let claim = try await queue.claimChange(
        account: account.name, now: now, leaseUntil: now + options.leaseSeconds)
      guard let claim else { return }
      touched.add(claim.change.identity)
      let outcome = try await make(claim, on: account)
      do {
        try await queue.record(outcome, of: claim, now: clock.now())
      } catch is StaleLease {
        // Another publisher has taken it over; what it records stands.
      }
      switch outcome {
      case .done: failures = 0
      case .retry, .failed: failures += 1
      case .unauthorized, .notSent: return
      }
    }
  }

  private func make(_ claim: ChangeClaim, on account: Account) async throws -> ChangeOutcome {
    try crashPoints.reached(.leased)
    if let reason = try await impossibility(of: claim, on: account) {
      return .failed(reason: reason)
    }
    if clock.now() >= claim.change.leaseUntil ?? 0 {
      return .notSent(reason: "the lease ended before anything was sent")
    }
    let watched = watched()
    let transport = CrashingTransport(watched, crashPoints)
    let outcome: ChangeOutcome
    do throws(PublishError) {
      try await send(claim, to: account.network, over: transport)
      outcome = .done
    } catch {
      outcome = self.outcome(of: error, claim)
    }
    if let crash = transport.error { throw crash }
    try await keepBudget(watched, account)
    try crashPoints.reached(.answered)
    return outcome
  }

  private func send(
    _ claim: ChangeClaim, to network: any Network, over transport: any HTTPTransport
  ) async throws(PublishError) {
    switch claim.change.update {
    case nil:
      guard let network = network as? any WithdrawsPosts else { return }
      try await network.withdraw(claim.post, claim.remote, key: claim.key, over: transport)
    case let update?:
      guard let network = network as? any UpdatesPosts else { return }
      try await network.update(claim.remote, to: update, key: claim.key, over: transport)
    }
  }

  /// Why the network can't do it, and what a person can.
  private func impossibility(
    of claim: ChangeClaim, on account: Account
  ) async throws -> String? {
    let descriptor = type(of: account.network).descriptor
    switch claim.change.kind {
    case .update:
      guard account.network is any UpdatesPosts else {
        return "\(descriptor.name) has no way to change a post that is out: leave it as it is, or"
          + " delete it there"
      }
      return nil
    case .withdraw:
      let byHand = "delete the post there by hand"
      guard account.network is any WithdrawsPosts else {
        return "\(descriptor.name) has no way to take a post down: \(byHand)"
      }
      guard let window = descriptor.deleteWindow?.wholeSeconds,
        let published = try await queue.entry(claim.change.identity).publishedAt,
        clock.now() >= published + window
      else { return nil }
      return
        "\(descriptor.name) lets a post be taken down only in its first \(window / 3600) hours,"
        + " which are over: \(byHand)"
    }
  }

  private func outcome(of error: PublishError, _ claim: ChangeClaim) -> ChangeOutcome {
    let reason = error.reason.hiding(secrets)
    let attempts = claim.change.attempts
    switch error {
    case .rejected: return .failed(reason: reason)
    case .unauthorized: return .unauthorized(reason: reason)
    case .retry, .outcomeUnknown:
      guard attempts < options.maximumAttempts else {
        return .failed(reason: "gave up after \(attempts) attempts: \(reason)")
      }
      var asked: Duration?
      if case .retry(let after, _) = error { asked = after }
      let at = clock.now() + backoff.delay(attempts: attempts, asked: asked)
      return .retry(at: at, accountUntil: asked == nil ? nil : at, reason: reason)
    }
  }
}

extension NetworkDescriptor {
  /// What went out before this moment is taken down now if it ever is to be, in seconds since 1970:
  /// two hours before the network stops allowing it, or earlier where it allows less than a day.
  func lastCall(now: Int64) -> Int64? {
    deleteWindow.map { window in
      let seconds = window.wholeSeconds
      return now - (seconds - min(7200, seconds / 12))
    }
  }
}

extension ChangeClaim {
  /// The same in every repeat of the change, and of no other one.
  fileprivate var key: String { "\(change.identity)-\(change.createdAt)-\(id)" }
}
