import HubDiagnostics

// Whole templates: inheritance and blocks.
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
    let inheritance = newInheritance()
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
        reportCycle("extends", name, at: extends.place)
        continue
      }
      next = Unit(
        template: parent, parent: site(extends.place), link: "extended", inheritance: inheritance)
    }
    return inheritance
  }

  /// `verb`: what the tag does, such as "includes".
  func reportCycle(_ verb: String, _ name: String, at place: Place) {
    var steps = [(template: unit.template.name, verb: verb)]
    var (parent, link) = (unit.parent, unit.link)
    while steps[0].template != name, parent >= 0 {
      let site = parts.sites[parent]
      steps.insert((site.template, Self.verb(link)), at: 0)
      (parent, link) = (site.parent, site.link)
    }
    let isOfOneKind = steps.allSatisfy { $0.verb == verb }
    let chain =
      isOfOneKind
      ? (steps.map(\.template) + [name]).map { "'\($0)'" }.joined(separator: " → ")
      : zip(steps, steps.dropFirst().map(\.template) + [name]).map { step, next in
        "\(step.verb) '\(next)'"
      }.joined(separator: ", which ")
    // What a template replaces has a name of its own, such as 'theme/article.html'.
    let originals = library.templates.keys.filter { candidate in
      candidate.hasSuffix("/" + name) && library.templates[candidate]?.isOriginal == true
        && !steps.contains { $0.template == candidate }
    }.sorted()
    report(
      verb == "extends" ? "extends-cycle" : "include-cycle",
      isOfOneKind ? "'\(name)' \(verb) itself: \(chain)" : "'\(name)' \(chain)", at: place,
      notes: originals.isEmpty
        ? ["take one of these tags out, or move what they share into a template of its own"]
        : ["the one that this file replaces is '\(originals.joined(separator: "' or '"))'"])
  }

  private static func verb(_ link: String) -> String {
    switch link {
    case "extended": "extends"
    case "imported": "imports"
    case "called": "calls"
    default: "includes"
    }
  }

  func reportMissing(_ name: String, at place: Place) {
    guard !library.unreadable.contains(name) else { return }
    report(
      "missing-template", "no template '\(name)'", at: place,
      notes: TemplateSet.nameHints(name, in: library.templates.keys.sorted()))
  }

  /// A template's name must be written out, so that it can be checked.
  func constantName(_ expression: Expression) -> String? {
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
  func muted(_ body: () -> Void) {
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
}
