//! From paths to pieces of one article each.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use serde::de::IgnoredAny;

use crate::error::InputError;
use crate::html;
use crate::options::Options;
use crate::stream::{Line, Stream, unpacked};
use crate::walk::{Found, Walk, shown};

/// What the bytes of a piece are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text.
    Plain,
    /// One line of a file of records.
    Record,
    /// A file that is one JSON object over several lines.
    Object,
    /// A page of HTML.
    Html,
}

/// One article that is not yet parsed.
#[derive(Clone, Debug)]
pub struct Raw {
    pub(crate) path: Arc<str>,
    pub(crate) line: Option<u64>,
    pub(crate) kind: Kind,
    pub(crate) bytes: Vec<u8>,
}

impl Raw {
    /// Its size in bytes, as read.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has no bytes; [`Inputs`] hands out none such.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// The articles of the paths given to [`open`], in order. An error costs one input or one record.
pub struct Inputs {
    walk: Walk,
    limit: usize,
    records: Option<Records>,
}

struct Records {
    path: Arc<str>,
    stream: Stream,
    /// The line that was last read.
    line: u64,
}

/// Opens files, folders (walked in the order of names) and `-` (standard input), lazily.
pub fn open(paths: &[PathBuf], options: &Options) -> Inputs {
    Inputs { walk: Walk::new(paths), limit: options.limit(), records: None }
}

impl Iterator for Inputs {
    type Item = Result<Raw, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(records) = &mut self.records {
                match records.next(self.limit) {
                    Some(item) => return Some(item),
                    None => self.records = None,
                }
            }
            let found = match self.walk.next()? {
                Ok(found) => found,
                Err(error) => return Some(Err(error)),
            };
            match self.begin(found) {
                Ok(Some(raw)) => return Some(Ok(raw)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Records {
    fn next(&mut self, limit: usize) -> Option<Result<Raw, InputError>> {
        while let Some(line) = self.stream.line(limit) {
            self.line += 1;
            match line {
                Line::Whole(bytes) if bytes.trim_ascii().is_empty() => {}
                Line::Whole(bytes) => {
                    let (path, line) = (self.path.clone(), Some(self.line));
                    return Some(Ok(Raw { path, line, kind: Kind::Record, bytes }));
                }
                Line::TooLong => {
                    let what = format!("the line is longer than {limit} bytes and is left out; --max-bytes raises the limit");
                    return Some(Err(InputError::new(&self.path, what).at_line(Some(self.line))));
                }
            }
        }
        let failure = self.stream.failure()?;
        let error = InputError::io(&self.path, "cannot read on after this line", failure);
        Some(Err(error.at_line(Some(self.line))))
    }
}

/// What the beginning of an input shows it to be.
enum Form {
    Records,
    Whole(Kind),
    Array,
}

impl Inputs {
    /// A text or an object is handed back whole; records are set up for the calls to come.
    fn begin(&mut self, found: Found) -> Result<Option<Raw>, InputError> {
        let (path, reader): (Arc<str>, Box<dyn Read + Send>) = match found {
            Found::StandardInput => ("-".into(), Box::new(io::stdin())),
            Found::File(file) => {
                let path = shown(&file);
                let reader = File::open(&file).map_err(|e| InputError::io(&path, "cannot open", e))?;
                (path, Box::new(reader))
            }
        };
        let failed = |e| InputError::io(&path, "cannot read", e);
        let mut stream = Stream::new(unpacked(reader).map_err(failed)?);
        let Some(first) = first_mark(&mut stream, self.limit) else {
            if let Some(error) = stream.failure() {
                return Err(failed(error));
            }
            let what = if stream.ahead().is_empty() { "is empty" } else { "holds nothing but blanks" };
            return Err(InputError::new(&path, what));
        };
        while stream.ahead().len() < html::HEAD && stream.more() {}
        let form = if html::is_html(stream.ahead()) { Form::Whole(Kind::Html) } else { form(&mut stream, first, self.limit) };
        match form {
            Form::Records => {
                let line = stream.ahead()[..first].iter().filter(|b| **b == b'\n').count() as u64;
                stream.skip(first);
                self.records = Some(Records { path, stream, line });
                Ok(None)
            }
            Form::Array => {
                Err(InputError::new(&path, "is a JSON array; one object a line is read, which `jq -c '.[]' FILE` makes of it"))
            }
            Form::Whole(kind) => match stream.rest(self.limit).map_err(failed)? {
                Some(bytes) => Ok(Some(Raw { path, line: None, kind, bytes })),
                None => {
                    let what = format!("is larger than {} bytes; --max-bytes raises the limit", self.limit);
                    Err(InputError::new(&path, what))
                }
            },
        }
    }
}

/// The place of the first byte that is neither blank nor a byte-order mark.
fn first_mark(stream: &mut Stream, limit: usize) -> Option<usize> {
    while stream.ahead().len() < 3 && stream.more() {}
    let start = if stream.ahead().starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    next_mark(stream, start, limit)
}

fn next_mark(stream: &mut Stream, mut from: usize, limit: usize) -> Option<usize> {
    loop {
        let ahead = stream.ahead().get(from..).unwrap_or_default();
        if let Some(i) = ahead.iter().position(|b| !b.is_ascii_whitespace()) {
            return Some(from + i);
        }
        from += ahead.len();
        if from > limit || !stream.more() {
            return None;
        }
    }
}

fn form(stream: &mut Stream, first: usize, limit: usize) -> Form {
    match stream.ahead()[first] {
        b'[' => match next_mark(stream, first + 1, limit) {
            Some(next) if stream.ahead()[next] == b'{' => Form::Array,
            _ => Form::Whole(Kind::Plain),
        },
        b'{' => {
            let next = next_mark(stream, first + 1, limit).map(|i| stream.ahead()[i]);
            if !matches!(next, Some(b'"' | b'}')) {
                return Form::Whole(Kind::Plain);
            }
            let end = stream.find_line_end(first, first.saturating_add(limit));
            let line = &stream.ahead()[first..end.unwrap_or(stream.ahead().len())];
            let cut_short = matches!(serde_json::from_slice::<IgnoredAny>(line), Err(e) if e.is_eof());
            match end {
                // A line that breaks off is a broken record where another record follows, else an
                // object that goes on over the next lines.
                Some(end) if cut_short => match next_mark(stream, end, limit).map(|i| stream.ahead()[i]) {
                    Some(b'{') | None => Form::Records,
                    Some(_) => Form::Whole(Kind::Object),
                },
                _ => Form::Records,
            }
        }
        _ => Form::Whole(Kind::Plain),
    }
}
