/// Templates and what Jinja2 prints for them, one list a part of the language.
///
/// `JinjaDifferenceTests` renders the same templates with Jinja2 itself where it is installed.
enum BehaviourTable {
  static let all = table + loopTable + linkTable

  private static let table: [TemplateCase] = [
    output, operators, ifs, loops, filters, sets, whitespace, escaping, reuse,
  ].flatMap { $0 }

  static let output: [TemplateCase] = [
    .init("", ""),
    .init("plain", "plain"),
    .init("{{ name }}", "world"),
    .init("{{name}}", "world"),
    .init("{{ text }}", "a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;"),
    .init("{{ html }}", "<em>hi</em>"),
    .init("{{ n }}", "7"),
    .init("{{ x }}", "2.5"),
    .init("{{ yes }} {{ no }}", "True False"),
    .init("{{ page.title }}", "First &lt;post&gt;"),
    .init(#"{{ page["title"] }}"#, "First &lt;post&gt;"),
    .init("{{ page.image.src if page.image }}", "/i/1.jpg"),
    .init("{{ page.body }}", "<p>Body 1</p>"),
    .init("{{ site.title }}", "Kiosk &amp; Co"),
    .init("{{ lang }}", "en"),
    .init("{{ missing }}", ""),
    .init("{{ data.colour }}", "red &amp; blue"),
    .init("{{ data.nothing }}", ""),
    .init("{{ data.deep.er[1] }}", "y"),
    .init(#"{{ data["size"] + 1 }}"#, "4"),
    .init(#"{{ "lit <b>" }}"#, "lit &lt;b&gt;"),
    .init("{{ 'it''s' }}", "its"),
    .init(#"{{ "a\nb\tc\\d\"e\x41\u00e9" }}"#, "a\nb\tc\\d&#34;eAé"),
    .init(#"{{ 'a\qb\'c' }}"#, #"a\qb&#39;c"#),
    .init("{{ 1_000 }}", "1000"),
    .init("{{ 0x1F }} {{ 0b101 }} {{ 0o17 }}", "31 5 15"),
    .init("{{ 1.5e3 }}", "1500.0"),
    .init(
      "{{ 1e20 }} {{ 1.0 }} {{ 0.1 + 0.2 }} {{ 1e-5 }} {{ 123456789.0 * 1000000000 }}",
      "1e+20 1.0 0.30000000000000004 1e-05 1.23456789e+17"),
    .init("{{ true }}{{ True }}{{ false }}", "TrueTrueFalse"),
    .init("a{{ n }}b{{ n }}c", "a7b7c"),
    .init("{ { } } {% raw %}{{ x }}{% endraw %}", "{ { } } {{ x }}"),
    .init(#"{{ "a" "b" }}"#, "ab"),
    .init("{{ unicode }}", "Ünïcode straße ßü 日本語"),
    .init(#"{{ "ab--c d日--2 -- e--" |wordwrap(4) }}"#, "ab--\nc d日\n--2\n--\ne--"),
    .init("{{ -n }} {{ +n }} {{ - n }} {{ --n }}", "-7 7 -7 7"),
    .init("{{ page.image.caption if page.image }}", "<b>cap</b>"),
    .init("{{ data.flag }}", "True"),
    .init("{{ page.rating }}", "4.5"),
    .init("{{ numbers[0] }} {{ numbers[-1] }}", "3 2"),
    .init("{{ rows[1][0] if rows[1] }}", "3"),
    .init("{{ (1, 2)[0] }}", "1"),
    .init("{{ [1, 2, 3][1] }}", "2"),
    .init(#"{{ {"a": 1}["a"] }} {{ {"a": 1}.a }}"#, "1 1"),
    .init(
      #"{{ numbers[:2]|join(",") }} {{ numbers[1:]|join(",") }} {{ numbers[::-1]|join(",") }} {{ numbers[-2:]|join(",") }}"#,
      "3,1 1,2 2,1,3 1,2"),
    .init("{{ name[0] }}{{ name[-1] }} {{ name[1:3] }} {{ name[::-1] }}", "wd or dlrow"),
    .init("{{ html[1:3] }}", "em"),
    .init("\n{{ name }}\n", "\nworld"),
    .init("a\r\nb\rc\n", "a\nb\nc"),
    .init("{{ n\n}}", "7"),
    .init("{# a comment #}x{# {{ nope }} #}", "x"),
    .init(#"{{ "{{" }} {{ "%}" }}"#, "{{ %}"),
  ]

  static let operators: [TemplateCase] = [
    .init("{{ 1 + 2 * 3 }}", "7"),
    .init("{{ (1 + 2) * 3 }}", "9"),
    .init("{{ 7 / 2 }} {{ 6 / 2 }}", "3.5 3.0"),
    .init("{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 7 % -3 }}", "3 -4 1 2 -2"),
    .init("{{ 7.5 // 2 }} {{ -7.5 % 2 }}", "3.0 0.5"),
    .init("{{ 2 ** 10 }} {{ 2 ** -1 }} {{ 2 ** 3 ** 2 }} {{ 2.0 ** 3 }}", "1024 0.5 64 8.0"),
    .init("{{ -2 ** 2 }}", "4"),
    .init("{{ n + x }} {{ n * x }} {{ n - 10 }}", "9.5 17.5 -3"),
    .init(#"{{ "a" + "b" }}"#, "ab"),
    .init(#"{{ "<" + html }}"#, "&lt;<em>hi</em>"),
    .init(#"{{ html + "<" }}"#, "<em>hi</em>&lt;"),
    .init(#"{{ "<" ~ html ~ n }}"#, "&lt;<em>hi</em>7"),
    .init(#"{{ "a" ~ 1 ~ 2.5 ~ true }}"#, "a12.5True"),
    .init(#"{{ "ab" * 3 }} {{ 2 * "x" }}"#, "ababab xx"),
    .init(#"{{ ([1] + [2, 3])|join("-") }}"#, "1-2-3"),
    .init("{{ ([0] * 3)|join }}", "000"),
    .init(
      "{{ 1 < 2 }} {{ 2 <= 2 }} {{ 3 > 4 }} {{ 3 >= 4 }} {{ 1 == 1.0 }} {{ 1 != 2 }}",
      "True True False False True True"),
    .init("{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 3 > 2 > 1 == 1 }}", "True False True"),
    .init(#"{{ "a" < "b" }} {{ "B" < "a" }}"#, "True True"),
    .init("{{ 1 in numbers }} {{ 9 in numbers }} {{ 9 not in numbers }}", "True False True"),
    .init(#"{{ "or" in name }} {{ "z" in name }}"#, "True False"),
    .init(#"{{ "size" in data }} {{ "nope" not in data }}"#, "True True"),
    .init("{{ not yes }} {{ not zero }} {{ not name }}", "False True False"),
    .init("{{ yes and no }} {{ yes or no }} {{ no or yes and no }}", "False True False"),
    .init(#"{{ zero or "dflt" }} {{ name and "y" }} {{ missing or "none" }}"#, "dflt y none"),
    .init("{{ not not yes }} {{ not 1 == 2 }}", "True True"),
    .init(#"{{ "a" if yes else "b" }} {{ "a" if no else "b" }} {{ "a" if no }}|"#, "a b |"),
    .init("{{ 1 if no else 2 if no else 3 }}", "3"),
    .init(#"{{ ("x" if yes else "y") ~ "z" }}"#, "xz"),
    .init(
      "{{ n is odd }} {{ n is even }} {{ n is divisibleby 7 }} {{ n is divisibleby(2) }}",
      "True False True False"),
    .init("{{ n is not odd }} {{ not n is odd }}", "False False"),
    .init("{{ missing is none }} {{ missing is not none }} {{ name is none }}", "True False False"),
    .init("{{ name is defined }} {{ name is undefined }}", "True False"),
    .init(
      "{{ n is number }} {{ n is integer }} {{ x is float }} {{ yes is boolean }} {{ yes is true }} {{ no is false }} {{ n is true }}",
      "True True True True True True False"),
    .init(
      "{{ name is string }} {{ html is string }} {{ n is string }} {{ data is mapping }} {{ numbers is sequence }} {{ numbers is iterable }} {{ n is iterable }}",
      "True True False True True True False"),
    .init(
      #"{{ name is lower }} {{ "AB" is upper }} {{ "1" is lower }} {{ html is escaped }} {{ name is escaped }}"#,
      "True True False True False"),
    .init(
      "{{ n is eq 7 }} {{ n is equalto(7) }} {{ n is ne 7 }} {{ n is gt 3 }} {{ n is lt 3 }} {{ n is ge 7 }} {{ n is le 6 }}",
      "True True False True False True False"),
    .init(#"{{ 1 is in numbers }} {{ "x" is in ["y"] }}"#, "True False"),
    .init("{{ n is sameas n }} {{ yes is sameas true }} {{ 1 is sameas true }}", "True True False"),
    .init("{{ 1 is sameas 2 }}", "False"),
    .init("{{ numbers == [3, 1, 2] }} {{ [1, 2] < [1, 3] }}", "True True"),
    .init(#"{{ {"a": [1]} == {"a": [1]} }}"#, "True"),
    .init(
      #"{{ "x%sy%d" % ("<", 4) }} {{ "%05.2f|%-4s|%4s|%%" % (3.14159, "a", "b") }}"#,
      "x&lt;y4 03.14|a   |   b|%"),
    .init(#"{{ name == "world" and n == 7 }}"#, "True"),
    .init("{{ (yes and no) or name }}", "world"),
    .init("{{ 10 % 4 * 2 - 1 }}", "3"),
    .init("{{ 3 - 2 - 1 }} {{ 8 / 4 / 2 }} {{ 2 - -1 }}", "0 1.0 3"),
    .init(#"{{ "a" ~ "b" + "c" }}"#, "abc"),
    .init("{{ 1 ~ 2 * 3 }}", "16"),
    .init(#"{{ [1,2,] |length }} {{ {"a":1,} |length }}"#, "2 1"),
    .init("{{ 5 is divisibleby 5 and yes }}", "True"),
    .init("{{ x // 1 }} {{ -x }} {{ x ** 2 }}", "2.0 -2.5 6.25"),
    .init("{{ 1 == true }} {{ 0 == false }}", "True True"),
    .init(
      "{{ -10.0 % 2.5 }} {{ 10 % -2.5 }} {{ -7.5 // 2 }} {{ 0.0 // 3 }} {{ 7 // -2.0 }}",
      "0.0 -0.0 -4.0 0.0 -4.0"),
    .init(
      "{{ html|last }} {{ html|first }} {{ html|wordwrap(4) }}",
      "> &lt; &lt;em&gt;\nhi&lt;/\nem&gt;"),
    .init(#"{{ []|select("odd")|list|length }}"#, "0"),
  ]

  static let ifs: [TemplateCase] = [
    .init("{% if yes %}a{% endif %}", "a"),
    .init("{% if no %}a{% else %}b{% endif %}", "b"),
    .init("{% if no %}a{% elif yes %}b{% else %}c{% endif %}", "b"),
    .init("{% if no %}a{% elif zero %}b{% else %}c{% endif %}", "c"),
    .init("{% if no %}a{% elif no %}b{% endif %}|", "|"),
    .init("{% if empty %}a{% else %}none{% endif %}{% if data.nothing %}x{% endif %}", "none"),
    .init("{% if page.image %}{{ page.image.src }}{% endif %}", "/i/1.jpg"),
    .init(
      "{% if page.image and page.image.caption %}{{ page.image.caption }}{% endif %}", "<b>cap</b>"),
    .init("{% if not plain.image %}no image{% else %}{{ plain.image.src }}{% endif %}", "no image"),
    .init(
      "{% if page.subtitle is not none %}{{ page.subtitle|upper }}{% endif %}", "SUB &amp; MORE"),
    .init("{% if page.author.url != none %}{{ page.author.url }}{% endif %}", "/a/"),
    .init(
      "{% if page.image is defined and page.image %}{{ page.image.alt }}{% endif %}",
      "Picture &#34;1&#34;"),
    .init("{% if yes: %}a{% endif %}", "a"),
    .init("{% if 1 %}{% if 0 %}x{% else %}y{% endif %}{% endif %}", "y"),
    .init("{% if n > 5 and n < 10 or no %}mid{% endif %}", "mid"),
    .init("{%if yes%}tight{%endif%}", "tight"),
    .init(#"{% if "a", %}t{% endif %}"#, "t"),
    .init(
      "{% if site.pages %}{{ site.pages[0].title }}{{ (site.pages|first).title }}{{ site.pages[-1].number }}{% endif %}",
      "First &lt;post&gt;First &lt;post&gt;3"),
    .init("{% if page.image is none %}no{% else %}{{ page.image.src }}{% endif %}", "/i/1.jpg"),
    .init(
      "{% set p = site.pages|first %}{% if p and p.image %}{{ p.image.src }}{% endif %}", "/i/1.jpg"
    ),
    .init("{% if page.image and page.image.width > 800 %}wide{% endif %}", "wide"),
    .init(#"{{ page.image.src if page.image else "none" }}"#, "/i/1.jpg"),
    .init("{{ page.image and page.image.src }}", "/i/1.jpg"),
    .init(
      "{% if not page.image or page.image.width < 9 %}small{% else %}{{ page.image.width }}{% endif %}",
      "801"),
  ]

  static let loops: [TemplateCase] = [
    .init("{% for i in numbers %}{{ i }},{% endfor %}", "3,1,2,"),
    .init(
      "{% for w in words %}{{ loop.index }}{{ w }}{% if not loop.last %}, {% endif %}{% endfor %}",
      "1pear, 2Apple, 3fig, 4apple"),
    .init(
      "{% for w in words %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}",
      "043TrueFalse4;132FalseFalse4;221FalseFalse4;310FalseTrue4;"),
    .init("{% for w in empty %}x{% else %}none{% endfor %}", "none"),
    .init("{% for w in words %}{{ w }}{% else %}none{% endfor %}", "pearApplefigapple"),
    .init(
      "{% for i in numbers if i > 1 %}{{ loop.index }}/{{ loop.length }}:{{ i }} {% else %}z{% endfor %}",
      "1/2:3 2/2:2 "),
    .init("{% for i in numbers if i > 9 %}{{ i }}{% else %}z{% endfor %}", "z"),
    .init("{% for a, b in rows %}{{ a }}-{{ b }};{% endfor %}", "1-2;3-4;"),
    .init(
      "{% for k, v in data.items() %}{{ k }}{% if loop.first %}={{ v }}{% endif %};{% endfor %}",
      "colour=red &amp; blue;size;deep;flag;"),
    .init("{% for k in data %}{{ k }} {% endfor %}", "colour size deep flag "),
    .init(#"{% for k, v in {"a": 1, "b": 2}.items() %}{{ k }}{{ v }}{% endfor %}"#, "a1b2"),
    .init("{% for k, v in data|dictsort %}{{ k }} {% endfor %}", "colour deep flag size "),
    .init(
      "{% for p in site.pages %}{{ p.title }}|{% for t in p.tags %}{{ t }}{{ loop.index }}{% else %}-{% endfor %};{% endfor %}",
      "First &lt;post&gt;|a&amp;b1c2;second|-;Third|c1;"),
    .init(
      "{% for p in site.pages if p.image %}{{ p.image.src }} {% endfor %}", "/i/1.jpg /i/3.jpg "),
    .init(
      "{% for i in numbers %}{{ loop.previtem }}<{{ i }}>{{ loop.nextitem }} {% endfor %}",
      "<3>1 3<1>2 1<2> "),
    .init(
      "{% for i in range(3) %}{{ i }}{% endfor %} {% for i in range(2, 5) %}{{ i }}{% endfor %} {% for i in range(5, 0, -2) %}{{ i }}{% endfor %}",
      "012 234 531"),
    .init(#"{% for i in range(4) %}{{ loop.cycle("a", "b", "c") }}{% endfor %}"#, "abca"),
    .init(
      "{% for i in [1, 1, 2, 2, 1] %}{{ loop.changed(i) }} {% endfor %}",
      "True False True False True "),
    .init("{% for i in numbers %}{% set y = i %}{{ y }}{% endfor %}", "312"),
    .init(
      "{% set y = 0 %}{% for i in numbers %}{% set y = y + i %}{{ y }} {% endfor %}{{ y }}",
      "3 1 2 0"),
    .init(
      "{% set y = 0 %}{% for i in numbers %}{% if i == 1 %}{% set y = 5 %}{% endif %}{{ y }} {% endfor %}{{ y }}",
      "0 5 0 0"),
    .init(
      "{% set ns = namespace(total=0) %}{% for i in numbers %}{% set ns.total = ns.total + i %}{% endfor %}{{ ns.total }}",
      "6"),
    .init(
      "{% for a in rows %}{% for b in a %}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %}",
      "121;122;"),
    .init(
      "{% for a in rows %}{% set outer = loop %}{% for b in a %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}",
      "11 12 21 22 "),
    .init(#"{% for c in "abc"|list %}{{ c }}.{% endfor %}"#, "a.b.c."),
    .init(
      "{% for p in site.pages recursive %}{{ p.title }}{{ loop.depth }}{% if p.children %}({{ loop(p.children) }}){% endif %};{% endfor %}",
      "First &lt;post&gt;1(Child2(Leaf3;);Other2;);second1;Third1;"),
    .init(
      "{% for i in numbers %}{% for i in words %}{{ i }}{% endfor %}{{ i }}{% endfor %}",
      "pearApplefigapple3pearApplefigapple1pearApplefigapple2"),
    .init("{% for x in (1, 2, 3) %}{{ x }}{% endfor %}", "123"),
    .init("{% for x in 1, 2 %}{{ x }}{% endfor %}", "12"),
    .init("{% for (a, b) in rows %}{{ a + b }} {% endfor %}", "3 7 "),
    .init(#"{% for a, b in [("x", 1), ("y", 2)] %}{{ a }}{{ b }}{% endfor %}"#, "x1y2"),
    .init("{% for i in numbers|sort %}{{ i }}{% endfor %}", "123"),
    .init("{% for i in numbers %}{{ i }}{% if loop.index == 2 %}!{% endif %}{% endfor %}", "31!2"),
    .init("{% for w in words if w is lower %}{{ w }} {% endfor %}", "pear fig apple "),
    .init("{% for i in data.none %}x{% else %}e{% endfor %}", "e"),
    .init("{% for c in data.deep.er %}{{ c }}{% endfor %}", "xy"),
    .init("{% for i in numbers %}\n  {{ i }}\n{% endfor %}", "\n  3\n\n  1\n\n  2\n"),
    .init("{% for i in numbers -%}\n  {{ i }}\n{%- endfor %}", "312"),
  ]

  static let filters: [TemplateCase] = [
    .init(
      #"{{ name|upper }} {{ "ABC"|lower }} {{ "hELLO wORLD"|capitalize }} {{ "hello wide-world (foo)"|title }}"#,
      "WORLD abc Hello world Hello Wide-World (Foo)"),
    .init(
      "{{ unicode|upper }} {{ unicode|lower }} {{ unicode|capitalize }} {{ unicode|title }} {{ unicode|length }}",
      "ÜNÏCODE STRASSE SSÜ 日本語 ünïcode straße ßü 日本語 Ünïcode straße ßü 日本語 Ünïcode Straße SSü 日本語 21"
    ),
    .init(
      "{{ html|upper }} {{ html|title }} {{ html|capitalize }} {{ html|length }}",
      "<EM>HI</EM> &lt;Em&gt;hi&lt;/em&gt; <em>hi</em> 11"),
    .init(#"{{ "  a b \n"|trim }}|{{ "xxaxx"|trim("x") }}"#, "a b|a"),
    .init(
      #"{{ "a-b-c"|replace("-", "+") }} {{ "aaa"|replace("a", "b", 2) }} {{ text|replace("<b>", "<i>") }}"#,
      "a+b+c bba a &lt;i&gt; &amp; &#34;c&#34; &#39;d&#39;"),
    .init(#"{{ html|replace("hi", "<x>") }}"#, "<em>&lt;x&gt;</em>"),
    .init(#"{{ "<a>"|replace("a", html) }}"#, "&lt;<em>hi</em>&gt;"),
    .init(#"{{ "abc"|replace("", "-") }}"#, "-a-b-c-"),
    .init(
      #"{{ long|truncate(20) }} {{ long|truncate(20, true) }} {{ long|truncate(20, false, "…") }} {{ long|truncate(40) }} {{ long|truncate(40, leeway=0) }}"#,
      "The quick brown... The quick brown f... The quick brown… The quick brown fox jumps over the lazy dog The quick brown fox jumps over the..."
    ),
    .init(#"{{ long|truncate(length=15, end="") }}"#, "The quick"),
    .init(#"{{ html|truncate(6, true, "<") }}"#, "<em>hi</em>"),
    .init(#"{{ long|wordcount }} {{ "a b-c d_e"|wordcount }}"#, "9 4"),
    .init("{{ numbers|length }} {{ name|length }} {{ data|length }} {{ empty|count }}", "3 5 4 0"),
    .init(
      "{{ numbers|first }} {{ numbers|last }} {{ empty|first }}| {{ name|first }}{{ name|last }}",
      "3 2 | wd"),
    .init(
      #"{{ numbers|join }} {{ numbers|join(", ") }} {{ words|join("<") }} {{ [html, "<"]|join("&") }}"#,
      "312 3, 1, 2 pear&lt;Apple&lt;fig&lt;apple <em>hi</em>&amp;&lt;"),
    .init(#"{{ site.pages|join(", ", attribute="title") }}"#, "First &lt;post&gt;, second, Third"),
    .init(#"{{ site.pages|map(attribute="title")|join("|") }}"#, "First &lt;post&gt;|second|Third"),
    .init(#"{{ site.pages|map(attribute="author.name")|join("|") }}"#, "Ada|Bo|Ada"),
    .init(
      #"{{ words|map("upper")|join(",") }} {{ words|map("truncate", 3, true, "")|join(",") }} {{ words|map("replace", "p", "q")|join }}"#,
      "PEAR,APPLE,FIG,APPLE pear,Apple,fig,apple qearAqqlefigaqqle"),
    .init(
      #"{{ numbers|select("odd")|join(",") }} {{ numbers|reject("odd")|join(",") }} {{ numbers|select(">", 1)|join(",") }} {{ [0, 1, "", "a"]|select|join(",") }}"#,
      "3,1 2 3,2 1,a"),
    .init(#"{{ site.pages|selectattr("image")|map(attribute="url")|join(" ") }}"#, "/p/1/ /p/3/"),
    .init(
      #"{{ site.pages|selectattr("number", ">", 1)|map(attribute="number")|join(" ") }} {{ site.pages|rejectattr("draft")|map(attribute="number")|join(" ") }}"#,
      "2 3 1 3"),
    .init(#"{{ site.pages|selectattr("section", "equalto", "news")|list|length }}"#, "2"),
    .init(
      #"{{ numbers|sort|join }} {{ numbers|sort(reverse=true)|join }} {{ words|sort|join(",") }} {{ words|sort(case_sensitive=true)|join(",") }}"#,
      "123 321 Apple,apple,fig,pear Apple,apple,fig,pear"),
    .init(
      #"{{ site.pages|sort(attribute="title")|map(attribute="title")|join("|") }} {{ site.pages|sort(attribute="section,number", reverse=true)|map(attribute="number")|join("|") }}"#,
      "First &lt;post&gt;|second|Third 3|1|2"),
    .init(
      #"{{ words|unique|join(",") }} {{ words|unique(true)|join(",") }} {{ [1, 1.0, 2]|unique|join(",") }}"#,
      "pear,Apple,fig pear,Apple,fig,apple 1,2"),
    .init(
      #"{{ site.pages|unique(attribute="section")|map(attribute="title")|join("|") }}"#,
      "First &lt;post&gt;|second"),
    .init("{{ numbers|reverse|join }} {{ name|reverse }}", "213 dlrow"),
    .init("{{ numbers|min }} {{ numbers|max }} {{ words|min }} {{ words|max }}", "1 3 Apple pear"),
    .init(
      #"{{ numbers|sum }} {{ site.pages|sum(attribute="number") }} {{ [1.5, 2]|sum }} {{ numbers|sum(start=10) }}"#,
      "6 6 3.5 16"),
    .init(
      #"{% for g in site.pages|groupby("section") %}{{ g.grouper }}:{% for p in g.list %}{{ p.number }}{% endfor %} {% endfor %}"#,
      "blog:2 news:13 "),
    .init(
      #"{% for key, items in site.pages|groupby("author.name") %}{{ key }}={{ items|length }} {% endfor %}"#,
      "Ada=2 Bo=1 "),
    .init(
      "{% for row in [1,2,3,4,5]|batch(2) %}{{ row|join }};{% endfor %} {% for row in [1,2,3]|batch(2, 0) %}{{ row|join }};{% endfor %}",
      "12;34;5; 12;30;"),
    .init(
      "{% for row in [1,2,3,4,5]|slice(3) %}{{ row|join }};{% endfor %} {% for row in [1,2,3,4,5]|slice(3, 0) %}{{ row|join }};{% endfor %}",
      "12;34;5; 12;34;50;"),
    .init(
      #"{{ "a\nb\n\nc"|indent }} {{ "a\nb"|indent(2, true) }} {{ "a\n\nb"|indent(1, blank=true) }} {{ "a\nb"|indent(">") }}"#,
      "a\n    b\n\n    c   a\n  b a\n \n b a\n&gt;b"),
    .init(#"{{ "x"|center(5) }}| {{ "ab"|center(5) }}|"#, "  x  |   ab |"),
    .init("{{ long|wordwrap(10) }}", "The quick\nbrown fox\njumps over\nthe lazy\ndog"),
    .init(
      "{{ long|wordwrap(3) }}", "The\nqui\nck \nbro\nwn\nfox\njum\nps \nove\nr\nthe\nlaz\ny\ndog"),
    .init(
      #"{{ "a-b well-known http://x"|wordwrap(6) }} {{ long|wordwrap(12, wrapstring="~") }}"#,
      "a-b\nwell-\nknown \nhttp:/\n/x The quick~brown fox~jumps over~the lazy dog"),
    .init(
      #"{{ "42"|int }} {{ "x"|int }} {{ "x"|int(5) }} {{ "3.9"|int }} {{ 3.9|int }} {{ "ff"|int(0, 16) }} {{ " 7 "|int }} {{ "-3"|int }} {{ true|int }}"#,
      "42 0 5 3 3 255 7 -3 1"),
    .init(
      #"{{ "3.5"|float }} {{ "x"|float }} {{ 3|float }} {{ "x"|float(1.5) }} {{ "1e3"|float }}"#,
      "3.5 0.0 3.0 1.5 1000.0"),
    .init(
      #"{{ 42.55|round }} {{ 42.55|round(1) }} {{ 42.55|round(1, "floor") }} {{ 42.1|round(method="ceil") }} {{ 2.5|round }} {{ 3.5|round }} {{ 7|round }} {{ 1234|round(-2) }} {{ 2.675|round(2) }}"#,
      "43.0 42.5 42.5 43.0 2.0 4.0 7 1200 2.67"),
    .init("{{ -3|abs }} {{ -2.5|abs }}", "3 2.5"),
    .init(
      #"{{ missing|default("d") if false else "k" }} {{ data.nope|default("d") }} {{ name|default("d") }} {{ zero|default(9) }} {{ zero|default(9, true) }} {{ ""|d("e", boolean=true) }}"#,
      "k d world 0 9 e"),
    .init(
      "{{ text|e }} {{ text|escape }} {{ html|e }} {{ text|e|e }} {{ html|forceescape }}",
      "a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39; a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39; <em>hi</em> a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39; &lt;em&gt;hi&lt;/em&gt;"
    ),
    .init(
      #"{{ text|safe }} {{ html|safe }} {{ "<i>"|safe }}"#, #"a <b> & "c" 'd' <em>hi</em> <i>"#),
    .init("{{ (text|safe)|upper }}", #"A <B> & "C" 'D'"#),
    .init(
      #"{{ "<p>a &amp; <b>b</b> <!-- c > d --> e</p>  f"|striptags }} {{ html|striptags }} {{ "&lt;x&#39;&hellip;"|striptags }}"#,
      "a &amp; b e f hi &lt;x&#39;…"),
    .init(
      #"{{ "a b/c?d=é&x"|urlencode }} {{ {"a b": "c&d", "e": 1}|urlencode }}"#,
      "a%20b/c%3Fd%3D%C3%A9%26x a+b=c%26d&amp;e=1"),
    .init(
      #"{{ data|tojson }} {{ [1, 2.5, "<é'\"&>", none, true]|tojson }} {{ {"b": [1], "a": {}}|tojson(indent=2) }} {{ "😀\u0001"|tojson }}"#,
      "{\"colour\": \"red \\u0026 blue\", \"deep\": {\"er\": [\"x\", \"y\"]}, \"flag\": true, \"size\": 3} [1, 2.5, \"\\u003c\\u00e9\\u0027\\\"\\u0026\\u003e\", null, true] {\n  \"a\": {},\n  \"b\": [\n    1\n  ]\n} \"\\ud83d\\ude00\\u0001\""
    ),
    .init(
      #"<p{{ {"class": "a b", "id": none, "title": "<&"}|xmlattr }}>"#,
      #"<p class="a b" title="&lt;&amp;">"#),
    .init(
      "{{ 1|filesizeformat }} {{ 999|filesizeformat }} {{ 1000|filesizeformat }} {{ 13000|filesizeformat }} {{ 4100000|filesizeformat }} {{ 4100000|filesizeformat(true) }}",
      "1 Byte 999 Bytes 1.0 kB 13.0 kB 4.1 MB 3.9 MiB"),
    .init(#"{{ "%s, %s!"|format("Hi", name) }} {{ "%d items"|format(3) }}"#, "Hi, world! 3 items"),
    .init(#"{{ 42|string ~ "x" }} {{ 1.0|string }}"#, "42x 1.0"),
    .init(#"{{ "abc"|list|join("-") }} {{ data|list|join(",") }}"#, "a-b-c colour,size,deep,flag"),
    .init("{{ name|upper|lower|title }} {{ name | upper }}", "World WORLD"),
    .init(#"{{ numbers|join(d=";") }}"#, "3;1;2"),
    .init(
      #"{{ {"b": 2, "a": 1}|dictsort|map("first")|join }} {{ {"b": 1, "a": 2}|dictsort(by="value")|map("first")|join }} {{ {"b": 1, "a": 2}|dictsort(reverse=true)|map("first")|join }}"#,
      "ab ba ba"),
    .init(#"{% for k, v in {"a": 1}|items %}{{ k }}{{ v }}{% endfor %}"#, "a1"),
    .init(
      "{% filter upper %}a {{ name }} {{ text }}{% endfilter %}",
      "A WORLD A &LT;B&GT; &AMP; &#34;C&#34; &#39;D&#39;"),
    .init(#"{% filter upper|replace("A", "4") %}banana{% endfilter %}"#, "B4N4N4"),
    .init(
      "{% filter title %}<b>{{ text }}{% endfilter %}",
      "<B>a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;"),
    .init(
      "{% set a | capitalize %}<b>{{ text }}{% endset %}{{ a }}",
      "<b>a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;"),
    .init("{{ '&AMP; &LT;b &NBSP; &nbsp' | striptags }}", "&amp; &lt;b &amp;NBSP; \u{A0}"),
    .init(#"{{ numbers|map("string")|join("+") }}"#, "3+1+2"),
    .init("{{ data.size|default(1) + 1 }}", "4"),
    .init("{{ -1|abs }} {{ (-1)|abs }} {{ 1 - 2|abs }}", "1 1 -1"),
    .init(
      #"{{ "a,b,c".split(",")|join("-") }} {{ " a  b ".split()|join("-") }} {{ "a-b-c".split("-", 1)|join("+") }}"#,
      "a-b-c a-b a+b-c"),
    .init(
      #"{{ name.upper() }} {{ name.startswith("wo") }} {{ name.endswith("x") }} {{ "xax".strip("x") }} {{ "a.b".replace(".", "/") }} {{ ", ".join(["a", "b"]) }}"#,
      "WORLD True False a a/b a, b"),
    .init(
      #"{{ data.get("size") }} {{ data.get("nope", "d") }} {{ data.keys()|list|join(" ") }} {{ {"a": 1}.values()|list|join }}"#,
      "3 d colour size deep flag 1"),
    .init(#"{{ words|map("length")|sum }}"#, "17"),
    .init(#"{{ words|map("upper")|select("in", ["FIG", "PEAR"])|join(" ") }}"#, "PEAR FIG"),
    .init(
      #"{{ rows|map("join", "+")|join(" ") }} {{ rows|map("sum")|join(" ") }} {{ rows|map("first")|join }}"#,
      "1+2 3+4 3 7 13"),
    .init(#"{{ dict(a=1, b="x").b }}"#, "x"),
    .init(#"{{ "a"|default("b")|upper }}"#, "A"),
  ]

  static let sets: [TemplateCase] = [
    .init("{% set a = 1 %}{{ a }}", "1"),
    .init("{% set a, b = 1, 2 %}{{ a }}{{ b }}", "12"),
    .init("{% set a, b = (5, 6) %}{{ a + b }}", "11"),
    .init(#"{% set a = "x" %}{% set a = a ~ "y" %}{{ a }}"#, "xy"),
    .init(
      "{% set a %}<b>{{ text }}</b>{% endset %}{{ a }}|{{ a|upper }}",
      "<b>a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;</b>|<B>A &LT;B&GT; &AMP; &#34;C&#34; &#39;D&#39;</B>"
    ),
    .init("{% set a | upper %}x{{ name }}{% endset %}{{ a }}", "XWORLD"),
    .init("{% if yes %}{% set a = 1 %}{% endif %}{{ a }}", "1"),
    .init("{% if no %}{% set a = 1 %}{% endif %}{{ a }}|", "|"),
    .init(#"{% if no %}{% set a = 1 %}{% else %}{% set a = "s" %}{% endif %}{{ a }}"#, "s"),
    .init("{% set a = 1 %}{% if yes %}{% set a = 2 %}{% endif %}{{ a }}", "2"),
    .init("{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}", "17"),
    .init(
      "{% set a = 1 %}{% with a = 2 %}{{ a }}{% set a = 3 %}{{ a }}{% endwith %}{{ a }}", "231"),
    .init("{% with %}{% set q = 5 %}{{ q }}{% endwith %}", "5"),
    .init("{% set a = [1, 2] %}{{ a|join }}{{ a|length }}", "122"),
    .init(#"{% set m = {"k": "v<"} %}{{ m.k }}{{ m["k"] }}"#, "v&lt;v&lt;"),
    .init("{% set img = page.image %}{% if img %}{{ img.src }}{% endif %}", "/i/1.jpg"),
    .init("{% set t = page.subtitle or page.title %}{{ t }}", "Sub &amp; more"),
    .init("{% set x = x if x > 9 else n %}{{ x }}", "7"),
    .init(
      #"{% set ns = namespace(a=1, b="x") %}{{ ns.a }}{{ ns.b }}{% set ns.a = 2 %}{{ ns.a }}"#,
      "1x2"),
    .init(
      #"{% set ns = namespace(found=false) %}{% for i in numbers %}{% if i == 1 %}{% set ns.found = true %}{% endif %}{% endfor %}{{ "yes" if ns.found else "no" }}"#,
      "yes"),
    .init(#"{% set a = html %}{{ a }}{{ a ~ "<" }}"#, "<em>hi</em><em>hi</em>&lt;"),
    .init(#"{% set a = "<" %}{% set b = a|safe %}{{ a }}{{ b }}"#, "&lt;<"),
    .init(#"{% set title = "T" %}{% block b %}{{ title }}{% endblock %}"#, "T"),
    .init("{% with a = 1 %}{% with b = a + 1 %}{{ b }}{% endwith %}{% endwith %}", "2"),
  ]

  static let whitespace: [TemplateCase] = [
    .init("x \n {{ name }} \n y", "x \n world \n y"),
    .init("x \n {{ name -}} \n y", "x \n worldy"),
    .init("x \n {{- name }} \n y", "xworld \n y"),
    .init("x \n {{- name -}} \n y", "xworldy"),
    .init("x \n {{+ name }} \n y", "x \n world \n y"),
    .init("x \n {{+ name -}} \n y", "x \n worldy"),
    .init("x \n {% if yes %} \n y \n {% endif %} \n z", "x \n  \n y \n  \n z"),
    .init("x \n {# c #} \n y", "x \n  \n y"),
    .init("x \n {% if yes -%} \n y \n {% endif -%} \n z", "x \n y \n z"),
    .init("x \n {# c -#} \n y", "x \n y"),
    .init("x \n {% if yes +%} \n y \n {% endif +%} \n z", "x \n  \n y \n  \n z"),
    .init("x \n {# c +#} \n y", "x \n  \n y"),
    .init("x \n {%- if yes %} \n y \n {%- endif %} \n z", "x \n y \n z"),
    .init("x \n {#- c #} \n y", "x \n y"),
    .init("x \n {%- if yes -%} \n y \n {%- endif -%} \n z", "xyz"),
    .init("x \n {#- c -#} \n y", "xy"),
    .init("x \n {%- if yes +%} \n y \n {%- endif +%} \n z", "x \n y \n z"),
    .init("x \n {#- c +#} \n y", "x \n y"),
    .init("x \n {%+ if yes %} \n y \n {%+ endif %} \n z", "x \n  \n y \n  \n z"),
    .init("x \n {#+ c #} \n y", "x \n  \n y"),
    .init("x \n {%+ if yes -%} \n y \n {%+ endif -%} \n z", "x \n y \n z"),
    .init("x \n {#+ c -#} \n y", "x \n y"),
    .init("x \n {%+ if yes +%} \n y \n {%+ endif +%} \n z", "x \n  \n y \n  \n z"),
    .init("x \n {#+ c +#} \n y", "x \n  \n y"),
    .init("x \n {% raw %} \n {{ y }} \n {% endraw %} \n z", "x \n  \n {{ y }} \n  \n z"),
    .init("x \n {% raw -%} \n {{ y }} \n {% endraw -%} \n z", "x \n {{ y }} \n z"),
    .init("x \n {%- raw %} \n {{ y }} \n {%- endraw %} \n z", "x \n {{ y }} \n z"),
    .init("x \n {%- raw -%} \n {{ y }} \n {%- endraw -%} \n z", "x{{ y }}z"),
    .init("x \n {%+ raw %} \n {{ y }} \n {%+ endraw %} \n z", "x \n  \n {{ y }} \n  \n z"),
    .init("x \n {%+ raw -%} \n {{ y }} \n {%+ endraw -%} \n z", "x \n {{ y }} \n z"),
    .init("a\n", "a"),
    .init("a\n\n", "a\n"),
    .init("\na", "\na"),
    .init("{{ name }}\n", "world"),
    .init("{{ name }}\n\n", "world\n"),
    .init("{% if yes %}\n{% endif %}\n", "\n"),
    .init("a\u{A0}{{- name -}}\u{2003}b", "aworldb"),
    .init("a\t\n\u{B}{%- if yes -%}\u{C} q {%- endif -%} \u{1C} b", "aqb"),
    .init("{{-5}}", "5"),
    .init("{{- -5 -}}", "-5"),
    .init("  {%- set a = 1 -%}  {{ a }}  ", "1  "),
    .init("{%- raw -%}  a  {%- endraw -%}  b", "ab"),
    .init("{% for i in numbers -%} {{ i }} {%- endfor %}|", "312|"),
    .init("{#- a -#}  b", "b"),
    .init("a {#- -#} b {##} c", "ab  c"),
    .init("a{{ \"x\" -}}   \n  {{- \"y\" }}b", "axyb"),
  ]

  static let escaping: [TemplateCase] = [
    .init(#"{{ "<>&\"'" }}"#, "&lt;&gt;&amp;&#34;&#39;"),
    .init("{{ text ~ html }}", "a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;<em>hi</em>"),
    .init("{{ [text, html]|join }}", "a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;<em>hi</em>"),
    .init(#"{{ "<" ~ ">" }}"#, "&lt;&gt;"),
    .init(#"{% set b %}<{{ "<" }}>{% endset %}{{ b }}"#, "<&lt;>"),
    .init(#"{{ "<%s>"|safe|format("<") }}"#, "<&lt;>"),
    .init(#"{{ ("<%s>"|safe) % "<" }}"#, "<&lt;>"),
    .init("{{ html * 2 }}", "<em>hi</em><em>hi</em>"),
    .init(#"{{ page.title|replace("<", "[") }}"#, "First [post&gt;"),
    .init(#"{{ page.tags|join("<br>"|safe) }}"#, "a&amp;b<br>c"),
    .init(#"{{ page.tags|join("<br>") }}"#, "a&amp;b&lt;br&gt;c"),
    .init(#"{{ "é<ü>日&本" }}"#, "é&lt;ü&gt;日&amp;本"),
    .init(
      #"{{ ("a"*40) ~ "<" ~ ("b"*40) ~ "&" }}"#,
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&lt;bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb&amp;"),
    .init(
      "{{ text|upper }}{{ text|title }}{{ text|capitalize }}",
      "A &lt;B&gt; &amp; &#34;C&#34; &#39;D&#39;A &lt;B&gt; &amp; &#34;c&#34; &#39;d&#39;A &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;"
    ),
    .init(#"{{ text|truncate(6, true, "<") }}"#, "a &lt;b&gt;&lt;"),
    .init(#"<a href="{{ page.image.alt if page.image }}">"#, #"<a href="Picture &#34;1&#34;">"#),
    .init(#"{{ html|indent }}{{ "<\n<"|indent("<") }}"#, "<em>hi</em>&lt;\n&lt;&lt;"),
    .init(#"{{ (html|string) ~ "<" }}"#, "<em>hi</em>&lt;"),
    .init(#"{% filter e %}<{{ "<" }}{% endfilter %}"#, "<&lt;"),
    .init(#"{{ "0123456789abcde<0123456789abcdef>" }}"#, "0123456789abcde&lt;0123456789abcdef&gt;"),
    .init(#"{{ html|trim("<") }}"#, "em>hi</em>"),
    .init("{{ html|reverse }}", ">me/<ih>me<"),
    .init("{{ text|first }}{{ html|first }}", "a&lt;"),
    .init("{{ html|lower ~ text|lower }}", "<em>hi</em>a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;"),
  ]

  static let reuse: [TemplateCase] = [
    .init(
      #"{% extends "base.html" %}"#, "<Base|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% block title %}T{% endblock %}"#, "<T|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% block title %}{{ super() }}+{{ name }}{% endblock %}"#,
      "<Base+world|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% block inner %}[{{ super() }}]{% endblock %}"#, "<Base|[in]>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% block body %}b{% endblock %}"#, "<Base|b>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "mid.html" %}{% block title %}3{{ super() }}{% endblock %}"#, "<32Base|mid>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>",
        "mid.html":
          #"{% extends "base.html" %}{% block title %}2{{ super() }}{% endblock %}{% block inner %}mid{% endblock %}"#,
      ]),
    .init(
      #"{% extends "base.html" %}{% set t = "set" %}{% block title %}{{ t }}{% endblock %}"#,
      "<set|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% set t = "x" %}{% extends "base.html" %}"#, "xx",
      files: ["base.html": "{{ t }}{% block title %}{{ t }}{% endblock %}"]),
    .init(
      "\n{# c #}\n{% extends \"base.html\" %}\n\n{% block title %}T{% endblock %}\n", "\n\n<T|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>\n"
      ]),
    .init(
      #"{% extends "base.html" %}{% block title %}{% set s = super() %}{{ s|upper }}{% endblock %}"#,
      "<BASE|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% block title %}a{% endblock title %}{% block body %}{{ self.title() }}{{ self.title() }}{% endblock %}"#,
      "<a|aa>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init("{% block a %}x{% endblock %}{{ self.a() }}", "xx"),
    .init(
      #"{% extends "base.html" %}{% block item %}{{ i }};{% endblock %}"#, "3;1;2;",
      files: [
        "base.html": "{% for i in numbers %}{% block item scoped %}{% endblock %}{% endfor %}"
      ]),
    .init(
      #"{% extends "base.html" %}{% if yes %}{% set c = "k" %}{% endif %}{% block title %}{{ c }}{% endblock %}"#,
      "<k|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% block body %}{% block nested %}n{% endblock %}{% endblock %}"#,
      "<Base|n>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% block title %}r{% endblock %}"#, "r",
      files: ["base.html": "{% block title required %} {% endblock %}"]),
    .init(#"a{% include "p.html" %}b"#, "a[world]b", files: ["p.html": "[{{ name }}]\n"]),
    .init(
      #"{% for i in numbers %}{% include "p.html" %}{% endfor %}"#, "312",
      files: ["p.html": #"{{ i }}{{ loop.index if false else "" }}"#]),
    .init(
      #"{% set v = 1 %}{% include "p.html" %}{{ v }}"#, "121",
      files: ["p.html": "{{ v }}{% set v = 2 %}{{ v }}"]),
    .init(#"{% include "none.html" ignore missing %}x"#, "x"),
    .init(#"{% include ["none.html", "p.html"] %}"#, "P", files: ["p.html": "P"]),
    .init(
      #"{% include "p.html" without context %}"#, "enKiosk &amp; Co",
      files: ["p.html": "{{ lang }}{{ site.title }}"]),
    .init(#"{% include "p.html" with context %}"#, "7", files: ["p.html": "{{ n }}"]),
    .init(
      #"{% include "a.html" if yes else "b.html" %}"#, "A", files: ["a.html": "A", "b.html": "B"]),
    .init(
      #"{% include "sub/p.html" %}"#, "SQ",
      files: ["sub/p.html": #"S{% include "q.html" %}"#, "q.html": "Q"]),
    .init(
      #"{% include "c.html" %}"#, "<inc|in>",
      files: [
        "c.html": #"{% extends "base.html" %}{% block title %}inc{% endblock %}"#,
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>",
      ]),
    .init(
      #"{% if page.image %}{% include "p.html" %}{% endif %}"#, "/i/1.jpg",
      files: ["p.html": "{{ page.image.src }}"]),
    .init(
      #"{% with label = "L" %}{% include "p.html" %}{% endwith %}{% include "p.html" %}"#,
      "L;none;", files: ["p.html": #"{{ label|default("none") }};"#]),
    .init(
      "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }} {{ m(1, 3) }} {{ m(a=4) }} {{ m(b=5, a=6) }}",
      "12 13 42 65"),
    .init(
      #"{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m("<") }} {{ m(html)|upper }} {% set r = m("x") %}{{ r }}"#,
      "<b>&lt;</b> <B><EM>HI</EM></B> <b>x</b>"),
    .init(
      "{% macro f(k) %}{{ k }}{% if k > 0 %},{{ f(k - 1) }}{% endif %}.{{ k }}{% endmacro %}{{ f(3) }}",
      "3,2,1,0.0.1.2.3"),
    .init(
      "{% macro tree(p) %}{{ p.title }}{% if p.children %}<{% for c in p.children %}{{ tree(c) }}{% if not loop.last %},{% endif %}{% endfor %}>{% endif %}{% endmacro %}{{ tree(page) }}",
      "First &lt;post&gt;<Child<Leaf>,Other>"),
    .init(
      #"{% import "m.html" as m %}{{ m.a(1) }}{{ m.b("x") }}{{ m.colour }}"#, "A1AxBenred",
      files: [
        "m.html":
          #"{% set colour = "red" %}{% macro a(x) %}A{{ x }}{% endmacro %}{% macro b(x) %}{{ a(x) }}B{{ lang }}{% endmacro %}"#
      ]),
    .init(
      #"{% from "m.html" import a, b as c %}{{ a(1) }}{{ c("x") }}"#, "A1AxB",
      files: [
        "m.html": "{% macro a(x) %}A{{ x }}{% endmacro %}{% macro b(x) %}{{ a(x) }}B{% endmacro %}"
      ]),
    .init(
      #"{% from "m.html" import a with context %}{{ a() }}"#, "world",
      files: ["m.html": "{% macro a() %}{{ name }}{% endmacro %}"]),
    .init(
      #"{% macro box(t) %}[{{ t }}:{{ caller() }}]{% endmacro %}{% call box("x") %}in {{ name }}{% endcall %}"#,
      "[x:in world]"),
    .init(
      "{% macro each(l) %}{% for i in l %}{{ caller(i) }};{% endfor %}{% endmacro %}{% call(q) each(numbers) %}{{ q * 2 }}{% endcall %}",
      "6;2;4;"),
    .init(
      #"{% macro b(t) %}{% if caller %}{{ caller() }}{% else %}{{ t }}{% endif %}{% endmacro %}{{ b("t") }}{% call b("u") %}c{% endcall %}"#,
      "tc"),
    .init(
      "{% macro o() %}<{{ caller() }}>{% endmacro %}{% call o() %}a{% call o() %}b{% endcall %}c{% endcall %}",
      "<a<b>c>"),
    .init(
      #"{% extends "base.html" %}{% macro m(x) %}m{{ x }}{% endmacro %}{% block title %}{{ m(1) }}{% endblock %}"#,
      "<m1|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>"
      ]),
    .init(
      #"{% extends "base.html" %}{% import "m.html" as m %}{% block title %}{{ m.a(1) }}{% endblock %}"#,
      "<A1|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>",
        "m.html": "{% macro a(x) %}A{{ x }}{% endmacro %}",
      ]),
    .init(
      #"{% extends "base.html" %}{% from "m.html" import a %}{% block title %}{{ a(1) }}{% endblock %}"#,
      "<A1|in>",
      files: [
        "base.html":
          "<{% block title %}Base{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>",
        "m.html": "{% macro a(x) %}A{{ x }}{% endmacro %}",
      ]),
    .init("{% macro a(x, y=x) %}{{ x }}{{ y }}{% endmacro %}{{ a(1) }}", "11"),
    .init(
      "{% macro a() %}{% set z = 1 %}{{ z }}{% endmacro %}{{ a() }}{{ z is defined }}", "1False"),
    .init(#"{% set g = "G" %}{% macro a() %}{{ g }}{% endmacro %}{{ a() }}"#, "G"),
    .init(
      "{% macro a(l) %}{% for i in l %}{{ i }}{{ loop.index }}{% endfor %}{% endmacro %}{% for i in numbers %}{{ a(words) }}{{ loop.index }}{% endfor %}",
      "pear1Apple2fig3apple41pear1Apple2fig3apple42pear1Apple2fig3apple43"),
    .init(
      #"{% include "p.html" %}{% include "p.html" %}"#, "(world)(world)",
      files: ["p.html": "{% macro k(x) %}({{ x }}){% endmacro %}{{ k(name) }}"]),
    .init(
      #"{% if size is defined %}{{ size }}{% else %}none{% endif %}{% with size = 3 %}{% include "p.html" %}{% endwith %}"#,
      "none3", files: ["p.html": "{% if size is defined and size > 2 %}{{ size }}{% endif %}"]),
    .init(
      "{% block a %}{% for i in numbers %}{% block b scoped %}{{ i }}{% endblock %}{% endfor %}{% endblock %}",
      "312"),
  ]
}
