#!/usr/bin/env python3
"""Derives lexicon/romanisation.tsv: how the parts of Arabic names are written in Latin letters.

Reads, beside the project's root:
  ../shared/names/person_fullnames_ar_latin.tsv.gz    full names in Arabic and Latin (Wikidata, dzirinames)

Full names are cut into parts in both writings, and where both have the same number of parts, part goes with part. One name in
ten (by a hash of its Arabic form) is left out: the romanisation is measured on those.

Usage: scripts/derive_romanisation.py [OUTPUT]      (lexicon/romanisation.tsv when none is named)
       scripts/derive_romanisation.py --held-out [arab]   prints the names left out: Arabic form, tab, Latin forms with |
                                                   between; with arab, without those from Iran, Pakistan and Afghanistan
The same input gives the same output, byte for byte.
"""

import collections
import gzip
import pathlib
import re
import sys
import unicodedata
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAMES = ROOT.parent / "shared" / "names" / "person_fullnames_ar_latin.tsv.gz"
KEEP = 15_000
VARIANTS = 8
# As the keys of rawi-text fold: seats of hamza, ى ي, ة ه, Persian letters; the hamza itself stays.
FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و", "ک": "ك", "گ": "ك", "پ": "ب", "چ": "ج",
     "ژ": "ز", "ڤ": "ف", "ـ": None}
)
FOLD.update({mark: None for mark in [*range(0x64B, 0x660), 0x670]})
LETTERS = re.compile("^[ء-ي]{2,}$")
# What a name is written like in Pakistan or Iran says less of how Arabs write it.
WEIGHT = {"IR": 1, "PK": 1, "AF": 1, "KM": 1}
FULL = 4
AR_PARTICLES = {"بن", "ابن", "بنت", "ابو", "ابي", "ابا", "بو", "ام", "ال", "ولد", "ايت", "اولاد"}
LATIN_PARTICLES = {"bin", "ben", "ibn", "bint", "abu", "abou", "abo", "aboul", "umm", "oum", "om", "al", "el", "ould", "ait", "ouled", "bou", "as", "ash",
                   "ad", "an", "ar", "at", "az", "il", "ul", "us", "ud", "ur", "e", "l"}
ARTICLE = re.compile(r"^(al|el|as|ash|ad|an|ar|at|az|il)[-’'`](?=\w)", re.I)
ABD = re.compile(r"^(abd|abdul|abdel|abdal|abdol|abdur|abder|abdus|abdes|abdu|abdou|abdelr)$", re.I)
MARKS = str.maketrans({c: None for c in "ʿʾʻʼ‘’`´'ʽ"} | {"ı": "i", "ø": "o", "đ": "d", "ł": "l"})


def plain(latin):
    """Without diacritics and marks of ayn and hamza."""
    text = unicodedata.normalize("NFD", latin)
    return "".join(c for c in text if not unicodedata.combining(c)).translate(MARKS)


def arabic_parts(name):
    out, words = [], name.translate(FOLD).split()
    i = 0
    while i < len(words):
        word = words[i]
        if word == "عبد" and i + 1 < len(words):
            word, i = word + words[i + 1], i + 1
        i += 1
        if word in AR_PARTICLES:
            continue
        out.append(word[2:] if word.startswith("ال") and len(word) > 4 and not word.startswith("الله") else word)
    return out


def latin_parts(name):
    out, words = [], [w for w in re.split(r"\s+", plain(name).replace("–", "-")) if w]
    i = 0
    while i < len(words):
        word = ARTICLE.sub("", words[i])
        i += 1
        low = word.lower().strip("-.")
        if (ABD.match(low) or low in ("abd-al", "abd-el", "abd-ul")) and i < len(words):
            while i + 1 < len(words) and words[i].lower().strip("-") in LATIN_PARTICLES:
                i += 1
            rest = words[i]
            i += 1
            out.append(f"{'Abdul' if low.startswith('abd-') or low == 'abd' else word} {ARTICLE.sub('', rest).capitalize()}")
            continue
        if low in LATIN_PARTICLES or not low:
            continue
        out.append(word.strip("-."))
    return out


def rows():
    with gzip.open(NAMES, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def held_out(arabic):
    return zlib.crc32(arabic.encode()) % 10 == 0


def consonants(latin):
    return re.sub(r"[^bcdfgjklmnpqrstvxz]", "", latin.lower())


def main():
    if not NAMES.is_file():
        sys.exit(f"{NAMES}: not there; nothing is written")
    if sys.argv[1:2] == ["--held-out"]:
        arab = "arab" in sys.argv[2:]
        forms = collections.defaultdict(list)
        for arabic, latin, _lang, country, _count, source in rows():
            if arab and country in WEIGHT:
                continue
            if held_out(arabic) and source == "wikidata" and len(arabic.split()) > 1:
                forms[arabic].append(latin)
        for arabic in sorted(forms):
            print(f"{arabic}\t{'|'.join(forms[arabic])}")
        return
    count, latins = collections.Counter(), collections.defaultdict(collections.Counter)
    seen, share = collections.Counter(), collections.Counter()
    for arabic, latin, _lang, country, _count, _source in rows():
        if held_out(arabic):
            continue
        ar, la = arabic_parts(arabic), latin_parts(latin)
        if len(ar) != len(la):
            continue
        for form, roman in zip(ar, la):
            if LETTERS.match(form) and re.fullmatch(r"[A-Za-z][A-Za-z -]+", roman) and len(consonants(roman)) < 2 * len(form):
                weight = WEIGHT.get(country, FULL)
                count[form] += weight
                if roman.isupper() or roman.islower():
                    roman = roman.capitalize()
                latins[form][roman] += weight
                seen[form, roman] += 1
                share[form] += 1
    ranked = sorted(count, key=lambda form: (-count[form], form))[:KEEP]
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "lexicon" / "romanisation.tsv"
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        for form in sorted(ranked):
            best = sorted(latins[form].items(), key=lambda item: (-item[1], item[0]))
            kept = [latin for n, (latin, _) in enumerate(best) if n == 0 or (n < VARIANTS and seen[form, latin] > max(1, share[form] // 70))]
            file.write(f"{form}\t{max(1, count[form] // FULL)}\t{'|'.join(kept)}\n")
    print(f"{out}: {len(ranked)} forms")


HEADER = """\
# How parts of Arabic names are written in Latin letters. Tab-separated; lines that begin with # are comments. Written by
# scripts/derive_romanisation.py: do not edit.
#
# Sources: full names in Arabic and Latin writing from the labels of Wikidata (CC0 1.0) and from dzirinames (MIT), as gathered by
# arabic-name-romanizer (MIT). One name in ten was left out, to measure on.
#
# form    folded as keys are (أ إ آ as ا, ى ئ as ي, ة as ه, ؤ as و, no marks), without ال; عبد and its complement in one.
#         Sorted by code points: it is searched where it lies
# count   how often it is a part of a name there (names from Iran, Pakistan and Afghanistan count a quarter)
# latin   how it is romanised, the commonest first, | between
#
# form\tcount\tlatin
"""

if __name__ == "__main__":
    main()
