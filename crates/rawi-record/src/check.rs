//! Whether a record is what it should be.

use std::collections::{BTreeSet, HashMap};

use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::index::spans;
use crate::model::Places;
use crate::store::Record;
use crate::story::Shingles;

/// Problems that are told one by one.
const MOST: usize = 100;

/// What was looked at, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Articles.
    pub articles: u64,
    /// Their versions.
    pub versions: u64,
    /// Statements of all versions.
    pub statements: u64,
    /// Actors.
    pub actors: u64,
    /// What is wrong, in words; the first hundred.
    pub problems: Vec<String>,
    /// How many problems there are in all.
    pub count: usize,
}

impl Checked {
    pub(crate) fn problem(&mut self, what: impl FnOnce() -> String) {
        self.count += 1;
        if self.problems.len() < MOST {
            self.problems.push(what());
        }
    }
}

/// Queries that find nothing in a sound record; each tells what its rows are.
const FINDS_NOTHING: &[(&str, &str)] = &[
    (
        "an article without its latest version",
        "SELECT a.id FROM article a LEFT JOIN article_version v ON v.id = a.latest AND v.article = a.id WHERE v.id IS NULL",
    ),
    (
        "an article whose latest version is not the last",
        "SELECT a.id FROM article a JOIN article_version v ON v.id = a.latest WHERE v.number <> (SELECT max(number) FROM article_version WHERE article = a.id)",
    ),
    (
        "an article whose versions are not numbered from 1",
        "SELECT article FROM article_version GROUP BY article HAVING min(number) <> 1 OR max(number) <> count(*)",
    ),
    (
        "a version with other entities than it counts",
        "SELECT id FROM article_version v WHERE entities <> (SELECT count(*) FROM entity WHERE version = v.id)",
    ),
    (
        "a version with other statements than it counts",
        "SELECT id FROM article_version v WHERE statements <> (SELECT count(*) FROM statement WHERE version = v.id AND verdict IS NOT 'rejected')",
    ),
    (
        "a statement that is current in an older version, or not in the latest",
        "SELECT s.id FROM statement s JOIN article_version v ON v.id = s.version JOIN article a ON a.id = v.article WHERE s.current <> (a.latest = v.id AND s.verdict IS NOT 'rejected')",
    ),
    (
        "a statement without content",
        "SELECT id FROM statement s WHERE NOT EXISTS (SELECT 1 FROM content_span WHERE statement = s.id)",
    ),
    (
        "a statement that stands in one of another version, or in itself",
        "SELECT s.id FROM statement s JOIN statement w ON w.id = s.within WHERE w.version <> s.version OR w.id = s.id",
    ),
    (
        "a statement whose speaker is not among its article's entities",
        "SELECT s.id FROM statement s WHERE speaker IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entity WHERE version = s.version AND actor = s.speaker)",
    ),
    (
        "a current statement that the index of words lacks",
        "SELECT id FROM statement WHERE current = 1 EXCEPT SELECT id FROM words_docsize",
    ),
    (
        "an entry of the index of words without a current or rejected statement",
        "SELECT id FROM words_docsize EXCEPT SELECT s.id FROM statement s JOIN article a ON a.latest = s.version WHERE s.current = 1 OR s.verdict = 'rejected'",
    ),
    (
        "an actor whom no article names",
        "SELECT id FROM actor a WHERE NOT EXISTS (SELECT 1 FROM entity WHERE actor = a.id) AND NOT EXISTS (SELECT 1 FROM actor_name WHERE actor = a.id AND as_name = 0 AND as_alias = 0)",
    ),
    ("an actor without a name or a type", "SELECT id FROM actor WHERE name = '' OR type = ''"),
    (
        "a name that is counted wrongly",
        "SELECT n.actor FROM actor_name n WHERE as_name <> (SELECT count(*) FROM entity WHERE actor = n.actor AND name = n.name)",
    ),
    (
        "a copy that is not written both ways",
        "SELECT c.version FROM copy c LEFT JOIN copy o ON o.version = c.other AND o.other = c.version AND o.form = c.form WHERE o.version IS NULL OR c.version = c.other",
    ),
    (
        "a copy of a version that is not the latest of its article",
        "SELECT c.version FROM copy c LEFT JOIN article_version v ON v.id = c.version LEFT JOIN article a ON a.id = v.article WHERE a.latest IS NOT c.version",
    ),
    (
        "a story with other articles than it counts, or with fewer than two",
        "SELECT id FROM story s WHERE articles < 2 OR articles <> (SELECT count(*) FROM story_article WHERE story = s.id)",
    ),
    (
        "a story whose first article is not its first",
        "SELECT s.id FROM story s LEFT JOIN story_article m ON m.version = s.first AND m.story = s.id AND m.ord = 0 LEFT JOIN article_version v ON v.id = s.first WHERE m.version IS NULL OR v.ref <> s.ref",
    ),
    (
        "an article of a story that is not the latest version, or whose source is not before it",
        "SELECT m.version FROM story_article m LEFT JOIN story_article o ON o.version = m.source AND o.story = m.story AND o.ord < m.ord LEFT JOIN article_version v ON v.id = m.version LEFT JOIN article a ON a.id = v.article WHERE a.latest IS NOT m.version OR (m.source IS NOT NULL AND o.version IS NULL)",
    ),
    (
        "a statement that is like another one only one way, or is not current",
        "SELECT e.statement FROM echo e LEFT JOIN echo o ON o.statement = e.other AND o.other = e.statement AND o.weight = e.weight LEFT JOIN statement s ON s.id = e.statement WHERE o.statement IS NULL OR s.current IS NOT 1",
    ),
    (
        "an utterance with other reports than it counts, or with fewer than two",
        "SELECT id FROM utterance u WHERE reports < 2 OR reports <> (SELECT count(*) FROM report WHERE utterance = u.id)",
    ),
    (
        "an utterance whose first report is not its first",
        "SELECT u.id FROM utterance u LEFT JOIN report r ON r.statement = u.first AND r.utterance = u.id AND r.ord = 0 WHERE r.statement IS NULL",
    ),
    (
        "a report that is no current statement",
        "SELECT r.statement FROM report r LEFT JOIN statement s ON s.id = r.statement WHERE s.current IS NOT 1",
    ),
    (
        "the gist of a statement that is not current, or of another version",
        "SELECT g.statement FROM gist g LEFT JOIN statement s ON s.id = g.statement WHERE s.current IS NOT 1 OR s.version <> g.version OR coalesce((SELECT same_as FROM actor WHERE id = s.speaker), s.speaker) IS NOT g.actor",
    ),
];

