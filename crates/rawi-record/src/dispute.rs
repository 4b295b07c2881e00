//! Disputes: a denial and what it denies; two figures for one thing. Offered with a confidence, for a person to confirm.
//!
//! They are looked for when they are asked for, and not kept: what is offered follows from the statements that are there.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::params;

use crate::day::Day;
use crate::error::Result;
use crate::store::Record;
use crate::utterance::gist::{Content, Shared, shared, said_of};

/// A denial comes so many days after what it denies, at most…
const DENIED_WITHIN: i64 = 7;
/// … and two figures stand so many days apart, at most: later there are others.
const COUNTED_WITHIN: i64 = 1;
/// A word that more statements have tells nothing.
const COMMON: usize = 1000;
/// Words that the two must share, and the share of the words of the shorter one.
const LEAST_WORDS: usize = 3;
const LEAST_SHARE: f64 = 0.5;

/// What a dispute is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeKind {
    /// The second denies what the first says.
    Denial,
    /// They give different figures for one thing.
    Figures,
}

/// Two statements that contradict one another, as it seems.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// What it is about.
    pub kind: DisputeKind,
    /// The number of the claim; of figures, of the earlier statement.
    pub one: i64,
    /// The number of the denial; of figures, of the later statement.
    pub other: i64,
    /// From 0 to 1.
    pub confidence: f64,
    /// The two figures as they are written.
    pub figures: Option<(String, String)>,
}

struct Entry {
    statement: i64,
    version: i64,
    who: i64,
    actor: Option<i64>,
    denies: bool,
    words: Content,
}

/// A figure that a statement gives.
#[derive(Clone, Debug)]
struct Figure {
    value: f64,
    unit: String,
    text: String,
}

impl Record {
    /// The disputes among statements that were published within the days, where they are given; the surest first.
    pub fn disputes(&self, since: Option<&str>, until: Option<&str>) -> Result<Vec<Dispute>> {
        let from = since.map_or(0, |day| Day::of(day).first());
        let to = until.map_or(i64::MAX, |day| Day::last_of(day).last());
        let entries = self.entries(from, to)?;
        let figures = self.figures(&entries)?;
        let mut with: HashMap<u32, Vec<usize>> = HashMap::new();
        for (n, entry) in entries.iter().enumerate() {
            let words: HashSet<u32> = entry.words.words().iter().copied().filter(|w| w & 1 == 0).collect();
            words.into_iter().for_each(|w| with.entry(w).or_default().push(n));
        }
        let mut found = Vec::new();
        for (n, entry) in entries.iter().enumerate() {
            let counted = figures.get(&entry.statement);
            if !entry.denies && counted.is_none() {
                continue;
            }
            let mut others: BTreeMap<usize, usize> = BTreeMap::new();
            let words: HashSet<u32> = entry.words.words().iter().copied().collect();
            for postings in words.iter().filter_map(|w| with.get(w)).filter(|p| p.len() <= COMMON) {
                postings.iter().for_each(|other| *others.entry(*other).or_default() += 1);
            }
            for (other, _) in others.into_iter().filter(|(other, words)| *other != n && *words >= 2) {
                let Some(other) = entries.get(other) else { continue };
                if entry.denies {
                    found.extend(denial(other, entry, &self.about(entry.statement)?));
                }
                if let (Some(mine), Some(theirs)) = (counted, figures.get(&other.statement))
                    && entry.statement < other.statement
                {
                    found.extend(figures_of((entry, mine), (other, theirs)));
                }
            }
        }
        self.once(found)
    }

