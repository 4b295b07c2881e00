//! `rawi find`: statements of a record.

use std::collections::HashSet;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use rawi_export::{Report, csv};
use rawi_record::model::Places;
use rawi_record::{Failure, Record, Search, Sort, Stored, Utterance};
use serde_json::json;

use super::args::{FindArgs, FoundFormat, SortBy};
use super::at;
use crate::exit::{self, Outcome};

const UNWRITTEN: &str = "cannot write to standard output";

/// Runs the command.
pub fn run(typed: FindArgs) -> anyhow::Result<Outcome> {
    let path = typed.record;
    let record = super::look(&path)?;
    let error = |e: rawi_record::Error| asked(&path, &e);
    warn_of_old_words(&path, &record)?;
    let search = Search {
        rejected: typed.rejected,
        sort: match typed.sort {
            SortBy::Rank => Sort::Rank,
            SortBy::Newest => Sort::Newest,
            SortBy::Oldest => Sort::Oldest,
        },
        limit: typed.limit as usize,
        skip: typed.skip as usize,
        ..typed.filter.search()
    };
    let found =
        if typed.utterances { utterances(&record, search).map_err(error)? } else { record.find(&search).map_err(error)? };
    let stdout = io::stdout();
    let default = if stdout.is_terminal() { FoundFormat::Text } else { FoundFormat::Jsonl };
    let format = typed.format.unwrap_or(default);
    let mut out = BufWriter::new(stdout.lock());
    if format == FoundFormat::Csv {
        csv::header(&mut out).context(UNWRITTEN)?;
    }
    for id in found {
        let Some((version, n)) = record.place(id).map_err(error)? else { continue };
        let Some(stored) = record.version_with_rejected(version).map_err(error)? else { continue };
        match format {
            FoundFormat::Text => {
                let utterance = record.utterance_of(id).map_err(error)?;
                text(&stored, n, utterance.as_ref(), &mut out)
            }
            FoundFormat::Jsonl => {
                let utterance = record.utterance_of(id).map_err(error)?;
                line(&stored, n, utterance.as_ref(), &mut out)
            }
            FoundFormat::Csv => {
                let report = Report::new(&stored, [n]).grouped(&record).map_err(error)?;
                report.said().try_for_each(|said| csv::said(&said, &mut out))
            }
        }
        .context(UNWRITTEN)?;
    }
    out.flush().context(UNWRITTEN)?;
    Ok(Outcome::Done)
}

/// Of the statements that are looked for, those that come first for their utterances.
fn utterances(record: &Record, search: Search) -> rawi_record::Result<Vec<i64>> {
    let (limit, skip) = (search.limit, search.skip);
    let mut ahead = limit + skip;
    loop {
        let found = record.find(&Search { limit: ahead, skip: 0, ..search.clone() })?;
        let all = found.len() < ahead;
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        for id in found {
            if seen.insert(record.utterance_of(id)?.map_or(id, |u| u.reports.first().map_or(id, |r| r.statement))) {
                kept.push(id);
            }
        }
        if all || kept.len() >= limit + skip {
            return Ok(kept.into_iter().skip(skip).take(limit).collect());
        }
        ahead *= 2;
    }
}

/// An error at a search: what was typed needs no path.
pub(crate) fn asked(path: &Path, error: &rawi_record::Error) -> anyhow::Error {
    match error.failure() {
        Failure::Asked => anyhow::anyhow!("{error}"),
        _ => at(path, error),
    }
}

/// Says so where words were folded by another version.
pub(crate) fn warn_of_old_words(path: &Path, record: &Record) -> anyhow::Result<()> {
    if !record.index_is_current().map_err(|e| at(path, &e))? {
        exit::problem(&format!(
            "{}: its words were folded by another version of Rawi: some forms may not be found until `rawi reread` or `rawi add`",
            path.display()
        ));
    }
    Ok(())
}

/// The parts of a statement's content, as they stand in the text.
pub(super) fn content(stored: &Stored, n: usize) -> String {
    let places = Places::new(&stored.article.text);
    let parts = stored.article.reading.statements.get(n).into_iter().flat_map(|s| &s.content);
    parts.filter_map(|c| places.of(*c)).collect::<Vec<_>>().join(" … ")
}

fn line(stored: &Stored, n: usize, utterance: Option<&Utterance>, out: &mut impl Write) -> io::Result<()> {
    let article = &stored.article;
    let Some(s) = article.reading.statements.get(n) else { return Ok(()) };
    let places = Places::new(&article.text);
    let name_en =
        article.reading.entities.iter().find(|e| Some(&e.id) == s.speaker.entity.as_ref()).and_then(|e| e.name_en.as_ref());
    let object = json!({
        "id": s.reference(article.reference()),
        "speaker": {"entity": s.speaker.entity, "name": s.speaker.name, "name_en": name_en, "via": s.speaker.via},
        "act": s.act,
        "kind": s.kind,
        "cue": places.of(s.cue),
        "content": content(stored, n),
        "chain": s.chain.iter().map(|p| &p.name).collect::<Vec<_>>(),
        "about": s.about,
        "stance": s.stance.r#type,
        "towards": s.stance.towards.as_ref().map(|p| json!({"entity": p.entity, "name": p.name})),
        "cameo": s.stance.cameo,
        "plover": s.stance.plover,
        "published": article.published.as_ref().map(|p| &p.value),
        "outlet": article.source.outlet,
        "url": article.source.url,
        "title": article.title.and_then(|t| places.of(t)),
        "confidence": s.confidence,
        "utterance": utterance.map_or_else(|| s.reference(article.reference()), |u| u.reference.clone()),
        "reports": utterance.map_or(1, |u| u.reports.len()),
        "verdict": s.verdict,
    });
    writeln!(out, "{object}")
}

/// One statement in three lines: who and when, what, where from.
pub(super) fn text(stored: &Stored, n: usize, utterance: Option<&Utterance>, out: &mut impl Write) -> io::Result<()> {
    let article = &stored.article;
    let Some(s) = article.reading.statements.get(n) else { return Ok(()) };
    let places = Places::new(&article.text);
    let published = article.published.as_ref().map_or("", |p| p.value.as_str());
    let chain: Vec<&str> = s.chain.iter().map(|p| p.name.as_str()).collect();
    let chain = if chain.is_empty() { String::new() } else { format!(" ({})", chain.join(" ← ")) };
    let cue = places.of(s.cue).unwrap_or_default();
    let verdict = s.verdict.as_ref().map_or(String::new(), |v| format!("  ({v})"));
    writeln!(out, "{}{chain}  [{}: {cue}]  {published}{verdict}", s.speaker.name, s.act)?;
    writeln!(out, "    {}", content(stored, n).replace(['\n', '\r'], " "))?;
    let from: Vec<&str> = [article.source.outlet.as_deref(), article.source.url.as_deref().or(Some(&article.source.path))]
        .into_iter()
        .flatten()
        .collect();
    let reports = utterance.map_or(String::new(), |u| format!("  ({} reports)", u.reports.len()));
    writeln!(out, "    {}  {}{reports}\n", s.reference(article.reference()), from.join(", "))
}
