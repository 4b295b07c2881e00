//! Tables as text: CSV, and TSV with its kin, a head of names and a row an article.
//!
//! `csv-core` finds the rows; the crate `csv` over it would hold a row of any length (one quotation mark that
//! is never closed makes the rest of the file one row).

use std::sync::Arc;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::error::InputError;
use crate::options::Options;
use crate::raw::{Kind, Place, Raw};
use crate::record;
use crate::stream::Stream;

use super::{Container, Step};

/// Fields of one row; more are no table of articles.
const MOST_FIELDS: usize = 4096;

/// What the first row tells.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) delimiter: u8,
    pub(crate) names: Vec<String>,
}

/// The rows of a table.
pub(crate) struct Table {
    path: Arc<str>,
    stream: Stream,
    header: Option<Arc<Header>>,
    delimiter: u8,
    /// The line that the next row begins on.
    line: u64,
    /// Room for what `csv-core` writes, which is not looked at.
    unquoted: Vec<u8>,
    ends: Vec<usize>,
    over: bool,
}

impl Table {
    pub(crate) fn new(path: Arc<str>, mut stream: Stream, delimiter: u8) -> Self {
        if stream.need(3) && stream.ahead().starts_with(b"\xef\xbb\xbf") {
            stream.skip(3);
        }
        Self {
            path,
            stream,
            header: None,
            delimiter,
            line: 1,
            unquoted: vec![0; 64 << 10],
            ends: vec![0; MOST_FIELDS],
            over: false,
        }
    }

    /// The next row as it came, with the line that it begins on; `None` for a row that is too long.
    fn row(&mut self, limit: usize) -> Option<(Place, Option<Vec<u8>>)> {
        // blank lines
        loop {
            let ahead = self.stream.ahead();
            let blanks = ahead.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            self.line += memchr::memchr_iter(b'\n', &ahead[..blanks]).count() as u64;
            self.stream.skip(blanks);
            if !self.stream.ahead().is_empty() {
                break;
            }
            if !self.stream.more() {
                return None;
            }
        }
        let place = Place::line(self.line);
        let mut parser = parser(self.delimiter);
        let (out, ends) = (&mut self.unquoted, &mut self.ends);
        let mut row = Some(Vec::new());
        loop {
            let ended = self.stream.ahead().is_empty() && !self.stream.more();
            let (result, used, ..) = parser.read_record(self.stream.ahead(), out, ends);
            let taken = &self.stream.ahead()[..used];
            self.line += memchr::memchr_iter(b'\n', taken).count() as u64;
            row = row.filter(|row| row.len() + used <= limit).map(|mut row| {
                row.extend_from_slice(taken);
                row
            });
            self.stream.skip(used);
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::InputEmpty if ended => break,
                // what is unquoted is not wanted here: both are written over again and again
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
            }
        }
        Some((place, row))
    }
}

impl Container for Table {
    fn next(&mut self, options: &Options) -> Option<Step> {
        if self.over {
            return None;
        }
        let limit = options.limit();
        let Some((place, row)) = self.row(limit) else {
            self.over = true;
            let failure = self.stream.failure()?;
            let error = InputError::io(&self.path, "cannot read on after this line", failure);
            return Some(Step::Problem(error.at_line(Some(self.line))));
        };
        // What a failure cut short is no row; the failure itself is told at the next call.
        if self.stream.ended()
            && let Some(failure) = self.stream.failure()
        {
            self.over = true;
            let error = InputError::io(&self.path, "cannot read on after this line", failure);
            return Some(Step::Problem(error.at_line(place.line)));
        }
        let Some(row) = row else {
            let what = format!(
                "the row is longer than {limit} bytes (a quotation mark that is not closed makes such) and is left out; --max-bytes raises the limit"
            );
            return Some(Step::Problem(place.error(&self.path, what, None)));
        };
        match &self.header {
            Some(header) => Some(Step::Piece(Raw::new(&self.path, place, Kind::Row(header.clone()), row))),
            None => match fields(&row, self.delimiter) {
                Ok(names) if !names.iter().any(|n| record::is_content(n.trim(), options)) => {
                    self.over = true;
                    Some(Step::Problem(place.error(&self.path, record::no_text(options), None)))
                }
                Ok(names) => {
                    self.header = Some(Arc::new(Header { delimiter: self.delimiter, names }));
                    Some(Step::Passed)
                }
                Err(what) => {
                    self.over = true;
                    Some(Step::Problem(place.error(&self.path, format!("the head of the table: {what}"), None)))
                }
            },
        }
    }
}

fn parser(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// The fields of one row, unquoted.
pub(crate) fn fields(row: &[u8], delimiter: u8) -> Result<Vec<String>, String> {
    let mut parser = parser(delimiter);
    // Unquoting makes nothing longer.
    let mut out = vec![0; row.len() + 1];
    let mut ends = vec![0; MOST_FIELDS];
    let (mut read, mut written, mut count) = (0, 0, 0);
    loop {
        let (result, used, wrote, ended) = parser.read_record(&row[read..], &mut out[written..], &mut ends[count..]);
        (read, written, count) = (read + used, written + wrote, count + ended);
        match result {
            ReadRecordResult::Record | ReadRecordResult::End => break,
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                return Err(format!("has more than {MOST_FIELDS} fields"));
            }
        }
    }
    let mut from = 0;
    let mut fields = Vec::with_capacity(count);
    for end in &ends[..count] {
        let field = out.get(from..*end).unwrap_or_default();
        fields.push(crate::decode::decode(field).map_err(|e| format!("byte {} of a field {}", e.offset, e.what))?);
        from = *end;
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        for (row, expected) in [
            ("a,b,c", vec!["a", "b", "c"]),
            ("\"a,\"\"b\"\"\nc\",", vec!["a,\"b\"\nc", ""]),
            ("نعم,لا\r\n", vec!["نعم", "لا"]),
            ("\"open", vec!["open"]),
        ] {
            assert_eq!(fields(row.as_bytes(), b',').unwrap(), expected);
        }
        assert!(fields(",".repeat(5000).as_bytes(), b',').unwrap_err().contains("4096"));
    }
}
