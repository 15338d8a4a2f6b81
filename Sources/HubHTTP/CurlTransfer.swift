import CCurl

/// One exchange on the loop's thread: an easy handle and what has come in so far.
@safe final class CurlTransfer {
  private static let maximumHeaderBytes = 256 << 10

  let easy: UnsafeMutableRawPointer?
  private let job: CurlLoop.Job
  private let startedAt = ContinuousClock.now
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutableBufferPointer<CChar>

  private var headers: [HTTPResponse.Header] = []
  private var headerBytes = 0
  private var body: [UInt8] = []
  /// Whether a first byte of the request may have left.
  private var mayHaveLeft = false
  /// What this side found wrong with the answer.
  private var complaint: String?

  init(_ job: CurlLoop.Job) {
    self.job = job
    unsafe easy = curl_easy_init()
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0)
  }

  deinit {
    unsafe curl_easy_cleanup(easy)
    unsafe curl_slist_free_all(headerList)
    unsafe errorText.deallocate()
  }

  var isCancelled: Bool { job.cancellation.isCancelled }

  /// Hands the transfer to libcurl; false, and the caller answered, where that fails.
  func start(in multi: UnsafeMutableRawPointer?) -> Bool {
    configure()
    guard unsafe easy != nil, unsafe curl_multi_add_handle(multi, easy) == CURLM_OK else {
      resume(.failure(.notSent(reason: "libcurl could not start a transfer")))
      return false
    }
    return true
  }

  func cancel(in multi: UnsafeMutableRawPointer?) {
    unsafe curl_multi_remove_handle(multi, easy)
    resume(.failure(failure("cancelled")))
  }

  func finish(_ code: CURLcode, in multi: UnsafeMutableRawPointer?) {
    var status = 0
    unsafe hub_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    unsafe curl_multi_remove_handle(multi, easy)
    guard code == CURLE_OK, complaint == nil else {
      resume(.failure(error(code)))
      return
    }
    let response = HTTPResponse(
      status: status, headers: headers, body: body, url: job.url.text)
    resume(
      .success(CurlLoop.Answer(response: response, elapsed: ContinuousClock.now - startedAt)))
  }

  private func resume(_ result: Result<CurlLoop.Answer, TransportError>) {
    job.continuation.resume(returning: result)
  }

  // MARK: - The request

  private func configure() {
    let options = job.options
    set(CURLOPT_URL, job.url.text)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_USERAGENT, options.userAgent)
    set(CURLOPT_NOSIGNAL, 1)
    // A transfer that ends while its host is being resolved must not hold up all others.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_TIMEOUT_MS, job.request.timeout.wholeMilliseconds)
    set(
      CURLOPT_CONNECTTIMEOUT_MS,
      min(options.connectTimeout, job.request.timeout).wholeMilliseconds)
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    if let file = options.certificateFile { set(CURLOPT_CAINFO, file) }
    if let folder = options.certificateFolder { set(CURLOPT_CAPATH, folder) }
    // What is meant for this machine never goes to a proxy, where it would travel unencrypted.
    if job.url.origin.isLoopback {
      set(CURLOPT_PROXY, "")
    } else if let proxy = options.proxy {
      set(CURLOPT_PROXY, proxy)
    }
    configureMethod()
    configureHeaders()
    configureCallbacks()
  }

  private func configureMethod() {
    let method = job.request.method
    if method == .head { set(CURLOPT_NOBODY, 1) }
    if method != .get && method != .head {
      // On a connection that dies before the answer, libcurl sends again: on a used one only.
      set(CURLOPT_FRESH_CONNECT, 1)
    }
    if let body = job.request.body ?? (method == .post ? [] : nil) {
      unsafe hub_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      unsafe body.withUnsafeBytes { bytes in
        let start = unsafe bytes.baseAddress.map { unsafe UnsafeMutableRawPointer(mutating: $0) }
        if let start = unsafe start {
          unsafe hub_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start)
        } else {
          set(CURLOPT_COPYPOSTFIELDS, "")
        }
      }
    }
    if method != .head { set(CURLOPT_CUSTOMREQUEST, method.rawValue) }
  }

  private func configureHeaders() {
    var lines = job.request.headers.map { header in
      header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
    }
    let names = Set(job.request.headers.map { $0.name.lowercased() })
    // Without these, libcurl waits for a "100 Continue" and calls every body a form.
    if !names.contains("expect") { lines.append("Expect:") }
    if !names.contains("content-type") { lines.append("Content-Type:") }
    for line in lines { unsafe headerList = curl_slist_append(headerList, line) }
    unsafe hub_curl_set_list(easy, CURLOPT_HTTPHEADER, headerList)
  }

  private func configureCallbacks() {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe hub_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText.baseAddress)
    unsafe hub_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
    unsafe hub_curl_set_data_function(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
      unsafe CurlTransfer.at(context)?.receive(bytes, count) ?? 0
    }
    unsafe hub_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
    unsafe hub_curl_set_data_function(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      unsafe CurlTransfer.at(context)?.receiveHeader(bytes, size * count) ?? 0
    }
    // Called when the connection stands, proxy and TLS included, right before the request goes out.
    unsafe hub_curl_set_pointer(easy, CURLOPT_PREREQDATA, context)
    unsafe hub_curl_set_prereq_function(easy) { context, _, _, _, _ in
      unsafe CurlTransfer.at(context)?.willSend() == true
        ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    unsafe context.map { unsafe Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe hub_curl_set_string(easy, option, value)
  }

  private func set(_ option: CURLoption, _ value: Int) {
    unsafe hub_curl_set_long(easy, option, value)
  }

  // MARK: - The answer

  /// False where libcurl is about to send something a second time that must go out once.
  private func willSend() -> Bool {
    let isRepeatable = job.request.method == .get || job.request.method == .head
    defer { mayHaveLeft = true }
    return isRepeatable || !mayHaveLeft
  }

  private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard count <= job.request.maximumResponseBytes - body.count else {
      complaint = "the answer is longer than \(job.request.maximumResponseBytes) bytes"
      return 0
    }
    unsafe body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    headerBytes += count
    guard headerBytes <= Self.maximumHeaderBytes else {
      complaint = "the answer's headers are longer than \(Self.maximumHeaderBytes) bytes"
      return 0
    }
    let line = unsafe String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      // The final answer begins after interim ones, such as "103 Early Hints".
      headers = []
    } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
      headers.append(
        .init(
          String(line[..<colon]), line[line.utf8.index(after: colon)...].trimmingHTTPSpace))
    }
    return count
  }

  // MARK: - What went wrong

  private func error(_ code: CURLcode) -> TransportError {
    // After sending, libcurl says "unsupported protocol" of an answer that is no HTTP.
    if !mayHaveLeft, code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL {
      return .invalidRequest(reason: "libcurl can't ask this URL")
    }
    return failure(complaint ?? reason(code))
  }

  private func failure(_ reason: String) -> TransportError {
    let reason = "\(job.url.origin.host): \(reason)"
    return mayHaveLeft ? .answerLost(reason: reason) : .notSent(reason: reason)
  }

  private func reason(_ code: CURLcode) -> String {
    if mayHaveLeft {
      switch code {
      case CURLE_OPERATION_TIMEDOUT: return "no whole answer in time"
      case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: return "the answer is no HTTP"
      case CURLE_GOT_NOTHING: return "the connection was closed without an answer"
      case CURLE_PARTIAL_FILE: return "the answer broke off"
      default: return unsafe String(cString: curl_easy_strerror(code)).onOneLine
      }
    }
    // Before the request libcurl's own words tell more, and they can't quote any of it.
    let text = unsafe errorText.baseAddress.map { unsafe String(cString: $0) } ?? ""
    return text.isEmpty
      ? unsafe String(cString: curl_easy_strerror(code)).onOneLine : text.onOneLine
  }
}

extension Duration {
  /// At least 1: libcurl takes 0 for "no limit".
  fileprivate var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    let bounded = min(max(seconds, 0), 86_400 * 365)
    return max(1, Int(bounded) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}

extension StringProtocol {
  fileprivate var trimmingHTTPSpace: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    let start = drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(start[...last])
  }
}

extension String {
  fileprivate var onOneLine: String {
    String(map { $0.isNewline ? " " : $0 })
  }
}
