//! Names of people by themselves: whether two are one, in Arabic and in Latin letters; their keys; their romanisation.
//!
//! What differs between spellings is a table, `lexicon/name_folding.tsv`; which words are Arabic names, and how they are
//! romanised, is another, `lexicon/romanisation.tsv`. A name is cut into words (`cut`) and parts (`parts`), a part into sounds (`rules`), and
//! sounds are held against each other (`matching`).
mod book;
mod cut;
mod find;
mod keys;
mod known;
mod latin;
mod letters;
mod matching;
mod parts;
mod romanise;
mod rules;

pub use book::NameBook;
pub use find::{NameQuery, best_names};
pub use keys::{name_key, sound_key};
pub use matching::{Likeness, Verdict, same_name};
pub use romanise::Romaniser;
