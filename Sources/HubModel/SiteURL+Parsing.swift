/// Why a text is no absolute address.
package struct URLProblem: Error, Hashable, Sendable {
  /// The rule, as a diagnostic's message.
  package var message: String
  package var notes: [String]

  init(_ message: String, notes: [String] = []) {
    self.message = message
    self.notes = notes
  }
}

extension SiteURL {
  /// Reads the absolute address of a site: scheme, host, perhaps a port and a path.
  package static func parse(_ text: String) throws(URLProblem) -> SiteURL {
    let url = try AbsoluteURL(text)
    guard url.query == nil else { throw URLProblem("a site's URL has no '?' or '#' part") }
    var path = ""
    for segment in url.path.split(separator: "/") {
      guard segment != ".", segment != ".." else {
        throw URLProblem("a site's URL has no '.' or '..' in its path")
      }
      path += "/" + URLPath.encode(URLPath.decode(segment))
    }
    return SiteURL(origin: url.origin, basePath: path)
  }
}

/// An absolute `http` or `https` address in its parts.
package struct AbsoluteURL: Hashable, Sendable {
  /// Scheme, host and port in lower case.
  package var origin: String
  /// As written, with its leading `/`, or empty.
  package var path: String
  /// What follows the path, its `?` or `#` included.
  package var query: String?

  /// Checks the scheme, the host and the port; refuses blanks and credentials.
  package init(_ text: String) throws(URLProblem) {
    if text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 }) {
      throw URLProblem("a URL has no blanks")
    }
    let lower = text.lowercased()
    let scheme = ["https://", "http://"].first { lower.hasPrefix($0) }
    guard let scheme else { throw Self.missingScheme(text) }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let end = rest.firstIndex { "/?#\\".utf8.contains($0) } ?? rest.endIndex
    let authority = String(text[rest.startIndex..<end])
    guard !authority.contains("@") else {
      throw URLProblem("a URL must not hold a user name or a password")
    }
    origin = scheme + (try Self.checkAuthority(authority))
    let query = rest[end...].firstIndex { "?#".utf8.contains($0) } ?? rest.endIndex
    path = String(text[end..<query])
    self.query = query < rest.endIndex ? String(text[query...]) : nil
    if path.contains("\\") { throw URLProblem("a URL has '/', not '\\'") }
  }

  private static func missingScheme(_ text: String) -> URLProblem {
    if text.contains("://") || text.hasPrefix("mailto:") || text.hasPrefix("javascript:") {
      return URLProblem("a URL must start with https:// or http://")
    }
    let host = text.hasPrefix("//") ? String(text.dropFirst(2)) : text
    let hint = host.contains(".") && !host.hasPrefix("/") ? ["did you mean 'https://\(host)'?"] : []
    return URLProblem("a URL must start with https:// or http://", notes: hint)
  }

  /// The host in lower case, and the port if there is one.
  private static func checkAuthority(_ authority: String) throws(URLProblem) -> String {
    var host = Substring(authority.lowercased())
    var port: Substring?
    if host.hasPrefix("["), let close = host.firstIndex(of: "]") {
      let after = host[host.index(after: close)...]
      if !after.isEmpty {
        guard after.hasPrefix(":") else { throw URLProblem("a URL needs a valid host") }
        port = after.dropFirst()
      }
      let address = host[..<close].dropFirst()
      host = host[...close]
      guard address.contains(":"),
        address.utf8.allSatisfy({ "0123456789abcdef:.".utf8.contains($0) })
      else { throw URLProblem("a URL needs a valid host") }
    } else {
      if let colon = host.firstIndex(of: ":") {
        port = host[host.index(after: colon)...]
        host = host[..<colon]
      }
      try checkName(host)
    }
    guard let port else { return String(host) }
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
      (1...65_535).contains(number)
    else { throw URLProblem("a URL's port is a number from 1 to 65535") }
    return "\(host):\(number)"
  }

  private static func checkName(_ host: Substring) throws(URLProblem) {
    guard !host.isEmpty else { throw URLProblem("a URL needs a host") }
    guard host.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw URLProblem("a URL's host is written in ASCII", notes: ["use its form with 'xn--'"])
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isValid = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-")
        }
    }
    guard isValid, host.utf8.count <= 253 else {
      throw URLProblem("'\(host)' is no valid host")
    }
  }
}
