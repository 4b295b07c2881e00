//! What a person asks for becomes a row of the log: ids and words are looked up, what does not fit is refused.

use rusqlite::OptionalExtension;
use serde::Deserialize;

use super::anchor::Quote;
use super::log::{self, Action, Actor, Other, Payload, Review};
use super::reading::kind;
use super::whom::{new_actor, of_entity};
use super::words;
use crate::error::{Error, Failure, Result};
use crate::model::{Entity, Places, Range, Speaker, Statement};
use crate::write::Batch;

/// One correction as it is typed, or stands in a file. Which fields an action needs is told where one is missing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    /// `confirm`, `reject`…: the name of an [`Action`].
    pub action: String,
    /// A statement's id.
    pub statement: Option<String>,
    /// An article's id or address.
    pub article: Option<String>,
    /// The second of two statements or articles.
    pub other: Option<String>,
    /// An actor: an id or a name. Who speaks; into whom others are merged; who is to be split.
    pub actor: Option<String>,
    /// More of them: those to be merged.
    pub actors: Vec<String>,
    /// An act.
    pub act: Option<String>,
    /// What was said: words of the article, or `first words … last words`.
    pub content: Vec<String>,
    /// The words that attribute.
    pub cue: Option<String>,
    /// The words for the speaker.
    pub words: Option<String>,
    /// Who passed it on, outermost first: words of the article, or actors that it names.
    pub chain: Vec<String>,
    /// A new actor's name.
    pub name: Option<String>,
    /// The English name.
    pub name_en: Option<String>,
    /// Its type.
    pub r#type: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// The number of the review to be taken back.
    pub review: Option<i64>,
    /// Who says so.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// Who corrects, and when.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// A name.
    pub who: &'a str,
    /// RFC 3339, UTC.
    pub at: &'a str,
}

/// Acts of the output contract.
pub const ACTS: [&str; 12] =
    ["inform", "affirm", "deny", "reject", "accuse", "warn", "call", "offer", "support", "assess", "feel", "ask"];
/// Types of actors.
pub const TYPES: [&str; 8] = ["person", "organisation", "group", "state", "place", "outlet", "role", "process"];

/// A statement as it is seen now.
pub(super) struct Seen {
    pub article: String,
    pub reference: String,
    pub text: String,
    pub statement: Statement,
    pub added: Option<i64>,
    pub entities: Vec<Entity>,
}

pub(super) fn asked(what: impl Into<String>) -> Error {
    Error::new(Failure::Asked, what)
}

pub(super) fn needed<'a>(given: &'a Option<String>, what: &str) -> Result<&'a str> {
    given.as_deref().map(str::trim).filter(|g| !g.is_empty()).ok_or_else(|| asked(format!("{what} is missing")))
}

