/// Requests over libcurl: TLS always verified, HTTP/2, proxies from the environment.
///
/// One thread runs all transfers, so that no blocking C call sits on Swift's cooperative pool;
/// cancelling the task cancels its transfer.
package final class CurlTransport: HTTPTransport {
  package struct Options: Sendable {
    /// The `User-Agent`, such as `hubgen/1.0`.
    package var userAgent: String
    /// How long to wait for an address, a connection and TLS.
    package var connectTimeout: Duration
    /// A PEM file with the certificate authorities to trust; nil: the system's.
    package var certificateFile: String?
    /// A folder of hashed certificates to trust; nil: the system's.
    package var certificateFolder: String?
    /// A proxy for all but loopback addresses; nil: as libcurl reads it from `https_proxy`,
    /// `all_proxy` and `no_proxy`.
    package var proxy: String?

    /// - Parameters:
    ///   - version: hubgen's own, for the `User-Agent`.
    ///   - environment: `CURL_CA_BUNDLE`, or `SSL_CERT_FILE` and `SSL_CERT_DIR`, name certificate
    ///     authorities, as they do for the curl tool.
    package init(version: String, environment: [String: String] = [:]) {
      userAgent = "hubgen/\(version)"
      connectTimeout = .seconds(10)
      func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
      }
      if let bundle = value("CURL_CA_BUNDLE") {
        certificateFile = bundle
      } else {
        certificateFile = value("SSL_CERT_FILE")
        certificateFolder = value("SSL_CERT_DIR")
      }
    }
  }

  static let maximumRedirects = 5

  private let options: Options
  private let loop: CurlLoop

  package init(options: Options) {
    self.options = options
    loop = CurlLoop()
  }

  deinit { loop.stop() }

  /// The server's answer; redirects of GET and HEAD are followed, at most five.
  ///
  /// Any other method's redirect is returned as it is: nothing is sent twice unasked.
  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    var request = request
    var url = try RequestURL(request.url)
    try checkHeaders(request.headers)
    var redirects = 0
    while true {
      let answer = try await loop.perform(request, at: url, options: options)
      let response = answer.response
      guard let location = request.redirectLocation(in: response) else { return response }
      redirects += 1
      guard redirects <= Self.maximumRedirects else {
        throw .invalidRequest(
          reason: "\(url.origin.host) redirects more than \(Self.maximumRedirects) times")
      }
      let next = try url.redirected(to: location)
      if next.origin != url.origin { request.headers.removeAll(where: \.isSecret) }
      url = next
      // What the servers took: a task of a busy program may wait long before it goes on.
      request.timeout -= answer.elapsed
      guard request.timeout > .zero else {
        throw .answerLost(reason: "\(url.origin.host) redirects, and the time is up")
      }
    }
  }

  /// Refuses what would end one header and begin another.
  private func checkHeaders(_ headers: [HTTPRequest.Header]) throws(TransportError) {
    for header in headers {
      guard !header.name.isEmpty, header.name.utf8.allSatisfy(isTokenByte) else {
        throw .invalidRequest(reason: "a header's name has characters that are not allowed")
      }
      guard !header.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
        throw .invalidRequest(
          reason: "the header '\(header.name)' has characters that are not allowed")
      }
    }
  }
}

extension HTTPRequest {
  /// Where to ask instead, if this request may be repeated there.
  fileprivate func redirectLocation(in response: HTTPResponse) -> String? {
    guard method == .get || method == .head,
      [301, 302, 303, 307, 308].contains(response.status)
    else { return nil }
    return response.header("location")
  }
}

/// Whether a byte may stand in a header's name (RFC 9110 §5.6.2).
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}
