//! `rawi disputes`: statements that seem to contradict one another.

use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Context;
use rawi_record::{Dispute, DisputeKind, Record, Stored};
use serde_json::json;

use super::args::{DisputesArgs, ListFormat};
use super::{at, find};
use crate::exit::{self, Outcome};

const UNWRITTEN: &str = "cannot write to standard output";

/// Runs the command.
pub fn run(typed: &DisputesArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    let record = super::look(path)?;
    let error = |e: rawi_record::Error| at(path, &e);
    if !record.groups_are_current().map_err(error)? {
        exit::problem(&format!(
            "{}: another version of rawi compared its statements: the next `rawi add` or `rawi reread` does so anew",
            path.display()
        ));
    }
    let stdout = io::stdout();
    let default = if stdout.is_terminal() { ListFormat::Text } else { ListFormat::Jsonl };
    let mut out = BufWriter::new(stdout.lock());
    let wanted = |d: &Dispute| d.confidence >= typed.sure && typed.kind.as_deref().is_none_or(|k| k == name(d.kind));
    let found = record.disputes(typed.since.as_deref(), typed.until.as_deref()).map_err(error)?;
    for dispute in found.into_iter().filter(wanted).take(typed.limit as usize) {
        let (Some(one), Some(other)) =
            (place(&record, dispute.one).map_err(error)?, place(&record, dispute.other).map_err(error)?)
        else {
            continue;
        };
        match typed.format.unwrap_or(default) {
            ListFormat::Text => text(&dispute, &one, &other, &mut out),
            ListFormat::Jsonl => line(&dispute, &one, &other, &mut out),
        }
        .context(UNWRITTEN)?;
    }
    out.flush().context(UNWRITTEN)?;
    Ok(Outcome::Done)
}

fn name(kind: DisputeKind) -> &'static str {
    match kind {
        DisputeKind::Denial => "denial",
        DisputeKind::Figures => "figures",
    }
}

/// A statement with the version that it stands in.
fn place(record: &Record, statement: i64) -> rawi_record::Result<Option<(Stored, usize)>> {
    let Some((version, n)) = record.place(statement)? else { return Ok(None) };
    Ok(record.version(version)?.map(|stored| (stored, n)))
}

fn text(dispute: &Dispute, one: &(Stored, usize), other: &(Stored, usize), out: &mut impl Write) -> io::Result<()> {
    let figures = dispute.figures.as_ref().map_or(String::new(), |(a, b)| format!(": {a} / {b}"));
    writeln!(out, "{}{figures}  (confidence {})\n", name(dispute.kind), dispute.confidence)?;
    find::text(&one.0, one.1, None, out)?;
    find::text(&other.0, other.1, None, out)
}

fn line(dispute: &Dispute, one: &(Stored, usize), other: &(Stored, usize), out: &mut impl Write) -> io::Result<()> {
    let side = |(stored, n): &(Stored, usize)| {
        let article = &stored.article;
        article.reading.statements.get(*n).map(|s| {
            json!({"id": s.reference(article.reference()), "speaker": s.speaker.name, "act": s.act,
                   "content": find::content(stored, *n), "published": article.published.as_ref().map(|p| &p.value),
                   "outlet": article.source.outlet})
        })
    };
    let figures = dispute.figures.as_ref().map(|(a, b)| json!([a, b]));
    let object = json!({"kind": name(dispute.kind), "confidence": dispute.confidence, "figures": figures,
                        "one": side(one), "other": side(other)});
    writeln!(out, "{object}")
}
