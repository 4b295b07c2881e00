//! Utterances: statements that report one act of speech.
//!
//! Statements of one `who` that are near one another in time are held against each other (`gist`); whether two report one
//! act of speech is decided on the two alone (`alike`); what is alike is grouped by `cluster`, as stories are.

mod alike;
mod diff;
pub(crate) mod gist;
mod number;
mod root;
mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

pub use diff::{Difference, Part};
pub use view::{Report, Utterance, differ};

use alike::{Near, Pair};
use gist::{Content, Kind, Names, Said, said_of, shared};

use crate::cluster::{self, Enough, Link, Pairs};
use crate::day::Day;
use crate::decided::Links;
use crate::error::Result;

/// Shares as integers: they compare the same everywhere.
const PARTS: f64 = 10_000.0;

/// What a batch does to the utterances.
#[derive(Debug, Default)]
pub(crate) struct Utterances {
    /// Statements that come in, by who speaks.
    entering: BTreeMap<i64, Vec<Entry>>,
    /// Statements whose groups may have changed.
    touched: BTreeSet<i64>,
}

/// Whose statements a statement is held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    /// See [`Gist::who`](gist::Gist::who).
    pub(crate) who: i64,
    /// Who speaks: of merged actors the one that stands for all.
    pub(crate) actor: Option<i64>,
    /// What kind of actor that is.
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
struct Entry {
    statement: i64,
    version: i64,
    actor: Option<i64>,
    kind: Kind,
    /// The statement that it stands in.
    within: Option<i64>,
    content: Content,
}

/// What the order of an utterance's reports and its name are taken from.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    day: i64,
    published: String,
    key: String,
    ord: i64,
    statement: i64,
    reference: String,
}

impl Utterances {
    /// A statement of the latest version of an article.
    pub(crate) fn enter(&mut self, statement: i64, version: i64, by: Voice, within: Option<i64>, said: Said) {
        let Voice { actor, kind, .. } = by;
        let entry = Entry { statement, version, actor, kind, within, content: Content::new(said) };
        self.entering.entry(by.who).or_default().push(entry);
    }

