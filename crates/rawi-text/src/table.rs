//! Reading the tab-separated tables of `lexicon/` and `kb/`.

use std::fmt;

/// A row that is not well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The table's name.
    pub table: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.table, self.line, self.what)
    }
}

impl std::error::Error for TableError {}

/// The rows of a table: lines that are not empty and do not begin with `#`, each with its line number and `N` cells.
/// A row with another number of cells is an error.
pub fn rows<'a, const N: usize>(
    table: &'a str,
    content: &'a str,
) -> impl Iterator<Item = Result<(usize, [&'a str; N]), TableError>> + 'a {
    content.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).map(move |(n, l)| {
        let cells: Vec<&str> = l.split('\t').map(str::trim).collect();
        let count = cells.len();
        <[&str; N]>::try_from(cells).map(|c| (n + 1, c)).map_err(|_| TableError {
            table: table.into(),
            line: n + 1,
            what: format!("{count} cells, {N} wanted: part them with one tab each, and write - for an empty one"),
        })
    })
}

/// A cell that may be empty: `-` is none.
pub fn optional(cell: &str) -> Option<&str> {
    (!cell.is_empty() && cell != "-").then_some(cell)
}

/// The parts of a cell that holds several, `|` between; none for `-`.
pub fn several(cell: &str) -> impl Iterator<Item = &str> {
    optional(cell).into_iter().flat_map(|c| c.split('|')).map(str::trim).filter(|p| !p.is_empty())
}
