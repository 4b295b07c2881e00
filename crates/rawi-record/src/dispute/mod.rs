//! Disputes: a denial and what it denies; two figures for one thing. Offered with a confidence, for a person to confirm.
//!
//! They are looked for when they are asked for, and not kept: what is offered follows from the statements that are there.
//! `denial` and `figures` decide on two statements each.

mod denial;
mod figures;

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::params;

use crate::day::Day;
use crate::error::Result;
use crate::store::Record;
use crate::utterance::gist::{Content, said_of};
use denial::Denial;
use figures::Figure;

/// A word that more statements have tells nothing.
const COMMON: usize = 1000;
/// Disputes that are less sure than this are not offered.
const LEAST_SURE: f64 = 0.5;

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

/// A statement with what is held against others.
struct Entry {
    statement: i64,
    version: i64,
    who: i64,
    actor: Option<i64>,
    /// Whether the knowledge base has that one.
    actor_known: bool,
    /// `accuse`, `inform`…
    act: String,
    /// From the first to past the last code point of what was said.
    span: (u32, u32),
    content: Content,
}

/// A statement with the figures that it gives.
type Counted<'e> = (&'e Entry, Vec<Figure>);

impl Record {
    /// The disputes among statements that were published within the days, where they are given; the surest first.
    pub fn disputes(&self, since: Option<&str>, until: Option<&str>) -> Result<Vec<Dispute>> {
        let from = since.map_or(0, |day| Day::of(day).first());
        let to = until.map_or(i64::MAX, |day| Day::last_of(day).last());
        let entries = self.entries(from, to)?;
        let places: HashMap<i64, usize> = entries.iter().enumerate().map(|(n, e)| (e.statement, n)).collect();
        let mut with: HashMap<u32, Vec<usize>> = HashMap::new();
        for (n, entry) in entries.iter().enumerate() {
            entry.content.words().iter().filter(|w| *w & 1 == 0).for_each(|w| with.entry(*w).or_default().push(n));
        }
        // those that share two words that are not said all the time
        let alike = |words: &[u32]| {
            let mut others: BTreeMap<usize, usize> = BTreeMap::new();
            for postings in words.iter().filter_map(|w| with.get(w)).filter(|p| p.len() <= COMMON) {
                postings.iter().for_each(|other| *others.entry(*other).or_default() += 1);
            }
            others.into_iter().filter(|(_, words)| *words >= 2).filter_map(|(n, _)| entries.get(n))
        };
        let denials = self.denials(from, to)?;
        let denies: HashSet<i64> = denials.iter().map(|d| d.statement).collect();
        let mut found = Vec::new();
        for denial in &denials {
            let Some(entry) = places.get(&denial.statement).and_then(|n| entries.get(*n)) else { continue };
            let about = self.about(denial.statement)?;
            let linked = denial.of.and_then(|of| places.get(&of)).and_then(|n| entries.get(*n));
            for other in alike(denial.claim.words()).chain(linked).filter(|e| !denies.contains(&e.statement)) {
                found.extend(denial::of(other, entry, denial, &about));
            }
        }
        self.figure_disputes(from, to, &entries, &places, &mut found)?;
        found.retain(|dispute| dispute.confidence >= LEAST_SURE);
        self.once(found)
    }

