//! The log of another record, brought into this one.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};
use serde::Deserialize;

use super::anchor::Quote;
use super::log::{self, Action, Payload, Review};
use crate::error::{Error, Failure, Result};
use crate::write::Batch;

/// A row of a log as it was given out.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Its number there.
    pub number: i64,
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// Why.
    #[serde(default)]
    pub why: Option<String>,
    /// What.
    pub action: String,
    /// The number there of what it takes back.
    #[serde(default)]
    pub undoes: Option<i64>,
    /// The article's key.
    #[serde(default)]
    pub article: Option<String>,
    /// The version that was looked at.
    #[serde(default)]
    pub r#ref: Option<String>,
    /// The words that it is about.
    #[serde(default)]
    pub quote: Option<Quote>,
    /// What is said.
    pub payload: Payload,
}

/// The numbers of rows there, and here.
pub type Numbers = BTreeMap<i64, i64>;

fn asked(what: impl Into<String>) -> Error {
    Error::new(Failure::Asked, what)
}

impl Batch<'_> {
    /// Writes down a row of another record's log, by whom and when it says. Rows come in their order; `numbers` keeps where
    /// they went. `None` where the row is here already. An article that is not here may come later.
    pub fn bring(&mut self, row: Row, numbers: &mut Numbers) -> Result<Option<i64>> {
        let action = Action::parse(&row.action).ok_or_else(|| asked(format!("{:?} is no action", row.action)))?;
        if row.who.trim().is_empty() || row.at.trim().is_empty() {
            return Err(asked("who says so, or when, is missing"));
        }
        let here = |number: Option<i64>| match number {
            None => Ok(None),
            Some(n) => numbers.get(&n).copied().map(Some).ok_or_else(|| {
                asked(format!("it goes with number {n}, which is not among the rows before it: bring the whole log"))
            }),
        };
        let mut payload = row.payload;
        payload.on = here(payload.on)?;
        if let Some(other) = &mut payload.other {
            other.on = here(other.on)?;
        }
        let undoes = here(row.undoes)?;
        let whole = match action {
            Action::Undo => undoes.is_some(),
            Action::AddActor | Action::MergeActors => !payload.actors.is_empty(),
            Action::SplitActor => payload.actors.len() == 2 && row.quote.is_some() && row.article.is_some(),
            Action::SameStory | Action::ApartStory => row.article.is_some() && payload.other.is_some(),
            _ => row.article.is_some() && row.quote.is_some() && payload.statement.is_some(),
        };
        if !whole {
            return Err(asked(format!("a row with {} lacks what it is about", row.action)));
        }
        let review = Review {
            id: 0,
            at: row.at,
            who: row.who,
            why: row.why,
            action,
            article: row.article,
            reference: row.r#ref,
            quote: row.quote,
            payload,
            undoes,
        };
        if let Some(id) = self.there(&review)? {
            numbers.insert(row.number, id);
            return Ok(None);
        }
        let id = log::append(&self.record.db, &review)?;
        numbers.insert(row.number, id);
        self.taken(Review { id, ..review }).map(Some)
    }

    /// The number of the same row in this log.
    fn there(&self, review: &Review) -> Result<Option<i64>> {
        let payload = serde_json::to_string(&review.payload).map_err(|e| Error::new(Failure::Other, e.to_string()))?;
        let mut same = self.record.db.prepare_cached(
            "SELECT id FROM review WHERE at = ?1 AND who = ?2 AND action = ?3 AND article IS ?4 AND payload = ?5 AND undoes IS ?6",
        )?;
        let asked = params![review.at, review.who, review.action.name(), review.article, payload, review.undoes];
        Ok(same.query_row(asked, |r| r.get(0)).optional()?)
    }
}
