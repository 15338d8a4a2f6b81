import Foundation
import HubTestSupport
import HubBuild
import Testing

/// The plural categories beside those that Babel computes from CLDR.
@Suite struct `Plural rules` {
  private static let counts = Array(0...200) + [201, 211, 1000, 1001, 1_000_000, 1_000_006]

  /// For each language that Babel knows, the category of each count; nil without Babel.
  private static let reference: [String: [String]]? = {
    let python = try? Program.run("python3", ["-c", script] + counts.map(String.init))
    return try? JSONDecoder().decode(
      [String: [String]].self, from: Data((python?.output ?? "").utf8))
  }()

  private static let script = """
    import json, sys
    from babel import Locale, localedata
    counts = [int(n) for n in sys.argv[1:]]
    print(json.dumps({name: [Locale.parse(name).plural_form(n) for n in counts]
        for name in localedata.locale_identifiers()}))
    """

  @Test(.enabled(if: reference != nil, "python3 with Babel is not installed"))
  func `every language has the categories that Babel gives it`() throws {
    let reference = try #require(Self.reference)
    #expect(reference.count > 300)
    for (language, expected) in reference {
      let rule = PluralRule.named(language.replacing("_", with: "-"))
      let different = zip(Self.counts, expected).filter { count, expected in
        expected != rule?.category(of: count).rawValue ?? "other"
      }
      #expect(different.isEmpty, "\(language): \(different)")
    }
  }

  @Test(arguments: [
    ("en", 1, "one"), ("en-GB", 2, "other"), ("pt", 0, "one"), ("pt-PT", 0, "other"),
    ("ar-EG", 11, "many"), ("pl", 22, "few"), ("iw", 2, "two"), ("lt", -21, "one"),
    ("ru", .min, "many"),
  ])
  func `a region has its language's rule unless it has one of its own`(
    _ language: String, _ count: Int, _ expected: String
  ) {
    #expect(PluralRule.named(language)?.category(of: count).rawValue == expected)
  }

  @Test func `a language that CLDR has no rule for has none`() {
    #expect(PluralRule.named("tlh") == nil)
  }
}
