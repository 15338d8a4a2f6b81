import Foundation
import HubHTTP
import HubTestSupport
import Testing

/// What came in at the hostile server.
private struct LoggedRequest {
  var port: Int
  var method: String
  var path: String
  var headers: [String: String]
  var body: String
}

/// `Servers/hostile.py`, whose paths say how it misbehaves.
private struct HostileServer {
  let process: ServerProcess
  let base: String

  static func start(certificate: Certificate? = nil) async throws -> HostileServer {
    let arguments = certificate.map { ["--tls", $0.certificate, $0.key] } ?? []
    let process = try await ServerProcess.start("hostile.py", arguments)
    let scheme = certificate == nil ? "http" : "https"
    return HostileServer(process: process, base: "\(scheme)://127.0.0.1:\(try process.port())")
  }

  func log(_ transport: CurlTransport) async throws -> [LoggedRequest] {
    let response = try await transport.send(HTTPRequest(.get, base + "/control/log"))
    let list = try JSONSerialization.jsonObject(with: Data(response.body)) as? [[String: Any]] ?? []
    return list.map { entry in
      let headers = (entry["headers"] as? [[String]] ?? []).map { ($0[0].lowercased(), $0[1]) }
      return LoggedRequest(
        port: entry["port"] as? Int ?? 0, method: entry["method"] as? String ?? "",
        path: entry["path"] as? String ?? "",
        headers: Dictionary(headers, uniquingKeysWith: { "\($0), \($1)" }),
        body: entry["body"] as? String ?? "")
    }
  }
}

/// A certificate that only a test which names it trusts.
private struct Certificate {
  let folder: TemporaryFolder
  var certificate: String { folder.path + "/certificate.pem" }
  var key: String { folder.path + "/key.pem" }

  init(names: String) throws {
    folder = try TemporaryFolder()
    let arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
      "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=hubgen test", "-addext",
      "subjectAltName=\(names)",
    ]
    guard try Program.run("openssl", arguments).status == 0 else {
      throw ServerProcess.Failure(description: "openssl made no certificate")
    }
  }
}

private func kind(_ error: TransportError?) -> String {
  switch error {
  case .invalidRequest: "invalidRequest"
  case .notSent: "notSent"
  case .answerLost: "answerLost"
  case nil: "answered"
  }
}

private func failure(
  _ transport: CurlTransport, _ request: HTTPRequest
) async -> TransportError? {
  do {
    _ = try await transport.send(request)
    return nil
  } catch {
    return error
  }
}

@Suite struct HostileServerTests {
  let transport = CurlTransport(options: .init(version: "1.2"))

  @Test func `a request arrives as it was made`() async throws {
    let server = try await HostileServer.start()
    let body = Array("{\"ü\":1}".utf8)
    let response = try await transport.send(
      HTTPRequest(
        .post, server.base + "/a?b=c",
        headers: [
          .init("Content-Type", "application/json"), .init("X-Empty", ""),
          .init("Authorization", "Bearer t", isSecret: true),
        ], body: body))
    #expect(response.status == 200)
    #expect(response.body == Array("hello".utf8))
    #expect(response.header("Content-Length") == "5")
    for method in [HTTPRequest.Method.put, .patch, .delete, .get] {
      let body = method == .put || method == .patch ? body : nil
      _ = try await transport.send(HTTPRequest(method, server.base + "/m", body: body))
    }
    let head = try await transport.send(HTTPRequest(.head, server.base + "/m"))
    #expect(head.body.isEmpty)
    let log = try await server.log(transport)
    #expect(log.map(\.method) == ["POST", "PUT", "PATCH", "DELETE", "GET", "HEAD"])
    let post = try #require(log.first)
    #expect(post.path == "/a?b=c")
    #expect(post.body == String(decoding: body.map { UInt8($0) }, as: UTF8.self).latin1Misread)
    #expect(post.headers["user-agent"] == "hubgen/1.2")
    #expect(post.headers["authorization"] == "Bearer t")
    #expect(post.headers["content-type"] == "application/json")
    #expect(post.headers["content-length"] == "\(body.count)")
    for request in log {
      #expect(request.headers["expect"] == nil)
      #expect(request.headers["accept-encoding"] == nil)
    }
    #expect(log[1].headers["content-type"] == nil)
  }

