import Crypto
import HubHTTP

extension Publisher {
  /// The account with credentials that can be used; nil where there are none for now.
  func ready(_ account: Account) async throws -> Account? {
    let status = try await queue.status(account: account.name)
    if let network = account.network as? any RefreshesCredentials {
      return try await ready(account, network, status)
    }
    guard status.pausedReason != nil else { return account }
    // Without a check of its own the next delivery is the check.
    if let network = account.network as? any ChecksCredentials {
      do throws(PublishError) {
        _ = try await network.checkCredentials(over: transport)
      } catch {
        try await queue.pause(
          account: account.name, reason: error.reason.hiding(secrets), now: clock.now())
        return nil
      }
    }
    try await queue.unpause(account: account.name)
    return account
  }

  /// The account with tokens that are good for a while.
  ///
  /// A refresh is, in this order: its beginning durable → request → new tokens durable → used. A
  /// beginning without an end is the trace of a publisher that died in between: the refresh token
  /// may be used up. It is tried once more where the network bears that; else a person must act.
  private func ready(
    _ account: Account, _ network: any RefreshesCredentials, _ status: AccountStatus
  ) async throws -> Account? {
    let now = clock.now()
    let isPaused = status.pausedReason != nil
    let (kept, isNew) = try await keptTokens(account.name, network, now: now)
    if isPaused, isNew { try await queue.unpause(account: account.name) }
    let ends = kept.tokens.expiresAt.map { $0 - Self.refreshLead <= now } ?? false
    if isNew ? !ends : !isPaused && !ends && kept.startedAt == nil {
      return account.with(network.using(kept.tokens))
    }
    // New tokens that are not accepted either are no reason to ask for others every minute.
    let isFresh = kept.state == .refreshed && now - kept.since < 3600 && kept.startedAt == nil
    let abandoned = now - options.leaseSeconds
    guard kept.state != .refused, !(isPaused && isFresh), status.waitsUntil(now) == nil,
      // A later beginning is of a publisher that may still be at it.
      kept.startedAt ?? .min < abandoned,
      try await queue.beginRefresh(
        account: account.name, name: KeptTokens.refresh, value: kept.tokens.refresh,
        abandonedBefore: abandoned, now: now)
    else { return nil }
    // Another publisher may have come to its end between the look and the beginning.
    if let latest = KeptTokens(try await queue.credentials(account: account.name)),
      latest.tokens != kept.tokens || latest.state != kept.state
    {
      try await keep(latest.in(latest.state, startedAt: nil), of: account)
      return latest.state == .refused ? nil : account.with(network.using(latest.tokens))
    }
    return try await refresh(account, network, kept)
  }

  /// How many seconds before its end an access token is replaced.
  private static let refreshLead: Int64 = 300

  private func refresh(
    _ account: Account, _ network: any RefreshesCredentials, _ kept: KeptTokens
  ) async throws -> Account? {
    let mayRepeat = type(of: network).allowsRepeatedRefresh
    if let startedAt = kept.startedAt {
      guard mayRepeat, kept.state != .repeated else {
        return try await refuse(
          account, kept,
          because: "new tokens were asked for at \(rfc3339(startedAt)) and never stored, so the"
            + " refresh token may be used up")
      }
      try await keep(kept.in(.repeated, startedAt: clock.now()), of: account)
    }
    let transport = CrashingTransport(transport, crashPoints)
    let result: Result<RotatingTokens, PublishError>
    do throws(PublishError) {
      result = .success(try await network.refresh(kept.tokens, now: clock.now(), over: transport))
    } catch {
      result = .failure(error)
    }
    if let crash = transport.error { throw crash }
    try crashPoints.reached(.answered)
    switch result {
    case .success(let tokens):
      var new = kept.in(.refreshed, startedAt: nil)
      new.tokens = tokens
      try await keep(new, of: account)
      try await queue.unpause(account: account.name)
      return account.with(network.using(tokens))
    case .failure(.retry(let after, let reason)):
      // Nothing was asked: what was known before still holds.
      try await keep(kept, of: account)
      try await queue.limit(
        account: account.name, until: clock.now() + backoff.delay(attempts: 1, asked: after),
        reason: "can't get new tokens: \(reason.hiding(secrets))")
      return nil
    case .failure(.outcomeUnknown) where mayRepeat:
      return nil
    case .failure(let error):
      return try await refuse(
        account, kept,
        because: "\(type(of: network).descriptor.name) gave no new tokens"
          + " (\(error.reason.hiding(secrets)))")
    }
  }

