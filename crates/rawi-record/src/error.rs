//! What is wrong with a record, and what to do about it.

use std::fmt;

/// What kind of failure it is, for whoever can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Another program writes to the record now: wait, or try again.
    Busy,
    /// There is no such file.
    Missing,
    /// The file is something else, or damaged.
    NotARecord,
    /// A newer program wrote it.
    Newer,
    /// No room is left on the disk.
    Full,
    /// The file or its folder may not be written to.
    ReadOnly,
    /// What was asked makes no sense to the record (a query, a statement in SQL).
    Asked,
    /// Something else.
    Other,
}

/// A failure at a record: `what, and what to do`. The caller names the file.
#[derive(Debug)]
pub struct Error {
    failure: Failure,
    what: String,
    source: Option<rusqlite::Error>,
}

impl Error {
    pub(crate) fn new(failure: Failure, what: impl Into<String>) -> Self {
        Self { failure, what: what.into(), source: None }
    }

    /// Which kind it is.
    pub fn failure(&self) -> Failure {
        self.failure
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let code = error.sqlite_error_code();
        let (failure, what) = match code {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
                (Failure::Busy, "another program writes to it: try again when that has ended".to_owned())
            }
            Some(Code::DiskFull) => (
                Failure::Full,
                "the disk is full: make room and run the same again; what is in the record stays whole".to_owned(),
            ),
            Some(Code::ReadOnly | Code::PermissionDenied) => {
                (Failure::ReadOnly, "it may not be written to: look at the permissions of the file and of its folder".to_owned())
            }
            Some(Code::CannotOpen) => {
                (Failure::ReadOnly, format!("cannot be opened: look at its path and its permissions ({error})"))
            }
            Some(Code::NotADatabase) => (Failure::NotARecord, "is not a record: the file is something else".to_owned()),
            Some(Code::DatabaseCorrupt) => {
                (Failure::NotARecord, "is damaged: `rawi check` tells more; take a copy before anything else".to_owned())
            }
            Some(Code::SystemIoFailure) => (
                Failure::Other,
                format!("cannot be read or written ({error}): look at the disk; what is in the record stays whole"),
            ),
            _ => (Failure::Other, error.to_string()),
        };
        Self { failure, what, source: Some(error) }
    }
}

/// What may fail at a record.
pub type Result<T> = std::result::Result<T, Error>;
