//! Under which names actors go, counted, so that the name of an actor depends on what is in the record and not on the
//! order in which it came in.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::fold;
use crate::model::Entity;

/// How the counts of names change in one transaction.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<(i64, String), Change>);

#[derive(Debug, Default)]
struct Change {
    as_name: i64,
    as_alias: i64,
    r#type: String,
    name_en: Option<String>,
}

impl Names {
    /// An article names the actor so (`by` 1), or no longer (-1).
    pub(crate) fn take(&mut self, actor: i64, entity: &Entity, by: i64) {
        let mut change = |name: &str| {
            let change = self.0.entry((actor, name.to_owned())).or_default();
            if by > 0 {
                change.r#type.clone_from(&entity.r#type);
                change.name_en.clone_from(&entity.name_en);
            }
            if name == entity.name {
                change.as_name += by;
            } else {
                change.as_alias += by;
            }
        };
        change(&entity.name);
        for alias in entity.aliases.iter().filter(|a| **a != entity.name) {
            change(alias);
        }
    }

    /// Writes the counts, and what follows from them: the name that each actor goes under most, the words that it is
    /// found by, and that an actor whom no article names any more is taken away.
    pub(crate) fn write(self, db: &Connection) -> Result<()> {
        let mut touched = BTreeSet::new();
        let mut lost = BTreeSet::new();
        for ((actor, name), change) in self.0 {
            touched.insert(actor);
            let counts: Option<(i64, i64)> = db
                .prepare_cached("SELECT as_name, as_alias FROM actor_name WHERE actor = ?1 AND name = ?2")?
                .query_row(params![actor, name], |r| Ok((r.get(0)?, r.get(1)?)))
                .optional()?;
            let (as_name, as_alias) = counts.unwrap_or_default();
            let (as_name, as_alias) = (as_name + change.as_name, as_alias + change.as_alias);
            if as_name <= 0 && as_alias <= 0 {
                lost.insert(actor);
                db.prepare_cached("DELETE FROM actor_name WHERE actor = ?1 AND name = ?2")?.execute(params![actor, name])?;
                continue;
            }
            // the type and the English name that go with a name: of several, the first by the alphabet, in any order of adding
            db.prepare_cached(
                "INSERT INTO actor_name (actor, name, type, name_en, as_name, as_alias) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                 ON CONFLICT DO UPDATE SET as_name = excluded.as_name, as_alias = excluded.as_alias, \
                 type = CASE WHEN ?3 = '' THEN type ELSE min(type, ?3) END, \
                 name_en = coalesce(min(name_en, ?4), name_en, ?4)",
            )?
            .execute(params![actor, name, change.r#type, change.name_en, as_name, as_alias])?;
            if counts.is_none() {
                words(db, actor, &name)?;
                change.name_en.map_or(Ok(()), |name| words(db, actor, &name))?;
            }
        }
        for actor in lost {
            again(db, actor)?;
        }
        touched.into_iter().try_for_each(|actor| choose(db, actor))
    }
}

/// The name that an actor goes under most; whoever has none any more is taken away.
pub(crate) fn choose(db: &Connection, actor: i64) -> Result<()> {
    db.prepare_cached(
        "UPDATE actor SET (type, name, name_en) = (SELECT type, name, name_en FROM actor_name WHERE actor = ?1 \
         ORDER BY as_name DESC, as_alias DESC, name LIMIT 1) \
         WHERE id = ?1 AND EXISTS (SELECT 1 FROM actor_name WHERE actor = ?1)",
    )?
    .execute([actor])?;
    db.prepare_cached("DELETE FROM actor WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM actor_name WHERE actor = ?1)")?
        .execute([actor])?;
    Ok(())
}

pub(crate) fn words(db: &Connection, actor: i64, name: &str) -> Result<()> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO actor_word (word, actor) VALUES (?1, ?2)")?;
    let mut failed = None;
    fold::each(name, |_, folded| failed = insert.execute(params![folded, actor]).err().or(failed.take()));
    failed.map_or(Ok(()), |e| Err(e.into()))
}

/// The words of an actor, made anew from the names that there are.
pub(crate) fn again(db: &Connection, actor: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM actor_word WHERE actor = ?1")?.execute([actor])?;
    let mut names = db.prepare_cached("SELECT name, name_en FROM actor_name WHERE actor = ?1")?;
    let names: Vec<(String, Option<String>)> =
        names.query_map([actor], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (name, name_en) in names {
        words(db, actor, &name)?;
        name_en.map_or(Ok(()), |name| words(db, actor, &name))?;
    }
    Ok(())
}
