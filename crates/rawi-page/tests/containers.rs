//! One file of every kind, from `tests/containers/`, and what is told of each article in it.

mod common;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use common::{Dir, gzip, http, page, page_record, read, read_with, told, warc, warc_of, zip};
use rawi_page::{Filter, InputKind, Options};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/containers")
}

#[test]
fn every_kind_is_read_without_options() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(samples()).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 16, "{files:?}");
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "{}", file.file_name().unwrap().to_string_lossy());
        let root = format!("{}/", samples().display());
        for read in read_with(&[file], &Options::default()) {
            let article = match read {
                Ok(article) => article,
                Err(error) => {
                    let _ = writeln!(out, "  {}", error.to_string().replace(&root, ""));
                    continue;
                }
            };
            let source = &article.source;
            let or_none = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".to_owned());
            let words: usize = article.body.iter().map(|b| b.of(&article.text).split_whitespace().count()).sum();
            let date = article.published.as_ref().map(|p| format!("{} ({})", p.value, p.precision));
            let place = source.place().replace(&root, "");
            let offset = source.offset.map_or(String::new(), |o| format!(" at byte {o}"));
            let _ = writeln!(out, "  {place}{offset} | {} | {}", source.media_type, or_none(&source.url));
            let _ = writeln!(out, "    {} | {} | {}", or_none(&date), or_none(&source.outlet), or_none(&article.author));
            let _ = writeln!(out, "    {} | {words} words", article.title.map_or("-", |t| t.of(&article.text)));
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("kinds");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("containers", out));
}

#[test]
fn the_same_text_from_every_kind() {
    let of = |name: &str| -> Vec<String> {
        let read = read_with(&[samples().join(name)], &Options::default());
        let words =
            |a: &rawi_page::Article| a.body.iter().flat_map(|b| b.of(&a.text).split_whitespace()).collect::<Vec<_>>().join(" ");
        let mut texts: Vec<String> = read.iter().map(|a| words(a.as_ref().unwrap())).collect();
        texts.dedup();
        texts.truncate(3);
        texts
    };
    let expected = of("dump.jsonl.zst");
    assert_eq!(expected.len(), 3);
    for name in [
        "table.csv",
        "table.tsv",
        "news.zstd.parquet",
        "news.gzip.parquet",
        "web.snappy.parquet",
        "feed.json",
        "crawl.warc.wet.gz",
    ] {
        assert_eq!(of(name), expected, "{name}");
    }
    for name in ["feed.rss.xml", "feed.atom.xml"] {
        assert_eq!(of(name), expected, "{name}");
    }
}

#[test]
fn content_decides_and_as_overrides() {
    let dir = Dir::new();
    let named_otherwise = dir.file("page.txt", page(1));
    let article = read(std::slice::from_ref(&named_otherwise), &Options::default()).remove(0).unwrap();
    assert_eq!(article.source.media_type, "text/html");
    let options = Options { kind: Some(InputKind::Text), ..Options::default() };
    let article = read(&[named_otherwise], &options).remove(0).unwrap();
    assert_eq!((article.source.media_type, article.text.as_str()), ("text/plain", page(1).as_str()));
    // what is said holds for what lies in an archive, and what an archive is stays an archive
    let archive = dir.file("a.zip", zip(&[("a.html", page(1).as_bytes())]));
    let article = read(&[archive], &options).remove(0).unwrap();
    assert_eq!((article.source.media_type, article.text.as_str()), ("text/plain", page(1).as_str()));
    let bare = dir.file("b", format!("{}\n", page(2).replace("<!DOCTYPE html>", "نص: ")));
    let options = Options { kind: Some(InputKind::Html), ..Options::default() };
    assert_eq!(read(&[bare], &options).remove(0).unwrap().source.media_type, "text/html");
}

