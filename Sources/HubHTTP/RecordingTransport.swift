import Synchronization

/// A request for people and programs to read: exact, with everything secret masked.
package struct RecordedRequest: Hashable, Sendable, Codable {
  package struct Header: Hashable, Sendable, Codable {
    package var name: String
    package var value: String
  }

  package var method: String
  package var url: String
  package var headers: [Header]
  /// As UTF-8; nil where the request has no body.
  package var body: String?

  /// - Parameters:
  ///   - request: as it would go out.
  ///   - secrets: values to mask wherever they stand, beside headers marked as secret.
  package init(_ request: HTTPRequest, hiding secrets: [String] = []) {
    func shown(_ text: String) -> String { text.hiding(secrets) }
    method = request.method.rawValue
    url = shown(request.url)
    headers = request.headers.map { header in
      Header(
        name: header.name, value: header.isSecret ? masked(header.value) : shown(header.value))
    }
    body = request.body.map { shown(String(decoding: $0, as: UTF8.self)) }
  }

  /// As HTTP writes it, for the terminal.
  package var text: String {
    var text = "\(method) \(url)\n"
    for header in headers { text += "\(header.name): \(header.value)\n" }
    if let body { text += "\n\(body)\n" }
    return text
  }
}

/// A transport that sends nothing: a dry run of the very code that publishes.
package final class RecordingTransport: HTTPTransport {
  private let recorded = Mutex<[RecordedRequest]>([])
  private let answer: HTTPResponse
  private let secrets: [String]

  /// - Parameters:
  ///   - answer: what every request gets back.
  ///   - secrets: values to mask wherever they stand.
  package init(answer: HTTPResponse, hiding secrets: [String] = []) {
    self.answer = answer
    self.secrets = secrets
  }

  /// Everything that would have gone out, in order.
  package var requests: [RecordedRequest] { recorded.withLock { $0 } }

  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let record = RecordedRequest(request, hiding: secrets)
    recorded.withLock { $0.append(record) }
    return answer
  }
}

extension String {
  /// The text with every one of these values, also percent-encoded, replaced by `***`.
  ///
  /// Values under four characters are left: they are no secrets, and masking them would leave
  /// nothing to read.
  package func hiding(_ secrets: [String]) -> String {
    var text = self
    let long = secrets.filter { $0.utf8.count >= 4 }.sorted { $0.utf8.count > $1.utf8.count }
    for secret in long {
      text = text.replacing(secret, with: "***").replacing(URLText.encoded(secret), with: "***")
    }
    return text
  }
}

/// The scheme stays, what follows it goes: `Bearer ***`.
private func masked(_ value: String) -> String {
  let words = value.split(separator: " ", maxSplits: 1)
  guard words.count == 2, words[0].utf8.count <= 16 else { return "***" }
  return "\(words[0]) ***"
}
