#!/usr/bin/env python3
"""Derives lexicon/rare_words.tsv: ordinary words that are too rare for lexicon/common_words.tsv, counted over a corpus.

    derive_rare_words.py CORPUS_DIR NAME_PARTS > lexicon/rare_words.tsv

CORPUS_DIR holds *.jsonl.gz with a `text` field; NAME_PARTS is a gzipped table of name parts with counts. Only counts of
single words decide. What tells a rare word from a rare name: a name comes several times in the few articles that have
it, and after titles, given names and verbs of speech; a word is spread thin and has other forms. Standard library only.
"""
import gzip, json, sys
from collections import Counter
from pathlib import Path

from derive_common_words import ROOT, WORD, column, fold

LEAST = 4       # fewest articles that have it
SPREAD = 0.75   # articles that have it, as a share of its occurrences
NAMED = 0.12    # most occurrences after what names come after, as a share
PARTS = 3       # from so many bearers on it is a name
PARTICLES = ["و", "ف", "ب", "ل", "س", "ك", "لل", "ن", "ت", "ي"]
ENDINGS = ["ه", "ها", "هم", "هما", "ات", "ين", "ون", "ان", "نا", "ا", "ي", "تها", "ته", "تهم", "وا"]
VERBS = (
    "قال وقال قالت وقالت أكد وأكد أكدت وأكدت أوضح وأوضح أضاف وأضاف أضافت وأضافت ذكر وذكر يقول ويقول تقول وتقول أشار وأشار "
    "اعتبر واعتبر أعلن وأعلن كشف وكشف كتب وكتب رأى ويرى لفت ولفت شدد وشدد دعا ودعا صرح وصرح تابع وتابع أعرب وأعرب"
)


def less_article(w):
    return w[2:] if w.startswith("ال") and len(w) > 3 else w


def counts(corpus, lead, verbs):
    count, articles, named, said = Counter(), Counter(), Counter(), Counter()
    for f in sorted(Path(corpus).glob("*.jsonl.gz")):
        for line in gzip.open(f, "rt", encoding="utf-8"):
            previous, end, seen = "", 0, set()
            for m in WORD.finditer(fold(json.loads(line)["text"])):
                w = m.group()
                count[w] += 1
                seen.add(w)
                if m.start() == end + 1:
                    named[w] += previous in lead
                    said[w] += previous in verbs
                previous, end = w, m.end()
            articles.update(seen)
    return count, articles, named, said


def names(parts):
    """Every word of our tables of names, and parts of names that several bear."""
    found, bearers = set(), Counter()
    for f in sorted(ROOT.glob("kb/*.tsv")):
        for line in f.read_text(encoding="utf-8").splitlines():
            found.update(fold(w) for w in line.replace("|", "\t").replace("\t", " ").split() if not line.startswith("#"))
    for table in ("names", "places", "regions", "romanisation"):
        found.update(w for _, form in column(ROOT / f"lexicon/{table}.tsv", 0) for w in fold(form).split())
    with gzip.open(parts, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            bearers[fold(cells[0])] += int(cells[5])
    return found | {w for w, n in bearers.items() if n >= PARTS}


def is_inflected(w, words):
    """What the reader takes for a form of a word that it knows (Tables::is_inflected)."""
    known = lambda k: len(k) > 2 and k in words
    stem = lambda k: any(k.endswith(e) and known(k[: -len(e)]) for e in ENDINGS)
    if len(w) >= 5 and (w[-1] == "ه" and (w[0] == "م" or w[-2] == "ي") or w[0] == "ا" and w[-2] == "ا"):
        return True
    if any(w.endswith(e) and len(w) - len(e) >= 4 for e in ("ها", "هم", "هما")) or stem(w):
        return True
    behind = (w[len(p):] for p in PARTICLES if w.startswith(p) and len(w) - len(p) > 3)
    return any(known(k) or stem(k) or known(less_article(k)) for k in behind)


def has_other_forms(w, count):
    forms = [p + w for p in ("ال", "و", "ب", "ل", "وال")] + [w + e for e in ("ه", "ها", "هم", "ت", "وا", "ات", "ين", "ا")]
    if w[0] in "يتن":
        forms += [p + w[1:] for p in "يتن" if p != w[0]] + [w[1:]]
    if w[0] == "ا":
        forms += [p + w[1:] for p in "يتن"]
    if w[-1] in "هاتن":
        forms += [w[:-1], "ال" + w[:-1]]
    return sum(count[f] >= 2 for f in forms) >= 2


def main():
    human = ("office", "honorific", "spokes", "profession", "modifier")
    titles = {fold(w) for cells, w in column(ROOT / "lexicon/titles.tsv", 0) if cells[3] == "s" and cells[1] in human}
    nisbas = {fold(w) for _, w in column(ROOT / "lexicon/demonyms.tsv", 0)}
    given = {fold(w) for cells, w in column(ROOT / "lexicon/names.tsv", 0) if int(cells[1] or 0) >= 30 and cells[5] != "yes"}
    people = {fold(w) for cells, _ in column(ROOT / "kb/people.tsv", 2) for w in cells[2].split() if len(w) > 2 and cells[0] != "id"}
    common = {w for _, w in column(ROOT / "lexicon/common_words.tsv", 0)}
    particles = {fold(w) for _, w in column(ROOT / "lexicon/function_words.tsv", 0)}
    lead = titles | {"ال" + t for t in titles | nisbas} | given | people - common - particles
    count, articles, named, said = counts(sys.argv[1], lead, {fold(v) for v in VERBS.split()})
    roles = {fold(w) for t in ("titles", "heads") for _, w in column(ROOT / f"lexicon/{t}.tsv", 0)}
    no_words = names(sys.argv[2])

    def is_word(w):
        n = count[w]
        spread = articles[w] >= LEAST and articles[w] >= SPREAD * n
        return len(w) >= 3 and spread and max(named[w], said[w]) <= NAMED * n and has_other_forms(w, count)

    found = sorted((w for w in count if w not in common and w not in no_words and is_word(w)), key=lambda w: (len(w), w))
    words, out = common | roles, []
    # forms without the article first: words are looked up less their article
    for w in sorted(found, key=lambda w: w != less_article(w)):
        bare = less_article(w)
        if bare not in words and bare not in no_words and len(bare) >= 3 and not is_inflected(bare, words):
            words.add(bare)
            out.append(bare)
    print(HEADER, end="")
    print("\n".join(sorted(out)))


HEADER = """\
# Ordinary words that are too rare for common_words.tsv: what is here is not taken for an unknown name either. Made by
# scripts/derive_rare_words.py from word counts. One word a line, folded, without its article.
#
# word
"""

if __name__ == "__main__":
    main()
