//! All rows of `lexicon/constructions/*.tsv` are read. What is not read rightly today stands in `known.tsv` beside this
//! file; that list only shrinks.
//!
//! `RAWI_UPDATE_KNOWN=1 cargo test -p rawi-speech --test constructions` writes the list anew.
#![allow(missing_docs, clippy::disallowed_methods)]

#[path = "constructions/judge.rs"]
mod judge;
#[path = "constructions/rows.rs"]
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use judge::Verdict;
use rawi_speech::Input;
use rawi_text::Span;
use rows::Row;

const HEADER: &str =
    "# Rows of lexicon/constructions that are not yet read rightly: file, first words, what is read instead (one column a
# statement). A row that is read rightly must leave this list. Written by
# RAWI_UPDATE_KNOWN=1 cargo test -p rawi-speech --test constructions
";
/// Words by which the list names a row.
const NAMED_BY: usize = 8;

/// A row's name in the list: its file and its first words.
type Name = (String, String);

#[test]
fn every_row_is_read_as_it_says() {
    let rows = rows::all();
    assert!(rows.len() >= 400, "only {} rows", rows.len());
    let judged: Vec<(Name, &Row, Verdict)> =
        rows.iter().map(|row| (name(row, &rows), row, judge::judge(row, &read(row)))).collect();
    let told = summary(&judged);
    println!("{told}");
    if std::env::var_os("RAWI_UPDATE_KNOWN").is_some() {
        fs::write(list(), listed(&judged)).unwrap();
        return;
    }
    let known = known();
    let mut problems = String::new();
    let mut seen = BTreeSet::new();
    for (name, row, verdict) in &judged {
        let listed = known.contains(name);
        seen.insert(name);
        if listed && verdict.is_right() {
            let place = row.place();
            let _ = writeln!(problems, "{place}: read rightly now; take it out of the list\n  {}\n", row.shown());
        } else if !listed && !verdict.is_right() {
            problems.push_str(&complaint(row, verdict));
        }
    }
    for (file, words) in known.iter().filter(|k| !seen.contains(k)) {
        let _ = writeln!(problems, "known.tsv: no row of {file} begins so; take it out of the list\n  {words}\n");
    }
    assert!(problems.is_empty(), "\n\n{problems}\n{told}");
}

fn read(row: &Row) -> rawi_speech::Reading {
    let end = row.text.len();
    let line = match row.is_headline() {
        true => row.text.find('\n').unwrap_or(end),
        false => 0,
    };
    let title = (line > 0).then(|| Span::new(0, line as u32));
    let body: Vec<Span> = (line < end).then(|| Span::new(line as u32, end as u32)).into_iter().collect();
    rawi_speech::read(Input { text: &row.text, title, body: &body, published: None })
}

/// The first words; the whole text where another row of the file begins so too.
fn name(row: &Row, rows: &[Row]) -> Name {
    let first = |row: &Row| {
        let text = row.shown();
        let words: Vec<&str> = text.split_whitespace().take(NAMED_BY).collect();
        words.join(" ")
    };
    let words = first(row);
    let alike = rows.iter().filter(|r| r.file == row.file && first(r) == words);
    match alike.count() {
        1 => (row.file.clone(), words),
        _ => (row.file.clone(), row.shown()),
    }
}

fn complaint(row: &Row, verdict: &Verdict) -> String {
    let mut out = format!("{}\n  {}\n", row.place(), row.shown());
    let expected: Vec<&str> = row.expected.iter().map(|e| e.written.as_str()).collect();
    let got: Vec<&str> = verdict.got.iter().map(String::as_str).collect();
    for (label, statements) in [("expected", expected), ("got", got)] {
        if statements.is_empty() {
            let _ = writeln!(out, "  {label:<9} nothing");
        }
        for (n, statement) in statements.iter().enumerate() {
            let _ = writeln!(out, "  {label:<9} {}. {statement}", n + 1);
        }
    }
    let _ = writeln!(out, "  wrong:    {}\n", verdict.faults.join("; "));
    out
}

/// Right rows of all rows, a line a file.
fn summary(judged: &[(Name, &Row, Verdict)]) -> String {
    let mut files: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (_, row, verdict) in judged {
        let (right, all) = files.entry(&row.file).or_default();
        *right += usize::from(verdict.is_right());
        *all += 1;
    }
    let total = (files.values().map(|f| f.0).sum(), judged.len());
    let lines = files.into_iter().chain([("all", total)]).map(|(file, (right, all))| format!("{file:<24} {right:>4} / {all}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn list() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/known.tsv")
}

fn known() -> BTreeSet<Name> {
    let list = fs::read_to_string(list()).unwrap();
    (list.lines().enumerate())
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .map(|(n, line)| {
            let mut columns = line.split('\t');
            match (columns.next(), columns.next()) {
                (Some(file), Some(words)) => (file.to_owned(), words.to_owned()),
                _ => panic!("known.tsv:{}: file and first words, tab-separated", n + 1),
            }
        })
        .collect()
}

fn listed(judged: &[(Name, &Row, Verdict)]) -> String {
    let mut out = HEADER.to_owned();
    for ((file, words), _, verdict) in judged.iter().filter(|j| !j.2.is_right()) {
        let got = match verdict.got.is_empty() {
            true => "nothing".to_owned(),
            false => verdict.got.join("\t"),
        };
        let _ = writeln!(out, "{file}\t{words}\t{got}");
    }
    out
}
