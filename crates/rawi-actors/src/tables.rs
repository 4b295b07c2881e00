//! What is known of actors before any text is read: titles, heads of bodies, names, the knowledge base.

use crate::entity::EntityKind;
use crate::kb::{self, Hosts};
use crate::names::{NameBook, Romaniser, name_key};
use crate::offices::Offices;
use crate::own;
use crate::words::{ADJECTIVE, COMMON, DEMONYM, KB_NAME, NAME, NAME_COMMON, NOUN, RARE, SURNAME, TRAP, WordRow};
use rawi_text::layer::{File, Layer};
use rawi_text::table::{self, TableError};
use rawi_text::words::{BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Identity, Key, KeyTable, key};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
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
    pub(crate) fn parse(name: &str) -> Option<Role> {
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
    pub id: Cow<'static, str>,
    /// What it is.
    pub kind: EntityKind,
    /// Standard name.
    pub name: Cow<'static, str>,
    /// English name; empty where there is none.
    pub name_en: Cow<'static, str>,
    /// Gender, for agreement.
    pub gender: Gender,
    /// Id of the state that it belongs to; empty where there is none.
    pub(crate) state: Cow<'static, str>,
    /// What it held, and when, as the table has it.
    pub(crate) roles: Cow<'static, str>,
}

impl KbRow {
    /// Whether it belongs to the state of that id.
    pub fn is_of_state(&self, id: &str) -> bool {
        self.state == id
    }
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
    /// Its second word; empty where it has one word.
    second: Key,
    /// The words after that.
    rest: Box<[Key]>,
    hit: KbHit,
}

/// All tables.
#[derive(Debug, Default)]
pub struct Tables {
    /// Which tables they are.
    pub identity: Identity,
    pub(crate) words: KeyTable<WordRow, 8192>,
    pub(crate) role_words: Vec<RoleWord>,
    /// The knowledge base.
    pub kb: Vec<KbRow>,
    /// Its names by their first word, sorted by their second, and of those the longest first.
    kb_names: Vec<Vec<KbName>>,
    romaniser: OnceLock<Romaniser>,
    /// Names of people, to be found in other spellings.
    people: OnceLock<NameBook>,
    offices: OnceLock<Offices>,
    /// Of each row, its names that count only where a fuller one stands in the text too; sorted by row.
    weak: Vec<(u32, Box<[Key]>)>,
    hosts: Hosts,
    /// Relative adjectives with the id of their state, and then with its row.
    nisba_ids: Vec<(Key, String)>,
    nisba: KeyTable<u32>,
}

