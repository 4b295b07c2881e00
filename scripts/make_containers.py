#!/usr/bin/env python3
"""Makes tests/containers/ from the invented articles in samples/: one small file of every kind that is read.

    scripts/make_containers.py [FOLDER]

The output is the same on every run, so that a change shows as a difference. Needs Python 3.11 and, for Parquet, zstd
and brotli: `pip install pyarrow zstandard brotli`.
"""

import base64
import csv
import gzip
import hashlib
import html
import io
import json
import pathlib
import quopri
import sys
import tarfile
import zipfile

import brotli
import pyarrow
import pyarrow.parquet
import zstandard

HERE = pathlib.Path(__file__).resolve().parent.parent
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "tests" / "containers"
OUTLET = "عين النخلة"
HOST = "news.example"
NAMES = ["01-levantine-daily", "07-maghreb-daily", "13-economy"]
DATES = ["2031-05-04T08:30:00+03:00", "2031-05-05T10:00:00+01:00", "2031-05-06T19:15:00+03:00"]
RFC = ["Sun, 04 May 2031 08:30:00 +0300", "Mon, 05 May 2031 10:00:00 +0100", "Tue, 06 May 2031 19:15:00 +0300"]
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def articles():
    found = []
    for number, name in enumerate(NAMES):
        text = (HERE / "samples" / f"{name}.txt").read_text(encoding="utf-8")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        found.append({
            "title": lines[0],
            "paragraphs": lines[1:],
            "text": "\n\n".join(lines[1:]),
            "date": DATES[number],
            "rfc": RFC[number],
            "url": f"https://{HOST}/2031/05/{number + 1}/story",
            "author": "هدى العبدلي",
        })
    return found


def page(article, charset="utf-8"):
    body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in article["paragraphs"])
    title = html.escape(article["title"], quote=False)
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["title"],
        "datePublished": article["date"],
        "author": {"@type": "Person", "name": article["author"]},
        "publisher": {"@type": "Organization", "name": OUTLET},
        "mainEntityOfPage": article["url"],
    }
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="{charset}">
<title>{title} | {OUTLET}</title>
<meta property="og:title" content="{html.escape(article['title'])}">
<meta property="og:site_name" content="{OUTLET}">
<link rel="canonical" href="{article['url']}">
<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script>
</head>
<body>
<nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a> <a href="/about">من نحن</a></nav>
<article>
<h1>{title}</h1>
{body}
</article>
<footer>جميع الحقوق محفوظة</footer>
</body>
</html>
"""


def record(kind, url, block, content_type, number, **more):
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date": f"2031-05-07T12:00:{number:02d}Z",
        **({"WARC-Target-URI": url} if url else {}),
        **more,
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(status, content_type, payload, **more):
    fields = {"Content-Type": content_type, **more, "Content-Length": str(len(payload))}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + payload


def chunked(payload, size=700):
    chunks = [payload[i : i + size] for i in range(0, len(payload), size)]
    return b"".join(f"{len(c):x}\r\n".encode() + c + b"\r\n" for c in chunks) + b"0\r\n\r\n"


def crawl(found):
    """Records of every sort: pages as they are, in chunks, packed; and what is no article."""
    http = "application/http; msgtype=response"
    pages = [page(a).encode() for a in found]
    old = page(found[1], "windows-1256").encode("cp1256", "replace")
    records = [
        record("warcinfo", None, b"software: none\r\nformat: WARC File Format 1.0\r\n", "application/warc-fields", 1),
        record("request", found[0]["url"], b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", "application/http; msgtype=request", 2),
        record("response", found[0]["url"], response("200 OK", "text/html; charset=UTF-8", pages[0]), http, 3),
        record("response", f"https://{HOST}/robots.txt", response("200 OK", "text/plain", b"User-agent: *\nDisallow:\n"), http, 4),
        record("response", f"https://{HOST}/pixel.png", response("200 OK", "image/png", PIXEL), http, 5),
        record("response", f"https://{HOST}/gone", response("404 Not Found", "text/html", b"<html><body>404</body></html>"), http, 6),
        record("response", f"https://{HOST}/empty", response("200 OK", "text/html", b""), http, 7),
        record("response", found[1]["url"], response("200 OK", "text/html; charset=windows-1256", old), http, 8),
        record("response", found[2]["url"] + "?chunked", response("200 OK", "text/html", chunked(pages[2]), **{"Transfer-Encoding": "chunked"}), http, 9),
        record(
            "response",
            found[2]["url"] + "?gzip",
            response("200 OK", "text/html", chunked(gzip.compress(pages[2], mtime=0)), **{"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}),
            http,
            10,
        ),
        record("response", found[2]["url"] + "?br", response("200 OK", "text/html", brotli.compress(pages[2]), **{"Content-Encoding": "br"}), http, 11),
        record("resource", found[0]["url"] + "?resource", pages[0], "text/html", 12),
        record("conversion", found[1]["url"] + "?text", text(found[1]).encode(), "text/plain", 13),
        record("metadata", found[0]["url"], b"fetchTimeMs: 12\r\n", "application/warc-fields", 14),
    ]
    return records


def text(article):
    return article["title"] + "\n\n" + article["text"] + "\n"


def rss(found):
    items = "".join(
        f"""<item><title>{html.escape(a['title'], quote=False)}</title><link>{a['url']}</link><pubDate>{a['rfc']}</pubDate>
<dc:creator>{a['author']}</dc:creator><description>{html.escape(a['paragraphs'][0], quote=False)}</description>
<content:encoded><![CDATA[{''.join(f'<p>{html.escape(p, quote=False)}</p>' for p in a['paragraphs'])}]]></content:encoded></item>
"""
        for a in found
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{OUTLET}</title><link>https://{HOST}/</link><description>آخر الأخبار</description>
{items}<item><title>{html.escape(found[0]['title'], quote=False)} (موجز)</title><link>https://{HOST}/short</link>
<description>{html.escape(found[0]['paragraphs'][0], quote=False)}</description></item>
</channel></rss>
"""


