import HubHTTP
import Synchronization

/// Keeps what one post would send, while another transport answers.
final class RequestRecorder: HTTPTransport {
  private let answers: any HTTPTransport
  private let mask: SecretMask
  private let sent = Mutex<[HTTPRequest]>([])

  init(_ answers: any HTTPTransport, mask: SecretMask) {
    self.answers = answers
    self.mask = mask
  }

  /// In their order, with credentials masked.
  var requests: [HTTPRequest] { sent.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    var shown = request
    shown.url = mask(request.url)
    shown.headers = request.headers.map { header in
      HTTPRequest.Header(
        header.name, header.isSecret ? "***" : mask(header.value), isSecret: header.isSecret)
    }
    shown.body = request.body.map { body in
      String(validating: body, as: UTF8.self).map { Array(mask($0).utf8) } ?? body
    }
    sent.withLock { $0.append(shown) }
    return try await answers.send(request)
  }
}
