//! Words that put somebody into a class, from `lexicon/designations.tsv`.

use crate::reading::Polarity;
use rawi_text::{Key, KeyTable, key, table};
use std::sync::LazyLock;

pub(super) const DESIGNATIONS: &str = include_str!("../../../../lexicon/designations.tsv");

/// What a word does in a designation; a set of bits, since a word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u64);

impl Kinds {
    pub(super) const ADJECTIVE: Kinds = Kinds(1);
    pub(super) const NOUN: Kinds = Kinds(1 << 1);
    pub(super) const BODY: Kinds = Kinds(1 << 2);
    pub(super) const VERB: Kinds = Kinds(1 << 3);
    pub(super) const LIST: Kinds = Kinds(1 << 4);
    pub(super) const UNLIST: Kinds = Kinds(1 << 5);
    pub(super) const ROSTER: Kinds = Kinds(1 << 6);
    pub(super) const OURS: Kinds = Kinds(1 << 7);
    pub(super) const OCCUPIER: Kinds = Kinds(1 << 8);
    pub(super) const RULE: Kinds = Kinds(1 << 9);
    /// العدو, before the adjective of a state.
    pub(super) const ENEMY: Kinds = Kinds(1 << 10);
    /// What an enemy does (يرعى), before its object.
    pub(super) const DEED: Kinds = Kinds(1 << 11);
    pub(super) const EVIL: Kinds = Kinds(1 << 12);
    pub(super) const COPULA: Kinds = Kinds(1 << 13);
    pub(super) const MEMBERS: Kinds = Kinds(1 << 14);
    /// A body that may stand for a group named before (التنظيم).
    pub(super) const ONE: Kinds = Kinds(1 << 15);
    /// An adjective that in the outlet's own words only describes.
    pub(super) const DESCRIBES: Kinds = Kinds(1 << 16 | 1);
    /// What is done with an occupation.
    pub(super) const ACT: Kinds = Kinds(1 << 17);
    /// What a body is of that makes it an enemy (عناصر التخريب).
    pub(super) const ILL: Kinds = Kinds(1 << 18);
    /// To belong to, before a class.
    pub(super) const BELONG: Kinds = Kinds(1 << 19);
    /// To turn against, before what is rightful.
    pub(super) const TURN: Kinds = Kinds(1 << 20);
    pub(super) const RIGHT: Kinds = Kinds(1 << 21);
    /// A word for a word, before who uses it and of whom (العبارة التي تستخدمها).
    pub(super) const TERM: Kinds = Kinds(1 << 22);
    /// A bad quality, behind أكثر.
    pub(super) const MORE: Kinds = Kinds(1 << 23);
    /// في إشارة إلى.
    pub(super) const MEANT: Kinds = Kinds(1 << 24);
    /// Before a class among the first of its kind (من أهم شركاء).
    pub(super) const FIRST: Kinds = Kinds(1 << 25);
    /// Between a negated class and the right one (ليست معارضة وإنما …).
    pub(super) const RATHER: Kinds = Kinds(1 << 26);
    /// A crime: a partner in it is an enemy, and who commits it.
    pub(super) const CRIME: Kinds = Kinds(1 << 27);
    pub(super) const COMMIT: Kinds = Kinds(1 << 28);
    /// A verb of acting, before كـ and a class.
    pub(super) const ACTS: Kinds = Kinds(1 << 29);
    /// Two bodies, before their names (التنظيمين).
    pub(super) const BOTH: Kinds = Kinds(1 << 30);
    /// A part, before لا يتجزأ: one side of whom it is one.
    pub(super) const PART: Kinds = Kinds(1 << 31);
    /// The noun of many, by its ending, before a name (متمردي طالبان) or with an article (المتمردين الحوثيين).
    pub(super) const MANY: Kinds = Kinds(1 << 32);
    /// Armed people of a state, before الاحتلال.
    pub(super) const FORCES: Kinds = Kinds(1 << 33);
    /// Kinship or friendship, behind a state or what is a state's (المملكة الشقيقة).
    pub(super) const KIN: Kinds = Kinds(1 << 34 | 1);
    /// A verb of denying, refusing or taking back, before a class that is claimed.
    pub(super) const REFUSE: Kinds = Kinds(1 << 35);
    pub(super) const ALL: Kinds = Kinds(u64::MAX);

    /// Whether such a word may put somebody into a class; the others only stand by.
    fn leads(self) -> bool {
        let beside = [
            Kinds::EVIL,
            Kinds::COPULA,
            Kinds::MEMBERS,
            Kinds::ONE,
            Kinds::BOTH,
            Kinds::ACT,
            Kinds::ILL,
            Kinds::RIGHT,
            Kinds::FIRST,
            Kinds::RATHER,
            Kinds::CRIME,
            Kinds::COMMIT,
            Kinds::ACTS,
            Kinds::FORCES,
            Kinds::REFUSE,
        ];
        !beside.contains(&self)
    }

