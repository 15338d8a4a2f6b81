import HubHTTP
import Synchronization

extension Publisher {
  /// The way to a network, on which what it says of the account's budget is heard.
  func watched() -> BudgetTransport { BudgetTransport(transport, clock) }

  /// Keeps what a network said, so that every publisher of the account waits where it must.
  func keepBudget(_ transport: BudgetTransport, _ account: Account) async throws {
    guard let budget = transport.budget else { return }
    try await queue.budget(account: account.name, budget)
  }

  /// Lets an account rest after too many failures in a row, longer each time; after that one post
  /// is tried, and all go again once one is out.
  func restIfFailing(_ account: Account) async throws {
    let now = clock.now()
    let status = try await queue.status(account: account.name)
    let excess = status.failures - options.maximumFailures
    guard excess >= 0, status.openUntil <= now else { return }
    try await queue.rest(
      account: account.name, until: now + rest.delay(attempts: excess + 1, asked: nil))
  }
}

/// Hears how much an account may still send.
final class BudgetTransport: HTTPTransport {
  private let inner: any HTTPTransport
  private let clock: any EpochClock
  private let latest = Mutex<AccountStatus.Budget?>(nil)

  init(_ inner: any HTTPTransport, _ clock: any EpochClock) {
    self.inner = inner
    self.clock = clock
  }

  /// What the latest answer said that said anything.
  var budget: AccountStatus.Budget? { latest.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let response = try await inner.send(request)
    if let remaining = remainingRequests(response), let delay = resetDelay(response) {
      let budget = AccountStatus.Budget(
        remaining: remaining, resetsAt: clock.now() + delay.wholeSeconds)
      latest.withLock { $0 = budget }
    }
    return response
  }
}
