#!/usr/bin/env python3
"""Measures how far readings hold when a text is written otherwise.

    robustness.py GOLD_DIR [RAWI]

GOLD_DIR holds annotated articles, pairs of NAME.txt and NAME.json. Each change below is made to every text and to all that
its annotation quotes from it, and the outcome is scored by `rawi score`; RAWI is the program, target/release/rawi where it
is left out. Prints a table, and fails (exit code 1) where a change that keeps the meaning costs more than 0.02 of F1, or
one that takes marks away more than 0.05. Standard library only.
"""
import json, re, subprocess, sys, tempfile
from pathlib import Path

MARKS = re.compile("[\u0610-\u061A\u064B-\u065F\u0670\u0640]")
HAMZA = str.maketrans("أإآٱؤئ", "اااا\u0648\u064A")
QUOTES = "«»“”„‟\"‹›"
PUNCTUATION = re.compile(r"[،,؛;:؟?!…()\[\]{}–—|*\-]|(?<!\d)\.(?=\.)")


def straight(s):
    return re.sub("[«»“”„]", '"', s)


def guillemets(text):
    """Straight and curly marks as «»: one opens where no word goes on before it."""
    out, open_ = [], False
    for i, c in enumerate(text):
        if c in "“„":
            c, open_ = "«", True
        elif c == "”":
            c, open_ = "»", False
        elif c == "\n":
            open_ = False
        elif c == '"':
            c = "»" if open_ else "«"
            open_ = not open_
        out.append(c)
    return "".join(out)


def each(change):
    """A change that is made letter by letter: to the text, and to what is quoted from it in the same way."""
    return lambda text: (change(text), change)


def places(change):
    """A change that keeps every letter in its place: what is quoted is looked up in the changed text."""
    def made(text):
        new = change(text)
        return new, lambda s: new[text.find(s):text.find(s) + len(s)] if s and s in text else s
    return made


CHANGES = [
    ("as it is", 0.0, each(lambda s: s)),
    ("hamzas folded (أ إ آ as ا)", 0.02, each(lambda s: s.translate(HAMZA))),
    ("tashkeel and tatweel taken off", 0.02, each(lambda s: MARKS.sub("", s))),
    ("«» and “” as straight marks", 0.02, each(straight)),
    ("straight marks as «»", 0.02, places(guillemets)),
    ("no paragraph breaks", 0.02, each(lambda s: re.sub(r"\s*\n\s*", " ", s))),
    ("Arabic-Indic digits", 0.02, each(lambda s: s.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))),
    ("no-break spaces", 0.02, each(lambda s: s.replace(" ", "\u00a0"))),
    ("no quotation marks", 0.05, each(lambda s: re.sub(f"[{QUOTES}]", "", s))),
    ("no punctuation but full stops", 0.05, each(lambda s: PUNCTUATION.sub("", re.sub(f"[{QUOTES}]", "", s)))),
]


def annotated(doc, quoted, text):
    """The annotation with all that it quotes changed. A cue that is gone is stood for by its content's first word."""
    def spec(s):
        parts = [p.strip() for p in s.split("…")] if "…" in s else [s]
        return " … ".join(quoted(p).strip() for p in parts)

    for st in doc["statements"]:
        st["content"] = [spec(s) for s in st["content"]]
        st["cue"] = quoted(st["cue"]).strip() or st["content"][0].split()[0]
        if st.get("speaker"):
            st["speaker"] = quoted(st["speaker"]).strip()
        for field in ("to", "time", "at", "via"):
            st.pop(field, None)
    for field in ("designations", "figures", "meetings", "boilerplate"):
        doc[field] = []
    return doc


def main(argv):
    if not argv:
        raise SystemExit(__doc__)
    gold = Path(argv[0])
    rawi = argv[1] if len(argv) > 1 else str(Path(__file__).resolve().parent.parent / "target/release/rawi")
    names = sorted(p.stem for p in gold.glob("*.json"))
    if not names:
        raise SystemExit(f"robustness.py: no annotated articles in {gold}")
    print("| change | articles | found | + speaker | tight + speaker + act | found lost |")
    print("| --- | --- | --- | --- | --- | --- |")
    base, failed = None, False
    for label, most, change in CHANGES:
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                text = (gold / f"{name}.txt").read_text(encoding="utf-8")
                doc = json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))
                new, quoted = change(text)
                (Path(folder) / f"{name}.txt").write_text(new, encoding="utf-8")
                (Path(folder) / f"{name}.json").write_text(json.dumps(annotated(doc, quoted, new), ensure_ascii=False), encoding="utf-8")
            # an annotation whose places cannot be told any more (two alike after the change) is left out, in the base too
            run = subprocess.run([rawi, "score", folder, "--json"], capture_output=True, text=True)
            while run.returncode != 0:
                bad = [n for n in names if f"{n}." in run.stderr or f"{n}:" in run.stderr]
                if not bad:
                    raise SystemExit(f"robustness.py: {label}: {run.stderr.strip()}")
                for n in bad:
                    (Path(folder) / f"{n}.txt").unlink(missing_ok=True)
                    (Path(folder) / f"{n}.json").unlink(missing_ok=True)
                run = subprocess.run([rawi, "score", folder, "--json"], capture_output=True, text=True)
            kept = len(list(Path(folder).glob("*.json")))
            got = json.loads(run.stdout)
        found, speaker, whole = got["statement_f1"], got["attributed_f1"], got["whole_f1"]
        base = base or found
        lost = base - found
        failed |= lost > most + 0.0005
        print(f"| {label} | {kept} | {found:.3f} | {speaker:.3f} | {whole:.3f} | {lost:+.3f} |")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