    fn parse(name: &str) -> Option<Kinds> {
        Some(match name {
            "adjective" => Kinds::ADJECTIVE,
            "noun" => Kinds::NOUN,
            "body" => Kinds::BODY,
            "verb" => Kinds::VERB,
            "list" => Kinds::LIST,
            "unlist" => Kinds::UNLIST,
            "roster" => Kinds::ROSTER,
            "ours" => Kinds::OURS,
            "occupier" => Kinds::OCCUPIER,
            "describes" => Kinds::DESCRIBES,
            "act" => Kinds::ACT,
            "enemy" => Kinds::ENEMY,
            "deed" => Kinds::DEED,
            "evil" => Kinds::EVIL,
            "copula" => Kinds::COPULA,
            "members" => Kinds::MEMBERS,
            "one" => Kinds::ONE,
            "both" => Kinds::BOTH,
            "part" => Kinds::PART,
            "rule" => Kinds::RULE,
            "ill" => Kinds::ILL,
            "belong" => Kinds::BELONG,
            "turn" => Kinds::TURN,
            "right" => Kinds::RIGHT,
            "term" => Kinds::TERM,
            "more" => Kinds::MORE,
            "meant" => Kinds::MEANT,
            "first" => Kinds::FIRST,
            "rather" => Kinds::RATHER,
            "crime" => Kinds::CRIME,
            "commit" => Kinds::COMMIT,
            "acts" => Kinds::ACTS,
            "forces" => Kinds::FORCES,
            "kin" => Kinds::KIN,
            "refuse" => Kinds::REFUSE,
            _ => return None,
        })
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    kinds: Kinds,
    pub(super) polarity: Option<Polarity>,
}

impl Entry {
    pub(super) fn is(self, kinds: Kinds) -> bool {
        self.kinds.0 & kinds.0 != 0
    }

    /// Whether it is kinship with a state.
    pub(super) fn is_kin(self) -> bool {
        self.kinds.0 & Kinds::KIN.0 == Kinds::KIN.0
    }

    /// Whether it is no more than a description.
    pub(super) fn describes(self) -> bool {
        self.kinds.0 & Kinds::DESCRIBES.0 == Kinds::DESCRIBES.0
    }
}

pub(super) struct Tables(KeyTable<Entry, 256>, Vec<Key>);

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::parse(DESIGNATIONS).0);

impl Tables {
    pub(super) fn built_in() -> &'static Tables {
        &TABLES
    }

    /// Reads the table; what is not well formed is told.
    pub(super) fn parse(content: &str) -> (Tables, Vec<String>) {
        let (mut tables, mut problems) = (Tables(KeyTable::default(), Vec::new()), Vec::new());
        for row in table::rows::<3>("lexicon/designations.tsv", content) {
            match row {
                Ok((line, [kind, polarity, words])) => {
                    let named = table::optional(polarity);
                    let polarity = named.and_then(Polarity::parse);
                    let Some(kinds) = Kinds::parse(kind).filter(|_| named.is_none() || polarity.is_some()) else {
                        problems.push(format!("lexicon/designations.tsv:{line}: no such kind or polarity"));
                        continue;
                    };
                    for word in table::several(words) {
                        tables.put(Key::of(word), kinds, polarity);
                    }
                }
                Err(e) => problems.push(e.to_string()),
            }
        }
        (tables, problems)
    }

    fn put(&mut self, word: Key, kinds: Kinds, polarity: Option<Polarity>) {
        let endings: &[Key] = match kinds {
            Kinds::ADJECTIVE | Kinds::DESCRIBES | Kinds::KIN => {
                &[key!("ة"), key!("ا"), key!("ين"), key!("ون"), key!("ات"), key!("تين"), key!("ان")]
            }
            _ => &[],
        };
        for form in endings.iter().map(|e| word.join(*e)).chain([word]) {
            if kinds.leads() {
                self.1.push(form);
            }
            let entry = self.0.entry(form).or_default();
            entry.kinds.0 |= kinds.0;
            entry.polarity = entry.polarity.or(polarity);
        }
        // متمردين, متمردو
        if matches!(kinds, Kinds::ADJECTIVE | Kinds::DESCRIBES)
            && matches!(polarity, Some(Polarity::Terrorist | Polarity::Hostile))
        {
            for ending in [key!("ين"), key!("ون"), key!("ي"), key!("و")] {
                let form = word.join(ending);
                self.1.push(form);
                let entry = self.0.entry(form).or_default();
                entry.kinds.0 |= Kinds::MANY.0;
                entry.polarity = entry.polarity.or(polarity);
            }
        }
    }

    /// All words.
    pub(super) fn words(&self) -> impl Iterator<Item = Key> {
        self.1.iter().copied()
    }

    /// What is known of a word, as it stands.
    pub(super) fn get(&self, key: Key) -> Entry {
        self.0.get(&key).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (_, problems) = Tables::parse(DESIGNATIONS);
        assert!(problems.is_empty(), "{problems:?}");
    }
}