def atom(found):
    entries = "".join(
        f"""<entry><id>{a['url']}</id><title>{html.escape(a['title'], quote=False)}</title><link href="{a['url']}"/>
<published>{a['date']}</published><updated>2031-05-07T00:00:00Z</updated><author><name>{a['author']}</name></author>
<content type="html">{html.escape(''.join(f'<p>{html.escape(p, quote=False)}</p>' for p in a['paragraphs']))}</content></entry>
"""
        for a in found
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><id>https://{HOST}/</id><updated>2031-05-07T00:00:00Z</updated>
{entries}</feed>
"""


def json_feed(found):
    items = [
        {"id": a["url"], "url": a["url"], "title": a["title"], "date_published": a["date"], "content_text": a["text"], "authors": [{"name": a["author"]}]}
        for a in found
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": OUTLET, "items": items}, ensure_ascii=False, indent=1)


def mhtml(article):
    parts = [
        ("text/html", "quoted-printable", article["url"], quopri.encodestring(page(article).encode())),
        ("image/png", "base64", f"https://{HOST}/pixel.png", base64.encodebytes(PIXEL)),
    ]
    out = f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {article['url']}\r\nSubject: =?utf-8?B?{base64.b64encode(article['title'].encode()).decode()}?=\r\n"
    out += "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----part----\"\r\n\r\n"
    out = out.encode()
    for kind, coding, url, body in parts:
        head = f"------part----\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {url}\r\n\r\n"
        out += head.encode() + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"
    return out + b"------part------\r\n"


def table(found, delimiter):
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    rows.writerow(["url", "headline", "publication_date", "source", "article_body"])
    for a in found:
        rows.writerow([a["url"], a["title"], a["date"], OUTLET, a["text"]])
    return out.getvalue()


def fineweb(found):
    """The fields of the large public dumps of the web: the date is that of the crawl."""
    return pyarrow.table({
        "text": [text(a) for a in found],
        "id": [f"<urn:uuid:{n}>" for n in range(len(found))],
        "dump": ["CC-MAIN-2031-18"] * len(found),
        "url": [a["url"] for a in found],
        "date": ["2031-05-07T12:00:00Z"] * len(found),
        "language": ["arb_Arab"] * len(found),
        "token_count": [100 * n for n in range(len(found))],
    })


def news_table(found):
    return pyarrow.table({
        "title": [a["title"] for a in found] + [None],
        "maintext": [a["text"] for a in found] + [None],
        "date_publish": pyarrow.array([1935639000000, 1935738000000, 1935850500000, None], pyarrow.timestamp("ms", "UTC")),
        "outlet": [OUTLET] * 4,
        "tags": [["أ", "ب"]] * 4,
    })


def write(name, content):
    path = OUT / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    print(f"{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}  {path.stat().st_size:>8}  {name}")


def parquet(name, content, compression):
    out = io.BytesIO()
    pyarrow.parquet.write_table(content, out, compression=compression, row_group_size=2)
    write(name, out.getvalue())


def archive(found):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        def add(name, content, method=zipfile.ZIP_DEFLATED):
            entry = zipfile.ZipInfo(name, (2031, 5, 7, 12, 0, 0))
            entry.compress_type = method
            made.writestr(entry, content)
        add("saved/1.html", page(found[0]))
        add("saved/pixel.png", PIXEL, zipfile.ZIP_STORED)
        add("saved/style.css", "p { margin: 0 }")
        add("saved/2", page(found[1]))
        add("notes/text.txt", text(found[2]))
        add("inner.tar.gz", tar(found[:1]))
    return out.getvalue()


def tar(found):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for number, a in enumerate(found):
            folder = "a-folder-with-a-long-name-" * 5
            for name, content in [(f"{number}.html", page(a)), (f"{folder}/{number}.txt", text(a))]:
                entry = tarfile.TarInfo(name)
                content = content.encode()
                entry.size, entry.mtime = len(content), 1935921600
                made.addfile(entry, io.BytesIO(content))
    return gzip.compress(out.getvalue(), mtime=0)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    found = articles()
    records = crawl(found)
    lines = "".join(
        json.dumps({"headline": a["title"], "articleBody": a["text"], "datePublished": a["date"], "url": a["url"], "publisher": {"name": OUTLET}}, ensure_ascii=False) + "\n"
        for a in found
    )
    wet = [record("conversion", a["url"], text(a).encode(), "text/plain", n) for n, a in enumerate(found, 1)]
    write("page.html", page(found[0]))
    write("saved.mhtml", mhtml(found[0]))
    write("crawl.warc", b"".join(records))
    write("crawl.warc.gz", b"".join(gzip.compress(r, mtime=0) for r in records))
    write("crawl.warc.wet.gz", b"".join(gzip.compress(r, mtime=0) for r in wet))
    write("feed.rss.xml", rss(found))
    write("feed.atom.xml", atom(found))
    write("feed.json", json_feed(found))
    write("dump.jsonl.zst", zstandard.ZstdCompressor(write_checksum=True).compress(lines.encode()))
    write("table.csv", table(found, ","))
    write("table.tsv", table(found, "\t"))
    parquet("web.snappy.parquet", fineweb(found), "snappy")
    parquet("news.zstd.parquet", news_table(found), "zstd")
    parquet("news.gzip.parquet", news_table(found), "gzip")
    write("pages.zip", archive(found))
    write("pages.tar.gz", tar(found))


if __name__ == "__main__":
    main()
