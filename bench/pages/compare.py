#!/usr/bin/env python3
"""Pages a second and word F1, side by side with Python's trafilatura and resiliparse, by turns in one run on one core.

    pip install trafilatura resiliparse lxml_html_clean
    cargo build --release --manifest-path bench/pages/Cargo.toml
    python3 bench/pages/compare.py [DIR [COPIES [TURNS]]]

DIR (../shared/pages unless told) holds NAME.html beside NAME.gold.json. Each page is taken COPIES times (20), each copy with
small changes of its own, so that nothing is read twice; each reader takes all copies in each of TURNS turns (3), and the best
turn counts. The time to start a process is not counted. Pages of other programs' tests stay outside of the repository.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "../../../shared/pages")
COPIES = int(sys.argv[2]) if len(sys.argv) > 2 else 20
TURNS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "target"))
RUST = ["rawi", "dom_smoothie", "legible", "libreadability", "trafilatura", "rs-trafilatura"]


def pages():
    for gold in sorted(glob.glob(os.path.join(FOLDER, "*.gold.json"))):
        with open(gold, encoding="utf-8") as file:
            wanted = json.load(file)
        with open(gold.replace(".gold.json", ".html"), encoding="utf-8") as file:
            yield file.read(), wanted


def words(text):
    return collections.Counter(re.findall(r"[^\W_]+", text))


def f1(gold, found):
    gold, found = words(gold), words(found)
    return 2 * sum((gold & found).values()) / max(1, sum(gold.values()) + sum(found.values()))


def python_readers():
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    return {
        "trafilatura (Python)": lambda html: trafilatura.extract(html) or "",
        "resiliparse (Python)": lambda html: extract_plain_text(html, main_content=True),
    }


def main():
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    known = list(pages())
    if not known:
        sys.exit(f"no pages with gold in {FOLDER}")
    copies = []
    for n in range(COPIES):
        for html, _ in known:
            # another year, another paragraph of its own
            changed = re.sub(r"\b20[12]\d\b", str(2000 + n), html)
            copies.append(changed.replace("</p>", f" {n}</p>", 1))
    readers = python_readers()
    best = {}
    with tempfile.TemporaryDirectory() as folder:
        for n, html in enumerate(copies):
            with open(os.path.join(folder, f"{n}.html"), "w", encoding="utf-8") as file:
                file.write(html)
        for _ in range(TURNS):
            for name, read in readers.items():
                begin = time.perf_counter()
                for html in copies:
                    read(html)
                best[name] = max(best.get(name, 0), len(copies) / (time.perf_counter() - begin))
            for name in RUST:
                command = [os.path.join(TARGET, "release/rawi-bench-pages"), "speed", folder, "1", name]
                out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                rate = float(out.split("\t")[1].split()[0])
                best[name] = max(best.get(name, 0), rate)
    size = sum(len(html.encode()) for html in copies) / len(copies)
    print(f"{len(copies)} pages, {size / 1000:.0f} kB each in the mean, best of {TURNS} turns, one core")
    base = best["trafilatura (Python)"]
    print("| reader | pages a second | times trafilatura (Python) |\n| --- | --- | --- |")
    for name, rate in sorted(best.items(), key=lambda item: -item[1]):
        print(f"| {name} | {rate:.0f} | {rate / base:.1f} |")
    print("\n| reader | word F1, page by page | mean | not_body |\n| --- | --- | --- | --- |")
    for name, read in readers.items():
        scores, wrong = [], 0
        for html, gold in known:
            text = read(html)
            scores.append(f1("\n".join(gold["body"]), text))
            line = " ".join(text.split())
            wrong += sum(" ".join(s.split()) in line for s in gold["not_body"])
        cells = " ".join(f"{s:.3f}" for s in scores)
        print(f"| {name} | {cells} | {sum(scores) / len(scores):.3f} | {wrong} |")


main()