#[test]
fn what_is_not_read_is_refused_by_name() {
    let book = zip(&[("mimetype", b"application/epub+zip")]);
    // the first file of a book is stored, not packed
    let at = book.windows(8).position(|w| w == b"mimetype").unwrap();
    let stored = [&book[..at + 8], b"application/epub+zip"].concat();
    for (bytes, says) in [
        (b"%PDF-1.7\n".to_vec(), "in: is a PDF, which is not read"),
        (stored, "in: is an EPUB, which is not read"),
        (zip(&[("[Content_Types].xml", b"<Types/>")]), "in: is a document of an office program"),
        (b"filedesc://x".to_vec(), "in: is an ARC file of the old form"),
        (b"[{\"text\": \"a\"}]".to_vec(), "in: is a JSON array; one object a line is read"),
        (b"\xfd7zXZ\0".to_vec(), "in: is packed in a way that is not undone here"),
    ] {
        let told = told(&bytes, &Options::default());
        assert!(told.len() == 1 && told[0].starts_with(says), "{told:?}");
    }
}

#[test]
fn folders_are_walked_into_archives_and_past_what_is_something_else() {
    let dir = Dir::new();
    dir.file("in/a.html", page(1));
    dir.file("in/b.warc.gz", gzip(page_record(2)));
    dir.file("in/c", page(3));
    dir.file("in/README", "قال نعم");
    dir.file("in/d.css", "p {}");
    dir.file("in/e.zip", zip(&[("x.css", b"p {}"), ("y.html", page(5).as_bytes()), ("README", b"text")]));
    let root = dir.0.path().join("in");
    let places: Vec<String> = read_with(std::slice::from_ref(&root), &Options::default())
        .into_iter()
        .map(|r| r.unwrap().source.place().replace(&format!("{}/", root.display()), ""))
        .collect();
    assert_eq!(places, ["a.html", "b.warc.gz: record 1", "c", "e.zip!/y.html"]);
}

#[test]
fn a_container_without_articles_is_told() {
    let image = warc(1, &http("Content-Type: image/png", b"\x89PNG\r\n\x1a\n"));
    assert_eq!(told(&image, &Options::default()), ["in: holds no article: 1 records or files in it are something else"]);
    assert_eq!(
        told(zip(&[("a.css", b"p {}")]), &Options::default()),
        ["in: holds no article: 1 records or files in it are something else"]
    );
    let none = b"url,text\r\n";
    assert_eq!(told(none, &Options::default()), ["in: holds no article: 1 records or files in it are something else"]);
}

#[test]
fn records_of_a_crawl_that_are_no_articles_are_passed_over() {
    let page = page(1);
    let crawl = [
        warc_of("request", "application/http; msgtype=request", 1, "18", b"GET / HTTP/1.1\r\n\r\n"),
        warc(2, b"HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Type: text/html\r\n\r\n<html>moved</html>"),
        warc(3, &http("Content-Type: application/json", b"{}")),
        warc_of("revisit", "application/http; msgtype=response", 4, "19", b"HTTP/1.1 200 OK\r\n\r\n"),
        warc(5, &http("X: y", page.as_bytes())),
        warc(6, &http("X: y", b"{\"a\": 1}")),
        warc(7, b"HTTP/2 200\r\nContent-Type: text/html\r\n\r\n<p> </p>"),
        page_record(8),
    ];
    assert_eq!(told(crawl.concat(), &Options::default()), ["in: record 5", "in: record 8"]);
}

#[test]
fn records_over_several_members_and_many_in_one() {
    let records: Vec<u8> = (1..=4).flat_map(page_record).collect();
    let expected = ["in: record 1", "in: record 2", "in: record 3", "in: record 4"];
    assert_eq!(told(gzip(&records), &Options::default()), expected);
    let blocks: Vec<u8> = records.chunks(701).flat_map(gzip).collect();
    assert_eq!(told(blocks, &Options::default()), expected);
    assert_eq!(told(common::zstd(&records), &Options::default()), expected);
}

