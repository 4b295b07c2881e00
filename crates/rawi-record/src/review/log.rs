//! The log of what people said: its rows, and which of them are in force.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::anchor::Quote;
use crate::error::{Error, Failure, Result};
use crate::model::{Party, Range, Speaker, Statement};

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// A statement is right as it stands.
    Confirm,
    /// It is no statement.
    Reject,
    /// Somebody else speaks.
    Speaker,
    /// It is another act.
    Act,
    /// Other words were said.
    Span,
    /// Others passed it on.
    Chain,
    /// A statement that was missed.
    Add,
    /// An actor, or another name or type of one.
    AddActor,
    /// Several actors are one.
    MergeActors,
    /// Who is named in an article is somebody else than the one of that name.
    SplitActor,
    /// Two statements report one utterance.
    SameUtterance,
    /// They do not.
    ApartUtterance,
    /// Two articles tell one story.
    SameStory,
    /// They do not.
    ApartStory,
    /// Something said before is taken back.
    Undo,
}

impl Action {
    /// All, with the words that the record keeps for them.
    pub const ALL: [(Action, &'static str); 15] = [
        (Action::Confirm, "confirm"),
        (Action::Reject, "reject"),
        (Action::Speaker, "speaker"),
        (Action::Act, "act"),
        (Action::Span, "span"),
        (Action::Chain, "chain"),
        (Action::Add, "add"),
        (Action::AddActor, "add-actor"),
        (Action::MergeActors, "merge-actors"),
        (Action::SplitActor, "split-actor"),
        (Action::SameUtterance, "same-utterance"),
        (Action::ApartUtterance, "apart-utterance"),
        (Action::SameStory, "same-story"),
        (Action::ApartStory, "apart-story"),
        (Action::Undo, "undo"),
    ];

    /// Its word.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(a, _)| *a == self).map_or("", |(_, name)| name)
    }

    /// The action of a word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(a, _)| *a)
    }
}

/// Somebody, as a review names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Actor {
    /// The id: `person:…`, `name:…`.
    pub key: String,
    /// `person`, `organisation`…
    pub r#type: String,
    /// The name.
    pub name: String,
    /// The English name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
}

/// Another statement or article that a review is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Other {
    /// The article's key.
    pub article: String,
    /// The version's reference.
    pub r#ref: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The statement as it was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    /// The review that added it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<i64>,
}

/// What a review says. Ranges are in the text that its quotation is from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Payload {
    /// The statement as it was seen; of an added one, the statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    /// The review that added that statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<i64>,
    /// Those whom the statement and the change name; of actions on actors, those that they are about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Actor>,
    /// The act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// What was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Range>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// Who passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<Vec<Party>>,
    /// The second of two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Other>,
}

/// One row of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Its number in this record.
    pub id: i64,
    /// When, in RFC 3339.
    pub at: String,
    /// Who.
    pub who: String,
    /// Why, if that was said.
    pub why: Option<String>,
    /// What.
    pub action: Action,
    /// The article's key.
    pub article: Option<String>,
    /// The version that was looked at.
    pub reference: Option<String>,
    /// The words that it is about.
    pub quote: Option<Quote>,
    /// What is said.
    pub payload: Payload,
    /// What is taken back.
    pub undoes: Option<i64>,
}

const COLUMNS: &str = "id, at, who, why, action, article, ref, start, \"end\", exact, before, after, payload, undoes";

/// The rows that an SQL condition chooses, in the order in which they were written.
pub(crate) fn rows(db: &Connection, condition: &str, asked: impl rusqlite::Params) -> Result<Vec<Review>> {
    let mut rows = db.prepare_cached(&format!("SELECT {COLUMNS} FROM review WHERE {condition} ORDER BY id"))?;
    let rows = rows.query_map(asked, |r| Ok((raw(r)?, r.get::<_, String>(4)?, r.get::<_, String>(12)?)))?;
    let mut reviews = Vec::new();
    for row in rows {
        let (mut review, action, payload) = row?;
        let unknown = |what: String| Error::new(Failure::NotARecord, format!("review {}: {what}", review.id));
        review.action = Action::parse(&action).ok_or_else(|| unknown(format!("no action {action} is known")))?;
        review.payload = serde_json::from_str(&payload).map_err(|e| unknown(format!("its payload cannot be read: {e}")))?;
        reviews.push(review);
    }
    Ok(reviews)
}

fn raw(r: &Row<'_>) -> rusqlite::Result<Review> {
    let place: (Option<u32>, Option<u32>) = (r.get(7)?, r.get(8)?);
    let quote = match place {
        (Some(start), Some(end)) => Some(Quote {
            start,
            end,
            exact: r.get::<_, Option<String>>(9)?.unwrap_or_default(),
            before: r.get::<_, Option<String>>(10)?.unwrap_or_default(),
            after: r.get::<_, Option<String>>(11)?.unwrap_or_default(),
        }),
        _ => None,
    };
    Ok(Review {
        id: r.get(0)?,
        at: r.get(1)?,
        who: r.get(2)?,
        why: r.get(3)?,
        action: Action::Undo,
        article: r.get(5)?,
        reference: r.get(6)?,
        quote,
        payload: Payload::default(),
        undoes: r.get(13)?,
    })
}

/// Writes a row; its number is given by the record.
pub(crate) fn append(db: &Connection, review: &Review) -> Result<i64> {
    let payload = serde_json::to_string(&review.payload).map_err(|e| Error::new(Failure::Other, e.to_string()))?;
    let quote = review.quote.as_ref();
    db.prepare_cached(
        "INSERT INTO review (at, who, why, action, article, ref, start, \"end\", exact, before, after, payload, undoes) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        review.at,
        review.who,
        review.why,
        review.action.name(),
        review.article,
        review.reference,
        quote.map(|q| q.start),
        quote.map(|q| q.end),
        quote.map(|q| &q.exact),
        quote.map(|q| &q.before),
        quote.map(|q| &q.after),
        payload,
        review.undoes,
    ])?;
    Ok(db.last_insert_rowid())
}

/// The numbers of the rows that are taken back. What takes back may be taken back too.
pub(crate) fn undone(db: &Connection) -> Result<BTreeSet<i64>> {
    let mut rows =
        db.prepare_cached("SELECT id, undoes FROM review WHERE action = 'undo' AND undoes IS NOT NULL ORDER BY id DESC")?;
    let mut undone = BTreeSet::new();
    for row in rows.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))? {
        let (id, of) = row?;
        // only later rows can take this one back, and those were seen
        if !undone.contains(&id) && of < id {
            undone.insert(of);
        }
    }
    Ok(undone)
}
