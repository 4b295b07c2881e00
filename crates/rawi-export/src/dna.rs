//! A database of Discourse Network Analyzer 3.0: documents with statements marked in them, each with a person or an
//! organization, a concept and whether they agree. The program opens it, and its R package.
//!
//! The concept is whom the statement speaks of, one statement for each; its stance says for or against. Act, source and
//! those who passed it on are variables besides.

use std::path::Path;

use rawi_record::{Actor, Record};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Format, Report, Result, Said};

const TABLES: &str = include_str!("dna.sql");
/// The schema's version, as the program notes it.
const VERSION: [(&str, &str); 2] = [("version", "3.0.8"), ("date", "2022-06-16")];
/// The password of its one coder is `rawi`: the program asks for one. As it stores them: 16 bytes of salt, then SHA-256 a
/// hundred thousand times, in Base64.
const PASSWORD: &str = "cmF3aS1kbmEtZXhwb3J0Ie1LDAJU/QJ9k83FuJmOetAed4jEyvPnSNXTtCMMrPx7";
/// The program's limit for names and titles is 190 characters.
const MOST: usize = 190;

/// Variables of a statement; the first four are the program's own.
const VARIABLES: [(&str, &str); 8] = [
    ("person", "short text"),
    ("organization", "short text"),
    ("concept", "short text"),
    ("agreement", "boolean"),
    ("act", "short text"),
    ("through", "short text"),
    ("outlet", "short text"),
    ("content", "long text"),
];
const PERSON: usize = 1;
const ORGANIZATION: usize = 2;
const CONCEPT: usize = 3;
const AGREEMENT: usize = 4;
const ACT: usize = 5;
const THROUGH: usize = 6;
const OUTLET: usize = 7;
const CONTENT: usize = 8;

/// What is told of each name besides.
const ATTRIBUTES: [&str; 5] = ["Type", "Alias", "Notes", "English", "Id"];

/// A database that is made as it goes.
pub struct Dna<'r> {
    db: Connection,
    record: &'r Record,
}

impl<'r> Dna<'r> {
    /// Makes the database at `path`, where no file may be.
    pub fn new(path: &Path, record: &'r Record) -> Result<Self> {
        let db = Connection::open(path)?;
        // the file is taken whole or not at all, by whoever asked for it
        db.pragma_update(None, "journal_mode", "off")?;
        db.pragma_update(None, "synchronous", "off")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.set_prepared_statement_cache_capacity(32);
        db.execute_batch("BEGIN")?;
        db.execute_batch(TABLES)?;
        for (property, value) in VERSION {
            db.execute("INSERT INTO SETTINGS VALUES (?1, ?2)", params![property, value])?;
        }
        db.execute("INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (1, 'Admin', 255, 255, 0, ?1)", [PASSWORD])?;
        db.execute("INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 239, 208, 51)", [])?;
        for (n, (variable, kind)) in (1..).zip(VARIABLES) {
            db.execute("INSERT INTO VARIABLES VALUES (?1, ?2, ?3, 1)", params![n, variable, kind])?;
            if kind == "short text" {
                for attribute in ATTRIBUTES {
                    db.execute(
                        "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?1, ?2)",
                        params![n, attribute],
                    )?;
                }
                // every statement has a value for every variable: nothing is one too
                db.execute("INSERT INTO ENTITIES (VariableId, Value, Red, Green, Blue) VALUES (?1, '', 0, 0, 0)", [n])?;
            }
        }
        Ok(Self { db, record })
    }

