#!/usr/bin/env python3
"""Measures claims in a full queue, in SQLite and in a PostgreSQL of its own that syncs to the disk.

Usage: Benchmarks/queue.py [POSTS [SECONDS]]; 1,000,000 posts and 15 seconds unless given. The goals
are a claim under 2 ms in SQLite, and 500 claims a second by ten workers in PostgreSQL.
"""

import json
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build/release/hubgen-bench-queue"
SERVER = ROOT / "Tests/IntegrationTests/Servers/postgres.py"


def measure(name, store, posts, workers, seconds):
    print(f"== {name}, {posts:,} posts, workers: {workers}", flush=True)
    start = time.monotonic()
    subprocess.run([PROGRAM, store, str(posts), str(workers), str(seconds)], check=True)
    print(f"all of it: {time.monotonic() - start:.0f} s", flush=True)


def main():
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    with tempfile.TemporaryDirectory(prefix="hubgen-bench-") as folder:
        measure("SQLite", f"{folder}/queue.sqlite", posts, 1, seconds)
    server = subprocess.Popen(
        [sys.executable, SERVER, "durable"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        greeting = json.loads(server.stdout.readline())
        password = urllib.parse.quote(greeting["password"], safe="")
        store = f"postgres://hubgen:{password}@127.0.0.1:{greeting['port']}/postgres"
        measure("PostgreSQL", store, posts, 10, seconds)
    finally:
        server.stdin.close()
        server.wait()


main()
