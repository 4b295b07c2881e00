//! What people said about two reports or two articles: one, or apart.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::OptionalExtension;

use super::log::{self, Action, Other, Review};
use super::overlay::Held;
use crate::check::Checked;
use crate::decided::Decided;
use crate::error::Result;
use crate::model::Statement;
use crate::store::Record;

/// Two rows, by their numbers, and whether people said that they belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The one with the smaller number.
    pub one: i64,
    /// The other.
    pub other: i64,
    /// Together, or apart.
    pub same: bool,
    /// The last word on it, by its number in the log.
    pub review: i64,
}

impl From<Pair> for Decided {
    fn from(pair: Pair) -> Self {
        Self { one: pair.one, other: pair.other, same: pair.same }
    }
}

impl Record {
    /// Statements (by their numbers, of the latest versions of their articles) that people said report one utterance, or do
    /// not. In force, and of several words on a pair the last. Those whose words are gone are left out.
    pub fn statement_pairs(&self) -> Result<Vec<Pair>> {
        Ok(self.all_statement_pairs()?.0)
    }

    /// The same, and all statements about which something of the kind was said, taken back or not.
    pub(crate) fn all_statement_pairs(&self) -> Result<(Vec<Pair>, BTreeSet<i64>)> {
        let mut about = BTreeSet::new();
        let undone = log::undone(&self.db)?;
        let mut held: BTreeMap<String, Option<Place>> = BTreeMap::new();
        let mut pairs = BTreeMap::new();
        for review in log::rows(&self.db, "action IN ('same-utterance', 'apart-utterance')", [])? {
            let (Some(key), Some(other)) = (&review.article, &review.payload.other) else { continue };
            for key in [key, &other.article] {
                if !held.contains_key(key) {
                    held.insert(key.clone(), Place::of(self, key)?);
                }
            }
            let at = |key: &str| held.get(key).and_then(Option::as_ref);
            let one = at(key).and_then(|p| p.find(&review));
            let two = at(&other.article).and_then(|p| p.find(&as_review(other)));
            let number = |at: Option<_>| at.map_or(Ok(None), |at| self.number(at));
            let (one, two) = (number(one)?, number(two)?);
            about.extend(one.into_iter().chain(two));
            if undone.contains(&review.id) {
                continue;
            }
            put(&mut pairs, one, two, review.action == Action::SameUtterance, review.id);
        }
        Ok((pairs.into_values().collect(), about))
    }

    /// Articles (by their numbers) that people said tell one story, or do not.
    pub fn article_pairs(&self) -> Result<Vec<Pair>> {
        Ok(self.all_article_pairs()?.0)
    }

    /// The same, and all articles about which something of the kind was said, taken back or not.
    pub(crate) fn all_article_pairs(&self) -> Result<(Vec<Pair>, BTreeSet<i64>)> {
        let mut about = BTreeSet::new();
        let undone = log::undone(&self.db)?;
        let mut pairs = BTreeMap::new();
        for review in log::rows(&self.db, "action IN ('same-story', 'apart-story')", [])? {
            let (Some(key), Some(other)) = (&review.article, &review.payload.other) else { continue };
            let mut asked = self.db.prepare_cached("SELECT id FROM article WHERE key = ?1")?;
            let mut id = |key: &str| asked.query_row([key], |r| r.get::<_, i64>(0)).optional();
            let (one, two) = (id(key)?, id(&other.article)?);
            about.extend(one.into_iter().chain(two));
            if undone.contains(&review.id) {
                continue;
            }
            put(&mut pairs, one, two, review.action == Action::SameStory, review.id);
        }
        Ok((pairs.into_values().collect(), about))
    }

    /// Whether groups are as people said: nothing that they put apart is in one, and what they put together is in one
    /// unless something in the way is apart.
    pub(super) fn check_pairs(&self, checked: &mut Checked) -> Result<()> {
        let members = |sql: &str, of: i64| -> Result<BTreeSet<i64>> {
            let mut asked = self.db.prepare_cached(sql)?;
            let mut found: BTreeSet<i64> = asked.query_map([of], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
            found.insert(of);
            Ok(found)
        };
        let of_utterance = "SELECT statement FROM report WHERE utterance = (SELECT utterance FROM report WHERE statement = ?1)";
        let of_story = "SELECT v.article FROM story_article m JOIN article_version v ON v.id = m.version WHERE m.story = \
                        (SELECT n.story FROM story_article n JOIN article a ON a.latest = n.version WHERE a.id = ?1)";
        for (what, sql, pairs) in
            [("statements", of_utterance, self.statement_pairs()?), ("articles", of_story, self.article_pairs()?)]
        {
            let apart: BTreeSet<(i64, i64)> = pairs.iter().filter(|p| !p.same).map(|p| (p.one, p.other)).collect();
            for pair in &pairs {
                let (one, other) = (members(sql, pair.one)?, members(sql, pair.other)?);
                let together = one.contains(&pair.other);
                let kept_apart = || one.iter().any(|a| other.iter().any(|b| apart.contains(&(*a.min(b), *a.max(b)))));
                if together != pair.same && (together || !kept_apart()) {
                    let said = if pair.same { "together" } else { "apart" };
                    checked.problem(|| format!("{what} {} and {}: people put them {said}", pair.one, pair.other));
                }
            }
        }
        Ok(())
    }

    fn number(&self, (version, ord): (i64, usize)) -> Result<Option<i64>> {
        let mut asked =
            self.db.prepare_cached("SELECT id FROM statement WHERE version = ?1 AND ord = ?2 AND verdict IS NOT 'rejected'")?;
        Ok(asked.query_row(rusqlite::params![version, ord], |r| r.get(0)).optional()?)
    }
}

fn put(pairs: &mut BTreeMap<(i64, i64), Pair>, one: Option<i64>, two: Option<i64>, same: bool, review: i64) {
    if let (Some(one), Some(two)) = (one, two)
        && one != two
    {
        let (one, other) = (one.min(two), one.max(two));
        pairs.insert((one, other), Pair { one, other, same, review });
    }
}

/// The second of two as if it were the first.
fn as_review(other: &Other) -> Review {
    Review {
        id: 0,
        at: String::new(),
        who: String::new(),
        why: None,
        action: Action::SameUtterance,
        article: Some(other.article.clone()),
        reference: Some(other.r#ref.clone()),
        quote: other.quote.clone(),
        payload: log::Payload { statement: other.statement.clone(), on: other.on, ..log::Payload::default() },
        undoes: None,
    }
}

/// The latest version of an article, as it is corrected.
struct Place {
    version: i64,
    text: String,
    statements: Vec<Statement>,
    added: Vec<Option<i64>>,
}

impl Place {
    fn of(record: &Record, key: &str) -> Result<Option<Self>> {
        let held: Held = record.held(key)?;
        let undone = log::undone(&record.db)?;
        let Some(applied) = held.applied(&undone).pop() else { return Ok(None) };
        let Some(latest) = held.versions.into_iter().next_back() else { return Ok(None) };
        Ok(Some(Self {
            version: latest.id,
            text: latest.article.text,
            statements: applied.reading.statements,
            added: applied.added,
        }))
    }

    fn find(&self, review: &Review) -> Option<(i64, usize)> {
        let at = super::apply::find(&self.text, &self.statements, &self.added, review)?;
        Some((self.version, at))
    }
}