    /// The number of a value of a variable.
    fn value(&self, variable: usize, value: &str, actor: Option<&Actor>) -> Result<i64> {
        let value = short(value);
        let mut known = self.db.prepare_cached("SELECT ID FROM ENTITIES WHERE VariableId = ?1 AND Value = ?2")?;
        if let Some(id) = known.query_row(params![variable, value], |r| r.get(0)).optional()? {
            return Ok(id);
        }
        self.db
            .prepare_cached("INSERT INTO ENTITIES (VariableId, Value, Red, Green, Blue) VALUES (?1, ?2, 0, 0, 0)")?
            .execute(params![variable, value])?;
        let id = self.db.last_insert_rowid();
        if let Some(actor) = actor {
            let told =
                [("Type", actor.r#type.as_str()), ("English", actor.name_en.as_deref().unwrap_or_default()), ("Id", &actor.key)];
            let mut add = self.db.prepare_cached(
                "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) \
                 SELECT ?1, ID, ?2 FROM ATTRIBUTEVARIABLES WHERE VariableId = ?3 AND AttributeVariable = ?4",
            )?;
            for (attribute, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
                add.execute(params![id, short(text), variable, attribute])?;
            }
        }
        Ok(id)
    }

    fn document(&self, report: &Report<'_>) -> Result<i64> {
        let article = report.article();
        let source = &article.source;
        let title = report.title().map_or_else(|| source.path.clone(), |t| t.split_whitespace().collect::<Vec<_>>().join(" "));
        let notes = format!("{}\n{}", source.url.as_deref().unwrap_or(&source.path), source.sha256);
        // seconds since 1970; what has no date is put there
        let date = report.published().and_then(seconds).unwrap_or(0);
        self.db
            .prepare_cached(
                "INSERT INTO DOCUMENTS (Title, Text, Coder, Author, Source, Section, Notes, Type, Date) \
                 VALUES (?1, ?2, 1, ?3, ?4, '', ?5, ?6, ?7)",
            )?
            .execute(params![
                short(&title),
                article.text,
                short(article.author.as_deref().unwrap_or_default()),
                short(source.outlet.as_deref().unwrap_or_default()),
                notes,
                short(&source.media_type),
                date
            ])?;
        Ok(self.db.last_insert_rowid())
    }

    fn said(&self, document: i64, said: &Said<'_>) -> Result<()> {
        let (report, s) = (said.report, said.statement);
        // places are counted as Java counts: in units of UTF-16; a statement is one place, whatever stands between its parts
        let places = || s.content.iter().copied().chain(s.content.is_empty().then_some(s.cue));
        let (Some(start), Some(end)) = (places().map(|p| p.start).min(), places().map(|p| p.end).max()) else { return Ok(()) };
        let (Some(start), Some(end)) = (utf16(report, start), utf16(report, end)) else { return Ok(()) };
        let speaker = match &s.speaker.entity {
            Some(key) => self.record.actor(key)?,
            None => None,
        };
        let name = speaker.as_ref().map_or(s.speaker.name.as_str(), |a| a.name.as_str());
        let is_person = speaker.as_ref().is_some_and(|a| a.r#type == "person");
        let (person, organization) = if is_person { (name, "") } else { ("", name) };
        let chain = s.chain.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(" | ");
        let content = said.content();
        let against = matches!(s.stance.r#type.as_deref(), Some("opposes" | "accuses" | "rejects" | "threatens"));
        let towards = s.stance.towards.as_ref().and_then(|p| p.entity.as_ref());
        let mut concepts: Vec<Option<Actor>> = Vec::new();
        for key in towards.into_iter().chain(&s.about) {
            let actor = self.record.actor(key)?;
            if !concepts.contains(&actor) {
                concepts.push(actor);
            }
        }
        if concepts.is_empty() {
            concepts.push(None);
        }
        for concept in concepts {
            self.db
                .prepare_cached(
                    "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?1, ?2, ?3, 1)",
                )?
                .execute(params![document, start, end])?;
            let id = self.db.last_insert_rowid();
            // who is accused is accused, not whoever else is named; without a target, all that is spoken of
            let is_target = towards.is_none() || concept.as_ref().is_some_and(|c| Some(&c.key) == towards);
            let agreement = !(against && is_target);
            let concept_name = concept.as_ref().map_or("", |a| a.name.as_str());
            let mut add =
                self.db.prepare_cached("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?1, ?2, ?3)")?;
            for (variable, value, actor) in [
                (PERSON, person, speaker.as_ref()),
                (ORGANIZATION, organization, speaker.as_ref()),
                (CONCEPT, concept_name, concept.as_ref()),
                (ACT, &s.act, None),
                (THROUGH, &chain, None),
                (OUTLET, report.article().source.outlet.as_deref().unwrap_or_default(), None),
            ] {
                add.execute(params![id, variable, self.value(variable, value, actor)?])?;
            }
            self.db
                .prepare_cached("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?1, ?2, ?3)")?
                .execute(params![id, AGREEMENT, agreement])?;
            self.db
                .prepare_cached("INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (?1, ?2, ?3)")?
                .execute(params![id, CONTENT, content])?;
        }
        Ok(())
    }
}

impl Format for Dna<'_> {
    fn article(&mut self, report: &Report<'_>) -> Result<()> {
        let mut said = report.said().peekable();
        if said.peek().is_none() {
            return Ok(());
        }
        let document = self.document(report)?;
        said.try_for_each(|said| self.said(document, &said))
    }

    fn end(&mut self) -> Result<()> {
        self.db.execute_batch("COMMIT")?;
        Ok(())
    }
}

/// A name no longer than the program takes.
fn short(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some(_) => text.chars().take(MOST - 1).chain(['…']).collect(),
    }
}

/// Where a code point of the text lies, in units of UTF-16.
fn utf16(report: &Report<'_>, point: u32) -> Option<i64> {
    let before = report.article().text.get(..report.places.byte(point)?)?;
    i64::try_from(before.encode_utf16().count()).ok()
}

/// Seconds since 1970-01-01 of a date: the beginning of the day, month or year, and the minute where one is known. Zones
/// are passed over: the program has none.
fn seconds(iso: &str) -> Option<i64> {
    let number = |from: usize, to: usize| iso.get(from..to).and_then(|p| p.parse::<u32>().ok());
    let year = i64::from(number(0, 4)?);
    let month = number(5, 7).filter(|m| (1..=12).contains(m)).unwrap_or(1);
    let day = number(8, 10).filter(|d| (1..=31).contains(d)).unwrap_or(1);
    let hour = number(11, 13).filter(|h| *h < 24).unwrap_or(0);
    let minute = number(14, 16).filter(|m| *m < 60).unwrap_or(0);
    Some(rawi_text::civil::days(year, month, day) * 86_400 + i64::from(hour * 3600 + minute * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_seconds() {
        assert_eq!(seconds("1970-01-02"), Some(86_400));
        assert_eq!(seconds("1970"), Some(0));
        assert_eq!(seconds("1970-02"), Some(31 * 86_400));
        assert_eq!(seconds("1970-01-01T01:02:03Z"), Some(3720));
        assert_eq!(seconds("x"), None);
    }

    #[test]
    fn names_are_cut() {
        assert_eq!(short("نعم"), "نعم");
        let long = "ن".repeat(400);
        assert_eq!(short(&long).chars().count(), MOST);
        assert_eq!(short(&"ن".repeat(MOST)).chars().last(), Some('ن'));
    }
}
