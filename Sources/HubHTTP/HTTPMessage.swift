/// A request as it goes over the wire.
package struct HTTPRequest: Hashable, Sendable {
  package enum Method: String, Hashable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String
    /// Credentials: masked wherever the request is shown, dropped when a redirect leaves the host.
    package var isSecret: Bool

    package init(_ name: String, _ value: String, isSecret: Bool = false) {
      self.name = name
      self.value = value
      self.isSecret = isSecret
    }
  }

  package var method: Method
  /// Absolute; `https`, or `http` to a loopback address.
  package var url: String
  package var headers: [Header]
  package var body: [UInt8]?
  /// The whole exchange, from connecting to the last byte.
  package var timeout: Duration
  /// A longer answer is an error.
  package var maximumResponseBytes: Int

  package init(
    _ method: Method, _ url: String, headers: [Header] = [], body: [UInt8]? = nil,
    timeout: Duration = .seconds(30), maximumResponseBytes: Int = 4 << 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.maximumResponseBytes = maximumResponseBytes
  }
}

/// A whole answer.
package struct HTTPResponse: Hashable, Sendable {
  package struct Header: Hashable, Sendable {
    /// In lower case.
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name.lowercased()
      self.value = value
    }
  }

  package var status: Int
  package var headers: [Header]
  package var body: [UInt8]
  /// The address that answered, after redirects.
  package var url: String

  package init(status: Int, headers: [Header] = [], body: [UInt8] = [], url: String = "") {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }

  /// The first header of that name, in any case.
  package func header(_ name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name == name }?.value
  }
}

/// Sends requests: libcurl in production, a tape or a printer elsewhere.
package protocol HTTPTransport: Sendable {
  /// The server's answer, whatever its status.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// Why there is no answer; what matters is whether the request may have reached the server.
package enum TransportError: Error, Hashable, Sendable {
  /// The request itself is not allowed: a bad URL, plain `http` beyond loopback.
  case invalidRequest(reason: String)
  /// Nothing of the request was processed: no address, no connection, no TLS. Safe to repeat.
  case notSent(reason: String)
  /// The request went out, and no whole answer came back: it may have taken effect.
  case answerLost(reason: String)

  /// What happened, for people.
  package var reason: String {
    switch self {
    case .invalidRequest(let reason), .notSent(let reason), .answerLost(let reason): reason
    }
  }
}
