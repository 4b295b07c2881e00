//! What may go wrong while a record is written in another format.

/// A failure, without the name of the file: the caller knows it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The output cannot be written.
    #[error("cannot be written: {0}")]
    Output(#[from] std::io::Error),
    /// The record cannot be read.
    #[error(transparent)]
    Record(#[from] rawi_record::Error),
    /// A database that is made, or a file for what is gathered, fails.
    #[error("the database that is made for it fails ({0}): look at the room on the disk, also for temporary files")]
    Database(#[from] rusqlite::Error),
}

/// What may fail.
pub type Result<T> = std::result::Result<T, Error>;
