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
for page in ../samples/pages/*.html ../tests/pages/*.html; do
    cp "$page" "corpus/html/$(basename "$page" .html)"
    { printf '\002\001'; head -c 2000 "$page"; } >"corpus/charset/$(basename "$page" .html)"
done

# containers: the samples of every kind, and small ones
mkdir -p corpus/warc corpus/jsonl corpus/feed corpus/archive
cp ../tests/containers/*warc* corpus/warc/
cp corpus/page/*.jsonl corpus/jsonl/
cp ../tests/containers/feed.* corpus/feed/
cp ../tests/containers/*.zip ../tests/containers/*.tar.gz ../tests/containers/table.* ../tests/containers/*.mhtml \
    ../tests/containers/page.html ../tests/containers/*.zst corpus/archive/
gzip -dc ../tests/containers/pages.tar.gz >corpus/archive/pages.tar
# one record, one item, one file each: the fuzzer does more with little
awk 'BEGIN { RS = "WARC/1.0\r\n"; ORS = "" } NR > 1 { f = "corpus/warc/record-" NR; print RS $0 > f; close(f) }' \
    ../tests/containers/crawl.warc 2>/dev/null || true
printf '{"text": "a"}\n{"content": 5}\n\n{"html": "<p>a", "date": 1490450709}\n' >corpus/jsonl/small
printf '<rss version="2.0"><channel><title>a</title><item><title>b</title><pubDate>Sun, 04 May 2031 08:30:00 +0300</pubDate><description>c</description></item></channel></rss>' >corpus/feed/small.rss
printf '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>b</title><content type="html">&lt;p&gt;c</content></entry></feed>' >corpus/feed/small.atom
