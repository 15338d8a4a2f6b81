/// The fields of declared types by name, for values whose type is known only at run time.
struct ObjectTable: Sendable {
  private let fields: [String: [String: Int]]

  init(_ types: [ObjectType]) {
    fields = Dictionary(
      types.map { type in
        let indices = type.fields.enumerated().map { ($1.name, $0) }
        return (type.name, Dictionary(indices, uniquingKeysWith: { first, _ in first }))
      }, uniquingKeysWith: { first, _ in first })
  }

  func index(of field: String, in type: String) -> Int? { fields[type]?[field] }
}

/// One step of a path such as `author.name`.
enum PathStep: Hashable, Sendable {
  /// A field of a declared type, by its index.
  case field(Int)
  /// A key of a map, or a field of an object whose type is not known before.
  case key(String)
  case item(Int)
}

extension TemplateValue {
  var isMap: Bool {
    if case .map = self { true } else { false }
  }

  /// Whether the value has no others in it.
  var isScalar: Bool {
    switch self {
    case .list, .map, .object: false
    default: true
    }
  }

  /// The value of a map's key.
  func entry(_ key: String) -> TemplateValue? {
    guard case .map(let entries) = self else { return nil }
    for entry in entries where entry.key.hasSameBytes(as: key) { return entry.value }
    return nil
  }

  /// A field by name: null where there is none.
  func member(_ name: String, _ objects: ObjectTable) -> TemplateValue {
    switch self {
    case .map: return entry(name) ?? .null
    case .object(let object):
      guard let index = objects.index(of: name, in: object.typeName) else { return .null }
      return object.value(at: index)
    default: return .null
    }
  }

  /// An element by position (from the end if negative) or key: null where there is none.
  func item(_ index: TemplateValue, _ objects: ObjectTable) throws(TemplateError) -> TemplateValue {
    switch (self, index) {
    case (.list(let items), .int(let position)):
      let position = position < 0 ? position + items.count : position
      return items.indices.contains(position) ? items[position] : .null
    case (.string, .int(let position)), (.html, .int(let position)):
      let scalars = Array(try requireText().unicodeScalars)
      let offset = position < 0 ? position + scalars.count : position
      guard scalars.indices.contains(offset) else { return .null }
      return .text(String(Character(scalars[offset])), asHTML: isHTML)
    case (.map, .string(let key)), (.object, .string(let key)): return member(key, objects)
    case (.null, _), (.map, _): return .null
    default: throw TemplateError("\(kindName) has no element at \(index.kindName)")
    }
  }

  func value(at steps: [PathStep], _ objects: ObjectTable) throws(TemplateError) -> TemplateValue {
    var value = self
    for step in steps {
      switch step {
      case .field(let index):
        guard case .object(let object) = value else { return .null }
        value = object.value(at: index)
      case .key(let name): value = value.member(name, objects)
      case .item(let index): value = try value.item(.int(index), objects)
      }
    }
    return value
  }

  /// `value[from:to:step]`, as in Python.
  func slice(
    from: TemplateValue, to: TemplateValue, step: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    switch self {
    case .list(let items):
      return .list(try Self.indices(items.count, from, to, step).map { items[$0] })
    case .string, .html:
      let scalars = Array(try requireText().unicodeScalars)
      var text = ""
      for index in try Self.indices(scalars.count, from, to, step) {
        text.unicodeScalars.append(scalars[index])
      }
      return .text(text, asHTML: isHTML)
    case .null: return .null
    default: throw TemplateError("\(kindName) has no slices")
    }
  }

  private static func indices(
    _ count: Int, _ from: TemplateValue, _ to: TemplateValue, _ step: TemplateValue
  ) throws(TemplateError) -> [Int] {
    func bound(_ value: TemplateValue, _ missing: Int, _ low: Int, _ high: Int)
      throws(TemplateError) -> Int
    {
      switch value {
      case .null: return missing
      case .int(let index):
        let absolute = index < 0 ? index.addingReportingOverflow(count).partialValue : index
        return min(max(absolute, low), high)
      default: throw TemplateError("a slice needs ints, not \(value.kindName)")
      }
    }
    var stride = 1
    if case .int(let given) = step {
      stride = min(max(given, -count - 1), count + 1)
    } else if !step.isNull {
      throw TemplateError("a slice needs ints, not \(step.kindName)")
    }
    guard stride != 0 else { throw TemplateError("a slice's step can't be 0") }
    if stride > 0 {
      let start = try bound(from, 0, 0, count)
      let end = try bound(to, count, 0, count)
      return Array(Swift.stride(from: start, to: max(start, end), by: stride))
    }
    let start = try bound(from, count - 1, -1, count - 1)
    let end = try bound(to, -1, -1, count - 1)
    return Array(Swift.stride(from: start, to: min(start, end), by: stride))
  }

  /// The values that a loop goes through: elements, a map's keys, a text's characters.
  func elements() throws(TemplateError) -> [TemplateValue] {
    switch self {
    case .list(let items): return items
    case .map(let entries): return entries.map { .string($0.key) }
    case .null: return []
    case .string(let text): return text.unicodeScalars.map { .string(String(Character($0))) }
    case .html(let bytes):
      // As in Jinja, the letters of HTML are no HTML by themselves.
      return String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
        .string(String(Character($0)))
      }
    default: throw TemplateError("\(kindName) can't be looped over")
    }
  }
}
