//! The record: one SQLite file that remembers articles and what was read from them.
//!
//! What goes in and comes out are the values of the output contract ([`model`]); this crate knows nothing of how they
//! were read. It touches its own file and nothing else.

mod check;
mod cluster;
mod compare;
mod day;
mod decided;
mod dispute;
mod error;
mod find;
pub mod fold;
mod index;
mod load;
pub mod model;
mod names;
mod query;
mod reindex;
pub mod review;
mod sql;
mod stance;
mod store;
mod story;
mod utterance;
pub mod watched;
mod write;

pub use check::Checked;
pub use day::Day;
pub use decided::Decided;
pub use dispute::{Dispute, DisputeKind};
pub use error::{Error, Failure, Result};
pub use find::{Search, Sort};
pub use index::Prepared;
pub use load::{Actor, Stored};
pub use model::key;
pub use sql::Value;
pub use store::{Record, SCHEMA};
pub use story::{Member, Story, StoryOrder};
pub use utterance::{Difference, Part, Report, Utterance, differ};
pub use write::{Added, Batch};
