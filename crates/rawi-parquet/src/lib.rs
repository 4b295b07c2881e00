//! Parquet: the table of statements with types, for DuckDB, pandas, Polars, Spark, R. One row a statement.
//!
//! It is no part of the default build: `rawi` has it with its feature `export-parquet`.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use rawi_export::{Error, Format, Report, Result, Said};

/// Rows that are written at once, at most: what is held in memory.
const ROWS: usize = 50_000;
/// Bytes of text that are held in memory, about.
const BYTES: usize = 64 << 20;

/// What the library refuses, as a failure of the output.
fn refused(error: parquet::errors::ParquetError) -> Error {
    Error::Output(std::io::Error::other(format!("the Parquet library refuses: {error}")))
}

/// A column with what is to be written into it. Levels are kept beside the values, as Parquet has them: how deep a value
/// is defined, and at which depth it is repeated.
struct Column {
    name: &'static str,
    values: Values,
    /// 0 for none.
    defined: Vec<i16>,
    /// Of lists only.
    repeated: Vec<i16>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Required,
    Optional,
    List,
}

enum Values {
    Text(Vec<ByteArray>),
    Int(Vec<i32>),
    Real(Vec<f64>),
    /// Days since 1970-01-01.
    Date(Vec<i32>),
}

impl Column {
    fn new(name: &'static str, values: Values, kind: Kind) -> Self {
        Self { name, values, defined: Vec::new(), repeated: Vec::new(), kind }
    }

    fn field(&self) -> parquet::errors::Result<TypePtr> {
        let (physical, logical, converted) = match self.values {
            Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8),
            Values::Int(_) => (Physical::INT32, None, ConvertedType::NONE),
            Values::Real(_) => (Physical::DOUBLE, None, ConvertedType::NONE),
            Values::Date(_) => (Physical::INT32, Some(LogicalType::Date), ConvertedType::DATE),
        };
        let leaf = |name: &str, repetition| {
            let leaf = Type::primitive_type_builder(name, physical).with_repetition(repetition);
            leaf.with_logical_type(logical.clone()).with_converted_type(converted).build()
        };
        Ok(Arc::new(match self.kind {
            Kind::Required => leaf(self.name, Repetition::REQUIRED)?,
            Kind::Optional => leaf(self.name, Repetition::OPTIONAL)?,
            Kind::List => {
                let items = Type::group_type_builder("list")
                    .with_repetition(Repetition::REPEATED)
                    .with_fields(vec![Arc::new(leaf("element", Repetition::REQUIRED)?)])
                    .build()?;
                Type::group_type_builder(self.name)
                    .with_repetition(Repetition::REQUIRED)
                    .with_logical_type(Some(LogicalType::List))
                    .with_converted_type(ConvertedType::LIST)
                    .with_fields(vec![Arc::new(items)])
                    .build()?
            }
        }))
    }

    fn write(&mut self, writer: &mut ColumnWriter<'_>) -> parquet::errors::Result<()> {
        let defined = (self.kind != Kind::Required).then_some(&self.defined[..]);
        let repeated = (self.kind == Kind::List).then_some(&self.repeated[..]);
        match (writer, &mut self.values) {
            (ColumnWriter::ByteArrayColumnWriter(w), Values::Text(values)) => {
                w.write_batch(values, defined, repeated)?;
                values.clear();
            }
            (ColumnWriter::Int32ColumnWriter(w), Values::Int(values) | Values::Date(values)) => {
                w.write_batch(values, defined, repeated)?;
                values.clear();
            }
            (ColumnWriter::DoubleColumnWriter(w), Values::Real(values)) => {
                w.write_batch(values, defined, repeated)?;
                values.clear();
            }
            // the schema is made of the same columns
            _ => return Err(parquet::errors::ParquetError::General(format!("{}: another type than its column", self.name))),
        }
        self.defined.clear();
        self.repeated.clear();
        Ok(())
    }
}

