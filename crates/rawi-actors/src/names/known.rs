//! `lexicon/romanisation.tsv`: which words are parts of Arabic names, how often, and how they are romanised.
//!
//! The table is sorted and is searched where it lies: nothing is built at start-up, nothing is held in memory but its text.

use rawi_text::table;

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

/// Looks up a part of a name in folded letters, without ال.
pub(crate) fn known(form: &str) -> Option<Known> {
    let bytes = TABLE.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|b| *b == b'\n').map_or(high, |at| middle + at);
        // line bounds are character bounds
        let line = TABLE.get(start..end)?;
        let (cell, rest) = line.split_once('\t').unwrap_or((line, ""));
        // comments sort before every Arabic letter
        match cell.cmp(form) {
            std::cmp::Ordering::Equal => {
                let (count, latin) = rest.split_once('\t')?;
                return Some(Known { count: count.parse().ok()?, latin });
            }
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
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
