#!/usr/bin/env python3
"""Derives lexicon/names.tsv: the parts of personal names, with how often they are given and family names.

Reads, beside the project's root:
  ../shared/names/person_name_units_ar_latin.tsv.gz   name parts in Arabic and Latin with counts (Wikidata, dzirinames)
  ../shared/names/person_fullnames_ar_latin.tsv.gz    full names in Arabic and Latin (Wikidata, dzirinames)
  ../shared/pool/*.jsonl.gz                           news text, only counted: which forms are common words

Usage: scripts/derive_names.py [OUTPUT]      (lexicon/names.tsv when none is named)
The same input gives the same output, byte for byte.
"""

import collections
import gzip
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
KEEP = 15_000
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
FOLD.update({mark: None for mark in [*range(0x64B, 0x660), 0x670]})
LETTERS = re.compile("^[ء-ي]{2,}$")
WORDS = re.compile("[ء-يٱ\u0640\u064b-\u065f\u0670]+")
# What stands before or after a name: never a name by itself.
PARTICLES = set("ابن بن بنت ال ابو ابي ابا ام عبد ولد ايت اولاد بو بني دي دو فان فون دا لا لو سي".split())
FUNCTION = set(
    "من في الي عن ان انه انها لا ما لم لن قد هو هي هم كل بعد قبل مع هذا هذه ذلك تلك التي الذي كان كانت كما او ثم حتي بين "
    "عند غير حول منذ خلال نحو اي اما لكن ولكن ليس اذا اذ كذلك ايضا هناك هنا به له لها لهم فيه فيها منه منها عليه عليها اليه "
    "اليها وهو وهي وان ولا وما ومن وفي وعلي وقد دون ضد لدي حيث كيف متي اين بل سوف مثل بعض جدا يا عام يوم سنه اول الان امس "
    "اليوم غدا قال قالت يقول اكد اضاف اعلن ذكر وقال واكد واضاف دوله رييس الرييس وزير الوزير حكومه الحكومه مدينه العالم "
    "الدوله الحرب السلام العام العامه الاول الاولي الثاني الثانيه الاسلاميه العربيه الوطنيه المتحده الخارجيه الداخليه "
    "الشرقيه الغربيه الجديد الجديده السابق الحالي الماضي المقبل احد واحد اثنين".split()
)


def fold(word):
    return word.translate(FOLD)


def rows(name):
    path = SHARED / "names" / name
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def given_and_family():
    given, family, latin = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    for arabic, roman, _lang, _country, role, count, _source in rows("person_name_units_ar_latin.tsv.gz"):
        form, count = fold(arabic), int(count)
        if not LETTERS.match(form):
            continue
        latin[form][roman] += count
        if role == "given":
            given[form] += count
        elif role == "surname":
            family[form] += count
        else:
            # A name part of unknown role counts as a given name once: it is listed, not counted.
            given[form] += 1
    return given, family, latin


def gender(given):
    """Guessed from the ending, and only for names that are given names first; - where an ending says nothing."""
    masculine = set("حمزه طلحه عبيده قتيبه اسامه معاويه عروه خليفه عطيه جمعه حذيفه عكرمه طه سلامه شحاته عرفه نعمه عقبه ربيعه ساريه "
                    "موسي عيسي مصطفي مرتضي يحيي بشري علي مهدي هاني سامي رامي فادي شادي وليه زكريا يهوذا رضا باشا بهاء علاء ضياء "
                    "عطاء صفاء زكرياء لواء".split())
    feminine = set("زينب مريم سعاد هند نجاح سحر امل احلام ايمان ابتسام الهام انتصار اسماء هيفاء لمياء شيماء دعاء الاء اسراء هناء ثناء "
                   "نجلاء حسناء زهراء ميساء وفاء رجاء سناء نداء هبه مها لينا دينا رانيا نادين ياسمين سوزان جيهان نرمين شيرين نسرين "
                   "سلمي ليلي لبني هدي مني نهي رشا سلوي نجوي فدوي يسري ندي رنا ريما سوسن غاده عبير حنان اماني ماري ان ماريا اناس "
                   "كلثوم سهام وداد نوال اقبال منال امال جميله خديجه فاطمه عايشه رقيه ساره نورا انجيلا كوندوليزا هيلاري كاترين "
                   "كاثرين ميشيل كريستين نانسي سيلفيا باولا جولي صوفي جوليا اليزابيث شهرزاد شهيناز تهاني هاجر سميره".split())
    for name in given:
        if name in masculine:
            yield name, "m"
        elif name in feminine:
            yield name, "f"
        elif name.startswith("عبد") or name.endswith("الله") or name.endswith("الدين"):
            yield name, "m"
        elif name.endswith("ه") and len(name) > 3 and not name.endswith(("الله", "يه")):
            yield name, "f"


