import HubBuild
import HubModel
import HubTestSupport
import Testing

@Suite struct `Related articles` {
  private static let template = [
    "themes/plain/templates/article.html":
      "{% for other in page.related %}{{ other.title }};{% endfor %}"
  ]

  @Test func `are those that share the rarest terms, and none without one`() throws {
    var files = Self.template
    for number in 1...16 {
      files["content/news/common\(number).md"] = article(
        "Common \(number)", date: "2025-01-\(number + 10)", more: "tags: [coffee]")
    }
    files["content/news/a.md"] = article("A", more: "tags: [coffee, rain]\nauthors: [Ada]")
    files["content/news/rain.md"] = article(
      "Rain", date: "2020-01-01", more: "tags: [rain]")
    files["content/news/ada.md"] = article("By Ada", date: "2020-01-01", more: "authors: [Ada]")
    files["content/news/alone.md"] = article("Alone", more: "tags: [tea]")
    files["content/news/draft.md"] = article("Draft", more: "tags: [rain]\ndraft: true")
    files["content/news/rain.sw.md"] = article("Mvua", more: "tags: [rain]")
    files["content/rain.md"] = "---\ntitle: About rain\ntags: [rain]\n---\n"
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    #expect(
      try hub.output("news/a/index.html") == "Rain;Common 16;Common 15;Common 14;",
      "the rare tag first, then of the equally close the newest; never more than four")
    #expect(try hub.output("news/rain/index.html") == "A;")
    #expect(try hub.output("news/alone/index.html") == "")
  }

  @Test func `of one moment come in the order of paths`() throws {
    let names = ["e", "b", "d", "a", "c"]
    var files = Self.template
    for name in names { files["content/news/\(name).md"] = article(name, more: "tags: [x]") }
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    #expect(try hub.output("news/e/index.html") == "a;b;c;d;")
  }

  @Test func `are looked for among the newest of a term alone`() throws {
    var files = Self.template
    for number in 1...120 {
      files["content/news/n\(number).md"] = article(
        "N\(number)", date: second(number),
        more: "tags: [many\(number <= 2 ? ", two" : "")]")
    }
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    #expect(try hub.output("news/n1/index.html") == "N2;N120;N119;N118;")
  }
}

@Suite struct `The navigation of a series` {
  private static let template = """
    {% set series = page.seriesNavigation %}{% if series %}{{ series.title }} {{ series.url }} \
    {{ series.number }}/{{ series.total }} {{ series.start }}:{% for part in series.articles %}{{ part.title }},{% endfor %}\
    {% if series.previous %}<{{ series.previous.title }}{% endif %}\
    {% if series.next %}>{{ series.next.title }}{% endif %}{% else %}none{% endif %}
    """

  @Test func `counts the parts from the oldest`() throws {
    let hub = try TestHub([
      "content/news/c.md": article("Three", date: "2026-03-01", more: "series: [Month, Other]"),
      "content/tips/a.md": article("One", date: "2026-01-01", more: "series: [Month]"),
      "content/news/b.md": article("Two", date: "2026-02-01", more: "series: [Month]"),
      "content/news/o.md": article("Else", date: "2026-02-01", more: "series: [Other]"),
      "content/news/x.md": article("No", date: "2026-02-01"),
      "content/series/month/_index.md": "---\ntitle: The first month\n---\n",
      "themes/plain/templates/article.html": Self.template,
    ])
    #expect(hub.problems() == "")
    let list = "The first month /series/month/"
    #expect(try hub.output("tips/a/index.html") == "\(list) 1/3 1:One,Two,Three,>Two")
    #expect(try hub.output("news/b/index.html") == "\(list) 2/3 1:One,Two,Three,<One>Three")
    #expect(try hub.output("news/c/index.html") == "\(list) 3/3 1:One,Two,Three,<Two")
    #expect(
      try hub.output("news/o/index.html") == "Other /series/other/ 1/2 1:Else,Three,>Three",
      "an article of two series is navigated by the first, and counted in both")
    #expect(try hub.output("news/x/index.html") == "none")
  }

  @Test func `lists the parts around the article in a long series`() throws {
    var files = ["themes/plain/templates/article.html": Self.template]
    for number in 10...89 {
      files["content/news/n\(number).md"] = article(
        "\(number)", date: second(number), more: "series: [Long]")
    }
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    let last = try hub.output("news/n79/index.html")
    #expect(last.hasPrefix("Long /series/long/ 70/80 31:40,41,"))
    #expect(last.filter { $0 == "," }.count == 50)
    let middle = try hub.output("news/n50/index.html")
    #expect(middle.hasPrefix("Long /series/long/ 41/80 16:25,26,"))
  }
}

/// A moment for each number.
private func second(_ number: Int) -> String {
  Timestamp(seconds: 1_700_000_000 + Int64(number)).rfc3339
}
