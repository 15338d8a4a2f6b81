import HubDiagnostics

// Whole templates: inheritance, blocks, includes and imports.
extension Compiler {
  /// Compiles a template, or its outermost parent with the template's blocks in it.
  func template(_ start: Unit) {
    guard nesting < library.schema.limits.nesting, expand() else {
      reportNesting(place)
      return
    }
    nesting += 1
    let outer = unit
    let outerActive = active
    let inheritance = inheritance(of: start)
    inheritance.scopeCount = scopes.count + 1
    scopes.append(Scope())
    for (index, level) in inheritance.units.enumerated() {
      unit = level
      active.append(level.template.name)
      hoistMacros(level.template.body)
      let hasParent = index + 1 < inheritance.units.count
      if hasParent {
        checkBlocks(of: level, against: inheritance, from: index)
        child(level.template.body)
      } else {
        statements(level.template.body)
      }
    }
    keepMacros()
    scopes.removeLast()
    active = outerActive
    unit = outer
    nesting -= 1
  }

  func reportNesting(_ place: Place) {
    guard !isExhausted else { return }
    isExhausted = true
    let limit = library.schema.limits.nesting
    report(
      "template-too-deep", "blocks, loops and includes nest at most \(limit) deep", at: place)
  }

  /// The template with its parents, and the definitions of their blocks.
  private func inheritance(of start: Unit) -> Inheritance {
    let inheritance = Inheritance()
    var next: Unit? = start
    while var level = next {
      next = nil
      level.inheritance = inheritance
      unit = level
      library.checked.insert(level.template.name)
      inheritance.units.append(level)
      for (name, block) in level.template.blocks {
        inheritance.blocks[name, default: []].append(.init(block: block, unit: level))
      }
      guard let extends = level.template.extends else { continue }
      let known = active + inheritance.units.map(\.template.name)
      guard let name = constantName(extends.parent) else { continue }
      guard let parent = library.templates[name] else {
        reportMissing(name, at: extends.place)
        continue
      }
      guard !known.contains(name) else {
        reportCycle("extends", name, known, at: extends.place)
        continue
      }
      next = Unit(
        template: parent, parent: site(extends.place), link: "extended", inheritance: inheritance)
    }
    return inheritance
  }

  private func reportCycle(_ kind: String, _ name: String, _ known: [String], at place: Place) {
    let start = known.firstIndex(of: name) ?? 0
    let chain = (known[start...] + [name]).map { "'\($0)'" }.joined(separator: " → ")
    let verb = kind == "extends" ? "extends" : "includes"
    report("\(kind)-cycle", "'\(name)' \(verb) itself: \(chain)", at: place)
  }

  private func reportMissing(_ name: String, at place: Place) {
    report(
      "missing-template", "no template '\(name)'", at: place,
      notes: didYouMean(name, in: library.templates.keys.sorted()))
  }

  /// A template's name must be written out, so that it can be checked.
  private func constantName(_ expression: Expression) -> String? {
    switch expression.kind {
    case .literal(.string(let name)): return name
    case .invalid: return nil
    default:
      report(
        "template-name", "a template's name is a string that is written out", at: expression.place)
      return nil
    }
  }

  /// Reports blocks that no parent has, so that they would never be shown.
  private func checkBlocks(of level: Unit, against inheritance: Inheritance, from index: Int) {
    let parents = inheritance.units[(index + 1)...]
    let known = parents.flatMap { $0.template.blocks.keys }.sorted()
    for block in level.template.blocks.values where block.isTopLevel {
      let name = block.name
      guard !known.contains(name.text) else { continue }
      let parent = parents.first?.template.name ?? ""
      report(
        "unknown-block", "'\(parent)' has no block '\(name.text)'", at: name.place,
        notes: didYouMean(name.text, in: known))
    }
  }

  /// Compiles what stands outside of blocks in a template that extends another.
  private func child(_ body: [Statement]) {
    var isBefore = true
    for statement in body {
      switch statement.kind {
      case .extends: isBefore = false
      case .block: break
      case .text:
        let bytes = unit.template.text.bytes[statement.place.start..<statement.place.end]
        if !bytes.allSatisfy(Whitespace.isASCII) { warnOutside(statement, isBefore) }
        if isBefore { statements([statement]) }
      case .output, .include, .call, .filter:
        warnOutside(statement, isBefore)
        if isBefore { statements([statement]) } else { checkOnly { statements([statement]) } }
      case .loop, .with:
        if isBefore { statements([statement]) } else { checkOnly { statements([statement]) } }
      case .condition:
        if isBefore { statements([statement]) } else { muted { statements([statement]) } }
      default: statements([statement])
      }
    }
  }

  private func warnOutside(_ statement: Statement, _ isBefore: Bool) {
    let rule =
      isBefore
      ? "what stands before 'extends' comes before the parent's page"
      : "what stands outside of blocks in a template that extends another is never shown"
    report(
      "outside-block", rule, at: trimmed(statement.place), severity: .warning)
  }

  /// The place without white space at its start.
  private func trimmed(_ place: Place) -> Place {
    let bytes = unit.template.text.bytes
    var start = place.start
    while start < place.end - 1, Whitespace.isASCII(bytes[start]) { start += 1 }
    return Place(start: start, end: place.end)
  }

  /// Compiles for the variables that are set, without the output.
  private func muted(_ body: () -> Void) {
    emit(.startCapture)
    body()
    temporaries { emit(.endCapture(into: Int32(allocate()))) }
  }

  // MARK: Blocks

  func block(_ block: Statement.Block) {
    let definitions = unit.inheritance.blocks[block.name.text] ?? []
    for level in definitions.indices.dropFirst() {
      let key = blockKey(definitions[level])
      guard !library.checked.contains(key) else { continue }
      checkOnly { self.definition(block.name.text, level, isScoped: block.isScoped) }
    }
    definition(block.name.text, 0, isScoped: block.isScoped)
  }

  private func blockKey(_ definition: Inheritance.Definition) -> String {
    "\(definition.unit.template.name)#\(definition.block.name.text)"
  }

  /// Compiles one definition of a block in its place.
  func definition(_ name: String, _ level: Int, isScoped: Bool = false) {
    guard let definitions = unit.inheritance.blocks[name], definitions.indices.contains(level),
      expand()
    else { return }
    guard nesting < library.schema.limits.nesting else {
      reportNesting(place)
      return
    }
    nesting += 1
    let definition = definitions[level]
    library.checked.insert(blockKey(definition))
    let outer = unit
    let outerScopes = scopes
    unit = definition.unit
    unit.block = (name, level)
    if definition.block.isRequired, level == 0, !isPartial {
      report(
        "required-block", "block '\(name)' must be overridden", at: definition.block.name.place)
    }
    let outerHidden = hidden
    if !isScoped {
      hidden = Array(scopes.dropFirst(unit.inheritance.scopeCount))
      scopes = Array(scopes.prefix(unit.inheritance.scopeCount))
    }
    scoped { statements(definition.block.body) }
    scopes = outerScopes
    hidden = outerHidden
    unit = outer
    nesting -= 1
  }

  // MARK: Includes

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
        reportCycle("include", text, active, at: name.place)
        return
      }
      let included = Unit(
        template: template, parent: site(name.place), link: "included",
        inheritance: Inheritance())
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
      reportCycle("include", name, active, at: inclusion.template.place)
      return nil
    }
    guard nesting < library.schema.limits.nesting, expand() else {
      reportNesting(inclusion.template.place)
      return nil
    }
    nesting += 1
    let outer = unit
    let outerScopes = scopes
    let inheritance = Inheritance()
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
