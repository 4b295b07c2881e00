//! A record in the formats of other programs: tables, annotations, graphs.
//!
//! A format is a [`Format`]: it is given articles, one after the other, with the statements that were asked for, and
//! writes as it goes; what has to be gathered before it can be written lies in a file, not in memory. The
//! same record gives the same bytes. This crate opens no file but scratch files, and the database that it is told to make.

pub mod annotations;
pub mod csv;
pub mod dna;
mod error;
pub mod events;
pub mod graphml;
mod iri;
mod said;
mod scratch;
pub mod turtle;

pub use error::{Error, Result};
pub use iri::Names;
pub use said::{Report, Said};

/// A format: what is written of each article, and at the end.
pub trait Format {
    /// Writes the statements of an article that were asked for.
    fn article(&mut self, report: &Report<'_>) -> Result<()>;

    /// Writes what comes after the last article.
    fn end(&mut self) -> Result<()>;
}
