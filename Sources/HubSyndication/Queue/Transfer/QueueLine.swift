import Foundation
import HubDiagnostics
import HubStorage

/// A line of an exported queue, with the columns that it sets.
struct QueueLine {
  enum Content {
    case header(version: Int64)
    case account(QueueRecord)
    case post(QueueRecord, attempts: [QueueRecord], changes: [QueueRecord])
  }

  var content: Content
  var number: Int
  /// For the places of problems that only the queue finds.
  var text: String
}

/// The columns of one row.
struct QueueRecord {
  var values: [String: SQLValue]

  func text(_ column: String) -> String? {
    guard case .text(let text) = values[column] else { return nil }
    return text
  }

  func integer(_ column: String) -> Int64? {
    guard case .integer(let number) = values[column] else { return nil }
    return number
  }
}

/// Reads one line, and says everything that is wrong with it.
struct QueueLineReader {
  let file: String
  let number: Int
  let text: String
  private(set) var problems: [Diagnostic] = []

  init(file: String, number: Int, text: String) {
    self.file = file
    self.number = number
    self.text = text
  }

  mutating func read() -> QueueLine? {
    let value: LineValue
    do {
      value = try JSONDecoder().decode(LineValue.self, from: Data(text.utf8))
    } catch {
      report("bad-json", "this line is no JSON that a queue has", column: Self.column(of: error))
      return nil
    }
    guard case .object(let object) = value, let content = content(of: object) else { return nil }
    return problems.isEmpty ? QueueLine(content: content, number: number, text: text) : nil
  }

  private mutating func content(of object: [String: LineValue]) -> QueueLine.Content? {
    for key in object.keys.sorted()
    where !["queue", "version", "account", "post", "attempts", "changes"].contains(key) {
      report("unknown-key", "an exported queue has no '\(key)'", key: key)
    }
    if object["queue"] == .text("hubgen"), case .integer(let version) = object["version"] {
      return .header(version: version)
    }
    if let account = object["account"] {
      return record(account, "account", QueueColumn.accounts).map { .account($0) }
    }
    if let post = object["post"] {
      let row = record(post, "post", QueueColumn.posts)
      let attempts = records(object["attempts"], "attempts", QueueColumn.attempts)
      let changes = records(object["changes"], "changes", QueueColumn.changes)
      return row.map { .post($0, attempts: attempts, changes: changes) }
    }
    report("bad-line", "a line begins a queue, or has an 'account' or a 'post'")
    return nil
  }

  private mutating func records(
    _ value: LineValue?, _ key: String, _ columns: [QueueColumn]
  ) -> [QueueRecord] {
    guard let value else { return [] }
    guard case .list(let list) = value else {
      report("wrong-type", "'\(key)' is a list", key: key)
      return []
    }
    return list.compactMap { record($0, key, columns) }
  }

  private mutating func record(
    _ value: LineValue, _ subject: String, _ columns: [QueueColumn]
  ) -> QueueRecord? {
    guard case .object(let object) = value else {
      report("wrong-type", "'\(subject)' is an object", key: subject)
      return nil
    }
    for key in object.keys.sorted() where !columns.contains(where: { $0.name == key }) {
      report("unknown-key", "'\(subject)' has no '\(key)'", key: key)
    }
    var values: [String: SQLValue] = [:]
    for column in columns {
      guard let value = object[column.name] else {
        if column.isRequired {
          report("missing-key", "'\(subject)' needs '\(column.name)'", key: subject)
        }
        continue
      }
      switch (column.kind, value) {
      case (.integer, .integer(let number)): values[column.name] = .integer(number)
      case (.text, .text(let text)): values[column.name] = .text(text)
      case (.words, .object):
        if let body = words(value) {
          values[column.name] = .text(body)
        } else {
          report("bad-words", "'\(column.name)' are not the words of a post", key: column.name)
        }
      default:
        let kind =
          column.kind == .integer ? "a number" : column.kind == .text ? "a text" : "an object"
        report("wrong-type", "'\(column.name)' is \(kind)", key: column.name)
      }
    }
    return QueueRecord(values: values)
  }

  private func words(_ value: LineValue) -> String? {
    guard let data = try? JSONEncoder().encode(value) else { return nil }
    return try? JSONDecoder().decode(PostBody.self, from: data).json()
  }

  private mutating func report(
    _ id: String, _ message: String, key: String? = nil, column: Int? = nil
  ) {
    problems.append(
      .error(
        id, message,
        at: Self.place(of: key, in: text, file: file, line: number, column: column)))
  }

  /// Where a key stands in a line, else its beginning.
  static func place(
    of key: String?, in text: String, file: String, line: Int, column: Int? = nil
  ) -> SourceLocation {
    var found = column ?? 1
    if let key, let range = text.firstRange(of: "\"\(key)\":") {
      found = text.utf8.distance(from: text.startIndex, to: range.lowerBound) + 1
    }
    return SourceLocation(file: file, span: SourceSpan(line: line, column: found))
  }

  /// Where the decoder stopped, if it says.
  private static func column(of error: any Error) -> Int? {
    guard case DecodingError.dataCorrupted(let context) = error,
      let index = (context.underlyingError as? NSError)?.userInfo["NSJSONSerializationErrorIndex"]
        as? Int
    else { return nil }
    return index + 1
  }
}