/// Words that are no unknown names and too rare for `common_words.tsv`.
const RARE_WORDS: &str = include_str!("../../../lexicon/rare_words.tsv");

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
        let (mut t, mut errors) = Tables::words_only();
        for (name, content) in kb::BUILT_IN {
            let (rows, problems) = kb::built_in_rows(name, content);
            errors.extend(problems);
            rows.iter().for_each(|row| t.add_kb(row, Cow::Borrowed));
        }
        t.sort_kb();
        (t, errors)
    }

    /// The built-in tables without the knowledge base.
    pub fn words_only() -> (Tables, Vec<TableError>) {
        Tables::words_of(own::OURS)
    }

    /// The words of these tables: heads, titles, names, demonyms, common words.
    fn words_of([heads, titles, names, demonyms, common]: [&str; 5]) -> (Tables, Vec<TableError>) {
        let mut t = Tables::default();
        let mut errors = Vec::new();
        for (name, content) in [("lexicon/heads.tsv", heads), ("lexicon/titles.tsv", titles)] {
            for row in table::rows::<5>(name, content) {
                match row {
                    Ok((line, [word, class, g, n, _])) => match Role::parse(class) {
                        Some(role) => {
                            let key = Key::of(word);
                            let row = RoleWord { role, gender: gender(g), number: number(n), key };
                            t.add_role(key, row);
                            // أن مسؤولا أكد: in the accusative, without its tanwin
                            if role.is_human() && row.gender == Gender::M && row.number == Number::S {
                                let accusative = key.join(key!("ا"));
                                if accusative.len() > key.len() && t.role(accusative).is_none() {
                                    t.add_role(accusative, row);
                                }
                            }
                        }
                        None => errors.push(TableError { table: name.into(), line, what: format!("no such class: {class}") }),
                    },
                    Err(e) => errors.push(e),
                }
            }
        }
        t.add_role_plurals();
        for row in table::rows::<6>("lexicon/names.tsv", names) {
            match row {
                Ok((_, [form, given, family, _, _, common])) => {
                    let row = t.row_mut(Key::of(form));
                    row.counts = (given.parse().unwrap_or(0), family.parse().unwrap_or(0));
                    row.flags = row.flags & !NAME_COMMON | NAME | if common == "yes" { NAME_COMMON } else { 0 };
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<5>("lexicon/demonyms.tsv", demonyms) {
            match row {
                Ok((_, [m, f, plural, state, _])) => {
                    // كوري شمالي: its first word is a row of its own
                    for form in [m, f].into_iter().chain(table::several(plural)).filter(|f| !f.contains(' ')) {
                        t.flag(Key::of(form), DEMONYM);
                        t.nisba_ids.extend(table::optional(state).map(|s| (Key::of(form), s.to_owned())));
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        for row in table::rows::<3>("lexicon/common_words.tsv", common) {
            match row {
                Ok((_, [word, clitic, part])) => {
                    let (glued, clitic) = (clitic == "yes", if clitic == "no" { TRAP } else { 0 });
                    let part = match part {
                        "adj" => ADJECTIVE,
                        "noun" => NOUN,
                        _ => 0,
                    };
                    t.flag(Key::of(word), COMMON | clitic | part);
                    // لامين: the word is another behind a particle; كين: counted among words, and told to be none
                    if !glued && part != 0 {
                        t.row_mut(Key::of(word)).count_as_word();
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        for word in RARE_WORDS.lines().filter(|l| !l.starts_with('#')) {
            t.flag(Key::of(word), RARE);
        }
        (t, errors)
    }

    /// Romanises the names of people whom the knowledge base does not have, from the parts of those whom it has. Made when it
    /// is first asked for.
    pub fn romaniser(&self) -> &Romaniser {
        self.romaniser.get_or_init(|| {
            let people = self.kb.iter().filter(|r| r.kind == EntityKind::Person && !r.name_en.is_empty());
            Romaniser::new(people.map(|r| (&*r.name, &*r.name_en)))
        })
    }

    /// Lays tables of the knowledge base over the built-in ones: a row with an id that is there replaces it, another adds
    /// to it, and a name that both have is that of the new row. What is wrong with them otherwise; then nothing is laid.
    pub fn with_kb(files: &[(&str, &str)]) -> Result<Tables, Vec<TableError>> {
        Tables::with(files, &[])
    }

    /// The same, with tables of words laid over the built-in ones: each file with the table that it is for.
    pub fn with(files: &[(&str, &str)], words: &[(&Layer, File<'_>)]) -> Result<Tables, Vec<TableError>> {
        let (own, mut errors) = kb::check(files);
        let laid = own::LAYERS.each_ref().map(|layer| {
            let files: Vec<File<'_>> = words.iter().filter(|(l, _)| l.name == layer.name).map(|(_, file)| *file).collect();
            errors.extend(layer.problems(&files));
            (!files.is_empty()).then(|| layer.laid_over(&files))
        });
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut tables = own::OURS;
        for (table, laid) in tables.iter_mut().zip(&laid) {
            *table = laid.as_deref().unwrap_or(table);
        }
        let (mut t, _) = Tables::words_of(tables);
        let replaced: HashSet<&str> = own.iter().map(|r| r.id).collect();
        for row in &own {
            t.add_kb(row, |s| Cow::Owned(s.to_owned()));
        }
        for (name, content) in kb::BUILT_IN {
            for row in kb::built_in_rows(name, content).0.iter().filter(|r| !replaced.contains(r.id)) {
                t.add_kb(row, Cow::Borrowed);
            }
        }
        t.sort_kb();
        Ok(t)
    }

    /// The offices of states. Gathered when they are first asked for.
    pub(crate) fn offices(&self) -> &Offices {
        self.offices.get_or_init(|| Offices::new(&self.kb))
    }

    /// The row of the person whose name this is in another spelling; none where it is nobody's or may be that of several.
    /// The names are gathered when it is first asked for.
    pub(crate) fn person_called(&self, name: &str) -> Option<u32> {
        let gather = || {
            let rows = self.kb.iter().enumerate().filter(|(_, r)| r.kind == EntityKind::Person && r.name.contains(' '));
            NameBook::new(rows.map(|(n, r)| (n as u32, &*r.name)))
        };
        let row = self.people.get_or_init(gather).owner(name)?;
        // السادات, سعدات: not by their consonants alone
        (name_key(name) == name_key(&self.kb.get(row as usize)?.name)).then_some(row)
    }

    /// Whether a row is a state's.
    pub(crate) fn is_state(&self, row: u32) -> bool {
        self.kb.get(row as usize).is_some_and(|r| r.kind == EntityKind::State)
    }

    /// Whether a row is a person's.
    pub fn is_person(&self, row: u32) -> bool {
        self.kb.get(row as usize).is_some_and(|r| r.kind == EntityKind::Person)
    }

    /// The outlet whose pages lie on a host (`www.spa.gov.sa`, `arabic.cnn.com`).
    pub fn outlet_at(&self, host: &str) -> Option<&KbRow> {
        self.kb.get(self.hosts.row(host)? as usize)
    }

    fn add_kb<'a>(&mut self, row: &kb::Row<'a>, keep: impl Fn(&'a str) -> Cow<'static, str>) {
        // names that are ordinary words count only as parts of a fuller mention
        let ordinary: Vec<Vec<Key>> = row.words().map(name_keys).collect();
        let n = self.kb.len() as u32;
        let surnames: Vec<Vec<Key>> = row.surnames().map(name_keys).filter(|w| !w.is_empty()).collect();
        self.weak.extend(surnames.iter().map(|w| (n, w.as_slice().into())));
        for first in surnames.iter().filter_map(|w| w.first().copied()) {
            self.flag(first, SURNAME);
        }
        self.kb.push(KbRow {
            id: keep(row.id),
            kind: row.kind,
            name: keep(row.name),
            name_en: keep(row.name_en),
            gender: row.gender,
            state: keep(row.state),
            roles: keep(row.roles),
        });
        for domain in row.domains() {
            self.hosts.add(domain, n);
        }
        let names = std::iter::once(row.name).chain(row.aliases()).map(|a| (a, false));
        for (place, (text, metonym)) in names.chain(row.metonyms().map(|a| (a, true))).enumerate() {
            let words = name_keys(text);
            let Some(&first) = words.first() else { continue };
            if place == 0 && row.kind == EntityKind::Person {
                self.flag_name(&words, &ordinary);
            }
            if ordinary.contains(&words) || surnames.contains(&words) {
                continue;
            }
            let hit = KbHit { row: n, metonym, words: words.len() as u32 };
            let second = words.get(1).copied().unwrap_or_default();
            let rest: Box<[Key]> = words.get(2..).unwrap_or_default().into();
            self.kb_names_of(first).push(KbName { second, rest, hit });
        }
    }

    /// The names of a row that count only where a fuller one stands in the text too.
    pub(crate) fn weak_names(&self, row: u32) -> impl Iterator<Item = &[Key]> {
        let from = self.weak.partition_point(|(r, _)| *r < row);
        self.weak[from..].iter().take_while(move |(r, _)| *r == row).map(|(_, words)| &**words)
    }

    /// Notes the words of a person's name as parts of names, those apart that its row calls ordinary words (جيب).
    fn flag_name(&mut self, words: &[Key], ordinary: &[Vec<Key>]) {
        for key in words.iter().copied().filter(|k| k.len() > 2 && !ordinary.iter().any(|o| **o == [*k])) {
            self.flag(key, KB_NAME);
        }
    }

    /// Puts the names in the order in which they are looked up; of two alike the first counts.
    fn sort_kb(&mut self) {
        for list in &mut self.kb_names {
            list.sort_by(|a, b| (a.second, b.hit.words, &a.rest).cmp(&(b.second, a.hit.words, &b.rest)));
            list.dedup_by(|b, a| a.second == b.second && a.rest == b.rest);
        }
        let states = self.kb.iter().enumerate().filter(|(_, r)| r.kind == EntityKind::State);
        let rows: HashMap<&str, u32> = states.map(|(n, r)| (r.id.as_ref(), n as u32)).collect();
        for (form, id) in &self.nisba_ids {
            if let Some(row) = rows.get(id.as_str()) {
                self.nisba.insert(*form, *row);
            }
        }
    }

    /// The row of the state that a relative adjective belongs to, with or without its article (السورية: سورية).
    pub fn nisba(&self, key: Key) -> Option<u32> {
        self.nisba.get(&key).or_else(|| self.nisba.get(&article_off(key).0)).copied()
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
        self.role_words.get(usize::from(self.role_id(key)?).checked_sub(1)?).copied()
    }

    /// One more than its index among the role words.
    pub(crate) fn role_id(&self, key: Key) -> Option<u16> {
        self.strip(key, |k| Some(self.row(k).role).filter(|id| *id > 0))
    }

    /// Adds the sound plurals and duals of role words for people that the table does not have (ناشطون، خبيرتان).
    fn add_role_plurals(&mut self) {
        let human: Vec<RoleWord> =
            self.role_words.iter().filter(|r| r.role.is_human() && r.number == Number::S).copied().collect();
        for word in human {
            let feminine = word.key.before(key!("ة"));
            let endings: &[(Key, Number)] = match feminine {
                Some(_) => &[(key!("ات"), Number::P), (key!("تان"), Number::D), (key!("تين"), Number::D)],
                None => &[(key!("ون"), Number::P), (key!("ين"), Number::P), (key!("ان"), Number::D), (key!("و"), Number::P)],
            };
            for (ending, number) in endings {
                // مسؤولو الوزارة; but كيلو is no كيل
                if *ending == key!("و") && word.key.len() < 4 {
                    continue;
                }
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
        let alone = list.first().filter(|name| name.second.is_empty());
        if alone.is_none() || list.len() > 1 {
            let second = next(1).filter(|s| !s.is_empty());
            let from = second.map_or(list.len(), |s| list.partition_point(|name| name.second < s));
            let mut fits = |name: &&KbName| name.rest.iter().enumerate().all(|(i, word)| next(i + 2) == Some(*word));
            let longer = list[from..].iter().take_while(|name| Some(name.second) == second).find(|name| fits(name));
            if let Some(name) = longer {
                return Some(name.hit);
            }
        }
        alone.map(|name| name.hit)
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
    // nearly all names are Arabic letters and spaces, and need no tokens
    if name.chars().all(|c| c == ' ' || ('ء'..='ي').contains(&c)) {
        return name.split(' ').map(Key::of).filter(|k| !k.is_empty()).collect();
    }
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
        assert!(t.kb.len() > 1000);
    }

    #[test]
    fn names_have_the_words_that_a_text_with_them_has() {
        let names = kb::BUILT_IN.iter().flat_map(|(table, content)| kb::rows(table, content).0);
        for name in names.flat_map(|r| std::iter::once(r.name).chain(r.aliases()).chain(r.metonyms())) {
            let mut tokens = Vec::new();
            rawi_text::tokenize(name, rawi_text::Span::new(0, name.len() as u32), &mut tokens);
            let keys: Vec<Key> = tokens.iter().filter(|t| t.is_content()).map(|t| t.key).collect();
            assert_eq!(name_keys(name), keys, "{name}");
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
