//! Actors as people know them: named by them, or said to be one.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::log::{self, Action, Actor};
use crate::error::Result;
use crate::names;
use crate::write::Batch;

impl Batch<'_> {
    /// Brings the actors to what people said about them, after their names were counted.
    pub(crate) fn settle_actors(&mut self) -> Result<()> {
        if !self.any_reviews()? {
            return Ok(());
        }
        let db = &self.record.db;
        let reviews = log::rows(db, "action IN ('add-actor', 'merge-actors')", [])?;
        if reviews.is_empty() {
            return Ok(());
        }
        let undone = log::undone(db)?;
        let (mut named, mut once): (BTreeMap<&str, &Actor>, BTreeSet<&str>) = Default::default();
        for review in &reviews {
            let Some(actor) = review.payload.actors.first().filter(|_| review.action == Action::AddActor) else { continue };
            once.insert(&actor.key);
            if !undone.contains(&review.id) {
                named.insert(&actor.key, actor);
            }
        }
        for key in once {
            match named.get(key) {
                Some(actor) => ensure(db, actor)?,
                None => release(db, key)?,
            }
        }
        let before = merged(db)?;
        db.execute("UPDATE actor SET same_as = NULL WHERE same_as IS NOT NULL", [])?;
        // whom each stands for, by the words of people, in their order
        let mut roots: BTreeMap<String, String> = BTreeMap::new();
        for review in reviews.iter().filter(|r| r.action == Action::MergeActors && !undone.contains(&r.id)) {
            let mut keys = review.payload.actors.iter().map(|a| a.key.as_str());
            let Some(into) = keys.next() else { continue };
            for other in keys {
                merge(&mut roots, into, other);
            }
        }
        let mut update =
            db.prepare_cached("UPDATE actor SET same_as = (SELECT id FROM actor WHERE key = ?2) WHERE key = ?1 AND key <> ?2")?;
        for (key, root) in &roots {
            update.execute([key, root])?;
        }
        // their statements are compared with others' from now on
        let after = merged(db)?;
        let changed: BTreeSet<i64> = before.symmetric_difference(&after).map(|(actor, _)| *actor).collect();
        self.utterances.speakers_changed(db, &changed)
    }
}

/// The actors for whom others stand, each with that one.
fn merged(db: &Connection) -> Result<BTreeSet<(i64, i64)>> {
    let mut asked = db.prepare_cached("SELECT id, same_as FROM actor WHERE same_as IS NOT NULL")?;
    Ok(asked.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// `other`, and whoever stands for them, is `into`.
fn merge(roots: &mut BTreeMap<String, String>, into: &str, other: &str) {
    let root = |roots: &BTreeMap<String, String>, key: &str| roots.get(key).map_or(key, String::as_str).to_owned();
    let (into, other) = (root(roots, into), root(roots, other));
    if into == other {
        return;
    }
    for of in roots.values_mut().filter(|r| **r == other) {
        of.clone_from(&into);
    }
    roots.insert(other, into);
}

/// The actor is there, under the name that a person gave.
fn ensure(db: &Connection, actor: &Actor) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO actor (key, type, name) VALUES (?1, '', '')")?.execute([&actor.key])?;
    let id: i64 = db.prepare_cached("SELECT id FROM actor WHERE key = ?1")?.query_row([&actor.key], |r| r.get(0))?;
    // names that a person gave before, and no article uses
    db.prepare_cached("DELETE FROM actor_name WHERE actor = ?1 AND as_name = 0 AND as_alias = 0 AND name <> ?2")?
        .execute(params![id, actor.name])?;
    db.prepare_cached(
        "INSERT INTO actor_name (actor, name, type, name_en, as_name, as_alias) VALUES (?1, ?2, ?3, ?4, 0, 0) \
         ON CONFLICT DO UPDATE SET name_en = coalesce(name_en, excluded.name_en)",
    )?
    .execute(params![id, actor.name, actor.r#type, actor.name_en])?;
    db.prepare_cached("UPDATE actor SET type = ?2, name = ?3, name_en = coalesce(?4, name_en) WHERE id = ?1")?
        .execute(params![id, actor.r#type, actor.name, actor.name_en])?;
    names::again(db, id)?;
    let mut words = actor.name_en.iter().chain([&actor.name]);
    words.try_for_each(|name| names::words(db, id, name))
}

/// What a person said about an actor's name is taken back: it goes under the names that articles use, if any.
fn release(db: &Connection, key: &str) -> Result<()> {
    let found = db.prepare_cached("SELECT id FROM actor WHERE key = ?1")?.query_row([key], |r| r.get(0)).optional()?;
    let Some(id): Option<i64> = found else { return Ok(()) };
    db.prepare_cached("DELETE FROM actor_name WHERE actor = ?1 AND as_name = 0 AND as_alias = 0")?.execute([id])?;
    names::again(db, id)?;
    names::choose(db, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_for_whom() {
        let mut roots = BTreeMap::new();
        for (into, other) in [("a", "b"), ("c", "a"), ("b", "c"), ("d", "e"), ("e", "b")] {
            merge(&mut roots, into, other);
        }
        let all: Vec<_> = roots.iter().map(|(k, r)| format!("{k}{r}")).collect();
        assert_eq!(all, ["ad", "bd", "cd", "ed"]);
    }
}