  @Test func `a large body goes out whole, a POST without one is empty`() async throws {
    let server = try await HostileServer.start()
    let large = [UInt8](repeating: 0x61, count: 3 << 20)
    _ = try await transport.send(HTTPRequest(.post, server.base + "/large", body: large))
    _ = try await transport.send(HTTPRequest(.post, server.base + "/none"))
    let log = try await server.log(transport)
    #expect(log.map(\.body.count) == [3 << 20, 0])
    #expect(log.last?.headers["content-length"] == "0")
  }

  @Test(arguments: [200, 204, 304, 400, 401, 403, 404, 429, 500, 503, 599])
  func `every status is an answer`(status: Int) async throws {
    let server = try await HostileServer.start()
    let response = try await transport.send(HTTPRequest(.post, server.base + "/status/\(status)"))
    #expect(response.status == status)
  }

  @Test(
    arguments: [
      "/reset", "/reset-in-body", "/close", "/short", "/bad-chunk", "/garbage", "/no-status",
      "/slow-header", "/slow-body", "/big", "/endless", "/endless-headers",
    ], [HTTPRequest.Method.get, .post])
  func `an answer that is not whole is lost, and the request is not sent again`(
    path: String, method: HTTPRequest.Method
  ) async throws {
    let server = try await HostileServer.start()
    // A used connection is what libcurl would repeat a request on.
    _ = try await transport.send(HTTPRequest(.get, server.base + "/first"))
    let error = await failure(
      transport,
      HTTPRequest(
        method, server.base + path, body: method == .post ? [0x78] : nil,
        timeout: path.hasPrefix("/slow") ? .milliseconds(400) : .seconds(20),
        maximumResponseBytes: 100_000))
    #expect(kind(error) == "answerLost")
    #expect(error?.reason.hasPrefix("127.0.0.1: ") == true)
    let log = try await server.log(transport)
    #expect(method == .get || log.filter { $0.path == path }.count == 1)
  }

  @Test func `an answer may be exactly as long as allowed`() async throws {
    let server = try await HostileServer.start()
    for (bytes, expected) in [(1_000_000, "answered"), (999_999, "answerLost")] {
      let request = HTTPRequest(.get, server.base + "/big", maximumResponseBytes: bytes)
      #expect(await kind(failure(transport, request)) == expected)
    }
  }

  @Test func `chunks, trailers and early hints are understood, a packed answer stays packed`()
    async throws
  {
    let server = try await HostileServer.start()
    let chunked = try await transport.send(HTTPRequest(.get, server.base + "/chunked"))
    #expect(chunked.body == Array("one two three".utf8))
    let late = try await transport.send(HTTPRequest(.get, server.base + "/early-hints"))
    #expect(late.status == 200)
    #expect(late.body == Array("late".utf8))
    #expect(late.header("X-Early") == nil)
    let bomb = try await transport.send(HTTPRequest(.get, server.base + "/bomb"))
    #expect(bomb.body.count < 100_000)
    #expect(bomb.body.starts(with: [0x1F, 0x8B]))
  }

  @Test func `cookies are not kept`() async throws {
    let server = try await HostileServer.start()
    _ = try await transport.send(HTTPRequest(.get, server.base + "/cookie"))
    _ = try await transport.send(HTTPRequest(.get, server.base + "/after"))
    #expect(try await server.log(transport).allSatisfy { $0.headers["cookie"] == nil })
  }

