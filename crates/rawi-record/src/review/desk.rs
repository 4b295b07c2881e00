//! What a person asks for becomes a row of the log: ids and words are looked up, what does not fit is refused.

use rusqlite::OptionalExtension;
use serde::Deserialize;

use super::anchor::Quote;
use super::log::{self, Action, Actor, Other, Payload, Review};
use super::reading::kind;
use super::words;
use crate::error::{Error, Failure, Result};
use crate::fold;
use crate::model::{Entity, Party, Places, Range, Speaker, Statement};
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
struct Seen {
    article: String,
    reference: String,
    text: String,
    statement: Statement,
    added: Option<i64>,
    entities: Vec<Entity>,
}

fn asked(what: impl Into<String>) -> Error {
    Error::new(Failure::Asked, what)
}

fn needed<'a>(given: &'a Option<String>, what: &str) -> Result<&'a str> {
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

    fn hold(&mut self, key: &str) -> Result<&mut super::overlay::Held> {
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
    fn article(&self, typed: &str) -> Result<String> {
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

    /// Who speaks: an actor, or words of the article, or both.
    fn speaker(
        &self,
        ask: &Asked,
        text: &str,
        entities: &[Entity],
        near: u32,
        known: &dyn Fn(&str) -> Vec<Actor>,
    ) -> Result<(Speaker, Option<Actor>)> {
        let mention = match ask.words.as_deref().map(str::trim).filter(|w| !w.is_empty()) {
            Some(typed) => Some(words::one(text, typed, near)?),
            None => None,
        };
        let actor = match ask.actor.as_deref().map(str::trim).filter(|a| !a.is_empty()) {
            Some(typed) => Some(self.whom(typed, entities, known)?),
            None => {
                let place = mention.ok_or_else(|| asked("who speaks is missing: an actor, or the words for the speaker"))?;
                let within = |m: &&Range| m.start >= place.start && m.end <= place.end;
                let named = entities.iter().find(|e| e.mentions.iter().any(|m| within(&m)));
                named.map(of_entity)
            }
        };
        let said = mention.and_then(|m| Places::new(text).of(m)).unwrap_or_default();
        let name = actor
            .as_ref()
            .map_or(said.to_owned(), |a| entities.iter().find(|e| e.id == a.key).map_or(a.name.clone(), |e| e.name.clone()));
        let speaker = Speaker { entity: actor.as_ref().map(|a| a.key.clone()), name, mention, via: "review".to_owned() };
        Ok((speaker, actor))
    }

    /// Who passes words on: words of the article, or an actor that it names.
    fn link(&self, typed: &str, seen: &Seen, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<(Party, Option<Actor>)> {
        let near = seen.statement.cue.start;
        let mention = words::one(&seen.text, typed, near);
        let actor = self.whom(typed, &seen.entities, known);
        let entity = |key: &str| self.entity_of(&seen.entities, key).ok().flatten();
        match (mention, actor) {
            (Ok(mention), actor) => {
                let there =
                    seen.entities.iter().find(|e| e.mentions.iter().any(|m| m.start < mention.end && mention.start < m.end));
                let actor = there.map(of_entity).or(actor.ok());
                let name = actor.as_ref().map_or(typed.to_owned(), |a| entity(&a.key).map_or(a.name.clone(), |e| e.name.clone()));
                Ok((Party { entity: actor.as_ref().map(|a| a.key.clone()), name, mention }, actor))
            }
            (Err(_), Ok(actor)) => {
                let named = entity(&actor.key).and_then(|e| {
                    let mention = e.mentions.iter().min_by_key(|m| m.start.abs_diff(near))?;
                    Some(Party { entity: Some(actor.key.clone()), name: e.name.clone(), mention: *mention })
                });
                let party = named.ok_or_else(|| {
                    asked(format!("{typed}: the article does not name {}: give the words that it has for them", actor.key))
                })?;
                Ok((party, Some(actor)))
            }
            (Err(e), Err(_)) => Err(e),
        }
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

    fn merge_actors(&mut self, ask: &Asked, review: &mut Review, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<()> {
        let into = self.whom(needed(&ask.actor, "the actor into whom the others are merged")?, &[], known)?;
        if ask.actors.is_empty() {
            return Err(asked("those who are to be merged (actors) are missing"));
        }
        let mut actors = vec![into];
        for typed in &ask.actors {
            let other = self.whom(typed, &[], known)?;
            if actors.iter().any(|a| a.key == other.key) {
                return Err(asked(format!("{typed}: {} cannot be merged with themselves", other.key)));
            }
            actors.push(other);
        }
        review.payload.actors = actors;
        Ok(())
    }

    fn split_actor(&mut self, ask: &Asked, review: &mut Review, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<()> {
        let key = self.article(needed(&ask.article, "the article's id or address")?)?;
        let undone = self.undone()?.clone();
        let held = self.hold(&key)?;
        let applied = held.applied(&undone);
        let (Some(stored), Some(applied)) = (held.versions.last(), applied.last()) else {
            return Err(asked(format!("{key}: the article has no version")));
        };
        let (text, reference) = (stored.article.text.clone(), stored.article.reference().to_owned());
        let entities = applied.reading.entities.clone();
        let typed = needed(&ask.actor, "the actor who is to be split")?;
        let from = self.whom(typed, &entities, known)?;
        let entity = self.entity_of(&entities, &from.key)?;
        let from = entity.map_or(from, of_entity);
        let mention = entity.and_then(|e| e.mentions.first()).copied();
        let mention = mention.ok_or_else(|| asked(format!("{typed}: the article {key} does not name {}", from.key)))?;
        let to = match (&ask.name, ask.actors.first()) {
            (None, None) => return Err(asked("who it is instead is missing: an actor")),
            (_, Some(typed)) => self.whom(typed, &[], known)?,
            (Some(_), None) => new_actor(ask)?,
        };
        if to.key == from.key {
            return Err(asked(format!("{typed}: that is {} already", to.key)));
        }
        review.quote = Quote::over(&Places::new(&text), [mention]);
        review.article = Some(key);
        review.reference = Some(reference);
        review.payload.actors = vec![from, to];
        Ok(())
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

    /// Whom an article names under an actor's id, or under that of somebody who was merged with them.
    fn entity_of<'e>(&self, entities: &'e [Entity], key: &str) -> Result<Option<&'e Entity>> {
        if let Some(entity) = entities.iter().find(|e| e.id == key) {
            return Ok(Some(entity));
        }
        let mut asked = self
            .record
            .db
            .prepare_cached("SELECT a.key FROM actor a JOIN actor b ON b.id = a.same_as WHERE b.key = ?1 ORDER BY a.id")?;
        let merged: Vec<String> = asked.query_map([key], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(entities.iter().find(|e| merged.contains(&e.id)))
    }

    /// Whom a person means: an id, or a name that only one has, in the article first.
    fn whom(&self, typed: &str, entities: &[Entity], known: &dyn Fn(&str) -> Vec<Actor>) -> Result<Actor> {
        let typed = typed.trim();
        if let Some(entity) = entities.iter().find(|e| e.id == typed) {
            return Ok(of_entity(entity));
        }
        let by_key = |key: &str| -> Result<Option<Actor>> {
            let mut asked = self.record.db.prepare_cached("SELECT key, type, name, name_en FROM actor WHERE key = ?1")?;
            Ok(asked
                .query_row([key], |r| Ok(Actor { key: r.get(0)?, r#type: r.get(1)?, name: r.get(2)?, name_en: r.get(3)? }))
                .optional()?)
        };
        let undone = log::undone(&self.record.db)?;
        let mut new: Vec<Actor> = Vec::new();
        for review in log::rows(&self.record.db, "action = 'add-actor'", [])? {
            if !undone.contains(&review.id) {
                new.extend(review.payload.actors.into_iter().next());
            }
        }
        if let Some(actor) = by_key(typed)? {
            return Ok(actor);
        }
        if let Some(actor) = new.iter().rev().find(|a| a.key == typed) {
            return Ok(actor.clone());
        }
        let folded = |name: &str| {
            let mut words = Vec::new();
            fold::each(name, |_, folded| words.push(folded.to_owned()));
            words
        };
        let wanted = folded(typed);
        let called = |e: &&Entity| std::iter::once(&e.name).chain(&e.aliases).any(|n| !wanted.is_empty() && folded(n) == wanted);
        let mut here = entities.iter().filter(called);
        if let (Some(entity), None) = (here.next(), here.next()) {
            return Ok(of_entity(entity));
        }
        let mut found = Vec::new();
        if let Ok(ids) = self.record.actors(typed) {
            let mut asked = self.record.db.prepare_cached(
                "SELECT DISTINCT b.key FROM actor a JOIN actor b ON b.id = coalesce(a.same_as, a.id) WHERE a.id = ?1",
            )?;
            for id in ids {
                let key: String = asked.query_row([id], |r| r.get(0))?;
                found.extend(by_key(&key)?.filter(|a| !found.contains(a)));
            }
        }
        let added: Vec<Actor> =
            new.into_iter().filter(|a| folded(&a.name) == wanted && !found.iter().any(|f| f.key == a.key)).collect();
        found.extend(added);
        if found.is_empty() {
            found = known(typed);
        }
        let whole: Vec<&Actor> = found.iter().filter(|a| folded(&a.name) == wanted).collect();
        match (&found[..], &whole[..]) {
            ([], _) => Err(asked(format!(
                "{typed}: nobody is known by that name: give an id that `rawi find` prints, or make one with `add-actor`"
            ))),
            ([one], _) => Ok(one.clone()),
            (_, [one]) => Ok((*one).clone()),
            (many, _) => {
                let some: Vec<&str> = many.iter().take(8).map(|a| a.key.as_str()).collect();
                Err(asked(format!("{typed}: {} actors have that name: give an id, as {}", many.len(), some.join(", "))))
            }
        }
    }
}

fn of_entity(e: &Entity) -> Actor {
    Actor { key: e.id.clone(), r#type: e.r#type.clone(), name: e.name.clone(), name_en: e.name_en.clone() }
}

fn act(ask: &Asked) -> Result<String> {
    let act = needed(&ask.act, "the act")?;
    if ACTS.contains(&act) {
        Ok(act.to_owned())
    } else {
        Err(asked(format!("{act}: no such act: there are {}", ACTS.join(", "))))
    }
}

fn new_actor(ask: &Asked) -> Result<Actor> {
    let name = needed(&ask.name, "the name")?;
    let key = needed(&ask.id, "the id")?;
    let r#type = ask.r#type.as_deref().unwrap_or("person");
    if !TYPES.contains(&r#type) {
        return Err(asked(format!("{type}: no such type: there are {}", TYPES.join(", "))));
    }
    if key.chars().any(|c| c.is_whitespace() || c.is_control()) || !key.contains(':') {
        return Err(asked(format!("{key}: an id is a type and a name without blanks, as person:samir-al-hawi")));
    }
    let name_en = ask.name_en.as_deref().map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned);
    Ok(Actor { key: key.to_owned(), r#type: r#type.to_owned(), name: name.to_owned(), name_en })
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
