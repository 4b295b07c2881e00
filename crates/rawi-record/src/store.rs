//! The file: made, opened, upgraded, refused.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Failure, Result};

/// The schema that this program writes. `tests/old/` keeps a small record of each that was released.
pub const SCHEMA: i32 = 1;
/// `Rawi`: what tells a record from other SQLite files.
const APPLICATION: i32 = 0x5261_7769;
/// How long a call waits for another program before it says so.
const PATIENCE: Duration = Duration::from_millis(500);

/// One step from a schema to the next: SQL that is run in the transaction of the whole upgrade.
pub(crate) type Step = &'static str;
/// `STEPS[n]` leads from schema `n + 1` to `n + 2`.
pub(crate) const STEPS: &[Step] = &[];

/// An open record.
#[derive(Debug)]
pub struct Record {
    pub(crate) db: Connection,
    path: PathBuf,
    /// A backup that was made when this record was upgraded.
    backup: Option<PathBuf>,
}

/// What a file is found to be.
enum State {
    Empty,
    Schema(i32),
}

impl Record {
    /// Opens a record to write to it; makes it where there is none. An older schema is upgraded, after a backup.
    pub fn open(path: &Path) -> Result<Self> {
        let mut db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // refused before anything is written into somebody else's file
        let mut state = state(&db)?;
        // waits for whoever makes or upgrades the same record
        db.pragma_update(None, "journal_mode", "wal")?;
        db.pragma_update(None, "synchronous", "normal")?;
        let mut backup = None;
        if matches!(state, State::Empty) {
            let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            if matches!(self::state(&tx)?, State::Empty) {
                tx.execute_batch(include_str!("schema.sql"))?;
                mark(&tx, SCHEMA)?;
            }
            tx.commit()?;
            state = self::state(&db)?;
        }
        if let State::Schema(found) = state
            && found < SCHEMA
        {
            backup = Some(upgrade(&mut db, path, STEPS)?);
        }
        Ok(Self { db, path: path.to_owned(), backup })
    }