  /// Leaves the account to a person, until the configuration has other tokens.
  private func refuse(
    _ account: Account, _ kept: KeptTokens, because reason: String
  ) async throws -> Account? {
    try await keep(kept.in(.refused, startedAt: nil), of: account)
    try await queue.pause(
      account: account.name,
      reason: "\(reason): connect the account again, and set the new tokens where the"
        + " configuration reads them", now: clock.now())
    return nil
  }

  /// The latest tokens, and whether they have just come from the configuration.
  private func keptTokens(
    _ account: String, _ network: any RefreshesCredentials, now: Int64
  ) async throws -> (KeptTokens, isNew: Bool) {
    // Made from the configured refresh token: another one there means another login.
    let origin = SHA256.hash(data: Array(network.tokens.refresh.utf8))
      .map { String($0, radix: 16) }.joined(separator: "-")
    let configured = KeptTokens(tokens: network.tokens, state: .configured, since: now)
    let isNew = try await queue.adopt(
      configured.credentials(of: account, now: now),
      from: StoredCredential(account: account, name: "origin", value: origin, updatedAt: now))
    if isNew { return (configured, true) }
    return (KeptTokens(try await queue.credentials(account: account)) ?? configured, false)
  }

  private func keep(_ kept: KeptTokens, of account: Account) async throws {
    try await queue.keep(kept.credentials(of: account.name, now: clock.now()))
  }
}

/// An account's tokens as the queue keeps them.
private struct KeptTokens {
  enum State: String {
    case configured, refreshed
    /// A refresh that never ended was tried once more.
    case repeated
    /// A person must act.
    case refused
  }

  static let access = "accessToken"
  static let refresh = "refreshToken"

  var tokens: RotatingTokens
  var state: State
  /// When it came to that.
  var since: Int64
  /// Of a refresh that has not ended.
  var startedAt: Int64?

  init(tokens: RotatingTokens, state: State, since: Int64) {
    self.tokens = tokens
    self.state = state
    self.since = since
  }

  init?(_ stored: [String: StoredCredential]) {
    guard let access = stored[Self.access], let refresh = stored[Self.refresh],
      let state = stored["state"], let known = State(rawValue: state.value)
    else { return nil }
    self.init(
      tokens: RotatingTokens(
        access: access.value, refresh: refresh.value, expiresAt: access.expiresAt),
      state: known, since: state.updatedAt)
    startedAt = refresh.refreshStartedAt
  }

  func `in`(_ state: State, startedAt: Int64?) -> KeptTokens {
    var kept = self
    kept.state = state
    kept.startedAt = startedAt
    return kept
  }

  func credentials(of account: String, now: Int64) -> [StoredCredential] {
    func credential(_ name: String, _ value: String) -> StoredCredential {
      StoredCredential(account: account, name: name, value: value, updatedAt: now)
    }
    var access = credential(Self.access, tokens.access)
    access.expiresAt = tokens.expiresAt
    var refresh = credential(Self.refresh, tokens.refresh)
    refresh.refreshStartedAt = startedAt
    return [access, refresh, credential("state", state.rawValue)]
  }
}

extension Publisher.Account {
  fileprivate func with(_ network: any Network) -> Self {
    var account = self
    account.network = network
    return account
  }
}
