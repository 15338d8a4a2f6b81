/// A piece of a template's body and where it stands: text, an output or a tag with its body.
struct Statement {
  indirect enum Kind {
    case text
    case output(Expression)
    case condition([(test: Expression, body: [Statement])], otherwise: [Statement])
    case loop(Loop)
    case set(Target, Expression)
    case setBlock(Name, filters: [Expression.Use], body: [Statement])
    case block(Block)
    case extends(Expression)
    case include(Inclusion)
    case importing(Inclusion, as: Name)
    case importingNames(Inclusion, names: [(name: Name, alias: Name)])
    case macro(Macro)
    case call(Call)
    case with([(target: Target, value: Expression)], body: [Statement])
    case filter([Expression.Use], body: [Statement])
    case loopExit(LoopExit)
  }

  /// How a turn of a loop ends early.
  enum LoopExit {
    case breaks, continues
  }

  struct Name {
    var text: String
    var place: Place
  }

  /// What a value is assigned to.
  enum Target {
    case name(Name)
    case names([Name])
    case member(Name, field: Name)

    var names: [Name] {
      switch self {
      case .name(let name): [name]
      case .names(let names): names
      case .member: []
      }
    }
  }

  struct Loop {
    var target: Target
    var source: Expression
    var filter: Expression?
    var isRecursive: Bool
    var body: [Statement]
    var otherwise: [Statement]
  }

  struct Block {
    var name: Name
    var isScoped: Bool
    var isRequired: Bool
    var isTopLevel: Bool
    var body: [Statement]
  }

  struct Inclusion {
    var template: Expression
    var ignoresMissing: Bool
    var withContext: Bool
  }

  struct Macro {
    var name: Name
    var parameters: [(name: Name, defaultValue: Expression?)]
    var body: [Statement]
  }

  struct Call {
    var parameters: [(name: Name, defaultValue: Expression?)]
    var call: Expression
    var body: [Statement]
  }

  var kind: Kind
  var place: Place
}

/// A template file, read once and compiled into every page template that uses it.
final class ParsedTemplate {
  let name: String
  /// Whether it is what another one replaces.
  let isOriginal: Bool
  let text: SourceText
  let body: [Statement]
  /// All blocks by name, nested ones included.
  let blocks: [String: Statement.Block]
  let extends: (parent: Expression, place: Place)?

  init(
    name: String, isOriginal: Bool, text: SourceText, body: [Statement],
    blocks: [String: Statement.Block], extends: (parent: Expression, place: Place)?
  ) {
    self.name = name
    self.isOriginal = isOriginal
    self.text = text
    self.body = body
    self.blocks = blocks
    self.extends = extends
  }
}