    /// Has the statements of these actors compared anew, with those that stand beside them: somebody else stands for them
    /// now, or nobody.
    pub(crate) fn speakers_changed(&mut self, db: &Connection, actors: &BTreeSet<i64>) -> Result<()> {
        let mut versions = BTreeSet::new();
        let mut asked = db.prepare_cached("SELECT version FROM statement WHERE speaker = ?1 AND current = 1")?;
        for actor in actors {
            for version in asked.query_map([actor], |r| r.get(0))? {
                versions.insert(version?);
            }
        }
        let mut asked = db.prepare_cached(
            "SELECT g.who, g.statement, g.words, s.speaker, s.within FROM gist g JOIN statement s ON s.id = g.statement \
             WHERE g.version = ?1",
        )?;
        for version in versions {
            // a batch's own statements have no gists yet, and come in by themselves
            let rows = asked.query_map([version], |r| {
                let said = said_of(r.get_ref(2)?.as_blob().unwrap_or_default());
                Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, said, r.get::<_, Option<i64>>(3)?, r.get(4)?))
            })?;
            let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
            if rows.is_empty() {
                continue;
            }
            db.prepare_cached("DELETE FROM gist WHERE version = ?1")?.execute([version])?;
            self.leave(db, version)?;
            for (who, statement, said, actor, within) in rows {
                let by = match actor {
                    Some(actor) => speaker(db, actor, own(db, statement)?.unwrap_or(who))?,
                    None => Voice { who, actor, kind: Kind::Named },
                };
                self.touched.insert(statement);
                self.enter(statement, version, by, within, said);
            }
        }
        Ok(())
    }

    /// A statement whose utterance is to be made anew.
    pub(crate) fn touch(&mut self, statement: i64) {
        self.touched.insert(statement);
    }

    /// The statements of a version that is no longer the latest, or is read anew.
    pub(crate) fn leave(&mut self, db: &Connection, version: i64) -> Result<()> {
        let mut asked = db.prepare_cached(
            "SELECT s.id, a.key, s.speaker_name, a.same_as IS NOT NULL FROM statement s LEFT JOIN actor a ON a.id = s.speaker \
             WHERE s.version = ?1 AND s.current = 1",
        )?;
        let rows = asked.query_map([version], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
        let rows: Vec<(i64, Option<String>, String, bool)> = rows.collect::<rusqlite::Result<_>>()?;
        if rows.iter().any(|(.., merged)| *merged) {
            // under whose name it was entered is not known for certain: the name may have been chosen anew
            db.prepare_cached("DELETE FROM gist WHERE version = ?1")?.execute([version])?;
        }
        for (statement, entity, name, _) in &rows {
            if let Some(who) = gist::who(entity.as_deref(), name) {
                db.prepare_cached("DELETE FROM gist WHERE who = ?1 AND statement = ?2")?.execute([who, *statement])?;
            }
            let mut with = db.prepare_cached(
                "SELECT other FROM echo WHERE statement = ?1 UNION SELECT statement FROM report \
                 WHERE utterance = (SELECT utterance FROM report WHERE statement = ?1)",
            )?;
            for other in with.query_map([statement], |r| r.get(0))? {
                self.touched.insert(other?);
            }
            // its number may be another statement's soon
            disband(db, *statement)?;
            db.prepare_cached(
                "DELETE FROM echo WHERE other = ?1 AND statement IN (SELECT other FROM echo WHERE statement = ?1)",
            )?
            .execute([statement])?;
            db.prepare_cached("DELETE FROM echo WHERE statement = ?1")?.execute([statement])?;
        }
        for (statement, ..) in &rows {
            self.touched.remove(statement);
        }
        Ok(())
    }

    /// Writes gists, echoes and utterances.
    pub(crate) fn write(mut self, db: &Connection, decided: &Links) -> Result<()> {
        self.compare_in_articles(db)?;
        for (who, mut entries) in std::mem::take(&mut self.entering) {
            entries.sort_unstable_by_key(|e| e.statement);
            let mut insert =
                db.prepare_cached("INSERT INTO gist (who, statement, version, actor, words) VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for e in &entries {
                insert.execute(params![who, e.statement, e.version, e.actor, gist::cell(&e.content.said)])?;
            }
            self.compare(db, who, &entries)?;
        }
        self.touched.extend(decided.all());
        let mut seen = BTreeSet::new();
        for statement in std::mem::take(&mut self.touched) {
            if !seen.contains(&statement) {
                let component = component(db, statement, decided)?;
                seen.extend(component.iter().copied());
                regroup(db, &component, decided)?;
            }
        }
        Ok(())
    }

    /// Holds the statements of an article against one another where their speakers have different names.
    fn compare_in_articles(&mut self, db: &Connection) -> Result<()> {
        let all = self.entering.iter().flat_map(|(who, entries)| entries.iter().map(move |e| (e.version, *who, e)));
        let mut all: Vec<(i64, i64, &Entry)> = all.collect();
        all.sort_unstable_by_key(|(version, who, e)| (*version, *who, e.statement));
        let mut touched = Vec::new();
        for article in all.chunk_by(|a, b| a.0 == b.0) {
            for (n, (_, who, one)) in article.iter().enumerate() {
                for (_, _, other) in article.iter().skip(n + 1).filter(|(_, other, _)| other != who) {
                    let nested = one.within == Some(other.statement) || other.within == Some(one.statement);
                    if nested {
                        continue;
                    }
                    let found = shared(&one.content, &other.content, true);
                    if let Some(sure) = alike::alike(&found, &pair(one, other, Near::OtherName)) {
                        echo(db, one.statement, other.statement, sure)?;
                        touched.extend([one.statement, other.statement]);
                    }
                }
            }
        }
        self.touched.extend(touched);
        Ok(())
    }

    /// Holds new statements against all of the same speaker that are near.
    fn compare(&mut self, db: &Connection, who: i64, entries: &[Entry]) -> Result<()> {
        let mut near = db.prepare_cached(
            "SELECT statement, version, actor, words FROM gist WHERE who = ?1 AND statement BETWEEN ?2 AND ?3 ORDER BY statement",
        )?;
        let day = |e: &Entry| Day::numbered(e.statement);
        // new statements whose neighbourhoods meet look at one stretch of the record
        for stretch in entries.chunk_by(|a, b| day(a).until(day(b)).map_or(day(a) == day(b), |d| d <= 2 * alike::MOST_DAYS)) {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            let (from, to) = (day(first).earlier(alike::MOST_DAYS).first(), day(last).later(alike::MOST_DAYS).last());
            let rows = near.query_map([who, from, to], |r| {
                let content = Content::new(said_of(r.get_ref(3)?.as_blob().unwrap_or_default()));
                let kind = if content.by_person() { Kind::Person } else { Kind::Named };
                Ok(Entry { statement: r.get(0)?, version: r.get(1)?, actor: r.get(2)?, kind, within: None, content })
            })?;
            let others: Vec<Entry> = rows.collect::<rusqlite::Result<_>>()?;
            for new in stretch {
                for other in &others {
                    let both_new = stretch.binary_search_by_key(&other.statement, |e| e.statement).is_ok();
                    if other.statement == new.statement || (both_new && other.statement < new.statement) {
                        continue;
                    }
                    let days = day(new).until(day(other)).map(i64::abs);
                    let near = match days {
                        _ if new.version == other.version => Near::Article,
                        Some(days) if days <= alike::MOST_DAYS => Near::Days(days),
                        None if day(new) == day(other) => Near::Undated,
                        _ => continue,
                    };
                    let found = shared(&new.content, &other.content, near == Near::Article);
                    if let Some(sure) = alike::alike(&found, &pair(new, other, near)) {
                        echo(db, new.statement, other.statement, sure)?;
                        self.touched.extend([new.statement, other.statement]);
                    }
                }
            }
        }
        Ok(())
    }
}

