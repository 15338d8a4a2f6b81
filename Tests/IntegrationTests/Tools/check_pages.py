#!/usr/bin/env python3
"""Looks at pages of the demo hub in a browser: check_pages.py FOLDER

One page of each type in a language of each direction, light and dark, on a phone, a tablet and a
desktop: axe's rules for WCAG 2.2 AA, no sideways scroll, nothing in the console, the keyboard's way
past the menu. Besides, what each article weighs. Prints a line for each problem, then what was looked
at; ends with 1 where there was a problem.
"""
import collections
import concurrent.futures
import functools
import http.server
import importlib.resources
import pathlib
import re
import sys
import threading
import urllib.parse

from playwright.sync_api import sync_playwright

FOLDER = pathlib.Path(sys.argv[1]).resolve()
BROWSER = "/usr/bin/chromium"
AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = {360: 740, 768: 1024, 1440: 900}
HEAVIEST = 40 * 1024
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# All that a colour scheme changes.
CONTRAST = ["color-contrast", "link-in-text-block"]
RUN_AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations']})"

# What is wider than the window although nothing around it scrolls.
WIDE = """() => {
  const limit = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= limit) return null
  const wide = [...document.body.querySelectorAll('*')].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && (box.right > limit + 1 || box.left < -1)
  })
  return wide.slice(0, 3).map(element => element.tagName.toLowerCase() + '.' + element.className).join(', ')
}"""

# The focused element: its address, and whether a reader sees that it has the focus.
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  return {
    href: element.getAttribute('href'), tag: element.tagName, id: element.id,
    inside: box.width > 0 && box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  }
}"""


def pages():
    """A page of each type for each direction: the first, in the order of addresses, and its type."""
    found, chosen = collections.defaultdict(list), []
    for path in sorted(FOLDER.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        opening = re.search(r'<html lang="([\w-]+)" dir="(ltr|rtl)"', text)
        kind = re.search(r'<body class="is-(\w+)', text)
        if not opening or not kind:
            continue
        address = "/" + str(path.relative_to(FOLDER)).removesuffix("index.html")
        kind = kind[1]
        if "/page/" in address:
            kind += " continued"
        elif kind in ("term", "taxonomy") and re.search(r"/authors/", address):
            kind += " of authors"
        elif kind == "article":
            # Articles differ most: those with all that Markdown writes are the ones to look at.
            chosen.append((-sum(mark in text for mark in ("<table", "<pre", 'class="alert', "footnotes")),
                           -len(text), opening[2], address))
            continue
        found[kind, opening[2]].append(address)
    result = [(kind, direction, list_[0]) for (kind, direction), list_ in found.items()]
    for direction in ("ltr", "rtl"):
        articles = sorted(entry for entry in chosen if entry[2] == direction)
        result += [("article", direction, entry[3]) for entry in articles[:1]]
    return sorted(result)


def weights():
    """What each article's HTML, style sheets and scripts weigh before compression."""
    for path in sorted(FOLDER.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if '<body class="is-article' not in text:
            continue
        assets = re.findall(r'<link rel="stylesheet" href="([^"?]+)|<script src="([^"?]+)', text)
        files = [FOLDER / urllib.parse.unquote(style or script).lstrip("/") for style, script in assets]
        yield path.relative_to(FOLDER), path.stat().st_size + sum(file.stat().st_size for file in files)


class Server(http.server.ThreadingHTTPServer):
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    def __init__(self):
        super().__init__(("127.0.0.1", 0), functools.partial(self.Handler, directory=str(FOLDER)))
        self.handle_error = lambda *_: None  # a browser that has left the page
        threading.Thread(target=self.serve_forever, daemon=True).start()


def keyboard(page):
    """The first Tab reaches the skip link, which leads into the page's main part."""
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    if not (first["href"] or "").startswith("#"):
        yield f"the first Tab reaches {first['tag']} {first['href']}, not the link past the menu"
        return
    if not first["inside"]:
        yield "the link past the menu stays out of sight"
    if not first["outline"]:
        yield "nothing shows that the link past the menu has the focus"
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.tagName") != "MAIN":
        yield "the link past the menu does not move the focus to the main part"
    page.keyboard.press("Tab")
    after = page.evaluate(FOCUSED)
    if not page.evaluate("document.activeElement.closest('main, footer') !== null"):
        yield f"the Tab after the link past the menu reaches {after['tag']} {after['href']} before the main part"


def look(browser, base, place):
    """The problems of one page in every width and colour scheme."""
    kind, direction, address = place
    page = browser.new_page(reduced_motion="reduce")
    messages = []
    page.on("console", lambda message: messages.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((base, "data:")) else messages.append(
        f"{request.url} is asked for from elsewhere"))
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        page.goto(base + address)
        name = f"{address} ({kind}, {direction}, {width} px)"
        if (wide := page.evaluate(WIDE)) is not None:
            yield f"{name}: scrolls sideways: {wide}"
        for problem in keyboard(page):
            yield f"{name}: {problem}"
        page.evaluate(AXE)
        for scheme, rules in (("light", WCAG), ("dark", CONTRAST)):
            page.emulate_media(color_scheme=scheme)
            for violation in page.evaluate(RUN_AXE, rules)["violations"]:
                for node in violation["nodes"][:3]:
                    summary = " ".join(node["failureSummary"].split())
                    yield f"{name}, {scheme}: {violation['id']}: {' '.join(map(str, node['target']))}: {summary}"
        yield from (f"{name}: console: {message}" for message in messages)
        messages.clear()
    page.close()


def work(base, places):
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        problems = [problem for place in places for problem in look(browser, base, place)]
        browser.close()
        return problems


def main():
    server = Server()
    base = f"http://127.0.0.1:{server.server_port}"
    chosen = pages()
    with concurrent.futures.ThreadPoolExecutor(2) as workers:
        halves = workers.map(functools.partial(work, base), [chosen[0::2], chosen[1::2]])
        problems = [problem for half in halves for problem in half]
    heavy = sorted(((weight, path) for path, weight in weights()), reverse=True)
    problems += [f"{path} weighs {weight} bytes with its styles and scripts; {HEAVIEST} are allowed"
                 for weight, path in heavy if weight >= HEAVIEST]
    if not chosen:
        problems.append(f"{FOLDER} holds no page whose <html> has 'lang' and 'dir' and whose <body> has the class 'is-KIND'")
    for problem in problems[:50]:
        print(problem)
    kinds = ", ".join(sorted({kind for kind, _, _ in chosen}))
    print(f"{len(problems)} problems in {2 * len(WIDTHS) * len(chosen)} views of {len(chosen)} pages ({kinds}); "
          f"the heaviest article weighs {heavy[0][0] if heavy else 0} bytes")
    sys.exit(1 if problems else 0)


main()
