import HubBuild
import HubTestSupport
import Testing

/// What people do who make their first theme.
@Suite struct NewcomerTests {
  private static func article(_ template: String) -> [String: String] {
    [
      "themes/plain/templates/article.html": template,
      "content/news/a.md": HubBuildTests.article("A"),
      "content/news/b.md": HubBuildTests.article("B"),
      "content/news/c.md": HubBuildTests.article("C", more: "params: { count: 3 }"),
    ]
  }

  static let templates = [
    Mistake(
      name: "date patterns of other languages",
      files: article(
        """
        {% if page.date %}{{ page.date | date("%Y-%m") }}{{ page.date | date("%-d. %B %y") }}
        {{ page.date | date("Jan 2, 2006") }}{{ page.date | date("YYYY-MM-DD") }}
        {{ page.date | date("yyyy år") }}{{ page.date | date("lnog") }}{{ page.date | date("%Q") }}
        {{ page.date | date("d 'de' MMMM") }}{{ page.date | date("YYYY-'W'ww D") }}{% endif %}
        """),
      expected: """
        themes/plain/templates/article.html:1:39: error: '%Y-%m' is the pattern of another language: write "yyyy-MM" [bad-argument]
         1 | {% if page.date %}{{ page.date | date("%Y-%m") }}{{ page.date | date("%-d. %B %y") }}
           |                                       ^~~~~~~
        themes/plain/templates/article.html:1:70: error: '%-d. %B %y' is the pattern of another language: write "d. MMMM yy" [bad-argument]
         1 | {% if page.date %}{{ page.date | date("%Y-%m") }}{{ page.date | date("%-d. %B %y") }}
           |                                                                      ^~~~~~~~~~~~
        themes/plain/templates/article.html:2:21: error: 'Jan 2, 2006' is the pattern of another language: write "MMM d, yyyy" [bad-argument]
         2 | {{ page.date | date("Jan 2, 2006") }}{{ page.date | date("YYYY-MM-DD") }}
           |                     ^~~~~~~~~~~~~
        themes/plain/templates/article.html:2:58: error: 'YYYY-MM-DD' shows another date: 'Y' is the year of a week, 'D' the day of the year; write "yyyy-MM-dd" [bad-argument]
         2 | {{ page.date | date("Jan 2, 2006") }}{{ page.date | date("YYYY-MM-DD") }}
           |                                                          ^~~~~~~~~~~~
        themes/plain/templates/article.html:3:21: error: 'yyyy år' is neither a style (full, long, medium, short, iso) nor a date pattern such as "d MMMM yyyy": 'r' is no letter of one; words in it stand in apostrophes [bad-argument]
         3 | {{ page.date | date("yyyy år") }}{{ page.date | date("lnog") }}{{ page.date | date("%Q") }}
           |                     ^~~~~~~~~
        themes/plain/templates/article.html:3:55: error: no date style is called 'lnog': did you mean 'long'? [bad-argument]
         3 | {{ page.date | date("yyyy år") }}{{ page.date | date("lnog") }}{{ page.date | date("%Q") }}
           |                                                      ^~~~~~
        themes/plain/templates/article.html:3:85: error: '%Q' is no date pattern: it has letters only, such as "yyyy-MM-dd" [bad-argument]
         3 | {{ page.date | date("yyyy år") }}{{ page.date | date("lnog") }}{{ page.date | date("%Q") }}
           |                                                                                    ^~~~

        """),
    Mistake(
      name: "a date pattern that only rendering knows",
      files: article("{% if page.date %}{{ page.date | date(site.title ~ '%Y') }}{% endif %}"),
      expected: """
        themes/plain/templates/article.html:1:22: error: 'Kiosk%Y' is the pattern of another language: write "'Kiosk'yyyy" [template-rendering]
         1 | {% if page.date %}{{ page.date | date(site.title ~ '%Y') }}{% endif %}
           |                      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        content/news/a.md: note: while this page and 2 more were rendered

        """),
    Mistake(
      name: "a value that is null on some pages",
      files: article("{{ page.params.nope | default('x') }}{{ page.params.count | number }}"),
      expected: """
        themes/plain/templates/article.html:1:41: error: filter 'number' works on a number, not on null [template-rendering]
         1 | {{ page.params.nope | default('x') }}{{ page.params.count | number }}
           |                                         ^~~~~~~~~~~~~~~~~~~~~~~~~~
        note: put '| default(…)' before it, or test the value with '{% if … %}'
        content/news/a.md: note: while this page and 1 more were rendered

        """),
    Mistake(
      name: "names of other generators",
      files: article(
        """
        {{ page.permalink }}{{ url_for('a') }}{{ page.title | truncatewords(3) }}{{ content }}
        {{ articles | length }}{{ pagination.total }}{{ post.title }}{{ theme.colour }}{{ inner }}
        {% if "x" in page.tags %}{% endif %}{{ "nope" | t }}{{ page.title | date }}
        """),
      expected: """
        themes/plain/templates/article.html:1:9: error: 'Page' has no field 'permalink' [unknown-field]
         1 | {{ page.permalink }}{{ url_for('a') }}{{ page.title | truncatewords(3) }}{{ content }}
           |         ^~~~~~~~~
        note: write 'url'; the absolute address of a page is 'canonicalUrl'
        themes/plain/templates/article.html:1:24: error: unknown function 'url_for' [unknown-function]
         1 | {{ page.permalink }}{{ url_for('a') }}{{ page.title | truncatewords(3) }}{{ content }}
           |                        ^~~~~~~
        note: write '{{ page.url }}', or '{{ "plaza.css" | asset }}' for a file of assets/
        themes/plain/templates/article.html:1:55: error: unknown filter 'truncatewords' [unknown-filter]
         1 | {{ page.permalink }}{{ url_for('a') }}{{ page.title | truncatewords(3) }}{{ content }}
           |                                                       ^~~~~~~~~~~~~
        note: write 'excerpt(280)' for whole sentences, or 'truncate(100)': both count characters
        themes/plain/templates/article.html:1:77: error: unknown variable 'content' [unknown-variable]
         1 | {{ page.permalink }}{{ url_for('a') }}{{ page.title | truncatewords(3) }}{{ content }}
           |                                                                             ^~~~~~~
        note: did you mean 'page.content'?
        themes/plain/templates/article.html:2:4: error: a function is called: write 'articles(…)' [wrong-use]
         2 | {{ articles | length }}{{ pagination.total }}{{ post.title }}{{ theme.colour }}{{ inner }}
           |    ^~~~~~~~
        note: only 'home.html', 'section.html' and 'term.html' have a variable 'articles'
        themes/plain/templates/article.html:2:27: error: unknown variable 'pagination' [unknown-variable]
         2 | {{ articles | length }}{{ pagination.total }}{{ post.title }}{{ theme.colour }}{{ inner }}
           |                           ^~~~~~~~~~
        note: only 'home.html', 'section.html' and 'term.html' have a variable 'pagination'
        themes/plain/templates/article.html:2:49: error: unknown variable 'post' [unknown-variable]
         2 | {{ articles | length }}{{ pagination.total }}{{ post.title }}{{ theme.colour }}{{ inner }}
           |                                                 ^~~~
        note: the page that is shown is 'page'
        themes/plain/templates/article.html:2:71: error: 'Theme' has no field 'colour' [unknown-field]
         2 | {{ articles | length }}{{ pagination.total }}{{ post.title }}{{ theme.colour }}{{ inner }}
           |                                                                       ^~~~~~
        note: declare it under 'settings:' in themes/plain/theme.yaml; what belongs to no theme is in 'site.params'
        themes/plain/templates/article.html:2:83: error: unknown variable 'inner' [unknown-variable]
         2 | {{ articles | length }}{{ pagination.total }}{{ post.title }}{{ theme.colour }}{{ inner }}
           |                                                                                   ^~~~~
        note: a shortcode's template has it if its head says 'inner: optional' or 'inner: required'
        themes/plain/templates/article.html:3:7: error: a string can't be in a list of Term [incompatible-types]
         3 | {% if "x" in page.tags %}{% endif %}{{ "nope" | t }}{{ page.title | date }}
           |       ^~~~~~~~~~~~~~~~
        note: look among their fields: 'page.tags | map(attribute="name")'
        themes/plain/templates/article.html:3:40: error: the theme has no texts for 'en': write them into 'themes/plain/i18n/en.yaml' [bad-argument]
         3 | {% if "x" in page.tags %}{% endif %}{{ "nope" | t }}{{ page.title | date }}
           |                                        ^~~~~~
        themes/plain/templates/article.html:3:56: error: filter 'date' works on a date, not on a string [argument-type]
         3 | {% if "x" in page.tags %}{% endif %}{{ "nope" | t }}{{ page.title | date }}
           |                                                        ^~~~~~~~~~

        """),
  ]

  @Test(arguments: templates)
  func `a template that comes from elsewhere is told what to write`(_ mistake: Mistake) throws {
    let hub = try TestHub(mistake.files)
    let shown = hub.problems().replacing(hub.options.source, with: "ROOT")
    #expect(shown == mistake.expected, "\(shown)")
  }
}
