/// A call of a filter, test or function in a program: what is called and where its arguments are.
final class CallSite: Sendable {
  enum Target: Sendable {
    case filter(FilterDefinition.Implementation)
    case test(TestDefinition.Apply)
  }

  let name: String
  let target: Target
  /// What the filter or test can be applied to.
  let input: InputRule
  /// The arguments, where all of them are constant.
  let arguments: [TemplateValue]?
  /// The first register of the arguments, where they are not constant.
  let base: Int
  let count: Int
  /// The resolved paths of attribute arguments, by parameter.
  let paths: [Int: [[PathStep]]]
  /// The filter or test that this filter applies to each element.
  let inner: CallSite?
  /// The sites of the keyword arguments without a parameter of their own, by name.
  let keywordSites: [String: Int]

  init(
    name: String, target: Target, input: InputRule, arguments: [TemplateValue]?, base: Int,
    count: Int, paths: [Int: [[PathStep]]] = [:], inner: CallSite? = nil,
    keywordSites: [String: Int] = [:]
  ) {
    self.name = name
    self.target = target
    self.input = input
    self.arguments = arguments
    self.base = base
    self.count = count
    self.paths = paths
    self.inner = inner
    self.keywordSites = keywordSites
  }
}

/// A call of a function in a program.
struct FunctionSite: Sendable {
  let function: FunctionDefinition
  let arguments: [TemplateValue]?
  let base: Int
  let count: Int
}
