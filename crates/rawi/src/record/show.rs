//! `rawi show`: a statement in its text.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail};
use rawi_record::model::{Party, Places, Range, Statement};
use rawi_record::{Record, Stored};

use super::args::ShowArgs;
use super::{at, find, reports, stories};
use crate::exit::Outcome;

const UNWRITTEN: &str = "cannot write to standard output";
/// Code points of the text that are shown before a statement and after it.
const AROUND: u32 = 240;

/// Runs the command.
pub fn run(typed: &ShowArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    let record = super::look(path)?;
    let mut parts = typed.id.split('-');
    let article = parts.next().unwrap_or_default();
    let versions = record.with_reference(article).map_err(|e| at(path, &e))?;
    if versions.is_empty() {
        bail!("{}: no article {article} in it", path.display());
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut shown = 0;
    for stored in &versions {
        let all = &stored.article.reading;
        for (n, statement) in all.statements.iter().chain(&all.rejected).enumerate() {
            if typed.id == article && n < all.statements.len() {
                let id = record.statement_at(stored.id, n).map_err(|e| at(path, &e))?;
                let utterance = id.map(|id| record.utterance_of(id)).transpose().map_err(|e| at(path, &e))?.flatten();
                find::text(stored, n, utterance.as_ref(), &mut out).context(UNWRITTEN)?;
                shown += 1;
            } else if typed.id == statement.reference(article) {
                show(&record, path, stored, (n, statement), &mut out)?;
                shown += 1;
            }
        }
    }
    if shown == 0 {
        // what the program read there, where a correction gave it another id
        for stored in &versions {
            let read = record.machine_version(stored.id).map_err(|e| at(path, &e))?;
            let read = read.into_iter().flat_map(|v| v.article.reading.statements);
            for before in read.filter(|s| s.reference(article) == typed.id) {
                let all = &stored.article.reading;
                let now = all.statements.iter().chain(&all.rejected).enumerate();
                for now in now.filter(|(_, s)| s.cue == before.cue && s.verdict.is_some()) {
                    show(&record, path, stored, now, &mut out)?;
                    shown += 1;
                }
            }
        }
    }
    out.flush().context(UNWRITTEN)?;
    if shown == 0 && typed.id != article {
        bail!("{}: article {article} is in it, without a statement {}; it may be read otherwise now", path.display(), typed.id);
    }
    Ok(Outcome::Done)
}

/// Shows the statement at the place `n` of a version, with its story and the other reports of it.
fn show(record: &Record, path: &Path, stored: &Stored, (n, s): (usize, &Statement), out: &mut impl Write) -> anyhow::Result<()> {
    statement(stored, s, out).context(UNWRITTEN)?;
    let reference = s.reference(stored.article.reference());
    let review = s.review.map_or(Ok(None), |number| record.reviewed(number)).map_err(|e| at(path, &e))?;
    if let Some(review) = review {
        let why = review.why.map_or(String::new(), |w| format!(": {w}"));
        let verdict = s.verdict.as_deref().unwrap_or_default();
        let told = format!("reviewed    {verdict} by {}, {} (number {} of the log){why}", review.who, review.at, review.id);
        writeln!(out, "{}", told.replace(['\n', '\r'], " ")).context(UNWRITTEN)?;
    }
    writeln!(out, "id          {reference}").context(UNWRITTEN)?;
    let story = if stored.latest { record.story_of(stored.id).map_err(|e| at(path, &e))? } else { None };
    story.map_or(Ok(()), |s| stories::short(&s, stored, out)).context(UNWRITTEN)?;
    writeln!(out).context(UNWRITTEN)?;
    reports::write(record, path, stored, n, out)
}

fn statement(stored: &Stored, s: &Statement, out: &mut impl Write) -> io::Result<()> {
    let article = &stored.article;
    let places = Places::new(&article.text);
    let of = |range: Range| places.of(range).unwrap_or_default();
    if let Some(title) = article.title {
        writeln!(out, "{}", of(title))?;
    }
    let source = &article.source;
    let published = article.published.as_ref().map(|p| p.value.as_str());
    let from = [source.outlet.as_deref(), published, source.url.as_deref().or(Some(&source.path))];
    writeln!(out, "{}", from.into_iter().flatten().collect::<Vec<_>>().join(", "))?;
    if !stored.latest {
        writeln!(out, "version {}: a newer version of this article is in the record", stored.number)?;
    }
    writeln!(out, "\n{}\n", in_text(&article.text, &places, s))?;
    let entity = article.reading.entities.iter().find(|e| Some(&e.id) == s.speaker.entity.as_ref());
    let ids: Vec<&str> = entity.into_iter().flat_map(|e| [Some(e.id.as_str()), e.name_en.as_deref()]).flatten().collect();
    let ids = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) };
    writeln!(out, "speaker     {}{ids}, by {}", s.speaker.name, s.speaker.via)?;
    let party = |p: &Party| p.entity.as_ref().map_or(p.name.clone(), |id| format!("{} ({id})", p.name));
    for link in &s.chain {
        writeln!(out, "through     {}", party(link))?;
    }
    if let Some(to) = &s.addressee {
        writeln!(out, "to          {}", party(to))?;
    }
    writeln!(out, "act         {}, {} ({}, {})", s.act, s.kind, of(s.cue), s.cue_lemma)?;
    if let Some(time) = &s.time {
        writeln!(out, "when        {}{}", of(time.place), time.value.as_ref().map_or(String::new(), |v| format!(" ({v})")))?;
    }
    if let Some(occasion) = s.occasion {
        writeln!(out, "where       {}", of(occasion))?;
    }
    for id in &s.about {
        let name = article.reading.entities.iter().find(|e| e.id == *id).map_or("", |e| &e.name);
        writeln!(out, "about       {name} ({id})")?;
    }
    stance(s, &of, out)?;
    if let Some(denial) = &s.denies {
        let denied = denial.statement.and_then(|k| article.reading.statements.get(k));
        let denied = denied.map_or(String::new(), |d| format!(" ({})", d.reference(article.reference())));
        writeln!(out, "denies      {}{denied}, {}", of(denial.claim), denial.how)?;
    }
    if let Some(outer) = s.within.and_then(|w| article.reading.statements.get(w)) {
        writeln!(out, "stands in   {}", outer.reference(article.reference()))?;
    }
    writeln!(out, "confidence  {} ({})", s.confidence, s.why)?;
    writeln!(out, "read by     {}", stored.reader)
}

