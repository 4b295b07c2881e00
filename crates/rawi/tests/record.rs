//! `rawi add`, `reread`, `check`, `sql`, `export` from the outside.
#![allow(missing_docs)]

mod common;

use std::fs;
use std::path::Path;

use common::record::{content, edit};
use common::{article, err, folder, out, rawi, rawi_reading};
use serde_json::{Value, json};

fn line(url: Option<&str>, n: usize, date: &str, text: &str) -> String {
    json!({"url": url, "title": format!("خبر {n}"), "date": date, "outlet": format!("صحيفة {}", n % 3), "text": text}).to_string()
        + "\n"
}

fn lines(count: usize) -> String {
    let date = |n: usize| format!("2031-{:02}-{:02}", 1 + n * 7 % 12, 1 + n * 5 % 28);
    (0..count).map(|n| line(Some(&format!("https://a.example/{n}")), n, &date(n), &article(n))).collect()
}

fn sql(record: &Path, sql: &str) -> String {
    let done = rawi(&["sql", "--format", "csv", record.to_str().unwrap(), sql]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    out(&done).lines().skip(1).collect::<Vec<_>>().join("\n")
}

fn add(record: &Path, input: &str) -> String {
    let done = rawi_reading(&["add", record.to_str().unwrap(), "-"], input.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let told = out(&done);
    told.split_once(": ").unwrap().1.trim_end().to_owned()
}

#[test]
fn all_that_is_read_comes_out_again() {
    let dir = folder("record_all_comes_out");
    let record = dir.join("a.rawi");
    let record = record.to_str().unwrap();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");
    let jsonl = dir.join("many.jsonl");
    fs::write(&jsonl, lines(50)).unwrap();
    let jsonl = jsonl.to_str().unwrap();
    let read = rawi(&["read", "--format", "jsonl", samples, jsonl]);
    let added = rawi(&["add", record, samples, jsonl]);
    assert_eq!(added.status.code(), read.status.code(), "{}", err(&added));
    let exported = rawi(&["export", "--to", "jsonl", record]);
    assert!(!read.stdout.is_empty());
    assert!(out(&exported) == out(&read), "the export differs from what was read");
    let checked = rawi(&["check", record]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
}

#[test]
fn what_is_there_is_skipped_and_a_changed_page_is_a_new_version() {
    let record = folder("record_versions").join("a.rawi");
    assert_eq!(add(&record, &lines(20)), "20 new, 0 new versions, 0 read anew, 0 known");
    assert_eq!(add(&record, &lines(30)), "10 new, 0 new versions, 0 read anew, 20 known");
    let changed = line(Some("https://a.example/3"), 3, "2031-05-04", &article(1003));
    assert_eq!(add(&record, &changed), "0 new, 1 new versions, 0 read anew, 0 known");
    // both states of the page come by again: neither is new
    assert_eq!(add(&record, &(lines(4) + &changed)), "0 new, 0 new versions, 0 read anew, 5 known");
    assert_eq!(sql(&record, "SELECT count(*), max(number) FROM article_version"), "31,2");
    // the same page with other bytes around the same text is no new version
    let other_bytes = changed.replace("\"url\"", " \"url\"");
    assert_eq!(add(&record, &other_bytes), "0 new, 0 new versions, 0 read anew, 1 known");
    // without an address an article is its bytes
    let bare = |n| line(None, n, "2031-05-04", &article(n));
    assert_eq!(add(&record, &(bare(1) + &bare(1) + &bare(2))), "2 new, 0 new versions, 0 read anew, 1 known");
    // statements of the older version stay, and are not among what is said now
    assert_eq!(
        sql(&record, "SELECT count(*) FROM statement WHERE current = 0 AND version = 4"),
        sql(&record, "SELECT statements FROM article_version WHERE id = 4")
    );
    assert_eq!(sql(&record, "SELECT count(*) FROM said WHERE content LIKE '%رقم 3 %'"), "0");
    assert_ne!(sql(&record, "SELECT count(*) FROM said WHERE content LIKE '%رقم 1003 %'"), "0");
    assert_eq!(rawi(&["check", record.to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn twice_in_one_batch_is_as_twice_in_two() {
    let dir = folder("record_one_batch");
    let (one, two) = (dir.join("one.rawi"), dir.join("two.rawi"));
    let first = lines(5);
    let second = line(Some("https://a.example/3"), 3, "2029-05-04", &article(77)) + &lines(7);
    add(&one, &(first.clone() + &second));
    add(&two, &first);
    // blank lines: an article's line in its input is kept with it
    add(&two, &("\n".repeat(5) + &second));
    assert!(content(&one) == content(&two));
    assert_eq!(rawi(&["check", one.to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn the_same_record_for_any_number_of_jobs() {
    let dir = folder("record_jobs");
    let input = dir.join("many.jsonl");
    fs::write(&input, lines(700) + "{broken\n" + &lines(30)).unwrap();
    let made = |jobs: &str| {
        let record = dir.join(format!("{jobs}.rawi"));
        let done = rawi(&["add", "--jobs", jobs, record.to_str().unwrap(), input.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1));
        assert!(err(&done).contains("many.jsonl:701:"), "{}", err(&done));
        assert!(out(&done).contains("700 new"), "{}", out(&done));
        content(&record)
    };
    let one = made("1");
    assert!(one == made("2") && one == made("5"));
}

#[test]
fn reread_restores_what_an_older_reader_read() {
    let record = folder("record_reread").join("a.rawi");
    let path = record.to_str().unwrap();
    add(&record, &lines(40));
    let before = content(&record);
    // as an older reader might have left it: other acts, other names, another statement missing
    edit(
        &record,
        "UPDATE article_version SET reader = 'older'; UPDATE statement SET act = 'ask';
         DELETE FROM content_span WHERE statement IN (SELECT id FROM statement WHERE ord = 1);
         DELETE FROM party WHERE statement IN (SELECT id FROM statement WHERE ord = 1);
         DELETE FROM about WHERE statement IN (SELECT id FROM statement WHERE ord = 1);
         DELETE FROM words WHERE rowid IN (SELECT id FROM statement WHERE ord = 1);
         DELETE FROM gist WHERE statement IN (SELECT id FROM statement WHERE ord = 1);
         DELETE FROM echo; DELETE FROM report; DELETE FROM utterance;
         UPDATE statement SET within = NULL; DELETE FROM statement WHERE ord = 1;",
    );
    assert!(content(&record) != before);
    assert!(out(&rawi(&["reread", path])).ends_with(": 40 read anew\n"));
    assert!(content(&record) == before);
    assert!(out(&rawi(&["reread", path])).ends_with(": 0 read anew\n"));
    assert!(out(&rawi(&["reread", "--force", path])).ends_with(": 40 read anew\n"));
    assert!(content(&record) == before);
    // `add` does the same for what comes by again
    edit(&record, "UPDATE article_version SET reader = 'older' WHERE id % 2; UPDATE statement SET act = 'ask' WHERE version % 2");
    assert_eq!(add(&record, &lines(40)), "0 new, 0 new versions, 20 read anew, 20 known");
    assert!(content(&record) == before);
    assert_eq!(rawi(&["check", path]).status.code(), Some(0));
}

#[test]
fn check_finds_what_is_wrong() {
    let dir = folder("record_check");
    let good = dir.join("good.rawi");
    add(&good, &lines(5));
    assert!(out(&rawi(&["check", good.to_str().unwrap()])).contains("sound: 5 articles in 5 versions"));
    for (n, (harm, told)) in [
        ("UPDATE content_span SET \"end\" = 100000 WHERE rowid_ = 1", "is no place in its text"),
        ("UPDATE statement SET cue_end = cue_start WHERE ord = 0", "a cue"),
        ("DELETE FROM statement WHERE version = 2 AND ord = 0", "other statements than it counts"),
        ("DELETE FROM entity WHERE version = 2 AND ord = 0", "refers to a row of entity"),
        ("UPDATE statement SET speaker = 9999 WHERE version = 1", "refers to a row of actor"),
        ("DELETE FROM article_version WHERE id = 3", "an article without its latest version"),
        ("DELETE FROM words WHERE rowid = (SELECT max(id) FROM statement)", "the index of words lacks"),
        ("UPDATE article_version SET text = substr(text, 1, 60) WHERE id = 1", "is no place in its text"),
        ("UPDATE actor_name SET as_name = 7", "counted wrongly"),
    ]
    .iter()
    .enumerate()
    {
        let harm = harm.replace("rowid_ = 1", "statement = (SELECT min(statement) FROM content_span)");
        let bad = dir.join(format!("bad{n}.rawi"));
        fs::copy(&good, &bad).unwrap();
        edit(&bad, &harm);
        let done = rawi(&["check", bad.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1), "{harm}");
        assert!(err(&done).contains(told), "{harm}: {}", err(&done));
    }
    // a page overwritten
    let torn = dir.join("torn.rawi");
    let mut bytes = fs::read(&good).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&torn, bytes).unwrap();
    let done = rawi(&["check", torn.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1), "{}", out(&done));
}

#[test]
fn sql_reads_and_does_not_write() {
    let record = folder("record_sql").join("a.rawi");
    let path = record.to_str().unwrap();
    add(&record, &lines(3));
    let rows = rawi(&["sql", "--format", "jsonl", path, "SELECT speaker, act, confidence, NULL AS n FROM said LIMIT 2"]);
    let rows: Vec<Value> = out(&rows).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0]["speaker"].is_string() && rows[0]["confidence"].is_f64() && rows[0]["n"].is_null(), "{rows:?}");
    assert_eq!(
        out(&rawi(&["sql", path, "SELECT 'a\tb', 'c\nd' AS x"])),
        "'a\tb'\tx\na\\tb\tc\\nd\n".replacen("'a\tb'", "'a\\tb'", 1)
    );
    let before = fs::read(&record).unwrap();
    for write in [
        "DELETE FROM about",
        "DROP TABLE about",
        "PRAGMA user_version = 7",
        "CREATE TABLE x (a)",
        "VACUUM",
        "SELEC 1",
        "SELECT 1; DELETE FROM about",
    ] {
        let done = rawi(&["sql", path, write]);
        assert_eq!(done.status.code(), Some(1), "{write}");
        assert!(err(&done).contains("SQL:"), "{}", err(&done));
    }
    assert!(fs::read(&record).unwrap() == before);
}

#[test]
fn what_is_no_record_is_named() {
    let dir = folder("record_none");
    let missing = dir.join("none.rawi");
    for command in ["check", "reread"] {
        let done = rawi(&[command, missing.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1));
        assert!(err(&done).contains("none.rawi: is not there"), "{}", err(&done));
        assert!(!missing.exists());
    }
    let text = dir.join("text.txt");
    fs::write(&text, article(1).repeat(30)).unwrap();
    let done = rawi(&["add", text.to_str().unwrap(), text.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("text.txt: is not a record"), "{}", err(&done));
    assert_eq!(fs::read_to_string(&text).unwrap(), article(1).repeat(30));
}

#[test]
fn csv_is_harmless_in_a_spreadsheet() {
    let record = folder("record_csv").join("a.rawi");
    let text = "قال وزير الأشغال لؤي العامري: «تم، \"نعم\"» أمس.\nوأكد رئيس البلدية سامي النهري أن الجسر انتهى.\n";
    add(&record, &line(Some("=cmd|' /C calc'!A0"), 1, "2031-05-04", text));
    let done = rawi(&["export", "--to", "csv", "--bom", record.to_str().unwrap()]);
    let csv = out(&done);
    assert!(csv.starts_with("\u{feff}statement,article,"), "{csv}");
    assert!(csv.contains("\"\"") && csv.contains("'=cmd"), "{csv}");
    assert!(!csv.contains(",=") && !csv.contains(",\"="), "{csv}");
    assert!(csv.ends_with("\r\n"));
}

/// What another program makes of the exports: every statement, with its words.
#[test]
fn exports_are_read_by_another_program() {
    let dir = folder("record_other_program");
    let record = dir.join("a.rawi");
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");
    rawi(&["add", record.to_str().unwrap(), samples]);
    for (to, name) in [("csv", "a.csv"), ("jsonl", "a.jsonl")] {
        let exported = rawi(&["export", "--to", to, "--bom", record.to_str().unwrap()]);
        fs::write(dir.join(name), exported.stdout).unwrap();
    }
    let script = r#"
import csv, json, sys
rows = list(csv.DictReader(open(sys.argv[1] + "/a.csv", encoding="utf-8-sig", newline="")))
said = [(s["id"], " … ".join(c["text"] for c in s["content"])) for line in open(sys.argv[1] + "/a.jsonl", encoding="utf-8")
        for s in json.loads(line)["statements"]]
assert rows and len(rows) == len(said), (len(rows), len(said))
for row, (id, content) in zip(rows, said):
    assert row["statement"] == id and row["content"].lstrip("'") == content.lstrip("'"), (row, id, content)
print(len(rows))
"#;
    let Ok(python) = std::process::Command::new("python3").args(["-c", script, dir.to_str().unwrap()]).output() else {
        eprintln!("no python3 here: the exports were not read by another program");
        return;
    };
    assert!(python.status.success(), "{}", err(&python));
    assert_eq!(out(&python).trim(), sql(&record, "SELECT count(*) FROM statement"));
}
