//! Records that are lines.

use std::sync::Arc;

use crate::error::InputError;
use crate::options::Options;
use crate::raw::{Kind, Place, Raw};
use crate::stream::{Line, Stream};

use super::{Container, Step};

/// A file of JSON objects, a line each.
pub(crate) struct Lines {
    path: Arc<str>,
    stream: Stream,
    /// The line that was last read.
    line: u64,
}

impl Lines {
    /// `line` lines were taken already.
    pub(crate) fn new(path: Arc<str>, stream: Stream, line: u64) -> Self {
        Self { path, stream, line }
    }
}

impl Container for Lines {
    fn next(&mut self, options: &Options) -> Option<Step> {
        let limit = options.limit();
        while let Some(line) = self.stream.line(limit) {
            self.line += 1;
            match line {
                Line::Whole(bytes) if bytes.trim_ascii().is_empty() => {}
                Line::Whole(bytes) => {
                    return Some(Step::Piece(Raw::new(&self.path, Place::line(self.line), Kind::Record, bytes)));
                }
                Line::TooLong => {
                    let what = format!("the line is longer than {limit} bytes and is left out; --max-bytes raises the limit");
                    return Some(Step::Problem(Place::line(self.line).error(&self.path, what, None)));
                }
            }
        }
        let failure = self.stream.failure()?;
        let error = InputError::io(&self.path, "cannot read on after this line", failure);
        Some(Step::Problem(error.at_line(Some(self.line))))
    }
}
