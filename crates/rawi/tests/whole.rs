//! Whole or not at all: a record after kills, a full disk, lost permissions, and two programs at once.
#![cfg(unix)]
#![allow(missing_docs)]

mod common;

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::record::{content, edit};
use common::{article, err, folder, out, rawi};
use rawi_record::Record;
use rusqlite::Connection;
use serde_json::json;

/// Kills in each of the two tests: of adding, and of reading anew.
const KILLS: usize = 300;
const ARTICLES: usize = 1200;

fn input(dir: &Path, from: usize, count: usize) -> PathBuf {
    let path = dir.join(format!("{from}-{count}.jsonl"));
    let date = |n: usize| format!("2031-{:02}-{:02}", 1 + n * 7 % 12, 1 + n * 5 % 28);
    let line = |n: usize| {
        json!({"url": format!("https://a.example/{n}"), "date": date(n), "outlet": format!("صحيفة {}", n % 5), "text": article(n)}).to_string() + "\n"
    };
    fs::write(&path, (from..from + count).map(line).collect::<String>()).unwrap();
    path
}

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rawi"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// SQLite's own check and ours; gives the number of articles.
fn sound(record: &Path) -> u64 {
    let checked = Record::open_read(record).unwrap().check().unwrap();
    assert_eq!(checked.problems, Vec::<String>::new());
    checked.articles
}

/// Runs `args` and kills it at random moments until it has been killed so often; each time the record must be sound.
/// Where it ends before it is killed, `again` sets the stage for another. Gives the kills that left it half done.
fn kill(record: &Path, args: &[&str], mut again: impl FnMut()) -> usize {
    let mut seed = 0x5eed_u64;
    let (mut kills, mut halfway) = (0, 0);
    let limit = Instant::now() + Duration::from_secs(900);
    let mut longest = 60_000;
    while kills < KILLS {
        assert!(Instant::now() < limit, "only {kills} kills in 900 seconds");
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = Duration::from_micros((seed >> 33) % longest);
        let mut child = program(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(moment);
        if child.try_wait().unwrap().is_some() {
            // it was faster than the kill: kill sooner from now on
            longest = (longest * 9 / 10).max(5_000);
            again();
            continue;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        if record.exists() {
            let articles = sound(record);
            halfway += usize::from(articles > 0 && articles < ARTICLES as u64);
            if articles == 0 && longest < 2_000_000 {
                longest = longest * 21 / 20; // so slow a machine that nothing was done yet
            }
        }
    }
    halfway
}

#[test]
fn killed_while_it_adds() {
    let dir = folder("killed_adding");
    let input = input(&dir, 0, ARTICLES);
    let (calm, record) = (dir.join("calm.rawi"), dir.join("killed.rawi"));
    assert_eq!(rawi(&["add", calm.to_str().unwrap(), input.to_str().unwrap()]).status.code(), Some(0));
    let undisturbed = content(&calm);
    let args = ["add", record.to_str().unwrap(), input.to_str().unwrap()];
    let mut completed = 0;
    let remove = |record: &Path| {
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{suffix}", record.display()));
        }
    };
    let halfway = kill(&record, &args, || {
        completed += 1;
        if completed % 4 == 1 {
            assert!(content(&record) == undisturbed);
        }
        remove(&record);
    });
    assert!(halfway > 0, "no kill fell between two articles");
    let done = rawi(&args);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    assert_eq!(sound(&record), ARTICLES as u64);
    assert!(content(&record) == undisturbed);
}

#[test]
fn killed_while_it_rereads() {
    let dir = folder("killed_rereading");
    let input = input(&dir, 0, ARTICLES);
    let record = dir.join("killed.rawi");
    let path = record.to_str().unwrap();
    assert_eq!(rawi(&["add", path, input.to_str().unwrap()]).status.code(), Some(0));
    let undisturbed = content(&record);
    let age = || edit(&record, "UPDATE article_version SET reader = 'older'; UPDATE statement SET act = 'ask', why = 'older'");
    age();
    let mut completed = 0;
    kill(&record, &["reread", path], || {
        completed += 1;
        if completed % 4 == 1 {
            assert!(content(&record) == undisturbed);
        }
        age();
    });
    assert_eq!(rawi(&["reread", path]).status.code(), Some(0));
    assert_eq!(sound(&record), ARTICLES as u64);
    assert!(content(&record) == undisturbed);
}

#[test]
fn killed_while_it_corrects() {
    let dir = folder("killed_correcting");
    let input = input(&dir, 0, 300);
    let record = dir.join("killed.rawi");
    let path = record.to_str().unwrap();
    assert_eq!(rawi(&["add", path, input.to_str().unwrap()]).status.code(), Some(0));
    let found = out(&rawi(&["find", "--limit", "10000", "--act", "inform", path]));
    let reject = |line: &str| {
        let found: serde_json::Value = serde_json::from_str(line).unwrap();
        json!({"action": "reject", "statement": found["id"]}).to_string() + "\n"
    };
    let rows: Vec<String> = found.lines().map(reject).collect();
    assert!(rows.len() >= 300);
    let corrections = dir.join("corrections.jsonl");
    fs::write(&corrections, rows.concat()).unwrap();
    let args = ["review", path, "--from", corrections.to_str().unwrap(), "--who", "x"];
    let count = || {
        let db = Connection::open(&record).unwrap();
        let count = |sql: &str| db.query_row(sql, [], |r| r.get::<_, usize>(0)).unwrap();
        (count("SELECT count(*) FROM review"), count("SELECT count(*) FROM statement WHERE verdict = 'rejected'"))
    };
    let (mut seed, mut kills) = (7_u64, 0);
    while kills < 30 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = program(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_micros((seed >> 33) % 400_000));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            kills += 1;
        }
        child.wait().unwrap();
        sound(&record);
        let (written, rejected) = count();
        // another word on what is rejected already changes nothing
        assert_eq!(written % rows.len(), 0, "a part of a file was written");
        assert_eq!(rejected, if written == 0 { 0 } else { rows.len() });
    }
}

