//! What a page or a record is read into.

use rawi_text::Span;

/// Where an article came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The path as it was given (or found under a folder that was given); `-` for standard input.
    pub path: String,
    /// For a file of many records, a line each: the record's line, counted from 1.
    pub line: Option<u64>,
    /// For a container of records that are no lines (WARC, feed, Parquet): the record's number, counted from 1.
    pub record: Option<u64>,
    /// Where the record begins in the file, in bytes, where it can be sought from there (WARC; of WARC.gz the member).
    pub offset: Option<u64>,
    /// The article's own address, where the input tells it.
    pub url: Option<String>,
    /// The outlet's name, where the input tells it.
    pub outlet: Option<String>,
    /// The outlet's id, where somebody who knows outlets has found it by the address.
    pub outlet_id: Option<String>,
    /// What the article was read from: `text/plain`, `text/html`, `application/jsonl`, `application/json` for a file
    /// that is one object, and the other kinds of `docs/inputs.md`.
    pub media_type: &'static str,
    /// SHA-256 of the bytes that the article was read from (the file, the record's line, the record's payload), in hex.
    pub sha256: String,
    /// Where in `text` the record's text field begins (bytes); 0 for a plain text.
    pub text_start: u32,
}

impl Source {
    /// The path, with the line or the record's number where there are many.
    pub fn place(&self) -> String {
        match (self.line, self.record) {
            (Some(line), _) => format!("{}:{line}", self.path),
            (None, Some(record)) => format!("{}: record {record}", self.path),
            (None, None) => self.path.clone(),
        }
    }
}

/// How a publication date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateBasis {
    /// A field of the input says so.
    Metadata,
    /// The dateline of the text says so.
    Dateline,
    /// Concluded from other dates in the text.
    Inferred,
}

/// When an article was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// ISO 8601: `2017-03-25` or `2017-03`.
    pub value: String,
    /// `day`, `month`, `minute`…
    pub precision: &'static str,
    /// How it is known.
    pub basis: DateBasis,
    /// From 0 to 1.
    pub confidence: f32,
    /// Which evidence: `record`, `json-ld`, `open-graph`, `meta`, `time`, `url`, `visible`, `relative`, `dateline`.
    pub evidence: &'static str,
    /// Evidence that says otherwise, and what was not taken for publication (a last update, a page's clock).
    pub notes: Vec<String>,
}

/// The language that a text is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Arabic.
    Arabic,
    /// Another language in Arabic script (Persian, Urdu, Kurdish…).
    OtherArabicScript,
    /// Something else.
    #[default]
    Other,
}

impl Language {
    /// Its code: `ar`, `und-Arab` or `und`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::OtherArabicScript => "und-Arab",
            Self::Other => "und",
        }
    }
}

/// One article: its text, untouched, and what is known about it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Where it came from.
    pub source: Source,
    /// The text. Every span is into it; nothing alters it.
    pub text: String,
    /// The headline's place in `text`.
    pub title: Option<Span>,
    /// The parts of `text` that are the article (the headline apart): everything else is page furniture.
    /// Sorted, disjoint, whole lines or parts of lines.
    pub body: Vec<Span>,
    /// When it was published.
    pub published: Option<Published>,
    /// The language it is written in.
    pub language: Language,
    /// The byline, as the input has it.
    pub author: Option<String>,
    /// What is doubtful about how the input was read.
    pub notes: Vec<String>,
}
