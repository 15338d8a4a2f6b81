package import HubDiagnostics

/// What the caller gives to filters and functions for one rendering.
package struct RenderEnvironment: Sendable {
  /// The language of the page, as a BCP 47 tag.
  package var locale: String
  /// Whatever the caller's own filters need: they cast it back.
  package var userInfo: (any AnyObject & Sendable)?

  package init(locale: String = "en", userInfo: (any AnyObject & Sendable)? = nil) {
    self.locale = locale
    self.userInfo = userInfo
  }
}

/// Why a filter, test or function can't give a value; the place is added by the renderer.
package struct TemplateError: Error, Hashable, Sendable {
  package var message: String
  package var notes: [String]
  /// The keyword argument that it is about, where the template gives one.
  package var argument: String?

  package init(_ message: String, notes: [String] = [], argument: String? = nil) {
    self.message = message
    self.notes = notes
    self.argument = argument
  }
}

/// A parameter of a filter, test or function.
package struct TemplateParameter: Sendable {
  /// What the engine does with an argument before it is passed on.
  enum Role: Sendable {
    case value
    /// The name of a field, such as `author.name`, resolved by the checker where it is constant.
    case attribute
  }

  package var name: String
  package var type: TemplateType
  /// The value where no argument is given; nil makes the parameter required.
  package var defaultValue: TemplateValue?
  /// Says what is wrong with a constant argument, such as a date pattern.
  package var checkLiteral: (@Sendable (String) -> String?)?
  var role = Role.value

  package init(
    _ name: String, _ type: TemplateType, default defaultValue: TemplateValue? = nil,
    checkLiteral: (@Sendable (String) -> String?)? = nil
  ) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.checkLiteral = checkLiteral
  }

  package init(name: String, type: TemplateType, default defaultValue: TemplateValue? = nil) {
    self.init(name, type, default: defaultValue)
  }
}

/// A filter: `{{ value | name(arguments) }}`.
package struct FilterDefinition: Sendable {
  package typealias Parameter = TemplateParameter
  package typealias Apply =
    @Sendable (
      _ value: TemplateValue, _ arguments: [TemplateValue], _ environment: RenderEnvironment
    ) throws(TemplateError) -> TemplateValue

  package var name: String
  package var documentation: String
  package var parameters: [Parameter]
  /// The type of keyword arguments without a parameter of their own; they come as one last map.
  package var otherKeywords: TemplateType?
  /// Says what is wrong with a constant value before the filter, such as an unknown key.
  package var checkLiteral: (@Sendable (String) -> String?)?
  /// The `otherKeywords` that a constant value needs, no more and no fewer, such as the
  /// placeholders of a text; nil where any may be given.
  package var keywordsOfLiteral: (@Sendable (String) -> [Parameter])?
  /// Says that a keyword argument is missing because the constant value asks for it by mistake:
  /// the value, the argument's name, and those that are given.
  package var blame: (@Sendable (String, String, [String]) -> Diagnostic?)?
  /// Told of every use in a template: the constant value before the filter, nil where it is known
  /// only when a page is rendered.
  package var noteUse: (@Sendable (String?) -> Void)?
  var input: InputRule
  var result: ResultRule
  var implementation: Implementation

  enum Implementation: Sendable {
    case plain(Apply)
    case contextual(@Sendable (borrowing FilterCall) throws(TemplateError) -> TemplateValue)
  }

  /// A filter whose result always has one type.
  package init(
    name: String, documentation: String, input: TemplateType, parameters: [Parameter] = [],
    otherKeywords: TemplateType? = nil, result: TemplateType,
    checkLiteral: (@Sendable (String) -> String?)? = nil, apply: @escaping Apply
  ) {
    self.init(
      name: name, documentation: documentation, input: input, parameters: parameters,
      otherKeywords: otherKeywords, result: { _ in result }, checkLiteral: checkLiteral,
      apply: apply)
  }

  /// A filter whose result's type follows from its input's.
  package init(
    name: String, documentation: String, input: TemplateType, parameters: [Parameter] = [],
    otherKeywords: TemplateType? = nil,
    result: @escaping @Sendable (TemplateType) -> TemplateType,
    checkLiteral: (@Sendable (String) -> String?)? = nil, apply: @escaping Apply
  ) {
    self.name = name
    self.documentation = documentation
    self.parameters = parameters
    self.otherKeywords = otherKeywords
    self.checkLiteral = checkLiteral
    self.input = .type(input)
    self.result = .declared(result)
    implementation = .plain(apply)
  }

  /// The same filter, of dates and of texts that hold one.
  package func ofDatesInTexts() -> FilterDefinition {
    var filter = self
    filter.input = .date
    return filter
  }
}

/// A test: `{% if value is name(arguments) %}`.
package struct TestDefinition: Sendable {
  package typealias Parameter = TemplateParameter
  package typealias Apply =
    @Sendable (_ value: TemplateValue, _ arguments: [TemplateValue])
    throws(TemplateError) -> Bool

  package var name: String
  package var documentation: String
  package var parameters: [Parameter]
  package var apply: Apply
  var input: InputRule

  package init(
    name: String, documentation: String, input: TemplateType, parameters: [Parameter] = [],
    apply: @escaping Apply
  ) {
    self.name = name
    self.documentation = documentation
    self.parameters = parameters
    self.apply = apply
    self.input = .type(input)
  }
}

/// A function: `{{ name(arguments) }}`.
package struct FunctionDefinition: Sendable {
  package typealias Parameter = TemplateParameter
  package typealias Apply =
    @Sendable (_ arguments: [TemplateValue], _ environment: RenderEnvironment)
    throws(TemplateError) -> TemplateValue

  package var name: String
  package var documentation: String
  package var parameters: [Parameter]
  /// The type of keyword arguments without a parameter of their own; they come as one last map.
  package var otherKeywords: TemplateType?
  package var result: TemplateType
  package var apply: Apply

  package init(
    name: String, documentation: String, parameters: [Parameter] = [],
    otherKeywords: TemplateType? = nil, result: TemplateType, apply: @escaping Apply
  ) {
    self.name = name
    self.documentation = documentation
    self.parameters = parameters
    self.otherKeywords = otherKeywords
    self.result = result
    self.apply = apply
  }
}