/// What beside the words is known of two statements.
fn pair(one: &Entry, other: &Entry, near: Near) -> Pair {
    let kinds = [one.kind, other.kind];
    let one_actor = one.actor.is_some() && one.actor == other.actor;
    Pair {
        near,
        names: if one_actor { Names::One } else { one.content.names(&other.content) },
        two_persons: kinds == [Kind::Person; 2] && one.actor != other.actor,
        two_states: kinds == [Kind::State; 2],
        both_known: !kinds.contains(&Kind::Named),
        one_act: one.content.one_act(&other.content),
        two_acts: one.content.two_acts(&other.content),
        one_kind: one.content.one_kind(&other.content),
        neighbours: one.content.neighbours(&other.content),
        contradict: one.content.contradicts(&other.content),
        one_headline: one.content.in_headline() != other.content.in_headline(),
        any_headline: one.content.in_headline() || other.content.in_headline(),
    }
}

/// The voice of an actor, who goes under `who` unless another one stands for them.
pub(crate) fn speaker(db: &Connection, actor: i64, who: i64) -> Result<Voice> {
    let mut asked =
        db.prepare_cached("SELECT r.id, r.key, r.name FROM actor a JOIN actor r ON r.id = a.same_as WHERE a.id = ?1")?;
    let root = asked.query_row([actor], |r| Ok((r.get(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))).optional()?;
    Ok(match root {
        Some((root, key, name)) => {
            Voice { who: gist::who(Some(&key), &name).unwrap_or(who), actor: Some(root), kind: Kind::of(Some(&key)) }
        }
        None => Voice { who, actor: Some(actor), kind: kind_of(db, actor)? },
    })
}

/// What kind of actor one is.
fn kind_of(db: &Connection, actor: i64) -> Result<Kind> {
    let mut asked = db.prepare_cached("SELECT key FROM actor WHERE id = ?1")?;
    let key = asked.query_row([actor], |r| r.get::<_, String>(0)).optional()?;
    Ok(Kind::of(key.as_deref()))
}

/// By whom a statement is found as it stands in its article, whoever stands for its speaker.
fn own(db: &Connection, statement: i64) -> Result<Option<i64>> {
    let mut asked =
        db.prepare_cached("SELECT a.key, s.speaker_name FROM statement s LEFT JOIN actor a ON a.id = s.speaker WHERE s.id = ?1")?;
    let found = asked.query_row([statement], |r| Ok((r.get::<_, Option<String>>(0)?, r.get::<_, String>(1)?))).optional()?;
    Ok(found.and_then(|(key, name)| gist::who(key.as_deref(), &name)))
}

/// Writes that two statements are alike, both ways.
fn echo(db: &Connection, one: i64, other: i64, sure: f64) -> Result<()> {
    let weight = (sure * PARTS) as i64;
    let mut insert = db.prepare_cached("INSERT OR REPLACE INTO echo (statement, other, weight) VALUES (?1, ?2, ?3)")?;
    insert.execute([one, other, weight])?;
    insert.execute([other, one, weight])?;
    Ok(())
}

/// All statements that hang together with one.
fn component(db: &Connection, from: i64, decided: &Links) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::from([from]);
    let mut open = vec![from];
    let mut others = db.prepare_cached(
        "SELECT other FROM echo WHERE statement = ?1 UNION SELECT statement FROM report \
         WHERE utterance = (SELECT utterance FROM report WHERE statement = ?1)",
    )?;
    while let Some(statement) = open.pop() {
        let linked: Vec<i64> = others.query_map([statement], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for other in linked.into_iter().chain(decided.together_with(statement)) {
            if found.insert(other) {
                open.push(other);
            }
        }
    }
    Ok(found)
}

/// Takes the utterance of a statement away.
fn disband(db: &Connection, statement: i64) -> Result<()> {
    let utterance: Option<i64> = db
        .prepare_cached("SELECT utterance FROM report WHERE statement = ?1")?
        .query_row([statement], |r| r.get(0))
        .optional()?;
    if let Some(utterance) = utterance {
        db.prepare_cached("DELETE FROM report WHERE utterance = ?1")?.execute([utterance])?;
        db.prepare_cached("DELETE FROM utterance WHERE id = ?1")?.execute([utterance])?;
    }
    Ok(())
}

/// Takes the utterances of these statements away and writes those that they make now.
fn regroup(db: &Connection, statements: &BTreeSet<i64>, decided: &Links) -> Result<()> {
    let mut nodes = Vec::new();
    for statement in statements {
        disband(db, *statement)?;
        nodes.extend(node(db, *statement)?);
    }
    if nodes.len() < 2 {
        return Ok(());
    }
    nodes.sort_unstable();
    let places: HashMap<i64, usize> = nodes.iter().enumerate().map(|(n, node)| (node.statement, n)).collect();
    let mut links = Vec::new();
    let mut echoes = db.prepare_cached("SELECT other, weight FROM echo WHERE statement = ?1")?;
    for (a, node) in nodes.iter().enumerate() {
        for row in echoes.query_map([node.statement], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, u32>(1)?)))? {
            let (other, weight) = row?;
            if let Some(b) = places.get(&other).copied().filter(|b| a < *b) {
                links.push(Link { a, b, weight });
            }
        }
    }
    let pairs: Pairs = decided.pairs(&places);
    for group in cluster::groups(nodes.len(), &links, &pairs, Enough::A_THIRD).into_iter().filter(|g| g.len() > 1) {
        let Some(first) = group.first().and_then(|n| nodes.get(*n)) else { continue };
        db.prepare_cached("INSERT INTO utterance (ref, first, reports) VALUES (?1, ?2, ?3)")?.execute(params![
            first.reference,
            first.statement,
            group.len()
        ])?;
        let utterance = db.last_insert_rowid();
        let mut insert = db.prepare_cached("INSERT INTO report (statement, utterance, ord) VALUES (?1, ?2, ?3)")?;
        for (ord, node) in group.iter().filter_map(|n| nodes.get(*n)).enumerate() {
            insert.execute(params![node.statement, utterance, ord])?;
        }
    }
    Ok(())
}

/// A statement with what its place in an utterance depends on; none where it is not current.
fn node(db: &Connection, statement: i64) -> Result<Option<Node>> {
    let mut asked = db.prepare_cached(
        "SELECT v.published, a.key, s.ord, v.ref || '-' || s.cue_start || '-' || coalesce((SELECT c.start FROM content_span c \
         WHERE c.statement = s.id AND c.ord = 0), s.cue_end) FROM statement s JOIN article_version v ON v.id = s.version \
         JOIN article a ON a.id = v.article WHERE s.id = ?1 AND s.current = 1",
    )?;
    let node = asked.query_row([statement], |r| {
        let day = Day::numbered(statement);
        Ok(Node {
            day: if day == Day::UNKNOWN { i64::MAX } else { day.first() },
            published: r.get::<_, Option<String>>(0)?.unwrap_or_default(),
            key: r.get(1)?,
            ord: r.get(2)?,
            statement,
            reference: r.get(3)?,
        })
    });
    Ok(node.optional()?)
}
