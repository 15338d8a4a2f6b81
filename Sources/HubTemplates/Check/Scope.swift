/// What a name stands for while a template is checked.
enum Binding {
  case value(register: Int)
  case namespace(register: Int)
  /// The registers of its list and of the position in it, and how many elements there are.
  case cycler(items: Int, position: Int, count: Int)
  /// The registers of the text and of whether it was called before.
  case joiner(text: Int, isUsed: Int)
  case loop(LoopBinding)
  case macro(MacroBinding)
  case module(name: String, members: [String: Binding])
  /// The body of `call`, or nil in a macro that was called without one.
  case caller(CallerBinding?)
}

struct LoopBinding {
  var index: Int
  var element: StaticType
  /// The routine of a recursive loop.
  var routine: Int?
}

/// A macro and the names that its body sees.
struct MacroBinding {
  var macro: Statement.Macro
  var unit: Unit
  /// Tells apart two definitions of the same macro, as when its file is included twice.
  var identity: Int
  /// How many of the scopes in force were there at the definition, or those scopes themselves.
  var home: Home

  enum Home {
    case inScopes(Int)
    case kept([Scope])
  }
}

/// The body of a `call` tag with the names that it sees.
struct CallerBinding {
  var call: Statement.Call
  var unit: Unit
  var scopes: [Scope]
  var flow: Flow
}

/// The names of one level: a template, a loop's turn, a block, a macro.
struct Scope {
  var names: [String: Binding] = [:]
}

/// A value that a test can be about: a variable, and fields of it.
struct AccessPath: Hashable {
  var root: Int
  var steps: [String] = []

  func appending(_ step: String) -> AccessPath { AccessPath(root: root, steps: steps + [step]) }
}

/// What is known at one point of a template.
struct Flow {
  /// The types of the values in registers.
  var types: [Int: StaticType] = [:]
  /// What tests have shown not to be null; of a list's first and last element: that it exists.
  var facts: Set<AccessPath> = []

  /// The type of a register, not null where a test has shown so.
  func type(_ register: Int) -> StaticType {
    let type = types[register] ?? .dynamic
    return facts.contains(AccessPath(root: register)) ? type.nonNull : type
  }

  mutating func assign(_ register: Int, _ type: StaticType) {
    types[register] = type
    facts = facts.filter { $0.root != register }
  }

  /// What is known where two branches meet.
  func joined(_ other: Flow) -> Flow {
    var result = self
    for (register, left) in types {
      guard let right = other.types[register], left != right else { continue }
      result.types[register] = type(register).joined(other.type(register))
    }
    for (register, type) in other.types where types[register] == nil {
      result.types[register] = type
    }
    result.facts = facts.intersection(other.facts)
    return result
  }
}

/// The template whose statements are being compiled, and how it was reached.
struct Unit {
  var template: ParsedTemplate
  /// The site of the tag that brought the template in, or -1.
  var parent = -1
  var link = "included"
  var inheritance: Inheritance
  /// The block being compiled, and which of its definitions, for `super()`.
  var block: (name: String, level: Int)?
}

/// A template with its parents: which definition of each block is used.
final class Inheritance {
  struct Definition {
    var block: Statement.Block
    var unit: Unit
  }

  /// The template first, its parents after it.
  var units: [Unit] = []
  /// The definitions of each block, the one that is used first.
  var blocks: [String: [Definition]] = [:]
  /// How many scopes a block sees: those of the templates, not of loops around it.
  var scopeCount = 0

  /// Ends the circle of units that refer to what refers to them.
  func clear() {
    units = []
    blocks = [:]
  }
}