#[test]
fn filters() {
    let records = [
        r#"{"text": "قال الوزير إن الجسر فتح أمس.", "date": "2031-05-04", "url": "https://www.news.example/1"}"#,
        r#"{"text": "قال الوزير إن الجسر فتح أمس.", "date": "2031-05-06", "outlet": "النخلة"}"#,
        r#"{"text": "قال الوزير إن الجسر فتح أمس."}"#,
        r#"{"text": "The minister said that the bridge is open.", "date": "2031-05-05"}"#,
    ]
    .join("\n");
    let lines = |filter: Filter| {
        let options = Options { filter, ..Options::default() };
        told(&records, &options).join(" ").replace("in:", "")
    };
    let some = |s: &str| Some(s.to_owned());
    assert_eq!(lines(Filter::default()), "1 2 3 4");
    assert_eq!(lines(Filter { since: some("2031-05-05"), ..Filter::default() }), "2 4");
    assert_eq!(lines(Filter { until: some("2031-05-05"), ..Filter::default() }), "1 4");
    assert_eq!(lines(Filter { languages: vec!["ar".into()], ..Filter::default() }), "1 2 3");
    assert_eq!(lines(Filter { outlets: vec!["news.example".into()], ..Filter::default() }), "1");
    assert_eq!(lines(Filter { outlets: vec!["النخلة".into(), "news.example".into()], ..Filter::default() }), "1 2");
}

#[test]
fn dumps_are_read_without_options() {
    let text = "قال الوزير إن الجسر الجديد سيفتح أمام السيارات يوم الأحد.";
    let of = |line: serde_json::Value| {
        let dir = Dir::new();
        let article = read(&[dir.file("a.jsonl", line.to_string())], &Options::default()).remove(0).unwrap();
        assert!(article.text.ends_with(text), "{line}");
        let date = article.published.map(|p| p.value);
        let title = article.title.map(|t| t.of(&article.text).to_owned()).unwrap_or_default();
        [
            title,
            date.unwrap_or_default(),
            article.source.url.unwrap_or_default(),
            article.source.outlet.unwrap_or_default(),
            article.author.unwrap_or_default(),
        ]
    };
    let u = "https://news.example/1";
    for (line, told) in [
        (
            serde_json::json!({"maintext": text, "title": "الجسر", "date_publish": "2031-05-04 08:30:00", "date_download": "2031-05-07", "url": u, "source_domain": "news.example", "authors": ["هدى"]}),
            ["الجسر", "2031-05-04T08:30", u, "news.example", ""],
        ),
        (
            serde_json::json!({"text": text, "dump": "CC-MAIN-2031-18", "date": "2031-05-07T12:00:00Z", "url": u, "token_count": 5}),
            ["", "", u, "", ""],
        ),
        (
            serde_json::json!({"@type": "NewsArticle", "headline": "الجسر", "articleBody": text, "datePublished": "2031-05-04", "publisher": {"@type": "Organization", "name": "النخلة", "logo": {"name": "x"}}, "author": {"name": "هدى"}}),
            ["الجسر", "2031-05-04", "", "النخلة", "هدى"],
        ),
        (
            serde_json::json!({"source": {"id": null, "name": "النخلة"}, "author": "هدى", "title": "الجسر", "url": u, "publishedAt": "2031-05-04T05:30:00Z", "content": text}),
            ["الجسر", "2031-05-04T05:30Z", u, "النخلة", "هدى"],
        ),
        (
            serde_json::json!({"body": text, "title": "الجسر", "dateTimePub": "2031-05-04", "source": {"uri": "news.example", "title": "النخلة"}, "url": u}),
            ["الجسر", "2031-05-04", u, "النخلة", ""],
        ),
        (serde_json::json!({"raw_content": text, "head_line": "الجسر", "source": u}), ["الجسر", "", u, "", ""]),
        (
            serde_json::json!({"النص": text, "العنوان": "الجسر", "التاريخ": "4 مايو 2031", "المصدر": "النخلة"}),
            ["الجسر", "2031-05-04", "", "النخلة", ""],
        ),
    ] {
        assert_eq!(of(line.clone()), told, "{line}");
    }
    // a page where a text would be
    let dir = Dir::new();
    let line = serde_json::json!({"url": u, "html": page(3), "date": "2031-05-04"}).to_string();
    let article = read(&[dir.file("a.jsonl", line)], &Options::default()).remove(0).unwrap();
    assert!(article.text.starts_with("الجسر رقم 3 يفتح") && !article.text.contains('<'), "{}", article.text);
    assert_eq!(article.published.unwrap().value, "2031-05-04");
}
