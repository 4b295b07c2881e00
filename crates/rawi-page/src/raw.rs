//! One article that is not yet parsed, with all that is told beside its bytes.

use std::sync::Arc;

use crate::container::payload::Coding;
use crate::container::table::Header;
use crate::error::InputError;

/// What the bytes of a piece are.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A text.
    Plain,
    /// One line of a file of records.
    Record,
    /// A file that is one JSON object over several lines.
    Object,
    /// A page.
    Html,
    /// The content of a feed's item, as HTML or as text.
    Item { html: bool },
    /// A page in a MIME message.
    Mhtml,
    /// One row of a table of text.
    Row(Arc<Header>),
}

/// Where a piece stands in its input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: Option<u64>,
    pub(crate) record: Option<u64>,
    pub(crate) offset: Option<u64>,
}

/// What a container tells of a piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// The media type that the article's source gets, where the kind of bytes alone would not tell.
    pub(crate) media_type: Option<&'static str>,
    /// The type that the container says the bytes are of.
    pub(crate) said: Option<String>,
    pub(crate) charset: Option<String>,
    /// How the bytes are packed, the outermost last.
    pub(crate) codings: Vec<Coding>,
    pub(crate) url: Option<String>,
    /// When it was fetched, in ISO 8601.
    pub(crate) fetched: Option<String>,
    pub(crate) title: Option<String>,
    /// As the container has it.
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) author: Option<String>,
}

/// One article that is not yet parsed.
#[derive(Clone, Debug)]
pub struct Raw {
    pub(crate) path: Arc<str>,
    pub(crate) place: Place,
    pub(crate) kind: Kind,
    pub(crate) bytes: Vec<u8>,
    pub(crate) about: Option<Box<About>>,
}

impl Raw {
    pub(crate) fn new(path: &Arc<str>, place: Place, kind: Kind, bytes: Vec<u8>) -> Self {
        Self { path: path.clone(), place, kind, bytes, about: None }
    }

    pub(crate) fn about(mut self, about: About) -> Self {
        self.about = Some(Box::new(about));
        self
    }

    /// Its size in bytes, as read.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has no bytes; [`crate::Inputs`] hands out none such.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What is wrong with it, with its place.
    pub(crate) fn error(&self, what: impl Into<String>) -> InputError {
        let url = self.about.as_ref().and_then(|a| a.url.as_deref());
        self.place.error(&self.path, what, url)
    }
}

impl Place {
    pub(crate) fn line(line: u64) -> Self {
        Self { line: Some(line), ..Self::default() }
    }

    pub(crate) fn record(number: u64) -> Self {
        Self { record: Some(number), ..Self::default() }
    }

    pub(crate) fn error(self, path: &Arc<str>, what: impl Into<String>, url: Option<&str>) -> InputError {
        let error = InputError::new(path, what);
        match (self.line, self.record) {
            (Some(line), _) => error.at_line(Some(line)),
            (None, Some(record)) => error.at_record(record, self.offset, url),
            (None, None) => error,
        }
    }
}
