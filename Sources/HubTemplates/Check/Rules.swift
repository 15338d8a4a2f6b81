/// What a filter or test can be applied to.
enum InputRule: Sendable {
  case type(TemplateType)
  case any
  /// Whatever prints as text; null counts as empty text.
  case text
  /// A list, a map or a text; null counts as empty.
  case sequence
  case map
  case number

  func accepts(_ type: StaticType, _ table: TypeTable) -> Bool {
    if type == .dynamic || type == .never { return true }
    switch self {
    case .type(let declared): return type.fits(table.type(declared))
    case .any: return true
    case .text:
      switch type.nonNull {
      case .list, .tuple, .object, .record: return false
      default: return true
      }
    case .sequence:
      switch type.nonNull {
      case .list, .tuple, .record, .string, .html, .null, .never, .dynamic: return true
      default: return false
      }
    case .map: return type.hasKeys
    case .number: return type.isNumber
    }
  }

  /// Whether a value fits that only rendering knows: the same rule as for types known before.
  func accepts(_ value: TemplateValue) -> Bool {
    switch self {
    case .type(let declared): declared.accepts(value)
    case .any: true
    case .text: value.text != nil
    case .sequence: value.isNull || value.isMap || value.isSequence
    case .map: value.isMap
    case .number: value.number != nil
    }
  }

  func name(_ table: TypeTable) -> String {
    switch self {
    case .type(.double): "a number"
    case .type(let type): table.name(table.type(type))
    case .any: "a value"
    case .text: "a text"
    case .sequence: "a list, a map or a text"
    case .map: "a map"
    case .number: "a number"
    }
  }
}

/// How the type of a filter's result follows from its input and arguments.
enum ResultRule: Sendable {
  struct Context {
    var input: StaticType
    /// The types of the arguments that were given, by parameter.
    var arguments: [StaticType?]
    /// The type of the field that an attribute argument names.
    var attribute: StaticType?

    /// The element of the list before the filter.
    var element: StaticType { input.element ?? (input.nonNull.isText ? .string : .dynamic) }
  }

  case type(StaticType)
  case declared(@Sendable (TemplateType) -> TemplateType)
  /// HTML from HTML, a string from anything else.
  case sameText
  case rule(@Sendable (Context) -> StaticType)

  func type(_ context: Context, _ table: TypeTable) -> StaticType {
    switch self {
    case .type(let type): type
    case .declared(let rule): table.type(rule(table.declared(context.input)))
    case .sameText: context.input.nonNull == .html ? .html : .string
    case .rule(let rule): rule(context)
    }
  }
}

/// A call of a filter that needs more than its value and arguments.
struct FilterCall: ~Copyable {
  let value: TemplateValue
  let arguments: [TemplateValue]
  let site: CallSite
  let innerArguments: [TemplateValue]
  let context: FilterContext

  var environment: RenderEnvironment { context.environment }
  var objects: ObjectTable { context.objects }
  var limits: TemplateLimits { context.limits }

  /// The paths that an attribute argument names, from the checker or from its text.
  func paths(_ index: Int) throws(TemplateError) -> [[PathStep]]? {
    if let known = site.paths[index] { return known }
    switch arguments[index] {
    case .null: return nil
    case .int(let position): return [[.item(position)]]
    default: return PathStep.paths(try arguments[index].requireText())
    }
  }

  func path(_ index: Int) throws(TemplateError) -> [PathStep]? { try paths(index)?.first }

  func elements() throws(TemplateError) -> [TemplateValue] { try value.elements() }

  func bool(_ index: Int) -> Bool { arguments[index].isTrue }

  func int(_ index: Int) throws(TemplateError) -> Int {
    guard case .int(let value) = arguments[index] else {
      throw TemplateError("'\(site.name)' needs an int, not \(arguments[index].kindName)")
    }
    return value
  }

  func text(_ index: Int) throws(TemplateError) -> String { try arguments[index].requireText() }

  func checkSize(_ size: Int, times count: Int = 1) throws(TemplateError) {
    let (total, overflow) = size.multipliedReportingOverflow(by: max(1, count))
    try TemplateValue.checkSize(overflow ? .max : total, limits.outputSize)
  }

  /// Applies the filter or test that `map`, `select` and their kin name.
  func applyInner(_ value: TemplateValue) throws(TemplateError) -> TemplateValue {
    guard let inner = site.inner else { return value }
    switch inner.target {
    case .filter(let filter):
      return try filter.apply(
        value, arguments: inner.arguments ?? innerArguments, context, inner)
    case .test(let test):
      return .bool(try test(value, inner.arguments ?? innerArguments))
    }
  }
}

/// What every filter of one rendering gets.
final class FilterContext: Sendable {
  let environment: RenderEnvironment
  let objects: ObjectTable
  let limits: TemplateLimits

  init(environment: RenderEnvironment, objects: ObjectTable, limits: TemplateLimits) {
    self.environment = environment
    self.objects = objects
    self.limits = limits
  }
}

extension FilterDefinition.Implementation {
  /// `innerArguments`: those of the filter or test that it applies to each element, where they are
  /// not constant.
  // Inlined into `applyInner`, it makes the Swift 6.3 compiler crash.
  @inline(never)
  func apply(
    _ value: TemplateValue, arguments: [TemplateValue], innerArguments: [TemplateValue] = [],
    _ context: FilterContext, _ site: CallSite
  ) throws(TemplateError) -> TemplateValue {
    guard site.input.accepts(value) else {
      throw TemplateError(
        "filter '\(site.name)' works on \(site.input.name(TypeTable([]))), not on \(value.shown)",
        notes: value.isNull
          ? ["put '| default(…)' before it, or test the value with '{% if … %}'"] : [])
    }
    switch self {
    case .plain(let apply): return try apply(value, arguments, context.environment)
    case .contextual(let apply):
      return try apply(
        FilterCall(
          value: value, arguments: arguments, site: site, innerArguments: innerArguments,
          context: context))
    }
  }

}

extension FilterDefinition {
  /// A built-in filter.
  init(
    _ name: String, _ documentation: String, _ input: InputRule,
    _ parameters: [TemplateParameter] = [], result: ResultRule,
    apply: @escaping @Sendable (borrowing FilterCall) throws(TemplateError) -> TemplateValue
  ) {
    self.name = name
    self.documentation = documentation
    self.parameters = parameters
    self.input = input
    self.result = result
    implementation = .contextual(apply)
  }
}

extension PathStep {
  /// The steps of paths such as `author.name,date`, by name.
  static func paths(_ text: String) -> [[PathStep]] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { path in
      path.split(separator: ".", omittingEmptySubsequences: false).map { part in
        Int(part).map { .item($0) } ?? .key(String(part))
      }
    }
  }
}
