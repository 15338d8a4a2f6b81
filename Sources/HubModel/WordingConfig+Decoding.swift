import HubData
import HubDiagnostics

extension HashtagConfig {
  init(reading reader: inout DataReader) {
    // hubgen's own keys, not the network's.
    reader.unknownKeys = .error
    let always = Self.words(reader.textList("always") ?? [], &reader)
    self.init(
      maximum: reader.int("max", in: 0...100),
      style: reader.choice("style", otherwise: .camelCase), always: always)
  }

  /// Hashtags as an author lists them, each with or without `#`.
  static func words(_ texts: [Located<String>], _ reader: inout DataReader) -> [String] {
    texts.compactMap { text in
      let word = text.value.hasPrefix("#") ? String(text.value.dropFirst()) : text.value
      if !word.isEmpty, !word.contains(where: { $0.isWhitespace || $0 == "#" }) { return word }
      reader.report(
        "bad-hashtag", "a hashtag is one word without blanks, not '\(text.value)'", at: text.span)
      return nil
    }
  }
}

extension ThreadConfig {
  init(reading reader: inout DataReader) {
    reader.unknownKeys = .error
    let standard = ThreadConfig()
    self.init(
      parts: reader.int("parts", in: 2...25) ?? standard.parts,
      link: reader.choice("link", otherwise: standard.link),
      isNumbered: reader.bool("numbered", otherwise: standard.isNumbered))
  }
}

extension FirstComment {
  /// `firstComment: link`, or a list.
  static func set(_ reader: inout DataReader) -> Set<FirstComment> {
    Set(
      (reader.textList("firstComment") ?? []).compactMap { reader.choice($0, of: "firstComment") })
  }
}

extension Mention {
  /// `mentions:`, people by name; each value by network or account, and `name`.
  static func all(_ reader: inout DataReader) -> [String: Mention] {
    guard let node = reader.mappingEntries("mentions"), case .mapping(let people) = node.content
    else { return [:] }
    var mentions: [String: Mention] = [:]
    for person in people {
      guard case .mapping(let entries) = person.value.content else {
        reader.reportType(person.key, takes: "a mapping of networks to names", not: person.value)
        continue
      }
      var mention = Mention(name: person.key)
      for entry in entries {
        guard let text = reader.text(entry.value, of: entry.key) else { continue }
        if entry.key == "name" {
          mention.name = text.value
        } else if text.value.contains(where: \.isWhitespace) {
          reader.report(
            "bad-mention", "a mention is one word without blanks, not '\(text.value)'",
            at: text.span, notes: ["write the name that the network links, such as @ada"])
        } else {
          mention.forms[entry.key] = text
        }
      }
      mentions[person.key] = mention
    }
    return mentions
  }
}
