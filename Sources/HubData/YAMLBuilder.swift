import CYAML
import HubDiagnostics

/// Makes nodes of libyaml's events; owns the parser and the event at hand.
@safe struct YAMLBuilder: ~Copyable {
  private struct Anchored {
    var node: DataNode
    var size: Int
    var height: Int
  }

  // The parser keeps a pointer to itself: it may not move.
  let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  var text: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  private var anchors: [String: Anchored] = [:]
  private var aliasedValues = 0

  /// - Parameter text: its bytes must outlive the builder.
  init(_ text: SourceText) {
    self.text = text
    unsafe parser = .allocate(capacity: 1)
    unsafe event = .allocate(capacity: 1)
    unsafe event.initialize(to: yaml_event_t())
    unsafe parser.initialize(to: yaml_parser_t())
    unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.bytes.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_event_delete(event)
    unsafe yaml_parser_delete(parser)
    unsafe event.deallocate()
    unsafe parser.deallocate()
  }

  /// The only document of the stream.
  mutating func document() -> DataNode? {
    // The start of the stream, then that of the document.
    guard advance(), advance() else { return nil }
    guard type != YAML_STREAM_END_EVENT else { return DataNode(.null, span: span) }
    guard advance(), let root = node(depth: 1), advance() else { return nil }
    guard advance() else { return nil }
    if type != YAML_STREAM_END_EVENT {
      report(
        "several-documents", "a file holds one YAML document; another one begins here",
        notes: ["take this '---' out"])
    }
    return root
  }

  mutating func report(_ problem: Diagnostic) {
    diagnostics.append(problem)
  }

  private mutating func report(
    _ id: String, _ message: String, at span: SourceSpan? = nil, notes: [String] = []
  ) {
    let place = span ?? self.span
    diagnostics.append(.error(id, message, at: text.location(place), notes: notes))
  }

  private var type: yaml_event_type_t { unsafe event.pointee.type }

  private var span: SourceSpan {
    mutating get {
      unsafe text.span(
        from: event.pointee.start_mark.index, to: event.pointee.end_mark.index)
    }
  }

  /// Moves to the next event; false after reporting why there is none.
  private mutating func advance() -> Bool {
    unsafe yaml_event_delete(event)
    if unsafe yaml_parser_parse(parser, event) == 1 { return true }
    report(syntaxProblem())
    return false
  }

  /// The node that begins with the event at hand; nil where reading can't go on.
  private mutating func node(depth: Int) -> DataNode? {
    guard depth <= DataLimits.depth else {
      report("too-deep", "lists and mappings may be nested \(DataLimits.depth) deep")
      return nil
    }
    if type == YAML_ALIAS_EVENT { return alias(depth: depth) }
    let tag = reportedTag()
    let anchor = unsafe cyaml_anchor(event).map { unsafe String(cString: $0) }
    let result: DataNode? =
      switch type {
      case YAML_SCALAR_EVENT: scalar(tag: tag)
      case YAML_SEQUENCE_START_EVENT: sequence(depth: depth)
      default: mapping(depth: depth)
      }
    if let anchor, let result {
      let (size, height) = result.extent
      anchors[anchor] = Anchored(node: result, size: size, height: height)
    }
    return result
  }

  private mutating func reportedTag() -> String? {
    guard let tag = unsafe cyaml_tag(event) else { return nil }
    let name = unsafe String(cString: tag)
    let shown = name.hasPrefix("tag:yaml.org,2002:") ? "!!" + name.dropFirst(18) : name
    report(
      "yaml-tag", "tags such as '\(shown)' are not supported",
      notes: ["a value in quotes is text; a value that starts with '!' needs quotes"])
    return shown
  }

  private mutating func scalar(tag: String?) -> DataNode {
    let text = scalarText
    let isPlain = unsafe cyaml_scalar_is_plain(event) != 0
    // What was meant as text and read as a tag is not a missing value on top of that.
    if let tag, text.isEmpty { return DataNode(.scalar(tag, isQuoted: true), span: span) }
    if !isPlain, let problem = self.text.escapeProblem(in: text, at: span) { report(problem) }
    let isNull = isPlain && DataNode.isNull(text)
    return DataNode(isNull ? .null : .scalar(text, isQuoted: !isPlain), span: span)
  }

  private var scalarText: String {
    var length = 0
    let start = unsafe cyaml_scalar_text(event, &length)
    return unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }

