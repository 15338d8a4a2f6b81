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
}

/// The declaration of an object type: what a template may read from it.
package struct ObjectType: Sendable {
  package struct Field: Sendable {
    package var name: String
    package var type: TemplateType
    /// One sentence for the theme author's reference.
    package var documentation: String

    package init(name: String, type: TemplateType, documentation: String) {
      self.name = name
      self.type = type
      self.documentation = documentation
    }
  }

  package var name: String
  package var documentation: String
  package var fields: [Field]

  package init(name: String, documentation: String, fields: [Field]) {
    self.name = name
    self.documentation = documentation
    self.fields = fields
  }
}

/// A declared object type together with the code that reads its fields from a Swift value.
///
/// One declaration gives the name, the type, the documentation and the value, so they can't drift.
@usableFromInline
package struct ObjectDeclaration<Object: Sendable>: Sendable {
  @usableFromInline
  package struct Field: Sendable {
    package var name: String
    package var type: TemplateType
    package var documentation: String
    package var read: @Sendable (Object) -> TemplateValue

    package init(
      _ name: String, _ type: TemplateType, _ documentation: String,
      read: @escaping @Sendable (Object) -> TemplateValue
    ) {
      self.name = name
      self.type = type
      self.documentation = documentation
      self.read = read
    }
  }

  @usableFromInline package let name: String
  package let documentation: String
  package let fields: [Field]
  /// The fields' reading code alone, so that a read does not copy the names.
  @usableFromInline let readers: [@Sendable (Object) -> TemplateValue]

  package init(_ name: String, _ documentation: String, fields: [Field]) {
    self.name = name
    self.documentation = documentation
    self.fields = fields
    readers = fields.map(\.read)
  }

  /// The declaration without the reading code, for the checker.
  package var type: ObjectType {
    ObjectType(
      name: name, documentation: documentation,
      fields: fields.map { .init(name: $0.name, type: $0.type, documentation: $0.documentation) })
  }

  /// A Swift value as a template sees it.
  ///
  /// Inlinable, so that callers get it and the object's reading code specialised for their type:
  /// otherwise a quarter of the time of rendering a page goes into looking up generic types.
  @inlinable
  package func value(_ object: Object) -> TemplateValue {
    let readers = readers
    return .object(DeclaredObject(typeName: name, read: { index in readers[index](object) }))
  }
}

/// An object with the code that reads its fields.
///
/// It holds no generic type: that would be looked up at run time for every field that is read. A
/// class, so that a value is passed around by one reference whatever the object's size.
@usableFromInline
final class DeclaredObject: TemplateObject {
  @usableFromInline let typeName: String
  @usableFromInline let read: @Sendable (Int) -> TemplateValue

  @inlinable
  init(typeName: String, read: @escaping @Sendable (Int) -> TemplateValue) {
    self.typeName = typeName
    self.read = read
  }

  @inlinable
  func value(at index: Int) -> TemplateValue { read(index) }
}
