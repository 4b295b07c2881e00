//! `rawi report`: one page about an actor, a day or a process: what was said, by whom, through whom, when, and where it
//! stands. It needs no network and no script, and is fit to print.

mod cards;
mod gather;
mod page;
mod timeline;
pub mod words;

use std::io::Write;

use anyhow::{Context, bail};
use rawi_record::{Actor, Record};

use crate::exit::Outcome;
use crate::record::args::ReportArgs;
use crate::record::output::{NewFile, Output};
use crate::record::{find, look};
use gather::{Gathered, Limits, Subject};

/// A name that means more actors is no name to report on.
const MOST_ACTORS: usize = 12;

/// Runs the command.
pub fn run(typed: &ReportArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    let record = look(path)?;
    let file = typed.output.as_deref().map(|to| NewFile::new(to, path)).transpose()?;
    let subject = match (&typed.subject.actor, &typed.subject.day, &typed.subject.process) {
        (Some(actor), ..) => Subject::Actor(who(&record, actor, path)?),
        (_, Some(day), _) => Subject::Day(day.clone()),
        (_, _, asked) => Subject::Process(process(&record, asked.as_deref().unwrap_or_default(), path)?),
    };
    find::warn_of_old_words(path, &record)?;
    let limits = Limits { since: typed.since.clone(), until: typed.until.clone(), most: typed.limit as usize };
    let gathered = Gathered::new(&record, path, &subject, &limits)?;
    let page = page::write(&subject, &gathered, &limits, typed.lang)?;
    let mut out = Output::open(file.as_ref())?;
    let told = || match &typed.output {
        Some(to) => format!("{}: cannot be written", to.display()),
        None => "cannot write to standard output".to_owned(),
    };
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).with_context(told)?;
    drop(out);
    if let Some(file) = file {
        file.finish()?;
    }
    Ok(Outcome::Done)
}

/// The actors whom a name means; an error where they are too many to be one.
fn who(record: &Record, asked: &str, path: &std::path::Path) -> anyhow::Result<Vec<Actor>> {
    few(record.who(asked).map_err(|e| find::asked(path, &e))?, asked)
}

/// The processes whose name has that in it (جنيف: محادثات جنيف), else places that are called so; nobody else.
fn process(record: &Record, asked: &str, path: &std::path::Path) -> anyhow::Result<Vec<Actor>> {
    for kinds in [&["process"][..], &["place", "state"]] {
        let among = |a: &Actor| kinds.contains(&a.r#type.as_str());
        let found = record.who_among(asked, among).map_err(|e| find::asked(path, &e))?;
        if !found.is_empty() {
            return few(found, asked);
        }
    }
    bail!("{asked}: no process in the record has that name: `rawi kb find {asked}` tells what processes are called")
}

fn few(found: Vec<(Actor, u64)>, asked: &str) -> anyhow::Result<Vec<Actor>> {
    if found.len() > MOST_ACTORS {
        let some: Vec<String> = found.iter().take(5).map(|(a, n)| format!("{} {} ({n})", a.key, a.name)).collect();
        bail!("{asked}: {} actors have that in their names: give an id, as {}", found.len(), some.join(", "));
    }
    Ok(found.into_iter().map(|(actor, _)| actor).collect())
}