#[test]
fn two_programs_at_once() {
    let dir = folder("two_at_once");
    let (one, two) = (input(&dir, 0, 700), input(&dir, 400, 700));
    let record = dir.join("a.rawi");
    let children = [&one, &two, &one].map(|i| program(&["add", record.to_str().unwrap(), i.to_str().unwrap()]).spawn().unwrap());
    for child in children {
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    }
    assert_eq!(sound(&record), 1100);
    let calm = dir.join("calm.rawi");
    rawi(&["add", calm.to_str().unwrap(), one.to_str().unwrap(), two.to_str().unwrap()]);
    // where two inputs have the same article, either may have been first: its path and line tell which
    let plain = |record: &Path| {
        edit(record, "UPDATE article_version SET path = '', line = NULL");
        let mut content = content(record);
        content.sort();
        content
    };
    assert!(plain(&record) == plain(&calm));
}

#[test]
fn a_second_program_waits_and_says_so() {
    let dir = folder("waits");
    let input = input(&dir, 0, 20);
    let record = dir.join("a.rawi");
    let path = record.to_str().unwrap();
    drop(Record::open(&record).unwrap());
    let other = Connection::open(&record).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut child = program(&["add", path, input.to_str().unwrap()]).spawn().unwrap();
    sleep(Duration::from_secs(2));
    assert!(child.try_wait().unwrap().is_none(), "it did not wait");
    other.execute_batch("COMMIT").unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("another program writes to it"), "{told}");
    assert_eq!(sound(&record), 20);
}

/// A small file system in memory, where this may be mounted.
struct Tmpfs(PathBuf);

impl Tmpfs {
    fn new(dir: &Path, kilobytes: usize) -> Option<Self> {
        fs::create_dir_all(dir).unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "rawi-test"]).arg(dir).output();
        mounted.ok().filter(|m| m.status.success()).map(|_| Self(dir.to_owned()))
    }

    fn grow(&self, kilobytes: usize) {
        let size = format!("remount,size={kilobytes}k");
        assert!(Command::new("mount").args(["-o", &size]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk() {
    let dir = folder("full_disk");
    let input = input(&dir, 0, ARTICLES);
    let calm = dir.join("calm.rawi");
    rawi(&["add", calm.to_str().unwrap(), input.to_str().unwrap()]);
    let undisturbed = content(&calm);
    let whole = fs::metadata(&calm).unwrap().len() as usize >> 10;
    for size in [40, 200, whole / 3, whole / 2, whole * 9 / 10, whole * 5 / 4] {
        let Some(disk) = Tmpfs::new(&dir.join(format!("disk{size}")), size) else {
            eprintln!("no tmpfs may be mounted here: what a full disk does was not tried");
            return;
        };
        let record = disk.0.join("a.rawi");
        let args = ["add", record.to_str().unwrap(), input.to_str().unwrap()];
        let done = rawi(&args);
        assert_eq!(done.status.code(), Some(1), "{size} kB: {}", out(&done));
        let told = err(&done);
        assert!(told.contains("a.rawi") && (told.contains("disk is full") || told.contains("look at the disk")), "{told}");
        disk.grow(64 << 10);
        if record.exists() {
            sound(&record);
        }
        assert_eq!(rawi(&args).status.code(), Some(0));
        sound(&record);
        assert!(content(&record) == undisturbed, "{size} kB");
    }
}

#[test]
fn permission_lost_in_the_middle() {
    let dir = folder("permission");
    let input = input(&dir, 0, ARTICLES);
    let home = dir.join("home");
    fs::create_dir(&home).unwrap();
    let record = home.join("a.rawi");
    let args = ["add", record.to_str().unwrap(), input.to_str().unwrap()];
    // permissions bind nobody who is root: then as somebody else
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n");
    let run = |args: &[&str]| {
        let mut command = if root { Command::new("setpriv") } else { Command::new(env!("CARGO_BIN_EXE_rawi")) };
        if root {
            command.args(["--reuid=65534", "--clear-groups", env!("CARGO_BIN_EXE_rawi")]);
        }
        command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    if root && !run(&["--version"]).output().is_ok_and(|o| o.status.success()) {
        eprintln!("the program cannot be run as another user here: what lost permissions do was not tried");
        return;
    }
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let allow = |yes: bool| {
        mode(&home, if yes { 0o777 } else { 0o555 });
        for file in fs::read_dir(&home).unwrap() {
            mode(&file.unwrap().path(), if yes { 0o666 } else { 0o444 });
        }
    };
    allow(true);
    let child = run(&args).spawn().unwrap();
    sleep(Duration::from_millis(60));
    allow(false);
    let first = child.wait_with_output().unwrap();
    let before = if record.exists() { sound(&record) } else { 0 };
    if first.status.code() != Some(0) {
        assert!(err(&first).contains("a.rawi"), "{}", err(&first));
    }
    // the files beside a record that was left clean are gone: nothing can be made in this folder now
    let second = run(&args).output().unwrap();
    assert_eq!(second.status.code(), Some(1), "{}", out(&second));
    assert!(err(&second).contains("permissions"), "{}", err(&second));
    if record.exists() {
        assert_eq!(sound(&record), before);
        let looked = run(&["check", record.to_str().unwrap()]).output().unwrap();
        assert_eq!(looked.status.code(), Some(0), "{}", err(&looked));
    }
    allow(true);
    assert_eq!(run(&args).output().unwrap().status.code(), Some(0));
    assert_eq!(sound(&record), ARTICLES as u64);
}
