//! What is known of counted nouns and of words beside numbers, from `lexicon/counted.tsv` and `lexicon/figure_words.tsv`.

use crate::reading::Bound;
use rawi_text::words::{FA, WAW};
use rawi_text::{Key, KeyTable, key, table};
use std::sync::LazyLock;

pub(super) const COUNTED: &str = include_str!("../../../../lexicon/counted.tsv");
pub(super) const WORDS: &str = include_str!("../../../../lexicon/figure_words.tsv");

/// What is counted or measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NounKind {
    Person,
    Money,
    Time,
    Measure,
    Thing,
}

impl NounKind {
    fn parse(name: &str) -> Option<NounKind> {
        Some(match name {
            "person" => NounKind::Person,
            "money" => NounKind::Money,
            "time" => NounKind::Time,
            "measure" => NounKind::Measure,
            "thing" => NounKind::Thing,
            _ => return None,
        })
    }
}

/// The form that a counted noun has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Singular,
    Plural,
    Dual,
    /// The dual that is spelt like a plural.
    Either,
    /// حالتي وفاة
    DualConstruct,
}

/// A form of a counted noun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) singular: &'static str,
    pub(super) kind: NounKind,
    pub(super) form: Form,
}

/// Where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Before,
    After,
    Label,
    Age,
    Part,
    Body,
    Share,
    Others,
    Of,
    When,
    Between,
    People,
    Few,
    NoUnit,
}

impl Place {
    fn parse(name: &str) -> Option<Place> {
        Some(match name {
            "before" => Place::Before,
            "after" => Place::After,
            "label" => Place::Label,
            "age" => Place::Age,
            "part" => Place::Part,
            "body" => Place::Body,
            "share" => Place::Share,
            "others" => Place::Others,
            "of" => Place::Of,
            "when" => Place::When,
            "between" => Place::Between,
            "people" => Place::People,
            "few" => Place::Few,
            "no-unit" => Place::NoUnit,
            _ => return None,
        })
    }
}

struct Phrase {
    place: Place,
    sense: Option<Bound>,
    words: Vec<Key>,
}

pub(super) struct Tables {
    duals: Vec<Key>,
    nouns: KeyTable<Counted, 512>,
    /// Phrases by their last word, for those before a number, and by their first word, for the others.
    phrases: KeyTable<Vec<Phrase>, 256>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::parse(COUNTED, WORDS).0);

