//! A bar on the terminal for work that takes its time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work done sooner than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// Folders with more entries than this are not counted out beforehand.
const MOST_ENTRIES: usize = 100_000;

/// How far the work is. Shows nothing until a second has gone by.
pub struct Progress<'a> {
    paths: Option<&'a [PathBuf]>,
    started: Instant,
    bytes: u64,
    articles: u64,
    bar: Option<ProgressBar>,
}

impl<'a> Progress<'a> {
    /// Progress over `paths`, shown only if `shown`.
    pub fn new(paths: &'a [PathBuf], shown: bool) -> Self {
        Self { paths: shown.then_some(paths), started: Instant::now(), bytes: 0, articles: 0, bar: None }
    }

    /// One more article, of so many bytes.
    pub fn step(&mut self, bytes: usize) {
        let Some(paths) = self.paths else { return };
        self.bytes += bytes as u64;
        self.articles += 1;
        if self.bar.is_none() && self.started.elapsed() >= PATIENCE {
            self.bar = Some(bar(total(paths)));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.bytes);
            if self.articles.is_multiple_of(64) {
                bar.set_message(format!(
                    "{} articles, {:.0} a second",
                    self.articles,
                    self.articles as f64 / self.started.elapsed().as_secs_f64()
                ));
            }
        }
    }

    /// Prints a line without tearing the bar.
    pub fn line(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{bar:30} {percent:>3}%  {bytes_per_sec}  {msg}  {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}  {bytes_per_sec}  {msg}  {elapsed}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The bytes under the paths; unknown for standard input, compressed files and very large folders.
fn total(paths: &[PathBuf]) -> Option<u64> {
    let mut entries = MOST_ENTRIES;
    paths.iter().map(|p| weigh(p, &mut entries)).sum()
}

fn weigh(path: &Path, entries: &mut usize) -> Option<u64> {
    *entries = entries.checked_sub(1)?;
    let packed = path.extension().is_some_and(|e| ["gz", "zst", "tgz", "zip", "parquet"].iter().any(|p| e == *p));
    if packed || path.as_os_str() == "-" {
        return None;
    }
    let Ok(about) = fs::metadata(path) else {
        return Some(0); // the reader will say what is wrong with it
    };
    if !about.is_dir() {
        return Some(about.len());
    }
    let inside = fs::read_dir(path).ok()?;
    inside
        .map(|entry| match entry {
            // links are left out: a link to a folder above would never end
            Ok(e) if e.file_type().is_ok_and(|t| !t.is_symlink()) => weigh(&e.path(), entries),
            _ => Some(0),
        })
        .sum()
}
