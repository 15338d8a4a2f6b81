import HubDiagnostics

/// A page template with all that it extends, includes and imports, compiled to one list of ops.
final class Program: Sendable {
  /// A macro: its parameters are its first registers.
  struct Routine: Sendable {
    var start = 0
    var registers = 0..<0
    var loops = 0..<0
    var parameters = 0
  }

  /// Where an op comes from.
  struct Site: Sendable {
    var location: SourceLocation
    /// The name of the template that it stands in.
    var template: String
    /// The tag that brought this one in, as an index of a site.
    var parent: Int
    /// How the parent did so: `included`, `imported`, `called`, `extended`.
    var link: String
  }

  /// Ops that read literals and shared globals alone.
  struct SharedSegment {
    var start: Int
    /// Where an expression's value stands in the end; nil for what prints.
    var register: Int?
    /// Whether an expression's value is printed somewhere.
    var isPrinted = false
  }

  struct Parts {
    var ops: [Op] = []
    /// For each op, an index of a site.
    var opSites: [Int32] = []
    var sites: [Site] = []
    var text: [UInt8] = []
    var constants: [TemplateValue] = []
    var readers: [FieldReader] = []
    var names: [String] = []
    var keys: [[String]] = []
    var callSites: [CallSite] = []
    var functionSites: [FunctionSite] = []
    var methodSites: [MethodSite] = []
    var routines: [Routine] = []
    var shared: [SharedSegment] = []
    var registerCount = 0
    var loopCount = 0
  }

  let ops: [Op]
  let opSites: [Int32]
  let sites: [Site]
  let text: [UInt8]
  let constants: [TemplateValue]
  let readers: [FieldReader]
  let names: [String]
  let keys: [[String]]
  let callSites: [CallSite]
  let functionSites: [FunctionSite]
  let methodSites: [MethodSite]
  let routines: [Routine]
  let shared: [SharedSegment]
  let registerCount: Int
  let loopCount: Int
  let objects: ObjectTable
  let limits: TemplateLimits

  init(_ parts: Parts, objects: ObjectTable, limits: TemplateLimits) {
    ops = parts.ops
    opSites = parts.opSites
    sites = parts.sites
    text = parts.text
    constants = parts.constants
    readers = parts.readers
    names = parts.names
    keys = parts.keys
    callSites = parts.callSites
    functionSites = parts.functionSites
    methodSites = parts.methodSites
    routines = parts.routines
    shared = parts.shared
    registerCount = parts.registerCount
    loopCount = parts.loopCount
    self.objects = objects
    self.limits = limits
  }

  /// The error at an op, with the chain of tags that led there.
  func diagnostic(_ error: TemplateError, at op: Int) -> Diagnostic {
    guard opSites.indices.contains(op), sites.indices.contains(Int(opSites[op])) else {
      return .error("template-rendering", error.message, at: nil)
    }
    let site = Int(opSites[op])
    return Diagnostic(
      id: "template-rendering", error.message, at: sites[site].location,
      notes: error.notes.map { Diagnostic.Note($0) } + Program.chain(site, in: sites))
  }

  static func chain(_ site: Int, in sites: [Site]) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    var current = site
    while current >= 0, sites[current].parent >= 0, notes.count < 12 {
      let parent = sites[current].parent
      notes.append(
        Diagnostic.Note("\(sites[current].link) here", at: sites[parent].location))
      current = parent
    }
    return notes
  }
}
