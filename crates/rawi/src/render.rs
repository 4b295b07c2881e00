//! The forms of output.

use rawi_page::Article;
use rawi_speech::Reading;

use crate::annotations::Annotations;
use crate::args::Format;
use crate::html::Html;
use crate::plan::ReadPlan;
use crate::pretty::Pretty;
use crate::wire;

/// A line of the list of articles that some forms end with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The article's number in the input.
    pub number: u64,
    /// Its headline or path.
    pub title: String,
    /// How many statements it has.
    pub statements: usize,
}

/// A form of output. Articles are rendered apart from one another, on any thread.
pub trait Render: Sync {
    /// What stands before all articles.
    fn begin(&self, _out: &mut Vec<u8>) {}

    /// One article; `number` is its number in the input.
    fn article(&self, number: u64, article: &Article, reading: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>>;

    /// What stands after all articles.
    fn end(&self, _entries: &[Entry], _out: &mut Vec<u8>) {}
}

/// The form that the plan asks for.
pub fn of(plan: &ReadPlan) -> Box<dyn Render> {
    match plan.format {
        Format::Jsonl => Box::new(Jsonl),
        Format::Pretty => Box::new(Pretty::new(plan.width, plan.colour)),
        Format::Html => Box::new(Html),
        Format::Annotations => Box::new(Annotations),
    }
}

/// One JSON object an article, a line each.
pub struct Jsonl;

impl Render for Jsonl {
    fn article(&self, _number: u64, article: &Article, reading: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        wire::write(article, reading, out)?;
        Ok(None)
    }
}
