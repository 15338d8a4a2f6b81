import HubData
package import HubDiagnostics
package import HubModel
import HubStorage

/// Where the queue is: the path of a file, or the URL of a database with its password.
package struct StoreAddress: Sendable {
  /// As `PostQueue.open` takes it.
  package let text: String
  /// What came from the environment, to be masked wherever something is printed.
  package let secrets: [String]

  package var isFile: Bool { !PostgresURL.isOne(text) }

  /// Fills in the variables of `syndication: store`.
  ///
  /// Inside a URL their values are percent-encoded, so that a password may hold any character.
  /// - Parameters:
  ///   - config: says where the queue is.
  ///   - file: the configuration's, for the place of a problem.
  ///   - folder: the hub's; paths are seen from it.
  ///   - environment: the variables, with those of `.env`.
  /// - Throws: what is wrong with it, without anything secret.
  package init(
    _ config: SyndicationConfig?, file: String, folder: String, environment: [String: String]
  ) throws(Diagnostic) {
    let written = config?.store.value ?? SyndicationConfig.standardStore
    let place = SourceLocation(file: file, span: config?.store.span ?? .init(line: 1, column: 1))
    guard let parts = SettingPart.split(written) else {
      throw Self.problem(
        "bad-variable", "'${' must be followed by a variable's name and '}'", place)
    }
    let isURL = PostgresURL.isOne(written)
    var text = ""
    var secrets: [String] = []
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .variable(let name):
        guard let value = environment[name], !value.isEmpty else {
          throw .error(
            "unset-variable", "the variable '\(name)' is not set", at: place,
            notes: ["set it in the environment, or in .env as \(name)=…"])
        }
        secrets.append(value)
        text += isURL ? Self.percentEncoded(value) : value
      }
    }
    if isURL, Self.hasPassword(parts) {
      throw Self.problem(
        "literal-secret", "the password in 'store' must come from the environment or .env", place,
        note: "write postgres://USER:${QUEUE_PASSWORD}@HOST/DATABASE, set QUEUE_PASSWORD in .env,"
          + " and make a new password: this one has been in a file that others read")
    }
    // A slip in a database's address must not become a new file, and an empty queue.
    if !PostgresURL.isOne(text), Self.looksLikeDatabase(text) {
      throw Self.problem(
        "bad-store", "'store' is neither the path of a SQLite file nor a postgres:// URL", place,
        note: "what \(Self.variables(parts)) holds must begin with postgres:// or postgresql://,"
          + " without quotes around it")
    }
    self.text = PostgresURL.isOne(text) || text.hasPrefix("/") ? text : folder + "/" + text
    self.secrets = secrets
  }

  /// Whether a password is written out: between `user:` and `@`, or after `password=`.
  private static func hasPassword(_ parts: [SettingPart]) -> Bool {
    let variable: Character = "\u{0}"
    var shape = ""
    for part in parts {
      switch part {
      case .literal(let text): shape += text
      case .variable: shape.append(variable)
      }
    }
    let isWritten = { (secret: Substring) in secret.contains { $0 != variable } }
    if let value = shape.firstRange(of: "password=")?.upperBound,
      isWritten(shape[value...].prefix { $0 != "&" })
    {
      return true
    }
    guard let start = shape.firstRange(of: "://")?.upperBound else { return false }
    let authority = shape[start...].prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@"),
      let colon = authority[..<at].firstIndex(of: ":")
    else { return false }
    return isWritten(authority[authority.index(after: colon)..<at])
  }

  /// Whether a text that is no `postgres://` URL was meant as one, or as settings of libpq.
  private static func looksLikeDatabase(_ text: String) -> Bool {
    ["://", "host=", "password=", "dbname="].contains { text.contains($0) }
      || text.first == "\"" || text.first == "'"
  }

  /// `${A}` or `${A} and ${B}`, for a message.
  private static func variables(_ parts: [SettingPart]) -> String {
    let names = parts.compactMap { part in
      if case .variable(let name) = part { "${\(name)}" } else { nil }
    }
    return names.isEmpty ? "it" : names.joined(separator: " and ")
  }

  private static func percentEncoded(_ value: String) -> String {
    value.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        return String(decoding: [byte], as: UTF8.self)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }.joined()
  }

  private static func problem(
    _ id: String, _ message: String, _ place: SourceLocation, note: String? = nil
  ) -> Diagnostic {
    var problem = Diagnostic.error(id, message, at: place, notes: note.map { [$0] } ?? [])
    // The text may be a secret with a slip in it.
    problem.hidesSourceLine = true
    return problem
  }
}
