import HubModel
import HubTestSupport
import Testing

struct SlugTests {
  @Test(arguments: [
    ("How We Opened, on a Rainy Monday!", "how-we-opened-on-a-rainy-monday"),
    ("  --a__b--  ", "a-b"),
    ("Don’t don't", "dont-dont"),
    ("C++ & Swift 6.3", "c-swift-6-3"),
    ("Čo je to? Žltý kôň", "čo-je-to-žltý-kôň"),
    ("Cafe\u{301}", "café"),
    ("Ի՞նչ է սա", "ի-նչ-է-սա"),
    ("ما هو التسويق؟", "ما-هو-التسويق"),
    ("हिन्दी में", "हिन्दी-में"),
    ("社交媒体：入门", "社交媒体-入门"),
    ("ԲԱՐԵՎ ՉԱՅ", "բարեվ-չայ"),
    ("İstanbul", "i̇stanbul"),
    ("Black Friday 🎉 sale", "black-friday-sale"),
    ("❤️ coffee", "coffee"),
    ("soft\u{AD}hyphen zero\u{200B}width", "softhyphen-zerowidth"),
    ("½ price Ⅳ", "½-price-ⅳ"),
    ("\u{301}x", "x"),
    ("!!!", ""), ("", ""), ("🎉", ""),
  ])
  func `a title becomes letters and hyphens`(_ title: String, _ slug: String) {
    #expect(Slug.make(title) == slug)
    #expect(Array(Slug.make(title).unicodeScalars) == Array(slug.unicodeScalars))
  }

  @Test func `the slug of a slug is the same`() {
    var random = SplitMix64(seed: 3)
    let letters = Array("aÉe\u{301}İßÑ-_ '’.漢गी\u{94D}ا🎉\u{200D}ԵւΣς\u{FB01}½K".unicodeScalars)
    for _ in 0..<5000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        text.append(letters[Int.random(in: 0..<letters.count, using: &random)])
      }
      let slug = Slug.make(String(text))
      #expect(Slug.make(slug) == slug, "\(String(text).debugDescription)")
      #expect(!slug.hasPrefix("-") && !slug.hasSuffix("-") && !slug.contains("--"))
    }
  }
}

struct SiteURLTests {
  @Test(arguments: [
    ("https://hub.example.com", "https://hub.example.com", ""),
    ("https://hub.example.com/", "https://hub.example.com", ""),
    ("HTTPS://Hub.Example.COM/Blog//", "https://hub.example.com", "/Blog"),
    ("http://localhost:8080/a/b", "http://localhost:8080", "/a/b"),
    ("http://127.0.0.1", "http://127.0.0.1", ""),
    ("http://[::1]:80/", "http://[::1]:80", ""),
    ("https://xn--e1afmkfd.example/é/a%20b", "https://xn--e1afmkfd.example", "/%C3%A9/a%20b"),
  ])
  func `an address is split into origin and path`(
    _ text: String, _ origin: String, _ path: String
  ) throws {
    #expect(try SiteURL.parse(text) == SiteURL(origin: origin, basePath: path))
  }

  @Test(arguments: [
    "", "/", "hub.example.com", "ftp://x.example", "javascript:alert(1)", "//x.example", "https://",
    "https:///a", "https://a b.example", "https://x.example/a b", "https://u@x.example",
    "https://u:p@x.example", "https://x.example:0", "https://x.example:65536",
    "https://x.example:a",
    "https://x.example:", "https://-x.example", "https://x..example", "https://пример.example",
    "https://[::1", "https://[x]", "https://[::1]x", "https://x.example/?q", "https://x.example/#a",
    "https://x.example/../a", "https://x_y.example", "https://x.example\\@evil.example/",
    "https://x.example/a\\b", "https://x.example\n",
  ])
  func `what is no address of a site is refused`(_ text: String) {
    #expect(throws: URLProblem.self) { try SiteURL.parse(text) }
  }
}

struct DurationTests {
  @Test(arguments: [
    ("30m", 1800), ("12h", 43_200), ("3d", 259_200), ("2w", 1_209_600), ("1m", 60),
  ])
  func `a length of time is a number and a unit`(_ text: String, _ seconds: Int) {
    #expect(DurationText.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "d", "0d", "-3d", "+3d", "3", "3 d", "3D", "3s", "1.5h", "99999999999999999999d", "4000d",
    "٣d",
  ])
  func `anything else is none`(_ text: String) {
    #expect(DurationText.seconds(text) == nil)
  }
}

struct SlotTests {
  @Test(arguments: [
    ("Mon-Fri 09:00", [1, 2, 3, 4, 5], 9, 0), ("Sat,Sun 10:30", [6, 7], 10, 30),
    ("daily 08:00", [1, 2, 3, 4, 5, 6, 7], 8, 0), ("fri-mon 7:05", [5, 6, 7, 1], 7, 5),
    ("Mon-Wed,Fri 23:59", [1, 2, 3, 5], 23, 59), ("Tue-Tue 00:00", [2], 0, 0),
    ("  Mon   09:00 ", [1], 9, 0),
  ])
  func `a slot is days and a time`(_ text: String, _ days: [Int], _ hour: Int, _ minute: Int) throws
  {
    #expect(try Slot.parse(text) == Slot(weekdays: Set(days), hour: hour, minute: minute))
  }

  @Test(arguments: [
    "", "Mon", "09:00", "Mon 9", "Mon 24:00", "Mon 09:60", "Mon 9:0", "Mon- 09:00", "-Mon 09:00",
    "Mon, 09:00", "Mon-Wed-Fri 09:00", "Monday 09:00", "Mo 09:00", "Mon 09:00:00", "Mon 09:00 CET",
    "Mon +9:00", "Mon ９:00",
  ])
  func `anything else is none`(_ text: String) {
    #expect(throws: SlotProblem.self) { try Slot.parse(text) }
  }
}
