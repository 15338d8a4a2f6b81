#!/usr/bin/env python3
"""Measures templates beside peers: a page of 60 values, and article pages of plaza.

  templates.py [--runs 5] [--hub DIR]

Every figure is microseconds of CPU a page in one thread, the lowest of the runs, in which all
programs take their turns. An article page includes making the page's context, with everything
that templates share made anew for each round over the hub.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
HUBGEN = ROOT / ".build/release/hubgen-bench-templates"
PEERS = ROOT / "Benchmarks/Peers/.build/release/peers"
SAMPLE = ROOT / "Benchmarks/Templates"


def figures(command):
    """The figures a program prints: name → (µs, bytes)."""
    lines = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout
    return {name: (float(time), int(size)) for name, time, size in map(str.split, lines.splitlines())}


def corpus(folder, articles):
    hub = folder / "hub"
    subprocess.run([sys.executable, ROOT / "Benchmarks/corpus.py", hub, str(articles)], check=True)
    (hub / "themes").mkdir()
    shutil.copytree(ROOT / "themes/plaza", hub / "themes/plaza")
    return hub


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hub", type=pathlib.Path, help="a hub that uses plaza; default: 1,000 made-up articles")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hubgen-bench-") as folder:
        hub = options.hub or corpus(pathlib.Path(folder), 1000)
        commands = {
            "": [PEERS, SAMPLE, 500],
            "60 values": [HUBGEN, "sample", SAMPLE / "page.html", 5000],
            "article of plaza": [HUBGEN, "articles", hub.resolve(), 10],
        }
        lowest = {}
        for _ in range(options.runs):
            for page, command in commands.items():
                for name, figure in figures(command).items():
                    key = f"{name}, {page or '60 values'}"
                    lowest[key] = min(lowest.get(key, figure), figure)
    mustache = lowest["swift-mustache, 60 values"][0]
    stencil = lowest["stencil, 60 values"][0]
    print(f"{'':28}{'µs CPU':>9}{'bytes':>9}{'× swift-mustache':>18}{'× Stencil':>11}")
    for name, (time, size) in lowest.items():
        print(f"{name:28}{time:9.1f}{size:9}{time / mustache:18.3f}{time / stencil:11.3f}")


main()
