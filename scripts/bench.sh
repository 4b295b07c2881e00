#!/bin/sh
# Speed and memory: each stage beside a count of words (bench/), then the whole program on the articles beside the checkout.
#
#   scripts/bench.sh [FILE…]    the files are *.jsonl or *.jsonl.gz; ../shared/pool/*.jsonl.gz unless told
#
# Needs python3 and GNU time.
set -eu
cd "$(dirname "$0")/.."

cargo bench --quiet --manifest-path bench/Cargo.toml

time=/usr/bin/time
if ! "$time" -v true 2>/dev/null; then
    echo "bench: whole program skipped: no GNU time at $time"
    exit 0
fi
if [ $# -eq 0 ]; then
    for file in ../shared/pool/*.jsonl.gz; do
        if [ -e "$file" ]; then set -- "$@" "$file"; fi
    done
fi
if [ $# -eq 0 ]; then
    echo "bench: whole program skipped: no ../shared/pool"
    exit 0
fi

cargo build --quiet --release --locked -p rawi
rawi=${CARGO_TARGET_DIR:-target}/release/rawi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# bytes of the texts that are read, headlines with them
"$rawi" read --format jsonl "$@" 2>"$work/errors" | python3 -c '
import json, sys
articles = [len(json.loads(line)["text"].encode()) for line in sys.stdin]
print(len(articles), sum(articles))' >"$work/size"
read -r articles bytes <"$work/size"
echo
echo "whole program: $articles articles, $bytes bytes of text in $# files"
if [ -s "$work/errors" ]; then echo "$(wc -l <"$work/errors") inputs could not be read"; fi

measure() {
    jobs=$1
    shift
    # some inputs may fail: that is 1, and no matter here
    "$time" -v -o "$work/time" "$rawi" read --format jsonl --jobs "$jobs" "$@" >/dev/null 2>&1 || [ $? -eq 1 ]
    python3 - "$work/time" "$bytes" "$jobs" <<'PYTHON'
import sys
path, size, jobs = sys.argv[1], int(sys.argv[2]), sys.argv[3]
told = {}
for line in open(path, encoding="utf-8"):
    # the clock is told as "…(h:mm:ss or m:ss): 0:03.21"
    name, _, value = line.strip().rpartition(": ")
    told[name] = value
wall = 0.0
for part in told["Elapsed (wall clock) time (h:mm:ss or m:ss)"].split(":"):
    wall = 60 * wall + float(part)
user, system = float(told["User time (seconds)"]), float(told["System time (seconds)"])
memory = int(told["Maximum resident set size (kbytes)"]) / 1024
print(f"--jobs {jobs}: wall {wall:6.2f} s  user {user:6.2f} s  system {system:5.2f} s  "
      f"{size / 1e6 / max(wall, 0.01):6.1f} MB/s by the wall  {size / 1e6 / max(user + system, 0.01):6.1f} MB/s by the core  "
      f"most memory {memory:.0f} MB")
PYTHON
}

for jobs in 1 2 1 2; do measure "$jobs" "$@"; done
