/// What the parts of a template give that are the same for all pages of an environment.
package final class SharedValues: Sendable {
  private struct Value {
    var value = TemplateValue.null
    /// Where its text stands in `text`.
    var text = 0..<0
    /// Thrown where a page comes to it.
    var error: TemplateError?
  }

  private let values: [Value]
  /// Escaped for HTML.
  private let text: [UInt8]

  init(_ program: Program, globals: [TemplateValue], environment: RenderEnvironment) {
    var values: [Value] = []
    var text: [UInt8] = []
    for segment in program.shared {
      var value = Value()
      var machine = Machine(
        program, globals: globals, environment: environment, shared: SharedValues())
      let start = text.count
      do {
        try machine.run(from: segment.start, into: &text)
        if let register = segment.register {
          value.value = machine.registers[register]
          if segment.isPrinted { try HTMLEscape.append(value.value, to: &text) }
        }
        value.text = start..<text.count
      } catch {
        value.error = error
        text.removeSubrange(start...)
      }
      values.append(value)
    }
    self.values = values
    self.text = text
  }

  /// Of a program that is itself made ready.
  private init() {
    values = []
    text = []
  }

  func value(at index: Int) throws(TemplateError) -> TemplateValue {
    if let error = values[index].error { throw error }
    return values[index].value
  }

  func append(_ index: Int, to output: inout [UInt8]) throws(TemplateError) {
    if let error = values[index].error { throw error }
    let range = values[index].text
    text.withUnsafeBufferPointer {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
    }
  }
}
