/// Templates with mistakes and the diagnostics for them.
enum MistakeTable {
  static let all = table + newerTable + newcomerTable

  private static let table: [TemplateCase] = [
    .init(
      "{{ titel }}",
      """
      templates/main.html:1:4: error: unknown variable 'titel' [unknown-variable]
      note: did you mean 'page.title'?
      """),
    .init(
      "{{ nmae }}",
      """
      templates/main.html:1:4: error: unknown variable 'nmae' [unknown-variable]
      note: did you mean 'name'?
      """),
    .init(
      "{{ page.titel }}",
      """
      templates/main.html:1:9: error: 'Page' has no field 'titel' [unknown-field]
      note: did you mean 'title'?
      """),
    .init(
      "{{ page.author.nam }}",
      """
      templates/main.html:1:16: error: 'Author' has no field 'nam' [unknown-field]
      note: did you mean 'name'?
      """),
    .init(
      "{{ name|uper }}",
      """
      templates/main.html:1:9: error: unknown filter 'uper' [unknown-filter]
      note: did you mean 'upper'?
      """),
    .init(
      "{{ name|upper|truncat(3) }}",
      """
      templates/main.html:1:15: error: unknown filter 'truncat' [unknown-filter]
      note: did you mean 'truncate'?
      """),
    .init(
      "{% if n is od %}x{% endif %}",
      """
      templates/main.html:1:12: error: unknown test 'od' [unknown-test]
      note: did you mean 'odd'?
      """),
    .init(
      "{{ rnge(3) }}",
      """
      templates/main.html:1:4: error: unknown function 'rnge' [unknown-function]
      note: did you mean 'range'?
      """),
    .init(
      "{{ name.uper() }}",
      """
      templates/main.html:1:9: error: a string has no function 'uper' [unknown-function]
      note: did you mean 'upper'?
      """),
    .init(
      "{{ name.titel }}",
      "templates/main.html:1:9: error: a string has no field 'titel' [unknown-field]"),
    .init(
      "{{ page.tags.length }}",
      """
      templates/main.html:1:14: error: a list of strings has no field 'length' [unknown-field]
      note: write 'page.tags|length'
      """),
    .init(
      "{{ page }}",
      """
      templates/main.html:1:4: error: an object (Page) prints nothing useful [prints-nothing]
      note: print one of its fields, such as 'title', 'url', 'body'
      """),
    .init(
      "{{ page.tags }}",
      """
      templates/main.html:1:4: error: a list of strings prints nothing useful [prints-nothing]
      note: loop over it with 'for', or use '|join' or '|length'
      """),
    .init(
      #"{{ {"a": 1} }}"#,
      """
      templates/main.html:1:4: error: a map prints nothing useful [prints-nothing]
      note: print one of its values
      """),
    .init(
      "{{ page.image.src }}",
      """
      templates/main.html:1:4: error: 'page.image' may be null: test it before reading a field of it [maybe-null]
      note: put it in '{% if page.image %}…{% endif %}'
      """),
    .init(
      "{% for t in page.title %}{{ t }}{% endfor %}",
      "templates/main.html:1:13: error: a string can't be looped over [not-a-list]"),
    .init(
      "{% for t in n %}{% endfor %}",
      "templates/main.html:1:13: error: an int can't be looped over [not-a-list]"),
    .init(
      "{% for a, b in numbers %}{% endfor %}",
      "templates/main.html:1:8: error: 2 names take 2 values, but an int can't be unpacked [unpacking]"
    ),
    .init(
      "{% for p in site.pages %}{{ p.image.alt }}{% endfor %}",
      """
      templates/main.html:1:29: error: 'p.image' may be null: test it before reading a field of it [maybe-null]
      note: put it in '{% if p.image %}…{% endif %}'
      """),
    .init(
      "{{ loop.index }}",
      """
      templates/main.html:1:4: error: unknown variable 'loop' [unknown-variable]
      note: 'loop' is there in the body of 'for' only
      """),
    .init(
      "{% for n in numbers %}{{ loop.indx }}{% endfor %}",
      """
      templates/main.html:1:31: error: 'loop' has no field 'indx' [unknown-field]
      note: did you mean 'index'?
      """),
    .init(
      "{{ page.title == 3 }}",
      "templates/main.html:1:4: error: a string is never equal to an int [incompatible-types]"),
    .init(
      #"{{ n == "7" }}"#,
      "templates/main.html:1:4: error: an int is never equal to a string [incompatible-types]"),
    .init(
      "{{ name < n }}",
      "templates/main.html:1:4: error: '<' does not work on a string and an int [incompatible-types]"
    ),
    .init(
      "{{ page == plain }}",
      """
      templates/main.html:1:4: error: objects can't be compared [incompatible-types]
      note: compare a field of theirs
      """),
    .init(
      "{{ name + n }}",
      """
      templates/main.html:1:4: error: '+' does not work on a string and an int [incompatible-types]
      note: join texts and numbers with '~'
      """),
    .init(
      "{{ -name }}",
      "templates/main.html:1:5: error: '-' needs a number, not a string [incompatible-types]"),
    .init(
      "{{ n + missing }}",
      """
      templates/main.html:1:8: error: 'missing' may be null: test it before calculating with it [maybe-null]
      note: put it in '{% if missing %}…{% endif %}'
      """),
    .init(
      #"{{ missing < "a" }}"#,
      """
      templates/main.html:1:4: error: 'missing' may be null: test it before comparing it [maybe-null]
      note: put it in '{% if missing %}…{% endif %}'
      """),
    .init(
      "{{ 1 in name }}",
      "templates/main.html:1:4: error: an int can't be in a string [incompatible-types]"),
    .init(
      "{{ name in n }}", "templates/main.html:1:12: error: nothing can be in an int [not-a-list]"),
    .init(
      #"{{ name|truncate("x") }}"#,
      "templates/main.html:1:18: error: argument 'length' of filter 'truncate' is an int, not a string [argument-type]"
    ),
    .init(
      "{{ name|truncate(1, 2, 3, 4, 5) }}",
      "templates/main.html:1:30: error: filter 'truncate' takes at most 4 arguments [argument-count]"
    ),
    .init(
      "{{ name|truncate(lenght=3) }}",
      """
      templates/main.html:1:18: error: filter 'truncate' has no argument 'lenght' [unknown-argument]
      note: did you mean 'length'?
      """),
    .init(
      #"{{ name|replace("a") }}"#,
      "templates/main.html:1:9: error: filter 'replace' needs argument 'new' [argument-count]"),
    .init(
      "{{ name|upper(1) }}",
      "templates/main.html:1:15: error: filter 'upper' takes no arguments [argument-count]"),
    .init(
      "{{ n|join }}",
      "templates/main.html:1:4: error: filter 'join' works on a list, a map or a text, not on an int [argument-type]"
    ),
    .init(
      "{{ page|upper }}",
      "templates/main.html:1:4: error: filter 'upper' works on a text, not on an object (Page) [argument-type]"
    ),
    .init(
      "{{ name|abs }}",
      "templates/main.html:1:4: error: filter 'abs' works on a number, not on a string [argument-type]"
    ),
    .init(
      #"{{ site.pages|map(attribute="titel")|join }}"#,
      """
      templates/main.html:1:29: error: 'Page' has no field 'titel' [unknown-field]
      note: did you mean 'title'?
      """),
    .init(
      #"{{ site.pages|sort(attribute="author.naem")|length }}"#,
      """
      templates/main.html:1:30: error: 'Author' has no field 'naem' [unknown-field]
      note: did you mean 'name'?
      """),
    .init(
      #"{{ site.pages|selectattr("draft", "eqal", 1)|list|length }}"#,
      "templates/main.html:1:35: error: unknown test 'eqal' [unknown-test]"),
    .init(
      #"{{ words|map("uper")|join }}"#,
      """
      templates/main.html:1:14: error: unknown filter 'uper' [unknown-filter]
      note: did you mean 'upper'?
      """),
    .init(
      "{{ words|map }}",
      "templates/main.html:1:10: error: filter 'map' needs a filter's name or 'attribute' [argument-count]"
    ),
    .init(
      "{{ site.pages[0].title }}",
      """
      templates/main.html:1:4: error: 'site.pages[0]' may be null: test it before reading a field of it [maybe-null]
      note: put it in '{% if site.pages[0] %}…{% endif %}'
      """),
    .init(
      "{{ (site.pages|first).title }}",
      """
      templates/main.html:1:4: error: '(site.pages|first)' may be null: test it before reading a field of it [maybe-null]
      note: keep it in a variable with '{% set … %}' and test that
      """),
    .init(
      #"{{ numbers["a"] }}"#,
      "templates/main.html:1:12: error: a list of ints has no field 'a' [unknown-field]"),
    .init(
      #"{{ {"a": 1}.b }}"#,
      "templates/main.html:1:13: error: this map has no key 'b' [unknown-field]"),
    .init(
      "{{ n }",
      """
      templates/main.html:1:6: error: unexpected '}' [template-syntax]
      note: the tag ends with '}}'
      """),
    .init(
      "{% if yes %}a",
      """
      templates/main.html:1:4: error: 'if' is not closed [template-syntax]
      note: it ends with '{% endif %}'
      """),
    .init(
      "{% if yes %}a{% endfor %}",
      """
      templates/main.html:1:4: error: 'if' is not closed [template-syntax]
      note: it ends with '{% endif %}'
      templates/main.html:1:17: error: nothing is open that 'endfor' could belong to [template-syntax]
      """),
    .init(
      "{% for x in numbers %}{% if yes %}{% endfor %}",
      """
      templates/main.html:1:26: error: 'if' is not closed [template-syntax]
      note: it ends with '{% endif %}'
      """),
    .init(
      "{% endif %}",
      "templates/main.html:1:4: error: nothing is open that 'endif' could belong to [template-syntax]"
    ),
    .init(
      "{% fro x in y %}{% endfor %}",
      """
      templates/main.html:1:4: error: unknown tag 'fro' [unknown-tag]
      note: did you mean 'for'?
      """),
    .init(
      "{% if %}a{% endif %}",
      "templates/main.html:1:7: error: expected an expression, found the end of the tag [template-syntax]"
    ),
    .init(
      "{{ }}",
      "templates/main.html:1:4: error: expected an expression, found the end of the tag [template-syntax]"
    ),
    .init(
      "{{ 1 + }}",
      "templates/main.html:1:8: error: expected an expression, found the end of the tag [template-syntax]"
    ),
    .init(
      "{{ name name }}",
      "templates/main.html:1:9: error: expected an operator, a filter or '}}', found 'name' [template-syntax]"
    ),
    .init(
      #"{{ "abc }}"#, "templates/main.html:1:4: error: this string is not closed [template-syntax]"),
    .init(
      "{{ a..b }}",
      "templates/main.html:1:6: error: expected the name of a field, found '.' [template-syntax]"),
    .init(
      "{{ (1, 2 }}",
      "templates/main.html:1:10: error: unexpected '}', expected ')' [template-syntax]"),
    .init("{{ 1 ] }}", "templates/main.html:1:6: error: unexpected ']' [template-syntax]"),
    .init(
      "{{ a & b }}",
      """
      templates/main.html:1:6: error: unexpected '&' [template-syntax]
      note: write 'and'
      """),
    .init(
      "{{ a ? b : c }}",
      """
      templates/main.html:1:6: error: unexpected '?' [template-syntax]
      note: write 'a if condition else b'
      """),
    .init(
      "{{ x! }}",
      """
      templates/main.html:1:5: error: unexpected '!' [template-syntax]
      note: write 'not'
      """),
    .init(
      "{# never closed",
      """
      templates/main.html:1:1: error: this comment is not closed [template-syntax]
      note: a comment ends with '#}'
      """),
    .init(
      "{% raw %}x",
      """
      templates/main.html:1:1: error: 'raw' is not closed [template-syntax]
      note: it ends with '{% endraw %}'
      """),
    .init(
      "{% set x %}",
      """
      templates/main.html:1:4: error: 'set' is not closed [template-syntax]
      note: it ends with '{% endset %}'
      """),
    .init(
      "{% set 1 = 2 %}",
      "templates/main.html:1:8: error: expected a name, found '1' [template-syntax]"),
    .init(
      "{% set page.title = 1 %}",
      """
      templates/main.html:1:8: error: only fields of a namespace can be set [not-a-namespace]
      note: make one with '{% set page = namespace(title=…) %}'
      """),
    .init(
      "{% set loop = 1 %}",
      "templates/main.html:1:8: error: 'loop' can't be assigned to [template-syntax]"),
    .init(
      "{% set a, b = 1 %}",
      "templates/main.html:1:8: error: 2 names take 2 values, but an int can't be unpacked [unpacking]"
    ),
    .init(
      "{% block a %}{% endblock %}{% block a %}{% endblock %}",
      "templates/main.html:1:37: error: block 'a' is defined twice [template-syntax]"),
    .init(
      "{% block a %}{% endblock b %}",
      "templates/main.html:1:26: error: this 'endblock' closes block 'a' [template-syntax]"),
    .init(
      "{% block a-b %}{% endblock %}",
      "templates/main.html:1:11: error: a block's name has letters, digits and '_' only [template-syntax]"
    ),
    .init(
      "{% macro m(a, b=1, c) %}{% endmacro %}",
      "templates/main.html:1:20: error: a parameter after one with a default needs a default [template-syntax]"
    ),
    .init(
      "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
      "templates/main.html:1:41: error: macro 'm' needs argument 'a' [argument-count]"),
    .init(
      "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
      "templates/main.html:1:46: error: macro 'm' takes at most 1 argument [argument-count]"),
    .init(
      "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=1) }}",
      """
      templates/main.html:1:43: error: macro 'm' has no argument 'b' [unknown-argument]
      note: it takes a
      """),
    .init(
      "{% macro m(a) %}{{ a.titel }}{% endmacro %}{{ m(page) }}",
      """
      templates/main.html:1:22: error: 'Page' has no field 'titel' [unknown-field]
      note: did you mean 'title'?
      templates/main.html:1:47: note: called here
      """),
    .init(
      "{% macro card(a) %}{{ a }}{% endmacro %}{{ crad(1) }}",
      """
      templates/main.html:1:44: error: unknown function 'crad' [unknown-function]
      note: did you mean 'card'?
      """),
    .init(
      "{% macro m() %}{{ nope }}{% endmacro %}",
      "templates/main.html:1:19: error: unknown variable 'nope' [unknown-variable]"),
    .init("{{ 5() }}", "templates/main.html:1:4: error: '5' can't be called [not-callable]"),
    .init("{{ name() }}", "templates/main.html:1:4: error: 'name' can't be called [not-callable]"),
    .init(
      "{{ super() }}",
      "templates/main.html:1:4: error: 'super()' stands in a block [super-outside-block]"),
    .init(
      "{% block a %}{{ super() }}{% endblock %}",
      "templates/main.html:1:17: error: no parent has a block 'a' for 'super()' [no-super]"),
    .init(
      "{{ self.nope() }}",
      "templates/main.html:1:4: error: there is no block 'nope' [unknown-block]"),
    .init(
      "{% include name %}",
      "templates/main.html:1:12: error: a template's name is a string that is written out [template-name]"
    ),
    .init(
      #"{% include "a" ~ "b" %}"#,
      "templates/main.html:1:12: error: a template's name is a string that is written out [template-name]"
    ),
    .init(
      #"{% include "partials/crad.html" %}"#,
      """
      templates/main.html:1:12: error: no template 'partials/crad.html' [missing-template]
      note: did you mean 'partials/card.html'?
      """, files: ["partials/card.html": "x"]),
    .init(
      #"{% extends "bsae.html" %}"#,
      """
      templates/main.html:1:12: error: no template 'bsae.html' [missing-template]
      note: did you mean 'base.html'?
      """, files: ["base.html": "x"]),
    .init(
      #"{% if yes %}{% extends "a.html" %}{% endif %}"#,
      "templates/main.html:1:16: error: 'extends' stands outside of all other tags [template-syntax]",
      files: ["a.html": "x"]),
    .init(
      "{% call name() %}{% endcall %}",
      "templates/main.html:1:9: error: 'name' is not a macro [unknown-macro]"),
    .init(
      "{% call 5 %}{% endcall %}",
      "templates/main.html:1:9: error: 'call' needs a call of a macro [template-syntax]"),
    .init(
      #"{% import "m.html" as m %}{{ m.nope() }}"#,
      #"templates/main.html:1:32: error: "m.html" has no 'nope' [unknown-macro]"#,
      files: ["m.html": "{% macro card(x) %}{{ x }}{% endmacro %}"]),
    .init(
      #"{{ range("a") }}"#,
      "templates/main.html:1:10: error: argument 'start' of function 'range' is an int, not a string [argument-type]"
    ),
    .init(
      "{{ {n: 1} }}",
      """
      templates/main.html:1:4: error: a map prints nothing useful [prints-nothing]
      note: print one of its values
      templates/main.html:1:5: error: a map's key is a string that is written out [map-key]
      """),
    .init(
      "{{ 99999999999999999999 }}",
      "templates/main.html:1:4: error: this number is too big [template-syntax]"),
    .init(
      "{{ 007 }}", "templates/main.html:1:4: error: a number doesn't begin with 0 [template-syntax]"
    ),
    .init(
      #"{{ "\x4" }}"#,
      #"templates/main.html:1:4: error: '\x' needs 2 digits of a character's number [template-syntax]"#
    ),
    .init(
      "{{ dict(1) }}",
      """
      templates/main.html:1:4: error: a map prints nothing useful [prints-nothing]
      note: print one of its values
      templates/main.html:1:9: error: 'dict' takes arguments with names only [argument-type]
      """),
    .init(
      "{{ numbers|batch }}",
      "templates/main.html:1:12: error: filter 'batch' needs argument 'linecount' [argument-count]"),
    .init(
      "{{ missing.length }}",
      """
      templates/main.html:1:4: error: 'missing' may be null: test it before reading a field of it [maybe-null]
      note: put it in '{% if missing %}…{% endif %}'
      """),
    .init(
      #"{{ "a" ~ page }}"#,
      "templates/main.html:1:10: error: '~' joins texts, not an object (Page) [incompatible-types]"),
    .init(
      "{{ n is divisibleby }}",
      "templates/main.html:1:9: error: test 'divisibleby' needs argument 'num' [argument-count]"),
    .init(
      "{{ n is defined is none }}",
      "templates/main.html:1:17: error: tests can't be chained: join them with 'and' [template-syntax]"
    ),
    .init(
      "{{ page.draft() }}",
      "templates/main.html:1:9: error: an object (Page) has no function 'draft' [unknown-function]"),
    .init(
      "{% with a = nope %}{% endwith %}",
      "templates/main.html:1:13: error: unknown variable 'nope' [unknown-variable]"),
    .init(
      "{% filter uper %}{% endfilter %}",
      """
      templates/main.html:1:11: error: unknown filter 'uper' [unknown-filter]
      note: did you mean 'upper'?
      """),
    .init(
      "{{ none.x }}", "templates/main.html:1:4: error: 'none' is always null here [maybe-null]"),
    .init(
      "{{ html.nope }}", "templates/main.html:1:9: error: HTML has no field 'nope' [unknown-field]"),
    .init(
      "line one\n  {{ page.titel }}\n{{ page.ulr }}",
      """
      templates/main.html:2:11: error: 'Page' has no field 'titel' [unknown-field]
      note: did you mean 'title'?
      templates/main.html:3:9: error: 'Page' has no field 'ulr' [unknown-field]
      note: did you mean 'url'?
      """),
    .init(
      "é {{ titel }}",
      """
      templates/main.html:1:7: error: unknown variable 'titel' [unknown-variable]
      note: did you mean 'page.title'?
      """),
    .init(
      "{{ data.size }}{{ datta.size }}",
      """
      templates/main.html:1:19: error: unknown variable 'datta' [unknown-variable]
      note: did you mean 'data'?
      """),
    .init(
      "{% if page.image or yes %}{{ page.image.src }}{% endif %}",
      """
      templates/main.html:1:30: error: 'page.image' may be null: test it before reading a field of it [maybe-null]
      note: put it in '{% if page.image %}…{% endif %}'
      """),
    .init(
      "{{ page.image.src if page.title }}",
      """
      templates/main.html:1:4: error: 'page.image' may be null: test it before reading a field of it [maybe-null]
      note: put it in '{% if page.image %}…{% endif %}'
      """),
    .init(
      "{% block b required %}{% endblock %}",
      "templates/main.html:1:10: error: block 'b' must be overridden [required-block]"),
    .init(
      #"{% from "m.html" import nope %}{{ nope(1) }}"#,
      #"templates/main.html:1:25: error: "m.html" has no 'nope' [unknown-macro]"#,
      files: ["m.html": "{% macro card(x) %}{{ x }}{% endmacro %}"]),
    .init(
      #"{% extends "base.html" %}{% block boddy %}x{% endblock %}"#,
      """
      templates/main.html:1:35: error: 'base.html' has no block 'boddy' [unknown-block]
      note: did you mean 'body'?
      """, files: ["base.html": "{% block body %}{% endblock %}"]),
    .init(
      #"{% extends "base.html" %}text {{ name }}{% block body %}x{% endblock %}"#,
      """
      templates/main.html:1:26: warning: what stands outside of blocks in a template that extends another is never shown [outside-block]
      templates/main.html:1:34: warning: what stands outside of blocks in a template that extends another is never shown [outside-block]
      """, files: ["base.html": "{% block body %}{% endblock %}"]),
    .init(
      #"hello{% extends "base.html" %}"#,
      "templates/main.html:1:1: warning: what stands before 'extends' comes before the parent's page [outside-block]",
      files: ["base.html": "{% block body %}{% endblock %}"]),
    .init(
      #"{% include "a.html" %}"#,
      """
      templates/b.html:2:12: error: 'a.html' includes itself: 'a.html' → 'b.html' → 'a.html' [include-cycle]
      note: take one of these tags out, or move what they share into a template of its own
      templates/a.html:1:12: note: included here
      templates/main.html:1:12: note: included here
      """, files: ["a.html": #"{% include "b.html" %}"#, "b.html": "x\n{% include \"a.html\" %}"]),
    .init(
      #"{% extends "a.html" %}"#,
      """
      templates/b.html:1:12: error: 'a.html' extends itself: 'a.html' → 'b.html' → 'a.html' [extends-cycle]
      note: take one of these tags out, or move what they share into a template of its own
      templates/a.html:1:12: note: extended here
      templates/main.html:1:12: note: extended here
      """, files: ["a.html": #"{% extends "b.html" %}"#, "b.html": #"{% extends "a.html" %}"#]),
    .init(
      #"{% include "main.html" %}"#,
      """
      templates/main.html:1:12: error: 'main.html' includes itself: 'main.html' → 'main.html' [include-cycle]
      note: take one of these tags out, or move what they share into a template of its own
      """
    ),
    .init(
      "line\n{% include \"partials/card.html\" %}",
      """
      templates/partials/card.html:2:9: error: 'Page' has no field 'titel' [unknown-field]
      note: did you mean 'title'?
      templates/main.html:2:12: note: included here
      templates/partials/deep.html:1:4: error: unknown variable 'card' [unknown-variable]
      templates/partials/card.html:3:12: note: included here
      templates/main.html:2:12: note: included here
      """,
      files: [
        "partials/card.html":
          "{{ page.title }}\n{{ page.titel }}\n{% include \"partials/deep.html\" %}",
        "partials/deep.html": "{{ card }}",
      ]),
    .init(
      #"{% for p in site.pages %}{% include "p.html" %}{% endfor %}{% include "p.html" %}"#,
      """
      templates/p.html:1:4: error: unknown variable 'p' [unknown-variable]
      templates/main.html:1:71: note: included here
      """, files: ["p.html": "{{ p.title }}"]),
    .init(
      #"{% extends "base.html" %}{% block body %}{{ i }}{% endblock %}"#,
      """
      templates/main.html:1:45: error: unknown variable 'i' [unknown-variable]
      note: a block sees variables of loops around it if it says so: '{% block … scoped %}'
      """, files: ["base.html": "{% for i in numbers %}{% block body %}{% endblock %}{% endfor %}"]),
    .init(
      "ok",
      """
      templates/unused.html:1:9: error: 'Page' has no field 'titel' [unknown-field]
      note: did you mean 'title'?
      templates/unused.html:1:20: warning: unknown variable 'card' [unknown-variable]
      templates/unused.html:1:30: error: 'if' is not closed [template-syntax]
      note: it ends with '{% endif %}'
      templates/unused.html:1:33: error: expected an expression, found the end of the tag [template-syntax]
      """, files: ["unused.html": "{{ page.titel }}{{ card }}{% if %}"]),
    .init(
      #"{% extends "base.html" %}{% block body %}x{% endblock %}"#,
      """
      templates/base.html:1:20: error: unknown variable 'nmae' [unknown-variable]
      note: did you mean 'name'?
      templates/main.html:1:12: note: extended here
      """, files: ["base.html": "{% block body %}{{ nmae }}{% endblock %}"]),
    .init(
      #"{% import "m.html" as m %}{{ m.card(page) }}"#,
      """
      templates/m.html:1:25: error: 'Page' has no field 'titel' [unknown-field]
      note: did you mean 'title'?
      templates/main.html:1:30: note: called here
      """, files: ["m.html": "{% macro card(p) %}{{ p.titel }}{% endmacro %}"]),
    .init(
      #"{% import "m.html" as m %}{{ m.card(1) }}"#,
      """
      templates/m.html:1:23: error: unknown variable 'name' [unknown-variable]
      note: what is imported sees a page's variables if the tag says 'with context', or as arguments
      templates/main.html:1:30: note: called here
      """, files: ["m.html": "{% macro card(p) %}{{ name }}{% endmacro %}"]),
    .init(
      "{{ a }}{% if b %}{{ c|d }}{% endif %}",
      """
      templates/main.html:1:4: error: unknown variable 'a' [unknown-variable]
      templates/main.html:1:14: error: unknown variable 'b' [unknown-variable]
      templates/main.html:1:21: error: unknown variable 'c' [unknown-variable]
      """),
    .init(
      "{% macro b() %}{{ caller(1) }}{% endmacro %}{% call b() %}x{% endcall %}",
      """
      templates/main.html:1:26: error: 'caller' takes at most 0 arguments [argument-count]
      templates/main.html:1:53: note: called here
      """),
    .init(
      "{% for c in site.pages recursive %}{{ loop(c.tags) }}{% endfor %}",
      "templates/main.html:1:44: error: this loop goes through a list of Page, not a list of strings [argument-type]"
    ),
    .init(
      "{% for c in site.pages %}{{ loop(c.children) }}{% endfor %}",
      """
      templates/main.html:1:29: error: only a loop with 'recursive' can be called [not-recursive]
      note: write '{% for … in … recursive %}'
      """),
  ]
}
