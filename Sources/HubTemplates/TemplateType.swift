/// What the checker knows of a value before anything is rendered.
@usableFromInline
package indirect enum TemplateType: Hashable, Sendable {
  /// Known only at run time: `params` and what is read from it.
  case dynamic
  case bool
  case int
  case double
  case string
  case html
  case date
  case list(TemplateType)
  /// A declared object type, by name: declarations may refer to each other.
  case object(String)
  /// May be null; a field of it is legal only where a test has shown that it is not.
  case optional(TemplateType)

  /// Whether a value may stand where this type is asked for.
  func accepts(_ value: TemplateValue) -> Bool {
    switch (self, value) {
    case (.dynamic, _), (.bool, .bool), (.int, .int), (.date, .date), (.list, .list): true
    case (.double, .int), (.double, .double): true
    case (.string, .string), (.string, .html), (.html, .string), (.html, .html): true
    case (.object(let name), .object(let object)): object.typeName == name
    case (.optional(let type), _): value.isNull || type.accepts(value)
    default: false
    }
  }
}

/// The code that reads one field of an object.
///
/// A structure, because an array of closures holds each of them in another one, with a context to
/// retain and release at every read.
@usableFromInline
struct FieldReader: Sendable {
  @usableFromInline let read: @Sendable (AnyObject) -> TemplateValue

  @inlinable @inline(__always)
  init(_ read: @escaping @Sendable (AnyObject) -> TemplateValue) {
    self.read = read
  }
}

/// The declaration of an object type: what a template may read from it.
package struct ObjectType: Sendable {
  package struct Field: Sendable {
    package var name: String
    package var type: TemplateType
    /// One sentence for the theme author's reference.
    package var documentation: String
    /// Gives its value in an object of the type, and null in any other.
    var reader: FieldReader?

    package init(name: String, type: TemplateType, documentation: String) {
      self.name = name
      self.type = type
      self.documentation = documentation
    }
  }

  package var name: String
  package var documentation: String
  package var fields: [Field]
  /// What to do about a field that is not there; nil where nothing can be done.
  package var missingFieldHint: String?
  /// Told of every field that a template reads.
  package var noteUse: (@Sendable (String) -> Void)?

  package init(
    name: String, documentation: String, fields: [Field], missingFieldHint: String? = nil,
    noteUse: (@Sendable (String) -> Void)? = nil
  ) {
    self.name = name
    self.documentation = documentation
    self.fields = fields
    self.missingFieldHint = missingFieldHint
    self.noteUse = noteUse
  }
}

/// A declared object type together with the code that reads its fields from a Swift object.
///
/// One declaration gives the name, the type, the documentation and the value, so they can't drift.
@usableFromInline
package struct ObjectDeclaration<Object: TemplateObject>: Sendable {
  @usableFromInline
  package struct Field: Sendable {
    @usableFromInline let name: String
    @usableFromInline let type: TemplateType
    @usableFromInline let documentation: String
    @usableFromInline let reader: FieldReader

    // Inlined, so that the closure becomes plain code that takes any object: one that takes the
    // generic type would be called through a thunk with a context to retain.
    @inlinable @inline(__always)
    package init(
      _ name: String, _ type: TemplateType, _ documentation: String,
      read: @escaping @Sendable (Object) -> TemplateValue
    ) {
      self.name = name
      self.type = type
      self.documentation = documentation
      reader = FieldReader {
        guard Swift.type(of: $0) == Object.self else { return .null }
        return read(unsafeDowncast($0, to: Object.self))
      }
    }
  }

  @usableFromInline let name: String
  /// The fields' reading code alone, so that a read does not copy the names.
  @usableFromInline let readers: [FieldReader]
  /// The declaration without the reading code, for the checker.
  package let type: ObjectType

  package init(_ name: String, _ documentation: String, fields: [Field]) {
    self.name = name
    readers = fields.map(\.reader)
    type = ObjectType(
      name: name, documentation: documentation,
      fields: fields.map {
        var field = ObjectType.Field(
          name: $0.name, type: $0.type, documentation: $0.documentation)
        field.reader = $0.reader
        return field
      })
  }
}

/// An object that templates read as its declaration says.
@usableFromInline
package protocol DeclaredObject: TemplateObject {
  static var declaration: ObjectDeclaration<Self> { get }
}

extension DeclaredObject {
  @inlinable package var typeName: String { Self.declaration.name }

  // Inlinable, so that each type gets its own code: otherwise generic types are looked up at run
  // time for every field that is read.
  @inlinable
  package func value(at index: Int) -> TemplateValue { Self.declaration.readers[index].read(self) }
}