def common_words(names):
    """How often each form occurs, and how often right beside another name: a common word seldom does."""
    seen, beside = collections.Counter(), collections.Counter()
    for path in sorted((SHARED / "pool").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                words = [fold(w) for w in WORDS.findall(json.loads(line)["text"])]
                for before, word in zip([""] + words, words):
                    if word in names:
                        seen[word] += 1
                        if before in names:
                            beside[word] += 1
                            beside[before] += 1
    return seen, beside


def main():
    if not (SHARED / "names").is_dir():
        sys.exit(f"{SHARED / 'names'}: not there; lexicon/names.tsv is left as it is")
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "lexicon" / "names.tsv"
    given, family, latin = given_and_family()
    # Full names say how often a part of unknown weight is in use.
    whole = collections.Counter()
    for arabic, _latin, *_ in rows("person_fullnames_ar_latin.tsv.gz"):
        whole.update({fold(part) for part in arabic.split()})
    ranked = sorted(
        (form for form in set(given) | set(family) if form not in FUNCTION and form not in PARTICLES),
        key=lambda form: (-(given[form] + family[form] + whole[form]), form),
    )[:KEEP]
    strong = {form for form in ranked if given[form] + family[form] >= 25}
    seen, beside = common_words(set(ranked))
    sexes = dict(gender({form: given[form] for form in ranked if given[form] >= family[form]}))
    kept = []
    for form in ranked:
        weight = given[form] + family[form]
        often = seen[form] >= 40 and form not in PARTICLES
        # Common: much more often in running text than its weight as a name, and seldom beside another name.
        rare_as_name = beside[form] < 0.35 * seen[form] or seen[form] > 60 * weight
        common = often and rare_as_name and seen[form] > 3 * weight
        if common and weight < 3 and seen[form] > 400 and form not in strong:
            continue
        top = min(latin[form].items(), key=lambda item: (-item[1], item[0]))[0] if latin[form] else "-"
        kept.append((form, given[form], family[form], sexes.get(form, "-"), top, "yes" if common else "-"))
    kept.sort()
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        for row in kept:
            file.write("\t".join(map(str, row)) + "\n")
    print(f"{out}: {len(kept)} forms, {sum(r[5] == 'yes' for r in kept)} of them common words too")


HEADER = """\
# Parts of personal names. Tab-separated; lines that begin with # are comments. Written by scripts/derive_names.py: do not edit.
#
# Sources: name parts and full names in Arabic and Latin from the labels of Wikidata (CC0 1.0) and from dzirinames (MIT), as
# gathered by arabic-name-romanizer (MIT). Rows of both sources, wikidata and dzirinames, were kept; nothing else was used but
# counts of words in news text, which decide the last column.
#
# form    folded: أ إ آ ٱ as ا, ى as ي, ة as ه, ؤ as و, ئ as ي, no marks
# given   how often it is a given name in the sources
# family  how often it is a family name in the sources
# gender  m f, guessed from lists and endings; - where that says nothing
# latin   the commonest romanisation
# common  yes where news text uses the form more often as an ordinary word: a name only beside another name or a title
#
# form\tgiven\tfamily\tgender\tlatin\tcommon
"""

if __name__ == "__main__":
    main()