/// One cell.
enum Cell<'a> {
    Text(&'a str),
    MayBeText(Option<&'a str>),
    Texts(Vec<&'a str>),
    Int(i32),
    Ints(Vec<i32>),
    Real(f64),
    Date(Option<i32>),
}

fn bytes(text: &str) -> ByteArray {
    ByteArray::from(text.as_bytes().to_vec())
}

impl Column {
    fn push(&mut self, cell: Cell<'_>) {
        match (&mut self.values, cell) {
            (Values::Text(to), Cell::Text(text)) => to.push(bytes(text)),
            (Values::Text(to), Cell::MayBeText(text)) => {
                self.defined.push(i16::from(text.is_some()));
                to.extend(text.map(bytes));
            }
            (Values::Int(to), Cell::Int(n)) => to.push(n),
            (Values::Real(to), Cell::Real(x)) => to.push(x),
            (Values::Date(to), Cell::Date(day)) => {
                self.defined.push(i16::from(day.is_some()));
                to.extend(day);
            }
            (Values::Text(to), Cell::Texts(texts)) => {
                levels(texts.len(), &mut self.defined, &mut self.repeated);
                to.extend(texts.into_iter().map(bytes));
            }
            (Values::Int(to), Cell::Ints(numbers)) => {
                levels(numbers.len(), &mut self.defined, &mut self.repeated);
                to.extend(numbers);
            }
            // `cells` and `columns` stand beside one another below, and a test reads all of them
            _ => debug_assert!(false, "{}: another type than its column", self.name),
        }
    }
}

/// An empty list is defined at no depth; the first of several begins a row.
fn levels(count: usize, defined: &mut Vec<i16>, repeated: &mut Vec<i16>) {
    defined.extend(std::iter::repeat_n(1, count));
    repeated.extend((0..count).map(|n| i16::from(n > 0)));
    if count == 0 {
        defined.push(0);
        repeated.push(0);
    }
}

fn columns() -> Vec<Column> {
    use Kind::{List, Optional, Required};
    let text = |name, kind| Column::new(name, Values::Text(Vec::new()), kind);
    let int = |name, kind| Column::new(name, Values::Int(Vec::new()), kind);
    vec![
        text("statement", Required),
        text("article", Required),
        int("version", Required),
        text("sha256", Required),
        text("outlet", Optional),
        text("published", Optional),
        Column::new("published_day", Values::Date(Vec::new()), Optional),
        text("url", Optional),
        text("title", Optional),
        text("speaker", Required),
        text("speaker_id", Optional),
        text("speaker_en", Optional),
        text("speaker_type", Optional),
        text("via", Required),
        text("act", Required),
        text("kind", Required),
        text("cue", Required),
        int("cue_start", Required),
        int("cue_end", Required),
        text("content", Required),
        int("content_start", List),
        int("content_end", List),
        text("chain", List),
        text("addressee", Optional),
        text("time", Optional),
        text("occasion", Optional),
        text("about", List),
        text("within", Optional),
        text("stance", Optional),
        text("towards", Optional),
        text("towards_id", Optional),
        text("issue", Optional),
        text("cameo", Required),
        text("plover", Optional),
        text("demand", Optional),
        text("condition", Optional),
        text("denies", Optional),
        Column::new("confidence", Values::Real(Vec::new()), Required),
        text("why", Required),
        text("verdict", Optional),
        text("utterance", Required),
        Column::new("reports", Values::Int(Vec::new()), Required),
        text("story", Optional),
    ]
}

/// Statements as Parquet.
pub struct Parquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
    held: usize,
}

impl<W: Write + Send> Parquet<W> {
    /// Begins a file.
    pub fn new(out: W) -> Result<Self> {
        let columns = columns();
        let fields = columns.iter().map(Column::field).collect::<parquet::errors::Result<_>>().map_err(refused)?;
        let schema = Type::group_type_builder("statement").with_fields(fields).build().map_err(refused)?;
        let properties = WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_created_by(concat!("rawi ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(refused)?))
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(refused)?;
        Ok(Self { writer, columns, rows: 0, held: 0 })
    }

    fn said(&mut self, said: &Said<'_>) -> Result<()> {
        let (report, s) = (said.report, said.statement);
        let article = report.article();
        let (id, content, within, denied) = (said.id(), said.content(), said.within(), said.denied());
        let published = report.published();
        let speaker = said.speaker();
        // an offset of the contract is a u32; a text of more than 2^31 code points is not read
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let utterance = said.utterance();
        let cells = [
            Cell::Text(&id),
            Cell::Text(article.reference()),
            Cell::Int(i32::try_from(report.stored.number).unwrap_or(i32::MAX)),
            Cell::Text(&article.source.sha256),
            Cell::MayBeText(article.source.outlet.as_deref()),
            Cell::MayBeText(published),
            Cell::Date(published.and_then(day)),
            Cell::MayBeText(article.source.url.as_deref()),
            Cell::MayBeText(report.title()),
            Cell::Text(&s.speaker.name),
            Cell::MayBeText(s.speaker.entity.as_deref()),
            Cell::MayBeText(speaker.and_then(|e| e.name_en.as_deref())),
            Cell::MayBeText(speaker.map(|e| e.r#type.as_str())),
            Cell::Text(&s.speaker.via),
            Cell::Text(&s.act),
            Cell::Text(&s.kind),
            Cell::Text(said.cue()),
            Cell::Int(number(s.cue.start)),
            Cell::Int(number(s.cue.end)),
            Cell::Text(&content),
            Cell::Ints(s.content.iter().map(|c| number(c.start)).collect()),
            Cell::Ints(s.content.iter().map(|c| number(c.end)).collect()),
            Cell::Texts(s.chain.iter().map(|p| p.name.as_str()).collect()),
            Cell::MayBeText(s.addressee.as_ref().map(|p| p.name.as_str())),
            Cell::MayBeText(said.time()),
            Cell::MayBeText(s.occasion.map(|o| report.words(o))),
            Cell::Texts(s.about.iter().map(String::as_str).collect()),
            Cell::MayBeText(within.as_deref()),
            Cell::MayBeText(s.stance.r#type.as_deref()),
            Cell::MayBeText(s.stance.towards.as_ref().map(|p| p.name.as_str())),
            Cell::MayBeText(s.stance.towards.as_ref().and_then(|p| p.entity.as_deref())),
            Cell::MayBeText(s.stance.issue.map(|i| report.words(i))),
            Cell::Text(&s.stance.cameo),
            Cell::MayBeText(s.stance.plover.as_deref()),
            Cell::MayBeText(s.demand.as_ref().and_then(|d| d.what).map(|w| report.words(w))),
            Cell::MayBeText(s.demand.as_ref().and_then(|d| d.condition).map(|c| report.words(c))),
            Cell::MayBeText(denied.as_deref()),
            Cell::Real(s.confidence),
            Cell::Text(&s.why),
            Cell::MayBeText(s.verdict.as_deref()),
            Cell::Text(&utterance),
            Cell::Int(i32::try_from(said.reports()).unwrap_or(i32::MAX)),
            Cell::MayBeText(said.report.story()),
        ];
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows += 1;
        self.held += content.len() + 512;
        if self.rows == ROWS || self.held > BYTES {
            self.group()?;
        }
        Ok(())
    }

    /// Writes what is held as a group of rows.
    fn group(&mut self) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(refused)?;
        let mut columns = self.columns.iter_mut();
        while let Some(mut writer) = group.next_column().map_err(refused)? {
            if let Some(column) = columns.next() {
                column.write(writer.untyped()).map_err(refused)?;
            }
            writer.close().map_err(refused)?;
        }
        group.close().map_err(refused)?;
        (self.rows, self.held) = (0, 0);
        Ok(())
    }
}

impl<W: Write + Send> Format for Parquet<W> {
    fn article(&mut self, report: &Report<'_>) -> Result<()> {
        report.said().try_for_each(|said| self.said(&said))
    }

    fn end(&mut self) -> Result<()> {
        self.group()?;
        self.writer.finish().map_err(refused)?;
        Ok(self.writer.inner_mut().flush()?)
    }
}

/// Days since 1970-01-01 of a date that is known to the day.
fn day(iso: &str) -> Option<i32> {
    let mut parts = iso.get(..10)?.split('-').map(|p| p.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(())?;
    i32::try_from(rawi_text::civil::days(i64::from(year), month, day)).ok()
}
