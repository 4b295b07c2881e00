#!/usr/bin/env python3
"""Holds Rawi's matcher of names and nomenklatura's logic-v2 against crates/rawi-actors/tests/name_pairs.tsv.

    python3 -m venv VENV && VENV/bin/pip install nomenklatura pyicu
    cargo build --release -p rawi-actors --example names
    VENV/bin/python scripts/compare_names.py [PAIRS]

logic-v2 calls two names one from a score of 0.7 on, its own threshold; it is also given the threshold that is best for it on
the odd rows. Without nomenklatura only Rawi is measured.
"""

import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAIRS = ROOT / "crates" / "rawi-actors" / "tests" / "name_pairs.tsv"
PROGRAM = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "examples" / "names"


def figures(rows, said):
    """Precision, recall and F1 of the rows that were said to be the same."""
    found = sum(r[2] == "same" and s for r, s in zip(rows, said))
    truth, claimed = sum(r[2] == "same" for r in rows), sum(said)
    precision, recall = found / max(claimed, 1), found / max(truth, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def report(name, rows, said):
    script = [r[0].isascii() or any("a" <= c.lower() <= "z" for c in r[0] + r[1]) for r in rows]
    for part, keep in [
        ("odd rows", [n % 2 == 0 for n in range(len(rows))]),
        ("even rows", [n % 2 == 1 for n in range(len(rows))]),
        ("all", [True] * len(rows)),
        ("hard", [r[4] == "hard" for r in rows]),
        ("both in Arabic", [not s for s in script]),
        ("Arabic and Latin", script),
    ]:
        kept = [(r, s) for r, s, k in zip(rows, said, keep) if k]
        p, r, f = figures([r for r, _ in kept], [s for _, s in kept])
        print(f"| {name} | {part} | {len(kept)} | {p:.3f} | {r:.3f} | {f:.3f} |")


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if not PROGRAM.is_file():
        sys.exit(f"{PROGRAM}: not there; build it with cargo build --release -p rawi-actors --example names")
    given = "".join(f"{r[0]}\t{r[1]}\n" for r in rows)
    print("| matcher | rows | pairs | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |")
    for mode, name in [("same", "Rawi, names alone"), ("actor", "Rawi, with the knowledge base")]:
        out = subprocess.run([PROGRAM, mode], input=given, capture_output=True, text=True, check=True).stdout
        report(name, rows, [line.split("\t")[0] == "same" for line in out.splitlines()])
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
    except ImportError as missing:
        print(f"logic-v2 is not measured: {missing}", file=sys.stderr)
        return
    logic = get_algorithm("logic-v2")
    config = logic.default_config()

    def score(n, a, b):
        one, two = (
            model.get_proxy({"id": f"{n}-{side}", "schema": "Person", "properties": {"name": [name]}}) for side, name in [(1, a), (2, b)]
        )
        return logic.compare(one, two, config).score

    start = time.perf_counter()
    scores = [score(n, r[0], r[1]) for n, r in enumerate(rows)]
    seconds = time.perf_counter() - start
    report("logic-v2, 0.7", rows, [s >= 0.7 for s in scores])
    odd = [(r, s) for n, (r, s) in enumerate(zip(rows, scores)) if n % 2 == 0]
    best = max({round(s, 3) for s in scores} - {0.0}, key=lambda t: figures([r for r, _ in odd], [s >= t for _, s in odd])[2])
    report(f"logic-v2, {best}", rows, [s >= best for s in scores])
    print(f"logic-v2: {1e6 * seconds / len(rows):.0f} microseconds a pair", file=sys.stderr)


if __name__ == "__main__":
    main()
