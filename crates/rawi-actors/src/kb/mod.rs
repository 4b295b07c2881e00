//! The tables of `kb/` and a user's own rows: reading, checking, looking up.

mod check;
mod find;
mod hosts;
mod role;

pub use check::check;
pub use find::{Found, find};
pub use hosts::{Hosts, host_of};
pub use role::{Held, held};

use crate::entity::EntityKind;
use crate::tables::{Gender, name_keys};
use rawi_text::table::{self, TableError};

/// The tables that are built in, with their names.
pub const BUILT_IN: [(&str, &str); 6] = [
    ("kb/states.tsv", include_str!("../../../../kb/states.tsv")),
    ("kb/bodies.tsv", include_str!("../../../../kb/bodies.tsv")),
    ("kb/groups.tsv", include_str!("../../../../kb/groups.tsv")),
    ("kb/outlets.tsv", include_str!("../../../../kb/outlets.tsv")),
    ("kb/people.tsv", include_str!("../../../../kb/people.tsv")),
    ("kb/processes.tsv", include_str!("../../../../kb/processes.tsv")),
];

/// The columns that a table may have, in any order. The first three it must have.
pub const COLUMNS: [&str; 14] = [
    "id", "kind", "name", "aliases", "metonyms", "surnames", "words", "name_en", "wikidata", "state", "gender", "domains",
    "roles", "note",
];

/// A row as it stands in its table. A cell that says `-`, or whose column the table does not have, is empty.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The table's name, or the file's path.
    pub table: &'a str,
    /// Line, counted from 1.
    pub line: usize,
    /// Stable id.
    pub id: &'a str,
    /// What it is.
    pub kind: EntityKind,
    /// Standard name.
    pub name: &'a str,
    /// English name.
    pub name_en: &'a str,
    /// Gender, for agreement.
    pub gender: Gender,
    /// Id of the state that it belongs to.
    pub state: &'a str,
    /// `Q…`.
    pub wikidata: &'a str,
    /// What else there is to say.
    pub note: &'a str,
    aliases: &'a str,
    metonyms: &'a str,
    surnames: &'a str,
    words: &'a str,
    domains: &'a str,
    pub(crate) roles: &'a str,
}

impl<'a> Row<'a> {
    /// Other spellings and shorter names.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        table::several(self.aliases)
    }

    /// Capitals and seats of power that stand for it.
    pub fn metonyms(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        table::several(self.metonyms)
    }

    /// Names that many others bear: taken for it only where a fuller name of it stands in the same text.
    pub fn surnames(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        table::several(self.surnames)
    }

    /// Those of its names that are ordinary words too: never taken for it alone.
    pub fn words(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        table::several(self.words)
    }

    /// Hosts of an outlet's pages.
    pub fn domains(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        table::several(self.domains)
    }

    /// What it held, and when. Cells that are not well formed do not get here: [`rows`] tells them.
    pub fn roles(&self) -> impl Iterator<Item = Held<'a>> + use<'a> {
        table::several(self.roles).filter_map(|cell| held(cell).ok())
    }
}

/// Reads a table: its rows, and what is wrong with it, row by row. A row with something wrong is left out.
pub fn rows<'a>(table: &'a str, content: &'a str) -> (Vec<Row<'a>>, Vec<TableError>) {
    read(table, content, true)
}

/// The rows of a built-in table, of which a test has shown that they are well formed: at start-up they are not asked again.
pub(crate) fn built_in_rows<'a>(table: &'a str, content: &'a str) -> (Vec<Row<'a>>, Vec<TableError>) {
    read(table, content, false)
}

