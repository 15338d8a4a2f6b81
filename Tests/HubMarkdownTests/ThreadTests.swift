import Foundation
import HubMarkdown
import HubModel
import HubTestSupport
import Synchronization
import Testing

@Suite struct ThreadTests {
  /// Texts that need every feature whose switching the threads share.
  private static let seeds = [
    "~~gone~~ and ~one~ but not ~~~three~~~", "*~~a~~* **b~~c~~d** ~~*e*~~ a~~b",
    "see www.example.com/a_b and https://example.com/~user.", "write to me@example.com, or www.",
    "text[^1] and[^two]\n\n[^1]: ~~note~~ www.example.com\n[^two]: second",
    "| a | b |\n|:--|--:|\n| ~~c~~ | www.example.com |", "- [x] ~~done~~\n- [ ] www.example.org",
    "\"quoted\" -- it's... ~~x~~", "# Heading www ~~x~~\n\n> [!NOTE]\n> me@example.com",
    "w: ww: :w: wow~ ~", "[a~~b](c.md) ![~~d~~](e.png) `~~code~~`", "plain words, nothing special",
  ]

  private static func documents(_ count: Int) -> [[UInt8]] {
    let examples = ((try? SpecExample.all()) ?? []).map(\.markdown)
    let seeds = seeds.map { Array($0.utf8) }
    return (0..<count).map { index in
      var document = seeds[index % seeds.count]
      document += Array("\n\nNumber \(index) ~~\(index % 7)~~ www.example.com/\(index)\n\n".utf8)
      if !examples.isEmpty { document += examples[index % examples.count] }
      return document + seeds[(index / 7) % seeds.count]
    }
  }

  @Test(arguments: [MarkdownParser.Dialect.hub, .reference])
  func `40,000 documents on 8 threads equal one thread`(dialect: MarkdownParser.Dialect) {
    let documents = Self.documents(40_000)
    let parser = MarkdownParser(dialect: dialect)
    @Sendable func hash(_ index: Int) -> Int {
      let (document, diagnostics) = parser.parse(documents[index], file: "a.md")
      var hasher = Hasher()
      hasher.combine(document.html)
      hasher.combine(document.plainText)
      hasher.combine(document.references)
      hasher.combine(diagnostics)
      return hasher.finalize()
    }
    let alone = documents.indices.map(hash)
    let together = Mutex([Int](repeating: 0, count: documents.count))
    let threads = (0..<8).map { thread in
      let done = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        let own = stride(from: thread, to: documents.count, by: 8).map { ($0, hash($0)) }
        together.withLock { all in
          for (index, hash) in own { all[index] = hash }
        }
        done.signal()
      }
      return done
    }
    for thread in threads { thread.wait() }
    let different = together.withLock { all in zip(alone, all).filter { $0 != $1 }.count }
    #expect(different == 0)
  }

  @Test func `strikethrough and autolinks work on every thread`() {
    let parser = MarkdownParser()
    let body = "~~a~~ www.example.com b@example.com"
    let html = parser.parse(Array(body.utf8), file: "a.md").document.html
    #expect(
      String(decoding: html, as: UTF8.self)
        == "<p><del>a</del> <a href=\"http://www.example.com\">www.example.com</a> "
        + "<a href=\"mailto:b@example.com\">b@example.com</a></p>\n")
  }
}
