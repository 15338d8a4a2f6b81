package import HubHTTP
import Synchronization

/// A transport that answers from a script: each entry is used once, for the request it expects.
package final class TapeTransport: HTTPTransport {
  /// One exchange: what must be asked, and what comes back.
  package struct Entry: Sendable {
    package var method: HTTPRequest.Method
    package var url: String
    /// Headers that the request must have, beside any others.
    package var headers: [HTTPRequest.Header]
    /// The exact body, if it matters.
    package var body: String?
    package var result: Result<HTTPResponse, TransportError>

    package init(
      _ method: HTTPRequest.Method, _ url: String, headers: [HTTPRequest.Header] = [],
      body: String? = nil, result: Result<HTTPResponse, TransportError>
    ) {
      self.method = method
      self.url = url
      self.headers = headers
      self.body = body
      self.result = result
    }

    /// An answer with a status and a text.
    package init(
      _ method: HTTPRequest.Method, _ url: String, headers: [HTTPRequest.Header] = [],
      body: String? = nil, status: Int = 200, answer: String,
      answerHeaders: [HTTPResponse.Header] = []
    ) {
      self.init(
        method, url, headers: headers, body: body,
        result: .success(
          HTTPResponse(
            status: status, headers: answerHeaders, body: Array(answer.utf8), url: url)))
    }

    fileprivate func accepts(_ request: HTTPRequest) -> Bool {
      method == request.method && url == request.url
        && headers.allSatisfy { wanted in
          request.headers.contains {
            $0.name.lowercased() == wanted.name.lowercased() && $0.value == wanted.value
          }
        }
        && body.map { Array($0.utf8) == request.body } ?? true
    }
  }

  private struct State {
    var entries: [Entry]
    var requests: [HTTPRequest] = []
    var unexpected: [HTTPRequest] = []
  }

  private let state: Mutex<State>

  package init(_ entries: [Entry]) {
    state = Mutex(State(entries: entries))
  }

  /// Everything that was asked, in order.
  package var requests: [HTTPRequest] { state.withLock { $0.requests } }

  /// What did not go by the script: requests it does not expect, and entries nobody asked for.
  package var deviations: [String] {
    state.withLock { state in
      state.unexpected.map { "unexpected \(RecordedRequest($0).text)" }
        + state.entries.map { "unused \($0.method.rawValue) \($0.url)" }
    }
  }

  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let entry: Entry? = state.withLock { state in
      state.requests.append(request)
      guard let index = state.entries.firstIndex(where: { $0.accepts(request) }) else {
        state.unexpected.append(request)
        return nil
      }
      return state.entries.remove(at: index)
    }
    guard let entry else { throw .invalidRequest(reason: "the tape has no such request") }
    return try entry.result.get()
  }
}

/// A transport that gives every request the same answer and keeps what it was asked.
package final class FixedTransport: HTTPTransport {
  private let result: Result<HTTPResponse, TransportError>
  private let asked = Mutex<[HTTPRequest]>([])

  package init(_ result: Result<HTTPResponse, TransportError>) {
    self.result = result
  }

  package convenience init(
    status: Int, _ answer: String = "", headers: [HTTPResponse.Header] = []
  ) {
    self.init(
      .success(HTTPResponse(status: status, headers: headers, body: Array(answer.utf8))))
  }

  package var requests: [HTTPRequest] { asked.withLock { $0 } }

  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    asked.withLock { $0.append(request) }
    return try result.get()
  }
}