impl Record {
    /// Looks at all of it: SQLite's own check, that references resolve, that counts agree, and that every span lies in its
    /// text. Seconds for a record of a hundred thousand articles.
    pub fn check(&self) -> Result<Checked> {
        let mut checked = Checked::default();
        let count = |table: &str| self.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get::<_, u64>(0));
        checked.articles = count("article")?;
        checked.versions = count("article_version")?;
        checked.statements = count("statement")?;
        checked.actors = count("actor")?;
        let mut integrity = self.db.prepare("PRAGMA integrity_check")?;
        for told in integrity.query_map([], |r| r.get::<_, String>(0))? {
            let told = told?;
            if told != "ok" {
                checked.problem(|| format!("SQLite: {told}"));
            }
        }
        let mut references = self.db.prepare("PRAGMA foreign_key_check")?;
        let broken =
            references.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<i64>>(1)?, r.get::<_, String>(2)?)))?;
        for row in broken {
            let (table, id, to) = row?;
            let id = id.map_or_else(String::new, |id| format!(" {id}"));
            checked.problem(|| format!("{table}{id}: refers to a row of {to} that is not there"));
        }
        for (what, sql) in FINDS_NOTHING {
            let mut rows = self.db.prepare(sql)?;
            for id in rows.query_map([], |r| r.get::<_, i64>(0))? {
                let id = id?;
                checked.problem(|| format!("{what}: {id}"));
            }
        }
        self.check_spans(&mut checked)?;
        self.check_reviews(&mut checked)?;
        Ok(checked)
    }

    fn check_spans(&self, checked: &mut Checked) -> Result<()> {
        let mut counts = self.db.prepare("SELECT version, count(*) FROM shingle GROUP BY version")?;
        let mut keys: HashMap<i64, usize> =
            counts.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let mut after = 0;
        loop {
            let versions = self.versions(after, 256, false)?;
            let Some(last) = versions.last() else {
                for version in keys.into_keys().collect::<BTreeSet<_>>() {
                    checked.problem(|| format!("version {version}: copies are looked for in it, and it is not there"));
                }
                return Ok(());
            };
            after = *last;
            for id in versions {
                let Some(stored) = self.version(id)? else { continue };
                let places = Places::new(&stored.article.text);
                let wanted = if stored.latest { Shingles::of(&stored.article, &places).keys.len() } else { 0 };
                if keys.remove(&id).unwrap_or(0) != wanted {
                    checked.problem(|| format!("version {id}: copies of it are looked for by other words than it has"));
                }
                for (what, range) in spans(&stored.article) {
                    if places.of(range).is_none_or(str::is_empty) {
                        checked
                            .problem(|| format!("version {id}: {what} {} to {} is no place in its text", range.start, range.end));
                    }
                }
            }
        }
    }

    /// A setting of the record.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        let mut asked = self.db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(asked.query_row([name], |r| r.get(0)).optional()?)
    }
}
