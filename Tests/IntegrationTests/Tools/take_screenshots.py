#!/usr/bin/env python3
"""Takes the pictures of the manual, docs/screenshots/: take_screenshots.py

Builds the demo hub in both themes with the hubgen in .build/release, at a fixed time, opens the
pages in a browser and stores them with 256 colours. Names of pictures may be given: only those.
"""
import functools
import http.server
import io
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[3]
BROWSER = "/usr/bin/chromium"
DESKTOP, PHONE = (1280, 800), (390, 780)
PLAN, LINES = "/planning/content-plan-for-a-month/", "/publishing/first-lines/"
# Name → size, colour scheme, page, and what is at the top of the picture.
PICTURES = {
    "plaza-home": (DESKTOP, "light", "/", None),
    "plaza-related": (DESKTOP, "light", "/publishing/teasers-that-lead-home/", ".related"),
    "plaza-article": (DESKTOP, "light", "/publishing/teasers-that-lead-home/", None),
    "plaza-reading-dark": (DESKTOP, "dark", LINES, '[id="7-the-plain-notice"]'),
    "plaza-author": (DESKTOP, "light", "/authors/editorial-desk/", None),
    "plaza-home-arabic": (DESKTOP, "light", "/ar/", None),
    "plaza-phone": (PHONE, "light", "/", None),
    "plaza-phone-article-dark": (PHONE, "dark", PLAN, None),
    "plaza-phone-arabic": (PHONE, "light", "/ar/basics/what-social-media-marketing-is/", None),
    "plaza-phone-armenian": (PHONE, "light", "/hy/basics/audience-portraits/", None),
    "leaflet-home": (DESKTOP, "light", "/", None),
    "leaflet-phone-dark": (PHONE, "dark", PLAN, None),
}

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def build(theme, folder):
    hub = pathlib.Path(folder, theme)
    for name in ("content", "static", "themes"):
        shutil.copytree(ROOT / name, hub / name)
    config = (ROOT / "hubgen.yaml").read_text(encoding="utf-8")
    (hub / "hubgen.yaml").write_text(config.replace("theme: plaza", f"theme: {theme}"), encoding="utf-8")
    subprocess.run([ROOT / ".build/release/hubgen", "build", "--source", hub, "--now", "2026-11-21T12:00:00Z"],
                   check=True, stdout=subprocess.DEVNULL)
    return serve(hub / "public")


def main():
    chosen = sys.argv[1:] or PICTURES
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        bases = {theme: build(theme, folder) for theme in ("plaza", "leaflet")}
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for name in chosen:
            (width, height), scheme, address, top = PICTURES[name]
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme,
                                    reduced_motion="reduce")
            page.goto(bases[name.split("-")[0]] + address, wait_until="networkidle")
            if top:
                page.locator(top).evaluate("element => element.scrollIntoView()")
                page.wait_for_load_state("networkidle")
                page.evaluate(TWO_FRAMES)  # then the contents mark the heading
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(256, dither=Image.Dither.NONE).save(
                ROOT / f"docs/screenshots/{name}.png", optimize=True)
            page.close()
        browser.close()


main()
