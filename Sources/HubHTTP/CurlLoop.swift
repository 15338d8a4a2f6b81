import CCurl
import Foundation
import Synchronization

/// The thread that runs libcurl's transfers.
///
/// Jobs come in through a locked inbox and a wake-up of the poll; all else of libcurl's state is
/// touched by that thread alone.
final class CurlLoop: Sendable {
  /// What the thread is asked to do.
  struct Job: Sendable {
    var request: HTTPRequest
    var url: RequestURL
    var options: CurlTransport.Options
    var cancellation: Cancellation
    var continuation: CheckedContinuation<Result<Answer, TransportError>, Never>
  }

  /// What came back, and how long it took.
  struct Answer: Sendable {
    var response: HTTPResponse
    var elapsed: Duration
  }

  /// Set once, by whoever cancels the task.
  final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    func cancel() { flag.store(true, ordering: .releasing) }
  }

  private struct Inbox {
    var jobs: [Job] = []
    var isStopped = false
  }

  /// What the callers and the thread share; it outlives whichever of them ends first.
  @safe private final class Shared: Sendable {
    let inbox = Mutex(Inbox())
    let multi: hub_curl_multi

    init(multi: hub_curl_multi) { unsafe self.multi = unsafe multi }

    // Waking under the lock: once the thread has seen `isStopped`, nobody wakes it again, and
    // the handle can go.
    func change(_ body: (inout Inbox) -> Void) {
      inbox.withLock { inbox in
        guard !inbox.isStopped else { return }
        body(&inbox)
        unsafe hub_curl_multi_wake(multi)
      }
    }

    func wake() { change { _ in } }

    func take() -> Inbox {
      inbox.withLock { inbox in
        defer { inbox.jobs = [] }
        return inbox
      }
    }
  }

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let shared: Shared

  init() {
    _ = Self.isReady
    let shared = unsafe Shared(multi: hub_curl_multi_make())
    self.shared = shared
    let thread = Thread { Self.run(shared) }
    thread.name = "hubgen-curl"
    thread.start()
  }

  func stop() {
    shared.change { $0.isStopped = true }
  }

  /// One request and its answer, without redirects.
  func perform(
    _ request: HTTPRequest, at url: RequestURL, options: CurlTransport.Options
  ) async throws(TransportError) -> Answer {
    let cancellation = Cancellation()
    let shared = shared
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        shared.change { inbox in
          inbox.jobs.append(
            Job(
              request: request, url: url, options: options, cancellation: cancellation,
              continuation: continuation))
        }
      }
    } onCancel: {
      cancellation.cancel()
      shared.wake()
    }
    return try result.get()
  }

  /// Keeps a TLS connection that the other side has closed from ending the process: libcurl leaves
  /// SIGPIPE to its user where it is told to use no signals, and OpenSSL writes without a guard.
  private static func blockSIGPIPE() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static func run(_ shared: Shared) {
    blockSIGPIPE()
    let multi = unsafe shared.multi.handle
    var active: [CurlTransfer] = []
    while true {
      let inbox = shared.take()
      if inbox.isStopped { break }
      for job in inbox.jobs {
        let transfer = CurlTransfer(job)
        if unsafe transfer.start(in: multi) { active.append(transfer) }
      }
      active.removeAll { transfer in
        guard transfer.isCancelled else { return false }
        unsafe transfer.cancel(in: multi)
        return true
      }
      var running: Int32 = 0
      unsafe curl_multi_perform(multi, &running)
      var left: Int32 = 0
      while let message = unsafe curl_multi_info_read(multi, &left) {
        guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
        let handle = unsafe message.pointee.easy_handle
        let code = unsafe message.pointee.data.result
        guard let index = active.firstIndex(where: { unsafe $0.easy == handle }) else { continue }
        unsafe active.remove(at: index).finish(code, in: multi)
      }
      // Returns early for a wake-up, for traffic, and when a transfer's time is up.
      unsafe curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
    for transfer in active { unsafe transfer.cancel(in: multi) }
    unsafe curl_multi_cleanup(multi)
  }
}
