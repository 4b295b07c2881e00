//! Corrections and the tables: what goes in is laid under them, what was corrected is written anew.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::apply::{Applied, State, apply};
use super::log::{self, Actor, Review};
use super::{positions, reading};
use crate::check::Checked;
use crate::error::{Error, Failure, Result};
use crate::index::{Words, sound, words};
use crate::load::Stored;
use crate::model::{Article, Places, Reading, Statement};
use crate::store::Record;
use crate::utterance::gist;
use crate::write::{Batch, Gathered};

/// What a batch holds of people's corrections.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    /// Whether anybody said anything; asked once.
    any: Option<bool>,
    /// The numbers of what was taken back; asked once, and again after a review.
    pub(super) undone: Option<BTreeSet<i64>>,
    /// What the program read of the version that is being written, where people changed it.
    machine: Option<String>,
    /// The numbers that the statements keep of the version that is being written.
    pub(crate) ids: Vec<Option<i64>>,
    /// Articles that were reviewed in this batch.
    pub(super) held: BTreeMap<String, Held>,
    /// Reviews in force whose words are gone from the latest version of their article.
    lost: BTreeSet<i64>,
}

/// An article that is being reviewed.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// Its versions, the latest last, each with the program's own reading.
    pub versions: Vec<Stored>,
    /// What is said about it, taken back or not.
    pub reviews: Vec<Review>,
}

impl Held {
    /// The versions as they are corrected now.
    pub(super) fn applied(&self, undone: &BTreeSet<i64>) -> Vec<Applied> {
        let reviews = in_force(&self.reviews, undone);
        self.versions.iter().map(|v| lay(&v.article, &v.article.reading, &reviews)).collect()
    }
}

/// Of each statement of a corrected reading the number that it had: a correction leaves a statement its place among those
/// that are found, and whatever refers to it.
fn kept(mut before: Vec<(i64, [u32; 3])>, now: &Reading) -> Vec<Option<i64>> {
    let all: Vec<&Statement> = now.statements.iter().chain(&now.rejected).collect();
    let mut ids = vec![None; all.len()];
    // the same words first, then the same cue
    for exact in [true, false] {
        for (id, s) in ids.iter_mut().zip(&all).filter(|(id, _)| id.is_none()) {
            let content = s.content.first().map_or(0, |c| c.start);
            let same = |at: &[u32; 3]| at[..2] == [s.cue.start, s.cue.end] && (!exact || at[2] == content);
            if let Some(n) = before.iter().position(|(_, at)| same(at)) {
                *id = Some(before.remove(n).0);
            }
        }
    }
    ids
}

fn in_force(reviews: &[Review], undone: &BTreeSet<i64>) -> Vec<Review> {
    reviews.iter().filter(|r| !undone.contains(&r.id)).cloned().collect()
}

fn lay(article: &Article, machine: &Reading, reviews: &[Review]) -> Applied {
    apply(article.reference(), &article.text, machine, reviews)
}

/// All that is said about an article, taken back or not, in order.
fn about(db: &Connection, key: &str) -> Result<Vec<Review>> {
    log::rows(db, "article = ?1 AND action <> 'undo'", [key])
}

