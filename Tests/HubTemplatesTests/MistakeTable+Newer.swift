// Mistakes with loops that end early, cyclers and joiners, and filters that choose.
extension MistakeTable {
  static let newerTable: [TemplateCase] = [
    .init(
      "{% break %}",
      "templates/main.html:1:4: error: 'break' stands in the body of 'for' [template-syntax]"),
    .init(
      "{% for i in numbers %}{% filter upper %}{% break %}{% endfilter %}{% endfor %}",
      """
      templates/main.html:1:44: error: 'break' can't leave 'filter' [template-syntax]
      note: between 'break' and its 'for' only 'if' and 'with' may stand
      """),
    .init(
      "{% for i in numbers %}{{ i }}{% else %}{% continue %}{% endfor %}",
      "templates/main.html:1:43: error: 'continue' stands in the body of 'for' [template-syntax]"),
    .init(
      "{% for i in numbers %}{% block a %}{% break %}{% endblock %}{% endfor %}",
      """
      templates/main.html:1:39: error: 'break' can't leave 'block' [template-syntax]
      note: between 'break' and its 'for' only 'if' and 'with' may stand
      """),
    .init(
      "{% for i in numbers %}{% break now %}{% endfor %}",
      "templates/main.html:1:32: error: expected the end of the tag, found 'now' [template-syntax]"),
    .init(
      "{% for i in numbers %}{% brake %}{% endfor %}",
      "templates/main.html:1:26: error: unknown tag 'brake' [unknown-tag]"),
    .init(
      "{% for p in site.pages %}{% if p.image %}{% continue %}{% endif %}{{ p.image.src }}{% endfor %}",
      """
      templates/main.html:1:70: error: 'p.image' may be null: test it before reading a field of it [maybe-null]
      note: put it in '{% if p.image %}…{% endif %}'
      """),
    .init(
      "{% set c = cycler() %}",
      "templates/main.html:1:12: error: 'cycler' takes at least 1 argument, without a name [argument-count]"
    ),
    .init(
      #"{% set c = cycler("a") %}{{ c.nxt() }}{{ c.now }}{{ c }}{{ c.next(1) }}"#,
      """
      templates/main.html:1:31: error: a cycler has no function 'nxt' [unknown-function]
      note: did you mean 'next'?
      templates/main.html:1:44: error: a cycler has no field 'now' [unknown-field]
      note: it has 'current', 'next()' and 'reset()'
      templates/main.html:1:53: error: a cycler is read by 'c.next()' or 'c.current' [wrong-use]
      templates/main.html:1:62: error: 'next' takes no arguments [argument-count]
      """),
    .init(
      #"{{ cycler("a").next() }}"#,
      "templates/main.html:1:4: error: 'cycler' stands alone after '{% set name = ' [wrong-use]"),
    .init(
      "{% set s = joiner(1) %}",
      "templates/main.html:1:19: error: argument 'sep' of function 'joiner' is a string, not an int [argument-type]"
    ),
    .init(
      "{% set s = joiner() %}{{ s }}{{ s(1) }}",
      """
      templates/main.html:1:26: error: a joiner is called: write 's()' [wrong-use]
      templates/main.html:1:33: error: 's' takes no arguments [argument-count]
      """),
    .init(
      #"{{ site.pages|where("sction", "news")|length }}"#,
      """
      templates/main.html:1:21: error: 'Page' has no field 'sction' [unknown-field]
      note: did you mean 'section'?
      """),
    .init(
      #"{{ site.pages|where("number", "news")|length }}"#,
      "templates/main.html:1:31: error: an int is never equal to a string [incompatible-types]"),
    .init(
      #"{{ site.pages|where("number", ">", "news")|length }}"#,
      "templates/main.html:1:36: error: '>' does not work on an int and a string [incompatible-types]"
    ),
    .init(
      #"{{ site.pages|where("number", "bigger", 3)|length }}"#,
      "templates/main.html:1:31: error: unknown test 'bigger' [unknown-test]"),
    .init(
      #"{{ site.pages|where("number")|length }}"#,
      #"""
      templates/main.html:1:15: error: filter 'where' needs a field's name and a value [argument-count]
      note: write 'where("section", "news")' or 'where("count", ">", 3)'
      """#),
    .init(
      #"{{ site.pages|where("author", "Ada")|length }}"#,
      """
      templates/main.html:1:31: error: an object (Author) is never equal to a string [incompatible-types]
      note: compare a field of the object, such as 'name'
      """
    ),
    .init(
      #"{{ name|where("number", 3) }}"#,
      "templates/main.html:1:4: error: filter 'where' works on a list, not on a string [argument-type]"
    ),
    .init(
      #"{% for g in site.pages|group("sction") %}{% endfor %}"#,
      """
      templates/main.html:1:30: error: 'Page' has no field 'sction' [unknown-field]
      note: did you mean 'section'?
      """),
    .init(
      #"{% for p in (site.pages|limit("2")) %}{% endfor %}"#,
      "templates/main.html:1:31: error: argument 'count' of filter 'limit' is an int, not a string [argument-type]"
    ),
    .init(
      "{% for p in (site.pages|limit) %}{% endfor %}",
      "templates/main.html:1:25: error: filter 'limit' needs argument 'count' [argument-count]"),
    .init(
      "{% for c in (name|offset(1)) %}{% endfor %}",
      "templates/main.html:1:14: error: filter 'offset' works on a list, not on a string [argument-type]"
    ),
    .init(
      #"{{ name|urlize("5") }}"#,
      "templates/main.html:1:16: error: argument 'trim_url_limit' of filter 'urlize' is an int or null, not a string [argument-type]"
    ),
    .init(
      "{% do n %}{% autoescape false %}{{ n }}{% endautoescape %}{{ numbers|random }}",
      """
      templates/main.html:1:4: error: unknown tag 'do' [unknown-tag]
      note: values never change, so there is nothing to do with one
      templates/main.html:1:14: error: unknown tag 'autoescape' [unknown-tag]
      note: text is always escaped: mark HTML with '|safe'
      templates/main.html:1:70: error: unknown filter 'random' [unknown-filter]
      note: the same input gives the same bytes, so nothing is random
      """),
  ]
}
