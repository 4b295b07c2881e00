//! Getting articles out again, as they went in.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::Result;
use crate::model::{Article, Entity, Party, Positions, Published, Range, Reading, Source, Speaker, Statement, Time};
use crate::store::Record;

/// A version of an article in the record.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its number in the record.
    pub id: i64,
    /// Which version of its article it is, from 1.
    pub number: i64,
    /// Whether it is the article's latest.
    pub latest: bool,
    /// The version of the reader that read it.
    pub reader: String,
    /// The article as it went in; without a reading where only the text was asked for.
    pub article: Article,
}

/// An actor of the record, with the name that most articles use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The id in the output contract.
    pub key: String,
    /// `person`, `organisation`…
    pub r#type: String,
    /// The name.
    pub name: String,
    /// The English name.
    pub name_en: Option<String>,
    /// Where the English name is from: `kb`, `romanised`, `composed`.
    pub name_en_basis: Option<String>,
}

const VERSION: &str = "SELECT v.id, v.number, a.latest = v.id, v.reader, v.path, v.line, v.url, o.name, v.outlet_actor, \
     v.media_type, v.sha256, v.text_start, v.title_start, v.title_end, v.published, v.published_precision, \
     v.published_basis, v.published_confidence, v.language, v.text, v.published_evidence, v.published_notes, v.author, v.notes, v.record, v.\"offset\" \
     FROM article_version v JOIN article a ON a.id = v.article LEFT JOIN outlet o ON o.id = v.outlet";

/// The text of a version and the parts of it that are the article.
pub(crate) fn text(db: &Connection, version: i64) -> Result<Option<(String, Vec<Range>)>> {
    let mut asked = db.prepare_cached("SELECT text FROM article_version WHERE id = ?1")?;
    let Some(text) = asked.query_row([version], |r| r.get(0)).optional()? else { return Ok(None) };
    Ok(Some((text, body(db, version)?)))
}

impl Record {
    /// The version with this number, whole: as people corrected it, actors that they said are one under one id.
    pub fn version(&self, id: i64) -> Result<Option<Stored>> {
        let mut stored = self.raw_version(id)?;
        if let Some(stored) = &mut stored {
            self.one_for_all(stored)?;
        }
        Ok(stored)
    }

    /// The version with the statements that people rejected behind the others: a statement's place ([`Record::place`]) is
    /// among all of them.
    pub fn version_with_rejected(&self, id: i64) -> Result<Option<Stored>> {
        let mut stored = self.version(id)?;
        if let Some(Stored { article: Article { reading, .. }, .. }) = &mut stored {
            reading.statements.append(&mut reading.rejected);
        }
        Ok(stored)
    }

    /// The version with this number, every actor under its own id.
    pub(crate) fn raw_version(&self, id: i64) -> Result<Option<Stored>> {
        let mut found = self.db.prepare_cached(&format!("{VERSION} WHERE v.id = ?1"))?;
        let Some(mut stored) = found.query_row([id], stored).optional()? else { return Ok(None) };
        stored.article.body = body(&self.db, id)?;
        stored.article.reading = self.reading(id)?;
        Ok(Some(stored))
    }

    /// The texts after the version `after`, in the order in which they came in, without what was read from them: at most
    /// `most`; only those that `reader` has not read, where one is given.
    pub fn texts(&self, after: i64, most: usize, reader: Option<&str>) -> Result<Vec<Stored>> {
        let sql = format!("{VERSION} WHERE v.id > ?1 AND (?3 IS NULL OR v.reader <> ?3) ORDER BY v.id LIMIT ?2");
        let mut found = self.db.prepare_cached(&sql)?;
        let mut texts = found.query_map(params![after, most, reader], stored)?.collect::<rusqlite::Result<Vec<_>>>()?;
        for stored in &mut texts {
            stored.article.body = body(&self.db, stored.id)?;
        }
        Ok(texts)
    }

    /// How many versions `reader` has not read; all where none is given.
    pub fn unread(&self, reader: Option<&str>) -> Result<u64> {
        let sql = "SELECT count(*) FROM article_version WHERE ?1 IS NULL OR reader <> ?1";
        Ok(self.db.query_row(sql, [reader], |r| r.get(0))?)
    }