impl Batch<'_> {
    /// Writes down one correction and gives its number in the log. It is laid over the reading when the batch is
    /// committed; later corrections of the same batch see it. `known` is asked for actors that the record does not have.
    pub fn review(&mut self, ask: &Asked, signed: Signed<'_>, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<i64> {
        let who = signed.who.trim();
        if who.is_empty() {
            return Err(asked("nobody is named who says so"));
        }
        let action = Action::parse(ask.action.trim()).ok_or_else(|| {
            let all = Action::ALL.map(|(_, name)| name).join(", ");
            asked(format!("{:?} is no action: there are {all}", ask.action))
        })?;
        let mut review = Review {
            id: 0,
            at: signed.at.to_owned(),
            who: who.to_owned(),
            why: ask.why.as_deref().map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned),
            action,
            article: None,
            reference: None,
            quote: None,
            payload: Payload::default(),
            undoes: None,
        };
        match action {
            Action::Confirm | Action::Reject | Action::Act | Action::Span | Action::Speaker | Action::Chain => {
                self.on_statement(ask, &mut review, known)?;
            }
            Action::Add => self.add_statement(ask, &mut review, known)?,
            Action::AddActor => review.payload.actors.push(new_actor(ask)?),
            Action::MergeActors => self.merge_actors(ask, &mut review, known)?,
            Action::SplitActor => self.split_actor(ask, &mut review, known)?,
            Action::SameUtterance | Action::ApartUtterance => self.pair(ask, &mut review)?,
            Action::SameStory | Action::ApartStory => self.pair_of_articles(ask, &mut review)?,
            Action::Undo => self.undo(ask, &mut review)?,
        }
        review.id = log::append(&self.record.db, &review)?;
        self.taken(review)
    }

    /// What follows for the rest of the batch.
    pub(super) fn taken(&mut self, review: Review) -> Result<i64> {
        let id = review.id;
        if review.action == Action::Undo {
            self.reviews.undone = None;
            // the article is written anew without it
            if let Some(key) = &review.article {
                self.hold(key)?;
            }
        } else if let Some(key) = review.article.clone() {
            let held = self.hold(&key)?;
            // taken up when it was written, if the article was not held before
            if held.reviews.last().is_none_or(|r| r.id < id) {
                held.reviews.push(review);
            }
        }
        Ok(id)
    }

    pub(super) fn hold(&mut self, key: &str) -> Result<&mut super::overlay::Held> {
        if !self.reviews.held.contains_key(key) {
            let held = self.record.held(key)?;
            self.reviews.held.insert(key.to_owned(), held);
        }
        Ok(self.reviews.held.entry(key.to_owned()).or_default())
    }

    /// A statement by its id, as `rawi find` or `rawi read` printed it, also before it was corrected.
    fn seen(&mut self, id: &str) -> Result<Seen> {
        let reference = id.split('-').next().unwrap_or_default();
        let keys = self.keys(reference)?;
        if keys.is_empty() {
            return Err(asked(format!("{id}: no article {reference} is in the record: take an id that `rawi find` prints")));
        }
        for key in keys {
            self.hold(&key)?;
            let undone = self.undone()?.clone();
            let Some(held) = self.reviews.held.get(&key) else { continue };
            for (stored, applied) in held.versions.iter().zip(held.applied(&undone)) {
                let article = &stored.article;
                if article.reference() != reference {
                    continue;
                }
                let statements: Vec<&Statement> = applied.reading.statements.iter().chain(&applied.reading.rejected).collect();
                let now = statements.iter().position(|s| s.reference(reference) == id);
                let at = now.or_else(|| applied.was.iter().position(|w| w.as_deref() == Some(id)));
                if let Some((at, statement)) = at.and_then(|at| Some((at, *statements.get(at)?))) {
                    return Ok(Seen {
                        article: key,
                        reference: reference.to_owned(),
                        text: article.text.clone(),
                        statement: Statement { verdict: None, review: None, within: None, ..statement.clone() },
                        added: applied.added.get(at).copied().flatten(),
                        entities: applied.reading.entities.clone(),
                    });
                }
            }
        }
        Err(asked(format!("{id}: article {reference} is in the record, without such a statement; it may be read otherwise now")))
    }

    /// The keys of the articles that have a version with this contract id.
    fn keys(&self, reference: &str) -> Result<Vec<String>> {
        let mut keys = self.record.db.prepare_cached(
            "SELECT DISTINCT a.key FROM article_version v JOIN article a ON a.id = v.article WHERE v.ref = ?1 ORDER BY a.id",
        )?;
        Ok(keys.query_map([reference], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// An article's key by its id, its address, or the id of one of its statements.
    pub(super) fn article(&self, typed: &str) -> Result<String> {
        let mut by_key = self.record.db.prepare_cached("SELECT key FROM article WHERE key = ?1")?;
        if let Some(key) = by_key.query_row([typed], |r| r.get(0)).optional()? {
            return Ok(key);
        }
        let keys = self.keys(typed.split('-').next().unwrap_or_default())?;
        match &keys[..] {
            [key] => Ok(key.clone()),
            [] => {
                Err(asked(format!("{typed}: no such article is in the record: take an id or an address that `rawi find` prints")))
            }
            _ => Err(asked(format!("{typed}: the same bytes lie at several addresses: name one, as {}", keys.join(" or ")))),
        }
    }

    fn on_statement(&mut self, ask: &Asked, review: &mut Review, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<()> {
        let seen = self.seen(needed(&ask.statement, "the statement's id")?)?;
        let payload = &mut review.payload;
        let mut more = Vec::new();
        match review.action {
            Action::Act => payload.act = Some(act(ask)?),
            Action::Span => {
                payload.content = words::content(&seen.text, &ask.content, seen.statement.cue.start, None)?;
                more.extend(payload.content.iter().copied());
            }
            Action::Speaker => {
                let near = seen.statement.cue.start;
                let (speaker, actor) = self.speaker(ask, &seen.text, &seen.entities, near, known)?;
                // the words at the cue stay where they name the one who speaks
                let theirs =
                    |m: &Range| seen.entities.iter().any(|e| Some(&e.id) == speaker.entity.as_ref() && e.mentions.contains(m));
                let mention = speaker.mention.or(seen.statement.speaker.mention.filter(theirs));
                more.extend(mention);
                payload.actors.extend(actor);
                payload.speaker = Some(Speaker { mention, ..speaker });
            }
            Action::Chain => {
                let mut chain = Vec::new();
                for link in &ask.chain {
                    let (party, actor) = self.link(link, &seen, known)?;
                    more.push(party.mention);
                    payload.actors.extend(actor);
                    chain.push(party);
                }
                payload.chain = Some(chain);
            }
            _ => {}
        }
        anchor(review, &seen, more)
    }

    fn add_statement(&mut self, ask: &Asked, review: &mut Review, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<()> {
        let typed = needed(&ask.article, "the article's id or address")?;
        let key = self.article(typed)?;
        let undone = self.undone()?.clone();
        let held = self.hold(&key)?;
        let reference = typed.split('-').next().unwrap_or_default();
        let at = held
            .versions
            .iter()
            .rposition(|v| v.article.reference() == reference)
            .unwrap_or(held.versions.len().saturating_sub(1));
        let applied = held.applied(&undone);
        let (Some(stored), Some(applied)) = (held.versions.get(at), applied.get(at)) else {
            return Err(asked(format!("{typed}: the article has no version")));
        };
        let (text, reference) = (stored.article.text.clone(), stored.article.reference().to_owned());
        let entities = applied.reading.entities.clone();
        let typed_cue = needed(&ask.cue, "the words that attribute (cue)")?;
        let (content, cue) = words::content_and_cue(&text, &ask.content, typed_cue)?;
        let all = applied.reading.statements.iter().chain(&applied.reading.rejected);
        if let Some(there) = all
            .clone()
            .find(|s| s.cue == cue && s.content.iter().any(|c| content.iter().any(|d| c.start < d.end && d.start < c.end)))
        {
            let id = there.reference(&reference);
            return Err(asked(format!(
                "that statement is there: {id}; correct it with `span`, `speaker`, `act`, or `confirm` it"
            )));
        }
        let (speaker, actor) = self.speaker(ask, &text, &entities, cue.start, known)?;
        let places = Places::new(&text);
        let mut statement = Statement {
            kind: kind(&text, &content).to_owned(),
            act: act(ask)?,
            content,
            cue,
            cue_lemma: places.of(cue).unwrap_or_default().to_owned(),
            speaker,
            confidence: 1.0,
            why: "review".to_owned(),
            ..Statement::default()
        };
        let mut seen = Seen { article: key, reference, text, statement: statement.clone(), added: None, entities };
        review.payload.actors.extend(actor);
        for link in &ask.chain {
            let (party, actor) = self.link(link, &seen, known)?;
            review.payload.actors.extend(actor);
            statement.chain.push(party);
        }
        seen.statement = statement;
        anchor(review, &seen, Vec::new())
    }

    fn pair(&mut self, ask: &Asked, review: &mut Review) -> Result<()> {
        let one = self.seen(needed(&ask.statement, "the statement's id")?)?;
        let typed = needed(&ask.other, "the other statement's id (other)")?;
        let two = self.seen(typed)?;
        if one.article == two.article && one.statement.cue == two.statement.cue && one.statement.content == two.statement.content
        {
            return Err(asked(format!("{typed}: that is the same statement")));
        }
        let ranges = ranges(&two.statement);
        let quote = Quote::over(&Places::new(&two.text), ranges).ok_or_else(|| asked(format!("{typed}: it has no words")))?;
        review.payload.other = Some(Other {
            article: two.article,
            r#ref: two.reference,
            quote: Some(quote),
            statement: Some(two.statement),
            on: two.added,
        });
        anchor(review, &one, Vec::new())
    }

    fn pair_of_articles(&mut self, ask: &Asked, review: &mut Review) -> Result<()> {
        let one = self.article(needed(&ask.article, "the article's id or address")?)?;
        let typed = needed(&ask.other, "the other article's id or address (other)")?;
        let two = self.article(typed)?;
        if one == two {
            return Err(asked(format!("{typed}: that is the same article")));
        }
        let latest = |key: &str| -> Result<String> {
            let mut asked = self
                .record
                .db
                .prepare_cached("SELECT v.ref FROM article a JOIN article_version v ON v.id = a.latest WHERE a.key = ?1")?;
            Ok(asked.query_row([key], |r| r.get(0))?)
        };
        review.reference = Some(latest(&one)?);
        review.payload.other = Some(Other { r#ref: latest(&two)?, article: two, ..Other::default() });
        review.article = Some(one);
        Ok(())
    }

    fn undo(&mut self, ask: &Asked, review: &mut Review) -> Result<()> {
        let number = ask.review.ok_or_else(|| asked("the number of what is to be taken back (review) is missing"))?;
        let found = log::rows(&self.record.db, "id = ?1", [number])?.into_iter().next();
        let found = found.ok_or_else(|| asked(format!("{number}: there is no such number in the log")))?;
        if self.undone()?.contains(&number) {
            return Err(asked(format!("{number}: it is taken back already")));
        }
        // of an undo too: the article of what comes back into force
        review.article = found.article;
        review.undoes = Some(number);
        Ok(())
    }
}

fn act(ask: &Asked) -> Result<String> {
    let act = needed(&ask.act, "the act")?;
    if ACTS.contains(&act) {
        Ok(act.to_owned())
    } else {
        Err(asked(format!("{act}: no such act: there are {}", ACTS.join(", "))))
    }
}

/// All places of a statement.
fn ranges(s: &Statement) -> Vec<Range> {
    let parties = s.chain.iter().chain(&s.addressee).map(|p| p.mention);
    let time = s.time.iter().map(|t| t.place);
    s.content.iter().copied().chain([s.cue]).chain(s.speaker.mention).chain(parties).chain(time).chain(s.occasion).collect()
}

/// Ties a review to the words of a statement and of what it changes.
fn anchor(review: &mut Review, seen: &Seen, more: Vec<Range>) -> Result<()> {
    let all = ranges(&seen.statement).into_iter().chain(more);
    let quote = Quote::over(&Places::new(&seen.text), all);
    review.quote = Some(quote.ok_or_else(|| asked("the statement has no words in the text"))?);
    let s = &seen.statement;
    let parties = s.chain.iter().chain(&s.addressee).filter_map(|p| p.entity.as_ref());
    for key in s.speaker.entity.iter().chain(parties) {
        let entity = seen.entities.iter().find(|e| e.id == *key);
        if let Some(entity) = entity.filter(|e| !review.payload.actors.iter().any(|a| a.key == e.id)) {
            review.payload.actors.push(of_entity(entity));
        }
    }
    review.article = Some(seen.article.clone());
    review.reference = Some(seen.reference.clone());
    review.payload.statement = Some(seen.statement.clone());
    review.payload.on = seen.added;
    Ok(())
}
