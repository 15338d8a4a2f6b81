#!/usr/bin/env python3
"""Writes a hub of generated articles: corpus.py FOLDER COUNT

Article number i is the same in every corpus, so that a larger one only adds to a smaller one.
"""
import datetime
import pathlib
import random
import sys

SECTIONS = ["news", "guides", "stories"]
TAGS = [f"topic-{n}" for n in range(40)]
AUTHORS = [f"Desk {n}" for n in range(12)]
WORDS = (
    "reader article brand shop window morning plan month slot answer comment picture caption "
    "holiday ticket counter oven bicycle repair letter customer question reply garden market "
    "teaser headline draft season budget number report goal promise table chair street corner "
    "writes shows asks brings keeps opens closes sells explains repeats measures small quiet "
    "clear honest early late local useful steady bright simple careful often rarely always"
).split()


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randint(7, 18))]
    if rng.random() < 0.25:
        words[2] = f"**{words[2]}**"
    if rng.random() < 0.15:
        words[-2] = f"*{words[-2]}*"
    if rng.random() < 0.08:
        words[1] = f"`{words[1]}`"
    return " ".join(words).capitalize() + rng.choice([".", ".", ".", "?", "!"])


def paragraph(rng):
    return " ".join(sentence(rng) for _ in range(rng.randint(3, 6)))


def article(i):
    rng = random.Random(f"hubgen-{i}")
    title = " ".join(rng.choice(WORDS) for _ in range(5)).capitalize()
    date = datetime.date(2020, 1, 1) + datetime.timedelta(days=i % 2400)
    tags = rng.sample(TAGS, 3)
    lines = [
        "---", f"title: {title}", f"date: {date}", f"description: {sentence(rng)!r}",
        f"tags: [{', '.join(tags)}]", f"categories: [{rng.choice(SECTIONS).capitalize()}]",
        f"authors: [{rng.choice(AUTHORS)}]", "---", "", paragraph(rng), "",
    ]
    for part in range(rng.randint(4, 7)):
        lines += [f"## Part {part + 1}: {rng.choice(WORDS)}", "", paragraph(rng), ""]
        kind = rng.randrange(6)
        if kind == 0:
            lines += [f"- {sentence(rng)}" for _ in range(4)] + [""]
        elif kind == 1:
            lines += ["| slot | answer | number |", "|---|---|--:|"]
            lines += [f"| {rng.choice(WORDS)} | {rng.choice(WORDS)} | {rng.randint(1, 99)} |" for _ in range(4)]
            lines += [""]
        elif kind == 2:
            lines += ["```text", *(sentence(rng) for _ in range(4)), "```", ""]
        elif kind == 3:
            lines += [f"> {sentence(rng)}", ""]
        elif i > 0:
            other = rng.randrange(min(i, 500))
            lines += [f"See [the other one](../{SECTIONS[other % 3]}/article-{other}.md). {sentence(rng)}", ""]
        lines += [paragraph(rng), ""]
    return "\n".join(lines)


def main():
    root, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    (root / "content").mkdir(parents=True)
    (root / "hubgen.yaml").write_text(
        "site:\n  title: Benchmark\n  url: https://hub.example.com\n  theme: plaza\n")
    for section in SECTIONS:
        (root / "content" / section).mkdir()
        (root / "content" / section / "_index.md").write_text(f"---\ntitle: {section.capitalize()}\n---\n")
    for i in range(count):
        (root / "content" / SECTIONS[i % 3] / f"article-{i}.md").write_text(article(i))


main()
