//! What the tables say of each word, in one sign a word.

use super::looks::{Look, Looks};
use crate::doc::Doc;
use crate::entity::EntityKind;
use crate::kb;
use crate::tables::{Likely, Role, Tables};
use rawi_text::quotes::NONE;
use rawi_text::words::{BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Class, Key, KeyMap, TokenKind, key, sets, table};
use std::sync::LazyLock;

macro_rules! signs {
    ($($(#[$meta:meta])* $name:ident = $text:literal, $doc:literal;)*) => {
        /// What a word is to the tables: the first of these that holds.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Sign { $(#[doc = $doc] $(#[$meta])* $name,)* }

        impl Sign {
            pub(crate) const ALL: &[(Sign, &str)] = &[$((Sign::$name, $text),)*];
        }
    };
}

signs! {
    Edge = "edge", "The edge of a sentence.";
    Number = "number", "Digits.";
    Comma = "comma", "A comma or semicolon.";
    Colon = "colon", "A colon.";
    Opens = "opens", "A quotation mark that opens.";
    Quote = "quote", "Another quotation mark.";
    Open = "open", "A bracket that opens.";
    Close = "close", "A bracket that closes.";
    Dash = "dash", "A dash.";
    Mark = "mark", "Any other mark.";
    Latin = "latin", "A word in Latin letters.";
    In = "in", "A preposition that stands before places.";
    Prep = "prep", "Another preposition.";
    Clause = "clause", "Opens a clause.";
    Relative = "rel", "A relative pronoun.";
    Verbal = "verbal", "Stands before a verb.";
    Function = "function", "Another function word.";
    Office = "office", "Holds a post, or speaks for another.";
    Honorific = "honorific", "A rank or form of address.";
    Profession = "profession", "What somebody does.";
    Human = "human", "Kin, sources, people.";
    Modifier = "modifier", "An adjective of titles.";
    Body = "body", "A body that names are made with.";
    Loose = "loose", "A body that is seldom a name (حكومة، إدارة).";
    Outlet = "outlet", "A publisher's head noun.";
    Document = "document", "A document.";
    Group = "group", "A group's head noun.";
    Place = "place", "A place's head noun.";
    Demonym = "nisba", "A relative adjective, indefinite.";
    TheDemonym = "the-nisba", "A relative adjective, definite.";
    KbPerson = "kb-person", "A person of the knowledge base, by several words.";
    KbSurname = "kb-surname", "A person of the knowledge base, by one word.";
    KbState = "kb-state", "A state or place.";
    KbCity = "kb-city", "A capital.";
    KbSeat = "kb-seat", "A seat of power that stands for a state.";
    KbWord = "kb-word", "A body or group by a name that is an ordinary word too.";
    KbFamily = "kb-family", "A surname in the knowledge base that others bear too.";
    KbBody = "kb-body", "A body or group.";
    KbOutlet = "kb-outlet", "An outlet.";
    KbProcess = "kb-process", "A process.";
    KbMore = "kb-more", "A further word of a name of the knowledge base.";
    City = "city", "A city.";
    Region = "region", "A region, a sea, a well-known city.";
    CityName = "city-name", "A city, or a personal name.";
    CityWord = "city-word", "A city, or an ordinary word.";
    CityMore = "city-more", "A further word of a city's name.";
    Given = "given", "A given name.";
    Family = "family", "A family name.";
    TheFamily = "the-family", "A family name with its article.";
    Perhaps = "perhaps", "A name, or an ordinary word.";
    ThePerhaps = "the-perhaps", "The same with its article.";
    Particle = "particle", "A particle of names.";
    #[default]
    Unknown = "unknown", "In no table.";
    Foreign = "foreign", "In no table, and looks like a name.";
    Inflected = "inflected", "In no table, and looks like an ordinary word, or is another form of one.";
    TheUnknown = "the-unknown", "The same with its article.";
    Common = "common", "An ordinary word.";
    TheCommon = "the-common", "The same with its article.";
}

/// A word as the model sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    pub(crate) sign: Sign,
    /// The particle glued before it: its letter; 0 for none.
    pub(crate) clitic: u8,
    /// The word less that particle.
    pub(crate) key: Key,
    /// Whether it stands alone or with few others in quotation marks.
    pub(crate) quoted: bool,
    /// Whether it is not to be known by its letters: while learning.
    pub(crate) hidden: bool,
}

/// Whether a city's name is another word too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Also {
    Sure,
    Nothing,
    Name,
    Word,
}

