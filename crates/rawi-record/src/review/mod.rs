//! What people say about readings: confirm, reject, correct, add, merge and split.
//!
//! Everything said is a row of a log that is only added to ([`Review`]), tied to words of an article. The tables of the
//! record hold the reading with what is in force laid over it; what the program read is kept beside it where the two
//! differ, and comes back when a review is taken back.

mod actors;
mod anchor;
mod apply;
mod bring;
mod desk;
mod log;
mod overlay;
mod pairs;
mod positions;
mod reading;
mod whom;
mod words;

use std::collections::BTreeMap;

pub use anchor::Quote;
pub use apply::State;
pub use bring::{Numbers, Row};
pub use desk::{ACTS, Asked, Signed, TYPES};
pub use log::{Action, Actor, Other, Payload, Review};
pub(crate) use overlay::Overlay;
pub use pairs::Pair;

use crate::error::Result;
use crate::store::Record;

/// A row of the log with what it is worth now.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged {
    /// The row.
    pub review: Review,
    /// Whether it is in force, or taken back.
    pub in_force: bool,
    /// Where one is in force that is about words of an article: what became of it in the latest version.
    pub state: Option<State>,
}

impl Record {
    /// The whole log, in the order in which it was written.
    pub fn log(&self) -> Result<Vec<Logged>> {
        let undone = log::undone(&self.db)?;
        let mut states = BTreeMap::new();
        let reviews = log::rows(&self.db, "1", [])?;
        let keys: std::collections::BTreeSet<&String> =
            reviews.iter().filter(|r| r.action != Action::Undo).filter_map(|r| r.article.as_ref()).collect();
        for key in keys {
            states.extend(self.states_of(key, &undone)?);
        }
        let logged = reviews.into_iter().map(|review| Logged {
            in_force: !undone.contains(&review.id),
            state: states.get(&review.id).copied(),
            review,
        });
        Ok(logged.collect())
    }

    /// The row of the log with this number.
    pub fn reviewed(&self, number: i64) -> Result<Option<Review>> {
        Ok(log::rows(&self.db, "id = ?1", [number])?.pop())
    }

    /// Where the statement is on which this row of the log is the last word: its version, the latest of its article, and
    /// its place there.
    pub fn statement_of_review(&self, number: i64) -> Result<Option<(i64, usize)>> {
        use rusqlite::OptionalExtension;
        let mut asked = self.db.prepare_cached(
            "SELECT s.version, s.ord FROM statement s JOIN article a ON a.latest = s.version WHERE s.review = ?1",
        )?;
        Ok(asked.query_row([number], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }

    /// The keys of the articles about whose statements something is in force, in the order in which it was said.
    pub fn reviewed_articles(&self) -> Result<Vec<String>> {
        let undone = log::undone(&self.db)?;
        let mut keys = Vec::new();
        for review in log::rows(&self.db, "article IS NOT NULL", [])? {
            let of_statement = review.payload.statement.is_some() && review.payload.other.is_none();
            if let Some(key) = review.article.filter(|k| of_statement && !undone.contains(&review.id) && !keys.contains(k)) {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    /// The number of the latest version of the article with this key.
    pub fn latest_version(&self, key: &str) -> Result<Option<i64>> {
        use rusqlite::OptionalExtension;
        let mut asked = self.db.prepare_cached("SELECT latest FROM article WHERE key = ?1")?;
        Ok(asked.query_row([key], |r| r.get(0)).optional()?)
    }

    /// Remembers a setting of the record.
    pub fn set(&self, name: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.db.execute(sql, [name, value])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
