import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Share links` {
  @Test func `carry the title and the absolute address, encoded`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("'Tea & 100% \"ñ\" #1?'", more: "slug: té"),
      "themes/plain/templates/article.html":
        "{% for link in page.shareLinks %}{{ link.network }} {{ link.name }} {{ link.url | safe }}\n{% endfor %}",
    ])
    #expect(hub.problems() == "")
    let title = "Tea%20%26%20100%25%20%22%C3%B1%22%20%231%3F"
    let url = "https%3A%2F%2Fhub.example.com%2Fnews%2Ft%25C3%25A9%2F"
    #expect(
      try hub.output("news/té/index.html") == """
        email Email mailto:?subject=\(title)&body=\(url)
        mastodon Mastodon https://share.joinmastodon.org/#text=\(title)%20\(url)
        bluesky Bluesky https://bsky.app/intent/compose?text=\(title)%20\(url)
        x X https://x.com/intent/tweet?text=\(title)&url=\(url)
        facebook Facebook https://www.facebook.com/sharer/sharer.php?u=\(url)
        linkedin LinkedIn https://www.linkedin.com/sharing/share-offsite/?url=\(url)
        telegram Telegram https://t.me/share/url?url=\(url)&text=\(title)
        whatsapp WhatsApp https://wa.me/?text=\(title)%20\(url)
        vk VK https://vk.com/share.php?url=\(url)

        """)
  }

  @Test func `of the documented choice are those of two networks`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A"),
      "themes/plain/templates/article.html":
        "{% for link in page.shareLinks if link.network in ['email', 'mastodon'] %}{{ link.name }};{% endfor %}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("news/a/index.html") == "Email;Mastodon;")
  }
}

@Suite struct `The table of contents` {
  @Test func `is a tree of the second and third levels`() throws {
    let hub = try TestHub([
      "content/news/a.md": article(
        "A",
        body:
          "### Early\n\n## One\n\n### One a\n\n#### Deep\n\n### One b\n\n## Two\n\n# Top\n\n### Two a"
      ),
      "themes/plain/templates/article.html":
        "{% for entry in page.toc %}{{ entry.text }}#{{ entry.id }}[{% for child in entry.children %}{{ child.text }}#{{ child.id }},{% endfor %}]{% endfor %}",
    ])
    #expect(!hub.build().diagnostics.hasErrors)
    #expect(
      try hub.output("news/a/index.html")
        == "Early#early[]One#one[One a#one-a,One b#one-b,]Two#two[Two a#two-a,]")
  }

  @Test func `stands where the body does, on the first page of a list`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config + "\ncontent: { pageSize: 1 }\n",
      "content/_index.md": "---\ntitle: Home\n---\n## Welcome\n",
      "content/news/a.md": article("A"),
      "content/news/b.md": article("B"),
      "themes/plain/templates/home.html":
        "{% for entry in page.toc %}{{ entry.text }}{% endfor %}|{% for heading in page.headings %}{{ heading.text }}{% endfor %}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("index.html") == "Welcome|Welcome")
    #expect(try hub.output("page/2/index.html") == "|")
  }
}

@Suite struct `A language as templates see it` {
  @Test func `says its direction and its locale`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config + "\n  ar: { name: العربية }\n",
      "content/about.md": "---\ntitle: About\n---\n",
      "content/about.ar.md": "---\ntitle: About\n---\n",
      "themes/plain/templates/page.html":
        "{{ language.ogLocale }} {{ 'rtl' if language.isRightToLeft else 'ltr' }}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("about/index.html") == "en_US ltr")
    #expect(try hub.output("ar/about/index.html") == "ar_EG rtl")
  }
}
