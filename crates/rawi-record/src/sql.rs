//! SQL on a record, for reading only.

use rusqlite::types::ValueRef;

use crate::error::{Error, Failure};
use crate::store::Record;

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Real(f64),
    /// Text; bytes are given in hex.
    Text(String),
}

impl Record {
    /// Runs one statement that reads. `begin` is told the names of the columns, `each` every row.
    pub fn sql<E: From<Error>>(
        &self,
        sql: &str,
        begin: impl FnOnce(&[String]) -> std::result::Result<(), E>,
        mut each: impl FnMut(Vec<Value>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let asked = |e: rusqlite::Error| E::from(Error::new(Failure::Asked, format!("SQL: {e}")));
        self.db.pragma_update(None, "query_only", true).map_err(asked)?;
        let mut statement = self.db.prepare(sql).map_err(asked)?;
        if !statement.readonly() {
            return Err(Error::new(Failure::Asked, "SQL: this would write, and here is only read").into());
        }
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        begin(&names)?;
        let mut rows = statement.query([]).map_err(asked)?;
        while let Some(row) = rows.next().map_err(asked)? {
            let values = (0..names.len()).map(|i| row.get_ref(i).map(value)).collect::<rusqlite::Result<_>>();
            each(values.map_err(asked)?)?;
        }
        Ok(())
    }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Integer(n),
        ValueRef::Real(x) => Value::Real(x),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Text(bytes.iter().map(|b| format!("{b:02x}")).collect()),
    }
}
