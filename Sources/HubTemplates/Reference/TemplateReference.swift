/// Everything that a template may use, in words: made from what the checker checks against.
package struct TemplateReference: Sendable, Encodable {
  /// A variable, or a field of an object.
  package struct Variable: Sendable, Encodable {
    package var name: String
    package var type: String
    package var documentation: String
  }

  package struct Object: Sendable, Encodable {
    package var name: String
    package var documentation: String
    package var fields: [Variable]
  }

  /// A template that pages are rendered with.
  package struct Page: Sendable, Encodable {
    package var template: String
    /// What it sees besides the globals.
    package var variables: [Variable]
  }

  package struct Parameter: Sendable, Encodable {
    package var name: String
    package var type: String
    /// As a template writes it; nil where an argument must be given.
    package var defaultValue: String?
  }

  /// A filter, test, function or method.
  package struct Callable: Sendable, Encodable {
    package var name: String
    package var documentation: String
    /// What it is applied to; nil for functions.
    package var input: String?
    package var parameters: [Parameter]
    /// Whether it takes arguments of any other name too.
    package var takesOtherKeywords = false
    /// What it gives; nil where that depends on the input and the arguments.
    package var result: String?
  }

  package var globals: [Variable]
  package var pages: [Page]
  package var types: [Object]
  package var filters: [Callable]
  package var tests: [Callable]
  package var functions: [Callable]
  /// Of texts and maps: `name.upper()`.
  package var methods: [Callable]
  /// What a loop knows of itself.
  package var loop: [Variable]
}

extension TemplateReference.Callable {
  /// How a template writes it: `truncate(length=255, end="...")`, with the types of arguments that
  /// must be given: `batch(linecount: int, fill_with=null)`.
  package var signature: String {
    var parts = parameters.map { parameter in
      if let value = parameter.defaultValue { return "\(parameter.name)=\(value)" }
      let isAny = parameter.type == TemplateType.dynamic.words
      return isAny ? parameter.name : "\(parameter.name): \(parameter.type)"
    }
    if takesOtherKeywords { parts.append("…") }
    return parts.isEmpty ? name : "\(name)(\(parts.joined(separator: ", ")))"
  }
}
