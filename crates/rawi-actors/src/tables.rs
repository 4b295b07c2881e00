//! What is known of actors before any text is read: titles, heads of bodies, names, the knowledge base.

use crate::entity::EntityKind;
use crate::names::Romaniser;
use crate::words::{COMMON, DEMONYM, KB_NAME, NAME, NAME_COMMON, TRAP, WordRow};
use rawi_text::table::{self, TableError};
use rawi_text::words::{BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Key, KeyTable, key};
use std::sync::{LazyLock, OnceLock};

/// What kind of word begins or belongs to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Holds a post: وزير، رئيس.
    Office,
    /// Speaks for another: متحدث.
    Spokes,
    /// Rank or form of address: السيد، اللواء.
    Honorific,
    /// What somebody does: خبير، لاعب.
    Profession,
    /// Tells and is not named: مصدر، شهود.
    Source,
    /// Kin: والد، نظير.
    Kin,
    /// People of a place or in a situation: أهالي.
    People,
    /// An adjective that follows a title: السابق، العام.
    Modifier,
    /// A body: وزارة، حزب.
    Body,
    /// A publisher: وكالة، صحيفة.
    Outlet,
    /// What is said to say something itself: بيان.
    Document,
    /// An armed or loose group.
    Group,
    /// A place that heads a name: مدينة.
    Place,
}

impl Role {
    fn parse(name: &str) -> Option<Role> {
        Some(match name {
            "office" => Role::Office,
            "spokes" => Role::Spokes,
            "honorific" => Role::Honorific,
            "profession" => Role::Profession,
            "source" => Role::Source,
            "kin" => Role::Kin,
            "people" => Role::People,
            "modifier" => Role::Modifier,
            "body" => Role::Body,
            "outlet" => Role::Outlet,
            "document" => Role::Document,
            "group" => Role::Group,
            "place" => Role::Place,
            _ => return None,
        })
    }

    /// Whether it is the role of a person or of people.
    pub fn is_human(self) -> bool {
        matches!(self, Role::Office | Role::Spokes | Role::Honorific | Role::Profession | Role::Source | Role::Kin | Role::People)
    }

    /// Whether it heads a body of any kind.
    pub fn is_body(self) -> bool {
        matches!(self, Role::Body | Role::Outlet | Role::Document | Role::Group | Role::Place)
    }
}

/// Masculine or feminine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Masculine.
    M,
    /// Feminine.
    F,
    /// Not told by the word.
    Unknown,
}

/// Singular, dual, plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// One.
    S,
    /// Two.
    D,
    /// More.
    P,
}

/// A noun of `titles.tsv` or `heads.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleWord {
    /// Its class.
    pub role: Role,
    /// Its gender.
    pub gender: Gender,
    /// Its number.
    pub number: Number,
    /// The key of the word without article and clitics.
    pub key: Key,
}

/// How likely a word is part of a personal name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likely {
    /// A name, and hardly anything else.
    Known,
    /// In no table: a foreign or rare name, or a rare word.
    Unknown,
    /// A name, but an ordinary word too.
    Perhaps,
    /// No name.
    No,
}

/// How often a word is a personal name.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameWord {
    /// As a given name.
    pub given: u32,
    /// As a family name.
    pub family: u32,
    /// Whether it is an ordinary word of newspapers too.
    pub common: bool,
}

/// A row of the knowledge base.
#[derive(Clone, Debug)]
pub struct KbRow {
    /// Stable id.
    pub id: &'static str,
    /// What it is.
    pub kind: EntityKind,
    /// Standard name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Gender, for agreement.
    pub gender: Gender,
}

/// How a name led to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KbHit {
    /// Index into [`Tables::kb`].
    pub row: u32,
    /// Whether the name is a metonym: a capital or a seat of power.
    pub metonym: bool,
    /// Number of words.
    pub words: u32,
}

/// A name of the knowledge base.
#[derive(Debug)]
struct KbName {
    /// Its second word, which most texts differ in already; empty where it has one word.
    second: Key,
    /// The words after that.
    rest: Box<[Key]>,
    hit: KbHit,
}

/// All tables.
#[derive(Debug, Default)]
pub struct Tables {
    pub(crate) words: KeyTable<WordRow, 8192>,
    pub(crate) role_words: Vec<RoleWord>,
    /// The knowledge base.
    pub kb: Vec<KbRow>,
    /// Its names by their first word, the longest first.
    kb_names: Vec<Vec<KbName>>,
    romaniser: OnceLock<Romaniser>,
}

const TITLES: &str = include_str!("../../../lexicon/titles.tsv");
const HEADS: &str = include_str!("../../../lexicon/heads.tsv");
const NAMES: &str = include_str!("../../../lexicon/names.tsv");
const DEMONYMS: &str = include_str!("../../../lexicon/demonyms.tsv");
const COMMON_WORDS: &str = include_str!("../../../lexicon/common_words.tsv");
const KB: [(&str, &str); 6] = [
    ("kb/states.tsv", include_str!("../../../kb/states.tsv")),
    ("kb/bodies.tsv", include_str!("../../../kb/bodies.tsv")),
    ("kb/groups.tsv", include_str!("../../../kb/groups.tsv")),
    ("kb/outlets.tsv", include_str!("../../../kb/outlets.tsv")),
    ("kb/people.tsv", include_str!("../../../kb/people.tsv")),
    ("kb/processes.tsv", include_str!("../../../kb/processes.tsv")),
];

