import HubHTTP
import Synchronization

/// Keeps what one post would send, while another transport answers.
final class RequestRecorder: HTTPTransport {
  private let answers: any HTTPTransport
  private let secrets: [String]
  private let recorded = Mutex<[RecordedRequest]>([])

  init(_ answers: any HTTPTransport, hiding secrets: [String]) {
    self.answers = answers
    self.secrets = secrets
  }

  /// In their order, with credentials masked.
  var requests: [RecordedRequest] { recorded.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let record = RecordedRequest(request, hiding: secrets)
    recorded.withLock { $0.append(record) }
    return try await answers.send(request)
  }
}
