// What people write who know other template languages, and mistakes far from their cause.
extension MistakeTable {
  static let newcomerTable: [TemplateCase] = [
    .init(
      "{% set w = page.number if yes %}{{ w + 1 }}",
      """
      templates/main.html:1:36: error: 'w' may be null: test it before calculating with it [maybe-null]
      note: put it in '{% if w is not none %}…{% endif %}'
      """),
    .init(
      #"{{ name|default:"Y" }}"#,
      """
      templates/main.html:1:16: error: expected an operator, a filter or '}}', found ':' [template-syntax]
      note: arguments stand in brackets: 'default("Y")'
      """),
    .init(
      "{{ name|truncate:20 }}",
      """
      templates/main.html:1:17: error: expected an operator, a filter or '}}', found ':' [template-syntax]
      note: arguments stand in brackets: 'truncate(20)'
      """),
    .init(
      "{{ name|truncatewords(3) }}{{ numbers|size }}{{ words|map('upcase')|join }}",
      """
      templates/main.html:1:9: error: unknown filter 'truncatewords' [unknown-filter]
      note: write 'truncate(…)', which counts characters and ends at a word
      templates/main.html:1:39: error: unknown filter 'size' [unknown-filter]
      note: write 'length'
      templates/main.html:1:59: error: unknown filter 'upcase' [unknown-filter]
      note: write 'upper'
      """),
    .init(
      "{% if yes %}a{% elsif no %}b{% endif %}{% unless yes %}c{% endunless %}",
      """
      templates/main.html:1:17: error: unknown tag 'elsif' [unknown-tag]
      note: write 'elif'
      templates/main.html:1:43: error: unknown tag 'unless' [unknown-tag]
      note: write '{% if not … %}'
      """),
    .init(
      "{% assign a = 1 %}",
      """
      templates/main.html:1:4: error: unknown tag 'assign' [unknown-tag]
      note: write '{% set … = … %}'
      """),
    .init(
      #"{{ name|truncate(size=3) }}{{ name|upper(x=1) }}"#,
      """
      templates/main.html:1:18: error: filter 'truncate' has no argument 'size' [unknown-argument]
      note: it takes length, killwords, end, leeway
      templates/main.html:1:42: error: filter 'upper' has no argument 'x' [unknown-argument]
      note: it takes none
      """),
    .init(
      #"{% if "Ada" in site.pages %}x{% endif %}"#,
      """
      templates/main.html:1:7: error: a string can't be in a list of Page [incompatible-types]
      note: look among their fields: 'site.pages | map(attribute="title")'
      """),
    .init(
      #"{{ page.author == "Ada" }}"#,
      """
      templates/main.html:1:4: error: an object (Author) is never equal to a string [incompatible-types]
      note: compare a field of the object, such as 'name'
      """),
    .init(
      "<p>\n{{ \"abc }}\n<a href=\"x\">{{ name }}</a>",
      """
      templates/main.html:2:4: error: this string is not closed [template-syntax]
      note: the next quote is in line 3, column 9
      """),
    .init(
      "{{ \"abc }}\n<a href=\"x\">{{ \"y\" }}</a> {{ name|default(\"",
      """
      templates/main.html:1:4: error: this string is not closed [template-syntax]
      note: the next quote is in line 2, column 9
      """),
    .init(
      #"{% include "card.html" %}"#,
      """
      templates/main.html:1:12: error: no template 'card.html' [missing-template]
      note: did you mean 'partials/card.html'?
      """, files: ["partials/card.html": "x"]),
    .init(
      #"{% include "part/crad.html" %}"#,
      """
      templates/main.html:1:12: error: no template 'part/crad.html' [missing-template]
      note: did you mean 'partials/card.html'?
      """, files: ["partials/card.html": "x"]),
    .init(
      #"{% include "a.html" %}"#,
      """
      templates/b.html:1:11: error: 'a.html' extends 'b.html', which imports 'a.html' [include-cycle]
      note: take one of these tags out, or move what they share into a template of its own
      templates/a.html:1:12: note: extended here
      templates/main.html:1:12: note: included here
      """,
      files: [
        "a.html": #"{% extends "b.html" %}"#, "b.html": #"{% import "a.html" as a %}"#,
      ]),
    .init(
      #"{% include "p.html" %}"#,
      """
      templates/p.html:1:4: error: unknown variable 'a' [unknown-variable]
      templates/main.html:1:12: note: included here
      templates/p.html:2:4: error: unknown variable 'b' [unknown-variable]
      templates/q.html:1:4: error: unknown variable 'c' [unknown-variable]
      templates/p.html:3:12: note: included here
      templates/main.html:1:12: note: included here
      templates/q.html:1:11: error: unknown variable 'd' [unknown-variable]
      """,
      files: ["p.html": "{{ a }}\n{{ b }}\n{% include 'q.html' %}", "q.html": "{{ c }}{{ d }}"]),
    .init(
      #"{% include "theme/x.html" %}"#,
      """
      templates/x.html:1:12: error: 'theme/x.html' includes itself: 'theme/x.html' → 'x.html' → 'theme/x.html' [include-cycle]
      note: take one of these tags out, or move what they share into a template of its own
      templates/theme/x.html:1:12: note: included here
      templates/main.html:1:12: note: included here
      """,
      files: ["theme/x.html": "{% include 'x.html' %}", "x.html": "{% include 'theme/x.html' %}"]),
    .init(
      #"{% if words contains "x" %}a{% endif %}"#,
      """
      templates/main.html:1:13: error: expected the end of the tag, found 'contains' [template-syntax]
      note: write '"x" in words'
      """),
    .init(
      "{% if yes || no %}a{% endif %}{% if n === 7 %}b{% endif %}{% if n == null %}c{% endif %}",

      """
      templates/main.html:1:12: error: expected the name of a filter, found '|' [template-syntax]
      note: write 'or'
      templates/main.html:1:41: error: expected an expression, found '=' [template-syntax]
      note: write '=='
      templates/main.html:1:70: error: unknown variable 'null' [unknown-variable]
      note: write 'none'
      """),
    .init(
      "{% for n in numbers %}{{ forloop.index }}{% endfor %}",
      """
      templates/main.html:1:26: error: unknown variable 'forloop' [unknown-variable]
      note: write 'loop'
      """),
    .init(
      #"{% if "x" in page.author %}a{% endif %}"#,
      """
      templates/main.html:1:14: error: nothing can be in an object (Author) [not-a-list]
      note: look in a field of it, such as 'page.author.name'
      """),
    .init(
      "{% set range = 3 %}{{ range(3) }}",
      """
      templates/main.html:1:23: error: 'range' can't be called [not-callable]
      note: a variable hides the function of that name: rename the variable
      """),
    .init(
      #"{{ truncate(name, 3, end="") }}{{ upper(name) }}{{ upper() }}"#,
      """
      templates/main.html:1:4: error: unknown function 'truncate' [unknown-function]
      note: write 'name | truncate(3, end="")'
      templates/main.html:1:35: error: unknown function 'upper' [unknown-function]
      note: write 'name | upper'
      templates/main.html:1:52: error: unknown function 'upper' [unknown-function]
      """),
  ]
}
