#!/usr/bin/env python3
"""Looks at the page of 'hubgen plan --format html' in a browser: check_plan.py FILE

Light and dark, on a phone and a desktop: axe's rules for WCAG 2.2 AA, no sideways scroll, no
request but for the file; by keyboard into the calendar and from there to a post. Prints a line for
each problem, then what was looked at; ends with 1 where there was a problem.
"""

import importlib.resources
import pathlib
import sys

from playwright.sync_api import sync_playwright

ADDRESS = pathlib.Path(sys.argv[1]).resolve().as_uri()
AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations']})"

problems = []
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    for scheme in ["light", "dark"]:
        for width in [360, 1440]:
            where = f"{scheme} {width}"
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            requests = []
            page.on("request", lambda request: requests.append(request.url))
            page.goto(ADDRESS)
            problems += [f"{where}: asks for {url}" for url in requests if url != ADDRESS and not url.startswith("data:")]
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                problems.append(f"{where}: {wide} pixels wider than the window")
            for _ in range(2):
                page.keyboard.press("Tab")
            target = page.evaluate("document.activeElement.getAttribute('href')") or ""
            page.keyboard.press("Enter")
            # The fragment as the browser has it, and the post that it shows.
            shown = page.evaluate("document.querySelector('.post:target')?.id")
            if not target.startswith("#p-") or shown != target[1:]:
                problems.append(f"{where}: the second Tab reaches {target}, Enter shows {shown}")
            page.evaluate(AXE)
            for violation in page.evaluate(RUN_AXE, WCAG)["violations"]:
                node = violation["nodes"][0]
                problems.append(f"{where}: {violation['id']} {node['html'][:120]} {node['failureSummary']}")
            page.close()
    browser.close()
print("\n".join(problems + ["looked at 4 views"]))
sys.exit(1 if problems else 0)
