import HubBuild
import HubTestSupport
import Testing

@Suite struct `Mistakes in a theme` {
  private static func settings(_ text: String) -> [String: String] {
    ["themes/plain/theme.yaml": "settings:\n" + text]
  }

  private static func theme(_ text: String, _ setting: String) -> [String: String] {
    [
      "hubgen.yaml": TestHub.config + "\n" + text,
      "themes/plain/theme.yaml": "settings:\n" + setting,
    ]
  }

  static let mistakes = [
    Mistake(
      name: "an unknown key, and a list where text belongs",
      files: ["themes/plain/theme.yaml": "nmae: plain\nversion: [1]"],
      expected: """
        themes/plain/theme.yaml:1:1: error: unknown key 'nmae' in theme.yaml [unknown-key]
         1 | nmae: plain
           | ^~~~
        note: did you mean 'name'?
        themes/plain/theme.yaml:2:10: error: 'version' takes text, not a list [wrong-type]
         2 | version: [1]
           |          ^

        """),
    Mistake(
      name: "a theme.yaml that is no mapping", files: ["themes/plain/theme.yaml": "- plain"],
      expected: """
        themes/plain/theme.yaml:1:1: error: a theme.yaml is a mapping, not a list [wrong-type]
         1 | - plain
           | ^
        note: write 'name:', 'version:' and so on

        """),
    Mistake(
      name: "a setting with an unknown type, and one without a default",
      files: settings("  accent: { type: colour, default: 1 }\n  wide: { type: bool }"),
      expected: """
        themes/plain/theme.yaml:2:19: error: 'type' takes color, string, int, bool, choice, image or url, not 'colour' [unknown-value]
         2 |   accent: { type: colour, default: 1 }
           |                   ^~~~~~
        note: did you mean 'color'?
        themes/plain/theme.yaml:3:3: error: the setting 'wide' needs 'default' [missing-default]
         3 |   wide: { type: bool }
           |   ^~~~
        note: it counts where a hub sets nothing; "" where that is no value

        """),
    Mistake(
      name: "defaults that don't fit their types",
      files: settings(
        """
          a: { type: color, default: "#12345" }
          b: { type: int, default: many }
          c: { type: bool, default: "yes" }
          d: { type: choice, choices: [left, right], default: lfet }
          e: { type: url, default: "javascript:alert(1)" }
          f: { type: image, default: { src: logo.png, alt: Logo } }
        """),
      expected: """
        themes/plain/theme.yaml:2:30: error: 'default' takes a colour such as "#0a7d5a", not '#12345' [bad-color]
         2 |   a: { type: color, default: "#12345" }
           |                              ^~~~~~~~
        note: write # and 3 or 6 hexadecimal digits, in quotes
        themes/plain/theme.yaml:3:28: error: 'default' takes a whole number, not text [wrong-type]
         3 |   b: { type: int, default: many }
           |                            ^~~~
        themes/plain/theme.yaml:4:29: error: 'default' takes true or false, not 'yes' [wrong-type]
         4 |   c: { type: bool, default: "yes" }
           |                             ^~~~~
        note: write true or false without quotes
        themes/plain/theme.yaml:5:55: error: 'default' takes left or right, not 'lfet' [unknown-value]
         5 |   d: { type: choice, choices: [left, right], default: lfet }
           |                                                       ^~~~
        note: did you mean 'left'?
        themes/plain/theme.yaml:6:28: error: a URL must start with https:// or http:// [bad-url]
         6 |   e: { type: url, default: "javascript:alert(1)" }
           |                            ^~~~~~~~~~~~~~~~~~~~~
        note: an address of the site itself starts with '/', such as '/about/'
        themes/plain/theme.yaml:7:3: error: no file 'logo.png' in the theme's assets/ [missing-image]
         7 |   f: { type: image, default: { src: logo.png, alt: Logo } }
           |   ^

        """),
    Mistake(
      name: "choices that are missing, empty or of no use, and names that no template can write",
      files: settings(
        """
          a: { type: choice, default: left }
          b: { type: choice, choices: [], default: left }
          c: { type: int, choices: [1], default: 1 }
          show-it: { type: bool, default: true }
          d: true
        """),
      expected: """
        themes/plain/theme.yaml:2:3: error: the setting 'a' needs 'choices' [missing-choices]
         2 |   a: { type: choice, default: left }
           |   ^
        note: write choices: [left, right]
        themes/plain/theme.yaml:3:31: error: 'choices' must not be empty [empty-value]
         3 |   b: { type: choice, choices: [], default: left }
           |                               ^
        themes/plain/theme.yaml:4:28: error: a setting of type 'int' has no choices [unused-choices]
         4 |   c: { type: int, choices: [1], default: 1 }
           |                            ^
        note: write type: choice, or remove 'choices'
        themes/plain/theme.yaml:5:3: error: 'show-it' is no name that templates can use [setting-name]
         5 |   show-it: { type: bool, default: true }
           |   ^~~~~~~
        note: names have letters, digits and '_' and begin with a letter, such as 'showAuthors'
        themes/plain/theme.yaml:6:6: error: 'd' takes a mapping with 'type' and 'default', not true or false [wrong-type]
         6 |   d: true
           |      ^~~~

        """),
    Mistake(
      name: "a setting that the theme does not have",
      files: theme(
        "theme: { accnt: \"#000\" }", "  accent: { type: color, default: \"#fff\" }"),
      expected: """
        hubgen.yaml:9:10: error: the theme 'plain' has no setting 'accnt' [unknown-setting]
         9 | theme: { accnt: "#000" }
           |          ^~~~~
        note: did you mean 'accent'?
        note: themes/plain/theme.yaml declares accent

        """),
    Mistake(
      name: "a setting of a theme without any",
      files: ["hubgen.yaml": TestHub.config + "\ntheme: { accent: \"#000\" }"],
      expected: """
        hubgen.yaml:9:10: error: the theme 'plain' has no setting 'accent' [unknown-setting]
         9 | theme: { accent: "#000" }
           |          ^~~~~~
        note: themes/plain/theme.yaml declares none under 'settings:'

        """),
    Mistake(
      name: "colours without quotes",
      files: theme(
        "theme:\n  accent: #000\n",
        "  accent: { type: color, default: \"#fff\" }\n  other:\n    type: color\n    default: #fff"
      ),
      expected: """
        hubgen.yaml:10:3: error: 'accent' needs a value [empty-value]
         10 |   accent: #000
            |   ^~~~~~
        note: write the colour in quotes: '#' begins a comment otherwise
        themes/plain/theme.yaml:5:5: error: 'default' needs a value [missing-default]
         5 |     default: #fff
           |     ^~~~~~~
        note: write it in quotes, such as "#0a7d5a": '#' begins a comment otherwise

        """),
    Mistake(
      name: "a colour that would end the style attribute",
      files: theme(
        "theme: { accent: \"#000;background:url(//example.com)\" }",
        "  accent: { type: color, default: \"#fff\" }"),
      expected: """
        hubgen.yaml:9:18: error: 'accent' takes a colour such as "#0a7d5a", not '#000;background:url(//example.com)' [bad-color]
         9 | theme: { accent: "#000;background:url(//example.com)" }
           |                  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: write # and 3 or 6 hexadecimal digits, in quotes

        """),
    Mistake(
      name: "an address and a picture that are not there",
      files: theme(
        "theme: { letter: /nwes/, logo: { src: logo.png, alt: Logo } }",
        "  letter: { type: url, default: \"\" }\n  logo: { type: image, default: \"\" }"),
      expected: """
        hubgen.yaml:9:18: error: nothing has the address '/nwes/' [broken-link]
         9 | theme: { letter: /nwes/, logo: { src: logo.png, alt: Logo } }
           |                  ^~~~~~
        note: link to a page by its file, such as '../news/launch.md', or by its address
        hubgen.yaml:9:32: error: no file 'logo.png' [missing-image]
         9 | theme: { letter: /nwes/, logo: { src: logo.png, alt: Logo } }
           |                                ^

        """),
    Mistake(
      name: "a setting that a template misspells",
      files: [
        "themes/plain/theme.yaml": "settings:\n  wide: { type: bool, default: true }",
        "themes/plain/templates/404.html": "{% if theme.wdie %}{% endif %}",
      ],
      expected: """
        themes/plain/templates/404.html:1:13: error: 'Theme' has no field 'wdie' [unknown-field]
         1 | {% if theme.wdie %}{% endif %}
           |             ^~~~
        note: did you mean 'wide'?

        """),
    Mistake(
      name: "a theme that extends none that there is",
      files: ["themes/plain/theme.yaml": "extends: plian"],
      expected: """
        themes/plain/theme.yaml:1:10: error: no theme 'plian' [missing-theme]
         1 | extends: plian
           |          ^~~~~
        note: did you mean 'plain'?
        note: looked for it in 'ROOT/themes'

        """),
    Mistake(
      name: "themes that extend each other",
      files: [
        "themes/plain/theme.yaml": "extends: other", "themes/other/theme.yaml": "extends: plain",
      ],
      expected: """
        themes/other/theme.yaml:1:10: error: theme 'plain' extends itself: 'plain' → 'other' → 'plain' [theme-cycle]
         1 | extends: plain
           |          ^~~~~
        note: remove one of these 'extends'

        """),
    Mistake(
      name: "a theme that would leave the folder of themes",
      files: ["themes/plain/theme.yaml": "extends: ../../etc"],
      expected: """
        themes/plain/theme.yaml:1:10: error: 'extends' takes the name of a theme, not a path [bad-theme]
         1 | extends: ../../etc
           |          ^~~~~~~~~

        """),
    Mistake(
      name: "a setting declared anew with another type",
      files: [
        "themes/plain/theme.yaml":
          "extends: base\nsettings:\n  wide: { type: int, default: 1 }",
        "themes/base/theme.yaml": "settings:\n  wide: { type: bool, default: true }",
      ],
      expected: """
        themes/plain/theme.yaml:3:3: error: 'wide' has the type 'bool' in the theme that this one extends [setting-type]
         3 |   wide: { type: int, default: 1 }
           |   ^~~~
        themes/base/theme.yaml:2:3: note: it is declared here
         2 |   wide: { type: bool, default: true }
           |   ^~~~

        """),
    Mistake(
      name: "files of the hub that replace nothing",
      files: [
        "templates/artcle.html": "", "templates/shortcodes/video.html": "", "templates/a.htm": "",
        "i18n/en.yaml": "hom: Start", "i18n/ens.yaml": "home: Start", "assets/new.css": "",
        "themes/plain/i18n/en.yaml": "home: Home",
      ],
      expected: """
        i18n/en.yaml:1:1: warning: no template uses 'hom', and it replaces no text of the theme [unused-text]
         1 | hom: Start
           | ^~~
        note: did you mean 'home'?
        i18n/ens.yaml: warning: 'ens' is no language of this hub [unknown-language]
        note: did you mean 'en'?
        note: add it under 'languages:' in hubgen.yaml, or rename the file
        templates/a.htm: warning: files in 'templates' end with '.html'; this one is not read [unused-file]
        note: rename the file
        templates/artcle.html: warning: no template uses 'artcle.html', and it replaces none [unused-template]
        note: did you mean 'article.html'?
        note: name the file as the theme names the one to replace, or remove it

        """),
    Mistake(
      name: "a mistake in a template of the hub",
      files: ["templates/article.html": "{% extends 'theme/artcle.html' %}"],
      expected: """
        templates/article.html:1:12: error: no template 'theme/artcle.html' [missing-template]
         1 | {% extends 'theme/artcle.html' %}
           |            ^~~~~~~~~~~~~~~~~~~
        note: did you mean 'theme/article.html'?

        """),
    Mistake(
      name: "a folder with the name that stands for the originals",
      files: ["templates/theme/x.html": "", "templates/404.html": "{% include 'theme/x.html' %}"],
      expected: """
        templates/theme/x.html: error: 'theme/…' is how templates name the originals of those that are replaced [template-name]
        note: give the folder another name

        """),
  ]

  @Test(arguments: mistakes)
  func `each is reported with its place`(_ mistake: Mistake) throws {
    let hub = try TestHub(mistake.files)
    let shown = hub.problems().replacing(hub.options.source, with: "ROOT")
    #expect(shown == mistake.expected, "\(shown)")
  }
}
