//! Stances, demands and denials of statements: a row each where there is more than telling.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Failure, Result};
use crate::load::{optional_range, range};
use crate::model::{Demand, Denial, Party, Stance, Statement};

/// Writes the row of the statement `id`. `denied` is the number of what it denies, `find` the number of an actor.
pub(crate) fn write(
    db: &Connection,
    id: i64,
    s: &Statement,
    denied: Option<i64>,
    find: &dyn Fn(&str) -> Option<i64>,
) -> Result<()> {
    if s.stance == Stance::default() && s.demand.is_none() && s.denies.is_none() {
        return Ok(());
    }
    let actor = |p: Option<&Party>| -> Result<Option<i64>> {
        let Some(key) = p.and_then(|p| p.entity.as_deref()) else { return Ok(None) };
        let what = || Error::new(Failure::Other, format!("a stance names {key}, who is not among the article's entities"));
        find(key).ok_or_else(what).map(Some)
    };
    let stance = &s.stance;
    let (towards, asked) = (stance.towards.as_ref(), s.demand.as_ref().and_then(|d| d.of.as_ref()));
    let what = s.demand.as_ref().and_then(|d| d.what);
    let condition = s.demand.as_ref().and_then(|d| d.condition);
    let claim = s.denies.as_ref().map(|d| d.claim);
    db.prepare_cached(
        "INSERT INTO stance (statement, type, cameo, plover, towards, towards_name, towards_start, towards_end, issue_start, \
         issue_end, demand, asked, asked_name, asked_start, asked_end, what_start, what_end, condition_start, condition_end, \
         denies, denies_how, claim_start, claim_end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
         ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    )?
    .execute(params![
        id,
        stance.r#type,
        stance.cameo,
        stance.plover,
        actor(towards)?,
        towards.map(|p| &p.name),
        towards.map(|p| p.mention.start),
        towards.map(|p| p.mention.end),
        stance.issue.map(|i| i.start),
        stance.issue.map(|i| i.end),
        s.demand.is_some(),
        actor(asked)?,
        asked.map(|p| &p.name),
        asked.map(|p| p.mention.start),
        asked.map(|p| p.mention.end),
        what.map(|w| w.start),
        what.map(|w| w.end),
        condition.map(|c| c.start),
        condition.map(|c| c.end),
        denied,
        s.denies.as_ref().map(|d| &d.how),
        claim.map(|c| c.start),
        claim.map(|c| c.end),
    ])?;
    Ok(())
}

/// Reads the row of the statement `id`, if it has one.
pub(crate) fn read(db: &Connection, id: i64, s: &mut Statement, keys: &HashMap<i64, String>) -> Result<()> {
    let mut row = db.prepare_cached(
        "SELECT type, cameo, plover, towards, towards_name, towards_start, towards_end, issue_start, issue_end, demand, asked, \
         asked_name, asked_start, asked_end, what_start, what_end, condition_start, condition_end, \
         (SELECT d.ord FROM statement d WHERE d.id = denies), denies_how, claim_start, claim_end FROM stance WHERE statement = ?1",
    )?;
    let found = row.query_row([id], |r| {
        let party = |at: usize| -> rusqlite::Result<Option<Party>> {
            let Some(name) = r.get::<_, Option<String>>(at + 1)? else { return Ok(None) };
            let entity = r.get::<_, Option<i64>>(at)?.and_then(|a| keys.get(&a).cloned());
            Ok(Some(Party { entity, name, mention: range(r, at + 2)? }))
        };
        let stance =
            Stance { r#type: r.get(0)?, cameo: r.get(1)?, plover: r.get(2)?, towards: party(3)?, issue: optional_range(r, 7)? };
        let demand = match r.get(9)? {
            true => Some(Demand { of: party(10)?, what: optional_range(r, 14)?, condition: optional_range(r, 16)? }),
            false => None,
        };
        let denies = match r.get::<_, Option<String>>(19)? {
            Some(how) => Some(Denial { how, statement: r.get(18)?, claim: range(r, 20)? }),
            None => None,
        };
        Ok((stance, demand, denies))
    });
    if let Some((stance, demand, denies)) = found.optional()? {
        (s.stance, s.demand, s.denies) = (stance, demand, denies);
    }
    Ok(())
}
