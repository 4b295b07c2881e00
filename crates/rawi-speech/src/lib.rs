//! Reported speech: who said what, in which words, passed on by whom.
//!
//! [`read`] walks one street: words that may be forms of reporting verbs ([`lexicon`]) become proposals with a frame and a
//! subject, proposals become contents with an end, contents nest, and each is given its speaker.

mod after_words;
mod antecedent;
mod around;
mod assemble;
pub mod border;
mod circumstances;
mod clauses;
mod colon;
mod cues;
mod demonyms;
mod designations;
mod edges;
mod extent;
mod figures;
mod headline;
mod last;
mod learned;
pub mod lexicon;
mod lexis;
mod meetings;
mod memory;
pub mod model;
mod named;
mod opening;
pub mod own;
mod propose;
mod reader;
mod reading;
mod remark;
mod resume;
mod rivals;
#[cfg(test)]
mod samples_tests;
mod speakers;
mod stances;
mod sure;
mod triggers;

pub use rawi_actors::{Entity, EntityKind, Tables};
pub use reading::{
    Act, Bound, Cue, Designation, Figure, Held, Kind, Meeting, PartRole, Party, Polarity, Reading, Speaker, Statement, Via,
};

pub use stances::{Demand, Denial, How, Stance, Type};

use lexicon::Lexicon;
use memory::Memory;
use model::{Model, Trace};
use rawi_actors::{Doc, Words};
use rawi_text::Span;
use std::cell::RefCell;

/// What a reading is made from: a text and which parts of it are the article.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text, untouched.
    pub text: &'a str,
    /// The headline's place.
    pub title: Option<Span>,
    /// The parts that are the article, headline apart; sorted and disjoint.
    pub body: &'a [Span],
    /// When it was published, as exactly as it is known (`2015-03-04`, `2015-03`; a time after the day is let be): tells who
    /// held an office that the text names.
    pub published: Option<&'a str>,
}

/// The tables that an article is read by.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// Who is named, and by which words.
    pub tables: &'a Tables,
    /// Verbs, nouns and phrases that report.
    pub lexicon: &'a Lexicon,
}

impl Default for By<'static> {
    fn default() -> Self {
        By { tables: Tables::built_in(), lexicon: Lexicon::built_in() }
    }
}

/// Reads all attributed statements of an article.
pub fn read(input: Input<'_>) -> Reading {
    read_with(input, By::default())
}

/// Reads all attributed statements of an article by tables that may differ from the built-in ones.
pub fn read_with(input: Input<'_>, by: By<'_>) -> Reading {
    read_by(input, by, Model::built_in(), None)
}

/// The same by another model, noting what it is asked: for training.
pub fn read_traced(input: Input<'_>, by: By<'_>, model: &Model) -> (Reading, Trace) {
    let trace = RefCell::default();
    let reading = read_by(input, by, model, Some(&trace));
    (reading, trace.into_inner())
}

fn read_by(input: Input<'_>, by: By<'_>, model: &Model, trace: Option<&RefCell<Trace>>) -> Reading {
    let mut memory = Memory::take(by);
    let glued = glued_headline(input, by, &mut memory);
    let input = match &glued {
        Some((title, body)) => Input { title: Some(*title), body, ..input },
        None => input,
    };
    let mut parts: Vec<Span> = input.title.into_iter().collect();
    parts.extend_from_slice(input.body);
    parts.sort_unstable();
    let scaffold = memory.scaffold(input.text, &parts, by);
    let title_end = input.title.map_or(0, |t| scaffold.tokens.partition_point(|k| k.span.start < t.end));
    let words = Words::of(&scaffold, by.tables, &memory.known);
    let doc = Doc { text: input.text, scaffold: &scaffold, tables: by.tables, words: &words };
    let mut reader = reader::Reader::new(doc, &parts, title_end, by.lexicon, &memory.lexis);
    (reader.model, reader.trace, reader.published) = (model, trace, input.published);
    let mut reading = reader.read();
    reader.stances(&mut reading);
    let triggers = reader.triggers();
    let contents = reading::Contents::of(&reading.statements);
    reading.figures = reader.figures(&triggers.figures, &contents);
    let (designations, called) = reader.designations(&triggers.designations, &reading, &contents);
    reading.designations = designations;
    reading.entities.extend(called);
    reading.meetings = reader.meetings(&triggers.meetings, &reading, &contents);
    for span in reading.position_spans() {
        *span = reader.clip(*span);
    }
    memory.keep();
    reading
}

/// How much of a text's head a headline without a line of its own is looked for in, in bytes.
const HEAD: usize = 1200;

/// The headline of a text that has no line breaks, and the rest: «مجلس نينوى ينفي وجود شرطة وهمية نفى مجلس نينوى أمس …».
fn glued_headline(input: Input<'_>, by: By<'_>, memory: &mut Memory) -> Option<(Span, Vec<Span>)> {
    let (None, [body]) = (input.title, input.body) else { return None };
    let mut end = (body.start as usize + HEAD).min(body.end as usize);
    while !input.text.is_char_boundary(end) {
        end -= 1;
    }
    if body.of(input.text).contains('\n') {
        return None;
    }
    let head = [Span::new(body.start, end as u32)];
    let scaffold = memory.scaffold(input.text, &head, by);
    let words = Words::of(&scaffold, by.tables, &memory.known);
    let doc = Doc { text: input.text, scaffold: &scaffold, tables: by.tables, words: &words };
    let reader = reader::Reader::new(doc, &head, 0, by.lexicon, &memory.lexis);
    let at = reader.lead_after_headline()?;
    let (last, lead) = (scaffold.tokens.get(at.checked_sub(1)?)?, scaffold.tokens.get(at)?);
    Some((Span::new(body.start, last.span.end), vec![Span::new(lead.span.start, body.end)]))
}