pub(crate) struct Cities {
    /// By the first word: the words after it, and whether the whole is something else too; the longest first.
    by_first: KeyMap<Vec<(Box<[Key]>, Also)>>,
}

pub(crate) const PLACES: &str = include_str!("../../../../lexicon/places.tsv");

pub(crate) const REGIONS: &str = include_str!("../../../../lexicon/regions.tsv");

static CITIES: LazyLock<Cities> = LazyLock::new(|| {
    let mut by_first: KeyMap<Vec<(Box<[Key]>, Also)>> = KeyMap::default();
    for [form, also] in table::rows::<2>("lexicon/places.tsv", PLACES).flatten().map(|(_, row)| row) {
        let words: Vec<Key> = form.split(' ').map(Key::of).collect();
        let also = match also {
            "name" => Also::Name,
            "word" => Also::Word,
            _ => Also::Nothing,
        };
        by_first.entry(words[0]).or_default().push((words[1..].into(), also));
    }
    for [form, _] in table::rows::<2>("lexicon/regions.tsv", REGIONS).flatten().map(|(_, row)| row) {
        let words: Vec<Key> = form.split(' ').map(Key::of).collect();
        let list = by_first.entry(words[0]).or_default();
        list.retain(|(rest, _)| **rest != words[1..]);
        list.push((words[1..].into(), Also::Sure));
    }
    by_first.values_mut().for_each(|list| list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    Cities { by_first }
});

impl Cities {
    pub(crate) fn built_in() -> &'static Cities {
        &CITIES
    }

    /// The longest city that begins with a word: how many words it has, and what else it is.
    pub(crate) fn at(&self, first: Key, next: impl Fn(usize) -> Key) -> Option<(usize, Also)> {
        let list = self.by_first.get(&first)?;
        let fits = |rest: &[Key]| rest.iter().enumerate().all(|(n, w)| next(n + 1) == *w);
        list.iter().find(|(rest, _)| fits(rest)).map(|(rest, also)| (rest.len() + 1, *also))
    }
}

/// How often an ordinary word must be a name in the tables to be taken for one.
const SURE: u32 = 60;

pub(crate) const NAME_HEADS: &str = include_str!("../../../../lexicon/name_heads.tsv");

/// The classes of `name_heads.tsv`, a bit each.
pub(crate) const HEAD: u8 = 1;
pub(crate) const BEFORE: u8 = 1 << 1;
pub(crate) const LOOSE: u8 = 1 << 2;
pub(crate) const IN: u8 = 1 << 3;

static CLASSES: LazyLock<KeyMap<u8>> = LazyLock::new(|| {
    let mut classes: KeyMap<u8> = KeyMap::default();
    for (_, [word, class]) in table::rows::<2>("lexicon/name_heads.tsv", NAME_HEADS).flatten() {
        *classes.entry(Key::of(word)).or_default() |= class_bit(class).unwrap_or_default();
    }
    classes
});

pub(crate) fn class_bit(name: &str) -> Option<u8> {
    Some(match name {
        "head" => HEAD,
        "before" => BEFORE,
        "loose" => LOOSE,
        "in" => IN,
        _ => return None,
    })
}

/// Whether a word is of a class of `name_heads.tsv`.
pub(crate) fn is_of(word: Key, class: u8) -> bool {
    CLASSES.get(&word).is_some_and(|c| c & class != 0)
}

/// Names of the knowledge base that are ordinary words or the surnames of many.
static WEAK: LazyLock<KeyMap<Sign>> = LazyLock::new(|| {
    let mut weak = KeyMap::default();
    for (name, content) in kb::BUILT_IN {
        for row in kb::built_in_rows(name, content).0 {
            let (word, family) = match row.kind {
                EntityKind::Organisation | EntityKind::Group | EntityKind::Outlet => (Sign::KbWord, Sign::KbWord),
                EntityKind::Person => (Sign::KbFamily, Sign::KbFamily),
                _ => continue,
            };
            let one = |name: &str| (!name.contains(' ')).then(|| Key::of(name));
            for k in row.words().filter_map(one) {
                weak.entry(k).or_insert(word);
            }
            for k in row.surnames().filter_map(one) {
                weak.entry(k).or_insert(family);
            }
        }
    }
    weak
});