    fn entries(&self, from: i64, to: i64) -> Result<Vec<Entry>> {
        let mut asked = self.db.prepare_cached(
            "SELECT g.statement, g.version, g.who, g.actor, g.words, s.act FROM gist g JOIN statement s ON s.id = g.statement \
             WHERE g.statement BETWEEN ?1 AND ?2 ORDER BY g.statement",
        )?;
        let rows = asked.query_map(params![from, to], |r| {
            Ok(Entry {
                statement: r.get(0)?,
                version: r.get(1)?,
                who: r.get(2)?,
                actor: r.get(3)?,
                words: Content::new(said_of(r.get_ref(4)?.as_blob().unwrap_or_default())),
                denies: r.get_ref(5)?.as_str() == Ok("deny"),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn about(&self, statement: i64) -> Result<Vec<i64>> {
        let mut asked = self.db.prepare_cached(
            "SELECT coalesce(a.same_as, a.id) FROM about b JOIN actor a ON a.id = b.actor WHERE b.statement = ?1",
        )?;
        Ok(asked.query_map([statement], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The figures of statements: those with a unit, and with a value of their own.
    fn figures(&self, entries: &[Entry]) -> Result<HashMap<i64, Vec<Figure>>> {
        let wanted: HashSet<i64> = entries.iter().map(|e| e.version).collect();
        let mut asked = self.db.prepare_cached(
            "SELECT v.id, s.id, f.value ->> '$.value', f.value ->> '$.unit', f.value ->> '$.text.text' \
             FROM article_version v, json_each(v.figures) f JOIN statement s ON s.version = v.id AND s.current = 1 \
             WHERE v.figures <> '[]' AND f.value ->> '$.statement' LIKE v.ref || '-' || s.cue_start || '-%' \
             AND f.value ->> '$.unit' IS NOT NULL AND f.value ->> '$.range' IS NULL",
        )?;
        let mut figures: HashMap<i64, Vec<Figure>> = HashMap::new();
        let rows = asked.query_map([], |r| {
            let figure = Figure { value: r.get(2)?, unit: r.get(3)?, text: r.get(4)? };
            Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, figure))
        })?;
        for row in rows {
            let (version, statement, figure) = row?;
            if wanted.contains(&version) {
                figures.entry(statement).or_default().push(figure);
            }
        }
        Ok(figures)
    }

    /// Of the reports of two utterances, the pair that is surest; all by falling confidence.
    fn once(&self, mut found: Vec<Dispute>) -> Result<Vec<Dispute>> {
        let mut asked = self.db.prepare_cached("SELECT utterance FROM report WHERE statement = ?1")?;
        let mut utterance = |statement: i64| -> Result<i64> {
            let mut rows = asked.query([statement])?;
            // those that nobody else reports are by themselves
            Ok(rows.next()?.map_or(Ok(-statement), |r| r.get(0))?)
        };
        let parts = |d: &Dispute| (d.confidence * 1000.0) as i64;
        found.sort_by_key(|d| (-parts(d), d.kind, -d.one, -d.other));
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        for dispute in found {
            let (one, other) = (utterance(dispute.one)?, utterance(dispute.other)?);
            // two reports of one act of speech do not contradict one another: one is printed wrongly, or is no report of it
            if one != other && seen.insert((dispute.kind, one, other)) {
                kept.push(dispute);
            }
        }
        Ok(kept)
    }
}

/// Days between two statements; 0 for two of one article, also without a date.
fn days(one: &Entry, other: &Entry) -> Option<i64> {
    if one.version == other.version {
        return Some(0);
    }
    Day::numbered(one.statement).until(Day::numbered(other.statement))
}

/// Whether `denial` denies what `claim` says: another's claim, or its own earlier one.
fn denial(claim: &Entry, denial: &Entry, about: &[i64]) -> Option<Dispute> {
    let days = days(claim, denial)?;
    let own = claim.who == denial.who;
    if claim.denies || !(0..=DENIED_WITHIN).contains(&days) || (own && days == 0) {
        return None;
    }
    let found = shared(&claim.words, &denial.words);
    if found.words < LEAST_WORDS || found.share < LEAST_SHARE {
        return None;
    }
    let named = claim.actor.is_some_and(|actor| about.contains(&actor));
    let confidence = sure(&found) + if named { 0.1 } else { 0.0 } - if own { 0.1 } else { 0.0 };
    let confidence = round(confidence);
    Some(Dispute { kind: DisputeKind::Denial, one: claim.statement, other: denial.statement, confidence, figures: None })
}

/// Whether two statements give different figures for one thing.
fn figures_of(one: (&Entry, &[Figure]), other: (&Entry, &[Figure])) -> Option<Dispute> {
    let days = days(one.0, other.0)?.abs();
    // one speaker's later figure is the newer one, and one speaker's two figures in one article are two things
    if days > COUNTED_WITHIN || (one.0.who == other.0.who && (days > 0 || one.0.version == other.0.version)) {
        return None;
    }
    let found = shared(&one.0.words, &other.0.words);
    if found.words < LEAST_WORDS || found.share < LEAST_SHARE || !found.numbers_differ {
        return None;
    }
    let has = |figures: &[Figure], f: &Figure| figures.iter().any(|g| g.unit == f.unit && (g.value - f.value).abs() < 0.005);
    let mine = one.1.iter().filter(|f| !has(other.1, f));
    let pair = mine.filter_map(|f| Some((f, other.1.iter().find(|g| g.unit == f.unit && !has(one.1, g))?))).next()?;
    let confidence = round(sure(&found) - 0.05 - if days > 0 { 0.1 } else { 0.0 });
    let figures = Some((pair.0.text.clone(), pair.1.text.clone()));
    Some(Dispute { kind: DisputeKind::Figures, one: one.0.statement, other: other.0.statement, confidence, figures })
}

/// How sure it is that two statements are about one thing, by the words that they share.
fn sure(found: &Shared) -> f64 {
    let words = (found.words.min(10) as f64 - LEAST_WORDS as f64) / 7.0;
    0.3 + 0.25 * (found.share - LEAST_SHARE) / (1.0 - LEAST_SHARE) + 0.15 * found.pairs + 0.15 * words
}

fn round(confidence: f64) -> f64 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0
}
