//! Parquet, a row an article: row group by row group, a few rows at a time, only the columns that are looked for.
//!
//! The crate `parquet` without its Arrow side: that is the part that takes minutes to build, and columns of
//! text need none of it. A damaged file can make it panic; such a panic is caught and told as damage.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::DateTime;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::ColumnReader;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use serde_json::{Map, Value};

use crate::error::InputError;
use crate::options::Options;
use crate::raw::{About, Kind, Place, Raw};
use crate::record;
use crate::stream::Stream;

use super::{Container, Step};

/// Rows of which the columns are held at a time.
const ROWS: usize = 32;

pub(crate) struct Parquet {
    path: Arc<str>,
    file: Box<dyn FileReader>,
    /// The columns that are looked for, by their number.
    columns: Vec<(usize, String)>,
    group: usize,
    readers: Vec<Column>,
    /// Rows read and not yet handed out, the next last.
    rows: Vec<Map<String, Value>>,
    number: u64,
    over: bool,
}

struct Column {
    name: String,
    reader: ColumnReader,
    optional: bool,
    meaning: Meaning,
}

/// What the numbers of a column mean.
#[derive(Clone, Copy)]
enum Meaning {
    Plain,
    Days,
    /// Parts of a second.
    Time(i64),
}

impl Parquet {
    /// From a file, or from the bytes of one that cannot be read at any place, at most the limit of them.
    pub(crate) fn new(path: Arc<str>, file: Option<File>, mut stream: Stream, options: &Options) -> Result<Self, InputError> {
        let refused = |what: String| InputError::new(&path, what);
        let file = match file {
            Some(file) => guarded(|| Ok(Box::new(SerializedFileReader::new(file)?) as Box<dyn FileReader>)),
            None => {
                let limit = options.limit();
                let bytes = super::payload::all(&mut stream, limit).map_err(|e| InputError::io(&path, "cannot read", e))?;
                let bytes = bytes.ok_or_else(|| {
                    refused(format!("is a Parquet table of more than {limit} bytes that does not stand in a file of its own (its description is at its end, so it is held): unpack it to a file, or raise --max-bytes"))
                })?;
                guarded(|| Ok(Box::new(SerializedFileReader::new(bytes::Bytes::from(bytes))?) as Box<dyn FileReader>))
            }
        };
        let file = file.map_err(|what| refused(format!("cannot be read as Parquet: {what}")))?;
        let schema = file.metadata().file_metadata().schema_descr_ptr();
        let names = schema.columns().iter().enumerate();
        let flat = names.filter(|(_, c)| c.path().parts().len() == 1 && c.max_rep_level() == 0 && c.max_def_level() <= 1);
        let columns: Vec<_> =
            flat.filter(|(_, c)| record::is_wanted(c.name(), options)).map(|(i, c)| (i, c.name().to_owned())).collect();
        if !columns.iter().any(|(_, name)| record::is_content(name, options)) {
            return Err(refused(record::no_text(options)));
        }
        Ok(Self { path, file, columns, group: 0, readers: Vec::new(), rows: Vec::new(), number: 0, over: false })
    }

    /// Reads the next rows; `false` at the end.
    fn fill(&mut self) -> Result<bool, String> {
        loop {
            if !self.readers.is_empty() {
                let mut rows: Vec<Map<String, Value>> = Vec::new();
                let mut count = 0;
                for column in &mut self.readers {
                    let values = guarded(|| column.values())?;
                    count = count.max(values.len());
                    rows.resize_with(count, Map::new);
                    for (row, value) in rows.iter_mut().zip(values) {
                        if let Some(value) = value {
                            row.insert(column.name.clone(), value);
                        }
                    }
                }
                if count > 0 {
                    rows.reverse();
                    self.rows = rows;
                    return Ok(true);
                }
                self.readers.clear();
            }
            if self.group >= self.file.num_row_groups() {
                return Ok(false);
            }
            let (file, columns, group) = (&self.file, &self.columns, self.group);
            self.group += 1;
            self.readers = guarded(|| {
                let group = file.get_row_group(group)?;
                let column = |(i, name): &(usize, String)| {
                    let about = file.metadata().file_metadata().schema_descr_ptr().column(*i);
                    let reader = group.get_column_reader(*i)?;
                    Ok(Column { name: name.clone(), reader, optional: about.max_def_level() > 0, meaning: meaning(&about) })
                };
                columns.iter().map(column).collect::<Result<_, ParquetError>>()
            })?;
        }
    }
}