/// What is known of each token of a text.
pub(crate) fn known(doc: Doc<'_>) -> Vec<Known> {
    let tokens = &doc.scaffold.tokens;
    let mut out: Vec<Known> = Vec::with_capacity(tokens.len());
    // a text that writes the preposition على with its own letter means a man by علي
    let apart = tokens.iter().any(|t| t.key == key!("علي") && t.span.of(doc.text).ends_with('ى'));
    let mut i = 0;
    while i < tokens.len() {
        let (mut known, words, more) = one(doc, i);
        if apart && known.key == key!("علي") && tokens[i].span.of(doc.text).ends_with('ي') {
            known.sign = Sign::Given;
        }
        out.push(known);
        for n in 1..words {
            out.push(Known { sign: more, clitic: 0, key: doc.key(i + n), quoted: quoted(doc, i + n), hidden: false });
        }
        i += words;
    }
    out
}

fn one(doc: Doc<'_>, i: usize) -> (Known, usize, Sign) {
    let mut known = Known { sign: Sign::Mark, clitic: 0, key: doc.key(i), quoted: quoted(doc, i), hidden: false };
    let mark = |sign| (Known { sign, ..known }, 1, Sign::Mark);
    match doc.kind(i) {
        TokenKind::Word => {}
        TokenKind::Number => return mark(Sign::Number),
        TokenKind::Comma | TokenKind::Semicolon => return mark(Sign::Comma),
        TokenKind::Colon => return mark(Sign::Colon),
        TokenKind::Quote if doc.scaffold.quotes.opens[i] != NONE => return mark(Sign::Opens),
        TokenKind::Quote => return mark(Sign::Quote),
        TokenKind::Open => return mark(Sign::Open),
        TokenKind::Close => return mark(Sign::Close),
        TokenKind::Dash => return mark(Sign::Dash),
        _ => return mark(Sign::Mark),
    }
    let class = doc.class(i);
    let word = doc.word(i);
    let spelt = doc.token(i).map_or("", |t| t.span.of(doc.text));
    if spelt.ends_with("اً") || spelt.ends_with(['ً', 'ٌ', 'ٍ']) {
        return mark(Sign::Common);
    }
    if (0..known.key.len()).any(|n| known.key.at(n) < 0x80) {
        return mark(Sign::Latin);
    }
    let cities = Cities::built_in();
    // الشرق الأوسط: the region, but for the newspaper's head noun before it
    let outlet_by_head = |row: u32| {
        doc.tables.kb[row as usize].kind != EntityKind::Outlet
            || i > 0 && doc.tables.role(doc.key(i - 1)).is_some_and(|r| r.role == Role::Outlet)
            || !matches!(cities.at(known.key, |n| doc.key(i + n)), Some((_, Also::Sure)))
    };
    if let Some(hit) = doc.kb_at(i).filter(|hit| outlet_by_head(hit.row)) {
        let row = &doc.tables.kb[hit.row as usize];
        let sign = match row.kind {
            EntityKind::Person if hit.words > 1 => Sign::KbPerson,
            EntityKind::Person => Sign::KbSurname,
            EntityKind::State | EntityKind::Place if hit.metonym => Sign::KbSeat,
            EntityKind::State | EntityKind::Place => Sign::KbState,
            EntityKind::Outlet => Sign::KbOutlet,
            EntityKind::Process | EntityKind::Role => Sign::KbProcess,
            EntityKind::Organisation | EntityKind::Group => Sign::KbBody,
        };
        let whole = doc.tables.kb_hit(known.key, |n| Some(doc.key(i + n))).is_some();
        if !whole {
            (known.clitic, known.key) = unglued(known.key);
        }
        let words = hit.words as usize;
        let bare = article_off(known.key).0;
        // the title or head noun before a name is no part of it: الملك عبد الله الثاني, صحيفة غارديان
        let headed = match sign {
            // but سيد قطب: a given name
            Sign::KbPerson => {
                doc.tables.role(known.key).is_some_and(|r| r.role.is_human())
                    && (bare != known.key || doc.tables.word(bare).name_exact().is_none_or(|n| n.given < SURE))
            }
            Sign::KbOutlet | Sign::KbBody => is_of(bare, BEFORE | LOOSE),
            _ => false,
        };
        if headed && words > 1 {
            let role = doc.word(i).role().map_or(Role::Honorific, |r| r.role);
            return (Known { sign: of_role(role, bare), ..known }, 1, Sign::KbMore);
        }
        let city = || words == 1 && !article_off(known.key).1 || Cities::built_in().at(known.key, |n| doc.key(i + n)).is_some();
        let sign = if sign == Sign::KbSeat && city() { Sign::KbCity } else { sign };
        return (Known { sign, ..known }, hit.words as usize, Sign::KbMore);
    }
    if class.any() && !doc.is_ali(i) {
        let bare = if class.is(Class::WITH_CONJ) { known.key.skip(1) } else { known.key };
        return mark(match () {
            () if class.is(Class::PREP) && is_of(bare, IN) => Sign::In,
            () if class.is(Class::PREP) => Sign::Prep,
            () if class.is(Class::CLAUSE) => Sign::Clause,
            () if class.is(Class::REL) => Sign::Relative,
            () if class.is(Class::NEG.or(Class::AUX)) => Sign::Verbal,
            () => Sign::Function,
        });
    }
    let next = |n: usize| doc.key(i + n);
    let city = |key: Key| cities.at(key, next);
    let mut found = city(known.key);
    let mut word = word;
    if found.is_none() && !word.is_whole() && matches!(known.key.first(), WAW | FA | BA | LAM | KAF) && known.key.len() > 3 {
        let (clitic, rest) = unglued(known.key);
        let behind = doc.tables.word(rest);
        found = city(rest);
        let named = behind.name().is_some_and(|n| !n.common);
        let told = found.is_some() || behind.role().is_some() || behind.is_demonym() || named || article_off(rest).1;
        if told || (behind.is_common() && !word.is_common()) {
            (known.clitic, known.key, word) = (clitic, rest, behind);
        }
    }
    let head = word.role().is_some_and(|r| r.role != Role::Modifier) || word.is_demonym() && article_off(known.key).1;
    let weak = WEAK.get(&known.key).copied().filter(|_| !word.is_demonym() && !head);
    if let Some((words, also)) = found.filter(|(words, also)| *words > 1 || !head && (weak.is_none() || *also == Also::Sure)) {
        let sign = match also {
            Also::Sure => Sign::Region,
            Also::Nothing => Sign::City,
            Also::Name => Sign::CityName,
            Also::Word => Sign::CityWord,
        };
        if words > 1 || also != Also::Word {
            return (Known { sign, ..known }, words, Sign::CityMore);
        }
        known.sign = sign;
    }
    // راديك وفريدل: two men, where the rest looks more like a name than the whole
    let looks = Looks::built_in();
    if known.clitic == 0 && known.key.first() == WAW && known.key.len() > 4 && word.likely_name() == Likely::Unknown {
        let rest = known.key.skip(1);
        if looks.look(rest) == Look::Name && looks.score(rest) >= looks.score(known.key) {
            (known.clitic, known.key, word) = (WAW, rest, doc.tables.word(rest));
        }
    }
    let article = article_off(known.key).1;
    let bare = article_off(known.key).0;
    if known.sign == Sign::CityWord {
        return (known, 1, Sign::CityMore);
    }
    if let Some(sign) = weak {
        let common =
            sign == Sign::KbFamily && word.is_common() && word.name().is_none_or(|n| n.common || n.given + n.family < SURE);
        return mark2(known, if common { Sign::Perhaps } else { sign });
    }
    let name = word.name();
    let often = name.map_or(0, |n| n.given + n.family);
    let likely = word.likely_name();
    if let Some(role) = word.role().filter(|_| likely != Likely::Known || article) {
        return mark2(known, of_role(role.role, bare));
    }
    if word.is_demonym() && (likely != Likely::Known || article) {
        return mark2(known, if article { Sign::TheDemonym } else { Sign::Demonym });
    }
    if sets().name_particle.contains(&known.key) {
        return mark2(known, Sign::Particle);
    }
    let family = name.is_some_and(|n| n.family > n.given);
    mark2(
        known,
        match likely {
            Likely::Known if article && word.is_common() => Sign::ThePerhaps,
            Likely::Known if word.is_common() && often < SURE => Sign::Perhaps,
            Likely::Known if article => Sign::TheFamily,
            Likely::Known if family => Sign::Family,
            Likely::Known => Sign::Given,
            Likely::Perhaps if article => Sign::ThePerhaps,
            Likely::Perhaps if often > 0 => Sign::Perhaps,
            Likely::Perhaps => Sign::Common,
            Likely::Unknown if article => Sign::TheUnknown,
            Likely::Unknown => match (looks.look(known.key), is_inflected(doc.tables, known.key)) {
                (Look::Name, false) => Sign::Foreign,
                (Look::Word, _) | (Look::Either, true) => Sign::Inflected,
                _ => Sign::Unknown,
            },
            Likely::No if article => Sign::TheCommon,
            Likely::No => Sign::Common,
        },
    )
}

