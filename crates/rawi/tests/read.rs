//! `rawi read` from the outside.
#![allow(missing_docs)]

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{article, err, folder, out, rawi, rawi_reading};
use serde_json::{Value, json};

fn lines(text: &str) -> Vec<Value> {
    let lines = text.lines();
    lines.map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn records(count: usize) -> String {
    let record = |n| json!({"title": format!("خبر {n}"), "text": article(n)}).to_string() + "\n";
    (0..count).map(record).collect()
}

#[test]
fn one_json_object_an_article() {
    let dir = folder("one_json_object");
    let path = dir.join("a.txt");
    fs::write(&path, article(1)).unwrap();
    let done = rawi(&["read", path.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let read = lines(&out(&done));
    assert_eq!(read.len(), 1);
    assert_eq!(read[0]["text"], article(1));
    assert_eq!(read[0]["language"], "ar");
    assert_eq!(read[0]["source"]["path"], path.to_str().unwrap());
    assert_eq!(read[0]["id"].as_str().unwrap().len(), 16);
}

#[test]
fn the_same_bytes_for_any_number_of_jobs() {
    let dir = folder("any_number_of_jobs");
    let path = dir.join("many.jsonl");
    let mut input = records(700);
    input.push_str("{broken\n");
    input.push_str(&records(300));
    fs::write(&path, input).unwrap();
    for format in ["jsonl", "pretty", "html"] {
        let read = |jobs| rawi(&["read", "--format", format, "--jobs", jobs, path.to_str().unwrap()]);
        let one = read("1");
        assert_eq!(one.status.code(), Some(1));
        assert!(one.stdout.len() > 100_000);
        for jobs in ["2", "5"] {
            let other = read(jobs);
            assert_eq!(other.status.code(), Some(1));
            assert!(one.stdout == other.stdout, "{format}, {jobs} jobs");
            assert_eq!(err(&one), err(&other));
        }
    }
}

#[test]
fn a_broken_line_costs_that_line() {
    let dir = folder("a_broken_line");
    let path = dir.join("some.jsonl");
    let broken = format!("{}{{\"text\": \n{}", records(2), records(1));
    fs::write(&path, broken).unwrap();
    let done = rawi(&["read", path.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(lines(&out(&done)).len(), 3);
    let told = err(&done);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("some.jsonl:3:"), "{told}");
}

#[test]
fn missing_and_empty_files_are_named_and_the_others_read() {
    let dir = folder("missing_and_empty");
    let (good, empty, missing) = (dir.join("b.txt"), dir.join("a.txt"), dir.join("none.txt"));
    fs::write(&good, article(1)).unwrap();
    fs::write(&empty, "").unwrap();
    let paths = [&missing, &empty, &good].map(|p| p.to_str().unwrap());
    let done = rawi(&["read", paths[0], paths[1], paths[2]]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(lines(&out(&done)).len(), 1);
    let told: Vec<String> = err(&done).lines().map(str::to_owned).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with(paths[0]) && told[1].starts_with(paths[1]), "{told:?}");
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for args in [
        &["read"][..],
        &["read", "--jobs", "0", "x"],
        &["read", "--format", "xml", "x"],
        &["read", "--max-bytes", "lots", "x"],
        &["sing"],
        &[],
    ] {
        let done = rawi(args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert!(out(&done).is_empty());
        assert!(!err(&done).is_empty());
    }
}

#[test]
fn what_is_not_arabic_has_a_language_and_no_statements() {
    let text = "The minister said that the bridge will open on Sunday, and that it cost little.\n";
    let done = rawi_reading(&["read", "-"], text.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let read = lines(&out(&done));
    assert_eq!(read[0]["language"], "und");
    assert_eq!(read[0]["statements"], json!([]));
    let pretty = rawi_reading(&["read", "--format", "pretty", "-"], text.as_bytes());
    assert!(out(&pretty).contains("not Arabic"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let dir = folder("a_closed_pipe");
    let path = dir.join("many.jsonl");
    fs::write(&path, records(5000)).unwrap();
    for jobs in ["1", "3"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rawi"))
            .args(["read", "--jobs", jobs, path.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        let mut pipe = BufReader::new(child.stdout.take().unwrap());
        pipe.read_line(&mut first).unwrap();
        assert!(first.starts_with('{'));
        drop(pipe);
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0));
        assert_eq!(err(&done), "");
    }
}

#[test]
fn the_first_article_is_not_held_back() {
    // the input stays open: what was given must come out nevertheless
    let mut child = Command::new(env!("CARGO_BIN_EXE_rawi"))
        .args(["read", "--jobs", "2", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, records(40).as_bytes()).unwrap();
    std::io::Write::flush(&mut stdin).unwrap();
    let mut pipe = BufReader::new(child.stdout.take().unwrap());
    let started = Instant::now();
    let closer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(20));
        drop(stdin);
    });
    let mut first = String::new();
    pipe.read_line(&mut first).unwrap();
    assert!(started.elapsed() < Duration::from_secs(10), "held back until the input's end");
    assert!(first.starts_with('{'));
    child.kill().unwrap();
    child.wait().unwrap();
    drop(closer);
}

#[test]
fn pretty_has_colours_only_where_they_are_wanted() {
    let read = |args: &[&str]| {
        let all = [&["read", "--format", "pretty"], args, &["-"]].concat();
        out(&rawi_reading(&all, article(1).as_bytes()))
    };
    assert!(!read(&[]).contains('\u{1b}'));
    assert!(read(&["--color", "always"]).contains('\u{1b}'));
    assert!(!read(&["--color", "never"]).contains('\u{1b}'));
}

#[test]
fn the_page_stands_alone() {
    let dir = folder("the_page");
    for n in 0..3 {
        fs::write(dir.join(format!("{n}.txt")), article(n)).unwrap();
    }
    let done = rawi(&["read", "--format", "html", dir.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let page = out(&done);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert_eq!(page.matches("<article ").count(), 3);
    assert!(page.contains("dir=\"rtl\""));
    for bad in ["<script", "http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(bad), "{bad}");
    }
    for n in 1..=3 {
        assert!(page.contains(&format!("<li><a href=\"#a{n}\">")));
    }
}
