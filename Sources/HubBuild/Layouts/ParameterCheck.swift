import Foundation
import HubData
import HubDiagnostics
import HubModel

/// Holds the `params` of a page against what its layout takes.
struct ParameterCheck {
  let file: String
  let timeZone: TimeZone
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, timeZone: TimeZone) {
    self.file = file
    self.timeZone = timeZone
  }

  /// Checks a mapping: that of the page, or one within it.
  ///
  /// - Parameters:
  ///   - node: the mapping; nil where the page has none.
  ///   - parameters: what may and must be in it.
  ///   - subject: what takes them, such as `the layout 'event'`.
  ///   - place: where what is missing is reported.
  mutating func mapping(
    _ node: DataNode?, of parameters: [LayoutDeclaration.Parameter], subject: String,
    at place: SourceSpan
  ) {
    var entries: [DataNode.Entry] = []
    if case .mapping(let found)? = node?.content { entries = found }
    let names = parameters.map(\.name)
    var missing = parameters.filter { parameter in
      parameter.isRequired
        && !entries.contains { $0.key == parameter.name && !$0.value.isNull }
    }
    for entry in entries {
      if let parameter = parameters.first(where: { $0.name == entry.key }) {
        if !entry.value.isNull { value(entry.value, of: parameter, named: entry.key) }
        continue
      }
      // A misspelt name of what must be there is no second mistake.
      let meant = closestMatch(to: entry.key, in: names)
      let count = missing.count
      missing.removeAll { $0.name == meant }
      let severity: Diagnostic.Severity = missing.count < count ? .error : .warning
      let known = names.isEmpty ? "it has none" : "it has " + names.joined(separator: ", ")
      report(
        "unknown-param", "\(subject) has no '\(entry.key)'", at: entry.keySpan,
        notes: meant.map { ["did you mean '\($0)'?"] } ?? [known], severity)
    }
    for parameter in missing {
      let place = entries.first { $0.key == parameter.name }?.keySpan ?? place
      let hint = parameter.documentation.isEmpty ? parameter.kind.shown : parameter.documentation
      report(
        "missing-param", "\(subject) needs '\(parameter.name)' under 'params'", at: place,
        notes: ["\(parameter.name): \(hint)"])
    }
  }

  /// Checks one value.
  mutating func value(
    _ node: DataNode, of parameter: LayoutDeclaration.Parameter, named name: String
  ) {
    value(node, of: parameter.kind, named: name)
    guard let text = node.text, !parameter.values.isEmpty, !parameter.values.contains(text) else {
      return
    }
    let words = parameter.values.joined(separator: ", ", last: " or ")
    report(
      "unknown-value", "'\(name)' takes \(words), not '\(text)'", at: node.span,
      notes: didYouMean(text, in: parameter.values))
  }

  private mutating func value(
    _ node: DataNode, of kind: LayoutDeclaration.Parameter.Kind, named name: String
  ) {
    let isRight =
      switch kind {
      case .any: true
      case .string: node.text != nil
      case .int: node.int != nil
      case .double: node.double != nil
      case .bool: node.bool != nil
      case .date: date(node, named: name)
      case .list(let element): list(node, of: element, named: name)
      case .map(let parameters): map(node, of: parameters, named: name)
      }
    if !isRight { reportType(node, kind, name) }
  }

  private mutating func reportType(
    _ node: DataNode, _ kind: LayoutDeclaration.Parameter.Kind, _ name: String
  ) {
    let found = node.text.map { "'\($0)'" } ?? node.kind.rawValue
    var notes: [String] = []
    if case .scalar(let text, isQuoted: true) = node.content {
      let plain = DataNode(.scalar(text, isQuoted: false), span: node.span)
      var again = ParameterCheck(file: file, timeZone: timeZone)
      again.value(plain, of: kind, named: name)
      if again.diagnostics.isEmpty { notes = ["write \(name): \(text) without quotes"] }
    }
    report(
      "wrong-type", "'\(name)' takes \(kind.shown), not \(found)", at: node.span, notes: notes)
  }

  /// Whether it is a scalar; one that is no date is reported with the reason.
  private mutating func date(_ node: DataNode, named name: String) -> Bool {
    guard let text = node.text else { return false }
    do throws(TimestampError) {
      _ = try Timestamp.parse(text, in: timeZone)
    } catch {
      let reason =
        error == .notADate ? "not '\(text)'" : "not '\(text)': \(error.message(for: text))"
      report(
        "wrong-type", "'\(name)' takes a date, \(reason)", at: node.span,
        notes: [TimestampError.hint])
    }
    return true
  }

  private mutating func list(
    _ node: DataNode, of kind: LayoutDeclaration.Parameter.Kind, named name: String
  ) -> Bool {
    guard case .sequence(let elements) = node.content else { return false }
    for element in elements { value(element, of: kind, named: "an element of '\(name)'") }
    return true
  }

  private mutating func map(
    _ node: DataNode, of parameters: [LayoutDeclaration.Parameter], named name: String
  ) -> Bool {
    guard case .mapping = node.content else { return false }
    mapping(node, of: parameters, subject: "'\(name)'", at: node.span)
    return true
  }

  private mutating func report(
    _ id: String, _ message: String, at span: SourceSpan, notes: [String],
    _ severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(
        severity, id: id, message, at: SourceLocation(file: file, span: span),
        notes: notes.map { Diagnostic.Note($0) }))
  }
}

extension Theme {
  /// What is wrong with the `params` of pages whose layouts say what they take.
  func parameterProblems(_ pages: [Page], _ config: HubConfig) -> [Diagnostic] {
    guard !layoutHeads.isEmpty else { return [] }
    return pages.flatMap { page -> [Diagnostic] in
      guard let head = layoutHead(of: page), let file = page.file else { return [] }
      let written = page.frontMatter.paramsEntry
      let opening = SourceSpan(line: 1, column: 1, length: 3)
      var check = ParameterCheck(file: file, timeZone: config.site.timeZone)
      check.mapping(
        written?.value, of: head.parameters, subject: "the layout '\(head.name)'",
        at: written?.keySpan ?? page.frontMatter.layout?.span ?? opening)
      return check.diagnostics
    }
  }

  /// What the layout of a page says of its params; nil where it says nothing.
  func layoutHead(of page: Page) -> LayoutDeclaration? {
    guard !layoutHeads.isEmpty, page.kind == .article || page.kind == .page else { return nil }
    return layoutHeads[page.layout ?? page.kind.rawValue]
  }
}
