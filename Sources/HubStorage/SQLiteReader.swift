import GRDB
import GRDBSQLite

/// Runs a statement that changes nothing, straight over SQLite: GRDB's rows look up columns by
/// name, and make a table of the names for every run, which costs more than the short reads of a
/// queue do.
struct SQLiteReader {
  private let database: Database
  private let statement: Statement

  init(_ statement: Statement, of database: Database) {
    self.database = database
    self.statement = statement
  }

  /// All rows.
  ///
  /// - Throws: `DatabaseError`.
  func rows(_ values: [SQLValue]) throws -> [SQLRow] {
    let pointer = unsafe statement.sqliteStatement
    unsafe sqlite3_reset(pointer)
    defer { unsafe sqlite3_reset(pointer) }
    guard unsafe sqlite3_bind_parameter_count(pointer) == values.count else {
      throw DatabaseError(
        resultCode: .SQLITE_MISUSE, message: "\(values.count) values for another number of places")
    }
    for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
    let columns = statement.columnNames
    var rows: [SQLRow] = []
    while true {
      switch unsafe sqlite3_step(pointer) {
      case SQLITE_ROW: rows.append(SQLRow(columns: columns, values: row(columns.count)))
      case SQLITE_DONE: return rows
      default: throw error
      }
    }
  }

  private func bind(_ value: SQLValue, at place: Int32) throws {
    let pointer = unsafe statement.sqliteStatement
    let code: Int32
    switch value {
    case .null: code = unsafe sqlite3_bind_null(pointer, place)
    case .integer(let number): code = unsafe sqlite3_bind_int64(pointer, place, number)
    case .text(let text):
      code = unsafe sqlite3_bind_text(
        pointer, place, text, Int32(text.utf8.count), Self.copied)
    }
    if code != SQLITE_OK { throw error }
  }

  private func row(_ count: Int) -> [SQLValue] {
    let pointer = unsafe statement.sqliteStatement
    return (0..<Int32(count)).map { column in
      switch unsafe sqlite3_column_type(pointer, column) {
      case SQLITE_NULL: return .null
      case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(pointer, column))
      case SQLITE_FLOAT:
        return .integer(
          Int64(exactly: unsafe sqlite3_column_double(pointer, column).rounded()) ?? 0)
      default:
        guard let bytes = unsafe sqlite3_column_blob(pointer, column) else { return .text("") }
        let count = unsafe Int(sqlite3_column_bytes(pointer, column))
        let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        return .text(unsafe String(decoding: buffer, as: UTF8.self))
      }
    }
  }

  /// What SQLite says went wrong last.
  private var error: DatabaseError {
    let connection = unsafe database.sqliteConnection
    return DatabaseError(
      resultCode: ResultCode(rawValue: unsafe sqlite3_extended_errcode(connection)),
      message: unsafe String(cString: sqlite3_errmsg(connection)))
  }

  /// Tells SQLite that the bytes go when the call returns.
  private static var copied: sqlite3_destructor_type {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
