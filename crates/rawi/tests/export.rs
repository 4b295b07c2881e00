//! `rawi export` from the outside. What other programs make of the formats is looked at by `scripts/check_exports.py`.
#![allow(missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{err, folder, out, rawi, rawi_reading};
use serde_json::{Value, json};

const TEXT_FORMATS: [&str; 6] = ["jsonl", "csv", "annotations", "turtle", "graphml", "events"];
/// Formats that are no text.
const FILE_FORMATS: &[&str] = if cfg!(feature = "export-parquet") { &["parquet", "dna"] } else { &["dna"] };

fn record(name: &str) -> (PathBuf, PathBuf) {
    let dir = folder(name);
    let record = dir.join("a.rawi");
    let line = |(n, (date, text)): (usize, (&str, &str))| {
        json!({"url": format!("https://a.example/{n}"), "date": date, "outlet": "صحيفة الضفة", "text": text}).to_string() + "\n"
    };
    let articles = [
        ("2031-05-03", "قال وزير الخارجية الروسي سيرغي لافروف إن الهدنة في سوريا هشة.\nواتهم لافروف تركيا بالكذب.\n"),
        ("2031-05-01", "نقلت وكالة رويترز عن لافروف قوله إن سوريا وافقت على الهدنة.\nوأكد سعد الحريري أن الأزمة انتهت.\n"),
        ("", "قال سامي النهري إن الجسر جاهز.\n"),
    ];
    let input: String = articles.into_iter().enumerate().map(line).collect();
    let done = rawi_reading(&["add", record.to_str().unwrap(), "-"], input.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    (dir, record)
}

fn export(record: &Path, args: &[&str]) -> String {
    let done = rawi(&[&["export", record.to_str().unwrap()], args].concat());
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", err(&done));
    out(&done)
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_has_what_standard_output_has() {
    let (dir, record) = record("export_file");
    let to = dir.join("out");
    for format in TEXT_FORMATS {
        let printed = export(&record, &["--to", format]);
        assert!(!printed.is_empty());
        assert_eq!(export(&record, &["--to", format, "--output", to.to_str().unwrap()]), "");
        assert!(fs::read_to_string(&to).unwrap() == printed, "{format}");
    }
    for format in FILE_FORMATS {
        export(&record, &["--to", format, "--output", to.to_str().unwrap()]);
        let first = fs::read(&to).unwrap();
        export(&record, &["--to", format, "--output", to.to_str().unwrap()]);
        assert!(fs::read(&to).unwrap() == first, "{format}: other bytes the second time");
    }
    assert_eq!(names(&dir), ["a.rawi", "out"]);
}

#[test]
#[cfg(not(feature = "export-parquet"))]
fn a_program_without_parquet_says_so() {
    let (dir, record) = record("export_without_parquet");
    let to = dir.join("out.parquet");
    let done = rawi(&["export", "--to", "parquet", record.to_str().unwrap(), "--output", to.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert!(err(&done).contains("--features export-parquet"), "{}", err(&done));
    assert!(!to.exists());
}

#[test]
fn what_fails_leaves_what_was_there() {
    let (dir, record) = record("export_fails");
    let (path, to) = (record.to_str().unwrap(), dir.join("out"));
    fs::write(&to, "before").unwrap();
    for format in [&TEXT_FORMATS[..], FILE_FORMATS].concat() {
        let done = rawi(&["export", path, "--to", format, "--by", "زكريا المجهول", "--output", to.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1));
        assert!(err(&done).contains("nobody in the record"), "{}", err(&done));
    }
    assert_eq!(fs::read_to_string(&to).unwrap(), "before");
    let before = fs::read(&record).unwrap();
    for (args, told) in [
        (&["--to", "csv", "--output", path][..], "is the record itself"),
        (&["--to", "dna", "--output", path], "is the record itself"),
        (&["--to", "dna"], "--output FILE"),
        (&["--to", "csv", "--output", dir.to_str().unwrap()], "is a folder"),
        (&["--to", "csv", "--output", dir.join("none/out").to_str().unwrap()], "cannot be written"),
        (&["--to", "dna", "--output", dir.join("none/out").to_str().unwrap()], "none/out"),
    ] {
        let done = rawi(&[&["export", path], args].concat());
        assert_eq!(done.status.code(), Some(1), "{args:?}");
        assert!(err(&done).contains(told), "{args:?}: {}", err(&done));
    }
    assert!(fs::read(&record).unwrap() == before);
    assert_eq!(names(&dir), ["a.rawi", "out"]);
}

#[test]
fn filters_are_those_of_find() {
    let (_, record) = record("export_filters");
    let path = record.to_str().unwrap();
    for asked in [
        &["--by", "لافروف"][..],
        &["--by", "Lavrov", "--since", "2031-05-02"],
        &["--via", "رويترز"],
        &["--act", "deny", "--act", "accuse"],
        &["--until", "2031-05-02"],
        &["الهدنة"],
        &["سوريا -رويترز"],
        &["--outlet", "الضفة"],
        &["كلمةغريبة"],
    ] {
        let found = out(&rawi(&[&["find", path, "--format", "jsonl"], asked].concat()));
        let mut found: Vec<String> =
            found.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].as_str().unwrap().to_owned()).collect();
        found.sort();
        let csv = export(&record, &[&["--to", "csv"], asked].concat());
        let mut exported: Vec<String> = csv.lines().skip(1).map(|l| l.split(',').next().unwrap().to_owned()).collect();
        exported.sort();
        assert_eq!(exported, found, "{asked:?}");
        // whole articles
        let articles = export(&record, &[&["--to", "jsonl"], asked].concat());
        let all = export(&record, &["--to", "jsonl"]);
        assert!(articles.lines().all(|l| all.lines().any(|a| a == l)), "{asked:?}");
        let of = |l: &str| serde_json::from_str::<Value>(l).unwrap()["id"].as_str().unwrap().to_owned();
        let mut wanted: Vec<String> = found.iter().map(|id| id.split('-').next().unwrap().to_owned()).collect();
        wanted.dedup();
        let mut got: Vec<String> = articles.lines().map(of).collect();
        got.sort();
        assert_eq!(got, wanted, "{asked:?}");
    }
    // in the order of days
    let csv = export(&record, &["--to", "csv", "--by", "لافروف"]);
    let days: Vec<&str> = csv.lines().skip(1).map(|l| l.split(',').nth(4).unwrap()).collect();
    assert_eq!(days, ["2031-05-01", "2031-05-03", "2031-05-03"]);
    let both = rawi(&["export", path, "--to", "csv", "--all-versions", "--by", "لافروف"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_chain_and_a_name_of_ones_own_in_turtle() {
    let (_, record) = record("export_turtle");
    let turtle = export(&record, &["--to", "turtle", "--until", "2031-05-01", "--base", "https://data.example/x"]);
    for part in [
        "/via/0> a prov:Entity ;",
        "prov:wasDerivedFrom <https://data.example/x/",
        "prov:wasAttributedTo <https://data.example/x/actor/",
        "schema:datePublished \"2031-05-01\"^^xsd:date",
        "schema:sameAs <http://www.wikidata.org/entity/Q296771>",
    ] {
        assert!(turtle.contains(part), "{part}\n{turtle}");
    }
}
