//! Words by which meetings are read, from `lexicon/meetings.tsv`.

use crate::reading::PartRole;
use rawi_text::{Key, KeyTable, table};
use std::sync::LazyLock;

pub(super) const MEETINGS: &str = include_str!("../../../../lexicon/meetings.tsv");

/// What a word tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sense {
    Talks,
    Round,
    Meet(&'static str),
    Receive(&'static str),
    Confer(&'static str),
    Own(&'static str),
    Join,
    Hold,
    With(PartRole),
    Planned,
    Cancelled,
    Ordinal(u32),
}

impl Sense {
    fn parse(kind: &str, value: &'static str) -> Option<Sense> {
        Some(match kind {
            "talks" => Sense::Talks,
            "round" => Sense::Round,
            "meet" => Sense::Meet(value),
            "receive" => Sense::Receive(value),
            "confer" => Sense::Confer(value),
            "own" => Sense::Own(value),
            "join" => Sense::Join,
            "hold" => Sense::Hold,
            "with" => Sense::With(PartRole::parse(value)?),
            "planned" => Sense::Planned,
            "cancelled" => Sense::Cancelled,
            "ordinal" => Sense::Ordinal(value.parse().ok()?),
            _ => return None,
        })
    }
}

type Phrase = (Vec<Key>, Sense);

/// The phrases by their first word.
pub(super) struct Tables(KeyTable<Vec<Phrase>, 256>, Vec<Key>);

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::parse(MEETINGS).0);

impl Tables {
    pub(super) fn built_in() -> &'static Tables {
        &TABLES
    }

    /// Reads the table; what is not well formed is told.
    pub(super) fn parse(content: &'static str) -> (Tables, Vec<String>) {
        let (mut tables, mut problems) = (Tables(KeyTable::default(), Vec::new()), Vec::new());
        for row in table::rows::<3>("lexicon/meetings.tsv", content) {
            match row {
                Ok((line, [kind, value, words])) => {
                    let Some(sense) = Sense::parse(kind, value) else {
                        problems.push(format!("lexicon/meetings.tsv:{line}: no such kind or value"));
                        continue;
                    };
                    for phrase in table::several(words) {
                        let words: Vec<Key> = phrase.split_whitespace().map(Key::of).collect();
                        let Some(first) = words.first().copied() else { continue };
                        let leads = !matches!(
                            sense,
                            Sense::Hold | Sense::With(_) | Sense::Planned | Sense::Cancelled | Sense::Ordinal(_)
                        );
                        if leads {
                            tables.1.push(first);
                        }
                        tables.0.entry(first).or_default().push((words, sense));
                    }
                }
                Err(e) => problems.push(e.to_string()),
            }
        }
        (tables, problems)
    }

    /// The first words of all phrases that a meeting is told by.
    pub(super) fn words(&self) -> impl Iterator<Item = Key> {
        self.1.iter().copied()
    }

    /// Whether a word begins a phrase at all.
    pub(super) fn knows(&self, key: Key) -> bool {
        self.0.contains_key(&key)
    }

    /// The senses of the longest phrases that the words from `word(0)` on are, with their lengths.
    pub(super) fn senses(&self, word: impl Fn(usize) -> Key) -> impl Iterator<Item = (usize, Sense)> {
        let all = self.0.get(&word(0)).map_or(&[][..], Vec::as_slice);
        all.iter()
            .filter(move |(words, _)| words.iter().enumerate().all(|(n, w)| word(n) == *w))
            .map(|(words, s)| (words.len(), *s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (_, problems) = Tables::parse(MEETINGS);
        assert!(problems.is_empty(), "{problems:?}");
    }
}
