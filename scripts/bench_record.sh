#!/usr/bin/env bash
# The record: articles a second, size, and the time of searches.
#
#     scripts/bench_record.sh [COPIES]    ../shared/pool/*.jsonl.gz, COPIES times (2), each copy with every ninth word changed
#
# A copy has other words at every ninth place, drawn from the same articles, other dates and other addresses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

copies=${1:-2}
pool=../shared/pool
if [[ ! -d $pool ]]; then
    echo "bench: no $pool: the record is not measured"
    exit 0
fi
cargo build --release --quiet --locked -p rawi
cargo build --release --quiet --locked -p rawi-record --example queries
bin=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$pool" "$copies" "$work" <<'PY'
import datetime, glob, gzip, json, random, re, sys
pool, copies, work = sys.argv[1], int(sys.argv[2]), sys.argv[3]
draw = random.Random(1)
rows = [json.loads(line) for f in sorted(glob.glob(pool + "/*.jsonl.gz")) for line in gzip.open(f, "rt", encoding="utf-8")]
words = [w for r in rows[::7] for w in r["text"].split(" ") if w.isalpha()]
for copy in range(copies):
    with open(f"{work}/{copy}.jsonl", "w", encoding="utf-8") as out:
        for n, r in enumerate(rows):
            r = dict(r)
            if copy:
                text = r["text"].split(" ")
                for i in range(copy % 9, len(text), 9):
                    if text[i].isalpha():
                        text[i] = draw.choice(words)
                r["text"], r["url"] = " ".join(text), f"https://copy.example/{copy}/{n}"
                if re.fullmatch(r"\d{4}-\d\d-\d\d.*", r.get("date") or ""):
                    r["date"] = str(datetime.date.fromisoformat(r["date"][:10]) + datetime.timedelta(days=37 * copy))
            out.write(json.dumps(r, ensure_ascii=False) + "\n")
PY

echo "== add, $(nproc) cores"
time "$bin/rawi" add "$work/a.rawi" "$work"/*.jsonl
"$bin/rawi" sql "$work/a.rawi" "SELECT (SELECT count(*) FROM article) AS articles, (SELECT count(*) FROM statement) AS statements,
    (SELECT sum(octet_length(text)) FROM article_version) AS text_bytes"
echo "file: $(stat -c %s "$work/a.rawi") bytes"
echo "== the same again"
time "$bin/rawi" add "$work/a.rawi" "$work"/*.jsonl
echo "== searches, one core"
"$bin/examples/queries" "$work/a.rawi"
