#!/usr/bin/env python3
"""Derives lexicon/places.tsv: cities with their Arabic names, and whether each is a personal name or an ordinary word too.

Reads, beside the project's root:
  ../shared/names/geonames_cities_ar.tsv.gz   cities with Arabic names (GeoNames, CC BY 4.0)
  ../shared/pool/*.jsonl.gz                   news text, only counted: how often a form stands where places stand
and lexicon/names.tsv, lexicon/common_words.tsv.

Usage: scripts/derive_places.py [OUTPUT]      (lexicon/places.tsv when none is named)
The same input gives the same output, byte for byte.
"""

import collections
import gzip
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CITIES = ROOT.parent / "shared" / "names" / "geonames_cities_ar.tsv.gz"
# All cities of the countries that Arabic news is mostly about; elsewhere the large ones.
NEAR = set("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE SS TD ER IR TR IL AF PK CY MT".split())
LARGE = 60_000
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
FOLD.update({mark: None for mark in [*range(0x64B, 0x660), 0x670]})
NAME = re.compile("^[ء-ي]{2,}( [ء-ي]{1,})*$")
WORDS = re.compile("[ء-يٱ\u0640\u064b-\u065f\u0670]+")
# What stands before a place, and which share of a word's places it stands before at least, if the word is one.
BEFORE = set("مدينه بمدينه محافظه بمحافظه بلده ببلده قريه بقريه ولايه بولايه العاصمه بالعاصمه شمالي جنوبي شرقي غربي ريف ضواحي".split())
SHARE = 0.005
HEAD = """\
# Cities, as news names them. Tab-separated; lines that begin with # are comments. Written by scripts/derive_places.py: do not edit.
#
# Source: GeoNames (https://www.geonames.org), CC BY 4.0: cities with Arabic names, all of the Arab world and its neighbours,
# elsewhere those of 60,000 people or more.
#
# form    folded: أ إ آ ٱ as ا, ى as ي, ة as ه, ؤ as و, ئ as ي, no marks
# also    name   a personal name too; word   an ordinary word too; - neither
#
# form	also
"""


def fold(word):
    return word.translate(FOLD)


def rows_of(name):
    for line in (ROOT / "lexicon" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def counts():
    total, placed = collections.Counter(), collections.Counter()
    for path in sorted((ROOT.parent / "shared" / "pool").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                before = ""
                for word in WORDS.findall(fold(json.loads(line)["text"])):
                    total[word] += 1
                    placed[word] += before in BEFORE
                    before = word
    return total, placed


def main():
    total, placed = counts()
    names = {row[0] for row in rows_of("names.tsv") if int(row[1]) + int(row[2]) >= 15}
    words = {row[0] for row in rows_of("common_words.tsv")}
    heads = {fold(row[0]) for name in ("heads.tsv", "titles.tsv") for row in rows_of(name)}
    found = set()
    with gzip.open(CITIES, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            _, _, country, _, population, _, _, arabic = line.rstrip("\n").split("\t")
            if country in NEAR or int(population or 0) >= LARGE:
                found.update(f for f in (fold(n.strip()) for n in arabic.split("|")) if NAME.match(f) and len(f) > 2)
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "lexicon" / "places.tsv"
    with output.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for form in sorted(found):
            bare = form.removeprefix("ال")
            also = "-"
            if " " not in form:
                if bare in heads:
                    continue
                article = form != bare and placed[form] <= 4 * SHARE * total[form]
                if article or (form in words or bare in words) and placed[form] < SHARE * total[form]:
                    also = "word"
                elif form in names:
                    also = "name"
            out.write(f"{form}\t{also}\n")


main()
