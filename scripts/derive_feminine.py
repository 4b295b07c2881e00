#!/usr/bin/env python3
"""Derives lexicon/feminine.tsv: words that newspaper Arabic writes with a final ta marbuta, counted over a corpus.

    derive_feminine.py CORPUS_DIR > lexicon/feminine.tsv

CORPUS_DIR holds *.jsonl.gz with a `text` field. Only single words enter the table. Standard library only.
"""
import gzip, json, re, sys
from collections import Counter
from pathlib import Path

MARKS = re.compile(r"[\u0610-\u061A\u064B-\u065F\u0670\u0640\u200B-\u200F\u202A-\u202E]")
FOLD = str.maketrans("أإآٱى", "ااااي")
WORD = re.compile(r"[\u0621-\u064A]+")
ARTICLE = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل))(?=..)")
LEAST = 12  # fewest occurrences, with and without the article

count, with_ha = Counter(), Counter()
for f in sorted(Path(sys.argv[1]).glob("*.jsonl.gz")):
    for line in gzip.open(f, "rt", encoding="utf-8"):
        for w in WORD.findall(MARKS.sub("", json.loads(line)["text"]).translate(FOLD)):
            if w.endswith("ة"):
                count[ARTICLE.sub("", w)[:-1]] += 1
            elif w.endswith("ه"):
                with_ha[w[:-1]] += 1

print("""# Words that end in ta marbuta, without it: what tells مدرسه, a spelling of مدرسة, from قراره, his decision, and
# غارات, of غارة, from قرارات, of قرار. Made by scripts/derive_feminine.py from word counts.
#
# word""")
for w in sorted(count):
    # a rare ة beside a common ه is a slip for the pronoun
    if count[w] >= LEAST and len(w) >= 2 and count[w] * 4 > with_ha[w]:
        print(w)
