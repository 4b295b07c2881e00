//! `lexicon/romanisation.tsv`: which words are parts of Arabic names, how often, and how they are romanised.
//!
//! The table is sorted and is searched where it lies: nothing is held in memory but its text and where its rows begin.

use rawi_text::table;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../lexicon/romanisation.tsv");

/// A part of Arabic names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// How often it is a part of a name, among some 60,000 names.
    pub count: u32,
    /// Romanisations, the commonest first, `|` between.
    latin: &'static str,
}

impl Known {
    /// How the part is romanised, the commonest first.
    pub(crate) fn latin(&self) -> impl Iterator<Item = &'static str> + use<> {
        table::several(self.latin)
    }
}

/// Of a count from which on a word is an Arabic name, and no foreign one that some Arabs bear.
pub(crate) const NATIVE: u32 = 4;

/// All rows: folded form and romanisations.
pub(crate) fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| {
        let (form, rest) = l.split_once('\t')?;
        Some((form, rest.split_once('\t')?.1))
    })
}

/// Where the rows begin.
static ROWS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut starts = Vec::with_capacity(TABLE.len() / 20);
    let mut at = 0;
    for line in TABLE.split_inclusive('\n') {
        if !line.starts_with('#') {
            starts.push(at);
        }
        at += line.len() as u32;
    }
    starts
});

/// Looks up a part of a name in folded letters, without ال.
pub(crate) fn known(form: &str) -> Option<Known> {
    let rows = &*ROWS;
    let row = |start: &u32| TABLE.get(*start as usize..).unwrap_or("");
    // a tab sorts before every letter, so a row is before its form's continuations as the form itself is
    let at = rows.partition_point(|start| {
        let bytes = row(start).as_bytes();
        let shared = bytes.iter().zip(form.as_bytes()).take_while(|(a, b)| a == b).count();
        match (bytes.get(shared), form.as_bytes().get(shared)) {
            (Some(a), Some(b)) => a < b,
            _ => false,
        }
    });
    let line = row(rows.get(at)?).lines().next()?;
    let (count, latin) = line.strip_prefix(form)?.strip_prefix('\t')?.split_once('\t')?;
    Some(Known { count: count.parse().ok()?, latin })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed_and_found() {
        let mut last = "";
        let mut rows = 0;
        for row in table::rows::<3>("lexicon/romanisation.tsv", TABLE) {
            let (line, [form, count, latin]) = row.unwrap();
            assert!(last < form, "{line}: not in order");
            assert!(form.chars().all(|c| ('\u{621}'..='\u{64a}').contains(&c)), "{line}: {form}");
            assert!(latin.split('|').all(|l| !l.is_empty() && l.chars().all(|c| c.is_ascii_alphabetic() || " -".contains(c))));
            let found = known(form).unwrap_or_else(|| panic!("{line}: {form} is not found"));
            assert_eq!(found.count, count.parse::<u32>().unwrap());
            last = form;
            rows += 1;
        }
        assert!(rows > 10_000);
        for absent in ["", "#", "ا", "يييييي", "لافروف", "abc"] {
            assert_eq!(known(absent), None, "{absent}");
        }
    }
}
