//! What is wrong with tables as a whole: ids and names that are there twice, states that are not there.

use super::{BUILT_IN, Row, built_in_rows, rows};
use crate::tables::name_keys;
use rawi_text::Key;
use rawi_text::key::KeyHasher;
use rawi_text::table::TableError;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

/// The most problems of one kind that are told of one table.
const MOST: usize = 1000;

/// Reads tables (name and content) that are to be laid over the built-in ones, and tells all that is wrong with them, in
/// order of table and line.
pub fn check<'a>(tables: &[(&'a str, &'a str)]) -> (Vec<Row<'a>>, Vec<TableError>) {
    let ours: HashSet<&str> = BUILT_IN.iter().flat_map(|(name, content)| built_in_rows(name, content).0).map(|r| r.id).collect();
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    let mut starts = Vec::new();
    for (name, content) in tables {
        let (rows, mut problems) = rows(name, content);
        if problems.len() > MOST {
            let last = problems.len() - MOST;
            problems.truncate(MOST);
            problems.push(TableError { table: (*name).into(), line: 0, what: format!("and {last} more problems") });
        }
        starts.push(errors.len());
        errors.extend(problems);
        all.extend(rows);
    }
    errors.extend(across(&all, &ours));
    let place = |e: &TableError| tables.iter().position(|(name, _)| *name == e.table).unwrap_or(usize::MAX);
    errors.sort_by_key(|e| (place(e), if e.line == 0 { usize::MAX } else { e.line }));
    (all, errors)
}

/// What rows have against one another.
pub(crate) fn across(all: &[Row<'_>], known: &HashSet<&str>) -> Vec<TableError> {
    let mut errors = Vec::new();
    let tell = |row: &Row<'_>, what| TableError { table: row.table.into(), line: row.line, what };
    let mut ids: HashMap<&str, &Row<'_>> = HashMap::with_capacity(all.len());
    let mut items: HashMap<&str, &Row<'_>> = HashMap::new();
    for row in all {
        match ids.get(row.id) {
            Some(first) => {
                errors.push(tell(row, format!("the id {} is that of {} too: give it to one of them", row.id, place(first))))
            }
            None => {
                ids.insert(row.id, row);
            }
        }
        if !row.wikidata.is_empty()
            && let Some(first) = items.insert(row.wikidata, row)
        {
            errors
                .push(tell(row, format!("{} is the Wikidata id of {} too: give it to one of them", row.wikidata, place(first))));
        }
    }
    for row in all.iter().filter(|r| !r.state.is_empty()) {
        if !known.contains(row.state) && !ids.contains_key(row.state) {
            errors.push(tell(row, format!("there is no {}: add a row for it, or write -", row.state)));
        }
    }
    errors.extend(shared_names(all));
    errors
}

/// Names that belong to two rows. A text that has one alone could mean either; a name in `surnames` or `words` is not
/// taken alone and may be shared.
fn shared_names(all: &[Row<'_>]) -> Vec<TableError> {
    let mut errors = Vec::new();
    let mut owner: HashMap<Box<[Key]>, usize, BuildHasherDefault<KeyHasher>> =
        HashMap::with_capacity_and_hasher(all.len() * 4, Default::default());
    for (n, row) in all.iter().enumerate() {
        let words: Vec<Vec<Key>> = row.words().chain(row.surnames()).map(name_keys).collect();
        for name in std::iter::once(row.name).chain(row.aliases()).chain(row.metonyms()) {
            let keys = name_keys(name);
            if keys.is_empty() || words.contains(&keys) {
                continue;
            }
            let other = &all[*owner.entry(keys.into()).or_insert(n)];
            if other.id != row.id {
                let what = format!(
                    "{name} is a name of {} too: give it to one of them, or put it into surnames or words of both",
                    place(other)
                );
                errors.push(TableError { table: row.table.into(), line: row.line, what });
            }
        }
    }
    errors
}

fn place(row: &Row<'_>) -> String {
    format!("{} ({}:{})", row.id, row.table, row.line)
}
