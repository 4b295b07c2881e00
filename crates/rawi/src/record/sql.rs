//! `rawi sql`: read-only SQL on a record.

use std::cell::RefCell;
use std::io::{self, BufWriter, Write};

use anyhow::Context;
use rawi_export::csv::cell as csv;
use rawi_record::{Error, Value};

use super::args::{SqlArgs, TableFormat};
use crate::exit::Outcome;

const UNWRITTEN: &str = "cannot write to standard output";

/// What ends the command before its end.
enum Stop {
    Record(Error),
    Output(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Record(error)
    }
}

/// Runs the command.
pub fn run(typed: &SqlArgs) -> anyhow::Result<Outcome> {
    let record = super::look(&typed.record)?;
    let out = RefCell::new(BufWriter::new(io::stdout().lock()));
    let names = RefCell::new(Vec::new());
    let done = record.sql(
        &typed.sql,
        |columns| {
            names.replace(columns.to_vec());
            let header = columns.iter().cloned().map(Value::Text).collect::<Vec<_>>();
            match typed.format {
                TableFormat::Jsonl => Ok(()),
                format => row(format, &[], &header, &mut *out.borrow_mut()).map_err(Stop::Output),
            }
        },
        |values| row(typed.format, &names.borrow(), &values, &mut *out.borrow_mut()).map_err(Stop::Output),
    );
    match done {
        Ok(()) => out.borrow_mut().flush().context(UNWRITTEN)?,
        Err(Stop::Record(e)) => return Err(super::at(&typed.record, &e)),
        Err(Stop::Output(e)) => return Err(e).context(UNWRITTEN),
    }
    Ok(Outcome::Done)
}

fn row(format: TableFormat, names: &[String], values: &[Value], out: &mut impl Write) -> io::Result<()> {
    match format {
        TableFormat::Jsonl => {
            let object: serde_json::Map<String, serde_json::Value> = names.iter().cloned().zip(values.iter().map(json)).collect();
            serde_json::to_writer(&mut *out, &object)?;
        }
        TableFormat::Tsv | TableFormat::Csv => {
            let comma = if format == TableFormat::Csv { "," } else { "\t" };
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    out.write_all(comma.as_bytes())?;
                }
                let text = text(value);
                match format {
                    TableFormat::Csv => csv(&text, out)?,
                    _ => out.write_all(tsv(&text).as_bytes())?,
                }
            }
        }
    }
    out.write_all(if format == TableFormat::Csv { b"\r\n" } else { b"\n" })
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Real(x) => x.to_string(),
        Value::Text(text) => text.clone(),
    }
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Integer(n) => (*n).into(),
        Value::Real(x) => (*x).into(),
        Value::Text(text) => text.clone().into(),
    }
}

fn tsv(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}
