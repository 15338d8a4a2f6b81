import HubTemplates

/// A problem that only a template can see: `{{ fail("it needs a 'folder'") }}`.
let failFunction = FunctionDefinition(
  name: "fail", documentation: "Ends the build with a message.",
  parameters: [.init("message", .string)], result: .string,
  apply: { (arguments, _) throws(TemplateError) in
    guard case .string(let message)? = arguments.first else { return .null }
    throw TemplateError(message)
  })
