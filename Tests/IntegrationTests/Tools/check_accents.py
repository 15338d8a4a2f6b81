#!/usr/bin/env python3
"""Looks whether a theme can take any accent: check_accents.py THEME.css

A button in thousands of accents, light and dark: the contrast of its text, which WCAG 2.2 AA wants
to be 4.5. Besides, what keeps its corners where --round is 0, other than circles. Prints a line for
each problem, then the lowest contrast; ends with 1 where there was a problem.
"""
import itertools
import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

CSS = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
BROWSER = "/usr/bin/chromium"
STEPS = range(0, 256, 15)
ACCENTS = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in itertools.product(STEPS, repeat=3)]

# The contrast of a button's text in each accent, from the colours as they are painted.
CONTRASTS = """accents => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  const luminance = color => {
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(value =>
      value <= 10 ? value / 3294.6 : ((value / 255 + .055) / 1.055) ** 2.4)
    return .2126 * red + .7152 * green + .0722 * blue
  }
  const style = getComputedStyle(document.querySelector('.button'))
  return accents.map(accent => {
    document.documentElement.style.setProperty('--accent', accent)
    const [fill, text] = [luminance(style.backgroundColor), luminance(style.color)]
    return (Math.max(fill, text) + .05) / (Math.min(fill, text) + .05)
  })
}"""


def main():
    problems, lowest = [], 21
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme)
            page.set_content(f'<!doctype html><style>{CSS}</style><a class="button" href="#">Go</a>')
            contrasts = page.evaluate(CONTRASTS, ACCENTS)
            problems += [f"{scheme}: a button in {accent} has a contrast of {contrast:.2f}"
                         for accent, contrast in zip(ACCENTS, contrasts) if contrast < 4.5]
            lowest = min(lowest, *contrasts)
        browser.close()
    radii = re.findall(r"border-radius:\s*([^;}]+)", CSS)
    problems += [f"border-radius: {radius} does not follow --round"
                 for radius in radii if "--round" not in radius and radius not in ("0", "50%")]
    for problem in problems[:50]:
        print(problem)
    print(f"{len(problems)} problems in {2 * len(ACCENTS)} buttons; the lowest contrast is {lowest:.2f}")
    sys.exit(1 if problems else 0)


main()
