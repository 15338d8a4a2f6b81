/// A method of a map or text, such as `params.items()`: the few of Python's that templates use.
struct MethodDefinition: Sendable {
  var name: String
  /// One sentence for the theme author's reference.
  var documentation: String
  var input: InputRule
  var parameters: [TemplateParameter] = []
  var result: ResultRule
  var apply:
    @Sendable (_ value: TemplateValue, _ arguments: [TemplateValue], _ limits: TemplateLimits)
      throws(TemplateError) -> TemplateValue
}

/// A call of a method in a program.
struct MethodSite: Sendable {
  let method: MethodDefinition
  let arguments: [TemplateValue]?
  let base: Int
  let count: Int
}
