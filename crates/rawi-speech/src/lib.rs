//! Reported speech: who said what, in which words, passed on by whom.
pub mod lexicon;
mod reading;
pub use rawi_actors::{Entity, EntityKind};
pub use reading::{Act, Cue, Kind, Party, Reading, Speaker, Statement, Via};

use rawi_text::Span;

/// What a reading is made from: a text and which parts of it are the article.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text, untouched.
    pub text: &'a str,
    /// The headline's place.
    pub title: Option<Span>,
    /// The parts that are the article, headline apart; sorted and disjoint.
    pub body: &'a [Span],
}

/// Reads all attributed statements of an article.
pub fn read(_input: Input<'_>) -> Reading {
    Reading::default()
}
