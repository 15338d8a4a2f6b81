import CCurl

/// An absolute URL that may be asked, split by libcurl's own parser so that nothing is judged by
/// one reading and fetched by another.
struct RequestURL: Hashable, Sendable {
  /// Who answers; credentials stay with it.
  struct Origin: Hashable, Sendable {
    var scheme: String
    var host: String
    var port: String

    /// `localhost`, `::1` and 127.0.0.0/8: what never leaves the machine.
    var isLoopback: Bool { isLoopbackHost(host) }
  }

  /// The URL in libcurl's normal form.
  let text: String
  let origin: Origin

  /// - Throws: `TransportError.invalidRequest` where the URL can't be read or is not allowed.
  init(_ text: String) throws(TransportError) {
    try self.init(text, relativeTo: nil)
  }

  /// Where a `Location` header leads.
  ///
  /// - Throws: `TransportError.invalidRequest` where the rules for URLs forbid to go there.
  func redirected(to location: String) throws(TransportError) -> RequestURL {
    let target = try RequestURL(location, relativeTo: text)
    if target.origin.isLoopback && !origin.isLoopback {
      throw .invalidRequest(
        reason: "\(origin.host) redirects to \(target.origin.host), an address of this machine")
    }
    return target
  }

  private init(_ reference: String, relativeTo base: String?) throws(TransportError) {
    guard let parts = URLParts(reference, relativeTo: base) else {
      throw .invalidRequest(
        reason: base == nil
          ? "the URL is not an absolute http or https URL" : "a redirect leads to no valid URL")
    }
    guard !parts.hasUser else {
      throw .invalidRequest(reason: "a URL with a user name or password is not allowed")
    }
    let origin = Origin(scheme: parts.scheme, host: parts.host, port: parts.port)
    guard origin.scheme == "https" || (origin.scheme == "http" && origin.isLoopback) else {
      throw .invalidRequest(
        reason: "\(origin.scheme)://\(origin.host) is not allowed:"
          + " use https (plain http only to a loopback address)")
    }
    text = parts.text
    self.origin = origin
  }
}

/// Why a URL that a person wrote can't be asked, or nil where it can.
///
/// The message fits a sentence that starts with the name of the setting.
package func problemWithURL(_ text: String) -> String? {
  do {
    _ = try RequestURL(text)
    return nil
  } catch {
    return error.reason
  }
}

/// The host of a URL for messages to people, or nil where the URL can't be asked.
package func hostOfURL(_ text: String) -> String? {
  try? RequestURL(text).origin.host
}

/// Whether a host, as libcurl spells it, can only be this machine.
private func isLoopbackHost(_ host: String) -> Bool {
  if host == "localhost" || host == "[::1]" { return true }
  let octets = host.split(separator: ".", omittingEmptySubsequences: false)
  return octets.count == 4 && octets[0] == "127"
    && octets.allSatisfy { UInt8($0) != nil && $0.utf8.allSatisfy { $0 != UInt8(ascii: "+") } }
}

/// The parts of a URL as libcurl reads them.
private struct URLParts {
  var text: String
  var scheme: String
  var host: String
  var port: String
  var hasUser: Bool

  init?(_ reference: String, relativeTo base: String?) {
    guard !reference.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }),
      let handle = unsafe curl_url()
    else { return nil }
    defer { unsafe curl_url_cleanup(handle) }
    if let base, unsafe curl_url_set(handle, CURLUPART_URL, base, 0) != CURLUE_OK { return nil }
    let flags = UInt32(CURLU_URLENCODE)
    guard unsafe curl_url_set(handle, CURLUPART_URL, reference, flags) == CURLUE_OK,
      let text = unsafe Self.part(CURLUPART_URL, of: handle),
      let scheme = unsafe Self.part(CURLUPART_SCHEME, of: handle),
      let host = unsafe Self.part(CURLUPART_HOST, of: handle),
      let port = unsafe Self.part(CURLUPART_PORT, of: handle, flags: UInt32(CURLU_DEFAULT_PORT))
    else { return nil }
    self.text = text
    self.scheme = scheme.lowercased()
    self.host = host.lowercased()
    self.port = port
    let user = unsafe Self.part(CURLUPART_USER, of: handle)
    let password = unsafe Self.part(CURLUPART_PASSWORD, of: handle)
    hasUser = user != nil || password != nil
  }

  private static func part(
    _ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0
  ) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    guard unsafe curl_url_get(handle, part, &value, flags) == CURLUE_OK,
      let text = unsafe value
    else { return nil }
    defer { unsafe curl_free(text) }
    return unsafe String(cString: text)
  }
}
