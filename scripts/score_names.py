#!/usr/bin/env python3
"""Measures the names that Rawi finds against an annotated corpus in the form of CoNLL, by exact spans of words.

Reads ../shared/reference/ner/anercorp_camel/ANERCorp_CamelLab_test.txt, which is only ever measured on, and prints
precision, recall and F1 of people, organisations and places: of its first 420 sentences, which were looked at while the
program was written, of the other sentences, which were not, and of all. Other kinds (MISC) are left out. A span is right
when it has the words and the kind of an annotated one, as seqeval counts.

The corpus has sentences without articles: each 15 are read as one article.

Usage: scripts/score_names.py [CORPUS]
Needs: cargo build --release -p rawi-actors --example spot
"""

import bisect
import collections
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "reference" / "ner" / "anercorp_camel" / "ANERCorp_CamelLab_test.txt"
SPOT = ROOT / "target" / "release" / "examples" / "spot"
KINDS = {"person": "PERS", "organisation": "ORG", "place": "LOC"}
SEEN = 420
ARTICLE = 15


def sentences(path):
    current = []
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        cells = line.split()
        if len(cells) >= 2:
            current.append((cells[0], cells[-1]))
        elif current:
            yield current
            current = []


def spans(tags):
    """(first word, one past the last, kind) of tags in the form of CoNLL."""
    found, start, kind = set(), None, None
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        prefix = prefix if name in KINDS.values() else "O"
        if start is not None and not (prefix == "I" and name == kind):
            found.add((start, i, kind))
            start = None
        if prefix == "B" or prefix == "I" and start is None:
            start, kind = i, name
    return found


def read(corpus):
    """The tags that Rawi gives the words of the corpus."""
    text, words = bytearray(), []
    for n, sentence in enumerate(corpus):
        for i, (word, _) in enumerate(sentence):
            start = len(text)
            text += word.encode()
            words.append((start, len(text), n, i))
            text += b" "
        text += b"\f" if n % ARTICLE == ARTICLE - 1 else b"\n"
    out = subprocess.run([SPOT, "tag"], input=bytes(text), stdout=subprocess.PIPE, check=True).stdout.decode()
    tags = [["O"] * len(sentence) for sentence in corpus]
    starts = [word[0] for word in words]
    for line in out.splitlines():
        start, end, kind, _ = line.split("\t", 3)
        at, prefix = bisect.bisect_right(starts, int(start)) - 1, "B-"
        while at < len(words) and words[at][0] < int(end):
            if words[at][1] > int(start):
                _, _, n, i = words[at]
                tags[n][i] = prefix + KINDS[kind]
                prefix = "I-"
            at += 1
    return tags


def table(name, corpus, tags):
    right, read_, wanted = collections.Counter(), collections.Counter(), collections.Counter()
    for sentence, guess in zip(corpus, tags):
        gold, found = spans([tag for _, tag in sentence]), spans(guess)
        for counter, those in ((right, gold & found), (read_, found), (wanted, gold)):
            counter.update(kind for _, _, kind in those)
    for kind in [*KINDS.values(), "all"]:
        r, f, w = ((sum(c.values()) if kind == "all" else c[kind]) for c in (right, read_, wanted))
        precision, recall = r / max(f, 1), r / max(w, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{name}\t{kind}\t{w}\t{precision:.3f}\t{recall:.3f}\t{f1:.3f}")


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not path.is_file():
        sys.exit(f"{path}: the annotated corpus is not there: name its file")
    corpus = list(sentences(path))
    tags = read(corpus)
    print("sentences\tkind\tannotated\tprecision\trecall\tF1")
    table(f"first {SEEN}", corpus[:SEEN], tags[:SEEN])
    table("others", corpus[SEEN:], tags[SEEN:])
    table("all", corpus, tags)


main()
