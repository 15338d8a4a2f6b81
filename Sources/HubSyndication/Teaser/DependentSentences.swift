/// Sentences that say little without what stands around them.
struct DependentSentences {
  private let openers: Set<String>
  private let demonstratives: Set<String>
  /// As UTF-8, which is searched many times faster than characters are.
  private let pointers: [[UInt8]]
  private let beginnings: [String]

  init(languageCode: String) {
    let code = String(languageCode.prefix { $0 != "-" }).lowercased()
    openers = Self.openers[code] ?? []
    demonstratives = Self.demonstratives[code] ?? []
    pointers = (Self.pointers[code] ?? []).map { Array($0.utf8) }
    beginnings = Self.beginnings[code] ?? []
  }

  /// Whether a sentence begins with a word that leans on the sentence before, or points at a place
  /// in the article.
  func contains(_ sentence: String) -> Bool {
    let text = sentence.lowercased()
    let beginning = text.utf8.split(separator: 0x20, maxSplits: 6).prefix(6).map {
      Self.word(Substring($0))
    }
    if let first = beginning.first, openers.contains(first) { return true }
    if beginning.contains(where: demonstratives.contains) { return true }
    // A sentence of one or two words is an answer or an aside.
    let spaces = text.utf8.count { $0 == 0x20 }
    if spaces < 2, text.utf8.count < 24 { return true }
    if beginnings.contains(where: { text.hasPrefix($0) }) { return true }
    let bytes = Array(text.utf8)
    return pointers.contains { Self.holds(bytes, $0) }
  }

  private static func holds(_ text: [UInt8], _ words: [UInt8]) -> Bool {
    guard let first = words.first, text.count >= words.count else { return false }
    return (0...(text.count - words.count)).contains { start in
      text[start] == first && text[start..<start + words.count].elementsEqual(words)
    }
  }

  /// A word without the marks around it.
  private static func word(_ token: Substring) -> String {
    var scalars = token.unicodeScalars
    while let first = scalars.first, !first.properties.isAlphabetic { scalars.removeFirst() }
    while let last = scalars.last, !last.properties.isAlphabetic { scalars.removeLast() }
    return String(scalars)
  }

  /// Pronouns, conjunctions and adverbs that take up what was said.
  private static let openers: [String: Set<String>] = [
    "en": words(
      """
      it its it's it’s this that these those they them their he she his her and but or so because
      then also yet still however therefore otherwise instead both neither such here there thus
      nor too again meanwhile afterwards later next first second third finally only even not no
      yes if which that's that’s for example say without
      """),
    "sk": words(
      """
      to toto tento táto tieto tie tá ten oni ony ona on ono jeho jej ich a ale alebo preto potom
      však tak teda tiež aj inak ani obe oba tu tam takto takže lebo pretože keďže potom nakoniec
      len iba nie áno ďalej naopak napríklad ostatné zvyšok prvá druhá tretia prvý druhý tretí už
      je sú bol bola bolo boli bude budú má majú mal mala môže môžu musí musia dá ide znie hovorí
      patrí stojí stačí vyzerá zostáva
      """),
    "cs": words(
      """
      to toto tento tato tyto ty ta ten oni ony ona on ono jeho její jejich a ale nebo proto potom
      však tak tedy také i jinak ani oba obě tady tam takto takže protože nakonec jen ne ano
      je jsou byl byla bylo byli bude budou má mají měl měla může mohou musí dá jde zní říká patří
      stojí stačí vypadá zůstává
      """),
    "sw": words(
      """
      hii hiyo huyo huyu hizo hizi hayo haya hilo hili hao hawa hicho hiki hivyo hivi na lakini au
      basi kisha pia ila kwa hata vinginevyo hapo hapa huko ndiyo hapana wao yeye yake yao zake zao
      lake wake cha ya la wa vya za
      """),
    "fil": words(
      """
      ito iyon iyan nito niyon dito doon diyan sila siya nila niya at pero ngunit o kaya kaya't
      saka pagkatapos din rin dahil kung gayon ganito ganoon hindi oo pareho una ikalawa ikatlo
      """),
    "hy": words(
      """
      դա սա այդ այս այն դրանք սրանք նրանք նա նրա դրա սրա և ու բայց իսկ կամ ուստի ուրեմն հետո ապա
      նաև էլ հակառակ այդպես այսպես այստեղ այնտեղ ոչ այո երկուսն դրանից դրանով դրանում
      """),
    "ar": words(
      """
      هذا هذه ذلك تلك هؤلاء هو هي هم وهو وهي وهذا وهذه وذلك لكن ولكن أو ثم لذلك ولذلك لذا أيضا أيضًا
      كما فهو فهي فهذا وإلا هنا هناك بل إذن لا نعم ومن وكل وفي وإذا وإن ولا
      """),
    "hi": words("यह ये वह वे इस उस इन उन इसका उसका इसके उसके इसलिए लेकिन और या फिर भी तो तब यहाँ वहाँ नहीं हाँ"),
    "de": words(
      """
      es er sie das dies diese dieser dieses jene und aber oder denn also doch darum deshalb dann
      danach auch sonst hier dort beide nein ja so
      """),
    "fr": words(
      "il elle ils elles ce cela ceci cette ces et mais ou donc car ainsi alors puis aussi ici là non oui"
    ),
    "es": words(
      "él ella ellos ellas esto eso este esta estos estas y pero o así entonces luego también aquí allí no sí"
    ),
    "ru": words(
      "это этот эта эти он она оно они его её их и но а или поэтому потом затем также тоже так здесь там нет да"
    ),
  ]

