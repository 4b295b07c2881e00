//! `rawi review RECORD log`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use rawi_record::Record;
use rawi_record::model::{Places, Range};
use rawi_record::review::{Action, Logged, State};
use serde_json::json;

use super::args::LogFormat;
use crate::exit::Outcome;
use crate::record::at;

const UNWRITTEN: &str = "cannot write to standard output";

pub(super) fn run(path: &Path, record: &Record, format: LogFormat, lost: bool) -> anyhow::Result<Outcome> {
    let log = record.log().map_err(|e| at(path, &e))?;
    let mut out = BufWriter::new(io::stdout().lock());
    for logged in log.iter().filter(|l| !lost || (l.in_force && l.state == Some(State::Lost))) {
        match format {
            LogFormat::Text => text(logged, &mut out),
            LogFormat::Jsonl => line(logged, &mut out),
        }
        .context(UNWRITTEN)?;
    }
    out.flush().context(UNWRITTEN)?;
    Ok(Outcome::Done)
}

fn line(logged: &Logged, out: &mut impl Write) -> io::Result<()> {
    let r = &logged.review;
    let object = json!({
        "number": r.id,
        "at": r.at,
        "who": r.who,
        "why": r.why,
        "action": r.action.name(),
        "in_force": logged.in_force,
        "state": logged.state.map(State::name),
        "undoes": r.undoes,
        "article": r.article,
        "ref": r.reference,
        "quote": r.quote,
        "payload": r.payload,
    });
    writeln!(out, "{object}")
}

fn text(logged: &Logged, out: &mut impl Write) -> io::Result<()> {
    let r = &logged.review;
    let worth = match (logged.in_force, logged.state) {
        (false, _) => ", taken back",
        (true, Some(State::Lost)) => ", LOST: its words are gone from the article",
        (true, Some(State::Moved)) => ", moved with the reading",
        (true, Some(State::Restored)) => ", stands though nothing is read there any more",
        (true, Some(State::Idle)) => ", idle: nothing is read there any more",
        (true, _) => "",
    };
    let why = r.why.as_ref().map_or(String::new(), |w| format!(": {w}"));
    let plain = |text: &str| text.replace(['\n', '\r'], " ");
    writeln!(out, "{}  {}  {}  {}{}{worth}", r.id, r.at, plain(&r.who), r.action.name(), plain(&why))?;
    if let Some(what) = what(logged) {
        writeln!(out, "    {}", plain(&what))?;
    }
    if let (Some(article), true) = (&r.article, r.action != Action::Undo) {
        let id = match (&r.payload.statement, &r.reference) {
            (Some(s), Some(reference)) => s.reference(reference),
            _ => r.reference.clone().unwrap_or_default(),
        };
        writeln!(out, "    {id}  {article}")?;
    }
    Ok(())
}

/// What was said, in a line.
fn what(logged: &Logged) -> Option<String> {
    let r = &logged.review;
    let p = &r.payload;
    let quote = r.quote.as_ref();
    // ranges are in the article's text; what is kept of it is the quotation
    let words = |ranges: &[Range]| {
        let quote = quote?;
        let places = Places::new(&quote.exact);
        let own = |r: &Range| Some(Range { start: r.start.checked_sub(quote.start)?, end: r.end.checked_sub(quote.start)? });
        Some(ranges.iter().filter_map(|r| places.of(own(r)?)).collect::<Vec<_>>().join(" … "))
    };
    let said = || p.statement.as_ref().and_then(|s| words(&s.content)).unwrap_or_default();
    let names = || p.actors.iter().map(|a| a.key.as_str()).collect::<Vec<_>>();
    Some(match r.action {
        Action::Confirm | Action::Reject => said(),
        Action::Act => format!("{} → {}: {}", p.statement.as_ref()?.act, p.act.as_ref()?, said()),
        Action::Speaker => {
            let now = p.speaker.as_ref()?;
            let id = now.entity.as_ref().map_or(String::new(), |e| format!(" ({e})"));
            format!("{} → {}{id}: {}", p.statement.as_ref()?.speaker.name, now.name, said())
        }
        Action::Span => format!("{} → {}", said(), words(&p.content)?),
        Action::Chain => {
            let chain: Vec<&str> = p.chain.iter().flatten().map(|l| l.name.as_str()).collect();
            format!("through {}: {}", if chain.is_empty() { "nobody".to_owned() } else { chain.join(" ← ") }, said())
        }
        Action::Add => {
            let s = p.statement.as_ref()?;
            format!("{} [{}]: {}", s.speaker.name, s.act, said())
        }
        Action::AddActor => p.actors.first().map(|a| format!("{} ({}, {})", a.name, a.key, a.r#type))?,
        Action::MergeActors => names().join(" = "),
        Action::SplitActor => names().join(" → "),
        Action::SameUtterance | Action::ApartUtterance | Action::SameStory | Action::ApartStory => {
            let other = p.other.as_ref()?;
            let id = other.statement.as_ref().map_or(other.r#ref.clone(), |s| s.reference(&other.r#ref));
            format!("with {id}  {}", other.article)
        }
        Action::Undo => format!("number {}", r.undoes?),
    })
}
