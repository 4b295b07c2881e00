//! One writer for many readers: what is read is gathered and goes in by batches, each article whole.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use rawi_record::{Added, Batch, Prepared, Record, Result};

use super::patiently;

/// A batch is written when it has so many articles, or bytes of text, or is so old.
const ARTICLES: usize = 256;
const BYTES: usize = 8 << 20;
const AGE: Duration = Duration::from_secs(1);

/// What became of the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not there before.
    pub new: u64,
    /// New versions of articles that were there.
    pub versions: u64,
    /// Read anew.
    pub reread: u64,
    /// Skipped.
    pub known: u64,
}

impl Counts {
    /// One more.
    pub fn count(&mut self, added: Added) {
        match added {
            Added::New => self.new += 1,
            Added::Version => self.versions += 1,
            Added::Reread => self.reread += 1,
            Added::Known => self.known += 1,
        }
    }
}

/// Gathers what is to be written to a record.
pub struct Writer<'a, T> {
    record: &'a Record,
    path: &'a Path,
    reader: &'a str,
    held: Vec<T>,
    bytes: usize,
    since: Instant,
    told: bool,
    /// What was written.
    pub counts: Counts,
    /// Corrections whose words are gone, by their numbers in the log.
    pub lost: BTreeSet<i64>,
}

/// Something that a batch takes.
pub trait Put {
    /// Its bytes.
    fn bytes(&self) -> usize;
    /// Puts it in.
    fn put(self, batch: &mut Batch<'_>) -> Result<Added>;
}

impl Put for Prepared {
    fn bytes(&self) -> usize {
        self.len()
    }

    fn put(self, batch: &mut Batch<'_>) -> Result<Added> {
        batch.put(self)
    }
}

/// A new reading of a version of the record.
impl Put for (i64, Prepared) {
    fn bytes(&self) -> usize {
        self.1.len()
    }

    fn put(self, batch: &mut Batch<'_>) -> Result<Added> {
        batch.replace_reading(self.0, self.1).map(|()| Added::Reread)
    }
}

impl<'a, T: Put> Writer<'a, T> {
    /// A writer to `record`, which lies at `path`, of what `reader` read.
    pub fn new(record: &'a Record, path: &'a Path, reader: &'a str) -> Self {
        Self {
            record,
            path,
            reader,
            held: Vec::new(),
            bytes: 0,
            since: Instant::now(),
            told: false,
            counts: Counts::default(),
            lost: BTreeSet::new(),
        }
    }

    /// Takes one, and writes what is held when that is enough.
    pub fn take(&mut self, one: T) -> anyhow::Result<()> {
        if self.held.is_empty() {
            self.since = Instant::now();
        }
        self.bytes += one.bytes();
        self.held.push(one);
        if self.held.len() >= ARTICLES || self.bytes >= BYTES || self.since.elapsed() >= AGE {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what is held.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        self.bytes = 0;
        if self.held.is_empty() {
            return Ok(());
        }
        let (record, reader) = (self.record, self.reader);
        let mut batch = patiently(self.path, &mut self.told, || record.begin(reader))?;
        let mut counts = self.counts;
        let written = self.held.drain(..).try_for_each(|one| one.put(&mut batch).map(|added| counts.count(added)));
        let lost: Vec<i64> = batch.lost_reviews().iter().copied().collect();
        written.and_then(|()| batch.commit()).map_err(|e| super::at(self.path, &e))?;
        self.counts = counts;
        self.lost.extend(lost);
        Ok(())
    }
}