/// What a statement does, towards whom or what, and what it asks for.
fn stance<'t>(s: &Statement, of: &dyn Fn(Range) -> &'t str, out: &mut impl Write) -> io::Result<()> {
    let party = |p: &Party| p.entity.as_ref().map_or(p.name.clone(), |id| format!("{} ({id})", p.name));
    let codes: Vec<&str> = [Some(s.stance.cameo.as_str()), s.stance.plover.as_deref()].into_iter().flatten().collect();
    writeln!(out, "stance      {} ({})", s.stance.r#type.as_deref().unwrap_or("-"), codes.join(", "))?;
    if let Some(towards) = &s.stance.towards {
        writeln!(out, "towards     {}", party(towards))?;
    }
    if let Some(issue) = s.stance.issue {
        writeln!(out, "issue       {}", of(issue))?;
    }
    let Some(demand) = &s.demand else { return Ok(()) };
    if let Some(asked) = &demand.of {
        writeln!(out, "asks        {}", party(asked))?;
    }
    if let Some(what) = demand.what {
        writeln!(out, "for         {}", of(what))?;
    }
    if let Some(condition) = demand.condition {
        writeln!(out, "if          {}", of(condition))?;
    }
    Ok(())
}

/// The text around a statement, with ⟦ ⟧ around what was said and ‹ › around the cue.
fn in_text(text: &str, places: &Places<'_>, s: &Statement) -> String {
    let mut marks: Vec<(u32, u8, &str)> = Vec::new();
    for (range, open, close) in s.content.iter().map(|c| (*c, "⟦", "⟧")).chain([(s.cue, "‹", "›")]) {
        marks.push((range.start, 1, open));
        marks.push((range.end, 0, close));
    }
    marks.sort_unstable();
    let first = marks.first().map_or(0, |m| m.0).saturating_sub(AROUND);
    let last = marks.last().map_or(0, |m| m.0) + AROUND;
    let begin = places.byte(first).unwrap_or(0);
    let end = places.byte(last).unwrap_or(text.len());
    let mut shown = if begin > 0 { "…".to_owned() } else { String::new() };
    let mut at = begin;
    for (place, _, mark) in marks {
        let place = places.byte(place).unwrap_or(end);
        shown.push_str(text.get(at..place).unwrap_or_default());
        shown.push_str(mark);
        at = place;
    }
    shown.push_str(text.get(at..end).unwrap_or_default());
    if end < text.len() {
        shown.push('…');
    }
    shown
}
