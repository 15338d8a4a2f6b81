// Loops that end early, and what keeps a state between outputs.
extension BehaviourTable {
  static let loopTable: [TemplateCase] = [
    .init("{% for i in numbers %}{% if i == 1 %}{% break %}{% endif %}{{ i }}{% endfor %}.", "3."),
    .init(
      "{% for i in numbers %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% endfor %}.", "32."),
    .init("{% for i in numbers %}{% break %}{{ i }}{% else %}none{% endfor %}.", "none."),
    .init(
      "{% for i in numbers %}{% if i < 3 %}{% break %}{% endif %}{{ i }}{% else %}none{% endfor %}.",
      "3."),
    .init("{% for i in numbers %}{% continue %}{% else %}none{% endfor %}.", "none."),
    .init("{% for i in empty %}{% break %}{% else %}none{% endfor %}.", "none."),
    .init(
      "{% for row in rows %}{% for i in row %}{% if i is even %}{% break %}{% endif %}{{ i }}{% endfor %};{% endfor %}",
      "1;3;"),
    .init(
      "{% for w in words %}{% for i in empty %}{% else %}{% if loop.first %}{% continue %}{% endif %}{% endfor %}{{ w }},{% endfor %}",
      "Apple,fig,apple,"),
    .init(
      "{% for i in numbers if i > 1 %}{{ loop.index }}/{{ loop.length }}:{{ i }}{% if i == 3 %}{% continue %}{% endif %}!{% endfor %}",
      "1/2:32/2:2!"),
    .init(
      "{% set ns = namespace(n=0) %}{% for i in numbers %}{% if i == 2 %}{% break %}{% endif %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
      "4"),
    .init(
      "{% for p in site.pages recursive %}{% if p.draft %}{% continue %}{% endif %}{{ p.title }}{{ loop(p.children) }};{% endfor %}",
      "First &lt;post&gt;;Third;"),
    .init(
      "{% for p in site.pages %}{% if not p.image %}{% continue %}{% endif %}{{ p.image.src }} {% endfor %}",
      "/i/1.jpg /i/3.jpg "),
    .init(
      "{% for p in site.pages %}{% if p.image %}{{ p.title }}{% elif p.draft %}{% break %}{% else %}{% continue %}{% endif %}{{ p.image.src }} {% endfor %}",
      "First &lt;post&gt;/i/1.jpg "),
    .init(
      "{% macro m(l) %}{% for i in l %}{% if i == 1 %}{% break %}{% endif %}{{ i }}{% endfor %}{% endmacro %}{{ m(numbers) }}{{ m([5, 1, 6]) }}",
      "35"),
    .init(
      "{% for i in numbers %}{% with j = i * 2 %}{% if j == 2 %}{% continue %}{% endif %}{{ j }}{% endwith %}{% endfor %}",
      "64"),

    .init(
      #"{% set c = cycler("a", "b<", 3) %}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.reset() }}{{ c.next() }}"#,
      "aab&lt;33aa"),
    .init(
      #"{% set c = cycler("odd", "even") %}{% for i in numbers %}{{ c.next() }} {% endfor %}{% for w in words %}{{ c.next() }} {% endfor %}"#,
      "odd even odd even odd even odd "),
    .init(
      #"{% for i in numbers %}{% set c = cycler(i, "x") %}{{ c.next() }}{{ c.next() }}{% endfor %}"#,
      "3x1x2x"),
    .init(
      "{% set sep = joiner() %}{% for w in words %}{% if w != \"fig\" %}{{ sep() }}{{ w }}{% endif %}{% endfor %}",
      "pear, Apple, apple"),
    .init(
      #"{% set sep = joiner(" | ") %}{% if page.image %}{{ sep() }}image{% endif %}{% if plain.image %}{{ sep() }}plain{% endif %}{% if page.tags %}{{ sep() }}tags{% endif %}"#,
      "image | tags"),
    .init(
      #"{% set sep = joiner(sep="<" ~ n) %}{{ sep() }}|{{ sep() }}|{{ sep()|upper }}"#,
      "|&lt;7|&lt;7"),
    .init(
      #"{% set sep = joiner("/") %}{% macro item(t) %}{{ sep() }}{{ t }}{% endmacro %}{{ item(1) }}{{ item(2) }}"#,
      "1/2"),

    .init(
      #"{{ site.pages|selectattr("number", "eq", n - 5)|map(attribute="title")|join }} {{ site.pages|rejectattr("section", "in", [name, "news"])|map(attribute="title")|join }}"#,
      "second second"),
    .init("{{ numbers|select(\">\", numbers|min)|list|length }}", "2"),
    .init("{{ words|map(\"replace\", name[1], name[0])|join }}", "pearApplefigapple"),
  ]
}
