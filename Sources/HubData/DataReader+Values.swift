import HubDiagnostics

extension DataReader {
  /// Text that must not be blank, also an unquoted number; nil where absent or wrong.
  package mutating func locatedText(_ key: String) -> Located<String>? {
    guard let node = node(key) else { return nil }
    return text(node, of: key)
  }

  /// Text that must not be blank, without its place.
  package mutating func text(_ key: String) -> String? {
    locatedText(key)?.value
  }

  /// Text that must be there; nil after reporting that it is not.
  package mutating func requiredText(_ key: String) -> Located<String>? {
    guard node(key) != nil else {
      reportMissing(key)
      return nil
    }
    return locatedText(key)
  }

  /// The text of one value, as `key` or its list takes it.
  package mutating func text(_ node: DataNode, of key: String) -> Located<String>? {
    guard let text = node.text else {
      reportType(key, takes: "text", not: node)
      return nil
    }
    guard text.utf8.contains(where: { $0 > 0x20 }) else {
      report("empty-value", "'\(key)' must not be empty", at: node.span)
      return nil
    }
    return Located(text, span: node.span)
  }

  /// `true` or `false`.
  package mutating func bool(_ key: String, otherwise standard: Bool) -> Bool {
    guard let node = node(key) else { return standard }
    if let value = node.bool { return value }
    switch node.text?.lowercased() {
    case "yes", "no", "on", "off", "y", "n", "true", "false":
      let shown = node.text ?? ""
      report(
        "wrong-type", "'\(key)' takes true or false, not '\(shown)'", at: node.span,
        notes: ["write true or false without quotes"])
    default: reportType(key, takes: "true or false", not: node)
    }
    return standard
  }

  /// A whole number within a range.
  package mutating func int(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = node(key) else { return nil }
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let value = node.int else {
      if case .scalar(let text, isQuoted: false) = node.content, node.kind == .number {
        report("out-of-range", "'\(key)' takes \(expected), not \(text)", at: node.span)
      } else {
        reportType(key, takes: expected, not: node)
      }
      return nil
    }
    guard range.contains(value) else {
      report("out-of-range", "'\(key)' takes \(expected), not \(value)", at: node.span)
      return nil
    }
    return value
  }

  /// One of a few words.
  ///
  /// `meant`: for words that people know from elsewhere, the one that they mean.
  package mutating func choice<Choice>(
    _ key: String, otherwise standard: Choice, meant: [String: Choice] = [:]
  ) -> Choice where Choice: RawRepresentable<String> & CaseIterable {
    guard let node = node(key), let text = text(node, of: key) else { return standard }
    return choice(text, of: key, meant: meant) ?? standard
  }

  /// One of a few words, from a text at hand.
  package mutating func choice<Choice>(
    _ text: Located<String>, of key: String, meant: [String: Choice] = [:]
  ) -> Choice? where Choice: RawRepresentable<String> & CaseIterable {
    if let value = Choice(rawValue: text.value) { return value }
    let words = Choice.allCases.map(\.rawValue)
    report(
      "unknown-value",
      "'\(key)' takes \(words.joined(separator: ", ", last: " or ")), not '\(text.value)'",
      at: text.span,
      notes: meant[text.value.lowercased()].map { ["did you mean '\($0.rawValue)'?"] }
        ?? didYouMean(text.value, in: words))
    return nil
  }

  /// The elements of a list, or the only value; nil where the key is absent.
  package mutating func list(_ key: String) -> [DataNode]? {
    guard let node = node(key) else { return nil }
    guard case .sequence(let elements) = node.content else { return [node] }
    return elements
  }

  /// The texts of a list, or the only one; nil where the key is absent.
  package mutating func textList(_ key: String) -> [Located<String>]? {
    list(key).map { texts($0, of: key) }
  }

  private mutating func texts(_ elements: [DataNode], of key: String) -> [Located<String>] {
    elements.compactMap { element in
      switch element.content {
      case .scalar: return text(element, of: key)
      case .null:
        report("empty-value", "'\(key)' must not hold an empty value", at: element.span)
        return nil
      default:
        reportType(key, takes: "a list of texts", not: element)
        return nil
      }
    }
  }

  /// The entries of a nested mapping; nil where absent or wrong.
  package mutating func mappingEntries(_ key: String) -> DataNode? {
    guard let node = node(key) else { return nil }
    guard case .mapping = node.content else {
      reportType(key, takes: "a mapping", not: node)
      return nil
    }
    return node
  }

  /// Reads a nested mapping; nil where the key is absent or holds something else.
  package mutating func mapping<Result>(
    _ key: String, _ read: (inout DataReader) -> Result
  ) -> Result? {
    guard let node = mappingEntries(key), case .mapping(let entries) = node.content else {
      return nil
    }
    return nested(entries, at: node.span, subject: "'\(key)'", read)
  }

  /// A mapping of names to texts, as `hooks: { students: "…" }`.
  package mutating func textsByName(_ key: String) -> [(
    name: Located<String>, text: Located<String>
  )] {
    namedValues(key).compactMap { name, value in
      text(value, of: name.value).map { (name, $0) }
    }
  }

  /// The entries of a nested mapping, each with one text or a list of them.
  package mutating func textListsByName(_ key: String) -> [(
    name: Located<String>, texts: [Located<String>]
  )] {
    namedValues(key).map { name, value in
      var elements = [value]
      if case .sequence(let list) = value.content { elements = list }
      return (name, texts(elements, of: name.value))
    }
  }

  /// The entries of a nested mapping that have values; reports those that have none.
  private mutating func namedValues(_ key: String) -> [(name: Located<String>, value: DataNode)] {
    guard let node = mappingEntries(key), case .mapping(let entries) = node.content else {
      return []
    }
    return entries.compactMap { entry in
      guard !entry.value.isNull else {
        report("empty-value", "'\(entry.key)' needs a value", at: entry.keySpan)
        return nil
      }
      return (Located(entry.key, span: entry.keySpan), entry.value)
    }
  }

  /// What only a theme understands: any mapping.
  package mutating func values(_ key: String) -> DataValue {
    mappingEntries(key).map { DataValue($0) } ?? .map([])
  }
}

extension [String] {
  /// The words as a sentence lists them: `a, b or c`.
  package func joined(separator: String, last: String) -> String {
    guard count > 1, let final = self.last else { return joined(separator: separator) }
    return dropLast().joined(separator: separator) + last + final
  }
}
