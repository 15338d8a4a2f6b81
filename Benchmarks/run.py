#!/usr/bin/env python3
"""Measures `hubgen build` beside cmark-gfm alone and beside copying the same output.

  run.py [--sizes 1000,10000] [--runs 3]

Every figure is of a whole process: CPU is user and system time of the process, memory its peak
resident size. Each size runs on disk and, where there is one, on a memory disk, always into new
folders. The lowest of the runs is shown, with ratios to what ran beside it.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HUBGEN = ROOT / ".build/release/hubgen"
REFERENCE = ROOT / ".build/release/hubgen-reference"


def measure(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed with {process.returncode}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def best(runs, make):
    results = [make(n) for n in range(runs)]
    return {key: min(result[key] for result in results) for key in results[0]}


def row(name, pages, result, against=None):
    per_page = 1e6 / pages
    ratio = f"{result['cpu'] / against['cpu']:9.2f}" if against else " " * 9
    print(
        f"  {name:34} {result['cpu'] * per_page:9.1f} {result['wall'] * per_page:9.1f} "
        f"{result['memory']:9.0f} {ratio}")


def compare(pages, runs, place, name):
    work = pathlib.Path(tempfile.mkdtemp(prefix="hubgen-bench-", dir=place))
    try:
        hub = work / "hub"
        subprocess.run([sys.executable, ROOT / "Benchmarks/corpus.py", hub, str(pages)], check=True)
        (hub / "themes").mkdir()
        shutil.copytree(ROOT / "themes/plaza", hub / "themes/plaza")
        print(f"{pages} articles on {name}{' ' * 14}µs CPU   µs wall    MB peak  CPU ratio")
        cmark = best(runs, lambda n: measure([REFERENCE, hub / "content"]))
        row("cmark-gfm alone, one thread", pages, cmark)
        check = best(runs, lambda n: measure([HUBGEN, "check", "--source", hub]))
        row("hubgen, everything but writing", pages, check, cmark)
        first = best(
            runs, lambda n: measure([HUBGEN, "build", "--source", hub, "--output", work / f"new-{n}"]))
        row("hubgen build, new folder", pages, first, cmark)
        again = best(
            runs, lambda n: measure([HUBGEN, "build", "--source", hub, "--output", work / "new-0"]))
        row("hubgen build, nothing changed", pages, again, cmark)
        copy = best(runs, lambda n: measure(["cp", "-r", work / "new-0", work / f"copy-{n}"]))
        row("cp -r of the same output", pages, copy)
        print(
            f"  everything but writing / cmark-gfm: {check['cpu'] / cmark['cpu']:.2f} CPU;"
            f" build / cp -r: {first['wall'] / copy['wall']:.2f} wall\n")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for pages in map(int, options.sizes.split(",")):
        compare(pages, options.runs, None, "disk")
        if os.path.isdir("/dev/shm"):
            compare(pages, options.runs, "/dev/shm", "memory disk")


main()
