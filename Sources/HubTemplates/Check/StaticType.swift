/// What the checker knows of an expression's value.
///
/// Richer than `TemplateType`: literals, loops and filters make types that nobody declares.
indirect enum StaticType: Hashable, Sendable {
  /// The element of an empty list.
  case never
  case null
  case dynamic
  case bool, int, double, string, html, date
  case list(StaticType)
  /// A list whose elements are known one by one, such as a map's item.
  case tuple([StaticType])
  case object(Int)
  /// A map whose keys are known.
  case record([Field])
  case optional(StaticType)

  struct Field: Hashable, Sendable {
    var name: String
    var type: StaticType
  }

  var isOptional: Bool {
    switch self {
    case .optional, .null: true
    default: false
    }
  }

  /// The type where a test has shown that the value is not null.
  var nonNull: StaticType {
    if case .optional(let type) = self { type } else { self }
  }

  /// The type of a value that may also be null.
  var orNull: StaticType {
    switch self {
    case .optional, .null, .dynamic: self
    case .never: .null
    default: .optional(self)
    }
  }

  /// The type of a value that is of one of two types.
  func joined(_ other: StaticType) -> StaticType {
    if self == other { return self }
    switch (self, other) {
    case (.never, let type), (let type, .never): return type
    case (.dynamic, _), (_, .dynamic): return .dynamic
    case (.null, let type), (let type, .null): return type.orNull
    case (.optional(let left), let right): return left.joined(right.nonNull).orNull
    case (let left, .optional(let right)): return left.joined(right).orNull
    case (.int, .double), (.double, .int): return .double
    case (.string, .html), (.html, .string): return .string
    case (.list(let left), .list(let right)): return .list(left.joined(right))
    case (.tuple(let left), .tuple(let right)) where left.count == right.count:
      return .tuple(zip(left, right).map { $0.joined($1) })
    case (.tuple, .list), (.list, .tuple), (.tuple, .tuple):
      return .list((element ?? .dynamic).joined(other.element ?? .dynamic))
    case (.record(let left), .record(let right)) where left.map(\.name) == right.map(\.name):
      return .record(
        zip(left, right).map { Field(name: $0.name, type: $0.type.joined($1.type)) })
    default: return .dynamic
    }
  }

  /// The type of what a loop over the value goes through; nil where it can't be looped over.
  var element: StaticType? {
    switch self {
    case .list(let element): element
    case .tuple(let items): items.reduce(.never) { $0.joined($1) }
    case .dynamic: .dynamic
    case .record: .string
    case .null, .never: .never
    case .optional(let type): type.element
    default: nil
    }
  }

  var isNumber: Bool { self == .int || self == .double || self == .bool }

  var isText: Bool { self == .string || self == .html }

  var isList: Bool {
    switch self {
    case .list, .tuple: true
    default: false
    }
  }

  /// Whether elements may be taken by a key.
  var hasKeys: Bool {
    switch self {
    case .record, .dynamic: true
    default: false
    }
  }

  /// Whether a value of this type may be used where another type is asked for.
  func fits(_ wanted: StaticType) -> Bool {
    if self == wanted { return true }
    switch (self, wanted) {
    case (.dynamic, _), (_, .dynamic), (.never, _): return true
    case (.null, .optional): return true
    case (.optional(let type), .optional(let wanted)): return type.fits(wanted)
    case (let type, .optional(let wanted)): return type.fits(wanted)
    case (.int, .double), (.html, .string), (.string, .html): return true
    case (.list(let type), .list(let wanted)): return type.fits(wanted)
    case (.tuple(let types), .list(let wanted)): return types.allSatisfy { $0.fits(wanted) }
    default: return false
    }
  }

  /// A type too deep to be told apart, cut off: macros may nest their arguments without end.
  func limited(_ depth: Int = 6) -> StaticType {
    guard depth > 0 else { return .dynamic }
    switch self {
    case .list(let type): return .list(type.limited(depth - 1))
    case .tuple(let types): return .tuple(types.map { $0.limited(depth - 1) })
    case .optional(let type): return type.limited(depth - 1).orNull
    case .record(let fields):
      return .record(fields.map { Field(name: $0.name, type: $0.type.limited(depth - 1)) })
    default: return self
    }
  }
}

/// The declared types of a schema, by index.
struct TypeTable {
  let types: [ObjectType]
  private let indices: [String: Int]
  private let fields: [[String: Int]]

  init(_ types: [ObjectType]) {
    self.types = types
    indices = Dictionary(
      types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    fields = types.map { type in
      Dictionary(
        type.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  func type(_ declared: TemplateType) -> StaticType {
    switch declared {
    case .dynamic: .dynamic
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .html: .html
    case .date: .date
    case .list(let element): .list(type(element))
    case .object(let name): indices[name].map { .object($0) } ?? .dynamic
    case .optional(let inner): type(inner).orNull
    case .map(let keys):
      .record(keys.map { StaticType.Field(name: $0.name, type: type($0.type)) })
    }
  }

  /// The nearest type that a declaration can name.
  func declared(_ type: StaticType) -> TemplateType {
    switch type {
    case .never, .null, .dynamic, .record: .dynamic
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .html: .html
    case .date: .date
    case .list(let element): .list(declared(element))
    case .tuple: .list(declared(type.element ?? .dynamic))
    case .object(let index): .object(types[index].name)
    case .optional(let inner): .optional(declared(inner))
    }
  }

  func field(_ name: String, of type: Int) -> (index: Int, type: StaticType)? {
    fields[type][name].map { ($0, self.type(types[type].fields[$0].type)) }
  }

  /// The type in words, as messages use it.
  func name(_ type: StaticType) -> String {
    switch type {
    case .never, .null: "null"
    case .dynamic: "a dynamic value"
    case .bool: "a bool"
    case .int: "an int"
    case .double: "a double"
    case .string: "a string"
    case .html: "HTML"
    case .date: "a date"
    case .list(let element):
      switch element {
      case .dynamic, .never: "a list"
      case .object(let index): "a list of \(types[index].name)"
      case .bool: "a list of bools"
      case .int: "a list of ints"
      case .double: "a list of doubles"
      case .string: "a list of strings"
      case .html: "a list of HTML"
      case .date: "a list of dates"
      case .list, .tuple: "a list of lists"
      case .record: "a list of maps"
      default: "a list"
      }
    case .tuple(let items): "a list of \(items.count)"
    case .object(let index): "an object (\(types[index].name))"
    case .record: "a map"
    case .optional(let inner): "\(name(inner)) or null"
    }
  }
}