static BUILT_IN: LazyLock<Tables> = LazyLock::new(|| Tables::load().0);

fn gender(cell: &str) -> Gender {
    match cell {
        "m" => Gender::M,
        "f" => Gender::F,
        _ => Gender::Unknown,
    }
}

fn number(cell: &str) -> Number {
    match cell {
        "d" => Number::D,
        "p" => Number::P,
        _ => Number::S,
    }
}

impl Tables {
    /// The tables that are built in.
    pub fn built_in() -> &'static Tables {
        &BUILT_IN
    }

    /// Reads the built-in tables; rows that are not well formed are left out and told.
    pub fn load() -> (Tables, Vec<TableError>) {
        let mut t = Tables::default();
        let mut errors = Vec::new();
        for (name, content) in [("lexicon/heads.tsv", HEADS), ("lexicon/titles.tsv", TITLES)] {
            for row in table::rows::<5>(name, content) {
                match row {
                    Ok((line, [word, class, g, n, _])) => match Role::parse(class) {
                        Some(role) => {
                            let key = Key::of(word);
                            t.add_role(key, RoleWord { role, gender: gender(g), number: number(n), key });
                        }
                        None => errors.push(TableError { table: name.into(), line, what: format!("no such class: {class}") }),
                    },
                    Err(e) => errors.push(e),
                }
            }
        }
        t.add_role_plurals();
        for row in table::rows::<6>("lexicon/names.tsv", NAMES) {
            match row {
                Ok((_, [form, given, family, _, _, common])) => {
                    let row = t.row_mut(Key::of(form));
                    row.counts = (given.parse().unwrap_or(0), family.parse().unwrap_or(0));
                    row.flags = row.flags & !NAME_COMMON | NAME | if common == "yes" { NAME_COMMON } else { 0 };
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<5>("lexicon/demonyms.tsv", DEMONYMS) {
            match row {
                Ok((_, [m, f, plural, _, _])) => {
                    for form in [m, f].into_iter().chain(table::several(plural)) {
                        t.flag(Key::of(form), DEMONYM);
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<2>("lexicon/common_words.tsv", COMMON_WORDS) {
            match row {
                Ok((_, [word, clitic])) => {
                    t.flag(Key::of(word), COMMON | if clitic == "no" { TRAP } else { 0 });
                }
                Err(e) => errors.push(e),
            }
        }
        for (name, content) in KB {
            for row in table::rows::<9>(name, content) {
                match row {
                    Ok((line, cells)) => {
                        if let Err(what) = t.add_kb(&cells) {
                            errors.push(TableError { table: name.into(), line, what });
                        }
                    }
                    Err(e) => errors.push(e),
                }
            }
        }
        for list in &mut t.kb_names {
            list.sort_by_key(|name| std::cmp::Reverse(name.hit.words));
        }
        (t, errors)
    }

    /// Romanises the names of people whom the knowledge base does not have, from the parts of those whom it has. Made when it
    /// is first asked for.
    pub fn romaniser(&self) -> &Romaniser {
        self.romaniser.get_or_init(|| {
            let people = self.kb.iter().filter(|r| r.kind == EntityKind::Person && r.name_en != "-");
            Romaniser::new(people.map(|r| (r.name, r.name_en)))
        })
    }

    fn add_kb(&mut self, cells: &[&'static str; 9]) -> Result<(), String> {
        let [id, kind, name, aliases, metonyms, name_en, _, g, note] = *cells;
        let kind = match kind {
            "state" => EntityKind::State,
            "organisation" => EntityKind::Organisation,
            "group" => EntityKind::Group,
            "outlet" => EntityKind::Outlet,
            "person" => EntityKind::Person,
            "process" => EntityKind::Process,
            "place" => EntityKind::Place,
            other => return Err(format!("no such kind: {other}")),
        };
        // names that are ordinary words count only as parts of a fuller mention
        let ordinary: Vec<Vec<Key>> = note.split("word=").skip(1).flat_map(|w| w.split(['|', ';'])).map(name_keys).collect();
        if kind == EntityKind::Person {
            for key in name_keys(name).into_iter().filter(|k| k.len() > 2 && !ordinary.contains(&vec![*k])) {
                self.flag(key, KB_NAME);
            }
        }
        let row = self.kb.len() as u32;
        self.kb.push(KbRow { id, kind, name, name_en, gender: gender(g) });
        for (text, metonym) in std::iter::once((name, false))
            .chain(table::several(aliases).map(|a| (a, false)))
            .chain(table::several(metonyms).map(|a| (a, true)))
        {
            let words = name_keys(text);
            let Some(&first) = words.first() else { continue };
            if ordinary.contains(&words) {
                continue;
            }
            let hit = KbHit { row, metonym, words: words.len() as u32 };
            let second = words.get(1).copied().unwrap_or_default();
            let rest: Box<[Key]> = words.get(2..).unwrap_or_default().into();
            let list = self.kb_names_of(first);
            if !list.iter().any(|n| n.second == second && n.rest == rest) {
                list.push(KbName { second, rest, hit });
            }
        }
        Ok(())
    }

    fn row_mut(&mut self, key: Key) -> &mut WordRow {
        self.words.entry(key).or_default()
    }

    fn flag(&mut self, key: Key, flags: u16) {
        self.row_mut(key).flags |= flags;
    }

    /// Adds a role word; of two with one spelling the first counts.
    fn add_role(&mut self, key: Key, word: RoleWord) {
        let id = self.role_words.len() as u16 + 1;
        let row = self.row_mut(key);
        if row.role == 0 {
            row.role = id;
            self.role_words.push(word);
        }
    }

    fn kb_names_of(&mut self, first: Key) -> &mut Vec<KbName> {
        let next = self.kb_names.len() as u32 + 1;
        let row = self.row_mut(first);
        let id = if row.kb == 0 { next } else { row.kb };
        row.kb = id;
        if id == next {
            self.kb_names.push(Vec::new());
        }
        &mut self.kb_names[id as usize - 1]
    }

    /// The role word that a key is, less article and clitics (وللوزير: وزير).
    pub fn role(&self, key: Key) -> Option<RoleWord> {
        let at = |k: Key| self.role_words.get(usize::from(self.row(k).role).checked_sub(1)?).copied();
        self.strip(key, at)
    }

    /// Adds the sound plurals and duals of role words for people that the table does not have (ناشطون، خبيرتان).
    fn add_role_plurals(&mut self) {
        let human: Vec<RoleWord> =
            self.role_words.iter().filter(|r| r.role.is_human() && r.number == Number::S).copied().collect();
        for word in human {
            let feminine = word.key.before(key!("ة"));
            let endings: &[(Key, Number)] = match feminine {
                Some(_) => &[(key!("ات"), Number::P), (key!("تان"), Number::D), (key!("تين"), Number::D)],
                None => &[(key!("ون"), Number::P), (key!("ين"), Number::P), (key!("ان"), Number::D)],
            };
            for (ending, number) in endings {
                let key = feminine.unwrap_or(word.key).join(*ending);
                self.add_role(key, RoleWord { number: *number, ..word });
            }
        }
    }

    /// The longest name of the knowledge base that begins at `keys[0]`; `keys` are the words of the text.
    pub fn kb_hit(&self, first: Key, next: impl FnMut(usize) -> Option<Key>) -> Option<KbHit> {
        self.kb_of(self.row(first), next)
    }

    pub(crate) fn kb_of(&self, row: &WordRow, mut next: impl FnMut(usize) -> Option<Key>) -> Option<KbHit> {
        let list = self.kb_names.get((row.kb as usize).checked_sub(1)?)?;
        let second = next(1);
        let mut fits = |name: &&KbName| {
            name.second.is_empty()
                || (Some(name.second) == second && name.rest.iter().enumerate().all(|(i, word)| next(i + 2) == Some(*word)))
        };
        list.iter().find(|name| fits(name)).map(|name| name.hit)
    }

    /// Takes clitics and article off until `found` says yes.
    pub fn strip<T>(&self, key: Key, found: impl Fn(Key) -> Option<T>) -> Option<T> {
        let try_both = |k: Key| {
            found(k).or_else(|| {
                let (b, had) = article_off(k);
                if had { found(b) } else { None }
            })
        };
        if let Some(t) = try_both(key) {
            return Some(t);
        }
        let mut k = key;
        if matches!(k.first(), WAW | FA) && k.len() > 3 {
            k = k.skip(1);
            if let Some(t) = try_both(k) {
                return Some(t);
            }
        }
        if k.first() == LAM && k.at(1) == LAM && k.len() > 4 {
            return found(k.skip(2)).or_else(|| found(k.skip(1)));
        }
        if matches!(k.first(), BA | LAM | KAF) && k.len() > 3 && !self.word(k).is_whole() {
            return try_both(k.skip(1));
        }
        None
    }
}

/// The words of a name as keys; what is no word is left out.
pub fn name_keys(name: &str) -> Vec<Key> {
    let mut tokens = Vec::new();
    rawi_text::tokenize(name, rawi_text::Span::new(0, name.len() as u32), &mut tokens);
    tokens.iter().filter(|t| t.is_content()).map(|t| t.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let (t, errors) = Tables::load();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}", told.join("\n"));
        let mut ids: Vec<&str> = t.kb.iter().map(|r| r.id).collect();
        ids.sort_unstable();
        for pair in ids.windows(2) {
            assert_ne!(pair[0], pair[1], "two rows with one id");
        }
    }

    #[test]
    fn words_are_known_behind_their_clitics() {
        let t = Tables::built_in();
        for w in ["وزير", "الوزير", "والوزير", "للوزير", "بالوزير"] {
            assert_eq!(t.role(Key::of(w)).map(|r| r.role), Some(Role::Office), "{w}");
        }
        assert!(t.role(key!("كتابة")).is_none_or(|r| r.role != Role::Office));
    }
}
