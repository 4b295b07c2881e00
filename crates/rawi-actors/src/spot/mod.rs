//! All names of a text: of people, of bodies, of places.
//!
//! What the tables say of each word (`known`) becomes features (`features`) of a small linear model over the words of a
//! sentence (`model`), whose weights are a table. The weights were learnt (`train`) from articles whose names the tables
//! know (`labels`): no text was annotated for it.

mod features;
mod find;
pub(crate) mod known;
mod labels;
pub(crate) mod looks;
mod model;
mod names;
pub mod train;

pub use find::{Found, find};
pub use names::{Name, NameKind, names};

/// What each token is to the model, for whoever looks into it.
pub fn signs(doc: crate::Doc<'_>) -> Vec<&'static str> {
    known::known(doc).iter().map(|k| known::Sign::ALL[k.sign as usize].1).collect()
}
