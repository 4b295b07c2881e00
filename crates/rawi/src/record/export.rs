//! `rawi export`: what is in a record, for other programs.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use anyhow::Context;
use rawi_record::{Record, Stored};

use super::args::{ExportArgs, ExportFormat};
use super::sql::csv;
use crate::exit::Outcome;
use crate::wire::stored;

const UNWRITTEN: &str = "cannot write to standard output";
/// Versions whose numbers are taken at once.
const AT_ONCE: usize = 1024;

/// Runs the command.
pub fn run(typed: &ExportArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    let record = super::look(path)?;
    let mut out = BufWriter::with_capacity(256 << 10, io::stdout().lock());
    if typed.to == ExportFormat::Csv {
        if typed.bom {
            out.write_all("\u{feff}".as_bytes()).context(UNWRITTEN)?;
        }
        header(&mut out).context(UNWRITTEN)?;
    }
    let mut after = 0;
    loop {
        let versions = record.versions(after, AT_ONCE, !typed.all_versions).map_err(|e| super::at(path, &e))?;
        let Some(last) = versions.last() else { break };
        after = *last;
        for id in versions {
            let Some(version) = record.version(id).map_err(|e| super::at(path, &e))? else { continue };
            match typed.to {
                ExportFormat::Jsonl => {
                    let mut line = Vec::new();
                    stored::write(&version.article, &mut line)?;
                    out.write_all(&line).context(UNWRITTEN)?;
                }
                ExportFormat::Csv => {
                    let ids = Ids::of(&record, &version).map_err(|e| super::at(path, &e))?;
                    rows(&version, &ids, &mut out).context(UNWRITTEN)?;
                }
            }
        }
    }
    out.flush().context(UNWRITTEN)?;
    Ok(Outcome::Done)
}

const COLUMNS: [&str; 35] = [
    "statement",
    "article",
    "version",
    "outlet",
    "published",
    "url",
    "title",
    "speaker",
    "speaker_id",
    "speaker_en",
    "via",
    "act",
    "kind",
    "cue",
    "content",
    "chain",
    "addressee",
    "time",
    "occasion",
    "about",
    "stance",
    "towards",
    "towards_id",
    "issue",
    "cameo",
    "plover",
    "demand",
    "condition",
    "denies",
    "confidence",
    "why",
    "verdict",
    "utterance",
    "reports",
    "story",
];

fn rows(stored: &Stored, ids: &Ids, out: &mut impl Write) -> io::Result<()> {
    (0..stored.article.reading.statements.len()).try_for_each(|n| statement(stored, n, ids, out))
}

/// What groups the statements of a version are in.
pub(super) struct Ids {
    /// Of a statement's place, its utterance and how many report it; of those that nobody else reports there is none.
    utterances: BTreeMap<usize, (String, u64)>,
    /// The story.
    story: Option<String>,
}

impl Ids {
    /// Of a version.
    pub(super) fn of(record: &Record, stored: &Stored) -> rawi_record::Result<Self> {
        let utterances = record.utterances_of(stored.id)?.into_iter().map(|(ord, id, reports)| (ord, (id, reports)));
        Ok(Self { utterances: utterances.collect(), story: record.story_reference(stored.id)? })
    }
}

/// The header of statements as CSV.
pub(super) fn header(out: &mut impl Write) -> io::Result<()> {
    row(COLUMNS.map(str::to_owned), false, out)
}

/// One statement as a row of CSV.
pub(super) fn statement(stored: &Stored, n: usize, ids: &Ids, out: &mut impl Write) -> io::Result<()> {
    let article = &stored.article;
    let places = rawi_record::model::Places::new(&article.text);
    let of = |range| places.of(range).unwrap_or_default();
    let reference = article.reference();
    if let Some(s) = article.reading.statements.get(n) {
        let entity = |id: &Option<String>| article.reading.entities.iter().find(|e| Some(&e.id) == id.as_ref());
        let content: Vec<&str> = s.content.iter().map(|c| of(*c)).collect();
        let chain: Vec<&str> = s.chain.iter().map(|p| p.name.as_str()).collect();
        let time = s.time.as_ref().map(|t| t.value.clone().unwrap_or_else(|| of(t.place).to_owned()));
        let denied = s.denies.as_ref().and_then(|d| article.reading.statements.get(d.statement?));
        let denied = denied.map(|d| d.reference(reference));
        let cells = [
            s.reference(reference),
            reference.to_owned(),
            stored.number.to_string(),
            article.source.outlet.clone().unwrap_or_default(),
            article.published.as_ref().map(|p| p.value.clone()).unwrap_or_default(),
            article.source.url.clone().unwrap_or_default(),
            article.title.map(of).unwrap_or_default().to_owned(),
            s.speaker.name.clone(),
            s.speaker.entity.clone().unwrap_or_default(),
            entity(&s.speaker.entity).and_then(|e| e.name_en.clone()).unwrap_or_default(),
            s.speaker.via.clone(),
            s.act.clone(),
            s.kind.clone(),
            of(s.cue).to_owned(),
            content.join(" … "),
            chain.join(" | "),
            s.addressee.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
            time.unwrap_or_default(),
            s.occasion.map(of).unwrap_or_default().to_owned(),
            s.about.join(" | "),
            s.stance.r#type.clone().unwrap_or_default(),
            s.stance.towards.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
            s.stance.towards.as_ref().and_then(|p| p.entity.clone()).unwrap_or_default(),
            s.stance.issue.map(of).unwrap_or_default().to_owned(),
            s.stance.cameo.clone(),
            s.stance.plover.clone().unwrap_or_default(),
            s.demand.as_ref().and_then(|d| d.what).map(of).unwrap_or_default().to_owned(),
            s.demand.as_ref().and_then(|d| d.condition).map(of).unwrap_or_default().to_owned(),
            denied.unwrap_or_default(),
            s.confidence.to_string(),
            s.why.clone(),
            s.verdict.clone().unwrap_or_default(),
            ids.utterances.get(&n).map_or_else(|| s.reference(reference), |(id, _)| id.clone()),
            ids.utterances.get(&n).map_or(1, |(_, reports)| *reports).to_string(),
            ids.story.clone().unwrap_or_default(),
        ];
        row(cells, true, out)?;
    }
    Ok(())
}

fn row<const N: usize>(cells: [String; N], harmless: bool, out: &mut impl Write) -> io::Result<()> {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.write_all(b",")?;
        }
        if harmless && is_formula(cell) {
            csv(&format!("'{cell}"), out)?;
        } else {
            csv(cell, out)?;
        }
    }
    out.write_all(b"\r\n")
}

/// What a spreadsheet would take for a formula to be run: an apostrophe before it makes it text.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}
