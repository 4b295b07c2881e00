//! Stories: articles that are one text, copied, cut, extended or edited.
//!
//! Candidates share a key (`shingles`); whether two are one text is decided on the two alone (`alike`); what is alike is
//! grouped by `cluster`. A batch looks only at what it brings and at what hangs together with that, and the outcome is the
//! same as if all articles had come at once.

pub(crate) mod agency;
mod alike;
mod shingles;
mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

pub(crate) use shingles::Shingles;
pub use view::{Member, Story, StoryOrder};

use alike::Kinship;

use crate::cluster::{self, Enough, Link, Pairs};
use crate::day::Day;
use crate::decided::Links;
use crate::error::Result;
use crate::load;
use crate::model::{Article, Places};

/// Shares are kept as parts of so many, as integers compare the same everywhere.
const PARTS: f64 = 10_000.0;

/// What a batch does to the stories.
#[derive(Debug, Default)]
pub(crate) struct Stories {
    /// Versions that come in, with their days.
    entering: BTreeMap<i64, (Day, Arc<Shingles>)>,
    /// Versions of the record that those were held against.
    loaded: HashMap<i64, Arc<Shingles>>,
    /// Versions whose groups may have changed.
    touched: BTreeSet<i64>,
}

/// What the order of a story's articles and its facts are taken from.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    /// Where no date is known, the last of all days.
    day: i64,
    /// An agency's own article comes before others of its day.
    not_agency: bool,
    published: String,
    key: String,
    version: i64,
    agency: Option<String>,
    reference: String,
}

impl Stories {
    /// A version that is its article's latest from now on.
    pub(crate) fn enter(&mut self, version: i64, day: Day, shingles: Shingles) {
        self.entering.insert(version, (day, Arc::new(shingles)));
    }

    /// A version of which something else than the text has changed, or about which people decided.
    pub(crate) fn touch(&mut self, version: i64) {
        self.touched.insert(version);
    }

    /// A version that is no longer its article's latest, or whose text is about to be replaced.
    pub(crate) fn leave(&mut self, db: &Connection, version: i64) -> Result<()> {
        if self.entering.remove(&version).is_some() {
            return Ok(());
        }
        let Some(shingles) = load(db, version)? else { return Ok(()) };
        let day = day_of(db, version)?;
        let mut delete = db.prepare_cached("DELETE FROM shingle WHERE key = ?1 AND day = ?2 AND version = ?3")?;
        for key in &shingles.keys {
            delete.execute(params![key, day.number(), version])?;
        }
        let mut with = db.prepare_cached("SELECT other FROM copy WHERE version = ?1")?;
        for other in with.query_map([version], |r| r.get(0))? {
            self.touched.insert(other?);
        }
        // the rows of its story go when that is grouped anew, which may be without it
        self.touched.insert(version);
        db.prepare_cached("DELETE FROM copy WHERE other = ?1 AND version IN (SELECT other FROM copy WHERE version = ?1)")?
            .execute([version])?;
        db.prepare_cached("DELETE FROM copy WHERE version = ?1")?.execute([version])?;
        Ok(())
    }

    /// Writes keys, copies and stories.
    pub(crate) fn write(mut self, db: &Connection, decided: &Links) -> Result<()> {
        for (one, other) in self.candidates(db)? {
            self.compare(db, one, other)?;
        }
        self.touched.extend(decided.all());
        let mut seen = BTreeSet::new();
        for version in std::mem::take(&mut self.touched) {
            if !seen.contains(&version) {
                let component = component(db, version, decided)?;
                seen.extend(component.iter().copied());
                regroup(db, &component, decided)?;
            }
        }
        Ok(())
    }