fn of_role(role: Role, bare: Key) -> Sign {
    match role {
        Role::Office | Role::Spokes => Sign::Office,
        Role::Honorific => Sign::Honorific,
        Role::Profession => Sign::Profession,
        Role::Source | Role::Kin | Role::People => Sign::Human,
        Role::Modifier => Sign::Modifier,
        Role::Outlet => Sign::Outlet,
        Role::Document => Sign::Document,
        Role::Place => Sign::Place,
        Role::Body | Role::Group if is_of(bare, HEAD) => Sign::Body,
        Role::Group => Sign::Group,
        Role::Body => Sign::Loose,
    }
}

fn mark2(known: Known, sign: Sign) -> (Known, usize, Sign) {
    (Known { sign, ..known }, 1, sign)
}

/// Whether a word that no table has is an ordinary verb or noun in another form: قللت beside يقلل, فككت beside تفكك.
fn is_inflected(tables: &Tables, key: Key) -> bool {
    const BEFORE: [Key; 11] =
        [key!("و"), key!("ف"), key!("س"), key!("ي"), key!("ت"), key!("ن"), key!("ا"), key!("ب"), key!("ل"), key!("ك"), key!("م")];
    const AFTER: [Key; 22] = [
        key!("ت"),
        key!("وا"),
        key!("ون"),
        key!("ين"),
        key!("ان"),
        key!("ات"),
        key!("ة"),
        key!("ه"),
        key!("ها"),
        key!("هم"),
        key!("نا"),
        key!("ي"),
        key!("ا"),
        key!("ته"),
        key!("تها"),
        key!("تهم"),
        key!("تين"),
        key!("تان"),
        key!("يه"),
        key!("كم"),
        key!("ني"),
        key!("تي"),
    ];
    let common = |k: Key| tables.word(k).is_common();
    let family = |stem: Key| {
        common(stem)
            || [key!("ي"), key!("ت"), key!("ن"), key!("ال")].iter().any(|p| common(p.join(stem)))
            || [key!("ت"), key!("وا"), key!("ة"), key!("ات"), key!("ه"), key!("ا")].iter().any(|e| common(stem.join(*e)))
    };
    let mut stems = [Key::EMPTY; 4];
    let mut n = 0;
    stems[0] = key;
    // up to three letters before it: وسيقلل
    while n < 3 {
        match BEFORE.iter().find_map(|b| stems[n].after(*b)).filter(|k| k.len() >= 3) {
            Some(rest) => {
                n += 1;
                stems[n] = rest;
            }
            None => break,
        }
    }
    stems[..=n].iter().any(|stem| {
        stem.len() >= 3 && *stem != key && family(*stem)
            || AFTER.iter().filter_map(|e| stem.before(*e)).any(|k| k.len() >= 3 && family(k))
            || *stem == key && family(key)
    })
}

