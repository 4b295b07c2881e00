//! Whom a person means by an id, a name, or words of an article; and what is said about actors.

use rusqlite::OptionalExtension;

use super::anchor::Quote;
use super::desk::{Asked, Seen, asked, needed};
use super::log::{self, Actor, Review};
use super::{TYPES, words};
use crate::error::Result;
use crate::fold;
use crate::model::{Entity, Party, Places, Range, Speaker};
use crate::write::Batch;

impl Batch<'_> {
    /// Who speaks: an actor, or words of the article, or both.
    pub(super) fn speaker(
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
    pub(super) fn link(&self, typed: &str, seen: &Seen, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<(Party, Option<Actor>)> {
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

    pub(super) fn merge_actors(&mut self, ask: &Asked, review: &mut Review, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<()> {
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

    pub(super) fn split_actor(&mut self, ask: &Asked, review: &mut Review, known: &dyn Fn(&str) -> Vec<Actor>) -> Result<()> {
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

pub(super) fn of_entity(e: &Entity) -> Actor {
    Actor { key: e.id.clone(), r#type: e.r#type.clone(), name: e.name.clone(), name_en: e.name_en.clone() }
}

pub(super) fn new_actor(ask: &Asked) -> Result<Actor> {
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
