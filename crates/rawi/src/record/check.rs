//! `rawi check`: whether a record is sound.

use std::io::{self, Write};

use anyhow::Context;

use super::args::CheckArgs;
use crate::exit::{self, Outcome};

/// Runs the command.
pub fn run(typed: &CheckArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    let checked = super::look(path)?.check().map_err(|e| super::at(path, &e))?;
    let name = path.display();
    for problem in &checked.problems {
        exit::problem(&format!("{name}: {problem}"));
    }
    let more = checked.count - checked.problems.len();
    if more > 0 {
        exit::problem(&format!("{name}: and {more} more"));
    }
    if checked.count > 0 {
        exit::problem(&format!("{name}: not sound: go back to a copy, or add its articles to a new record"));
        return Ok(Outcome::SomeFailed);
    }
    let told = format!(
        "{name}: sound: {} articles in {} versions, {} statements, {} actors\n",
        checked.articles, checked.versions, checked.statements, checked.actors
    );
    io::stdout().lock().write_all(told.as_bytes()).context("cannot write to standard output")?;
    Ok(Outcome::Done)
}
