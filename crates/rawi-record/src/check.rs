//! Whether a record is what it should be.

use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::index::spans;
use crate::model::Places;
use crate::store::Record;

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
        let mut after = 0;
        loop {
            let versions = self.versions(after, 256, false)?;
            let Some(last) = versions.last() else { return Ok(()) };
            after = *last;
            for id in versions {
                let Some(stored) = self.version(id)? else { continue };
                let places = Places::new(&stored.article.text);
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
