import CPostgres
import Foundation

/// Where a PostgreSQL database is, and how it is shown: without user and password.
package struct PostgresURL: Sendable {
  /// As libpq takes it; holds the password.
  let text: String
  /// For messages.
  package let shown: String
  /// What must not stand in a message.
  let password: String?
  /// Options that the URL leaves open.
  package let defaults: [(name: String, value: String)]

  /// Whether a setting names a PostgreSQL database and not a file.
  package static func isOne(_ text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  /// Reads `postgres://user:password@host:port/database?sslmode=…`.
  ///
  /// - Parameters:
  ///   - text: the URL.
  ///   - environment: where libpq looks for what the URL leaves open.
  /// - Throws: `StorageError.cannotOpen` where it is no such URL; never with what stands in it.
  package init(
    _ text: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(StorageError) {
    let options = Self.parse(text)
    guard Self.isOne(text), let options else {
      throw StorageError.cannotOpen(
        path: "postgres://…",
        reason: "the URL is not of the form postgres://USER:PASSWORD@HOST:PORT/DATABASE"
          + " (in a password, %, :, /, ?, # and @ are written %25, %3A, %2F, %3F, %23 and %40)")
    }
    self.text = text
    password = options["password"]
    let host =
      options["host"] ?? options["hostaddr"] ?? environment["PGHOST"]
      ?? environment["PGHOSTADDR"] ?? ""
    shown =
      "postgres://\(host)\(options["port"].map { ":\($0)" } ?? "")/\(options["dbname"] ?? "")"
    var defaults = [
      ("fallback_application_name", "hubgen"), ("connect_timeout", "10"),
      ("tcp_user_timeout", "30000"), ("keepalives_idle", "30"),
    ]
    // The password and the posts travel in the open nowhere but inside the machine.
    // What host a named service has, is not known here.
    let isService = options["service"] != nil || environment["PGSERVICE"] != nil
    if options["sslmode"] == nil, isService || !Self.isLocal(host) {
      defaults.append(("sslmode", "verify-full"))
      if options["sslrootcert"] == nil {
        defaults.append(("sslrootcert", "/etc/ssl/certs/ca-certificates.crt"))
      }
    }
    self.defaults = defaults
  }

  /// A text of libpq without the password.
  func masked(_ message: String) -> String {
    guard let password, !password.isEmpty else { return message }
    return message.split(separator: password, omittingEmptySubsequences: false)
      .joined(separator: "***")
  }

  private static func isLocal(_ hosts: String) -> Bool {
    hosts.split(separator: ",").allSatisfy {
      $0.hasPrefix("/") || $0 == "localhost" || $0.hasPrefix("127.") || $0 == "::1"
    }
  }

  private static func parse(_ text: String) -> [String: String]? {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = unsafe PQconninfoParse(text, &message) else {
      unsafe PQfreemem(message)
      return nil
    }
    defer { unsafe PQconninfoFree(options) }
    var found: [String: String] = [:]
    var next = unsafe options
    while let keyword = unsafe next.pointee.keyword {
      if let value = unsafe next.pointee.val {
        unsafe found[String(cString: keyword)] = String(cString: value)
      }
      unsafe next += 1
    }
    return found
  }
}
