extension TemplateSchema {
  /// The reference of all that this schema and the language itself offer, sorted by name where the
  /// order says nothing.
  package var reference: TemplateReference {
    let table = TypeTable(types)
    let library = Library(schema: self, templates: [:])
    return TemplateReference(
      globals: globals.map(\.reference),
      pages: entries.map { entry in
        .init(
          template: entry.template,
          variables: entry.variables.map(\.reference)
            + refinements[entry.template, default: []].flatMap { refinement in
              refinement.type.parts(of: "\(refinement.variable).\(refinement.field)")
            })
      },
      types: types.map { type in
        .init(
          name: type.name, documentation: type.documentation,
          fields: type.fields.map {
            .init(name: $0.name, type: $0.type.words, documentation: $0.documentation)
          })
      }.sorted { $0.name < $1.name },
      filters: library.filters.values.map { filter in
        callable(
          filter.name, filter.documentation, filter.input.words, filter.parameters,
          otherKeywords: filter.otherKeywords != nil, filter.result.words(table))
      }.sorted { $0.name < $1.name },
      tests: library.tests.values.map { test in
        callable(
          test.name, test.documentation, test.input.words, test.parameters, TemplateType.bool.words)
      }.sorted { $0.name < $1.name },
      functions: library.functions.values.map { function in
        callable(
          function.name, function.documentation, nil, function.parameters,
          otherKeywords: function.otherKeywords != nil, function.result.words)
      }.sorted { $0.name < $1.name },
      methods: Builtins.methods.map { method in
        callable(
          method.name, method.documentation, method.input.words, method.parameters,
          method.result.words(table))
      }.sorted { $0.name < $1.name },
      loop: LoopField.allCases.map {
        .init(name: $0.name, type: $0.type, documentation: $0.documentation)
      })
  }

  private func callable(
    _ name: String, _ documentation: String, _ input: String?, _ parameters: [TemplateParameter],
    otherKeywords: Bool = false, _ result: String?
  ) -> TemplateReference.Callable {
    .init(
      name: name, documentation: documentation, input: input,
      parameters: parameters.map {
        .init(name: $0.name, type: $0.type.words, defaultValue: $0.defaultValue?.literal)
      }, takesOtherKeywords: otherKeywords, result: result)
  }
}

extension TemplateSchema.Variable {
  fileprivate var reference: TemplateReference.Variable {
    .init(name: name, type: type.words, documentation: documentation)
  }
}

extension TemplateType {
  /// The type as a reference names it: `list of Page`, `Image or null`.
  package var words: String {
    switch self {
    case .dynamic: "any"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .html: "html"
    case .date: "date"
    case .list(let element): "list of \(element.words)"
    case .object(let name): name
    case .optional(let inner): "\(inner.words) or null"
    case .map: "map"
    }
  }

  /// The variables of a map with known keys, as templates write them; none for other types.
  fileprivate func parts(of name: String) -> [TemplateReference.Variable] {
    switch self {
    case .optional(let inner): return inner.parts(of: name)
    case .map(let keys):
      return keys.flatMap { key -> [TemplateReference.Variable] in
        let path = "\(name).\(key.name)"
        return [.init(name: path, type: key.type.words, documentation: key.documentation)]
          + key.type.parts(of: path)
      }
    default: return []
    }
  }
}

extension InputRule {
  /// What the filter or test is applied to.
  fileprivate var words: String {
    switch self {
    case .type(let type): type.words
    case .any: TemplateType.dynamic.words
    case .text: "string"
    case .sequence: "list, map or string"
    case .map: "map"
    case .number: "number"
    case .date: "date or string"
    }
  }
}

extension ResultRule {
  /// What the result is where that does not depend on the input.
  fileprivate func words(_ table: TypeTable) -> String? {
    switch self {
    case .type(let type): table.declared(type).words
    case .declared(let rule): rule(.dynamic) == rule(.string) ? rule(.dynamic).words : nil
    case .sameText: "string"
    case .rule: nil
    }
  }
}

extension TemplateValue {
  /// The value as a template writes it.
  fileprivate var literal: String {
    switch self {
    case .null: "null"
    case .bool(let flag): String(flag)
    case .int(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): "\"\(text.replacing("\n", with: "\\n"))\""
    case .list: "[]"
    case .map: "{}"
    case .html, .date, .object: "…"
    }
  }
}

extension LoopField {
  fileprivate var type: String {
    switch self {
    case .first, .last: "bool"
    case .previtem, .nextitem: "element or null"
    default: "int"
    }
  }

  fileprivate var documentation: String {
    switch self {
    case .index: "The number of this turn, from 1."
    case .index0: "The number of this turn, from 0."
    case .first: "Whether this is the first turn."
    case .last: "Whether this is the last turn."
    case .length: "How many turns there are."
    case .revindex: "How many turns are left, this one included."
    case .revindex0: "How many turns are left after this one."
    case .previtem: "The element of the turn before."
    case .nextitem: "The element of the turn after."
    case .depth: "How many loops of a recursive loop this one is in, from 1."
    case .depth0: "How many loops of a recursive loop this one is in, from 0."
    }
  }
}
