/// A template file: its name for `extends` and `include`, and the path that diagnostics show.
package struct TemplateSource: Sendable {
  /// The name that other templates use, such as `partials/card.html`.
  package var name: String
  /// The path as it is shown, such as `themes/plaza/templates/partials/card.html`.
  package var file: String
  package var text: [UInt8]
  package var use = Use.free
  /// Whether pages may be shown with it though no entry names it: where no template uses it, it is
  /// checked as one that has the globals alone.
  package var mayShowPages = false
  /// What to do where it is expected to be used and nothing uses it.
  package var unusedHint = "name the file as the theme names the one to replace, or remove it"

  /// What is expected of a template besides being right.
  package enum Use: Sendable {
    /// Checked even if nothing uses it.
    case free
    /// A mistake where nothing uses it.
    case expected
    /// What another template replaces: checked only where something uses it.
    case original
    /// Known to be wrong, and reported: nothing is said of it, nor of what needs it.
    case broken
  }

  package init(name: String, file: String, text: [UInt8]) {
    self.name = name
    self.file = file
    self.text = text
  }
}

/// Everything that a template may use: what the checker checks against.
package struct TemplateSchema: Sendable {
  package struct Variable: Sendable {
    package var name: String
    package var type: TemplateType
    /// One sentence for the theme author's reference.
    package var documentation: String
    /// Of a global: whether all pages see the same, so that what is made of it alone is made once.
    package var isShared: Bool

    package init(
      name: String, type: TemplateType, documentation: String = "", isShared: Bool = false
    ) {
      self.name = name
      self.type = type
      self.documentation = documentation
      self.isShared = isShared
    }
  }

  /// A template that is rendered for pages, with the variables that only it gets.
  package struct Entry: Sendable {
    package var template: String
    /// In slot order, after the globals.
    package var variables: [Variable]
    /// Whether it is an error that no source has this name.
    package var isRequired: Bool

    package init(template: String, variables: [Variable] = [], isRequired: Bool = true) {
      self.template = template
      self.variables = variables
      self.isRequired = isRequired
    }
  }

  /// What a template may know of a field that otherwise is known only at run time.
  package struct Refinement: Sendable {
    /// A global that is an object.
    package var variable: String
    package var field: String
    package var type: TemplateType
    /// What to do about a key that is not in a map.
    package var missingKeyHint: String

    package init(variable: String, field: String, type: TemplateType, missingKeyHint: String) {
      self.variable = variable
      self.field = field
      self.type = type
      self.missingKeyHint = missingKeyHint
    }
  }

  package var types: [ObjectType]
  /// Seen by every template, in slot order.
  package var globals: [Variable]
  package var entries: [Entry]
  /// By page template, for all that is brought into it.
  package var refinements: [String: [Refinement]] = [:]
  package var filters: [FilterDefinition]
  package var tests: [TestDefinition]
  package var functions: [FunctionDefinition]
  /// What to write in place of names that this schema does not have: those of other generators, by
  /// the name in small letters.
  package var advice: [String: String]
  package var limits: TemplateLimits

  package init(
    types: [ObjectType] = [], globals: [Variable] = [], entries: [Entry] = [],
    filters: [FilterDefinition] = [], tests: [TestDefinition] = [],
    functions: [FunctionDefinition] = [], advice: [String: String] = [:],
    limits: TemplateLimits = TemplateLimits()
  ) {
    self.types = types
    self.globals = globals
    self.entries = entries
    self.filters = filters
    self.tests = tests
    self.functions = functions
    self.advice = advice
    self.limits = limits
  }
}

extension TemplateSchema {
  /// Names that mean something to the language itself: its functions and words.
  package static let ownNames =
    Set(Builtins.functions.map(\.name)).union(Expression.stateMakers).union([
      "dict", "super", "self", "caller", "loop", "true", "false", "none", "True", "False", "None",
      "and", "or", "not", "is", "if", "else",
    ])
}

/// What no template may exceed: a clear error instead of unbounded time, memory or stack.
package struct TemplateLimits: Hashable, Sendable {
  /// Bytes of one template file.
  package var templateSize = 1 << 20
  /// Brackets, operators and filters within each other in one expression.
  package var expressionDepth = 64
  /// Blocks, loops, conditions and includes within each other, over all files.
  package var nesting = 80
  /// Operations that one page's templates may compile to, all includes expanded.
  package var operations = 400_000
  /// Macro calls within each other while rendering.
  package var callDepth = 100
  /// Turns of all loops, and elements and bytes that expressions make, in one rendering.
  package var work = 20_000_000
  /// Bytes of one rendered page, and of one string that an expression makes.
  package var outputSize = 32 << 20
  /// Lists and maps within each other.
  package var valueDepth = 60

  package init() {}
}
