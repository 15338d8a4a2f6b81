import HubDiagnostics

// Other templates: includes and imports.
extension Compiler {
  func include(_ inclusion: Statement.Inclusion) {
    include(inclusion, inclusion.template)
  }

  private func include(_ inclusion: Statement.Inclusion, _ name: Expression) {
    switch name.kind {
    case .conditional(let value, let condition, let otherwise):
      let branches = [(condition, { self.include(inclusion, value) })]
      conditions(branches) { if let otherwise { self.include(inclusion, otherwise) } }
    case .list(let candidates, _):
      let names = candidates.compactMap { constantName($0) }
      let found = names.first { library.templates[$0] != nil }
      if let index = names.firstIndex(where: { $0 == found }) {
        include(inclusion, candidates[index])
      } else if !inclusion.ignoresMissing, let first = names.first {
        reportMissing(first, at: name.place)
      }
    default:
      guard let text = constantName(name) else { return }
      guard let template = library.templates[text] else {
        if !inclusion.ignoresMissing { reportMissing(text, at: name.place) }
        return
      }
      guard !active.contains(text) else {
        reportCycle("includes", text, at: name.place)
        return
      }
      let included = Unit(
        template: template, parent: site(name.place), link: "included",
        inheritance: newInheritance())
      let outerScopes = scopes
      if !inclusion.withContext { scopes = [globals] }
      let mark = nextRegister
      let before = flow
      self.template(included)
      flow = before
      nextRegister = mark
      scopes = outerScopes
    }
  }

  // MARK: Imports

  func importing(_ inclusion: Statement.Inclusion, as name: Statement.Name) {
    guard let members = module(inclusion) else {
      bind(name.text, .module(name: "", members: [:]))
      return
    }
    bind(name.text, .module(name: source(inclusion.template), members: members))
  }

  func importing(
    _ inclusion: Statement.Inclusion, names: [(name: Statement.Name, alias: Statement.Name)]
  ) {
    guard let members = module(inclusion) else {
      for (_, alias) in names { bind(alias.text, .module(name: "", members: [:])) }
      return
    }
    for (name, alias) in names {
      guard let member = members[name.text] else {
        report(
          "unknown-macro", "\(source(inclusion.template)) has no '\(name.text)'", at: name.place,
          notes: didYouMean(name.text, in: members.keys.sorted()))
        bind(alias.text, .module(name: "", members: [:]))
        continue
      }
      bind(alias.text, member)
    }
  }

  /// Compiles a template for what it defines; nil where it could not be found.
  private func module(_ inclusion: Statement.Inclusion) -> [String: Binding]? {
    guard let name = constantName(inclusion.template) else { return nil }
    guard let template = library.templates[name] else {
      reportMissing(name, at: inclusion.template.place)
      return nil
    }
    guard !active.contains(name) else {
      reportCycle("imports", name, at: inclusion.template.place)
      return nil
    }
    guard nesting < library.schema.limits.nesting, expand() else {
      reportNesting(inclusion.template.place)
      return nil
    }
    nesting += 1
    let outer = unit
    let outerScopes = scopes
    let inheritance = newInheritance()
    let imported = Unit(
      template: template, parent: site(inclusion.template.place), link: "imported",
      inheritance: inheritance)
    if !inclusion.withContext { scopes = [globals] }
    inheritance.units = [imported]
    for (name, block) in template.blocks {
      inheritance.blocks[name] = [.init(block: block, unit: imported)]
    }
    inheritance.scopeCount = scopes.count + 1
    scopes.append(Scope())
    unit = imported
    unit.inheritance = inheritance
    library.checked.insert(name)
    active.append(name)
    hoistMacros(template.body)
    let definitions = template.body.filter {
      switch $0.kind {
      case .macro, .set, .setBlock, .importing, .importingNames, .condition: true
      default: false
      }
    }
    if definitions.contains(where: { if case .condition = $0.kind { true } else { false } }) {
      muted { statements(definitions) }
    } else {
      statements(definitions)
    }
    keepMacros()
    let kept = scopes
    let members = scopes[scopes.count - 1].names.filter { !$0.key.hasPrefix("_") }
    active.removeLast()
    scopes = outerScopes
    unit = outer
    nesting -= 1
    return members.mapValues { binding in
      guard case .macro(var macro) = binding, case .inScopes = macro.home else { return binding }
      macro.home = .kept(kept)
      return .macro(macro)
    }
  }
}