impl Tables {
    /// The tables that are built in.
    pub(super) fn built_in() -> &'static Tables {
        &TABLES
    }

    /// Reads the tables; what is not well formed is told.
    pub(super) fn parse(counted: &'static str, words: &str) -> (Tables, Vec<String>) {
        let mut problems = Vec::new();
        let mut tables = Tables { duals: Vec::new(), nouns: KeyTable::default(), phrases: KeyTable::default() };
        for row in table::rows::<3>("lexicon/counted.tsv", counted) {
            match row {
                Ok((line, [singular, plurals, kind])) => match NounKind::parse(kind) {
                    Some(kind) => tables.noun(singular, plurals, kind),
                    None => problems.push(format!("lexicon/counted.tsv:{line}: no such kind: {kind}")),
                },
                Err(e) => problems.push(e.to_string()),
            }
        }
        for row in table::rows::<3>("lexicon/figure_words.tsv", words) {
            match row {
                Ok((line, [place, sense, words])) => {
                    let bound = table::optional(sense).map(Bound::parse);
                    let (Some(place), Some(sense)) = (Place::parse(place), bound.unwrap_or(Some(Bound::About))) else {
                        problems.push(format!("lexicon/figure_words.tsv:{line}: no such place or sense"));
                        continue;
                    };
                    for words in table::several(words) {
                        let words: Vec<Key> = words.split_whitespace().map(Key::of).collect();
                        let by = if place == Place::Before { words.last() } else { words.first() };
                        let Some(&by) = by else { continue };
                        let sense = bound.is_some().then_some(sense);
                        tables.phrases.entry(by).or_default().push(Phrase { place, sense, words });
                    }
                }
                Err(e) => problems.push(e.to_string()),
            }
        }
        (tables, problems)
    }

    fn noun(&mut self, singular: &'static str, plurals: &str, kind: NounKind) {
        let one = Key::of(singular);
        let duals = &mut self.duals;
        let mut put = |key: Key, form| {
            if matches!(form, Form::Dual | Form::Either | Form::DualConstruct) {
                duals.push(key);
            }
            self.nouns.entry(key).or_insert(Counted { singular, kind, form });
        };
        put(one, Form::Singular);
        let (mut sound, feminine) = (false, singular.ends_with('ة'));
        let stem = if feminine { one.drop_last(1).join(key!("ت")) } else { one };
        let (dual, plain_dual) = (stem.join(key!("ين")), stem.join(key!("ان")));
        for plural in table::several(plurals) {
            let key = Key::of(plural);
            sound |= key == dual;
            if key != dual {
                put(key, Form::Plural);
            }
            // in the nominative
            if let Some(stem) = key.before(key!("ين")) {
                put(stem.join(key!("ون")), Form::Plural);
                put(stem.join(key!("ي")), Form::Plural);
            }
        }
        if !feminine {
            put(one.join(key!("ا")), Form::Singular);
        }
        put(dual, if sound { Form::Either } else { Form::Dual });
        put(plain_dual, Form::Dual);
        if feminine || !sound && kind == NounKind::Person {
            put(stem.join(key!("ي")), Form::DualConstruct);
        }
        if feminine {
            put(stem.join(key!("ا")), Form::DualConstruct);
        }
    }

    /// All duals.
    pub(super) fn duals(&self) -> impl Iterator<Item = Key> {
        self.duals.iter().copied()
    }

    /// The counted noun that a word is a form of.
    pub(super) fn counted(&self, key: Key) -> Option<Counted> {
        self.nouns.get(&key).copied()
    }

    /// Whether one of the phrases of that place that begin with the first of `words` stands there: how many words it has
    /// and its sense.
    pub(super) fn ahead(&self, place: Place, word: impl Fn(usize) -> Key) -> Option<(usize, Option<Bound>)> {
        let there = |p: &&Phrase| p.place == place && p.words.iter().enumerate().all(|(n, w)| word(n) == *w);
        let found = self.phrases.get(&word(0))?.iter().filter(there).max_by_key(|p| p.words.len())?;
        Some((found.words.len(), found.sense))
    }

    /// The same for phrases that end before a number; `word(0)` is the word directly before it.
    pub(super) fn behind(&self, word: impl Fn(usize) -> Key) -> Option<(usize, Option<Bound>)> {
        let there = |p: &&Phrase| {
            p.place == Place::Before
                && p.words.iter().rev().enumerate().all(|(n, w)| {
                    let key = word(n);
                    let conj = n + 1 == p.words.len() && matches!(key.first(), WAW | FA) && key.skip(1) == *w;
                    key == *w || conj
                })
        };
        let first = word(0);
        let conj = matches!(first.first(), WAW | FA).then(|| self.phrases.get(&first.skip(1))).flatten();
        let phrases = self.phrases.get(&first).or(conj)?;
        let found = phrases.iter().filter(there).max_by_key(|p| p.words.len())?;
        Some((found.words.len(), found.sense))
    }

    /// Whether a word stands in a set of single words.
    pub(super) fn is(&self, place: Place, key: Key) -> bool {
        self.phrases.get(&key).is_some_and(|all| all.iter().any(|p| p.place == place && p.words.len() == 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (_, problems) = Tables::parse(COUNTED, WORDS);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn forms_of_counted_nouns() {
        for (word, expected) in [
            ("شخصا", Some((Form::Singular, "شخص"))),
            ("أشخاص", Some((Form::Plural, "شخص"))),
            ("جنديين", Some((Form::Dual, "جندي"))),
            ("مسلحين", Some((Form::Either, "مسلح"))),
            ("مسلحان", Some((Form::Dual, "مسلح"))),
            ("مسلحون", Some((Form::Plural, "مسلح"))),
            ("حالتي", Some((Form::DualConstruct, "حالة"))),
            ("سنتين", Some((Form::Dual, "سنة"))),
            ("بوتين", None),
        ] {
            let found = Tables::built_in().counted(Key::of(word)).map(|c| (c.form, c.singular));
            assert_eq!(found, expected, "{word}");
        }
    }
}