impl Container for Parquet {
    fn next(&mut self, options: &Options) -> Option<Step> {
        if self.over {
            return None;
        }
        if self.rows.is_empty() {
            match self.fill() {
                Ok(true) => {}
                Ok(false) => {
                    self.over = true;
                    return None;
                }
                Err(what) => {
                    // the rest of the group is lost with it, the next one is not
                    self.readers.clear();
                    let what = format!("row group {}: cannot be read on: {what}", self.group);
                    return Some(Step::Problem(Place::record(self.number + 1).error(&self.path, what, None)));
                }
            }
        }
        let row = self.rows.pop()?;
        self.number += 1;
        let place = Place::record(self.number);
        let size: usize = row.values().map(|v| v.as_str().map_or(8, str::len)).sum();
        if size > options.limit() {
            let what = format!("the row is longer than {} bytes and is left out; --max-bytes raises the limit", options.limit());
            return Some(Step::Problem(place.error(&self.path, what, None)));
        }
        let bytes = Value::Object(row).to_string().into_bytes();
        let about = About { media_type: Some("application/vnd.apache.parquet"), ..About::default() };
        Some(Step::Piece(Raw::new(&self.path, place, Kind::Record, bytes).about(about)))
    }
}

impl Column {
    /// The values of the next rows; none at the group's end.
    fn values(&mut self) -> Result<Vec<Option<Value>>, ParquetError> {
        let mut present = Vec::new();
        let levels = self.optional.then_some(&mut present);
        let meaning = self.meaning;
        let (records, values): (usize, Vec<Value>) = match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                let mut values = Vec::new();
                let (records, ..) = reader.read_records(ROWS, levels, None, &mut values)?;
                (records, values.iter().map(|v| String::from_utf8_lossy(v.data()).into()).collect())
            }
            ColumnReader::Int64ColumnReader(reader) => {
                let mut values = Vec::new();
                let (records, ..) = reader.read_records(ROWS, levels, None, &mut values)?;
                (records, values.iter().map(|v| meaning.of(*v)).collect())
            }
            ColumnReader::Int32ColumnReader(reader) => {
                let mut values = Vec::new();
                let (records, ..) = reader.read_records(ROWS, levels, None, &mut values)?;
                (records, values.iter().map(|v| meaning.of(i64::from(*v))).collect())
            }
            _ => return Ok(Vec::new()),
        };
        let mut values = values.into_iter();
        if !self.optional {
            return Ok(values.map(Some).collect());
        }
        Ok(present.iter().take(records).map(|level| if *level > 0 { values.next() } else { None }).collect())
    }
}

impl Meaning {
    fn of(self, value: i64) -> Value {
        let time = |seconds| DateTime::from_timestamp(seconds, 0);
        match self {
            Self::Plain => value.into(),
            Self::Days => {
                value.checked_mul(86_400).and_then(time).map_or(Value::Null, |t| t.format("%Y-%m-%d").to_string().into())
            }
            Self::Time(parts) => {
                time(value.div_euclid(parts)).map_or(Value::Null, |t| t.format("%Y-%m-%dT%H:%M:%SZ").to_string().into())
            }
        }
    }
}

fn meaning(column: &ColumnDescriptor) -> Meaning {
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => Meaning::Days,
        (Some(LogicalType::Timestamp(time)), _) => match time.unit {
            TimeUnit::MILLIS => Meaning::Time(1_000),
            TimeUnit::MICROS => Meaning::Time(1_000_000),
            TimeUnit::NANOS => Meaning::Time(1_000_000_000),
        },
        (_, ConvertedType::TIMESTAMP_MILLIS) => Meaning::Time(1_000),
        (_, ConvertedType::TIMESTAMP_MICROS) => Meaning::Time(1_000_000),
        _ => Meaning::Plain,
    }
}

/// Does `work`; a panic in it is damage as well.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|e| e.to_string()),
        Err(_) => Err("the file is damaged".to_owned()),
    }
}
