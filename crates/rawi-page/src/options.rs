//! What a caller can choose.

use crate::filter::Filter;
use crate::html::Limits;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A plain text, one article.
    Text,
    /// A page.
    Html,
    /// Records, one JSON object a line.
    Jsonl,
    /// One JSON object.
    Json,
    /// Records with fields that commas (or semicolons) part; the first line names them.
    Csv,
    /// The same with tabs.
    Tsv,
    /// A web archive.
    Warc,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A page saved with what belongs to it, as a MIME message.
    Mhtml,
    /// A table in Parquet.
    Parquet,
    /// An archive of files.
    Zip,
    /// An archive of files.
    Tar,
}

impl InputKind {
    /// As it stands in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Warc => "warc",
            Self::Feed => "feed",
            Self::Mhtml => "mhtml",
            Self::Parquet => "parquet",
            Self::Zip => "zip",
            Self::Tar => "tar",
        }
    }
}

/// How inputs are read. A field that is not named is looked for under its usual names.
#[derive(Clone, Debug)]
pub struct Options {
    /// The field of a record that holds the text.
    pub text_field: Option<String>,
    /// The field that holds the headline.
    pub title_field: Option<String>,
    /// The field that holds the time of publication.
    pub date_field: Option<String>,
    /// The field that holds the article's address.
    pub url_field: Option<String>,
    /// The largest single article (a file, a record's line, a payload), in bytes after decompression.
    pub max_bytes: usize,
    /// How much of a page of HTML is read.
    pub page: Limits,
    /// How many times its packed size an input may become, once it is larger than 16 MB.
    pub max_ratio: u32,
    /// How many archives and packings may lie in one another.
    pub max_depth: u32,
    /// What the inputs are, whatever their content looks like; packing is undone and archives are walked first.
    pub kind: Option<InputKind>,
    /// Which articles are wanted.
    pub filter: Filter,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            text_field: None,
            title_field: None,
            date_field: None,
            url_field: None,
            max_bytes: 64 << 20,
            page: Limits::default(),
            max_ratio: 200,
            max_depth: 4,
            kind: None,
            filter: Filter::default(),
        }
    }
}

impl Options {
    /// The limit that is applied: spans count bytes in 32 bits, and a text can grow when it is decoded.
    pub(crate) fn limit(&self) -> usize {
        self.max_bytes.min(1 << 30)
    }
}
