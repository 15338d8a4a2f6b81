import HubDiagnostics

/// Checks a page template with all that it brings in, and compiles it to a program.
///
/// One walk does both: types flow through expressions while ops are written. After an error the
/// walk goes on, so that all problems of a template are found in one run.
final class Compiler {
  let library: Library
  var parts = Program.Parts()
  var diagnostics: [Diagnostic] = []

  var scopes: [Scope]
  let globals: Scope
  /// Scopes around a block that it does not see.
  var hidden: [Scope] = []
  var flow = Flow()
  var unit: Unit
  /// Names of templates being compiled, outermost first, for cycles.
  var active: [String] = []
  var nesting = 0
  var expansions = 0
  var isExhausted = false
  /// The jumps out of the bodies of open loops, innermost loop last.
  var loopExits: [LoopExits] = []
  /// Whether what follows in this body comes after `break` or `continue`.
  var isUnreachable = false
  /// Whether a partial is checked alone: unknown names are not surely mistakes then.
  let isPartial: Bool
  /// The variables that only this page template gets.
  let entryNames: Set<String>

  var nextRegister: Int
  var kept: KeptFields
  var readers: [FieldKey: Int] = [:]
  var place = Place(start: 0, end: 1)
  var siteOfPlace: Int32?
  /// Ops from here on are reached by jumps, so texts must not be merged over it.
  var barrier = 0
  var texts: [TextKey: (start: Int32, count: Int32)] = [:]
  var macroCount = 0
  var instances: [MacroInstance.Key: Int] = [:]
  var pending: [MacroInstance] = []
  var uncalled: [(MacroBinding, Flow)] = []
  var names: [String: Int32] = [:]
  /// All that were made: their units refer back to them.
  var inheritances: [Inheritance]
  var shared: [SharedSegment] = []
  var sharedIndices: [TextKey: Int] = [:]
  /// Whether an expression is being compiled that is shared as a whole.
  var isSharing = false

  /// A field of a declared type, by their indices.
  struct FieldKey: Hashable {
    var type: Int
    var field: Int
  }

  struct TextKey: Hashable {
    var file: String
    var place: Place
  }

  init(
    library: Library, template: ParsedTemplate, variables: [TemplateSchema.Variable],
    isPartial: Bool = false
  ) {
    self.library = library
    self.isPartial = isPartial
    entryNames = Set(variables.map(\.name))
    var globals = Scope()
    var scope = Scope()
    var register = 0
    for variable in library.schema.globals {
      globals.names[variable.name] = .value(register: register)
      flow.types[register] = library.types.type(variable.type)
      register += 1
    }
    for variable in variables {
      scope.names[variable.name] = .value(register: register)
      flow.types[register] = library.types.type(variable.type)
      register += 1
    }
    self.globals = globals
    scopes = [globals, scope]
    kept = KeptFields(owners: 0..<library.schema.globals.count, from: register)
    nextRegister = kept.registers.upperBound
    parts.registerCount = nextRegister
    let inheritance = Inheritance()
    unit = Unit(template: template, inheritance: inheritance)
    inheritances = [inheritance]
  }

  /// Compiles the whole template; ops are of use only without errors.
  func run() -> Program {
    template(unit)
    emit(.end)
    while !isExhausted {
      if pending.isEmpty { checkUncalled() }
      if pending.isEmpty { break }
      instance(pending.removeFirst())
    }
    writeShared()
    inheritances.forEach { $0.clear() }
    return Program(parts, objects: library.objects, limits: library.schema.limits)
  }

  func newInheritance() -> Inheritance {
    inheritances.append(Inheritance())
    return inheritances[inheritances.count - 1]
  }

  // MARK: Diagnostics

  func report(
    _ id: String, _ message: String, at place: Place, notes: [String] = [],
    severity: Diagnostic.Severity = .error
  ) {
    let chain = Program.chain(site(place), in: parts.sites)
    diagnostics.append(
      Diagnostic(
        severity, id: id, message, at: unit.template.text.location(place),
        notes: notes.map { Diagnostic.Note($0) } + chain))
  }

  func name(_ type: StaticType) -> String { library.types.name(type) }

  func source(_ expression: Expression) -> String {
    unit.template.text.string(expression.place)
  }

  // MARK: Ops

  func site(_ place: Place) -> Int {
    parts.sites.append(
      Program.Site(
        location: unit.template.text.location(place), template: unit.template.name,
        parent: unit.parent, link: unit.link))
    return parts.sites.count - 1
  }

  func at(_ place: Place) {
    self.place = place
    siteOfPlace = nil
  }

  func emit(_ op: Op) {
    guard parts.ops.count < library.schema.limits.operations else {
      exhaust()
      return
    }
    let site = siteOfPlace ?? Int32(self.site(place))
    siteOfPlace = site
    parts.ops.append(op)
    parts.opSites.append(site)
  }

