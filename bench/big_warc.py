#!/usr/bin/env python3
"""Writes a large WARC of invented pages, for measuring: `bench/big_warc.py SIZE_MB FILE [--gz]`.

The pages are those of tests/containers/crawl.warc with a number in each, and between them records that are no
articles, as in a crawl: one image to two pages.
"""

import gzip
import pathlib
import sys

SAMPLE = pathlib.Path(__file__).resolve().parent.parent / "samples" / "containers" / "page.html"


def record(number, url, media, payload):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {len(payload)}\r\n\r\n".encode() + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Date: 2031-05-07T12:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def main():
    size, path, packed = int(sys.argv[1]) << 20, sys.argv[2], "--gz" in sys.argv
    page = SAMPLE.read_text(encoding="utf-8")
    # as long as pages are: most of one is not its article
    page = page.replace("</head>", "<script>" + "var a = {b: 'c', d: [1, 2, 3]};\n" * 1500 + "</script></head>")
    image = bytes(range(256)) * 160
    number = written = 0
    with open(path, "wb") as out:
        while written < size:
            number += 1
            if number % 3 == 0:
                made = record(number, f"https://news.example/{number}.png", "image/png", b"\x89PNG\r\n\x1a\n" + image)
            else:
                made = record(number, f"https://news.example/{number}", "text/html; charset=utf-8", page.replace("<h1>", f"<h1>{number}: ").encode())
            made = gzip.compress(made, 6, mtime=0) if packed else made
            out.write(made)
            written += len(made)
    print(f"{path}: {number} records, {written} bytes")


if __name__ == "__main__":
    main()
