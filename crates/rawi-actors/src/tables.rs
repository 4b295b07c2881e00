//! What is known of actors before any text is read: titles, heads of bodies, names, the knowledge base.

use crate::entity::EntityKind;
use rawi_text::table::{self, TableError};
use rawi_text::words::{ALIF, BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Key, KeySet, KeyTable, key};
use std::sync::LazyLock;

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

/// All tables.
#[derive(Debug, Default)]
pub struct Tables {
    roles: KeyTable<RoleWord>,
    names: KeyTable<NameWord>,
    demonyms: KeySet,
    common: KeySet,
    traps: KeySet,
    kb_names: KeySet,
    /// The knowledge base.
    pub kb: Vec<KbRow>,
    kb_by_first: KeyTable<Vec<(Vec<Key>, KbHit)>>,
}

const TITLES: &str = include_str!("../../../lexicon/titles.tsv");
const HEADS: &str = include_str!("../../../lexicon/heads.tsv");
const NAMES: &str = include_str!("../../../lexicon/names.tsv");
const DEMONYMS: &str = include_str!("../../../lexicon/demonyms.tsv");
const COMMON: &str = include_str!("../../../lexicon/common_words.tsv");
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
                            t.roles.entry(key).or_insert(RoleWord { role, gender: gender(g), number: number(n), key });
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
                    let word = NameWord {
                        given: given.parse().unwrap_or(0),
                        family: family.parse().unwrap_or(0),
                        common: common == "yes",
                    };
                    t.names.insert(Key::of(form), word);
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<5>("lexicon/demonyms.tsv", DEMONYMS) {
            match row {
                Ok((_, [m, f, plural, _, _])) => {
                    t.demonyms.insert(Key::of(m));
                    t.demonyms.insert(Key::of(f));
                    t.demonyms.extend(table::several(plural).map(Key::of));
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<2>("lexicon/common_words.tsv", COMMON) {
            match row {
                Ok((_, [word, clitic])) => {
                    let key = Key::of(word);
                    t.common.insert(key);
                    if clitic == "no" {
                        t.traps.insert(key);
                    }
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
        for list in t.kb_by_first.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        (t, errors)
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
            self.kb_names.extend(name_keys(name).into_iter().filter(|k| k.len() > 2 && !ordinary.contains(&vec![*k])));
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
            let list = self.kb_by_first.entry(first).or_default();
            if !list.iter().any(|(w, _)| *w == words) {
                list.push((words, hit));
            }
        }
        Ok(())
    }

    /// The role word that a key is, less article and clitics (وللوزير: وزير).
    pub fn role(&self, key: Key) -> Option<RoleWord> {
        self.strip(key, |k| self.roles.get(&k).copied())
    }

    /// The role word that a key is as it stands or with its article only.
    pub fn role_bare(&self, key: Key) -> Option<RoleWord> {
        self.roles.get(&key).copied().or_else(|| match article_off(key) {
            (bare, true) => self.roles.get(&bare).copied(),
            _ => None,
        })
    }

    /// Adds the sound plurals and duals of role words for people that the table does not have (ناشطون، خبيرتان).
    fn add_role_plurals(&mut self) {
        let human: Vec<RoleWord> = self.roles.values().filter(|r| r.role.is_human() && r.number == Number::S).copied().collect();
        for word in human {
            let feminine = word.key.before(key!("ة"));
            let endings: &[(Key, Number)] = match feminine {
                Some(_) => &[(key!("ات"), Number::P), (key!("تان"), Number::D), (key!("تين"), Number::D)],
                None => &[(key!("ون"), Number::P), (key!("ين"), Number::P), (key!("ان"), Number::D)],
            };
            for (ending, number) in endings {
                let key = feminine.unwrap_or(word.key).join(*ending);
                self.roles.entry(key).or_insert(RoleWord { number: *number, ..word });
            }
        }
    }

    /// The personal-name word that a key is as it stands or behind ال.
    pub fn name(&self, key: Key) -> Option<NameWord> {
        self.names.get(&key).or_else(|| self.names.get(&article_off(key).0)).copied()
    }

    /// The personal-name word that a key is exactly.
    pub fn names_exact(&self, key: Key) -> Option<NameWord> {
        self.names.get(&key).copied()
    }

    /// Whether a word is a nisba adjective, with or without its article.
    pub fn is_demonym(&self, key: Key) -> bool {
        self.demonyms.contains(&key) || self.demonyms.contains(&article_off(key).0)
    }

    /// Whether a word is an ordinary word of newspapers, as it stands or less its article.
    pub fn is_common(&self, key: Key) -> bool {
        self.common.contains(&key) || self.common.contains(&article_off(key).0)
    }

    /// Whether the first letter of a word is its own and no clitic (بيان، لجنة، وزير, كتاب).
    pub fn is_whole(&self, key: Key) -> bool {
        self.traps.contains(&key) || self.roles.contains_key(&key) || self.names.get(&key).is_some_and(|n| !n.common)
    }

    /// How likely a word is part of a personal name.
    pub fn likely_name(&self, key: Key) -> Likely {
        let (bare, article) = match article_off(key) {
            // ألون, ألما: too short for an article
            (bare, true) if bare.len() <= 2 => (key, false),
            parts => parts,
        };
        // عبدالله، عبداللطيف in one word
        if key.len() > 6 && key.take(5) == key!("عبدال") {
            return Likely::Known;
        }
        let known = self.names.get(&key).or_else(|| self.names.get(&bare));
        if self.kb_names.contains(&key) && !self.demonyms.contains(&bare) && !self.roles.contains_key(&bare) {
            return if known.is_some_and(|n| n.common) || (known.is_none() && self.common.contains(&key) && article) {
                Likely::Perhaps
            } else {
                Likely::Known
            };
        }
        if self.roles.contains_key(&bare) || self.demonyms.contains(&bare) {
            return match known {
                Some(n) if n.given + n.family > 100 && !n.common && !article => Likely::Known,
                Some(n) if n.given + n.family > 20 => Likely::Perhaps,
                _ => Likely::No,
            };
        }
        match known {
            Some(n) if !n.common && n.given + n.family > 0 => Likely::Known,
            Some(_) => Likely::Perhaps,
            None if self.common.contains(&key) || self.common.contains(&bare) || key.len() <= 2 => Likely::No,
            None if self.is_inflected(bare) => Likely::No,
            None => Likely::Unknown,
        }
    }

    /// Whether a word that no table has is an ordinary word with an ending or a particle.
    fn is_inflected(&self, key: Key) -> bool {
        const PARTICLES: [Key; 10] =
            [key!("و"), key!("ف"), key!("ب"), key!("ل"), key!("س"), key!("ك"), key!("لل"), key!("ن"), key!("ت"), key!("ي")];
        let known = |k: Key| k.len() > 2 && (self.common.contains(&k) || self.roles.contains_key(&k));
        const ENDINGS: [Key; 15] = [
            key!("ه"),
            key!("ها"),
            key!("هم"),
            key!("هما"),
            key!("ات"),
            key!("ين"),
            key!("ون"),
            key!("ان"),
            key!("نا"),
            key!("ا"),
            key!("ي"),
            key!("تها"),
            key!("ته"),
            key!("تهم"),
            key!("وا"),
        ];
        let stem = |k: Key| ENDINGS.iter().any(|s| k.before(*s).is_some_and(known));
        // shapes of verbal nouns and relative adjectives: مبايعة، اختطاف، استمرار، انفصالية
        let (first, last) = (key.first(), key.last());
        let (mim, ta, alif) = (key!("م").first(), key!("ة").first(), ALIF);
        let shape = key.len() >= 5
            && (last == ta && (first == mim || key.at(key.len() - 2) == key!("ي").first())
                || first == alif && key.at(key.len() - 2) == alif);
        if shape || stem(key) {
            return true;
        }
        PARTICLES.iter().any(|p| key.after(*p).is_some_and(|k| k.len() > 3 && (known(k) || stem(k) || known(article_off(k).0))))
    }

    /// Whether a word is likely part of a personal name: known as one and not an ordinary word, or known as nothing.
    pub fn is_namelike(&self, key: Key) -> bool {
        matches!(self.likely_name(key), Likely::Known | Likely::Unknown)
    }

    /// The longest name of the knowledge base that begins at `keys[0]`; `keys` are the words of the text.
    pub fn kb_hit(&self, first: Key, mut next: impl FnMut(usize) -> Option<Key>) -> Option<KbHit> {
        let list = self.kb_by_first.get(&first)?;
        list.iter().find(|(words, _)| (1..words.len()).all(|i| next(i) == Some(words[i]))).map(|(_, h)| *h)
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
        if matches!(k.first(), BA | LAM | KAF) && k.len() > 3 && !self.is_whole(k) {
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