    /// Pairs of which one at least is new and that share two keys, or one where either is short; writes the keys. Rising.
    fn candidates(&self, db: &Connection) -> Result<Vec<(i64, i64)>> {
        let mut keys: Vec<(i64, Day, i64, bool)> = Vec::new();
        for (version, (day, shingles)) in &self.entering {
            keys.extend(shingles.keys.iter().map(|key| (*key, *day, *version, shingles.is_short())));
        }
        // in the order of the table: its pages are met one after the other
        keys.sort_unstable();
        let mut pairs: Vec<(i64, i64, bool)> = Vec::new();
        let mut near = db.prepare_cached("SELECT version, short FROM shingle WHERE key = ?1 AND day BETWEEN ?2 AND ?3")?;
        let mut insert = db.prepare_cached("INSERT INTO shingle (key, day, version, short) VALUES (?1, ?2, ?3, ?4)")?;
        for (key, day, version, short) in &keys {
            let (from, to) = (day.earlier(alike::MOST_DAYS), day.later(alike::MOST_DAYS));
            for row in near.query_map([*key, from.number(), to.number()], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?)))? {
                let (other, is) = row?;
                pairs.push((*version, other, *short || is));
            }
            insert.execute(params![key, day.number(), version, short])?;
        }
        pairs.sort_unstable();
        let enough = |same: &&[(i64, i64, bool)]| same.len() > 1 || same.iter().any(|(.., short)| *short);
        let pairs = pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(enough);
        Ok(pairs.filter_map(|same| same.first()).map(|(one, other, _)| (*one, *other)).collect())
    }

    fn compare(&mut self, db: &Connection, one: i64, other: i64) -> Result<()> {
        let (Some(a), Some(b)) = (self.text(db, one)?, self.text(db, other)?) else { return Ok(()) };
        let overlap = a.overlap(&b);
        if overlap.share() < alike::LEAST_SHARE {
            return Ok(());
        }
        let mut asked = db.prepare_cached("SELECT outlet, published FROM article_version WHERE id = ?1")?;
        let mut of = |version: i64| {
            asked.query_row([version], |r| {
                Ok((r.get::<_, Option<i64>>(0)?, Day::of(&r.get::<_, Option<String>>(1)?.unwrap_or_default())))
            })
        };
        let ((outlet_one, day_one), (outlet_other, day_other)) = (of(one)?, of(other)?);
        let form = match alike::kinship(&overlap, outlet_one == outlet_other, day_one.until(day_other)) {
            Kinship::Copies => false,
            Kinship::Form => true,
            Kinship::None => return Ok(()),
        };
        let mut insert =
            db.prepare_cached("INSERT OR REPLACE INTO copy (version, other, share, form) VALUES (?1, ?2, ?3, ?4)")?;
        for (from, to, share) in [(one, other, overlap.of_one), (other, one, overlap.of_other)] {
            insert.execute(params![from, to, (share * PARTS).round() / PARTS, form])?;
            self.touched.insert(from);
        }
        Ok(())
    }

    /// The runs of a version: of one that comes in, or from the stored text.
    fn text(&mut self, db: &Connection, version: i64) -> Result<Option<Arc<Shingles>>> {
        if let Some((_, shingles)) = self.entering.get(&version) {
            return Ok(Some(Arc::clone(shingles)));
        }
        if let Some(shingles) = self.loaded.get(&version) {
            return Ok(Some(Arc::clone(shingles)));
        }
        let Some(shingles) = load(db, version)?.map(Arc::new) else { return Ok(None) };
        self.loaded.insert(version, Arc::clone(&shingles));
        Ok(Some(shingles))
    }
}

/// The day of a stored version.
fn day_of(db: &Connection, version: i64) -> Result<Day> {
    let mut asked = db.prepare_cached("SELECT published FROM article_version WHERE id = ?1")?;
    let published: Option<String> = asked.query_row([version], |r| r.get(0))?;
    Ok(published.as_deref().map_or(Day::UNKNOWN, Day::of))
}

/// The runs of a stored version.
pub(crate) fn load(db: &Connection, version: i64) -> Result<Option<Shingles>> {
    let Some((text, body)) = load::text(db, version)? else { return Ok(None) };
    let article = Article { text, body, ..Article::default() };
    Ok(Some(Shingles::of(&article, &Places::new(&article.text))))
}

/// All versions that hang together with one: by copies, because people put them together, or until now in a story.
fn component(db: &Connection, from: i64, decided: &Links) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::from([from]);
    let mut open = vec![from];
    let mut others = db.prepare_cached(
        "SELECT other FROM copy WHERE version = ?1 AND form = 0 UNION SELECT version FROM story_article \
         WHERE story = (SELECT story FROM story_article WHERE version = ?1)",
    )?;
    while let Some(version) = open.pop() {
        let linked: Vec<i64> = others.query_map([version], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for other in linked.into_iter().chain(decided.together_with(version)) {
            if found.insert(other) {
                open.push(other);
            }
        }
    }
    Ok(found)
}

