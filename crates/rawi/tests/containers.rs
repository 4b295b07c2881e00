//! `rawi pages`, and what both it and `rawi read` do with containers, from the outside.
#![allow(missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{article, err, folder, out, rawi, rawi_reading};
use serde_json::{Value, json};

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/containers").join(name).display().to_string()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn records(path: &Path) {
    let of = |n: usize, date: &str| json!({"title": format!("خبر {n}"), "text": article(n), "date": date, "outlet": if n.is_multiple_of(2) { "النخلة" } else { "الأفق" }});
    let all: Vec<String> = (1..=200).map(|n| of(n, &format!("2031-05-{:02}", 1 + n % 30)).to_string()).collect();
    fs::write(path, all.join("\n")).unwrap();
}

#[test]
fn articles_without_statements() {
    let done = rawi(&["pages", &sample("crawl.warc.gz")]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let read = lines(&out(&done));
    assert_eq!(read.len(), 7);
    let first = &read[0];
    assert_eq!(first["published"], "2031-05-04T08:30+03:00");
    assert_eq!(first["outlet"], "عين النخلة");
    assert_eq!(first["author"], "هدى العبدلي");
    assert_eq!(first["language"], "ar");
    assert_eq!((&first["source"]["record"], &first["source"]["offset"]), (&json!(3), &json!(413)));
    assert!(first["text"].as_str().unwrap().len() > 1000);
    assert!(first.get("statements").is_none());
}

#[test]
fn what_pages_prints_can_be_read_again() {
    let pages = rawi(&["pages", &sample("feed.rss.xml")]);
    let again = rawi_reading(&["pages", "-"], &pages.stdout);
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    let (first, second) = (lines(&out(&pages)), lines(&out(&again)));
    assert_eq!(first.len(), second.len());
    for (a, b) in first.iter().zip(&second) {
        for field in ["title", "text", "published", "outlet", "url", "author", "language"] {
            assert_eq!(a[field], b[field], "{field}");
        }
    }
    let statements = rawi_reading(&["read", "--format", "jsonl", "-"], &pages.stdout);
    assert!(lines(&out(&statements))[0]["statements"].as_array().is_some_and(|s| s.len() > 2));
}

#[test]
fn text_for_those_who_want_words() {
    let done = rawi(&["pages", "--format", "text", &sample("table.csv")]);
    let text = out(&done);
    assert_eq!(text.lines().filter(|l| *l == "---").count(), 3);
    assert!(text.starts_with("الحمصي: لا تسوية على حساب أهل القرى\n\n") && text.ends_with("\n\n---\n"), "{text}");
}

#[test]
fn the_same_bytes_for_any_number_of_jobs() {
    let dir = folder("pages_any_number_of_jobs");
    let path = dir.join("many.jsonl");
    records(&path);
    let all = [sample("crawl.warc"), sample("pages.zip"), path.display().to_string(), sample("news.zstd.parquet")];
    let read = |jobs: &str, limit: &str| {
        let mut args = vec!["pages", "--jobs", jobs, "--limit", limit, "--since", "2031-05-04"];
        args.extend(all.iter().map(String::as_str));
        let done = rawi(&args);
        (out(&done), err(&done), done.status.code())
    };
    for limit in ["1", "37", "5000"] {
        let one = read("1", limit);
        for jobs in ["2", "5"] {
            assert!(one == read(jobs, limit), "--limit {limit} --jobs {jobs}");
        }
    }
    assert_eq!(lines(&read("2", "37").0).len(), 37);
}

#[test]
fn filters_leave_articles_out() {
    let dir = folder("filters_leave_out");
    let path: PathBuf = dir.join("many.jsonl");
    records(&path);
    let path = path.display().to_string();
    let count = |args: &[&str]| {
        let all = [&["read", "--format", "jsonl"], args, &[path.as_str()]].concat();
        let done = rawi(&all);
        assert_eq!(done.status.code(), Some(0), "{}", err(&done));
        lines(&out(&done)).len()
    };
    assert_eq!(count(&[]), 200);
    assert_eq!(count(&["--limit", "7"]), 7);
    assert_eq!(count(&["--outlet", "النخلة"]), 100);
    assert_eq!(count(&["--outlet", "النخلة", "--outlet", "الأفق"]), 200);
    assert_eq!(count(&["--since", "2031-05-31"]), 0);
    assert_eq!(count(&["--since", "2031-05-10", "--until", "2031-05-10"]), 7);
    assert_eq!(count(&["--lang", "fa"]), 0);
    assert_eq!(count(&["--lang", "ar"]), 200);
    for wrong in [["--since", "yesterday"], ["--limit", "0"], ["--as", "pdf"], ["--max-ratio", "0"]] {
        assert_eq!(rawi(&["pages", wrong[0], wrong[1], &path]).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn one_bad_record_is_one_line_and_exit_code_1() {
    let dir = folder("one_bad_record");
    let whole = fs::read(sample("crawl.warc.gz")).unwrap();
    let path = dir.join("cut.warc.gz");
    fs::write(&path, &whole[..whole.len() - 900]).unwrap();
    let done = rawi(&["pages", path.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    let told = err(&done);
    assert!(told.lines().count() == 1 && told.contains("cut.warc.gz: record 13"), "{told}");
    assert_eq!(lines(&out(&done)).len(), 6);
}

#[test]
fn a_kind_can_be_said() {
    let done = rawi(&["pages", "--as", "text", &sample("page.html")]);
    assert!(lines(&out(&done))[0]["text"].as_str().unwrap().contains("<!DOCTYPE html>"));
}
