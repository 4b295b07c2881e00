//! `rawi reread`: all articles of a record read anew.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use rawi_record::{Prepared, Record, Stored, model};
use rawi_speech::{Input, Reading};
use rawi_text::Span;

use super::args::RereadArgs;
use super::at;
use super::write::Writer;
use crate::exit::{self, Outcome};
use crate::guard::guarded;
use crate::own::Own;
use crate::pipeline::{self, Weigh};
use crate::plan::Surroundings;
use crate::wire::stored;

/// Texts that are taken from the record at once.
const AT_ONCE: usize = 64;

/// Runs the command.
pub fn run(typed: &RereadArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    let Some(own) = Own::load(&typed.own)? else { return Ok(Outcome::Unusable) };
    // a name that is typed wrongly makes no record
    let source = super::look(path)?;
    let record = super::open(path)?;
    let place = Surroundings::now();
    let but = (!typed.force).then_some(own.reader());
    let bar = bar(source.unread(but).map_err(|e| at(path, &e))?, place.stderr_terminal);
    let mut writer = Writer::new(&record, path, own.reader());
    let mut failed = false;
    let done = pipeline::ordered(
        typed.jobs.map_or(place.cores, usize::from),
        || Texts { record: source, path, but, after: 0, held: VecDeque::new() },
        |_, text: Text| text.0.and_then(|stored| read_again(stored, &own)),
        |done| {
            bar.inc(1);
            match done {
                Ok(read) => writer.take(read).map_err(io::Error::other)?,
                Err(problem) => {
                    failed = true;
                    bar.suspend(|| exit::problem(&problem));
                }
            }
            Ok(())
        },
    );
    let flushed = if done.is_ok() { writer.flush() } else { Ok(()) };
    bar.finish_and_clear();
    done?;
    flushed?;
    super::review::tell_lost(path, &writer.lost);
    let told = format!("{}: {} read anew\n", path.display(), writer.counts.reread);
    io::stdout().lock().write_all(told.as_bytes()).context("cannot write to standard output")?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

fn bar(total: u64, shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total);
    match ProgressStyle::with_template("{bar:30} {percent:>3}%  {pos} articles  {per_sec}  {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The texts of a record, a few at a time.
struct Texts<'a> {
    record: Record,
    path: &'a Path,
    but: Option<&'a str>,
    after: i64,
    held: VecDeque<Stored>,
}

struct Text(Result<Stored, String>);

impl Weigh for Text {
    fn weight(&self) -> usize {
        self.0.as_ref().map_or(0, |s| s.article.text.len())
    }
}

impl Iterator for Texts<'_> {
    type Item = Text;

    fn next(&mut self) -> Option<Text> {
        if self.held.is_empty() && self.after < i64::MAX {
            match self.record.texts(self.after, AT_ONCE, self.but) {
                Ok(texts) => {
                    self.after = texts.last().map_or(i64::MAX, |s| s.id);
                    self.held = texts.into();
                }
                Err(e) => {
                    self.after = i64::MAX;
                    return Some(Text(Err(at(self.path, &e).to_string())));
                }
            }
        }
        self.held.pop_front().map(|stored| Text(Ok(stored)))
    }
}

fn read_again(stored: Stored, own: &Own) -> Result<(i64, Prepared), String> {
    let Stored { id, mut article, .. } = stored;
    let name = match article.source.line {
        Some(line) => format!("{}:{line}", article.source.path),
        None => article.source.path.clone(),
    };
    let work = || {
        let published = article.published.as_ref().map(|p| p.value.as_str());
        article.reading = stored::reading(article.reference(), &article.text, published, &read(&article, own));
        Prepared::new(article)
    };
    let defect = |e: String| format!("{name}: a defect in Rawi, please report it with the article: {e}");
    match guarded(work) {
        Ok(prepared) => prepared.map(|p| (id, p)).map_err(|e| defect(e.to_string())),
        Err(e) => Err(defect(e)),
    }
}

/// As `rawi read` reads: what is not Arabic has no statements.
fn read(article: &model::Article, own: &Own) -> Reading {
    if article.language != "ar" {
        return Reading::default();
    }
    let places = model::Places::new(&article.text);
    let span = |range: model::Range| {
        let (start, end) = (places.byte(range.start)?, places.byte(range.end)?);
        Some(Span::new(start as u32, end as u32))
    };
    let body: Vec<Span> = article.body.iter().filter_map(|b| span(*b)).collect();
    rawi_speech::read_with(Input { text: &article.text, title: article.title.and_then(span), body: &body }, own.by())
}