  private mutating func sequence(depth: Int) -> DataNode? {
    let start = span
    var elements: [DataNode] = []
    while advance() {
      if type == YAML_SEQUENCE_END_EVENT { return DataNode(.sequence(elements), span: start) }
      guard let element = node(depth: depth + 1) else { return nil }
      elements.append(element)
    }
    return nil
  }

  private mutating func mapping(depth: Int) -> DataNode? {
    let start = span
    var entries: [DataNode.Entry] = []
    var keys = KeySet()
    while advance() {
      if type == YAML_MAPPING_END_EVENT { return DataNode(.mapping(entries), span: start) }
      let keySpan = span
      guard let key = key(depth: depth), advance(), let value = node(depth: depth + 1) else {
        return nil
      }
      guard case .named(let name) = key else { continue }
      if keys.insert(name, among: entries) {
        entries.append(DataNode.Entry(key: name, keySpan: keySpan, value: value))
      } else {
        let first = entries.first { $0.key == name }
        diagnostics.append(.duplicateKey(name, at: keySpan, first: first?.keySpan, in: text.file))
      }
    }
    return nil
  }

  private enum Key {
    case named(String)
    /// Reported; its value is read and left out.
    case refused
  }

  private mutating func key(depth: Int) -> Key? {
    let keySpan = span
    guard type == YAML_SCALAR_EVENT else {
      report("bad-key", "a key is text, not a list, a mapping or an alias")
      return node(depth: depth + 1) == nil ? nil : .refused
    }
    _ = reportedTag()
    let name = scalarText
    let isPlain = unsafe cyaml_scalar_is_plain(event) != 0
    if isPlain, name == "<<" {
      report(
        "merge-key", "merge keys ('<<') are not supported", notes: ["write the keys out"])
      return .refused
    }
    if !isPlain, let problem = text.escapeProblem(in: name, at: keySpan) { report(problem) }
    guard !name.isEmpty else {
      report("bad-key", "a key must not be empty", at: keySpan)
      return .refused
    }
    if let anchor = unsafe cyaml_anchor(event) {
      let node = DataNode(.scalar(name, isQuoted: !isPlain), span: keySpan)
      anchors[unsafe String(cString: anchor)] = Anchored(node: node, size: 1, height: 1)
    }
    return .named(name)
  }

  /// A copy of what the anchor names, at the alias's place.
  private mutating func alias(depth: Int) -> DataNode? {
    let name = unsafe cyaml_anchor(event).map { unsafe String(cString: $0) } ?? ""
    let place = span
    guard let anchored = anchors[name] else {
      report(
        "unknown-alias", "alias '*\(name)' has no anchor '&\(name)' before it",
        notes: didYouMean(name, in: anchors.keys.sorted())
          + ["a value that starts with '*' needs quotes"])
      return DataNode(.null, span: place)
    }
    aliasedValues += anchored.size
    guard aliasedValues <= DataLimits.aliasedValues else {
      report(
        "too-many-aliases", "aliases may add at most \(DataLimits.aliasedValues) values to a file")
      return nil
    }
    guard depth + anchored.height - 1 <= DataLimits.depth else {
      report("too-deep", "lists and mappings may be nested \(DataLimits.depth) deep")
      return nil
    }
    return DataNode(anchored.node.content, span: place)
  }
}

extension DataNode {
  /// How many values the node holds, itself included, and how deep they go.
  fileprivate var extent: (size: Int, height: Int) {
    let children: [DataNode]
    switch content {
    case .scalar, .null: return (1, 1)
    case .sequence(let elements): children = elements
    case .mapping(let entries): children = entries.map(\.value)
    }
    return children.reduce((1, 1)) { extent, child in
      let (size, height) = child.extent
      return (extent.0 + size, max(extent.1, height + 1))
    }
  }
}

/// The keys of one mapping: small ones are searched, large ones hashed.
private struct KeySet {
  private static let searched = 24
  private var hashed: Set<String> = []

  /// Whether the key is new.
  mutating func insert(_ key: String, among entries: [DataNode.Entry]) -> Bool {
    if entries.count < Self.searched { return !entries.contains { $0.key == key } }
    if hashed.isEmpty { hashed = Set(entries.map(\.key)) }
    return hashed.insert(key).inserted
  }
}

extension Diagnostic {
  static func duplicateKey(
    _ key: String, at span: SourceSpan, first: SourceSpan?, in file: String
  ) -> Diagnostic {
    Diagnostic(
      id: "duplicate-key", "key '\(key)' is given twice",
      at: SourceLocation(file: file, span: span),
      notes: first.map {
        [Note("first given here", at: SourceLocation(file: file, span: $0))]
      } ?? [])
  }
}