/// The letter of a particle glued before a word, and the word: للأمم is ل and الأمم.
fn unglued(key: Key) -> (u8, Key) {
    let (first, rest) = (key.first(), key.skip(1));
    match first {
        LAM if key.at(1) == LAM => (LAM, key!("ا").join(rest)),
        WAW | FA if matches!(rest.first(), BA | LAM) && rest.len() > 4 && rest.at(1) == LAM => unglued(rest),
        WAW | FA | BA | LAM | KAF => (first, rest),
        _ => (0, key),
    }
}

/// Whether a token stands in quotation marks with three others at most.
fn quoted(doc: Doc<'_>, i: usize) -> bool {
    let quotes = &doc.scaffold.quotes;
    match quotes.inside.get(i) {
        Some(id) if *id != NONE => {
            let q = quotes.all[*id as usize];
            q.closed && q.close - q.open <= 5
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let rows = |name: &'static str, content| table::rows::<2>(name, content).map(move |row| row.expect(name).1);
        for [form, also] in rows("lexicon/places.tsv", PLACES) {
            assert!(!Key::of(form).is_empty() && ["-", "name", "word"].contains(&also), "{form}");
        }
        for [form, kind] in rows("lexicon/regions.tsv", REGIONS) {
            assert!(!Key::of(form).is_empty() && !kind.is_empty(), "{form}");
        }
        for [word, class] in rows("lexicon/name_heads.tsv", NAME_HEADS) {
            assert!(!Key::of(word).is_empty() && class_bit(class).is_some(), "{word}");
        }
        let (model, errors) = super::super::model::Model::parse(super::super::model::WEIGHTS);
        assert!(errors.is_empty(), "{}", errors[0]);
        assert!(model.weights.len() > 10_000);
    }
}
