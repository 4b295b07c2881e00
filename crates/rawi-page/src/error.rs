//! What is wrong with an input, and where.

use std::fmt;
use std::io;
use std::sync::Arc;

/// One input, or one record of it, that could not be read.
///
/// Printed as `path:line:column: what, and what to do`; line and column only where they are known.
#[derive(Debug)]
pub struct InputError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    path: Arc<str>,
    line: Option<u64>,
    column: Option<u64>,
    what: String,
    source: Option<io::Error>,
}

impl InputError {
    pub(crate) fn new(path: &Arc<str>, what: impl Into<String>) -> Self {
        Self(Box::new(Inner { path: path.clone(), line: None, column: None, what: what.into(), source: None }))
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

    /// The input, as it was given or found; `-` for standard input.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The record's line, counted from 1, in an input of many records.
    pub fn line(&self) -> Option<u64> {
        self.0.line
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
        write!(f, ": {}", self.0.what)
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|e| e as _)
    }
}
