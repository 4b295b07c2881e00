//! The table of furniture phrases, `lexicon/boilerplate.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::fold::{Words, first_two};

const TABLE: &str = include_str!("../../../lexicon/boilerplate.tsv");

/// Where a phrase must stand and what goes with it; the table's header explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Prefix,
    Start,
    Block,
    Tail,
    Bracket,
    Inline,
    Rest,
    Tags,
    Byline,
    Author,
    Label,
}

#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) kind: Kind,
    pub(crate) words: Vec<String>,
}

/// The table, by the first word of each phrase.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    by_first: BTreeMap<String, Vec<Phrase>>,
    /// Words of which the lines of a clock, and those of share buttons, are made up.
    pub(crate) clock: BTreeSet<String>,
    pub(crate) share: BTreeSet<String>,
    /// The first two letters of all first words.
    initials: BTreeSet<(char, char)>,
}

/// The built-in table.
pub(crate) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(TABLE).0);

impl Phrases {
    /// Reads a table; the second value tells the lines that it does not understand.
    pub(crate) fn read(table: &str) -> (Self, Vec<usize>) {
        let mut phrases = Self::default();
        let mut bad = Vec::new();
        for (n, line) in table.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut columns = line.split('\t');
            let kind = columns.next().unwrap_or_default();
            let words = Words::owned(columns.next().unwrap_or_default());
            let note = columns.next();
            if note.is_none() || columns.next().is_some() || !phrases.add(kind, words) {
                bad.push(n + 1);
            }
        }
        (phrases, bad)
    }

    fn add(&mut self, kind: &str, words: Vec<String>) -> bool {
        let Some(first) = words.first().cloned() else {
            return false;
        };
        let kind = match kind {
            "line" => Kind::Line,
            "prefix" => Kind::Prefix,
            "start" => Kind::Start,
            "block" => Kind::Block,
            "tail" => Kind::Tail,
            "bracket" => Kind::Bracket,
            "inline" => Kind::Inline,
            "rest" => Kind::Rest,
            "tags" => Kind::Tags,
            "byline" => Kind::Byline,
            "author" => Kind::Author,
            "label" => Kind::Label,
            "clock" => {
                self.clock.extend(words);
                return true;
            }
            "share" => {
                self.initials.extend(words.iter().filter_map(|w| first_two(w)));
                self.share.extend(words);
                return true;
            }
            _ => return false,
        };
        self.initials.extend(first_two(&first));
        self.by_first.entry(first).or_default().push(Phrase { kind, words });
        true
    }

    /// Whether any phrase begins as this text does: a cheap test before more of it is folded.
    pub(crate) fn may_begin(&self, text: &str) -> bool {
        if !first_two(text).is_some_and(|c| self.initials.contains(&c)) {
            return false;
        }
        let words = Words::of(text, 1);
        self.by_first.contains_key(words.get(0)) || self.share.contains(words.get(0))
    }

    /// The phrases that stand at word `at`, in the table's order.
    pub(crate) fn at<'s>(&'s self, words: &'s Words, at: usize) -> impl Iterator<Item = &'s Phrase> {
        self.by_first.get(words.get(at)).into_iter().flatten().filter(move |p| words.has_at(at, &p.words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_understood() {
        let (phrases, bad) = Phrases::read(TABLE);
        assert_eq!(bad, [0; 0], "lines of lexicon/boilerplate.tsv");
        assert!(phrases.by_first.len() > 40 && !phrases.clock.is_empty() && !phrases.share.is_empty());
    }

    #[test]
    fn a_bad_line_is_told() {
        let (_, bad) = Phrases::read("# x\nline\tالمزيد\t-\nlines\tالمزيد\t-\nline\tالمزيد\nline\t...\t-");
        assert_eq!(bad, [3, 4, 5]);
    }
}
