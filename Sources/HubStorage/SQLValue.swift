import GRDB

/// A value of a column or of a statement's argument.
package enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)

  package init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
  package init(_ value: String?) { self = value.map { .text($0) } ?? .null }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(stringLiteral value: String) { self = .text(value) }
}

extension SQLValue {
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .text(let value): value.databaseValue
    }
  }

  init(_ value: DatabaseValue) {
    self =
      switch value.storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .integer(Int64(exactly: number.rounded()) ?? 0)
      case .string(let text): .text(text)
      case .blob(let data): .text(String(decoding: data, as: UTF8.self))
      }
  }
}

/// A row of an answer, by column name.
package struct SQLRow: Sendable {
  /// Short names, and few of them: to look through them is quicker than to hash one.
  private let columns: [String]
  private let values: [SQLValue]

  init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// The value of a column, the first of two of one name; null where there is none of that name.
  package subscript(column: String) -> SQLValue {
    columns.firstIndex(of: column).map { values[$0] } ?? .null
  }

  /// A column that may be null.
  package func integer(_ column: String) -> Int64? {
    guard case .integer(let value) = self[column] else { return nil }
    return value
  }

  /// A column that may be null.
  package func text(_ column: String) -> String? {
    guard case .text(let value) = self[column] else { return nil }
    return value
  }

  /// A column that is never null by the schema.
  package func required(integer column: String) throws(StorageError) -> Int64 {
    guard let value = integer(column) else { throw unreadable(column) }
    return value
  }

  /// A column that is never null by the schema.
  package func required(text column: String) throws(StorageError) -> String {
    guard let value = text(column) else { throw unreadable(column) }
    return value
  }

  private func unreadable(_ column: String) -> StorageError {
    .failed(reason: "column '\(column)' has an unexpected value")
  }
}
