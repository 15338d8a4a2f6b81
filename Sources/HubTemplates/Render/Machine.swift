/// Runs a program once: registers, loops and open calls.
///
/// Every routine has registers of its own, so nothing is moved at a call; only a macro that calls
/// itself keeps the registers of its outer call aside.
struct Machine: ~Copyable {
  struct Loop {
    var items: [TemplateValue] = []
    var position = 0
    var kept: [TemplateValue] = []
    var previous: TemplateValue?
  }

  struct Call {
    var returnTo: Int
    var routine: Int
    var registers: [TemplateValue]
    var loops: [Loop]
  }

  let program: Program
  let context: FilterContext
  let shared: SharedValues
  /// Owned, of a fixed size: an array would check both at every step.
  let registers: UnsafeMutableBufferPointer<TemplateValue>
  var loops: [Loop]
  var calls: [Call] = []
  var active: [Int]
  var captures: [Int] = []
  /// What is left of the work that one rendering may do.
  var work: Int
  /// The op being run, for errors.
  var counter = 0

  /// The first registers hold the globals and after them the variables; the others are null.
  init(
    _ program: Program, globals: [TemplateValue], variables: [TemplateValue] = [],
    environment: RenderEnvironment, shared: SharedValues
  ) {
    self.program = program
    self.shared = shared
    let given = globals.count + variables.count
    registers = .allocate(capacity: max(program.registerCount, given))
    _ = registers.initialize(fromContentsOf: globals)
    _ = registers[globals.count...].initialize(fromContentsOf: variables)
    registers[given...].initialize(repeating: .null)
    loops = Array(repeating: Loop(), count: program.loopCount)
    active = Array(repeating: 0, count: program.routines.count)
    work = program.limits.work
    context = FilterContext(
      environment: environment, objects: program.objects, limits: program.limits)
  }

  deinit {
    registers.deinitialize()
    registers.deallocate()
  }

  mutating func run(from start: Int = 0, into output: inout [UInt8]) throws(TemplateError) {
    let ops = program.ops
    let outputLimit = output.count + program.limits.outputSize
    var next = start
    while true {
      counter = next
      let op = ops[next]
      next += 1
      switch op {
      case .text(let start, let count): appendText(Int(start), Int(count), to: &output)
      case .print(let register):
        try HTMLEscape.append(registers[Int(register)], to: &output)
      case .printField(let register, let index):
        try HTMLEscape.append(field(Int(register), Int(index)), to: &output)
      case .printSafe(let register): try printSafe(registers[Int(register)], to: &output)

      case .printShared(let index): try shared.append(Int(index), to: &output)

      case .shared(let target, let index):
        registers[Int(target)] = try shared.value(at: Int(index))
      case .constant(let target, let index):
        registers[Int(target)] = program.constants[Int(index)]
      case .move(let target, let source): registers[Int(target)] = registers[Int(source)]
      case .field(let target, let source, let index):
        registers[Int(target)] = field(Int(source), Int(index))
      case .keepField(let target, let source, let index):
        if registers[Int(target)].isNull {
          registers[Int(target)] = field(Int(source), Int(index))
        }
      case .equals(let target, let source, let index, let isNegated):
        let isEqual = TemplateValue.areEqual(
          registers[Int(source)], program.constants[Int(index)])
        registers[Int(target)] = .bool(isEqual != isNegated)
      case .not(let target, let source):
        registers[Int(target)] = .bool(!registers[Int(source)].isTrue)
      case .isNull(let target, let source):
        registers[Int(target)] = .bool(registers[Int(source)].isNull)

      case .jump(let target): next = Int(target)
      case .jumpIfFalse(let register, let target):
        if !registers[Int(register)].isTrue { next = Int(target) }
      case .jumpIfTrue(let register, let target):
        if registers[Int(register)].isTrue { next = Int(target) }

      case .startLoop(let loop, let source, let target, let otherwise):
        let items = try registers[Int(source)].elements()
        if !begin(Int(loop), items, Int(target)) { next = Int(otherwise) }
      case .nextTurn(let loop, let target, let body):
        try spend(1)
        try checkOutput(output, outputLimit)
        if turn(Int(loop), Int(target)) { next = Int(body) }
      case .startSelection(let loop, let source):
        loops[Int(loop)].items = try registers[Int(source)].elements()
        loops[Int(loop)].position = -1
        loops[Int(loop)].kept = []
      case .nextCandidate(let loop, let target, let end):
        try spend(1)
        if !turn(Int(loop), Int(target)) { next = Int(end) }
      case .keepCandidate(let loop, let condition):
        if registers[Int(condition)].isTrue { keepCandidate(Int(loop)) }
      case .startSelected(let loop, let target, let otherwise):
        let items = loops[Int(loop)].kept
        loops[Int(loop)].kept = []
        if !begin(Int(loop), items, Int(target)) { next = Int(otherwise) }
      case .loopField(let target, let loop, let field):
        registers[Int(target)] = loopField(loops[Int(loop)], field)
      case .loopChanged(let target, let loop, let source):
        let isOther = hasChanged(Int(loop), registers[Int(source)])
        registers[Int(target)] = .bool(isOther)

      case .call(let routine, let base):
        try checkOutput(output, outputLimit)
        try enter(Int(routine), Int(base), returnTo: next)
        next = program.routines[Int(routine)].start
      case .endOfRoutine:
        guard let target = leave() else { return }
        next = target
      case .startCapture: captures.append(output.count)
      case .endCapture(let target):
        let start = captures.popLast() ?? output.count
        registers[Int(target)] = .html(Array(output[start...]))
        output.removeSubrange(start...)
        try spend(registers[Int(target)].weight)

      case .fail(let message): throw TemplateError(program.names[Int(message)])
      case .end:
        try checkOutput(output, outputLimit)
        return
      default: try compute(op)
      }
    }
  }

  @inline(__always)
  private func appendText(_ start: Int, _ count: Int, to output: inout [UInt8]) {
    program.text.withUnsafeBufferPointer { text in
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<(start + count)]))
    }
  }

  @inline(__always)
  private func field(_ register: Int, _ index: Int) -> TemplateValue {
    // The register keeps the object alive: another count of it would cost more than most fields.
    guard let object = object(register) else { return .null }
    return object._withUnsafeGuaranteedRef { program.readers[index].read($0) }
  }

  @inline(__always)
  private func object(_ register: Int) -> Unmanaged<AnyObject>? {
    guard case .object(let object) = registers[register] else { return nil }
    return .passUnretained(object)
  }

  private func printSafe(
    _ value: TemplateValue, to output: inout [UInt8]
  ) throws(TemplateError) {
    switch value {
    case .html(let bytes): output.append(contentsOf: bytes)
    case .string(let text): output.append(contentsOf: text.utf8)
    default: try HTMLEscape.append(value, to: &output)
    }
  }

  private func checkOutput(_ output: [UInt8], _ limit: Int) throws(TemplateError) {
    guard output.count <= limit else {
      throw TemplateError("a page has at most \(program.limits.outputSize) bytes")
    }
  }

  mutating func spend(_ amount: Int) throws(TemplateError) {
    work -= amount
    guard work >= 0 else {
      throw TemplateError(
        "rendering takes more than \(program.limits.work) steps: is a loop too long?")
    }
  }
}