    /// Opens a record to look at it. Nothing is written. An empty file is an empty record.
    pub fn open_read(path: &Path) -> Result<Self> {
        // what a killed program left half done is taken back at opening, which is writing: where that is not allowed, SQLite
        // opens for reading by itself
        let mut seen = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|db| Ok((state(&db)?, db)));
        if matches!(&seen, Err(e) if matches!(e.failure(), Failure::ReadOnly | Failure::Other)) && !beside(path, "-wal").exists()
        {
            // a folder that may not be written to has no room for the files beside; nobody else writes there either
            seen = connect_immutable(path).and_then(|db| Ok((state(&db)?, db)));
        }
        let (state, db) = seen?;
        match state {
            State::Schema(found) if found < SCHEMA => Err(Error::new(
                Failure::Other,
                format!(
                    "was written by an older Rawi (schema {found}): `rawi add` or `rawi reread` on it upgrades it, with a backup"
                ),
            )),
            State::Schema(_) => {
                db.pragma_update(None, "query_only", true)?;
                Ok(Self { db, path: path.to_owned(), backup: None })
            }
            State::Empty => {
                // its making was interrupted: nothing is in it
                let db = Connection::open_in_memory()?;
                db.execute_batch(include_str!("schema.sql"))?;
                mark(&db, SCHEMA)?;
                Ok(Self { db, path: path.to_owned(), backup: None })
            }
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The backup that was made because the record had an older schema.
    pub fn backup(&self) -> Option<&Path> {
        self.backup.as_deref()
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    if path.is_dir() {
        return Err(Error::new(Failure::NotARecord, "is a folder: name a file, as news.rawi"));
    }
    if !flags.contains(OpenFlags::SQLITE_OPEN_CREATE) && !path.exists() {
        return Err(Error::new(Failure::Missing, "is not there: `rawi add` makes a record"));
    }
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(256);
    // a record from elsewhere is data: its schema may call no functions that do something
    db.pragma_update(None, "trusted_schema", false)?;
    // references are looked at by `check`; at every row that would cost more than the row
    db.pragma_update(None, "foreign_keys", false)?;
    db.pragma_update(None, "cache_size", -64_000)?;
    db.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    db.pragma_update(None, "temp_store", "memory")?;
    Ok(db)
}

fn connect_immutable(path: &Path) -> Result<Connection> {
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let uri = format!("file:{escaped}?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(uri, flags)?)
}

/// What the file is; an error where it is no record, or one of a newer program.
fn state(db: &Connection) -> Result<State> {
    let application: i32 = db.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let schema: i32 = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
    match (application, schema) {
        (0, 0) if tables == 0 => Ok(State::Empty),
        (APPLICATION, 1..=SCHEMA) => Ok(State::Schema(schema)),
        (APPLICATION, _) => Err(Error::new(
            Failure::Newer,
            format!(
                "was written by a newer Rawi: its schema is {schema}, and this program knows up to {SCHEMA}; use the newer program"
            ),
        )),
        _ => Err(Error::new(Failure::NotARecord, "is not a record: it is another program's database")),
    }
}

fn mark(db: &Connection, schema: i32) -> Result<()> {
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", schema)?;
    Ok(())
}

/// Takes the record through the steps that it lacks, all or none, after a copy of it was made. Gives the copy's path.
pub(crate) fn upgrade(db: &mut Connection, path: &Path, steps: &[Step]) -> Result<PathBuf> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: i32 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let backup = free_name(path, found);
    tx.commit()?;
    // a copy cannot be made inside a transaction; what another program adds between the two is upgraded with the rest
    db.execute("VACUUM INTO ?1", [backup.to_string_lossy()])?;
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: i32 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
    for (step, to) in steps.iter().zip(2..).skip(usize::try_from(found - 1).unwrap_or(0)) {
        tx.execute_batch(step).map_err(|e| {
            let what = format!("cannot be upgraded to schema {to} ({e}): nothing was changed; a copy is in {}", backup.display());
            Error::new(Failure::Other, what)
        })?;
        tx.pragma_update(None, "user_version", to)?;
    }
    tx.commit()?;
    Ok(backup)
}

/// `NAME.rawi.schema-1`, or with a number behind it where that is taken.
fn free_name(path: &Path, schema: i32) -> PathBuf {
    let first = beside(path, &format!(".schema-{schema}"));
    let others = (2..).map(|n| beside(path, &format!(".schema-{schema}.{n}")));
    std::iter::once(first.clone()).chain(others).find(|p| !p.exists()).unwrap_or(first)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(dir: &Path) -> PathBuf {
        let path = dir.join("a.rawi");
        drop(Record::open(&path).unwrap());
        path
    }

    fn schema(path: &Path) -> i32 {
        Connection::open(path).unwrap().pragma_query_value(None, "user_version", |r| r.get(0)).unwrap()
    }

    #[test]
    fn a_newer_record_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = made(dir.path());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", SCHEMA + 1).unwrap();
        for opened in [Record::open(&path), Record::open_read(&path)] {
            let error = opened.unwrap_err();
            assert_eq!(error.failure(), Failure::Newer);
            assert!(error.to_string().contains("newer Rawi"), "{error}");
        }
        assert_eq!(schema(&path), SCHEMA + 1);
    }

    #[test]
    fn what_is_no_record_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let text = dir.path().join("text.rawi");
        std::fs::write(&text, "هذا نص طويل بما يكفي ".repeat(100)).unwrap();
        let other = dir.path().join("other.rawi");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
        for path in [&text, &other, &dir.path().to_owned()] {
            let before = std::fs::read(path).ok();
            assert_eq!(Record::open(path).unwrap_err().failure(), Failure::NotARecord, "{}", path.display());
            assert_eq!(Record::open_read(path).unwrap_err().failure(), Failure::NotARecord);
            assert_eq!(std::fs::read(path).ok(), before);
        }
        assert_eq!(Record::open_read(&dir.path().join("none.rawi")).unwrap_err().failure(), Failure::Missing);
        assert!(!dir.path().join("none.rawi").exists());
    }

    #[test]
    fn an_upgrade_is_whole_and_leaves_a_backup() {
        let dir = tempfile::tempdir().unwrap();
        let path = made(dir.path());
        let mut db = Connection::open(&path).unwrap();
        let good = "ALTER TABLE outlet ADD COLUMN country TEXT; INSERT INTO outlet (name, country) VALUES ('x', 'y');";
        let error = upgrade(&mut db, &path, &[good, "ALTER TABLE nowhere ADD COLUMN a"]).unwrap_err();
        assert!(error.to_string().contains("schema 3") && error.to_string().contains("nothing was changed"), "{error}");
        assert_eq!(schema(&path), 1);
        assert!(db.prepare("SELECT country FROM outlet").is_err(), "the first step was not taken back");
        let backup = upgrade(&mut db, &path, &[good]).unwrap();
        assert_eq!(schema(&path), 2);
        db.prepare("SELECT country FROM outlet").unwrap();
        assert_eq!(backup, dir.path().join("a.rawi.schema-1.2"), "the failed upgrade's copy stays");
        assert_eq!(schema(&backup), 1);
        assert!(Connection::open(&backup).unwrap().prepare("SELECT country FROM outlet").is_err());
    }

    #[test]
    fn an_interrupted_making_is_an_empty_record() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.rawi");
        std::fs::write(&path, "").unwrap();
        let record = Record::open_read(&path).unwrap();
        assert_eq!(record.db.query_row("SELECT count(*) FROM article", [], |r| r.get(0)), Ok(0));
        drop(Record::open(&path).unwrap());
        assert_eq!(schema(&path), SCHEMA);
    }
}
