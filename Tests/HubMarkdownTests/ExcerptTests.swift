import HubMarkdown
import HubModel
import Testing

@Suite struct ExcerptTests {
  private func words(_ count: Int) -> String {
    (1...count).map { "word\($0)" }.joined(separator: " ")
  }

  @Test(arguments: ["<!--more-->", "<!-- more -->", "<!--more--> and after"])
  func `the author's mark ends the excerpt and vanishes`(_ mark: String) {
    let document = document("## Title\n\nFirst *part*.\n\n- a\n- b\n\n\(mark)\n\nRest.")
    #expect(document.excerpt == "First part.\n\na\nb")
    #expect(document.hasMoreMark)
    #expect(!String(decoding: document.html, as: UTF8.self).contains("more"))
  }

  @Test func `the mark may stand within a paragraph`() {
    let document = document("One. Two <!--more--> three.")
    #expect(document.excerpt == "One. Two")
    #expect(html("One. Two <!--more--> three.") == "<p>One. Two  three.</p>\n")
  }

  @Test func `without a mark, whole sentences are taken from paragraphs`() {
    let body = """
      ![Cover](a.png)

      ## Heading

      First sentence. Second one! Third?

      - no list

      ```
      no code
      ```

      Last of this part.

      ## Other

      Not this.
      """
    let document = document(body)
    #expect(document.excerpt == "First sentence. Second one! Third? Last of this part.")
    #expect(!document.hasMoreMark)
  }

  @Test func `sentences are taken as long as they fit`() {
    let first = words(30) + "."
    let second = "And " + words(20) + "."
    #expect(document("\(first) \(second)").excerpt == first)
  }

  @Test func `a sentence that is too long is cut after a word`() {
    let excerpt = document(words(90)).excerpt
    #expect(excerpt.hasSuffix("…") && excerpt.count <= 280)
    #expect(words(90).hasPrefix(String(excerpt.dropLast()) + " "))
  }

  @Test func `text without spaces is cut between characters`() {
    let excerpt = document(String(repeating: "漢", count: 400)).excerpt
    #expect(excerpt == String(repeating: "漢", count: 279) + "…")
  }

  @Test(arguments: [
    (String(repeating: "a", count: 300), ""),
    ("https://kiosk.example/" + String(repeating: "a-", count: 300), ""),
    ("See https://kiosk.example/" + String(repeating: "a", count: 300), "See…"),
    ("詳しくはhttps://kiosk.example/" + String(repeating: "a", count: 300), "詳しくは…"),
    (
      "https://kiosk.example/" + String(repeating: "a", count: 300) + "\n\nIt rained.", "It rained."
    ),
  ])
  func `no word and no address is cut inside`(_ body: String, _ excerpt: String) {
    #expect(document(body).excerpt == excerpt)
  }

  @Test func `Chinese sentences are joined as they were written`() {
    #expect(document("第一句。第二句！\n\n第三句？").excerpt == "第一句。第二句！ 第三句？")
  }

  @Test func `a document of lists alone is quoted from its lists`() {
    #expect(document("- One\n- Two").excerpt == "One Two")
    #expect(document("").excerpt == "")
  }
}

@Suite struct SentenceTests {
  /// Sentences parted by `|`.
  @Test(arguments: [
    ("en", "One. |Two! |Three? |Four"),
    ("en", "Mr. Smith met Dr. Jones. |They ate, e.g. at 9.30 a.m. and left."),
    ("en", "J. R. Baker came. |Pi is 3.14. |See example.com now."),
    ("en", "He said \"Go!\" |She went."),
    ("en", "\"Really?\" she asked. |(Yes.) |No…"), ("en", "Wait... what? |Well... |Yes."),
    ("en", "1. First comes. |Second."), ("en", "It costs approx. 5 euros. |Cheap!"),
    ("en", "Line one\n|line two\n|line three."), ("en", "Why?! |Because!!! |Ok."),
    ("sk", "Kúpili sme kávu, napr. Arabicu. |Potom tzv. Robustu, t. j. lacnejšiu. |Koniec."),
    ("sk", "Bolo to 20. Novembra. |Išli sme na ul. Hlavná."), ("sk", "„Poď!“ |Išli sme."),
    ("de", "Am 3. Mai kam er, z.B. mit dem Zug. |Dann ging er."),
    ("hy", "Երևանը մեծ է։ |Այն հին է։ |Վերջ"), ("hy", "Նա եկավ. մենք տեսանք։ |Վերջ։"),
    ("ar", "كيف حالك؟ |أنا بخير. |شكرا!"), ("ur", "یہ ایک جملہ ہے۔ |دوسرا۔"),
    ("hi", "यह पहला है। |यह दूसरा है॥ |अंत"), ("hi", "डॉ. शर्मा आए। |वे गए।"),
    ("zh", "第一句。|第二句！|第三句？|「好。」|完"), ("ja", "はい。|行きます！ |え？"),
    ("sw", "Karibu Bw. Juma. |Asante sana!"), ("fil", "Si Gng. Santos ay dumating. |Salamat po!"),
    ("zh", "好。\u{FE01}|走！🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}|完"),
    ("en", "Go 🚀. |Stop! 🛑"), ("en", ""), ("en", "   "), ("en", "Über alles. |Élan vital. |Été."),
  ])
  func `text is cut into sentences`(_ language: String, _ marked: String) {
    let parts = marked.split(separator: "|").map(String.init)
    let text = parts.joined()
    let sentences = Sentences.split(text, languageCode: language).map(String.init)
    let wanted = parts.map { $0.trimmingSpace() }.filter { !$0.isEmpty }
    #expect(sentences == wanted)
  }

  @Test func `a sentence is part of its text`() {
    let text = "Ένα. Δύο. 三。四。"
    for sentence in Sentences.split(text, languageCode: "el") {
      #expect(text[sentence.startIndex..<sentence.endIndex] == sentence)
    }
  }
}

extension String {
  fileprivate func trimmingSpace() -> String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