impl Batch<'_> {
    pub(crate) fn any_reviews(&mut self) -> Result<bool> {
        if self.reviews.any.is_none() {
            self.reviews.any = Some(self.record.db.prepare("SELECT 1 FROM review")?.exists([])?);
        }
        Ok(self.reviews.any == Some(true))
    }

    /// The numbers of the reviews that are taken back.
    pub(super) fn undone(&mut self) -> Result<&BTreeSet<i64>> {
        if self.reviews.undone.is_none() {
            self.reviews.undone = Some(log::undone(&self.record.db)?);
        }
        Ok(self.reviews.undone.get_or_insert_default())
    }

    /// The numbers of reviews in force whose words were not found in what this batch put in.
    pub fn lost_reviews(&self) -> &BTreeSet<i64> {
        &self.reviews.lost
    }

    /// Lays what people said over what was read from an article that is about to be written.
    pub(crate) fn lay_over(
        &mut self,
        key: &str,
        version: Option<i64>,
        current: bool,
        article: Article,
        words: Gathered,
    ) -> Result<(Article, Gathered)> {
        self.reviews.machine = None;
        let mut done = (article, words);
        if self.any_reviews()? {
            let reviews = about(&self.record.db, key)?;
            let reviews = in_force(&reviews, self.undone()?);
            if !reviews.is_empty() {
                let applied = lay(&done.0, &done.0.reading, &reviews);
                if current {
                    let lost = applied.states.iter().filter(|(_, state)| *state == State::Lost);
                    self.reviews.lost.extend(lost.map(|(id, _)| *id));
                }
                done = self.corrected(done.0, applied)?;
            }
            if let Some(version) = version {
                self.keep_machine(version)?;
            }
        }
        Ok(done)
    }

    fn corrected(&mut self, mut article: Article, applied: Applied) -> Result<(Article, Gathered)> {
        if applied.reading != article.reading {
            let machine = serde_json::to_string(&article.reading).map_err(|e| Error::new(Failure::Other, e.to_string()))?;
            self.reviews.machine = Some(machine);
        }
        article.reading = applied.reading;
        let places = Places::new(&article.text);
        sound(&article, &places)?;
        let statements = article.reading.statements.iter().chain(&article.reading.rejected);
        let words: Vec<Words> = statements.map(|s| words(&places, s)).collect();
        // what was rejected is held against nothing
        let gists = gist::all(&article.reading.statements, &words, article.title);
        Ok((article, Gathered { words, gists }))
    }

    /// Keeps what the program read from a version beside what people made of it.
    pub(crate) fn keep_machine(&mut self, version: i64) -> Result<()> {
        let db = &self.record.db;
        match self.reviews.machine.take() {
            Some(machine) => db
                .prepare_cached("INSERT OR REPLACE INTO machine_reading (version, reading) VALUES (?1, ?2)")?
                .execute(params![version, machine])?,
            None => db.prepare_cached("DELETE FROM machine_reading WHERE version = ?1")?.execute([version])?,
        };
        Ok(())
    }

    /// The statements of a version by their numbers, with the places of cue and content.
    fn numbers(&self, version: i64) -> Result<Vec<(i64, [u32; 3])>> {
        let mut rows = self.record.db.prepare_cached(
            "SELECT s.id, s.cue_start, s.cue_end, c.start FROM statement s \
             JOIN content_span c ON c.statement = s.id AND c.ord = 0 WHERE s.version = ?1 ORDER BY s.ord",
        )?;
        let rows = rows.query_map([version], |r| Ok((r.get(0)?, [r.get(1)?, r.get(2)?, r.get(3)?])))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes the articles anew that were reviewed in this batch.
    pub(crate) fn settle_articles(&mut self) -> Result<()> {
        for (_, held) in std::mem::take(&mut self.reviews.held) {
            let reviews = in_force(&held.reviews, self.undone()?);
            for stored in held.versions {
                let Some(now) = self.record.raw_version(stored.id)? else { continue };
                let applied = lay(&stored.article, &stored.article.reading, &reviews);
                if applied.reading == now.article.reading {
                    continue;
                }
                let before = self.numbers(stored.id)?;
                self.forget_reading(stored.id)?;
                let (article, words) = self.corrected(stored.article, applied)?;
                self.keep_machine(stored.id)?;
                self.reviews.ids = kept(before, &article.reading);
                self.rewrite(stored.id, stored.latest, article, words)?;
            }
        }
        Ok(())
    }
}

