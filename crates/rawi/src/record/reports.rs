//! The other reports of what somebody said, with what each has otherwise: a part of `rawi show`.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use rawi_record::{Difference, Part, Record, Stored, differ};

use super::at;

const UNWRITTEN: &str = "cannot write to standard output";

/// Writes the other reports of the utterance that the statement at the place `n` of a version reports. In each, what the
/// statement has and the report leaves out stands in ⟨- -⟩, and what the report adds in ⟨+ +⟩.
pub(super) fn write(record: &Record, path: &Path, stored: &Stored, n: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let error = |e: rawi_record::Error| at(path, &e);
    let Some(statement) = stored.article.reading.statements.get(n) else { return Ok(()) };
    let Some(id) = record.statement_at(stored.id, n).map_err(error)? else { return Ok(()) };
    let Some(utterance) = record.utterance_of(id).map_err(error)? else { return Ok(()) };
    writeln!(out, "{} reports of it; utterance {}", utterance.reports.len(), utterance.reference).context(UNWRITTEN)?;
    for report in utterance.reports.iter().filter(|r| r.statement != id) {
        let Some(other) = record.version(report.version).map_err(error)? else { continue };
        let Some(told) = other.article.reading.statements.get(report.ord) else { continue };
        let source = &other.article.source;
        let published = other.article.published.as_ref().map(|p| p.value.as_str());
        let from = [source.outlet.as_deref(), published, source.url.as_deref().or(Some(&source.path))];
        let from = if other.id == stored.id {
            "in the same article".to_owned()
        } else {
            from.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        writeln!(out, "\n  {}  {from}", told.reference(other.article.reference())).context(UNWRITTEN)?;
        lines(&differ((stored, statement), (&other, told)), out).context(UNWRITTEN)?;
    }
    writeln!(out).context(UNWRITTEN)
}

fn lines(difference: &Difference, out: &mut impl Write) -> std::io::Result<()> {
    let parts: Vec<String> = difference
        .parts
        .iter()
        .map(|part| match part {
            Part::Both(words) => words.clone(),
            Part::LeftOut(words) => format!("⟨-{words}-⟩"),
            Part::Added(words) => format!("⟨+{words}+⟩"),
        })
        .collect();
    writeln!(out, "      {}", parts.join(" "))?;
    if let Some((one, other)) = &difference.cue {
        writeln!(out, "      cue: {one}, here {other}")?;
    }
    if let Some((one, other)) = &difference.act {
        writeln!(out, "      act: {one}, here {other}")?;
    }
    if !difference.quotes_gained.is_empty() {
        writeln!(out, "      in quotation marks only here: {}", difference.quotes_gained.join(" "))?;
    }
    if !difference.quotes_lost.is_empty() {
        writeln!(out, "      without quotation marks here: {}", difference.quotes_lost.join(" "))?;
    }
    Ok(())
}