    /// The numbers of all versions (only the latest ones where `latest` is set) after `after`, in order, at most `most`.
    pub fn versions(&self, after: i64, most: usize, latest: bool) -> Result<Vec<i64>> {
        let sql = "SELECT v.id FROM article_version v JOIN article a ON a.id = v.article \
                   WHERE v.id > ?1 AND (NOT ?3 OR a.latest = v.id) ORDER BY v.id LIMIT ?2";
        let mut found = self.db.prepare_cached(sql)?;
        Ok(found.query_map(params![after, most, latest], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The actor with this id.
    pub fn actor(&self, key: &str) -> Result<Option<Actor>> {
        let mut found = self.db.prepare_cached(
            "SELECT key, type, name, name_en, (SELECT e.name_en_basis FROM entity e WHERE e.actor = a.id \
             AND e.name_en = a.name_en LIMIT 1) FROM actor a WHERE key = ?1",
        )?;
        let actor = |r: &Row<'_>| {
            Ok(Actor { key: r.get(0)?, r#type: r.get(1)?, name: r.get(2)?, name_en: r.get(3)?, name_en_basis: r.get(4)? })
        };
        Ok(found.query_row([key], actor).optional()?)
    }

    fn reading(&self, id: i64) -> Result<Reading> {
        let mut entities = Vec::new();
        let mut keys = HashMap::new();
        for (actor, entity) in entities_of(&self.db, id)? {
            keys.entry(actor).or_insert_with(|| entity.id.clone());
            entities.push(entity);
        }
        let mut mentions =
            self.db.prepare_cached("SELECT start, \"end\", entity FROM mention WHERE version = ?1 ORDER BY entity, ord")?;
        for row in mentions.query_map([id], |r| Ok((r.get::<_, usize>(2)?, range(r, 0)?)))? {
            let (entity, mention) = row?;
            if let Some(entity) = entities.get_mut(entity) {
                entity.mentions.push(mention);
            }
        }
        let mut positions =
            self.db.prepare_cached("SELECT designations, figures, meetings FROM article_version WHERE id = ?1")?;
        let positions =
            positions.query_row([id], |r| Ok(Positions { designations: r.get(0)?, figures: r.get(1)?, meetings: r.get(2)? }))?;
        let (rejected, statements) =
            self.statements(id, &keys)?.into_iter().partition(|s| s.verdict.as_deref() == Some("rejected"));
        Ok(Reading { entities, statements, positions, rejected })
    }

    fn statements(&self, version: i64, keys: &HashMap<i64, String>) -> Result<Vec<Statement>> {
        let mut rows = self.db.prepare_cached(
            "SELECT id, kind, act, cue_start, cue_end, cue_lemma, speaker, speaker_name, mention_start, mention_end, via, \
             time_start, time_end, time_value, time_precision, occasion_start, occasion_end, \
             (SELECT w.ord FROM statement w WHERE w.id = s.within), confidence, why, \
             verdict, review FROM statement s WHERE version = ?1 ORDER BY ord",
        )?;
        let rows = rows.query_map([version], |r| {
            let key = r.get::<_, Option<i64>>(6)?.and_then(|a| keys.get(&a).cloned());
            let time = optional_range(r, 11)?;
            let statement = Statement {
                kind: r.get(1)?,
                act: r.get(2)?,
                cue: range(r, 3)?,
                cue_lemma: r.get(5)?,
                speaker: Speaker { entity: key, name: r.get(7)?, mention: optional_range(r, 8)?, via: r.get(10)? },
                time: match time {
                    Some(place) => Some(Time { place, value: r.get(13)?, precision: r.get(14)? }),
                    None => None,
                },
                occasion: optional_range(r, 15)?,
                within: r.get(17)?,
                confidence: r.get(18)?,
                why: r.get(19)?,
                verdict: r.get(20)?,
                review: r.get(21)?,
                ..Statement::default()
            };
            Ok((r.get::<_, i64>(0)?, statement))
        })?;
        let mut statements = Vec::new();
        for row in rows {
            let (id, mut statement) = row?;
            self.fill(id, &mut statement, keys)?;
            crate::stance::read(&self.db, id, &mut statement, keys)?;
            statements.push(statement);
        }
        Ok(statements)
    }

    /// Contents, parties and what it is about.
    fn fill(&self, id: i64, statement: &mut Statement, keys: &HashMap<i64, String>) -> Result<()> {
        let mut spans = self.db.prepare_cached("SELECT start, \"end\" FROM content_span WHERE statement = ?1 ORDER BY ord")?;
        statement.content = spans.query_map([id], |r| range(r, 0))?.collect::<rusqlite::Result<_>>()?;
        let mut parties = self
            .db
            .prepare_cached("SELECT role, actor, name, start, \"end\" FROM party WHERE statement = ?1 ORDER BY role, ord")?;
        let parties = parties.query_map([id], |r| {
            let entity = r.get::<_, Option<i64>>(1)?.and_then(|a| keys.get(&a).cloned());
            Ok((r.get::<_, String>(0)?, Party { entity, name: r.get(2)?, mention: range(r, 3)? }))
        })?;
        for row in parties {
            match row? {
                (role, party) if role == "chain" => statement.chain.push(party),
                (_, party) => statement.addressee = Some(party),
            }
        }
        let mut about = self.db.prepare_cached("SELECT actor FROM about WHERE statement = ?1 ORDER BY ord")?;
        for actor in about.query_map([id], |r| r.get::<_, i64>(0))? {
            statement.about.extend(keys.get(&actor?).cloned());
        }
        Ok(())
    }
}

/// The entities of a version, without their mentions, each with its actor's number.
pub(crate) fn entities_of(db: &Connection, version: i64) -> Result<Vec<(i64, Entity)>> {
    let mut rows = db.prepare_cached(
        "SELECT e.actor, a.key, e.type, e.name, e.name_en, e.aliases, e.name_en_basis FROM entity e JOIN actor a ON a.id = e.actor \
         WHERE e.version = ?1 ORDER BY e.ord",
    )?;
    let rows = rows.query_map([version], |r| {
        let entity = Entity {
            id: r.get(1)?,
            r#type: r.get(2)?,
            name: r.get(3)?,
            name_en: r.get(4)?,
            name_en_basis: r.get(6)?,
            aliases: list(r, 5)?,
            mentions: Vec::new(),
        };
        Ok((r.get(0)?, entity))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn body(db: &Connection, id: i64) -> Result<Vec<Range>> {
    let mut spans = db.prepare_cached("SELECT start, \"end\" FROM body_span WHERE version = ?1 ORDER BY ord")?;
    Ok(spans.query_map([id], |r| range(r, 0))?.collect::<rusqlite::Result<_>>()?)
}

fn stored(r: &Row<'_>) -> rusqlite::Result<Stored> {
    let published = match r.get::<_, Option<String>>(14)? {
        Some(value) => Some(Published {
            value,
            precision: r.get(15)?,
            basis: r.get(16)?,
            confidence: r.get(17)?,
            evidence: r.get(20)?,
            notes: list(r, 21)?,
        }),
        None => None,
    };
    let article = Article {
        source: Source {
            path: r.get(4)?,
            line: r.get(5)?,
            record: r.get(24)?,
            offset: r.get(25)?,
            url: r.get(6)?,
            outlet: r.get(7)?,
            outlet_actor: r.get(8)?,
            media_type: r.get(9)?,
            sha256: r.get(10)?,
            text_start: r.get(11)?,
        },
        title: optional_range(r, 12)?,
        published,
        author: r.get(22)?,
        notes: list(r, 23)?,
        language: r.get(18)?,
        text: r.get(19)?,
        ..Article::default()
    };
    Ok(Stored { id: r.get(0)?, number: r.get(1)?, latest: r.get(2)?, reader: r.get(3)?, article })
}

/// A list of words in a cell: JSON, or NULL for none.
fn list(r: &Row<'_>, at: usize) -> rusqlite::Result<Vec<String>> {
    let list: Option<String> = r.get(at)?;
    Ok(list.and_then(|l| serde_json::from_str(&l).ok()).unwrap_or_default())
}

pub(crate) fn range(r: &Row<'_>, at: usize) -> rusqlite::Result<Range> {
    Ok(Range { start: r.get(at)?, end: r.get(at + 1)? })
}

pub(crate) fn optional_range(r: &Row<'_>, at: usize) -> rusqlite::Result<Option<Range>> {
    let (start, end): (Option<u32>, Option<u32>) = (r.get(at)?, r.get(at + 1)?);
    Ok(start.zip(end).map(|(start, end)| Range { start, end }))
}