fn read<'a>(table: &'a str, content: &'a str, strict: bool) -> (Vec<Row<'a>>, Vec<TableError>) {
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let mut lines =
        content.lines().enumerate().map(|(n, l)| (n + 1, l)).filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    let tell = |line, what| TableError { table: table.into(), line, what };
    let Some((at, head)) = lines.next() else {
        return (rows, vec![tell(1, format!("no rows: the first row names the columns, {} at least", COLUMNS[..3].join(", ")))]);
    };
    let columns: Vec<&str> = head.split('\t').map(str::trim).collect();
    let header = header_problems(&columns);
    if !header.is_empty() {
        errors.extend(header.into_iter().map(|what| tell(at, what)));
        return (rows, errors);
    }
    let places: Vec<usize> = columns.iter().filter_map(|c| COLUMNS.iter().position(|name| name == c)).collect();
    for (line, text) in lines {
        let mut cells = [""; COLUMNS.len()];
        let mut found = 0;
        for cell in text.split('\t') {
            if let Some(place) = places.get(found) {
                cells[*place] = table::optional(cell.trim()).unwrap_or_default();
            }
            found += 1;
        }
        if found != columns.len() {
            let wanted = columns.len();
            errors.push(tell(
                line,
                format!("{found} cells, {wanted} wanted: part them with one tab each, and write - for an empty one"),
            ));
            continue;
        }
        let before = errors.len();
        let row = row(table, line, &cells, strict, |what| errors.push(tell(line, what)));
        if errors.len() == before {
            rows.extend(row);
        }
    }
    (rows, errors)
}

fn header_problems(columns: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    for name in &COLUMNS[..3] {
        if !columns.contains(name) {
            problems
                .push(format!("no column {name}: the first row names the columns, tabs between, out of {}", COLUMNS.join(", ")));
            return problems;
        }
    }
    for (n, name) in columns.iter().enumerate() {
        if !COLUMNS.contains(name) {
            problems.push(format!("no such column: {name}: there are {}", COLUMNS.join(", ")));
        } else if columns[..n].contains(name) {
            problems.push(format!("the column {name} is there twice: leave one out"));
        }
    }
    problems
}

fn row<'a>(
    table: &'a str,
    line: usize,
    cells: &[&'a str; COLUMNS.len()],
    strict: bool,
    mut wrong: impl FnMut(String),
) -> Option<Row<'a>> {
    let [id, kind_cell, name, aliases, metonyms, surnames, words, name_en, wikidata, state, gender_cell, domains, roles, note] =
        *cells;
    if strict {
        cells_are_well_formed(cells, &mut wrong);
    }
    let kind = EntityKind::of_table(kind_cell);
    if kind.is_none() {
        wrong(format!("no such kind: {kind_cell:?}: there are state, place, organisation, group, outlet, person, process"));
    }
    let gender = match gender_cell {
        "m" => Gender::M,
        "f" => Gender::F,
        _ => Gender::Unknown,
    };
    Some(Row {
        table,
        line,
        id,
        kind: kind?,
        name,
        name_en,
        gender,
        state,
        wikidata,
        note,
        aliases,
        metonyms,
        surnames,
        words,
        domains,
        roles,
    })
}

fn cells_are_well_formed(cells: &[&str; COLUMNS.len()], wrong: &mut impl FnMut(String)) {
    let [id, _, name, aliases, metonyms, surnames, _, _, wikidata, state, gender, domains, roles, _] = *cells;
    if !is_id(id) {
        wrong(format!("the id {id:?} is none: write it as person:some-name, in small Latin letters, digits and hyphens"));
    }
    if name_keys(name).is_empty() {
        wrong(format!("the name {name:?} has no word: give the name that news uses"));
    }
    for alias in [aliases, metonyms, surnames].into_iter().flat_map(table::several) {
        if !alias.contains(char::is_alphanumeric) {
            wrong(format!("the alias {alias:?} has no word: leave it out"));
        }
    }
    if !["m", "f", ""].contains(&gender) {
        wrong(format!("no such gender: {gender:?}: write m, f or -"));
    }
    if !wikidata.is_empty() && !is_wikidata(wikidata) {
        wrong(format!("{wikidata:?} is no Wikidata id: Q and a number, as Q42, or -"));
    }
    if !state.is_empty() && !is_id(state) {
        wrong(format!("the state {state:?} is no id: write it as state:lb, or -"));
    }
    for domain in table::several(domains).filter(|d| !hosts::is_host(d)) {
        wrong(format!("{domain:?} is no host name: write it as example.com, without https:// and without a path"));
    }
    for role in table::several(roles) {
        if let Err(what) = held(role) {
            wrong(what);
        }
    }
}

fn is_id(id: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    id.split_once(':').is_some_and(|(kind, rest)| part(kind) && part(rest))
}

fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q')
        .is_some_and(|n| !n.is_empty() && n.len() < 12 && !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
