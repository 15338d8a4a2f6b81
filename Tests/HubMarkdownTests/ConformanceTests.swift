import Foundation
import HubDiagnostics
import HubMarkdown
import HubModel
import HubTestSupport
import Testing

@Suite(.enabled(if: ConformanceData.isAvailable, "no conformance data"))
struct ConformanceTests {
  private func html(_ example: SpecExample) -> [UInt8] {
    let parser = MarkdownParser(
      config: MarkdownConfig(smartPunctuation: false, rawHTML: .allowed), dialect: .reference,
      features: example.features)
    return parser.parse(example.markdown, file: example.file).document.html
  }

  @Test func `every example that cmark-gfm passes, passes here`() throws {
    var counts: [String: (all: Int, passed: Int, here: Int)] = [:]
    for example in try SpecExample.all() {
      let wanted = normalized(example.html)
      let reference = cmarkReferenceHTML(example.markdown, features: example.features)
      let ours = html(example)
      let passes = normalized(reference) == wanted
      var count = counts[example.file] ?? (0, 0, 0)
      count.all += 1
      if passes { count.passed += 1 }
      if normalized(ours) == wanted { count.here += 1 }
      counts[example.file] = count
      #expect(!passes || normalized(ours) == wanted, "\(example)")
    }
    for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(file): \(count.all) examples, cmark-gfm \(count.passed), HubMarkdown \(count.here)")
    }
    #expect(counts.values.map(\.all).reduce(0, +) > 1_300)
    #expect(counts.values.map(\.passed).reduce(0, +) > 1_250)
  }

  @Test func `every example gives the same bytes as cmark-gfm, with all features on`() throws {
    for example in try SpecExample.all() {
      for features in [example.features, .all, MarkdownFeatures.all.union(.smartPunctuation)] {
        var example = example
        example.features = features
        let reference = cmarkReferenceHTML(example.markdown, features: features)
        #expect(
          String(decoding: html(example), as: UTF8.self)
            == String(decoding: reference, as: UTF8.self), "\(example)")
      }
    }
  }

  @Test func `no example crashes the writer of pages, whatever raw HTML is to be`() throws {
    for example in try SpecExample.all() {
      for raw in MarkdownConfig.RawHTML.allCases {
        let parser = MarkdownParser(config: MarkdownConfig(rawHTML: raw))
        let (document, diagnostics) = parser.parse(example.markdown, file: "a.md")
        #expect(!diagnostics.hasErrors, "\(example)")
        let offsets = document.references.map(\.htmlOffset)
        #expect(offsets == offsets.sorted() && offsets.allSatisfy { $0 <= document.html.count })
        for offset in offsets {
          // An open address stands between its quotes.
          #expect(document.html[offset - 1] == 0x22 && document.html[offset] == 0x22, "\(example)")
        }
      }
    }
  }
}
