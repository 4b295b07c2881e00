#!/usr/bin/env python3
"""Measures how a record groups pairs of articles, or of statements, that people judged.

    scripts/pairs.py stories RECORD PAIRS.tsv
    scripts/pairs.py utterances RECORD PAIRS.tsv

RECORD was made with `rawi add` from the files that the pairs come from. PAIRS.tsv has a header line (lines that begin with
# are comments) and the columns
    half     which part of the pairs this one is in: measured apart
    label    same or not; anything else is left out
    a_file a_line b_file b_line     the articles: a file's name and the line in it, from 1
    a_start b_start                 of statements: a place in the content, in code points of the article's text
Pairs of which one is not in the record are told and left out. Prints precision and recall of "same" for each half.
"""

import sqlite3
import sys
from collections import Counter


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("stories", "utterances"):
        sys.exit(__doc__)
    kind, record, table = sys.argv[1:]
    try:
        lines = [l.rstrip("\n") for l in open(table, encoding="utf-8") if l.strip() and not l.startswith("#")]
    except OSError as e:
        print(f"{e}: nothing was measured")
        return
    header = lines[0].split("\t")
    db = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    versions = {(path.rsplit("/", 1)[-1], line): v for v, path, line in db.execute(
        "SELECT v.id, v.path, v.line FROM article_version v JOIN article a ON a.latest = v.id")}
    group = dict(db.execute("SELECT version, story FROM story_article" if kind == "stories"
                            else "SELECT statement, utterance FROM report"))

    def thing(row, side):
        version = versions.get((row[side + "_file"], int(row[side + "_line"])))
        if version is None or kind == "stories":
            return version
        found = db.execute(
            'SELECT s.id FROM statement s JOIN content_span c ON c.statement = s.id WHERE s.version = ? AND c.start <= ? '
            'AND c."end" > ? ORDER BY c."end" - c.start LIMIT 1', (version, int(row[side + "_start"]), int(row[side + "_start"])))
        return next((r[0] for r in found), None)

    halves, missing, wrong = {}, 0, []
    for n, line in enumerate(lines[1:], 1):
        row = dict(zip(header, line.split("\t")))
        if row["label"] not in ("same", "not"):
            continue
        a, b = thing(row, "a"), thing(row, "b")
        if a is None or b is None:
            missing += 1
            wrong.append(f"pair {n}: not in the record")
            continue
        together = a in group and group.get(a) == group.get(b)
        halves.setdefault(row.get("half", "all"), Counter())[row["label"] == "same", together] += 1
        if together != (row["label"] == "same"):
            wrong.append(f"pair {n} ({row.get('half', '')}): judged {row['label']}")
    for half, c in list(halves.items()) + [("all", sum(halves.values(), Counter()))]:
        right, made_up, missed = c[True, True], c[False, True], c[True, False]
        share = lambda n, of: f"{n / of:.3f}" if of else "none"
        print(f"{half}\tpairs {sum(c.values())}\tprecision {share(right, right + made_up)} ({right} of {right + made_up})"
              f"\trecall {share(right, right + missed)} ({right} of {right + missed})")
    if missing:
        print(f"{missing} pairs are not in the record")
    for line in wrong:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
