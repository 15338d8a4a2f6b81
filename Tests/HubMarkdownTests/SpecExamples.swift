import Foundation
import HubTestSupport

@testable import HubMarkdown

/// One example of a specification in CommonMark's format.
struct SpecExample: Sendable, CustomStringConvertible {
  var file: String
  var number: Int
  var markdown: [UInt8]
  var html: [UInt8]
  var features: MarkdownFeatures

  var description: String { "\(file) example \(number)" }

  /// The examples of a file; those marked `disabled` are left out, as cmark-gfm's own runner does.
  static func load(_ file: String, features: MarkdownFeatures) throws -> [SpecExample] {
    let fence = String(repeating: "`", count: 32)
    var examples: [SpecExample] = []
    var lines: [Substring]?
    var names = ""
    let text = String(decoding: try ConformanceData.read(file), as: UTF8.self)
    // By scalar: a carriage return before a line feed is part of an example.
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = Substring(line)
      if line.hasPrefix(fence + " example") {
        names = String(line.dropFirst(fence.count + 8))
        lines = []
      } else if line == fence, let example = lines {
        lines = nil
        if names.contains("disabled") { continue }
        let dot = example.firstIndex(of: ".") ?? example.endIndex
        func bytes(_ lines: ArraySlice<Substring>) -> [UInt8] {
          lines.map { $0.replacing("→", with: "\t") + "\n" }.joined().utf8.map { $0 }
        }
        examples.append(
          SpecExample(
            file: file, number: examples.count + 1, markdown: bytes(example[..<dot]),
            html: bytes(example[min(dot + 1, example.endIndex)...]),
            features: features.union(Self.features(names))))
      } else {
        lines?.append(line)
      }
    }
    return examples
  }

  private static func features(_ names: String) -> MarkdownFeatures {
    var features: MarkdownFeatures = []
    if names.contains("table") { features.insert(.tables) }
    if names.contains("strikethrough") { features.insert(.strikethrough) }
    if names.contains("autolink") { features.insert(.autolinks) }
    if names.contains("tagfilter") { features.insert(.tagFilter) }
    if names.contains("footnotes") { features.insert(.footnotes) }
    return features
  }

  /// Every file with what its runner switches on.
  static func all() throws -> [SpecExample] {
    try load("commonmark/spec.txt", features: [])
      + load("gfm/spec.txt", features: [])
      + load("gfm/extensions.txt", features: .all)
      + load("gfm/regression.txt", features: [])
      + load("gfm/smart_punct.txt", features: [.smartPunctuation])
  }
}

/// HTML without the differences that no reader sees, after cmark's `normalize.py`.
func normalized(_ html: [UInt8]) -> String {
  String(decoding: html, as: UTF8.self)
    .replacing(" />", with: ">")
    .replacing("/>", with: ">")
    .replacing("=\"\"", with: "")
    .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
}