  private func exhaust() {
    guard !isExhausted else { return }
    isExhausted = true
    let limit = library.schema.limits.operations
    report(
      "template-too-big", "a page's templates have at most \(limit) operations in all", at: place)
  }

  /// Counts a block, include or macro being expanded; false where there are too many.
  func expand() -> Bool {
    expansions += 1
    if expansions > 20_000 { exhaust() }
    return !isExhausted
  }

  /// The index of the next op, which a jump may lead to.
  func label() -> Int32 {
    barrier = parts.ops.count
    return Int32(barrier)
  }

  /// Writes a jump whose target is not known yet.
  func emitJump(_ op: Op) -> Int {
    emit(op)
    return parts.ops.count - 1
  }

  /// Makes earlier jumps lead here.
  func land(_ jumps: Int...) { land(jumps) }

  func land(_ jumps: [Int]) {
    guard !jumps.isEmpty else { return }
    let target = label()
    for jump in jumps where parts.ops.indices.contains(jump) {
      switch parts.ops[jump] {
      case .jump: parts.ops[jump] = .jump(target)
      case .jumpIfFalse(let register, _): parts.ops[jump] = .jumpIfFalse(register, to: target)
      case .jumpIfTrue(let register, _): parts.ops[jump] = .jumpIfTrue(register, to: target)
      case .startLoop(let loop, let source, let register, _):
        parts.ops[jump] = .startLoop(loop, of: source, target: register, otherwise: target)
      case .nextCandidate(let loop, let register, _):
        parts.ops[jump] = .nextCandidate(loop, target: register, end: target)
      case .startSelected(let loop, let register, _):
        parts.ops[jump] = .startSelected(loop, target: register, otherwise: target)
      default: break
      }
    }
  }

  func allocate(_ count: Int = 1) -> Int {
    let first = nextRegister
    nextRegister += count
    parts.registerCount = max(parts.registerCount, nextRegister)
    return first
  }

  /// Gives back the registers that were allocated since a mark.
  func temporaries<Result>(_ body: () -> Result) -> Result {
    let mark = nextRegister
    defer { nextRegister = mark }
    return body()
  }

  func newLoop() -> Int {
    parts.loopCount += 1
    return parts.loopCount - 1
  }

  func constant(_ value: TemplateValue) -> Int32 {
    parts.constants.append(value)
    return Int32(parts.constants.count - 1)
  }

  func index(of name: String) -> Int32 {
    if let known = names[name] { return known }
    parts.names.append(name)
    names[name] = Int32(parts.names.count - 1)
    return Int32(parts.names.count - 1)
  }

  /// Writes constant text, joined to the text before it.
  func emitText(_ bytes: ArraySlice<UInt8>, key: TextKey? = nil) {
    guard !bytes.isEmpty else { return }
    if let last = parts.ops.indices.last, last >= barrier,
      case .text(let start, let count) = parts.ops[last],
      Int(start + count) == parts.text.count
    {
      parts.text += bytes
      parts.ops[last] = .text(start: start, count: count + Int32(bytes.count))
      return
    }
    if let key, let known = texts[key] {
      emit(.text(start: known.start, count: known.count))
      return
    }
    let start = Int32(parts.text.count)
    parts.text += bytes
    if let key { texts[key] = (start, Int32(bytes.count)) }
    emit(.text(start: start, count: Int32(bytes.count)))
  }

  /// Compiles something for its diagnostics alone.
  func checkOnly(_ body: () -> Void) {
    let count = parts.ops.count
    barrier = count
    body()
    parts.ops.removeSubrange(min(count, parts.ops.count)...)
    parts.opSites.removeSubrange(min(count, parts.opSites.count)...)
    barrier = count
    siteOfPlace = nil
  }

  // MARK: Names

  func binding(_ name: String) -> Binding? {
    for scope in scopes.reversed() {
      if let binding = scope.names[name] { return binding }
    }
    return nil
  }

  func bind(_ name: String, _ binding: Binding) {
    scopes[scopes.count - 1].names[name] = binding
  }

  /// The register of a variable of the current scope, made if it is new.
  func variable(_ name: String, _ type: StaticType) -> Int {
    if case .value(let register) = scopes[scopes.count - 1].names[name] {
      flow.assign(register, type)
      return register
    }
    let register = allocate()
    bind(name, .value(register: register))
    flow.assign(register, type)
    return register
  }

  /// Compiles a body with names of its own, which are gone after it.
  func scoped(_ scope: Scope = Scope(), _ body: () -> Void) {
    let mark = nextRegister
    let before = flow
    scopes.append(scope)
    body()
    keepMacros()
    scopes.removeLast()
    flow = before
    nextRegister = mark
  }
}