  /// Words that point back wherever in a sentence's beginning they stand.
  private static let demonstratives: [String: Set<String>] = [
    "en": words(
      """
      this that these those it its them they their still also again instead too second third
      fourth latter former others therefore however
      """),
    "sk": words(
      """
      to toto tento tohto tomuto tomto týmto táto tejto touto túto tieto týchto tým ním nich
      druhý druhá druhé tretí tretia tretie teda preto však
      """),
    "cs": words(
      """
      to toto tento tohoto tomuto tomto tímto tato této touto tuto tyto těchto tím ním nich
      druhý druhá druhé třetí tedy proto však
      """),
    "sw": words(
      "hii hiyo huyo huyu hizo hizi hayo haya hilo hili hao hawa hicho hiki huu huo hapo huko pili"),
    "fil": words(
      "ito iyon iyan nito niyon dito rito doon diyan ikalawa ikalawang ikatlo ikatlong pangalawa pangatlo"
    ),
    "hy": words(
      "սա դա այդ այս սրանք դրանք սրա դրա դրանից դրանով այդպիսի այսպիսի երկրորդ երրորդ երկրորդը երրորդը միացնենք"
    ),
    "ar": words("هذا هذه ذلك تلك هؤلاء هذين الثلاثة الثاني الثانية الثالث الثالثة اجمعها"),
    "hi": words("यह ये इस इन इसे इसका दूसरा दूसरी तीसरा तीसरी"),
  ]

  /// Words with which a sentence begins that takes up what was said.
  private static let beginnings: [String: [String]] = [
    "en": ["the other ", "the rest ", "the same ", "put together", "one with ", "use one"],
    "sk": ["keď to ", "z nich ", "zvyšné "],
    "cs": ["když to ", "z nich ", "zbylé "],
    "sw": ["nyingine ", "wengine ", "mengine "],
    "fil": ["ang iba ", "ang natitira", "kapag pinagsama"],
    "hy": ["մնացած", "մյուս"],
    "ar": ["أما ", "وأما ", "الباقي ", "الآخر"],
    "de": ["der andere ", "die anderen ", "das andere ", "der rest "],
    "fr": ["l’autre ", "l'autre ", "les autres ", "le reste "],
    "es": ["el otro ", "la otra ", "los otros ", "las otras ", "el resto "],
  ]

  /// Words for a place in the article.
  private static let pointers: [String: [String]] = [
    "en": [
      " below", " above", "the table", "this article", "this page", "following", "in the picture",
      "this example", "the example", "this list", "these two", "these three", "these four",
      "these five", "these points", "these steps", "any of them", " that.", " this.",
    ],
    "sk": [
      "nižšie", "vyššie", "tabuľk", "tento článok", "tomto článku", "nasledujúc", "na obrázku",
      "tohto príkladu", "tomto príklade", "tento príklad",
    ],
    "cs": ["níže", "výše", "tabulk", "tento článek", "tomto článku", "následující"],
    "sw": [
      "hapa chini", "hapo juu", "jedwali", "makala hii", "makala haya", "ukurasa huu", "mfano huu",
    ],
    "fil": [
      "sa ibaba", "sa itaas", "talahanayan", "artikulong ito", "sumusunod", "halimbawang ito",
      "ng ikalawa",
    ],
    "hy": ["ստորև", "վերևում", "աղյուսակ", "այս հոդված", "հետևյալ", "այս օրինակ"],
    "ar": ["أدناه", "أعلاه", "الجدول", "هذا المقال", "هذه المقالة", "التالي", "هذا المثال"],
    "hi": ["नीचे", "ऊपर", "तालिका", "इस लेख"],
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map { String($0) })
  }
}
