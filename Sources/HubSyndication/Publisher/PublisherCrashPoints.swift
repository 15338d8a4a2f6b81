import Foundation
import HubHTTP
import Synchronization

/// Places where a test lets a publisher die; in production nothing happens there.
package struct CrashPoints: Sendable {
  package enum Point: String, CaseIterable, Hashable, Sendable {
    /// New posts are durable.
    case planned
    /// The lease is durable, nothing is sent yet.
    case leased
    /// The network has the request; its answer is not read yet.
    case sent
    /// The answer is read, the outcome is not durable yet.
    case answered
    /// The outcome is durable.
    case recorded
  }

  private let body: @Sendable (Point) throws -> Void

  /// - Parameter body: called at each point; what it throws ends the run as death would: at once,
  ///   with nothing recorded.
  package init(_ body: @escaping @Sendable (Point) throws -> Void) {
    self.body = body
  }

  package static let none = CrashPoints { _ in }

  /// Kills this process at a point, as power loss would.
  package static func killing(at point: Point) -> CrashPoints {
    CrashPoints { if $0 == point { kill(getpid(), SIGKILL) } }
  }

  package func reached(_ point: Point) throws { try body(point) }
}

/// Dies at `sent`: after the server has the request, before the network sees the answer.
final class CrashingTransport: HTTPTransport {
  private let inner: any HTTPTransport
  private let crashPoints: CrashPoints
  private let crash = Mutex<(any Error)?>(nil)

  init(_ inner: any HTTPTransport, _ crashPoints: CrashPoints) {
    self.inner = inner
    self.crashPoints = crashPoints
  }

  /// What the crash point threw, if it was reached.
  var error: (any Error)? { crash.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let response = try await inner.send(request)
    guard request.method != .get, request.method != .head else { return response }
    do {
      try crashPoints.reached(.sent)
    } catch {
      crash.withLock { $0 = error }
      throw TransportError.answerLost(reason: "stopped")
    }
    return response
  }
}
