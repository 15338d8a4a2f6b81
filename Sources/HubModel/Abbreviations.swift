/// Words that are written with a full stop and rarely end a sentence, in lower case.
enum Abbreviations {
  /// Languages that write an ordinal number with a full stop.
  static let ordinals: Set<String> = [
    "cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr",
  ]

  static func contains(_ word: String, languageCode: String) -> Bool {
    common.contains(word) || byLanguage[languageCode]?.contains(word) == true
  }

  private static let common: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "jr", "sr", "no", "nr", "vol", "fig", "approx",
    "dept", "est", "cf", "ca", "pp", "ed", "eds", "resp", "tel", "min", "max", "gen", "col", "capt",
    "rev", "hon", "ing", "mgr", "incl", "excl",
  ]

  private static let byLanguage: [String: Set<String>] = [
    "sk": [
      "tzv", "napr", "tj", "resp", "č", "čl", "str", "ul", "nám", "tis", "mil", "mld", "bc", "doc",
      "mudr", "judr", "rndr", "phdr", "phd", "sv", "pozn", "obr", "tab", "roč", "hod", "kap", "ods",
      "vyd", "porov", "popr", "príp", "spol", "zn", "okr", "arch",
    ],
    "cs": [
      "tzv", "např", "tj", "resp", "č", "čl", "str", "ul", "nám", "tis", "mil", "mld", "bc", "doc",
      "mudr", "judr", "rndr", "phdr", "sv", "pozn", "obr", "tab", "roč", "hod", "kap", "srov",
      "popř", "příp", "arch",
    ],
    "de": [
      "bzw", "evtl", "ggf", "hr", "fr", "inkl", "sog", "str", "tsd", "mio", "mrd", "vgl", "zzgl",
      "abb", "bspw", "u.a", "z.b",
    ],
    "fr": ["m", "mm", "mme", "mlle", "env", "av", "p.ex", "art", "éd", "chap"],
    "es": ["sra", "dra", "ud", "uds", "pág", "núm", "aprox", "ej", "av"],
    "it": ["sig", "dott", "pag", "es", "ecc", "art"],
    "sw": ["bw", "bi", "dkt", "k.m", "n.k", "mh", "uk"],
    "fil": ["gng", "bb", "gg", "hal", "atbp", "blg"],
    "tl": ["gng", "bb", "gg", "hal", "atbp", "blg"],
    "hy": ["օր", "տես", "էջ", "թ", "դ", "պրոֆ"],
    "hi": ["डॉ", "श्री", "प्रो", "सं"],
    "ar": ["د", "أ", "ص", "م"],
    "en": ["inc", "ltd", "corp", "co", "bros", "jan", "feb", "aug", "sept", "oct", "nov", "dec"],
  ]
}
