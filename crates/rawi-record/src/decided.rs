//! What people decided about pairs: these are one, those are not. Grouping takes it in, from the log of corrections and
//! from whoever writes a batch.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension};

use crate::cluster::Pairs;
use crate::error::Result;
use crate::write::Batch;

/// A decision about two articles (by `article.id`) or two statements (by `statement.id`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// One of the two.
    pub one: i64,
    /// The other.
    pub other: i64,
    /// Whether they are one story, or one utterance; if not, they are kept apart.
    pub same: bool,
}

/// Decisions by the numbers of what is grouped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links(BTreeMap<i64, Vec<(i64, bool)>>);

impl Links {
    pub(crate) fn new(decided: impl IntoIterator<Item = Decided>) -> Self {
        let mut links: BTreeMap<i64, Vec<(i64, bool)>> = BTreeMap::new();
        for Decided { one, other, same } in decided {
            if one != other {
                links.entry(one).or_default().push((other, same));
                links.entry(other).or_default().push((one, same));
            }
        }
        Self(links)
    }

    /// Whoever a decision is about.
    pub(crate) fn all(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.keys().copied()
    }

    /// What people put together with one.
    pub(crate) fn together_with(&self, one: i64) -> impl Iterator<Item = i64> + '_ {
        self.0.get(&one).into_iter().flatten().filter(|(_, same)| *same).map(|(other, _)| *other)
    }

    /// The decisions about what is grouped, by its places there.
    pub(crate) fn pairs(&self, places: &HashMap<i64, usize>) -> Pairs {
        let mut pairs = Pairs::default();
        for (one, others) in &self.0 {
            for (other, same) in others.iter().filter(|(other, _)| one < other) {
                if let (Some(a), Some(b)) = (places.get(one), places.get(other)) {
                    if *same { &mut pairs.together } else { &mut pairs.apart }.push((*a, *b));
                }
            }
        }
        pairs
    }
}

impl Batch<'_> {
    /// Takes in what people decided about pairs of articles (by `article.id`) beside what the record's log says: these are
    /// one story, those are not. All such decisions that are in force go in, with every batch; the stories of those that
    /// they are about are made anew.
    pub fn decided_stories_are(&mut self, decided: Vec<Decided>) {
        self.said.0 = decided;
    }

    /// Has the story of an article (by `article.id`) made anew at the commit: where such a decision about it was taken back.
    pub fn story_again(&mut self, article: i64) -> Result<()> {
        if let Some(version) = latest(&self.record.db, article)? {
            self.stories.touch(version);
        }
        Ok(())
    }

    /// The same for pairs of statements (by `statement.id`): these report one act of speech, those do not.
    pub fn decided_utterances_are(&mut self, decided: Vec<Decided>) {
        self.said.1 = decided;
    }

    /// Has the utterance of a statement made anew at the commit.
    pub fn utterance_again(&mut self, statement: i64) {
        self.utterances.touch(statement);
    }

    /// All decisions about articles (by their latest versions) and about statements. Whatever the log says or said
    /// something about is grouped anew: a decision may have been taken back, or its words may stand elsewhere now.
    pub(crate) fn decided(&mut self) -> Result<(Links, Links)> {
        let (mut articles, mut statements) = std::mem::take(&mut self.said);
        if self.any_reviews()? {
            let (pairs, about) = self.record.all_article_pairs()?;
            articles.extend(pairs.into_iter().map(Decided::from));
            about.into_iter().try_for_each(|article| self.story_again(article))?;
            let (pairs, about) = self.record.all_statement_pairs()?;
            statements.extend(pairs.into_iter().map(Decided::from));
            about.into_iter().for_each(|statement| self.utterance_again(statement));
        }
        let mut versions = Vec::with_capacity(articles.len());
        for decided in &articles {
            let db = &self.record.db;
            if let (Some(one), Some(other)) = (latest(db, decided.one)?, latest(db, decided.other)?) {
                versions.push(Decided { one, other, same: decided.same });
            }
        }
        Ok((Links::new(versions), Links::new(statements)))
    }
}

/// The latest version of an article.
fn latest(db: &Connection, article: i64) -> Result<Option<i64>> {
    let mut asked = db.prepare_cached("SELECT latest FROM article WHERE id = ?1")?;
    Ok(asked.query_row([article], |r| r.get(0)).optional()?)
}
