/// A value that a template can print, test, loop over or look into.
@usableFromInline
package enum TemplateValue: Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  /// Text; escaped when printed.
  case string(String)
  /// UTF-8 that is HTML already; printed as it is.
  case html([UInt8])
  /// A moment: seconds since 1970-01-01T00:00:00Z, and the offset to show it at, in seconds.
  case date(seconds: Int64, utcOffset: Int)
  case list([TemplateValue])
  /// A value with declared fields.
  case object(any TemplateObject)
  /// A dynamic value (`params`, map literals): fields are looked up by name, in this order.
  case map([MapEntry])

  @usableFromInline
  package struct MapEntry: Sendable {
    package var key: String
    package var value: TemplateValue

    package init(key: String, value: TemplateValue) {
      self.key = key
      self.value = value
    }
  }
}

/// A value whose fields are known before rendering and read by their index.
///
/// A class, so that a value is passed around by one reference whatever the object holds.
@usableFromInline
package protocol TemplateObject: AnyObject, Sendable {
  /// The name of the declared type, such as `Page`.
  var typeName: String { get }
  /// The value of the field at an index of the declared type's `fields`.
  func value(at index: Int) -> TemplateValue
}