    fn entries(&self, from: i64, to: i64) -> Result<Vec<Entry>> {
        let mut asked = self.db.prepare_cached(
            "SELECT g.statement, g.version, g.who, g.actor, g.words, s.act, \
             (SELECT min(c.start) FROM content_span c WHERE c.statement = s.id), \
             (SELECT max(c.\"end\") FROM content_span c WHERE c.statement = s.id), \
             coalesce((SELECT a.key NOT LIKE 'name:%' FROM actor a WHERE a.id = g.actor), 0) \
             FROM gist g JOIN statement s ON s.id = g.statement WHERE g.statement BETWEEN ?1 AND ?2 ORDER BY g.statement",
        )?;
        let rows = asked.query_map(params![from, to], |r| {
            Ok(Entry {
                statement: r.get(0)?,
                version: r.get(1)?,
                who: r.get(2)?,
                actor: r.get(3)?,
                content: Content::new(said_of(r.get_ref(4)?.as_blob().unwrap_or_default())),
                act: r.get(5)?,
                span: (r.get(6)?, r.get(7)?),
                actor_known: r.get(8)?,
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

    /// The denials among statements, with the words of what is denied.
    fn denials(&self, from: i64, to: i64) -> Result<Vec<Denial>> {
        let mut asked = self.db.prepare_cached(
            "SELECT d.statement, d.denies, substr(v.text, d.claim_start + 1, d.claim_end - d.claim_start), \
             substr(v.text, s.cue_start + 1, s.cue_end - s.cue_start) FROM stance d JOIN statement s ON s.id = d.statement \
             JOIN article_version v ON v.id = s.version \
             WHERE d.claim_start IS NOT NULL AND s.current = 1 AND d.statement BETWEEN ?1 AND ?2 ORDER BY d.statement",
        )?;
        let mut denials = Vec::new();
        let mut rows = asked.query(params![from, to])?;
        while let Some(row) = rows.next()? {
            let (claim, cue): (String, String) = (row.get(2)?, row.get(3)?);
            denials.extend(Denial::new(row.get(0)?, row.get(1)?, &claim, &cue));
        }
        Ok(denials)
    }

    /// Figures are held against those of the same day, or of the same article where it has no date.
    fn figure_disputes(
        &self,
        from: i64,
        to: i64,
        entries: &[Entry],
        places: &HashMap<i64, usize>,
        found: &mut Vec<Dispute>,
    ) -> Result<()> {
        let mut days: BTreeMap<(Day, i64), Vec<Counted<'_>>> = BTreeMap::new();
        for (statement, figures) in self.figures(from, to)? {
            let Some(entry) = places.get(&statement).and_then(|n| entries.get(*n)) else { continue };
            let day = Day::numbered(statement);
            let alone = if day == Day::UNKNOWN { entry.version } else { 0 };
            days.entry((day, alone)).or_default().push((entry, figures));
        }
        let mut around = |figure: &Figure| self.around(figure);
        for of_day in days.values() {
            let mut with: HashMap<u32, Vec<usize>> = HashMap::new();
            for (n, (entry, _)) in of_day.iter().enumerate() {
                entry.content.words().iter().filter(|w| *w & 1 == 0).for_each(|w| with.entry(*w).or_default().push(n));
            }
            for (n, (entry, figures)) in of_day.iter().enumerate() {
                let mut others: BTreeMap<usize, usize> = BTreeMap::new();
                for postings in entry.content.words().iter().filter_map(|w| with.get(w)) {
                    postings.iter().filter(|other| **other > n).for_each(|other| *others.entry(*other).or_default() += 1);
                }
                for other in others.into_iter().filter(|(_, words)| *words > 2).filter_map(|(other, _)| of_day.get(other)) {
                    found.extend(figures::of((entry, figures), (other.0, &other.1), &mut around)?);
                }
            }
        }
        Ok(())
    }

    /// The figures of statements: those with a unit.
    fn figures(&self, from: i64, to: i64) -> Result<BTreeMap<i64, Vec<Figure>>> {
        // the statement that claims a figure is named by its id, in which its cue stands: hash-cue-content
        let mut asked = self.db.prepare_cached(
            "SELECT s.id, v.id, f.value ->> '$.value', f.value ->> '$.unit', f.value ->> '$.text.text', f.value ->> '$.bound', \
             f.value ->> '$.text.start', f.value ->> '$.text.end' \
             FROM article_version v, json_each(v.figures) f JOIN statement s ON s.version = v.id AND s.current = 1 \
             AND s.cue_start = CAST(substr(f.value ->> '$.statement', length(v.ref) + 2) AS INTEGER) \
             WHERE v.figures <> '[]' AND s.id BETWEEN ?1 AND ?2 AND f.value ->> '$.statement' IS NOT NULL \
             AND coalesce(f.value ->> '$.unit', '') <> '' AND f.value ->> '$.range' IS NULL",
        )?;
        let mut figures: BTreeMap<i64, Vec<Figure>> = BTreeMap::new();
        let mut rows = asked.query(params![from, to])?;
        while let Some(r) = rows.next()? {
            let bound: Option<String> = r.get(5)?;
            let place = (r.get(1)?, r.get(6)?, r.get(7)?);
            if let Some(figure) = Figure::new(r.get(2)?, r.get(3)?, r.get(4)?, bound.as_deref(), place) {
                figures.entry(r.get(0)?).or_default().push(figure);
            }
        }
        Ok(figures)
    }

    /// The words before a figure and after it.
    fn around(&self, figure: &Figure) -> Result<[Content; 2]> {
        let (version, start, end) = figure.place;
        let mut asked = self.db.prepare_cached(
            "SELECT substr(text, max(1, ?2 - ?4 + 1), min(?4, ?2)), substr(text, ?3 + 1, ?4) FROM article_version WHERE id = ?1",
        )?;
        let texts = asked.query_row(params![version, start, end, figures::AROUND], |r| Ok((r.get(0)?, r.get(1)?)));
        let (before, after): (String, String) = texts?;
        Ok(figures::words_around(&before, &after))
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

/// Whether a part of what one says is what the other says: one stands in the other.
fn nested(one: &Entry, other: &Entry) -> bool {
    one.version == other.version && one.span.0 < other.span.1 && other.span.0 < one.span.1
}

fn round(confidence: f64) -> f64 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0
}
