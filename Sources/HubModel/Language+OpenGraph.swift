extension Language {
  /// The language as `og:locale` spells it: `en_US`, `pt_BR`; without a territory where none is
  /// known.
  package var ogLocale: String {
    let parts = code.split(separator: "-").prefix { $0.utf8.count > 1 }
    let language = parts.first.map { $0.lowercased() } ?? code
    let others = parts.dropFirst()
    if let region = others.first(where: Self.isRegion) {
      return "\(language)_\(region.uppercased())"
    }
    let script = others.first { $0.utf8.count == 4 }?.lowercased() ?? ""
    let territory =
      Self.likelyTerritories["\(language)-\(script)"] ?? Self.likelyTerritories[language]
    return territory.map { "\(language)_\($0)" } ?? language
  }

  private static func isRegion(_ part: Substring) -> Bool {
    part.utf8.count == 2 || (part.utf8.count == 3 && part.utf8.allSatisfy { $0 < 0x3A })
  }

  /// The territory that CLDR's likely subtags give a language, and a language in a script that
  /// makes a difference, for the languages that Facebook offers.
  package static let likelyTerritories = [
    "af": "ZA", "am": "ET", "ar": "EG", "as": "IN", "az": "AZ", "be": "BY", "bg": "BG", "bn": "BD",
    "br": "FR", "bs": "BA", "ca": "ES", "ckb": "IQ", "cs": "CZ", "cy": "GB", "da": "DK",
    "de": "DE", "el": "GR", "en": "US", "es": "ES", "et": "EE", "eu": "ES", "fa": "IR", "fi": "FI",
    "fil": "PH", "fo": "FO", "fr": "FR", "fy": "NL", "ga": "IE", "gl": "ES", "gu": "IN",
    "ha": "NG", "he": "IL", "hi": "IN", "hr": "HR", "ht": "HT", "hu": "HU", "hy": "AM", "id": "ID",
    "ig": "NG", "is": "IS", "it": "IT", "ja": "JP", "jv": "ID", "ka": "GE", "kk": "KZ", "km": "KH",
    "kn": "IN", "ko": "KR", "ky": "KG", "lo": "LA", "lt": "LT", "lv": "LV", "mg": "MG", "mk": "MK",
    "ml": "IN", "mn": "MN", "mr": "IN", "ms": "MY", "mt": "MT", "my": "MM", "nb": "NO", "ne": "NP",
    "nl": "NL", "nn": "NO", "no": "NO", "or": "IN", "pa": "IN", "pl": "PL", "ps": "AF", "pt": "BR",
    "ro": "RO", "ru": "RU", "rw": "RW", "si": "LK", "sk": "SK", "sl": "SI", "sn": "ZW", "so": "SO",
    "sq": "AL", "sr": "RS", "sv": "SE", "sw": "TZ", "ta": "IN", "te": "IN", "tg": "TJ", "th": "TH",
    "tr": "TR", "tt": "RU", "uk": "UA", "ur": "PK", "uz": "UZ", "vi": "VN", "xh": "ZA", "yo": "NG",
    "zh": "CN", "zh-hant": "TW", "zu": "ZA",
  ]
}
