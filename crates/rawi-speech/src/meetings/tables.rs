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
    Among,
    Intend,
    Ask,
    Invite,
    Assemble,
    Come,
    Mine,
    Expected,
    Reception(&'static str),
    Hold,
    Visit,
    Visits,
    Attend(PartRole),
    During,
    Opening,
    Aside,
    Happens,
    Document,
    Agenda,
    Level,
    Press,
    Nobody,
    Delegations,
    Formal,
    Call,
    With(PartRole),
    As(PartRole),
    Ranked(PartRole),
    Planned,
    Wanted,
    Cancelled,
    Off,
    Done,
    Denied,
    Hosts,
    Official,
    Treats(&'static str),
    Tops,
    Ends,
    Sides,
    Ordinal(u32),
    Tens(u32),
    Invited,
    Gathers,
    Journal,
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
            "reception" => Sense::Reception(value),
            "join" => Sense::Join,
            "assemble" => Sense::Assemble,
            "ask" => Sense::Ask,
            "intend" => Sense::Intend,
            "invite" => Sense::Invite,
            "among" => Sense::Among,
            "come" => Sense::Come,
            "mine" => Sense::Mine,
            "expected" => Sense::Expected,
            "hold" => Sense::Hold,
            "visit" => Sense::Visit,
            "visits" => Sense::Visits,
            "attend" => Sense::Attend(PartRole::parse(value)?),
            "during" => Sense::During,
            "opening" => Sense::Opening,
            "aside" => Sense::Aside,
            "happens" => Sense::Happens,
            "document" => Sense::Document,
            "agenda" => Sense::Agenda,
            "level" => Sense::Level,
            "press" => Sense::Press,
            "nobody" => Sense::Nobody,
            "delegations" => Sense::Delegations,
            "formal" => Sense::Formal,
            "call" => Sense::Call,
            "with" => Sense::With(PartRole::parse(value)?),
            "as" => Sense::As(PartRole::parse(value)?),
            "ranked" => Sense::Ranked(PartRole::parse(value)?),
            "planned" => Sense::Planned,
            "wanted" => Sense::Wanted,
            "invited" => Sense::Invited,
            "gathers" => Sense::Gathers,
            "journal" => Sense::Journal,
            "cancelled" => Sense::Cancelled,
            "off" => Sense::Off,
            "done" => Sense::Done,
            "denied" => Sense::Denied,
            "hosts" => Sense::Hosts,
            "official" => Sense::Official,
            "treats" => Sense::Treats(value),
            "tops" => Sense::Tops,
            "ends" => Sense::Ends,
            "sides" => Sense::Sides,
            "ordinal" => Sense::Ordinal(value.parse().ok()?),
            "tens" => Sense::Tens(value.parse().ok()?),
            _ => return None,
        })
    }
}

impl Sense {
    /// Whether a meeting may be told by such a word.
    fn leads(self) -> bool {
        matches!(
            self,
            Sense::Talks
                | Sense::Round
                | Sense::Meet(_)
                | Sense::Receive(_)
                | Sense::Confer(_)
                | Sense::Own(_)
                | Sense::Join
                | Sense::Assemble
                | Sense::Come
                | Sense::Reception(_)
                | Sense::Visit
                | Sense::Visits
                | Sense::Treats(_)
        )
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
                        if sense.leads() {
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

    /// Whether a word alone has a sense.
    pub(super) fn is(&self, key: Key, sense: Sense) -> bool {
        self.0.get(&key).is_some_and(|all| all.iter().any(|(words, s)| words.len() == 1 && *s == sense))
    }

    /// The senses of the longest phrases that the words from `word(0)` on are, with their lengths.
    pub(super) fn senses(&self, word: impl Fn(usize) -> Key) -> impl Iterator<Item = (usize, Sense)> {
        let all = self.0.get(&word(0)).map_or(&[][..], Vec::as_slice);
        all.iter()
            .filter(move |(words, _)| words.iter().enumerate().all(|(n, w)| word(n) == *w))
            .map(|(words, s)| (words.len(), *s))
    }
}

/// The state that a process of the knowledge base is about.
pub(super) fn state_of(process: &str) -> Option<&'static str> {
    const PROCESSES: &str = include_str!("../../../../kb/processes.tsv");
    let mut rows = table::rows::<9>("kb/processes.tsv", PROCESSES).flatten();
    rows.find(|(_, row)| row[0] == process).and_then(|(_, row)| table::optional(row[6]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (_, problems) = Tables::parse(MEETINGS);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn processes_have_their_states() {
        assert_eq!(state_of("process:geneva"), Some("state:sy"));
        assert_eq!(state_of("process:p5p1"), None);
    }
}
