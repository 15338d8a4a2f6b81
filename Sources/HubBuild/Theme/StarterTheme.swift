/// The files of a new theme: all that it needs if it stands alone, else only what it may change.
struct StarterTheme {
  let name: String
  let extends: String?

  var files: [(name: String, text: String)] {
    guard let extends else { return [("theme.yaml", manifest)] + Self.own }
    return [("theme.yaml", manifest), (styles, Self.styles(over: extends))]
  }

  private var styles: String { "assets/\(name).css" }

  private var manifest: String {
    let base = extends.map { "extends: \"\($0)\"\n" } ?? ""
    return """
      # What this theme is, and what a hub may set under 'theme:' in hubgen.yaml.
      name: "\(name)"
      version: 0.1.0
      \(base)
      # settings:
      #   accent: { type: color, default: "#0a7d5a", description: The brand's colour. }

      """
  }

  private static func styles(over base: String) -> String {
    """
    /* Loaded after the styles of \(base), before a hub's assets/custom.css. 'hubgen theme show'
       lists the properties to set here. */
    :root {
      --round: .25rem;
    }

    """
  }

  private static let own = [
    (
      "templates/base.html",
      """
      <!doctype html>
      <html lang="{{ language.code }}" dir="{{ language.direction }}">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>{{ page.title }}{% if page.kind != "home" %} · {{ site.title }}{% endif %}</title>
      {%- if page.description %}
      <meta name="description" content="{{ page.description }}">
      {%- endif %}
      {%- if page.kind == "404" %}
      <meta name="robots" content="noindex">
      {%- else %}
      <link rel="canonical" href="{{ page.canonicalUrl }}">
      {%- for translation in page.translations %}
      <link rel="alternate" hreflang="{{ translation.language.code }}" href="{{ translation.absoluteUrl }}">
      {%- endfor %}
      <meta property="og:title" content="{{ page.title }}">
      <meta property="og:url" content="{{ page.canonicalUrl }}">
      {%- if page.shareImage %}
      <meta property="og:image" content="{{ page.shareImage.absoluteUrl }}">
      {%- endif %}
      <script type="application/ld+json">{{ page.structuredData }}</script>
      {%- endif %}
      {%- for feed in page.feeds %}
      <link rel="alternate" type="{{ feed.type }}" title="{{ feed.title }}" href="{{ feed.url }}">
      {%- endfor %}
      <link rel="icon" href="{% if site.organization and site.organization.logo %}{{ site.organization.logo }}{% else %}data:,{% endif %}">
      <meta name="generator" content="{{ generator }}">
      <link rel="stylesheet" href="{{ "style.css" | asset }}" integrity="{{ "style.css" | integrity }}">
      {%- for style in site.stylesheets %}
      <link rel="stylesheet" href="{{ style.url }}" integrity="{{ style.integrity }}">
      {%- endfor %}
      {%- include "partials/head-end.html" %}
      </head>
      <body class="is-{{ page.kind }}">
      <a class="skip" href="#main-content">{{ "skipToContent" | t }}</a>
      <header>
      <p><a href="{{ site.home }}">{{ site.title }}</a></p>
      {%- if site.sections or site.menu %}
      <nav aria-label="{{ "menu" | t }}">
      <ul>
      {%- for link in site.sections %}
      <li><a href="{{ link.url }}"{% if link.url == page.url %} aria-current="page"{% endif %}>{{ link.title }}</a></li>
      {%- endfor %}
      {%- for link in site.menu %}
      <li><a href="{{ link.url }}"{% if link.url == page.url %} aria-current="page"{% endif %}>{{ link.title }}</a></li>
      {%- endfor %}
      </ul>
      </nav>
      {%- endif %}
      </header>
      <main id="main-content" tabindex="-1">
      {%- block main %}{% endblock %}
      </main>
      {%- if site.hasLanguages or site.feeds %}
      <footer>
      <ul>
      {%- for other in page.languages if site.hasLanguages and not other.isCurrent %}
      <li><a href="{{ other.url }}" hreflang="{{ other.language.code }}" lang="{{ other.language.code }}">{{ other.language.name }}</a></li>
      {%- endfor %}
      {%- for feed in site.feeds %}
      <li><a href="{{ feed.url }}" type="{{ feed.type }}">{{ feed.format | upper }}</a></li>
      {%- endfor %}
      </ul>
      </footer>
      {%- endif %}
      </body>
      </html>

      """
    ),
    (
      "templates/home.html",
      """
      {#- What pages of the same kind share is written once: this one is a list like any other. #}
      {% extends "section.html" %}

      """
    ),
    (
      "templates/section.html",
      """
      {% extends "base.html" %}
      {%- block main %}
      <h1>{{ page.title }}</h1>
      {{ page.content }}
      {%- include "partials/list.html" %}
      {%- endblock %}

      """
    ),
    (
      "templates/article.html",
      """
      {% extends "base.html" %}
      {%- block main %}
      <article>
      <h1>{{ page.title }}</h1>
      {%- if page.date %}
      <p><time datetime="{{ page.date | date("iso") }}">{{ page.date | date("long") }}</time></p>
      {%- endif %}
      {%- if page.image %}
      <img src="{{ page.image.url }}" alt="{{ page.image.alt }}">
      {%- endif %}
      {{ page.content }}
      {%- if page.tags %}
      <ul>
      {%- for tag in page.tags %}
      <li><a href="{{ tag.url }}" rel="tag">{{ tag.title }}</a></li>
      {%- endfor %}
      </ul>
      {%- endif %}
      </article>
      {%- endblock %}

      """
    ),
    (
      "templates/page.html",
      """
      {% extends "base.html" %}
      {%- block main %}
      <h1>{{ page.title }}</h1>
      {{ page.content }}
      {%- endblock %}

      """
    ),
    (
      "templates/taxonomy.html",
      """
      {% extends "base.html" %}
      {%- block main %}
      <h1>{{ page.title }}</h1>
      <ul>
      {%- for term in terms %}
      <li><a href="{{ term.url }}">{{ term.title }}</a> {{ term.count }}</li>
      {%- endfor %}
      </ul>
      {%- endblock %}

      """
    ),
    (
      "templates/term.html",
      """
      {% extends "base.html" %}
      {%- block main %}
      <h1>{{ term.title }}</h1>
      {{ term.content }}
      {%- include "partials/list.html" %}
      {%- endblock %}

      """
    ),
    (
      "templates/404.html",
      """
      {% extends "base.html" %}
      {%- block main %}
      <h1>{{ page.title }}</h1>
      <p><a href="{{ site.home }}">{{ "home" | t }}</a></p>
      {%- endblock %}

      """
    ),
    (
      "templates/partials/list.html",
      """
      <ul>
      {%- for article in articles %}
      <li><a href="{{ article.url }}">{{ article.title }}</a>
      {%- if article.description %}<br>{{ article.description }}{% endif %}</li>
      {%- endfor %}
      </ul>
      {%- if pagination.total > 1 %}
      <nav aria-label="{{ "pages" | t }}">
      {%- if pagination.previous %}
      <a href="{{ pagination.previous }}" rel="prev">{{ "newer" | t }}</a>
      {%- endif %}
      {%- if pagination.next %}
      <a href="{{ pagination.next }}" rel="next">{{ "older" | t }}</a>
      {%- endif %}
      </nav>
      {%- endif %}

      """
    ),
    (
      "templates/partials/head-end.html",
      "{#- The end of every page's <head>: empty, for a hub to fill. #}\n"
    ),
    (
      "assets/style.css",
      """
      :root { color-scheme: light dark; }
      body { max-width: 42rem; margin: 0 auto; padding: 1.5rem; background: Canvas; color: CanvasText; font: 1.125rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
      :focus-visible { outline: 3px solid; outline-offset: 2px; }
      main:focus { outline: 0; }
      img { max-width: 100%; height: auto; }
      pre, .table { overflow-x: auto; }
      :is(header, footer) ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
      [aria-current] { font-weight: 700; }
      .skip { position: absolute; top: -6rem; padding: .5rem 1rem; background: Canvas; }
      .skip:focus { top: .5rem; }

      """
    ),
    (
      "i18n/en.yaml",
      """
      skipToContent: Skip to content
      menu: Menu
      pages: Pages
      newer: Newer articles
      older: Older articles
      home: Home
      notFoundTitle: Page not found

      """
    ),
  ]
}
