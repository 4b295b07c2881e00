//! Who held an office on a day: `lexicon/offices.tsv` says what news calls offices, the knowledge base who held them.

use crate::entity::EntityKind;
use crate::kb::{Held, held};
use crate::tables::{Gender, KbRow, Tables, name_keys};
use rawi_text::words::article_off;
use rawi_text::{Key, key, table};
use std::collections::HashMap;

const TABLE: &str = include_str!("../../../lexicon/offices.tsv");

/// An office as news calls it.
#[derive(Debug)]
struct Named {
    words: Vec<Key>,
    offices: Vec<&'static str>,
    state: Option<&'static str>,
}

/// The offices of states, with those who held them.
#[derive(Debug, Default)]
pub(crate) struct Offices {
    named: Vec<Named>,
    /// Rows of people by the id of their state.
    people: HashMap<String, Vec<u32>>,
}

impl Offices {
    pub(crate) fn new(kb: &[KbRow]) -> Offices {
        // rows that are not well formed are told by a test
        let named = table::rows::<3>("lexicon/offices.tsv", TABLE).flatten().map(|(_, [words, offices, state])| Named {
            words: name_keys(words),
            offices: table::several(offices).collect(),
            state: table::optional(state),
        });
        let mut people: HashMap<String, Vec<u32>> = HashMap::new();
        for (n, row) in kb.iter().enumerate().filter(|(_, r)| r.kind == EntityKind::Person && !r.state.is_empty()) {
            people.entry(row.state.clone().into_owned()).or_default().push(n as u32);
        }
        Offices { named: named.collect(), people }
    }
}

impl Tables {
    /// The one person of the knowledge base who held an office on a day (ISO 8601, as exactly as it is known). The office is
    /// given by its words and its state's adjective or name, without articles; none where anything else is among the words,
    /// and where nobody or more than one is known to have held it.
    pub(crate) fn holder(&self, words: &[Key], gender: Gender, day: &str) -> Option<u32> {
        let (named, state) = self.office_called(words)?;
        let people = self.offices().people.get(state)?.iter().copied();
        let mut holders = people.filter(|n| self.held_office(*n, named, gender, |h| h.covers(day)));
        holders.next().filter(|_| holders.next().is_none())
    }

    /// The one of `people`, rows of whom a text names, who held an office at any time; the office is given as for
    /// [`Tables::holder`]. None where two of them did.
    pub(crate) fn holder_among(&self, words: &[Key], gender: Gender, people: impl Iterator<Item = u32>) -> Option<u32> {
        let (named, state) = self.office_called(words)?;
        let mut found = None;
        for n in people.filter(|n| self.kb[*n as usize].state == state && self.held_office(*n, named, gender, |_| true)) {
            if found.is_some_and(|f| f != n) {
                return None;
            }
            found = Some(n);
        }
        found
    }

    /// The office that words name, and the id of its state.
    fn office_called(&self, words: &[Key]) -> Option<(&Named, &str)> {
        let words = words.strip_suffix(&[key!("حالي")]).unwrap_or(words);
        let fits = |named: &Named| {
            if let Some(state) = named.state {
                return (*words == *named.words).then_some(state);
            }
            let rest = words.strip_prefix(&*named.words).filter(|rest| !rest.is_empty())?;
            self.state_called(rest)
        };
        self.offices().named.iter().find_map(|n| Some((n, fits(n)?)))
    }

    /// Whether a person of the knowledge base held an office for which `when` is so.
    fn held_office(&self, row: u32, named: &Named, gender: Gender, when: impl Fn(&Held<'_>) -> bool) -> bool {
        let row = &self.kb[row as usize];
        let clash = matches!((row.gender, gender), (Gender::M, Gender::F) | (Gender::F, Gender::M));
        let mut roles = table::several(&row.roles).filter_map(|cell| held(cell).ok());
        !clash && roles.any(|h| named.offices.contains(&h.office) && when(&h))
    }

    /// The id of the state that words without articles are the adjective or a name of.
    fn state_called(&self, words: &[Key]) -> Option<&str> {
        let row = match words {
            [one] if self.word(*one).is_demonym() => self.nisba(*one)?,
            _ => {
                // السعودية, العراق: names have their article
                let with = |k: Key| key!("ال").join(k);
                let hit = |f: &dyn Fn(Key) -> Key| {
                    self.kb_hit(f(words[0]), |n| words.get(n).copied().map(f)).filter(|h| h.words as usize == words.len())
                };
                let plain = |k: Key| article_off(k).0;
                hit(&plain).or_else(|| hit(&with)).filter(|h| !h.metonym)?.row
            }
        };
        self.kb.get(row as usize).filter(|r| r.kind == EntityKind::State).map(|r| &*r.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kb::{BUILT_IN, rows};

    #[test]
    fn every_row_is_well_formed_and_held_by_somebody() {
        let tables = Tables::built_in();
        let held_by_somebody: Vec<&str> = BUILT_IN
            .iter()
            .flat_map(|(t, c)| rows(t, c).0)
            .flat_map(|r| r.roles().map(|h| h.office).collect::<Vec<_>>())
            .collect();
        for row in table::rows::<3>("lexicon/offices.tsv", TABLE) {
            let (line, [words, offices, state]) = row.unwrap();
            assert!(name_keys(words).iter().all(|k| !k.is_empty()), "{line}: {words}");
            for office in table::several(offices) {
                assert!(held_by_somebody.contains(&office), "{line}: {office}");
            }
            assert!(table::optional(state).is_none_or(|s| tables.kb.iter().any(|r| r.id == s)), "{line}: {state}");
        }
    }

    #[test]
    fn holders_by_day() {
        let t = Tables::built_in();
        let holder = |words: &str, day: &str| {
            let row = t.holder(&name_keys(words), Gender::M, day)?;
            Some(t.kb[row as usize].id.to_string())
        };
        for (words, day, id) in [
            ("رئيس أميركي", "2015-03-04", Some("person:barack-obama")),
            ("رئيس أميركي", "2018-03-04", Some("person:donald-trump")),
            ("وزير خارجية روسي", "2015-03-04", Some("person:sergey-lavrov")),
            ("وزير خارجية روسيا", "2015-03-04", Some("person:sergey-lavrov")),
            ("خادم حرمين شريفين", "2010-01-01", Some("person:abdullah-bin-abdulaziz")),
            ("خادم حرمين شريفين", "2020-01-01", Some("person:salman-bin-abdulaziz")),
            // the year of a change: both may be meant
            ("رئيس أميركي", "2017", None),
            ("رئيس أميركي سابق", "2015-03-04", None),
            ("رئيس", "2015-03-04", None),
        ] {
            assert_eq!(holder(words, day).as_deref(), id, "{words} {day}");
        }
        assert_eq!(t.holder(&name_keys("رئيس أميركي"), Gender::F, "2015"), None);
    }
}
