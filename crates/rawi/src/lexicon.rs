//! `rawi lexicon`: a user's tables checked; and the files behind `--lexicon`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rawi_speech::own;
use rawi_text::table::TableError;

use crate::args::{LexiconCheckArgs, LexiconCommand};
use crate::exit::{self, Outcome};
use crate::kb::{self, File};

/// Runs the command.
pub fn run(typed: &LexiconCommand) -> anyhow::Result<Outcome> {
    match typed {
        LexiconCommand::Check(typed) => check(typed),
    }
}

/// The files, and those of the folders: their tables in the order of names. What else is in a folder is left.
pub(crate) fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<File>> {
    let mut all = Vec::new();
    for path in paths {
        if path.is_dir() {
            all.extend(tables_in(path).with_context(|| format!("{}: cannot be read", path.display()))?);
        } else {
            all.push(path.clone());
        }
    }
    kb::files(&all)
}

fn tables_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut tables = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|e| e == "tsv") {
            tables.push(path);
        }
    }
    anyhow::ensure!(!tables.is_empty(), "no table (*.tsv) is in it");
    tables.sort();
    Ok(tables)
}

fn check(typed: &LexiconCheckArgs) -> anyhow::Result<Outcome> {
    let files = files(&typed.files)?;
    let bad = problems(&[], &files);
    bad.iter().for_each(|e| exit::problem(&e.to_string()));
    let mut out = io::stdout().lock();
    for file in &files {
        let wrong = bad.iter().filter(|e| e.table == file.name).count();
        let told = if wrong == 0 { "good".to_owned() } else { kb::count(wrong, "mistake") };
        writeln!(out, "{}: {}, {told}", file.name, kb::count(own::rows(&file.content), "row"))?;
    }
    Ok(if bad.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

/// What is wrong with a user's files, all of it, in their order.
pub(crate) fn problems(kb: &[File], lexicon: &[File]) -> Vec<TableError> {
    let files = || kb.iter().chain(lexicon);
    let mut bad: Vec<TableError> = files().flat_map(|f| f.problems.iter().cloned()).collect();
    let unreadable: Vec<(String, usize)> = bad.iter().map(|e| (e.table.clone(), e.line)).collect();
    let more = own::Own::new(&kb::named(kb), &kb::named(lexicon)).err().into_iter().flatten();
    // a line that is no text was emptied, and is told once
    bad.extend(more.filter(|e| !unreadable.contains(&(e.table.clone(), e.line))));
    let place = |e: &TableError| files().position(|f| f.name == e.table).unwrap_or(usize::MAX);
    bad.sort_by_key(|e| (place(e), if e.line == 0 { usize::MAX } else { e.line }));
    bad
}