impl Record {
    /// The version with this number with what the program read, whatever people said.
    pub fn machine_version(&self, id: i64) -> Result<Option<Stored>> {
        let Some(mut stored) = self.raw_version(id)? else { return Ok(None) };
        let mut kept = self.db.prepare_cached("SELECT reading FROM machine_reading WHERE version = ?1")?;
        if let Some(kept) = kept.query_row([id], |r| r.get::<_, String>(0)).optional()? {
            stored.article.reading = serde_json::from_str(&kept).map_err(|e| {
                Error::new(Failure::NotARecord, format!("version {id}: what the program read cannot be read again: {e}"))
            })?;
        }
        Ok(Some(stored))
    }

    /// The article with this key, to be reviewed.
    pub(super) fn held(&self, key: &str) -> Result<Held> {
        let mut asked = self.db.prepare_cached(
            "SELECT v.id FROM article_version v JOIN article a ON a.id = v.article WHERE a.key = ?1 ORDER BY v.number",
        )?;
        let ids: Vec<i64> = asked.query_map([key], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut held = Held { versions: Vec::new(), reviews: about(&self.db, key)? };
        for id in ids {
            held.versions.extend(self.machine_version(id)?);
        }
        Ok(held)
    }

    /// Actors that people said are one have one id.
    pub(crate) fn one_for_all(&self, stored: &mut Stored) -> Result<()> {
        let mut asked = self.db.prepare_cached(
            "SELECT a.key, b.key, b.type, b.name, b.name_en FROM entity e JOIN actor a ON a.id = e.actor \
             JOIN actor b ON b.id = a.same_as WHERE e.version = ?1 ORDER BY e.ord",
        )?;
        let rows = asked.query_map([stored.id], |r| {
            let to = Actor { key: r.get(1)?, r#type: r.get(2)?, name: r.get(3)?, name_en: r.get(4)? };
            Ok((r.get::<_, String>(0)?, to))
        })?;
        let renamed: Vec<(String, Actor)> = rows.collect::<rusqlite::Result<_>>()?;
        if renamed.is_empty() {
            return Ok(());
        }
        let read = &mut stored.article.reading;
        for (from, to) in &renamed {
            let statements = read.statements.iter_mut().chain(&mut read.rejected);
            reading::rename(&mut read.entities, statements, from, to);
        }
        let keys: Vec<(String, String)> = renamed.into_iter().map(|(from, to)| (from, to.key)).collect();
        let lists = &mut read.positions;
        for list in [&mut lists.designations, &mut lists.figures, &mut lists.meetings] {
            *list = positions::rename(list, &keys);
        }
        Ok(())
    }

    /// Whether what people said is laid over what was read, and nothing else is.
    pub(crate) fn check_reviews(&self, checked: &mut Checked) -> Result<()> {
        let undone = log::undone(&self.db)?;
        let mut keys = self.db.prepare(
            "SELECT article FROM review WHERE article IS NOT NULL UNION SELECT a.key FROM machine_reading m \
             JOIN article_version v ON v.id = m.version JOIN article a ON a.id = v.article",
        )?;
        let keys: Vec<String> = keys.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for key in keys {
            let held = match self.held(&key) {
                Ok(held) => held,
                Err(e) if e.failure() == Failure::NotARecord => {
                    checked.problem(|| e.to_string());
                    continue;
                }
                Err(e) => return Err(e),
            };
            for (stored, applied) in held.versions.iter().zip(held.applied(&undone)) {
                let now = self.raw_version(stored.id)?.map(|v| v.article.reading);
                if now.as_ref() != Some(&applied.reading) {
                    checked.problem(|| format!("version {}: it is not as people corrected it", stored.id));
                }
            }
        }
        self.check_pairs(checked)
    }

    /// What became of the reviews of an article, in its latest version.
    pub(super) fn states_of(&self, key: &str, undone: &BTreeSet<i64>) -> Result<Vec<(i64, State)>> {
        let held = self.held(key)?;
        let reviews = in_force(&held.reviews, undone);
        match held.versions.last() {
            Some(latest) => Ok(lay(&latest.article, &latest.article.reading, &reviews).states),
            None => Ok(reviews.iter().map(|r| (r.id, State::Lost)).collect()),
        }
    }
}
