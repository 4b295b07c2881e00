//! What has to be gathered before it is written: a database of SQLite without a name, which lies in a temporary file as
//! soon as it outgrows a small cache, and is gone when it is closed. So memory does not grow with the record.

use rusqlite::Connection;

/// KiB of cache.
const CACHE: i64 = 8 << 10;

/// An empty database with these tables.
pub(crate) fn open(tables: &str) -> rusqlite::Result<Connection> {
    // an empty name means a temporary file
    let db = Connection::open("")?;
    db.pragma_update(None, "cache_size", -CACHE)?;
    db.pragma_update(None, "temp_store", "file")?;
    db.pragma_update(None, "journal_mode", "off")?;
    db.pragma_update(None, "synchronous", "off")?;
    db.execute_batch(tables)?;
    // one transaction, which is never committed: nobody opens it again
    db.execute_batch("BEGIN")?;
    Ok(db)
}