/// Takes the stories of these versions away and writes those that they make now.
fn regroup(db: &Connection, versions: &BTreeSet<i64>, decided: &Links) -> Result<()> {
    let mut nodes = Vec::new();
    for version in versions {
        let story: Option<i64> = db
            .prepare_cached("SELECT story FROM story_article WHERE version = ?1")?
            .query_row([version], |r| r.get(0))
            .optional()?;
        if let Some(story) = story {
            db.prepare_cached("DELETE FROM story_article WHERE story = ?1")?.execute([story])?;
            db.prepare_cached("DELETE FROM story WHERE id = ?1")?.execute([story])?;
        }
        nodes.extend(node(db, *version)?);
    }
    if nodes.len() < 2 {
        return Ok(());
    }
    nodes.sort_unstable();
    let places: HashMap<i64, usize> = nodes.iter().enumerate().map(|(n, node)| (node.version, n)).collect();
    let mut shares: HashMap<(usize, usize), f64> = HashMap::new();
    let mut pairs: Pairs = decided.pairs(&places);
    let mut copies = db.prepare_cached("SELECT other, share, form FROM copy WHERE version = ?1")?;
    for (n, node) in nodes.iter().enumerate() {
        for row in copies.query_map([node.version], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, f64>(1)?, r.get::<_, bool>(2)?)))? {
            let (other, share, form) = row?;
            match places.get(&other) {
                Some(other) if form => pairs.unlike.push((n, *other)),
                Some(other) => drop(shares.insert((n, *other), share)),
                None => {}
            }
        }
    }
    let weight = |a, b| {
        let share = |a, b| shares.get(&(a, b)).copied().unwrap_or(0.0);
        (f64::max(share(a, b), share(b, a)) * PARTS) as u32
    };
    let mut links: Vec<Link> = shares.keys().filter(|(a, b)| a < b).map(|&(a, b)| Link { a, b, weight: weight(a, b) }).collect();
    links.sort_unstable_by_key(|l| (l.a, l.b));
    for group in cluster::groups(nodes.len(), &links, &pairs, Enough::HALF).into_iter().filter(|g| g.len() > 1) {
        let members: Vec<&Node> = group.iter().filter_map(|n| nodes.get(*n)).collect();
        let Some(first) = members.first() else { continue };
        db.prepare_cached("INSERT INTO story (ref, first, first_basis, agency, articles) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![first.reference, first.version, basis(&members), agency(&members), members.len()])?;
        let story = db.last_insert_rowid();
        let mut insert =
            db.prepare_cached("INSERT INTO story_article (version, story, ord, source, copied) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (ord, (n, member)) in group.iter().zip(&members).enumerate() {
            // of those before it, the one that has most of it
            let sources = group.iter().take(ord).filter_map(|o| Some((*o, *shares.get(&(*n, *o))?)));
            let best = sources.fold(None, |best: Option<(usize, f64)>, s| match best {
                Some(b) if b.1 >= s.1 => Some(b),
                _ => Some(s),
            });
            let source = best.and_then(|(o, _)| nodes.get(o)).map(|node| node.version);
            insert.execute(params![member.version, story, ord, source, best.map(|(_, share)| share)])?;
        }
    }
    Ok(())
}

/// A version with what its place in a story depends on; none where it is not the latest of its article.
fn node(db: &Connection, version: i64) -> Result<Option<Node>> {
    let mut asked = db.prepare_cached(
        "SELECT v.published, v.outlet_actor, a.key, v.agency, v.ref FROM article_version v JOIN article a ON a.id = v.article \
         WHERE v.id = ?1 AND a.latest = v.id",
    )?;
    let node = asked.query_row([version], |r| {
        let published: Option<String> = r.get(0)?;
        let day = published.as_deref().map_or(Day::UNKNOWN, Day::of);
        Ok(Node {
            day: if day == Day::UNKNOWN { i64::MAX } else { day.first() },
            not_agency: !r.get::<_, Option<String>>(1)?.is_some_and(|id| agency::is_agency(&id)),
            published: published.unwrap_or_default(),
            key: r.get(2)?,
            version,
            agency: r.get(3)?,
            reference: r.get(4)?,
        })
    });
    Ok(node.optional()?)
}

/// What tells that the first is the first: `date`, `agency` (of several that day, the agency's own), or nothing (`open`).
fn basis(members: &[&Node]) -> &'static str {
    match members {
        [first, second, ..] if first.day < second.day => "date",
        [first, second, ..] if !first.not_agency && second.not_agency => "agency",
        _ => "open",
    }
}

/// The agency that most of them name; of several, the first by the alphabet.
fn agency<'a>(members: &[&'a Node]) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for agency in members.iter().filter_map(|m| m.agency.as_deref()) {
        *counts.entry(agency).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(agency, n)| (*n, std::cmp::Reverse(*agency))).map(|(agency, _)| agency)
}
