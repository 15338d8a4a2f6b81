package import HubDiagnostics

/// A value of a YAML or TOML file, with the place of every key and value.
package struct DataNode: Sendable {
  package indirect enum Content: Sendable {
    /// Text as written; `isQuoted` tells `"12"`, always text, from `12`, which may be a number.
    case scalar(String, isQuoted: Bool)
    case sequence([DataNode])
    /// Entries in the order of the file; a repeated key has been reported and left out.
    case mapping([Entry])
    case null
  }

  package struct Entry: Sendable {
    package var key: String
    package var keySpan: SourceSpan
    package var value: DataNode

    package init(key: String, keySpan: SourceSpan, value: DataNode) {
      self.key = key
      self.keySpan = keySpan
      self.value = value
    }
  }

  package var content: Content
  package var span: SourceSpan

  package init(_ content: Content, span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

/// A value without places, for what only a theme understands (`params`).
package enum DataValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case list([DataValue])
  case map([Entry])

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: DataValue

    package init(key: String, value: DataValue) {
      self.key = key
      self.value = value
    }
  }
}

/// A value together with the place where it was written.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var span: SourceSpan

  package init(_ value: Value, span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
