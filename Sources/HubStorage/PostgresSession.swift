import CPostgres

/// One connection to a server; used by one thread at a time.
@safe final class PostgresSession {
  /// A statement that the server has compiled.
  struct Prepared {
    var name: String
    var columns: [String]?
  }

  private let connection: OpaquePointer
  let url: PostgresURL
  private var prepared: [String: Prepared] = [:]

  /// - Throws: `StorageError.cannotOpen` with what the server said, without the password.
  init(_ url: PostgresURL) throws(StorageError) {
    self.url = url
    let options = url.defaults + [("dbname", url.text)]
    let opened = unsafe withCStrings(options.map(\.0)) { names in
      unsafe withCStrings(options.map(\.1)) { values in unsafe PQconnectdbParams(names, values, 1) }
    }
    guard let opened = unsafe opened else {
      throw StorageError.cannotOpen(path: url.shown, reason: "out of memory")
    }
    unsafe connection = opened
    unsafe hub_pq_silence(opened)
    guard unsafe PQstatus(opened) == CONNECTION_OK else {
      let reason = unsafe String(cString: PQerrorMessage(opened))
      throw StorageError.cannotOpen(path: url.shown, reason: url.masked(reason).oneLine)
    }
    // Nobody waits for ever for one who has stopped in the middle.
    try script(
      """
      SET client_min_messages = warning; SET client_encoding = 'UTF8'; SET lock_timeout = '10s';
      SET idle_in_transaction_session_timeout = '60s'; SET standard_conforming_strings = on
      """)
  }

  deinit { unsafe PQfinish(connection) }

  var isAlive: Bool { unsafe PQstatus(connection) == CONNECTION_OK }

  /// Runs statements without values, as they are.
  func script(_ sql: String) throws(StorageError) {
    let result = unsafe PQexec(connection, sql)
    defer { unsafe PQclear(result) }
    try unsafe check(result)
  }

  /// Runs one statement, compiled once per connection.
  func run<Value>(
    _ sql: String, _ values: [SQLValue],
    _ read: (PostgresResult) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    let types = values.map(\.postgresType)
    let key = types.isEmpty ? sql : sql + "\u{0}" + types.map { "\($0)" }.joined(separator: ",")
    let statement =
      if let known = prepared[key] { known } else { try prepare(sql, types, key) }
    let texts = values.map(\.postgresText)
    let result = unsafe withCStrings(texts) { pointers in
      unsafe PQexecPrepared(
        connection, statement.name, CInt(values.count), pointers, nil, nil, 0)
    }
    defer { unsafe PQclear(result) }
    try unsafe check(result)
    guard let result = unsafe result else { throw lost() }
    var answer = unsafe PostgresResult(result, columns: statement.columns)
    if statement.columns == nil {
      answer.readColumns()
      prepared[key]?.columns = answer.columns
    }
    return try read(answer)
  }

  private func prepare(
    _ sql: String, _ types: [UInt32], _ key: String
  ) throws(StorageError) -> Prepared {
    let name = "s\(prepared.count)"
    let result = unsafe types.withUnsafeBufferPointer {
      unsafe PQprepare(
        connection, name, translatedForPostgres(sql), CInt(types.count), $0.baseAddress)
    }
    defer { unsafe PQclear(result) }
    try unsafe check(result)
    let statement = Prepared(name: name)
    prepared[key] = statement
    return statement
  }

  private func check(_ result: OpaquePointer?) throws(StorageError) {
    guard let result = unsafe result else { throw lost() }
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
    default: break
    }
    guard isAlive else { throw lost() }
    let state = unsafe hub_pq_error_state(result).map { unsafe String(cString: $0) } ?? ""
    let message =
      unsafe hub_pq_error_message(result).map { unsafe String(cString: $0) }
      ?? String(cString: PQresultErrorMessage(result))
    throw StorageError(state: state, message: url.masked(message).oneLine, path: url.shown)
  }

  private func lost() -> StorageError {
    let reason = unsafe String(cString: PQerrorMessage(connection))
    return .connectionLost(path: url.shown, reason: url.masked(reason).oneLine)
  }
}

/// What the server answered to one statement; valid only while it is read.
@safe struct PostgresResult {
  private let result: OpaquePointer
  private(set) var columns: [String]

  init(_ result: OpaquePointer, columns: [String]?) {
    unsafe self.result = unsafe result
    self.columns = columns ?? []
  }

  mutating func readColumns() {
    let count = unsafe PQnfields(result)
    columns = (0..<count).map { unsafe String(cString: PQfname(result, $0)) }
  }

  /// How many rows were changed.
  var changes: Int { Int(unsafe String(cString: PQcmdTuples(result))) ?? 0 }

  var rows: [SQLRow] {
    let (width, height) = unsafe (PQnfields(result), PQntuples(result))
    let types = (0..<width).map { unsafe PQftype(result, $0) }
    return (0..<height).map { row in
      SQLRow(
        columns: columns,
        values: types.enumerated().map { column, type in
          let column = CInt(column)
          guard unsafe PQgetisnull(result, row, column) == 0,
            let text = unsafe PQgetvalue(result, row, column)
          else { return .null }
          return unsafe SQLValue(postgres: String(cString: text), type: type)
        })
    }
  }
}

extension SQLValue {
  private static let bool: UInt32 = 16
  private static let bigInteger: UInt32 = 20
  private static let integers: Set<UInt32> = [bigInteger, 21, 23]
  private static let textType: UInt32 = 25

  /// The type's number in the server's catalogue; 0 lets the server find it out.
  var postgresType: UInt32 {
    switch self {
    case .null: 0
    case .integer: Self.bigInteger
    case .text: Self.textType
    }
  }

  var postgresText: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    // The server has no NUL in texts.
    case .text(let text): text.utf8.contains(0) ? text.filter { $0 != "\0" } : text
    }
  }

  init(postgres text: String, type: UInt32) {
    if type == Self.bool {
      self = .integer(text == "t" ? 1 : 0)
    } else if Self.integers.contains(type), let number = Int64(text) {
      self = .integer(number)
    } else {
      self = .text(text)
    }
  }
}

/// Texts as C strings, with a null after the last; those that are nil are null.
private func withCStrings<Result>(
  _ texts: [String?],
  _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
  var bytes: [CChar] = []
  var starts: [Int?] = []
  for text in texts {
    starts.append(text == nil ? nil : bytes.count)
    if let text {
      bytes += text.utf8.map { CChar(bitPattern: $0) }
      bytes.append(0)
    }
  }
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    let pointers = unsafe starts.map { start in
      unsafe start.flatMap { start in unsafe buffer.baseAddress.map { unsafe $0 + start } }
    }
    return unsafe (pointers + [nil]).withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}

extension String {
  /// libpq's messages have several lines.
  var oneLine: String {
    split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "; ")
  }
}
