//! What the tests of the program share.
#![allow(missing_docs, dead_code)]

pub mod record;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub fn rawi(args: &[&str]) -> Output {
    rawi_reading(args, b"")
}

pub fn rawi_reading(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rawi"))
        .args(args)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // a program that does not read its input closes it: that is no failure of the test
    let feed = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap();
    output
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An empty folder of its own for a test.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// An invented article; no two numbers have the same.
pub fn article(n: usize) -> String {
    format!(
        "الوزير: الجسر رقم {n} سيفتح قريباً\n\nقال وزير الأشغال لؤي العامري إن أعمال الجسر رقم {n} انتهت.\n\
         وأضاف: «سنفتحه يوم الأحد». ورفض رئيس البلدية سامي النهري الموعد، مؤكداً أن الطريق لم يكتمل.\n"
    )
}
