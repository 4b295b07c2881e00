//! What is wrong with an input, and where.

use std::fmt;
use std::io;
use std::sync::Arc;

/// One input, or one record of it, that could not be read.
///
/// Printed as `path:line:column: what, and what to do`, with line and column only where they are known; of
/// a record in a container, `path: record N at byte B (URL): what, and what to do`.
#[derive(Debug)]
pub struct InputError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    path: Arc<str>,
    line: Option<u64>,
    column: Option<u64>,
    record: Option<u64>,
    offset: Option<u64>,
    url: Option<String>,
    what: String,
    source: Option<io::Error>,
}

impl InputError {
    pub(crate) fn new(path: &Arc<str>, what: impl Into<String>) -> Self {
        let (path, what) = (path.clone(), what.into());
        Self(Box::new(Inner { path, line: None, column: None, record: None, offset: None, url: None, what, source: None }))
    }

    pub(crate) fn io(path: &Arc<str>, doing: &str, source: io::Error) -> Self {
        let mut error = Self::new(path, format!("{doing}: {source}"));
        error.0.source = Some(source);
        error
    }

    pub(crate) fn at_line(mut self, line: Option<u64>) -> Self {
        self.0.line = line;
        self
    }

    pub(crate) fn at_column(mut self, column: u64) -> Self {
        self.0.column = Some(column);
        self
    }

    /// The record of a container.
    pub(crate) fn at_record(mut self, number: u64, offset: Option<u64>, url: Option<&str>) -> Self {
        self.0.record = Some(number);
        self.0.offset = offset;
        self.0.url = url.map(str::to_owned);
        self
    }

    /// The input, as it was given or found; `-` for standard input.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The record's line, counted from 1, in an input of many records.
    pub fn line(&self) -> Option<u64> {
        self.0.line
    }

    /// The record's number, counted from 1, in a container.
    pub fn record(&self) -> Option<u64> {
        self.0.record
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.path)?;
        if let Some(line) = self.0.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.0.column {
                write!(f, ":{column}")?;
            }
        }
        if let Some(record) = self.0.record {
            write!(f, ": record {record}")?;
            if let Some(offset) = self.0.offset {
                write!(f, " at byte {offset}")?;
            }
            if let Some(url) = &self.0.url {
                write!(f, " ({url})")?;
            }
        }
        write!(f, ": {}", self.0.what)
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|e| e as _)
    }
}