  @Test func `cancelling the task ends the transfer at once`() async throws {
    let server = try await HostileServer.start()
    let request = HTTPRequest(.post, server.base + "/slow-body", timeout: .seconds(500))
    let sending = Task { await failure(transport, request) }
    while try await server.log(transport).isEmpty {}
    sending.cancel()
    #expect(await sending.value == .answerLost(reason: "127.0.0.1: cancelled"))
    let cancelled = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await failure(transport, HTTPRequest(.post, server.base + "/never"))
    }
    #expect(await cancelled.value == .notSent(reason: "127.0.0.1: cancelled"))
    #expect(try await server.log(transport).map(\.path) == ["/slow-body"])
  }

  @Test func `many requests at once are all answered`() async throws {
    let server = try await HostileServer.start()
    let base = server.base
    let transport = transport
    let answered = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<100 {
        group.addTask {
          try await transport.send(HTTPRequest(.get, base + "/\(number)")).body.count
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(answered == 500)
  }

  // MARK: - Redirects

  @Test(arguments: [301, 302, 303, 307, 308])
  func `GET and HEAD follow, every other method gets the redirect itself`(status: Int) async throws
  {
    let server = try await HostileServer.start()
    let url = "\(server.base)/redirect/\(status)/same"
    let answer = try await transport.send(HTTPRequest(.get, url))
    #expect(answer.url == server.base + "/end")
    #expect(answer.status == 200)
    #expect(try await transport.send(HTTPRequest(.head, url)).status == 200)
    for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
      #expect(try await transport.send(HTTPRequest(method, url)).status == status)
    }
    let ends = try await server.log(transport).filter { $0.path == "/end" }
    #expect(ends.map(\.method) == ["GET", "HEAD"])
  }

  @Test func `five redirects are followed, a sixth is not`() async throws {
    let server = try await HostileServer.start()
    let five = try await transport.send(HTTPRequest(.get, server.base + "/redirect/302/4"))
    #expect(five.url == server.base + "/end")
    for path in ["/redirect/302/5", "/redirect/302/loop"] {
      let error = await failure(transport, HTTPRequest(.get, server.base + path))
      #expect(error == .invalidRequest(reason: "127.0.0.1 redirects more than 5 times"))
    }
  }

  @Test(arguments: ["plain", "file"])
  func `a redirect to plain http elsewhere or to a file is refused`(target: String) async throws {
    let server = try await HostileServer.start()
    let error = await failure(
      transport, HTTPRequest(.get, server.base + "/redirect/302/\(target)"))
    #expect(kind(error) == "invalidRequest")
  }

  @Test(arguments: [("same", true), ("other", false), ("back", false)])
  func `secret headers stay with the origin, and don't come back`(
    target: String, isKept: Bool
  ) async throws {
    let server = try await HostileServer.start()
    _ = try await transport.send(
      HTTPRequest(
        .get, server.base + "/redirect/302/\(target)",
        headers: [.init("Authorization", "Bearer t", isSecret: true), .init("X-Plain", "p")]))
    let log = try await server.log(transport)
    let end = try #require(log.last)
    #expect(end.path == "/end")
    #expect((end.headers["authorization"] != nil) == isKept)
    #expect(end.headers["x-plain"] == "p")
    #expect(log.first?.headers["authorization"] == "Bearer t")
  }

  @Test func `a redirect without a target is an answer`() async throws {
    let server = try await HostileServer.start()
    let answer = try await transport.send(HTTPRequest(.get, server.base + "/redirect/302/none"))
    #expect(answer.status == 302)
  }

  // MARK: - Before the request

  @Test func `what never connects was not sent`() async throws {
    let server = try await HostileServer.start()
    let dead = try server.process.port("dead")
    var options = CurlTransport.Options(version: "1")
    options.connectTimeout = .milliseconds(500)
    let transport = CurlTransport(options: options)
    let plain = try server.process.port()
    for url in [
      // Nobody listens; reset during the TLS handshake; no TLS there at all.
      "http://127.0.0.1:1/", "https://127.0.0.1:\(dead)/", "https://127.0.0.1:\(plain)/",
    ] {
      let error = await failure(transport, HTTPRequest(.post, url, body: [0x78]))
      #expect(kind(error) == "notSent")
      #expect(error?.reason.hasPrefix("127.0.0.1: ") == true)
    }
  }

  @Test(arguments: [
    HTTPRequest.Header("X-A", "a\r\nX-B: b"), .init("X-A", "a\nb"), .init("X-A", "a\u{0}b"),
    .init("X A", "a"), .init("X-A:", "a"), .init("", "a"), .init("X-Ä", "a"),
  ])
  func `a header that would become two is refused`(header: HTTPRequest.Header) async {
    let error = await failure(
      transport, HTTPRequest(.get, "http://127.0.0.1:1/", headers: [header]))
    #expect(kind(error) == "invalidRequest")
  }

  @Test(arguments: ["http://example.com/", "file:///etc/passwd", "not a url", ""])
  func `a URL that may not be asked is refused`(url: String) async {
    #expect(await kind(failure(transport, HTTPRequest(.get, url))) == "invalidRequest")
  }

  // MARK: - TLS and proxies

  @Test func `only a trusted certificate of that very host is accepted`() async throws {
    let good = try Certificate(names: "DNS:localhost,IP:127.0.0.1")
    let other = try Certificate(names: "DNS:hub.example.com")
    for (certificate, trusted, expected) in [
      (good, good.certificate, "answered"), (good, other.certificate, "notSent"),
      (other, other.certificate, "notSent"), (good, "/nowhere.pem", "notSent"),
    ] {
      let server = try await HostileServer.start(certificate: certificate)
      for name in ["SSL_CERT_FILE", "CURL_CA_BUNDLE"] {
        let transport = CurlTransport(options: .init(version: "1", environment: [name: trusted]))
        let error = await failure(transport, HTTPRequest(.get, server.base + "/"))
        #expect(kind(error) == expected)
      }
      // The system's own authorities know neither.
      let error = await failure(transport, HTTPRequest(.get, server.base + "/"))
      #expect(kind(error) == "notSent")
    }
  }

  @Test func `a TLS connection reset under a large body is a lost answer`()
    async throws
  {
    let certificate = try Certificate(names: "IP:127.0.0.1")
    let server = try await HostileServer.start(certificate: certificate)
    let transport = CurlTransport(
      options: .init(version: "1", environment: ["SSL_CERT_FILE": certificate.certificate]))
    let body = [UInt8](repeating: 0x61, count: 16 << 20)
    for _ in 0..<20 {
      let error = await failure(
        transport, HTTPRequest(.post, server.base + "/reset-early", body: body))
      #expect(kind(error) == "answerLost")
    }
  }

  @Test func `a proxy gets a tunnel and nothing else`() async throws {
    let certificate = try Certificate(names: "DNS:hub.example.com,IP:127.0.0.1")
    let server = try await HostileServer.start(certificate: certificate)
    let proxy = try await ServerProcess.start("proxy.py", ["\(try server.process.port())"])
    var options = CurlTransport.Options(
      version: "1", environment: ["CURL_CA_BUNDLE": certificate.certificate])
    options.proxy = "http://127.0.0.1:\(try proxy.port())"
    let transport = CurlTransport(options: options)
    let request = HTTPRequest(
      .post, "https://hub.example.com/x",
      headers: [.init("Authorization", "Bearer t", isSecret: true)], body: [0x78])
    #expect(try await transport.send(request).status == 200)
    let line = proxy.nextLine()
    #expect(line.contains("CONNECT hub.example.com:443"))
    #expect(!line.lowercased().contains("authorization"))
    // The log itself is asked for without the proxy: loopback never goes through one.
    let post = try #require(try await server.log(transport).first)
    #expect(post.headers["authorization"] == "Bearer t")
  }

  @Test func `a proxy that refuses or is not there means nothing was sent`() async throws {
    let refusing = try await ServerProcess.start("proxy.py", ["--refuse"])
    for port in [try refusing.port(), 1] {
      var options = CurlTransport.Options(version: "1")
      options.proxy = "http://127.0.0.1:\(port)"
      let error = await failure(
        CurlTransport(options: options),
        HTTPRequest(.post, "https://hub.example.com/", body: [0x78]))
      #expect(kind(error) == "notSent")
    }
  }

  @Test func `a redirect from elsewhere to this machine is refused`() async throws {
    let certificate = try Certificate(names: "DNS:hub.example.com,IP:127.0.0.1")
    let server = try await HostileServer.start(certificate: certificate)
    let proxy = try await ServerProcess.start("proxy.py", ["\(try server.process.port())"])
    var options = CurlTransport.Options(
      version: "1", environment: ["CURL_CA_BUNDLE": certificate.certificate])
    options.proxy = "http://127.0.0.1:\(try proxy.port())"
    let transport = CurlTransport(options: options)
    let error = await failure(
      transport, HTTPRequest(.get, "https://hub.example.com/redirect/302/other"))
    #expect(
      error
        == .invalidRequest(
          reason: "hub.example.com redirects to 127.0.0.1, an address of this machine"))
  }
}

extension String {
  /// The text's UTF-8 read as Latin-1, as the server's log shows bodies.
  fileprivate var latin1Misread: String {
    String(String.UnicodeScalarView(utf8.map { Unicode.Scalar($0) }))
  }
}
