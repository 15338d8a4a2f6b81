package import HubDiagnostics

/// Why a page could not be rendered: where in which template, and the tags that led there.
package struct RenderError: Error, Hashable, Sendable {
  package var diagnostic: Diagnostic

  package init(diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}

/// A page template that has been checked and compiled.
package struct Template: Sendable {
  package let name: String
  let program: Program
  let globalCount: Int
  let variableCount: Int

  /// Evaluates once what all pages with these globals and environment share.
  ///
  /// Of the globals, those that the schema does not call shared may have any value.
  package func sharedValues(
    globals: [TemplateValue], environment: RenderEnvironment
  ) -> SharedValues {
    SharedValues(program, globals: globals, environment: environment)
  }

  /// Renders the template into the end of a buffer, which a caller may use again.
  ///
  /// The values stand in the order of the schema's declarations; without `shared`, its values are
  /// evaluated for this page alone.
  package func render(
    globals: [TemplateValue], variables: [TemplateValue],
    environment: RenderEnvironment = RenderEnvironment(), shared: SharedValues? = nil,
    into output: inout [UInt8]
  ) throws(RenderError) {
    guard globals.count == globalCount, variables.count == variableCount else {
      let message =
        "template '\(name)' takes \(globalCount) globals and \(variableCount) variables,"
        + " not \(globals.count) and \(variables.count)"
      throw RenderError(diagnostic: .error("template-rendering", message, at: nil))
    }
    var machine = Machine(
      program, globals: globals, variables: variables, environment: environment,
      shared: shared ?? sharedValues(globals: globals, environment: environment))
    let start = output.count
    do {
      try machine.run(into: &output)
    } catch {
      output.removeSubrange(start...)
      throw RenderError(diagnostic: program.diagnostic(error, at: machine.counter))
    }
  }
}
