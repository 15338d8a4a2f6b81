import Foundation
import HubModel
import Testing

@Suite struct `The locale for Open Graph` {
  @Test(arguments: [
    ("en", "en_US"), ("sw", "sw_TZ"), ("ar", "ar_EG"), ("hy", "hy_AM"), ("fil", "fil_PH"),
    ("EN", "en_US"), ("en-GB", "en_GB"), ("pt-br", "pt_BR"), ("es-419", "es_419"),
    ("zh", "zh_CN"), ("zh-Hant", "zh_TW"), ("zh-Hant-HK", "zh_HK"), ("sr-Latn", "sr_RS"),
    ("en-x-gb", "en_US"), ("de-1996", "de_DE"), ("eo", "eo"), ("gsw-Latn", "gsw"),
  ])
  func `has the territory of the code, else the likely one, else none`(
    code: String, expected: String
  ) {
    #expect(Language(code: code, name: code).ogLocale == expected)
  }

  @Test(arguments: Language.likelyTerritories.keys.sorted())
  func `agrees with CLDR's likely subtags`(code: String) {
    let likely = Locale.Language(
      identifier: Locale.Language(identifier: code).maximalIdentifier)
    #expect(likely.region?.identifier == Language.likelyTerritories[code])
  }
}
