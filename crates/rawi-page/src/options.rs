//! What a caller can choose.

use crate::html::Limits;

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
    /// The largest single article (a file, or a record's line), in bytes after decompression.
    pub max_bytes: usize,
    /// How much of a page of HTML is read.
    pub page: Limits,
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
        }
    }
}

impl Options {
    /// The limit that is applied: spans count bytes in 32 bits, and a text can grow when it is decoded.
    pub(crate) fn limit(&self) -> usize {
        self.max_bytes.min(1 << 30)
    }
}
