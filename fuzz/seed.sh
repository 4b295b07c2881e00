#!/bin/sh
# Makes the first corpus of each target from samples/: whole samples, their lines, and records of them.
set -eu
cd "$(dirname "$0")"
mkdir -p corpus/reading corpus/page
for sample in ../samples/*.txt; do
    name=$(basename "$sample" .txt)
    cp "$sample" "corpus/reading/$name"
    cp "$sample" "corpus/page/$name"
    split -l 1 -a 3 "$sample" "corpus/reading/$name-line-"
    title=$(head -n 1 "$sample" | sed 's/["\\]/\\&/g')
    text=$(tail -n +2 "$sample" | tr -d '\r\t' | sed 's/["\\]/\\&/g' | tr '\n' ' ')
    printf '{"title": "%s", "text": "%s", "date": "2031-05-04", "url": "https://example.org/%s"}\n' \
        "$title" "$text" "$name" >"corpus/page/$name.jsonl"
    gzip -nc "corpus/page/$name.jsonl" >"corpus/page/$name.jsonl.gz"
done
iconv -f UTF-8 -t WINDOWS-1256//TRANSLIT <../samples/01-levantine-daily.txt >corpus/page/windows-1256 2>/dev/null || true
iconv -f UTF-8 -t UTF-16 <../samples/01-levantine-daily.txt >corpus/page/utf-16 || true
mkdir -p corpus/html corpus/charset
for page in ../samples/pages/*.html; do
    cp "$page" "corpus/html/$(basename "$page" .html)"
    { printf '\002\001'; head -c 2000 "$page"; } >"corpus/charset/$(basename "$page" .html)"
done
