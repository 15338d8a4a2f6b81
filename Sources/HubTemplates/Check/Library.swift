/// What all page templates of one set share while they are checked.
final class Library {
  let schema: TemplateSchema
  let templates: [String: ParsedTemplate]
  /// The names of templates whose text could not be read, which has been reported.
  let unreadable: Set<String>
  let types: TypeTable
  let objects: ObjectTable
  let filters: [String: FilterDefinition]
  let tests: [String: TestDefinition]
  let functions: [String: FunctionDefinition]
  let methods: [String: [MethodDefinition]]
  /// Every name that some template assigns: only these may be asked for with `is defined`.
  let assignedNames: Set<String>
  /// The templates, blocks and macros that have been checked in some context.
  var checked: Set<String> = []

  init(
    schema: TemplateSchema, templates: [String: ParsedTemplate], unreadable: Set<String> = []
  ) {
    self.schema = schema
    self.templates = templates
    self.unreadable = unreadable
    types = TypeTable(schema.types)
    objects = ObjectTable(schema.types)
    filters = Library.byName(schema.filters + Builtins.filters, \.name)
    tests = Library.byName(schema.tests + Builtins.tests, \.name)
    functions = Library.byName(schema.functions + Builtins.functions, \.name)
    methods = Dictionary(grouping: Builtins.methods, by: \.name)
    var names = Set(schema.globals.map(\.name))
    for entry in schema.entries { names.formUnion(entry.variables.map(\.name)) }
    for template in templates.values { AssignedNames.collect(template.body, deeply: true, &names) }
    assignedNames = names
  }

  /// The first definition of a name wins, so that a schema's own replaces a built-in one.
  private static func byName<Item>(_ items: [Item], _ name: (Item) -> String) -> [String: Item] {
    Dictionary(items.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Finds the names that statements assign.
enum AssignedNames {
  /// Collects the names that `set` assigns in one scope, or all names of all scopes.
  static func collect(_ body: [Statement], deeply: Bool, _ names: inout Set<String>) {
    for statement in body {
      switch statement.kind {
      case .set(let target, let value):
        if deeply || value.stateMaker == nil { names.formUnion(target.names.map(\.text)) }
      case .setBlock(let name, _, let body):
        names.insert(name.text)
        if deeply { collect(body, deeply: true, &names) }
      case .condition(let branches, let otherwise):
        for branch in branches { collect(branch.body, deeply: deeply, &names) }
        collect(otherwise, deeply: deeply, &names)
      default: if deeply { collectInner(statement.kind, &names) }
      }
    }
  }

  private static func collectInner(_ kind: Statement.Kind, _ names: inout Set<String>) {
    switch kind {
    case .loop(let loop):
      names.formUnion(loop.target.names.map(\.text))
      collect(loop.body + loop.otherwise, deeply: true, &names)
    case .block(let block): collect(block.body, deeply: true, &names)
    case .macro(let macro):
      names.formUnion([macro.name.text] + macro.parameters.map(\.name.text))
      collect(macro.body, deeply: true, &names)
    case .call(let call):
      names.formUnion(call.parameters.map(\.name.text))
      collect(call.body, deeply: true, &names)
    case .with(let values, let body):
      for (target, _) in values { names.formUnion(target.names.map(\.text)) }
      collect(body, deeply: true, &names)
    case .filter(_, let body): collect(body, deeply: true, &names)
    case .importing(_, let name): names.insert(name.text)
    case .importingNames(_, let pairs): names.formUnion(pairs.map(\.alias.text))
    default: break
    }
  }
}

extension Expression {
  /// The name in a call of `namespace`, `cycler` or `joiner`, which make what keeps a state.
  var stateMaker: String? {
    guard case .call(let callee, _) = kind, case .name(let name) = callee.kind,
      Expression.stateMakers.contains(name)
    else { return nil }
    return name
  }

  static let stateMakers = ["namespace", "cycler", "joiner"]
}
