// Truth, equality and order of values, as in Python.
extension TemplateValue {
  /// Whether a condition holds: nothing, zero and what is empty are false.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .double(let value): value != 0
    case .string(let text): !text.isEmpty
    case .html(let bytes): !bytes.isEmpty
    case .list(let items): !items.isEmpty
    case .map(let entries): !entries.isEmpty
    case .date, .object: true
    }
  }

  /// The number, where bools count as 0 and 1 as in Python.
  var number: Double? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// Whether two values are equal; objects are equal to nothing.
  static func areEqual(_ left: TemplateValue, _ right: TemplateValue) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.int(let left), .int(let right)): return left == right
    case (.string(let left), .string(let right)): return left.hasSameBytes(as: right)
    case (.html(let left), .html(let right)): return left == right
    case (.string(let text), .html(let bytes)), (.html(let bytes), .string(let text)):
      return text.utf8.elementsEqual(bytes)
    case (.date(let left, _), .date(let right, _)): return left == right
    case (.list(let left), .list(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { areEqual($0, $1) }
    case (.map(let left), .map(let right)):
      return left.count == right.count
        && left.allSatisfy { entry in
          right.contains { $0.key.hasSameBytes(as: entry.key) && areEqual($0.value, entry.value) }
        }
    default:
      guard let left = left.number, let right = right.number else { return false }
      return left == right
    }
  }

  /// Whether the left value stands before the right one; an error where they have no order.
  static func isLess(
    _ left: TemplateValue, _ right: TemplateValue
  ) throws(TemplateError) -> Bool {
    switch (left, right) {
    case (.int(let left), .int(let right)): return left < right
    case (.string(let left), .string(let right)): return left.precedes(right)
    case (.date(let left, _), .date(let right, _)): return left < right
    case (.string, .html), (.html, .string), (.html, .html):
      return try left.requireText().precedes(try right.requireText())
    case (.list(let left), .list(let right)):
      for (one, other) in zip(left, right) where !areEqual(one, other) {
        return try isLess(one, other)
      }
      return left.count < right.count
    default:
      guard let one = left.number, let other = right.number else {
        throw TemplateError("\(left.kindName) and \(right.kindName) have no order")
      }
      return one < other
    }
  }

  /// Whether a list holds a value, a map a key or a text another text.
  static func contains(
    _ container: TemplateValue, _ value: TemplateValue
  ) throws(TemplateError) -> Bool {
    switch container {
    case .null: return false
    case .list(let items): return items.contains { areEqual($0, value) }
    case .map(let entries):
      guard let key = value.text else { return false }
      return entries.contains { $0.key.hasSameBytes(as: key) }
    case .string, .html:
      guard let part = value.text, value.number == nil else {
        throw TemplateError("\(value.kindName) can't be looked for in a string")
      }
      return try container.requireText().byteOffset(of: part) != nil
    default: throw TemplateError("nothing can be looked for in \(container.kindName)")
    }
  }

  /// How deep lists and maps lie within each other, counted up to a limit.
  ///
  /// `budget` is how many elements may be visited; it is negative where that was not enough.
  func depth(upTo limit: Int, budget: inout Int) -> Int {
    guard limit > 0, budget >= 0 else { return 1 }
    var deepest = 0
    switch self {
    case .list(let items):
      budget -= items.count
      for item in items { deepest = max(deepest, item.depth(upTo: limit - 1, budget: &budget)) }
    case .map(let entries):
      budget -= entries.count
      for entry in entries {
        deepest = max(deepest, entry.value.depth(upTo: limit - 1, budget: &budget))
      }
    default: return 0
    }
    return deepest + 1
  }

  /// How much work it is to go through the value: its elements, and its bytes in units of 16.
  var weight: Int {
    switch self {
    case .string(let text): text.utf8.count / 16
    case .html(let bytes): bytes.count / 16
    case .list, .map: weight(upTo: 1 << 25)
    default: 0
    }
  }

  private func weight(upTo limit: Int) -> Int {
    var total = 0
    switch self {
    case .list(let items):
      total = items.count
      for item in items where total < limit { total += item.weight(upTo: limit - total) }
    case .map(let entries):
      total = entries.count
      for entry in entries where total < limit { total += entry.value.weight(upTo: limit - total) }
    default: total = weight
    }
    return total
  }
}

extension String {
  /// Equality of bytes: Swift's `==` takes composed and decomposed letters for the same.
  @inline(__always)
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let areEqual = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) } ?? nil
    }
    return (areEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// The order of code points.
  func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Where another text begins in this one, in bytes.
  func byteOffset(of part: String, from start: Int = 0) -> Int? {
    Array(utf8).offset(of: Array(part.utf8), from: start)
  }
}

extension [UInt8] {
  /// Where other bytes begin in these.
  func offset(of part: [UInt8], from start: Int = 0) -> Int? {
    guard let first = part.first else { return start <= count ? start : nil }
    guard count >= part.count else { return nil }
    if part.count > 32 { return hashedOffset(of: part, from: start) }
    var offset = start
    while offset <= count - part.count {
      if self[offset] == first, self[offset..<(offset + part.count)].elementsEqual(part) {
        return offset
      }
      offset += 1
    }
    return nil
  }

  /// The same by a rolling hash, so that long repetitive texts don't take quadratic time.
  private func hashedOffset(of part: [UInt8], from start: Int) -> Int? {
    guard start + part.count <= count else { return nil }
    let base: UInt64 = 1_000_003
    var lead: UInt64 = 1
    var wanted: UInt64 = 0
    var found: UInt64 = 0
    for index in part.indices {
      if index > 0 { lead = lead &* base }
      wanted = wanted &* base &+ UInt64(part[index])
      found = found &* base &+ UInt64(self[start + index])
    }
    var offset = start
    while true {
      let end = offset + part.count
      if found == wanted, self[offset..<end].elementsEqual(part) { return offset }
      guard end < count else { return nil }
      found = (found &- UInt64(self[offset]) &* lead) &* base &+ UInt64(self[end])
      offset += 1
    }
  }
}
