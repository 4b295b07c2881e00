//! Finding statements.

use rusqlite::{OptionalExtension, params, params_from_iter};

use crate::day::Day;
use crate::error::{Error, Failure, Result};
use crate::fold;
use crate::index::{self, Facet};
use crate::load::{Actor, Stored};
use crate::query::{Query, Term};
use crate::store::Record;

/// Actors that one name may mean, at most: what means more is no name.
const MOST_ACTORS: usize = 2000;

/// In which order statements come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Those that have the words as they were asked for first, then those that have other forms of them; the newest first
    /// in each.
    #[default]
    Rank,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// What is looked for. Whatever is empty is no condition.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Words, as a person types them.
    pub words: String,
    /// Who speaks: a name in Arabic or Latin letters, or an id. Several: any of them.
    pub by: Vec<String>,
    /// Whom the content names.
    pub about: Vec<String>,
    /// Who passed it on.
    pub via: Vec<String>,
    /// In which process's articles.
    pub process: Vec<String>,
    /// Acts: any of them.
    pub act: Vec<String>,
    /// Kinds: any of them.
    pub kind: Vec<String>,
    /// Outlets: any of them.
    pub outlet: Vec<String>,
    /// Published on this day or later (ISO 8601).
    pub since: Option<String>,
    /// Published on this day or earlier.
    pub until: Option<String>,
    /// Also what people have rejected.
    pub rejected: bool,
    /// In which order.
    pub sort: Sort,
    /// How many.
    pub limit: usize,
    /// How many to pass over.
    pub skip: usize,
}

impl Search {
    /// Whether it sets no condition: then everything is found.
    pub fn is_open(&self) -> bool {
        let lists = [&self.by, &self.about, &self.via, &self.process, &self.act, &self.kind, &self.outlet];
        self.words.trim().is_empty() && lists.iter().all(|l| l.is_empty()) && self.since.is_none() && self.until.is_none()
    }
}

/// Which words of the index are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Exact,
    Folded,
}

impl Record {
    /// The statements that are looked for, by their numbers.
    pub fn find(&self, search: &Search) -> Result<Vec<i64>> {
        let (query, facets) = self.asked(search)?;
        let by_rank = search.sort == Sort::Rank && !query.all.is_empty();
        let wanted = search.skip + search.limit;
        let mut found = Vec::new();
        if by_rank {
            found = self.matches(search, &self.expression(&query, &facets, Level::Exact)?, wanted)?;
        }
        if found.len() < wanted {
            let exact: std::collections::HashSet<i64> = found.iter().copied().collect();
            let folded = self.matches(search, &self.expression(&query, &facets, Level::Folded)?, wanted + found.len())?;
            found.extend(folded.into_iter().filter(|id| !exact.contains(id)));
        }
        Ok(found.into_iter().skip(search.skip).take(search.limit).collect())
    }

