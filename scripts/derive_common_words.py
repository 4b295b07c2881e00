#!/usr/bin/env python3
"""Derives lexicon/common_words.tsv: ordinary words of newspaper Arabic, counted over a corpus.

    derive_common_words.py CORPUS_DIR > lexicon/common_words.tsv

CORPUS_DIR holds *.jsonl.gz with a `text` field. Only counts of single words enter the table. A word that mostly follows
a title or a given name is taken for a name and left out. Standard library only.
"""
import gzip, json, re, sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARKS = re.compile(r"[\u0610-\u061A\u064B-\u065F\u0670\u0640\u200B-\u200F\u202A-\u202E]")
FOLD = str.maketrans("أإآٱىةؤئ", "اااايهوي")
WORD = re.compile(r"[\u0621-\u064A]+")
LEAST = 60       # fewest occurrences, with and without clitics
DEFINITE = 12    # fewest occurrences behind the article that tell whether a word is an adjective
QUALIFIES = 0.45  # share of these right after another word with the article that makes it an adjective
HEADS = 0.12     # and the share below which it is a noun
ARTICLE = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")
# names that begin names, so that no title or name stands before them, and that are hardly ever words
NAMES = set("""
محمد احمد حسين حسن محمود ابراهيم خان خالد مصطفي يوسف عمر اسماعيل فاطمه طارق مريم مسعود سمير منصور خليل هشام
سعد ياسين ليلي وليد فواد يحيي سامي نبيل عثمان موسي حمزه اسامه سالم ايمن ساره انور بشير حامد عيسي منير بلال
الياس فتحي ناديه ادريس عمار لطفي حيدر عصام مروان ياسر جلال عماد محمدي سفيان فوزي علاء زياد حسام اكرم طه امينه
راشد خديجه ايوب هاني جاسم كاظم نجيب ادم صبري زكريا ناجي ريم عمرو يعقوب رامي نوري حسان حسني زهير انس حاتم سميره
رحيم فريده حداد زكي شهاب عبيد جعفري شفيق انصاري جوزيف حنان سعود شعبان طلال نواز رحمان اسحاق العلوي بسام ساميه
ميشيل فايزه تامر زيد نزار الهاشمي اياد علوي سامح رمزي العبيدي مازن عزت منال نايف عايده فرحان الطاهر يسري حازم
دانيال غسان نبيله صالحي قيس نواف بشار عقيل جبريل هنري مرزوق معاذ جمالي رقيه عثماني لبني هيفاء بناني ماري ميشال
مهنا سوزان عرفات حقاني سكينه الحداد فالح فايق اندريه هيكل الراوي بهاء سنيه العباسي معمر الناصري مايكل الشهري
الحربي الشمري نصرالله باقري لحسن بكر ليث نزيهه داني الدباغ خضير البغدادي القذافي رفسنجاني زرداري جنبلاط
لاريجاني محسود المرزوقي السويدي واحمد وخالد وعبدالله وعمر ومحمد الاحمد
""".split())
AFTER_NAME = 0.4  # share of occurrences after a title or a given name that makes a word a name


def fold(s):
    return MARKS.sub("", s).translate(FOLD)


def column(path, n):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t"), line.split("\t")[n]


def main():
    titles = {fold(w) for cells, w in column(ROOT / "lexicon/titles.tsv", 0) if cells[3] == "s" and cells[1] in ("office", "honorific", "spokes", "profession")}
    given = {fold(w) for cells, w in column(ROOT / "lexicon/names.tsv", 0) if int(cells[1] or 0) >= 30 and cells[5] != "yes"}
    lead = titles | {"ال" + t for t in titles} | given
    count, after = Counter(), Counter()
    definite, qualifies = Counter(), Counter()
    for f in sorted(Path(sys.argv[1]).glob("*.jsonl.gz")):
        for line in gzip.open(f, "rt", encoding="utf-8"):
            previous, end = "", 0
            text = fold(json.loads(line)["text"])
            for m in WORD.finditer(text):
                w = m.group()
                count[w] += 1
                if previous in lead:
                    after[w] += 1
                if w.startswith("ال"):
                    definite[w[2:]] += 1
                    if m.start() == end + 1 and previous.startswith(ARTICLE) and len(previous) > 4:
                        qualifies[w[2:]] += 1
                previous, end = w, m.end()
    stem, after_stem = Counter(), Counter()
    for w, n in count.items():
        for s in {w, *(w[len(p):] for p in ("و", "ف", "ال", "وال", "بال", "لل", "ب", "ل", "كال", "فال", "ولل", "وبال") if w.startswith(p) and len(w) - len(p) >= 3)}:
            if s in count:
                stem[s] += n
                after_stem[s] += after[w]
    print(HEADER, end="")
    for w in sorted(stem):
        if stem[w] < LEAST or len(w) < 2 or count[w] < 5:
            continue
        if after[w] > AFTER_NAME * count[w] or w in NAMES or w.startswith("عبدال"):
            continue
        clitic = "-"
        if w[0] in "وفبلك" and len(w) > 3:
            rest = w[1:]
            base = count["ال" + w[2:]] if w.startswith("لل") else count[rest] + count["ال" + rest]
            clitic = "no" if base < 0.5 * count[w] else "yes"
        part = "-"
        if definite[w] >= DEFINITE:
            share = qualifies[w] / definite[w]
            part = "adj" if share >= QUALIFIES else "noun" if share <= HEADS else "-"
        print(f"{w}\t{clitic}\t{part}")


HEADER = """\
# Ordinary words of newspaper Arabic: what is here is not taken for an unknown name. Made by
# scripts/derive_common_words.py from word counts; names are left out by what stands before them. Tab-separated.
#
# word     folded: hamza seats, final ya and ta, marks and tatweel make no difference
# clitic   for a word that begins with و ف ب ل ك: yes, that letter may be a particle; no, it is the word's own (بيان)
# part     what it is with the article: adj, mostly right after another definite word (القوات المسلحة); noun, hardly ever so;
#          - where counts do not tell
#
# word	clitic	part
"""

if __name__ == "__main__":
    main()
