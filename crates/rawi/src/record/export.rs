//! `rawi export`: what is in a record, for other programs.

use std::collections::HashMap;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{anyhow, bail};
use rawi_actors::kb;
use rawi_export::annotations::Annotations;
use rawi_export::csv::Csv;
use rawi_export::dna::Dna;
use rawi_export::events::Events;
use rawi_export::graphml::GraphMl;
use rawi_export::turtle::Turtle;
use rawi_export::{Error, Format, Names, Report};
use rawi_record::{Record, Search, Stored};

use super::args::{ExportArgs, ExportFormat};
use super::find;
use super::output::{NewFile, Output};
use crate::exit::Outcome;
use crate::labels;
use crate::wire::stored;

/// Versions or statements whose numbers are taken at once.
const AT_ONCE: usize = 1024;

/// What is told where Parquet is asked for and was left out of the build.
const NO_PARQUET: &str = "this program was built without writing Parquet: build it with \
    `cargo build --release -p rawi --features export-parquet`, or take --to csv";

/// Runs the command.
pub fn run(typed: ExportArgs) -> anyhow::Result<Outcome> {
    if typed.to == ExportFormat::Parquet && cfg!(not(feature = "export-parquet")) {
        bail!(NO_PARQUET);
    }
    let path = &typed.record;
    let record = super::look(path)?;
    let file = typed.output.as_deref().map(|to| NewFile::new(to, path)).transpose()?;
    if file.is_none() && is_binary(typed.to) && (typed.to == ExportFormat::Dna || stdout().is_terminal()) {
        bail!("this format is no text: name a file to write it to with --output FILE");
    }
    let names = typed.base.as_deref().map_or_else(Names::default, Names::below);
    let mut format: Box<dyn Format + '_> = match (typed.to, &file) {
        (ExportFormat::Dna, Some(file)) => Box::new(Dna::new(file.part(), &record).map_err(|e| failed(&typed, e))?),
        _ => streamed(&typed, &record, names, Output::open(file.as_ref())?).map_err(|e| failed(&typed, e))?,
    };
    let whole = typed.to == ExportFormat::Jsonl;
    let each = |stored: &Stored, which: Vec<usize>| {
        let report = if whole { Report::whole(stored) } else { Report::new(stored, which) };
        let report = if whole { report } else { report.grouped(&record).map_err(|e| super::at(path, &e))? };
        format.article(&report).map_err(|e| failed(&typed, e))
    };
    let search = typed.filter.clone().search();
    if search.is_open() {
        versions(&record, path, typed.all_versions, each)?;
    } else {
        find::warn_of_old_words(path, &record)?;
        found(&record, path, &search, each)?;
    }
    format.end().map_err(|e| failed(&typed, e))?;
    drop(format);
    if let Some(file) = file {
        file.finish()?;
    }
    Ok(Outcome::Done)
}

fn is_binary(format: ExportFormat) -> bool {
    matches!(format, ExportFormat::Dna | ExportFormat::Parquet)
}

/// An error with the file that it is about.
fn failed(typed: &ExportArgs, error: Error) -> anyhow::Error {
    match (error, &typed.output) {
        (Error::Record(e), _) => super::at(&typed.record, &e),
        // the kind of an error of the output decides how the program ends: see `exit`
        (Error::Output(e), None) => anyhow::Error::new(e).context("cannot write to standard output"),
        (Error::Output(e), Some(to)) => anyhow::Error::new(e).context(format!("{}: cannot be written", to.display())),
        (e, Some(to)) => anyhow!("{}: {e}", to.display()),
        (e, None) => anyhow!("standard output: {e}"),
    }
}

/// All versions, or the latest ones, in the order in which they came in.
fn versions(
    record: &Record,
    path: &Path,
    all: bool,
    mut each: impl FnMut(&Stored, Vec<usize>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut after = 0;
    loop {
        let versions = record.versions(after, AT_ONCE, !all).map_err(|e| super::at(path, &e))?;
        let Some(last) = versions.last() else { return Ok(()) };
        after = *last;
        for id in versions {
            let Some(stored) = record.version(id).map_err(|e| super::at(path, &e))? else { continue };
            each(&stored, (0..stored.article.reading.statements.len()).collect())?;
        }
    }
}

/// What is found, day by day: each article with those of its statements. A version's statements lie side by side in the
/// order of numbers, since a version is written at once.
pub(crate) fn found(
    record: &Record,
    path: &Path,
    search: &Search,
    mut each: impl FnMut(&Stored, Vec<usize>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let error = |e: rawi_record::Error| find::asked(path, &e);
    let mut give = |version: i64, which: Vec<usize>| match record.version(version).map_err(error)? {
        Some(stored) => each(&stored, which),
        None => Ok(()),
    };
    let (mut after, mut open) = (-1, None::<(i64, Vec<usize>)>);
    loop {
        let ids = record.find_after(search, after, AT_ONCE).map_err(error)?;
        let Some(last) = ids.last() else { break };
        after = *last;
        for id in ids {
            let Some((version, n)) = record.place(id).map_err(error)? else { continue };
            match &mut open {
                Some((of, which)) if *of == version => which.push(n),
                _ => {
                    if let Some((version, which)) = open.replace((version, vec![n])) {
                        give(version, which)?;
                    }
                }
            }
        }
    }
    open.map_or(Ok(()), |(version, which)| give(version, which))
}

/// Articles as `rawi read` prints them.
struct Jsonl<W> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Format for Jsonl<W> {
    fn article(&mut self, report: &Report<'_>) -> rawi_export::Result<()> {
        self.line.clear();
        stored::write(report.article(), &mut self.line).map_err(std::io::Error::other)?;
        Ok(self.out.write_all(&self.line)?)
    }

    fn end(&mut self) -> rawi_export::Result<()> {
        Ok(self.out.flush()?)
    }
}

fn streamed<'r>(typed: &ExportArgs, record: &'r Record, names: Names, out: Output) -> rawi_export::Result<Box<dyn Format + 'r>> {
    Ok(match typed.to {
        ExportFormat::Csv => Box::new(Csv::new(out, typed.bom)?),
        #[cfg(feature = "export-parquet")]
        ExportFormat::Parquet => Box::new(rawi_parquet::Parquet::new(out)?),
        #[cfg(not(feature = "export-parquet"))]
        ExportFormat::Parquet => return Err(Error::Output(std::io::Error::other(NO_PARQUET))),
        ExportFormat::Annotations => Box::new(Annotations::new(out, names, labels::speaker(""))?),
        ExportFormat::Turtle => Box::new(Turtle::new(out, record, names, wikidata)?),
        ExportFormat::Graphml => Box::new(GraphMl::new(out, record)?),
        ExportFormat::Events => Box::new(Events::new(out, record, typed.bom)?),
        // a database is no stream: it is opened where it is to lie
        ExportFormat::Jsonl | ExportFormat::Dna => Box::new(Jsonl { out, line: Vec::new() }),
    })
}

static WIKIDATA: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = kb::BUILT_IN.iter().flat_map(|(table, content)| kb::rows(table, content).0);
    rows.filter(|r| !r.wikidata.is_empty()).map(|r| (r.id, r.wikidata)).collect()
});

/// The Wikidata id of an actor of the knowledge base.
fn wikidata(key: &str) -> Option<&'static str> {
    WIKIDATA.get(key).copied()
}
