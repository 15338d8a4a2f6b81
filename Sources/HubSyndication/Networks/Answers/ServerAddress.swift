import HubHTTP

/// The address of a service, without a trailing slash.
struct ServerAddress: Hashable, Sendable {
  var url: String
  var host: String

  /// - Throws: `AccountProblem` where the setting is no URL that may be asked.
  init(_ text: String, key: String) throws(AccountProblem) {
    if let problem = problemWithURL(text) {
      throw AccountProblem(key: key, message: "'\(key)': \(problem)")
    }
    guard !text.utf8.contains(UInt8(ascii: "?")), !text.utf8.contains(UInt8(ascii: "#")) else {
      throw AccountProblem(key: key, message: "'\(key)' must end with the host or a path")
    }
    var url = text[...]
    while url.hasSuffix("/") { url = url.dropLast() }
    self.url = String(url)
    host = hostOfURL(text) ?? self.url
  }
}
