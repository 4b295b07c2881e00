//! Utterances as they are shown.

use rusqlite::OptionalExtension;

use super::diff::{Difference, difference};
use crate::error::Result;
use crate::load::Stored;
use crate::model::{Places, Statement};
use crate::store::Record;

/// An act of speech that several statements report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// The reference of the statement that was first: what the utterance is called by.
    pub reference: String,
    /// The reports, by date.
    pub reports: Vec<Report>,
}

/// One report of an utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// The statement's number in the record.
    pub statement: i64,
    /// The version that it stands in.
    pub version: i64,
    /// Its place among that one's statements.
    pub ord: usize,
}

impl Record {
    /// The utterance that a statement reports; none where nobody else reports it.
    pub fn utterance_of(&self, statement: i64) -> Result<Option<Utterance>> {
        let mut asked = self
            .db
            .prepare_cached("SELECT u.id, u.ref FROM utterance u JOIN report r ON r.utterance = u.id WHERE r.statement = ?1")?;
        let Some((id, reference)) = asked.query_row([statement], |r| Ok((r.get::<_, i64>(0)?, r.get(1)?))).optional()? else {
            return Ok(None);
        };
        let mut reports = self.db.prepare_cached(
            "SELECT s.id, s.version, s.ord FROM report r JOIN statement s ON s.id = r.statement WHERE r.utterance = ?1 ORDER BY r.ord",
        )?;
        let reports = reports.query_map([id], |r| Ok(Report { statement: r.get(0)?, version: r.get(1)?, ord: r.get(2)? }))?;
        Ok(Some(Utterance { reference, reports: reports.collect::<rusqlite::Result<_>>()? }))
    }

    /// The references of the utterances that the statements of a version report, by their places: those that have other
    /// reports.
    pub fn utterances_of(&self, version: i64) -> Result<Vec<(usize, String, u64)>> {
        let mut asked = self.db.prepare_cached(
            "SELECT s.ord, u.ref, u.reports FROM statement s JOIN report r ON r.statement = s.id \
             JOIN utterance u ON u.id = r.utterance WHERE s.version = ?1 ORDER BY s.ord",
        )?;
        let rows = asked.query_map([version], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The number of a statement, by its version and its place there.
    pub fn statement_at(&self, version: i64, ord: usize) -> Result<Option<i64>> {
        let mut asked = self.db.prepare_cached("SELECT id FROM statement WHERE version = ?1 AND ord = ?2")?;
        Ok(asked.query_row((version, ord), |r| r.get(0)).optional()?)
    }
}

/// How the second of two reports differs from the first.
pub fn differ(first: (&Stored, &Statement), second: (&Stored, &Statement)) -> Difference {
    let (a, b) = (Places::new(&first.0.article.text), Places::new(&second.0.article.text));
    difference((&a, first.1), (&b, second.1))
}
