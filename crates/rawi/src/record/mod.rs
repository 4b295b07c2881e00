//! The commands that keep a record: each in a module of its own, all thin over `rawi-record`.

pub mod add;
pub mod args;
pub mod check;
pub mod disputes;
pub mod export;
pub mod find;
pub(crate) mod output;
mod reports;
pub mod reread;
pub mod review;
pub mod show;
pub mod sql;
pub mod stories;
pub(crate) mod write;

pub(crate) use export::found;

use std::path::Path;

use anyhow::anyhow;
use rawi_record::{Error, Failure, Record};

use crate::exit;

/// An error at a record, with its path.
pub(crate) fn at(path: &Path, error: &Error) -> anyhow::Error {
    anyhow!("{}: {error}", path.display())
}

/// Asks until no other program is in the way; says so once.
fn patiently<T>(path: &Path, told: &mut bool, mut ask: impl FnMut() -> rawi_record::Result<T>) -> anyhow::Result<T> {
    loop {
        if let Some(done) = unless_busy(path, told, &mut ask)? {
            return Ok(done);
        }
    }
}

/// Asks once, which waits a moment; `None` where another program is in the way, which is said once.
pub(crate) fn unless_busy<T>(
    path: &Path,
    told: &mut bool,
    ask: impl FnOnce() -> rawi_record::Result<T>,
) -> anyhow::Result<Option<T>> {
    match ask() {
        Err(e) if e.failure() == Failure::Busy => {
            if !*told {
                *told = true;
                exit::problem(&format!("{}: another program writes to it; waiting for it to end", path.display()));
            }
            Ok(None)
        }
        done => done.map(Some).map_err(|e| at(path, &e)),
    }
}

/// Opens a record to write to it.
pub(crate) fn open(path: &Path) -> anyhow::Result<Record> {
    let record = patiently(path, &mut false, || Record::open(path))?;
    if let Some(backup) = record.backup() {
        exit::problem(&format!(
            "{}: upgraded to schema {}; as it was: {}",
            path.display(),
            rawi_record::SCHEMA,
            backup.display()
        ));
    }
    patiently(path, &mut false, || record.reindex())?;
    Ok(record)
}

/// Opens a record to look at it.
pub(crate) fn look(path: &Path) -> anyhow::Result<Record> {
    patiently(path, &mut false, || Record::open_read(path))
}
