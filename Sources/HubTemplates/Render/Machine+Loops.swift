// Loops and calls of routines.
extension Machine {
  /// Begins a loop at its first element; false where there is none.
  mutating func begin(_ loop: Int, _ items: [TemplateValue], _ target: Int) -> Bool {
    loops[loop].previous = nil
    guard let first = items.first else { return false }
    loops[loop].items = items
    loops[loop].position = 0
    registers[target] = first
    return true
  }

  /// Goes on to the next element; false at the end.
  @inline(__always)
  mutating func turn(_ loop: Int, _ target: Int) -> Bool {
    let position = loops[loop].position + 1
    guard position < loops[loop].items.count else {
      loops[loop].items = []
      return false
    }
    loops[loop].position = position
    registers[target] = loops[loop].items[position]
    return true
  }

  mutating func keepCandidate(_ loop: Int) {
    loops[loop].kept.append(loops[loop].items[loops[loop].position])
  }

  func loopField(_ loop: Loop, _ field: LoopField) -> TemplateValue {
    let position = loop.position
    let count = loop.items.count
    switch field {
    case .index: return .int(position + 1)
    case .index0: return .int(position)
    case .first: return .bool(position == 0)
    case .last: return .bool(position == count - 1)
    case .length: return .int(count)
    case .revindex: return .int(count - position)
    case .revindex0: return .int(count - position - 1)
    case .previtem: return position > 0 ? loop.items[position - 1] : .null
    case .nextitem: return position + 1 < count ? loop.items[position + 1] : .null
    case .depth: return .int(loopDepth + 1)
    case .depth0: return .int(loopDepth)
    }
  }

  /// How many calls of the same routine are open around this one: the depth of a recursive loop.
  private var loopDepth: Int {
    guard let call = calls.last else { return 0 }
    return max(0, active[call.routine] - 1)
  }

  mutating func hasChanged(_ loop: Int, _ value: TemplateValue) -> Bool {
    if let previous = loops[loop].previous, TemplateValue.areEqual(previous, value) { return false }
    loops[loop].previous = value
    return true
  }

  mutating func enter(_ index: Int, _ base: Int, returnTo: Int) throws(TemplateError) {
    try spend(1)
    guard calls.count < program.limits.callDepth else {
      throw TemplateError("macros call each other at most \(program.limits.callDepth) deep")
    }
    let routine = program.routines[index]
    let arguments = Array(registers[base..<(base + routine.parameters)])
    var call = Call(returnTo: returnTo, routine: index, registers: [], loops: [])
    if active[index] > 0 {
      call.registers = Array(registers[routine.registers])
      call.loops = Array(loops[routine.loops])
      try spend(call.registers.count)
    }
    active[index] += 1
    calls.append(call)
    for (offset, argument) in arguments.enumerated() {
      registers[routine.registers.lowerBound + offset] = argument
    }
  }

  /// Ends a call and gives the op to go on with.
  mutating func leave() -> Int? {
    guard let call = calls.popLast() else { return nil }
    active[call.routine] -= 1
    if active[call.routine] > 0 {
      let routine = program.routines[call.routine]
      for (index, value) in zip(routine.registers, call.registers) { registers[index] = value }
      loops.replaceSubrange(routine.loops, with: call.loops)
    }
    return call.returnTo
  }
}
