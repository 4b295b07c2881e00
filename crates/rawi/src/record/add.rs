//! `rawi add`: articles into a record.

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use rawi_page::{Options, Raw};
use rawi_record::{Prepared, Record};

use super::args::AddArgs;
use super::at;
use super::write::Writer;
use crate::exit::{self, Outcome};
use crate::guard::guarded;
use crate::own::Own;
use crate::pipeline::{self, Weigh};
use crate::plan::{InputPlan, Surroundings};
use crate::progress::Progress;
use crate::read::{Enough, Item, items, name_outlet, read_article_with};
use crate::wire::stored;

/// Runs the command.
pub fn run(mut typed: AddArgs) -> anyhow::Result<Outcome> {
    let path = std::mem::take(&mut typed.record);
    let mut place = Surroundings::now();
    // what is printed is one line at the end: a bar is in nobody's way
    place.stdout_terminal = false;
    let plan = InputPlan::new(typed.input, &place);
    let Some(own) = Own::load(&typed.own)? else { return Ok(Outcome::Unusable) };
    let record = super::open(&path)?;
    // who reads asks this one whether an article is there, while the other writes
    let known = Mutex::new(super::look(&path)?);
    let mut writer = Writer::new(&record, &path, own.reader());
    let mut progress = Progress::new(&plan.paths, plan.progress);
    let (mut failed, mut skipped, mut articles) = (false, 0, 0);
    let options = &plan.options;
    let done = pipeline::ordered(
        plan.jobs,
        || items(&plan),
        |number, item: Item| read(item, number, options, &own, &known, &path),
        |done| {
            progress.step(done.weight);
            match done.read {
                Ok(Read::Article(article)) => writer.take(*article).map_err(io::Error::other)?,
                Ok(Read::Known) => skipped += 1,
                Ok(Read::Nothing) => return Ok(()),
                Err(problem) => {
                    failed = true;
                    progress.line(|| exit::problem(&problem));
                    return Ok(());
                }
            }
            articles += 1;
            match plan.limit {
                Some(limit) if articles >= limit => Err(io::Error::other(Enough)),
                _ => Ok(()),
            }
        },
    );
    let done = match done {
        Err(e) if e.get_ref().is_some_and(|e| e.is::<Enough>()) => Ok(()),
        done => done,
    };
    let flushed = if done.is_ok() { writer.flush() } else { Ok(()) };
    progress.end();
    done?;
    flushed?;
    super::review::tell_lost(&path, &writer.lost);
    writer.counts.known += skipped;
    let c = writer.counts;
    let told =
        format!("{}: {} new, {} new versions, {} read anew, {} known\n", path.display(), c.new, c.versions, c.reread, c.known);
    io::stdout().lock().write_all(told.as_bytes()).context("cannot write to standard output")?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

struct Done {
    weight: usize,
    read: Result<Read, String>,
}

/// What became of a piece of the input.
pub(crate) enum Read {
    /// It goes in.
    Article(Box<Prepared>),
    /// The record has it.
    Known,
    /// It was no article after all, or not wanted.
    Nothing,
}

fn read(item: Item, number: u64, options: &Options, own: &Own, known: &Mutex<Record>, path: &Path) -> Done {
    let weight = item.weight();
    let knows = |key: &str, sha256: &str| {
        let asked = known.lock().unwrap_or_else(PoisonError::into_inner).knows(key, sha256, own.reader());
        asked.map_err(|e| at(path, &e).to_string())
    };
    let read = item.0.and_then(|raw| read_piece(raw, format!("article {}", number + 1), options, own, knows));
    Done { weight, read }
}

/// Reads a piece, unless the record has it. `name` is what it is called until it is known where it comes from.
pub(crate) fn read_piece(
    raw: Raw,
    mut name: String,
    options: &Options,
    own: &Own,
    knows: impl Fn(&str, &str) -> Result<bool, String>,
) -> Result<Read, String> {
    let work = || -> Result<_, String> {
        let Some(mut article) = rawi_page::parse(raw, options).map_err(|e| e.to_string())? else {
            return Ok(Read::Nothing);
        };
        name_outlet(&mut article, own.tables());
        name = article.source.place();
        let key = rawi_record::key(article.source.url.as_deref(), &article.source.sha256);
        if knows(&key, &article.source.sha256)? {
            return Ok(Read::Known);
        }
        let reading = read_article_with(&article, own.by());
        let prepared = Prepared::new(stored::take(&article, &reading));
        prepared
            .map(|p| Read::Article(Box::new(p)))
            .map_err(|e| format!("{name}: a defect in Rawi, please report it with the article: {e}"))
    };
    match guarded(work) {
        Ok(done) => done,
        Err(defect) => Err(format!("{name}: a defect in Rawi, please report it with the article: {defect}")),
    }
}