    /// Whatever is found, in the order of statement numbers (by day, those without a date first), a piece at a time: at most
    /// `most` with a greater number than `after`. Order, limit and skip of the search play no part.
    pub fn find_after(&self, search: &Search, after: i64, most: usize) -> Result<Vec<i64>> {
        let (query, facets) = self.asked(search)?;
        let mut expression = self.expression(&query, &facets, Level::Folded)?;
        if !query.all.is_empty() {
            expression = format!("({expression}) OR ({})", self.expression(&query, &facets, Level::Exact)?);
        }
        let (from, to) = days(search);
        let sql = "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid LIMIT ?4";
        let mut rows = self.db.prepare_cached(sql)?;
        let from = from.max(after.saturating_add(1));
        Ok(rows.query_map(params![expression, from, to, most], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// What a search asks for, in words and besides.
    fn asked(&self, search: &Search) -> Result<(Query, Vec<String>)> {
        let query = Query::parse(&search.words);
        if !search.words.trim().is_empty() && query.is_empty() {
            return Err(Error::new(Failure::Asked, format!("{}: there is no word in that", search.words)));
        }
        Ok((query, self.facets(search)?))
    }

    fn matches(&self, search: &Search, expression: &str, limit: usize) -> Result<Vec<i64>> {
        let (from, to) = days(search);
        let order = if search.sort == Sort::Oldest { "ASC" } else { "DESC" };
        let but = match search.rejected {
            true => "",
            false => "AND rowid NOT IN (SELECT id FROM statement WHERE verdict = 'rejected')",
        };
        let sql = format!(
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 {but} ORDER BY rowid {order} LIMIT ?4"
        );
        let mut rows = self.db.prepare_cached(&sql)?;
        Ok(rows.query_map(params![expression, from, to, limit], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The conditions besides words, in the language of FTS5.
    fn facets(&self, search: &Search) -> Result<Vec<String>> {
        let mut facets = Vec::new();
        let either = |words: Vec<String>| format!("facet : ({})", words.join(" OR "));
        for (kind, asked) in [
            (Facet::Speaker, &search.by),
            (Facet::About, &search.about),
            (Facet::Chain, &search.via),
            (Facet::Process, &search.process),
        ] {
            let mut words = Vec::new();
            for name in asked {
                words.extend(self.actors(name)?.into_iter().map(|id| kind.word(id)));
            }
            if !asked.is_empty() {
                facets.push(either(words));
            }
        }
        if !search.outlet.is_empty() {
            facets.push(either(self.outlets(&search.outlet)?.into_iter().map(|id| Facet::Outlet.word(id)).collect()));
        }
        for (asked, word) in [(&search.act, index::act as fn(&str) -> String), (&search.kind, index::kind)] {
            if !asked.is_empty() {
                facets.push(either(asked.iter().map(|a| word(a)).collect()));
            }
        }
        Ok(facets)
    }

    /// The numbers of the actors that a name may mean; an error where there is none.
    pub fn actors(&self, asked: &str) -> Result<Vec<i64>> {
        let by_key =
            self.db.prepare_cached("SELECT id FROM actor WHERE key = ?1")?.query_row([asked], |r| r.get(0)).optional()?;
        if let Some(id) = by_key {
            return self.with_merged(vec![id]);
        }
        let mut words = Vec::new();
        fold::each(asked, |_, folded| words.push(folded.to_owned()));
        let found = self.actors_of(&words)?;
        if found.is_empty() {
            return Err(Error::new(Failure::Asked, format!("{asked}: nobody in the record has that name")));
        }
        if found.len() > MOST_ACTORS {
            return Err(Error::new(
                Failure::Asked,
                format!("{asked}: more than {MOST_ACTORS} actors have that in their names: say more of the name"),
            ));
        }
        self.with_merged(found)
    }

    /// Actors with all those whom people said to be the same.
    fn with_merged(&self, mut found: Vec<i64>) -> Result<Vec<i64>> {
        let mut asked = self.db.prepare_cached(
            "SELECT id FROM actor WHERE same_as = (SELECT coalesce(same_as, id) FROM actor WHERE id = ?1) \
             UNION SELECT same_as FROM actor WHERE id = ?1 AND same_as IS NOT NULL",
        )?;
        for n in 0..found.len() {
            for id in asked.query_map([found[n]], |r| r.get(0))? {
                found.push(id?);
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Whom a name or an id means, each with the number of statements in force that are theirs, most first. Where the name
    /// is somebody's whole name, nobody who only has it in a longer one; but whoever shares with them a whole name of more
    /// than one word that has it, or the one they go by, Arabic or English: not every article's Lavrov is known to be the
    /// known one.
    pub fn who(&self, asked: &str) -> Result<Vec<(Actor, u64)>> {
        self.who_among(asked, |_| true)
    }

    /// The same among some of the actors.
    pub fn who_among(&self, asked: &str, among: impl Fn(&Actor) -> bool) -> Result<Vec<(Actor, u64)>> {
        let wanted = folded(asked);
        let (mut whole, mut all) = (Vec::new(), Vec::new());
        for id in self.actors(asked)? {
            // whom a person merged with another stands for that one
            let merged = "SELECT 1 FROM actor WHERE id = ?1 AND same_as IS NOT NULL";
            if self.db.prepare_cached(merged)?.exists([id])? {
                continue;
            }
            let (actor, names) = self.named(id)?;
            if !among(&actor) {
                continue;
            }
            let is_whole = actor.key == asked || names.contains(&wanted);
            if is_whole { &mut whole } else { &mut all }.push((id, actor, names));
        }
        if !whole.is_empty() {
            // by what they are called and not by what they are: «وزير الخارجية» is many people
            let mut full = std::collections::BTreeSet::new();
            for (_, actor, names) in &whole {
                let own = [Some(actor.name.as_str()), actor.name_en.as_deref()].map(|name| name.map(folded));
                let is =
                    |name: &&Vec<String>| own.iter().flatten().any(|own| own == *name) || wanted.iter().all(|w| name.contains(w));
                full.extend(names.iter().filter(|name| name.len() > 1).filter(is).cloned());
            }
            for name in &full {
                for id in self.actors_with(name)? {
                    if whole.iter().all(|(known, ..)| *known != id) {
                        let (actor, names) = self.named(id)?;
                        if names.contains(name) && among(&actor) {
                            whole.push((id, actor, names));
                        }
                    }
                }
            }
            all = whole;
        }
        let mut found = Vec::new();
        for (id, actor, _) in all {
            let count = "SELECT count(*) FROM statement WHERE speaker = ?1 AND current = 1";
            found.push((actor, self.db.prepare_cached(count)?.query_row([id], |r| r.get(0))?));
        }
        found.sort_by(|(a, of_a), (b, of_b): &(Actor, u64)| of_b.cmp(of_a).then_with(|| a.key.cmp(&b.key)));
        Ok(found)
    }

    /// An actor by number, with the folded words of all its names.
    fn named(&self, id: i64) -> Result<(Actor, Vec<Vec<String>>)> {
        let key: String = self.db.prepare_cached("SELECT key FROM actor WHERE id = ?1")?.query_row([id], |r| r.get(0))?;
        let actor = self.actor(&key)?.unwrap_or_default();
        let mut names = self.db.prepare_cached("SELECT name FROM actor_name WHERE actor = ?1")?;
        let names = names.query_map([id], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let names = names.iter().map(String::as_str).chain(actor.name_en.as_deref()).map(folded).collect();
        Ok((actor, names))
    }

    /// Actors whose names have all these words. Of a name in Latin letters also those who have the Arabic name of whom it
    /// means: not every article's Lavrov is known to be the one whose English name is known.
    fn actors_of(&self, words: &[String]) -> Result<Vec<i64>> {
        let mut found = self.actors_with(words)?;
        if !words.iter().all(|w| w.is_ascii()) || found.len() > MOST_ACTORS {
            return Ok(found);
        }
        let mut arabic = std::collections::BTreeSet::new();
        for actor in &found {
            // what they are called, and not what they are: «وزير الخارجية» is many people
            let own = "SELECT name FROM actor WHERE id = ?1";
            let own = folded(&self.db.prepare_cached(own)?.query_row([actor], |r| r.get::<_, String>(0))?);
            let mut names = self.db.prepare_cached("SELECT name FROM actor_name WHERE actor = ?1")?;
            for name in names.query_map([actor], |r| r.get::<_, String>(0))? {
                let words = folded(&name?);
                // a surname alone may be anybody's
                if words.len() > 1 && words.iter().all(|w| own.contains(w)) {
                    arabic.insert(words);
                }
            }
        }
        for words in arabic {
            found.extend(self.actors_with(&words)?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn actors_with(&self, words: &[String]) -> Result<Vec<i64>> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let each = vec!["SELECT actor FROM actor_word WHERE word = ?"; words.len()].join(" INTERSECT ");
        let mut rows = self.db.prepare_cached(&format!("{each} LIMIT {}", MOST_ACTORS + 1))?;
        Ok(rows.query_map(params_from_iter(words), |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn outlets(&self, asked: &[String]) -> Result<Vec<i64>> {
        let words = |name: &str| {
            let mut words = Vec::new();
            fold::each(name, |_, folded| words.push(folded.to_owned()));
            words
        };
        let mut rows = self.db.prepare_cached("SELECT id, name FROM outlet ORDER BY id")?;
        let all =
            rows.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut found = Vec::new();
        for name in asked {
            let wanted = words(name);
            let has = |outlet: &str| {
                let words = words(outlet);
                outlet == name || (!wanted.is_empty() && wanted.iter().all(|w| words.contains(w)))
            };
            let before = found.len();
            found.extend(all.iter().filter(|(_, outlet)| has(outlet)).map(|(id, _)| *id));
            if found.len() == before {
                return Err(Error::new(Failure::Asked, format!("{name}: no outlet in the record has that name")));
            }
        }
        Ok(found)
    }

    fn expression(&self, query: &Query, facets: &[String], level: Level) -> Result<String> {
        let mut all = Vec::new();
        for group in &query.all {
            let mut either = Vec::new();
            for term in group {
                either.extend(self.term(term, level)?);
            }
            all.push(format!("({})", either.join(" OR ")));
        }
        all.extend(facets.iter().cloned());
        if all.is_empty() {
            all.push(format!("facet : {}", index::ALL));
        }
        let mut expression = all.join(" AND ");
        for term in &query.none {
            // what has another form of the word is left out too
            expression = format!("({expression}) NOT ({})", self.term(term, Level::Folded)?.join(" OR "));
        }
        Ok(expression)
    }

    /// A term in the language of FTS5, with what else it may mean: a name in Latin letters is the actor's.
    fn term(&self, term: &Term, level: Level) -> Result<Vec<String>> {
        let phrase = |column: &str, words: &[String]| {
            let words: Vec<String> = words.iter().map(|w| w.replace('"', "")).collect();
            format!("{column} : \"{}\"{}", words.join(" "), if term.prefix { " *" } else { "" })
        };
        let mut means = match level {
            Level::Exact => vec![phrase("exact", &term.exact)],
            Level::Folded => vec![phrase("folded", &term.folded)],
        };
        if term.prefix && level == Level::Folded {
            means.push(phrase("exact", &term.exact));
        }
        if term.latin && !term.prefix {
            let actors = self.with_merged(self.actors_of(&term.folded)?)?;
            if !actors.is_empty() && actors.len() <= MOST_ACTORS {
                let words = actors.iter().flat_map(|id| [Facet::Speaker.word(*id), Facet::About.word(*id)]);
                means.push(format!("facet : ({})", words.collect::<Vec<_>>().join(" OR ")));
            }
        }
        Ok(means)
    }

    /// Where a statement is: the version that it was read from, and its place among that one's statements.
    pub fn place(&self, statement: i64) -> Result<Option<(i64, usize)>> {
        let mut asked = self.db.prepare_cached("SELECT version, ord FROM statement WHERE id = ?1")?;
        Ok(asked.query_row([statement], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }

    /// The versions whose contract id this is: one, unless the same bytes lie at several addresses.
    pub fn with_reference(&self, reference: &str) -> Result<Vec<Stored>> {
        let mut asked = self.db.prepare_cached("SELECT id FROM article_version WHERE ref = ?1 ORDER BY id")?;
        let ids: Vec<i64> = asked.query_map([reference], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.version(id)?);
        }
        Ok(found)
    }
}

/// The first and the last statement number of the days that are asked for.
fn days(search: &Search) -> (i64, i64) {
    let from = search.since.as_deref().map_or(0, |day| Day::of(day).first());
    let to = search.until.as_deref().map_or(i64::MAX, |day| Day::last_of(day).last());
    // what has no date is not known to be before a day
    let from = if search.until.is_some() { from.max(Day::UNKNOWN.last() + 1) } else { from };
    (from, to)
}

/// The folded words of a name.
fn folded(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    fold::each(name, |_, folded| words.push(folded.to_owned()));
    words
}
