package import HubDiagnostics

/// A shortcode as its author wrote it: `{{< name key="value" >}}…{{< /name >}}`.
package struct Shortcode: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case string(String)
    case int(Int)
    case double(Double)
    case bool(Bool)
  }

  package struct Argument: Hashable, Sendable {
    package var name: String
    package var nameSpan: SourceSpan
    package var value: Value
    /// Without the quotes.
    package var valueSpan: SourceSpan

    package init(name: String, nameSpan: SourceSpan, value: Value, valueSpan: SourceSpan) {
      self.name = name
      self.nameSpan = nameSpan
      self.value = value
      self.valueSpan = valueSpan
    }
  }

  package var name: String
  /// The name in the opening tag.
  package var span: SourceSpan
  package var arguments: [Argument]
  /// Where in the document's HTML it stands, and what its tags enclose there.
  package var html: Range<Int>
  /// Whether there is a closing tag.
  package var isClosed = false
  /// How many others it stands in.
  package var depth = 0

  package init(name: String, span: SourceSpan, arguments: [Argument], html: Range<Int>) {
    self.name = name
    self.span = span
    self.arguments = arguments
    self.html = html
  }
}
