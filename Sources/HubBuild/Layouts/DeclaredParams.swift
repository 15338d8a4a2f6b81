import Foundation
import HubData
import HubModel
import HubTemplates

extension LayoutDeclaration {
  /// The `params` of a page as its layout declares them.
  ///
  /// Dates are dates, and what the page does not say is the default. What the layout does not
  /// declare stays as it is.
  func params(of page: Page, in timeZone: TimeZone) -> TemplateValue {
    Parameter.Kind.map(parameters).value(page.frontMatter.paramsEntry?.value, in: timeZone)
  }
}

extension LayoutDeclaration.Parameter.Kind {
  fileprivate func value(_ node: DataNode?, in timeZone: TimeZone) -> TemplateValue {
    if case .map(let parameters) = self { return mapping(node, parameters, in: timeZone) }
    guard let node, !node.isNull else { return .null }
    switch (self, node.content) {
    case (.string, .scalar(let text, _)): return .string(text)
    case (.double, .scalar):
      return node.double.map { .double($0) } ?? TemplateValue(DataValue(node))
    case (.date, .scalar(let text, _)):
      guard let moment = try? Timestamp.parse(text, in: timeZone) else { return .string(text) }
      return TemplateValue(moment)
    case (.list(let kind), .sequence(let elements)):
      return .list(elements.map { kind.value($0, in: timeZone) })
    default: return TemplateValue(DataValue(node))
    }
  }

  private func mapping(
    _ node: DataNode?, _ parameters: [LayoutDeclaration.Parameter], in timeZone: TimeZone
  ) -> TemplateValue {
    var entries: [DataNode.Entry] = []
    if case .mapping(let found)? = node?.content { entries = found }
    let others = entries.filter { entry in !parameters.contains { $0.name == entry.key } }
    let declared = parameters.map { parameter in
      let own = entries.first { $0.key == parameter.name && !$0.value.isNull }?.value
      return TemplateValue.MapEntry(
        key: parameter.name,
        value: own == nil && parameter.standard == nil
          ? .null : parameter.kind.value(own ?? parameter.standard, in: timeZone))
    }
    return .map(
      declared + others.map { .init(key: $0.key, value: TemplateValue(DataValue($0.value))) })
  }
}
