#!/bin/sh
# Learns lexicon/name_weights.tsv anew, from every sixth article of the collection beside the repository. The names in them
# are told by our own tables; nothing annotated is read. The same input gives the same output, byte for byte.
#
# Usage: scripts/train_names.sh [OUTPUT]     (lexicon/name_weights.tsv when none is named)
set -eu
cd "$(dirname "$0")/.."
output=${1:-lexicon/name_weights.tsv}
[ -d ../shared/pool ] || { echo "../shared/pool: the articles to learn from are not there" >&2; exit 2; }
made=$(mktemp)
trap 'rm -f "$made"' EXIT
cargo build --quiet --release -p rawi-actors --example spot
python3 - <<'PY' | target/release/examples/spot train 5 8 > "$made"
import glob, gzip, json, sys
articles, number = [], 0
for path in sorted(glob.glob("../shared/pool/*.jsonl.gz")):
    for line in gzip.open(path, "rt", encoding="utf-8"):
        number += 1
        if number % 6 == 0:
            article = json.loads(line)
            articles.append((article.get("title") or "") + "\n" + article["text"])
sys.stdout.write("\n\f".join(articles) + "\n")
PY
cp "$made" "$output"
