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
  /// Whether it is written `{{< name />}}`.
  package var isSelfClosing = false
  /// Whether it stands in a sentence, a heading or anything else in which no block may stand.
  package var isInText = false
  /// How many others it stands in.
  package var depth = 0

  package init(name: String, span: SourceSpan, arguments: [Argument], html: Range<Int>) {
    self.name = name
    self.span = span
    self.arguments = arguments
    self.html = html
  }
}

/// The arguments of a shortcode as its template takes them.
package struct ShortcodeCall: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case null
    case string(String)
    case int(Int)
    case double(Double)
    case bool(Bool)
    /// The index of an address among the page's `shortcodeReferences`.
    case reference(Int)
  }

  /// In the order in which the template declares its parameters.
  package var values: [Value]

  package init(values: [Value]) { self.values = values }
}

/// An address in an argument, known only once every page has one.
package struct ShortcodeReference: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A page, a heading, a file or a URL.
    case link
    /// A file or a URL.
    case file
    /// The pictures in a folder.
    case folder
  }

  package var kind: Kind
  package var destination: String
  package var span: SourceSpan

  package init(kind: Kind, destination: String, span: SourceSpan) {
    self.kind = kind
    self.destination = destination
    self.span = span
  }
}
