//! What the tables know of one word, gathered in one row: a text's word is looked up once, and whoever asks about it
//! reads its row.

use crate::memo::Memo;
use crate::tables::{KbHit, Likely, NameWord, RoleWord, Tables};
use rawi_text::words::{ALIF, BA, FA, LAM, WAW, article_off};
use rawi_text::{Key, Scaffold, TokenKind, WordFacts, key};
use std::cell::OnceCell;

/// All that the tables say of one key.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordRow {
    /// One more than the index of its role word; 0 where it is none.
    pub(crate) role: u16,
    /// Which of the flags below hold.
    pub(crate) flags: u16,
    /// As a given name, and as a family name.
    pub(crate) counts: (u32, u32),
    /// One more than the index of the names of the knowledge base that begin with it; 0 where there is none.
    pub(crate) kb: u32,
}

/// A word of `names.tsv`.
pub(crate) const NAME: u16 = 1;
/// A personal name that is an ordinary word too.
pub(crate) const NAME_COMMON: u16 = 1 << 1;
/// A relative adjective.
pub(crate) const DEMONYM: u16 = 1 << 2;
/// An ordinary word of newspapers.
pub(crate) const COMMON: u16 = 1 << 3;
/// An ordinary word whose first letter is no clitic.
pub(crate) const TRAP: u16 = 1 << 4;
/// Part of the name of a person of the knowledge base.
pub(crate) const KB_NAME: u16 = 1 << 5;

/// With the article mostly an adjective.
pub(crate) const ADJECTIVE: u16 = 1 << 6;
/// With the article hardly ever an adjective.
pub(crate) const NOUN: u16 = 1 << 7;

/// An ordinary word too, but a rare one.
pub(crate) const RARE: u16 = 1 << 8;

/// The first word of a surname that counts only where its bearer is named in full.
pub(crate) const SURNAME: u16 = 1 << 9;

/// How often an ordinary word must be a name in the tables to be one without another beside it.
const SELDOM: u32 = 10;

/// The row of a word that no table has.
static NOTHING: WordRow = WordRow { role: 0, flags: 0, counts: (0, 0), kb: 0 };

impl WordRow {
    fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// Notes that news uses it as an ordinary word: where it is seldom a name, it is one beside another name alone.
    pub(crate) fn count_as_word(&mut self) {
        let (given, family) = self.counts;
        if self.is(NAME) && given + family < SELDOM && family < given + 4 {
            self.flags |= NAME_COMMON;
        }
    }

    fn name(&self) -> Option<NameWord> {
        let (given, family) = self.counts;
        self.is(NAME).then_some(NameWord { given, family, common: self.is(NAME_COMMON) })
    }
}

/// A word with what is known of it as it stands and less its article.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    tables: &'a Tables,
    /// The word.
    pub key: Key,
    exact: &'a WordRow,
    bare: &'a WordRow,
    /// Where it is remembered how likely it is part of a personal name.
    likely: Option<&'a OnceCell<Likely>>,
}

impl<'a> Word<'a> {
    /// The role word that it is as it stands or with its article only.
    pub fn role(&self) -> Option<RoleWord> {
        let id = if self.exact.role > 0 { self.exact.role } else { self.bare.role };
        self.tables.role_words.get(usize::from(id).checked_sub(1)?).copied()
    }

    /// The personal-name word that it is as it stands or behind ال.
    pub fn name(&self) -> Option<NameWord> {
        self.exact.name().or_else(|| self.bare.name())
    }

    /// The personal-name word that it is exactly.
    pub fn name_exact(&self) -> Option<NameWord> {
        self.exact.name()
    }

    /// Whether it is a relative adjective, with or without its article.
    pub fn is_demonym(&self) -> bool {
        self.exact.is(DEMONYM) || self.bare.is(DEMONYM)
    }

    /// Whether it is an ordinary word of newspapers, as it stands or less its article.
    pub fn is_common(&self) -> bool {
        self.exact.is(COMMON) || self.bare.is(COMMON)
    }

    /// Whether it is an ordinary word, be it a rare one.
    pub(crate) fn is_ordinary(&self) -> bool {
        self.exact.is(COMMON | RARE) || self.bare.is(COMMON | RARE)
    }

    /// Whether it is an adjective: by what it mostly stands after, else a relative adjective by its ending.
    pub fn is_adjective(&self) -> bool {
        let row = if article_off(self.key).1 { self.bare } else { self.exact };
        if row.is(ADJECTIVE) || row.is(NOUN) {
            return row.is(ADJECTIVE);
        }
        let bare = article_off(self.key).0;
        let relative = [key!("ي"), key!("ية"), key!("يين"), key!("يون")];
        self.is_demonym() || relative.iter().any(|e| bare.before(*e).is_some_and(|k| k.len() >= 3))
    }

    /// Whether it is an adjective by what it mostly stands after.
    pub(crate) fn is_told_adjective(&self) -> bool {
        let row = if article_off(self.key).1 { self.bare } else { self.exact };
        row.is(ADJECTIVE)
    }

    /// Whether it is known to be a noun and no adjective.
    pub fn is_noun(&self) -> bool {
        let row = if article_off(self.key).1 { self.bare } else { self.exact };
        row.is(NOUN) && !self.is_demonym()
    }

    /// Whether its first letter is its own and no clitic (بيان، لجنة، وزير, كتاب).
    pub fn is_whole(&self) -> bool {
        self.exact.is(TRAP) || self.exact.role > 0 || (self.exact.is(NAME) && !self.exact.is(NAME_COMMON))
    }

    /// Whether it is likely part of a personal name: known as one and not an ordinary word, or known as nothing.
    pub fn is_namelike(&self) -> bool {
        matches!(self.likely_name(), Likely::Known | Likely::Unknown)
    }

    /// How likely it is part of a personal name.
    pub fn likely_name(&self) -> Likely {
        match self.likely {
            Some(kept) => *kept.get_or_init(|| self.likely_by_rows()),
            None => self.likely_by_rows(),
        }
    }

    fn likely_by_rows(&self) -> Likely {
        let key = self.key;
        // عبدالله، عبداللطيف in one word
        if key.len() > 6 && key.take(5) == key!("عبدال") || key.len() > 8 && key.take(7) == key!("العبدال") {
            return Likely::Known;
        }
        let (bare_key, article, bare) = match article_off(key) {
            // ألون, ألما: too short for an article
            (bare, true) if bare.len() <= 2 => (key, false, self.exact),
            (bare, article) => (bare, article, self.bare),
        };
        let known = self.exact.name().or_else(|| bare.name());
        let role_or_demonym = bare.role > 0 || bare.is(DEMONYM);
        if self.exact.is(KB_NAME) && !role_or_demonym {
            return if known.is_some_and(|n| n.common) || (known.is_none() && self.exact.is(COMMON) && article) {
                Likely::Perhaps
            } else {
                Likely::Known
            };
        }
        if role_or_demonym {
            return match known {
                Some(n) if n.given + n.family > 100 && !n.common && !article => Likely::Known,
                Some(n) if n.given + n.family > 20 => Likely::Perhaps,
                _ => Likely::No,
            };
        }
        match known {
            Some(n) if !n.common && n.given + n.family > 0 => Likely::Known,
            Some(_) => Likely::Perhaps,
            None if self.exact.is(COMMON | RARE) || bare.is(COMMON | RARE) || key.len() <= 2 => Likely::No,
            None if self.tables.is_inflected(bare_key) => Likely::No,
            None => Likely::Unknown,
        }
    }
}

impl Tables {
    pub(crate) fn row(&self, key: Key) -> &WordRow {
        self.words.get(&key).unwrap_or(&NOTHING)
    }

    /// Looks a word up.
    pub fn word(&self, key: Key) -> Word<'_> {
        let exact = self.row(key);
        let bare = match article_off(key) {
            (bare, true) => self.row(bare),
            _ => exact,
        };
        Word { tables: self, key, exact, bare, likely: None }
    }

    /// The row at a place of the table of words.
    fn row_at(&self, place: u32) -> &WordRow {
        self.words.at(place).unwrap_or(&NOTHING)
    }

    /// Whether a word that no table has is an ordinary word with an ending or a particle.
    fn is_inflected(&self, key: Key) -> bool {
        const PARTICLES: [Key; 10] =
            [key!("و"), key!("ف"), key!("ب"), key!("ل"), key!("س"), key!("ك"), key!("لل"), key!("ن"), key!("ت"), key!("ي")];
        let known = |k: Key| {
            k.len() > 2 && {
                let row = self.row(k);
                row.is(COMMON) || row.role > 0
            }
        };
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
        // a rare word by one letter or ending more, not by both
        let told = |k: Key| {
            k.len() > 2 && {
                let row = self.row(k);
                row.is(COMMON) || row.role > 0 || k.len() > 3 && row.is(RARE)
            }
        };
        let stem = |k: Key| ENDINGS.iter().any(|s| k.before(*s).is_some_and(known));
        let told_stem = |k: Key| ENDINGS.iter().any(|s| k.before(*s).is_some_and(told));
        // shapes of verbal nouns and relative adjectives: مبايعة، اختطاف، استمرار، انفصالية
        let (first, last) = (key.first(), key.last());
        let (mim, ta, alif) = (key!("م").first(), key!("ة").first(), ALIF);
        let shape = key.len() >= 5
            && (last == ta && (first == mim || key.at(key.len() - 2) == key!("ي").first())
                || first == alif && key.at(key.len() - 2) == alif);
        // تنازلها، تعاملهم: a noun with its owner; names do not end so
        let owned = [key!("ها"), key!("هم"), key!("هما")].iter().any(|s| key.before(*s).is_some_and(|k| k.len() >= 4));
        if shape || owned || told_stem(key) {
            return true;
        }
        // والتطييف: a conjunction before an article
        if key.first() == WAW && key.len() > 6 && article_off(key.skip(1)).1
            || key.first() == LAM && key.at(1) == LAM && key.len() > 5
        {
            return true;
        }
        // وسيعظم, وتغليط, وحاشيته: a verb of the future, a verbal noun, a noun with its owner behind a conjunction
        let joined = key.skip(1);
        let (ta, ya) = (key!("ت").first(), key!("ي").first());
        let future = joined.first() == key!("س").first() && matches!(joined.at(1), c if c == ya || c == ta) && joined.len() > 4;
        let verbal = joined.len() == 5 && joined.first() == ta && joined.at(3) == ya;
        let owned = joined.len() > 4 && joined.before(key!("ته")).is_some();
        let twice = joined.first() == LAM && joined.at(1) == LAM && joined.len() > 4;
        if key.first() == WAW && (future || verbal || owned || twice) {
            return true;
        }
        // لخط، لقسم
        let short = matches!(key.first(), LAM | BA) && key.len() <= 4 && self.row(joined).is(NOUN) && key.len() > 2
            || key.first() == WAW && key.len() == 4 && self.row(joined).is(COMMON) && !self.row(joined).is(NAME);
        short
            || PARTICLES
                .iter()
                .any(|p| key.after(*p).is_some_and(|k| k.len() > 3 && (told(k) || stem(k) || known(article_off(k).0))))
    }
}

/// What the tables know of the words of a vocabulary, each looked up once. It may be kept from one text to the next, as long
/// as the vocabulary and the tables are the same.
#[derive(Clone, Debug, Default)]
pub struct Known {
    words: Vec<KnownWord>,
    /// Of each word, which of the flags below hold: what every word of a text is asked for.
    signs: Vec<u8>,
    /// Rows of people by a name.
    people: Memo<Option<u32>>,
    /// Names in Latin letters.
    latin: Memo<String>,
}

/// A name of the knowledge base may begin with it.
const BEGINS_NAME: u8 = 1;
/// It is a role word, maybe behind لل.
const HAS_ROLE: u8 = 1 << 1;
/// It is a role word or a word of personal names, as it stands or less its article.
const TITLE_OR_NAME: u8 = 1 << 2;
/// A surname that is too common to be taken alone may begin with it, maybe behind a clitic.
const BEGINS_SURNAME: u8 = 1 << 3;

#[derive(Clone, Debug)]
struct KnownWord {
    /// Places of the rows of the word as it stands and less its article; past the end where there is none.
    exact: u32,
    bare: u32,
    /// Found when they are first asked for: as for the second, one more than the index of [`Tables::role`].
    likely: OnceCell<Likely>,
    role: OnceCell<u16>,
}

impl Known {
    /// What is known of the words of one text.
    pub fn of(scaffold: &Scaffold, tables: &Tables) -> Known {
        let most = scaffold.numbers.iter().max().map_or(0, |n| *n as usize + 1);
        let mut vocabulary = vec![WordFacts::default(); most];
        for (token, number) in scaffold.tokens.iter().zip(&scaffold.numbers) {
            vocabulary[*number as usize].key = token.key;
        }
        let mut known = Known::default();
        known.learn(&vocabulary, tables);
        known
    }

    /// Looks up the words of a vocabulary that it does not have yet.
    pub fn learn(&mut self, vocabulary: &[WordFacts], tables: &Tables) {
        for word in vocabulary.get(self.words.len()..).unwrap_or_default() {
            let place = |k: Key| tables.words.place(&k).unwrap_or(u32::MAX);
            let exact = place(word.key);
            let bare = match article_off(word.key) {
                (bare, true) => place(bare),
                _ => exact,
            };
            let (row, bare_row) = (tables.row_at(exact), tables.row_at(bare));
            let begins_name = row.kb > 0 || behind_clitic(tables, word.key);
            // للناطق باسم
            let for_role = || word.key.first() == LAM && word.key.at(1) == LAM && tables.row(word.key.skip(2)).role > 0;
            let has_role = row.role > 0 || bare_row.role > 0 || for_role();
            let title_or_name = row.role > 0 || bare_row.role > 0 || row.is(NAME) || bare_row.is(NAME);
            let signs = [
                (begins_name, BEGINS_NAME),
                (has_role, HAS_ROLE),
                (title_or_name, TITLE_OR_NAME),
                (begins_surname(tables, word.key), BEGINS_SURNAME),
            ];
            self.signs.push(signs.iter().filter(|(holds, _)| *holds).fold(0, |all, (_, sign)| all | sign));
            self.words.push(KnownWord { exact, bare, likely: OnceCell::new(), role: OnceCell::new() });
        }
    }

    /// The word with that number, whose key is `key`.
    fn word<'a>(&'a self, number: u32, key: Key, tables: &'a Tables) -> Word<'a> {
        let word = &self.words[number as usize];
        Word { tables, key, exact: tables.row_at(word.exact), bare: tables.row_at(word.bare), likely: Some(&word.likely) }
    }
}

/// What is known of each token of a text.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    known: &'a Known,
    /// Of each token, one more than the index of the name that begins there among [`Words::names`]; 0 for none.
    kb: Vec<u32>,
    names: Vec<(u32, KbHit)>,
    with_role: Vec<u32>,
    /// Of each token, the flags of its word.
    signs: Vec<u8>,
    /// The family names that the text has behind a given name, once somebody asked for them.
    families: OnceCell<Vec<Key>>,
}

impl<'a> Words<'a> {
    /// Reads what is known of every word of a text.
    pub fn of(scaffold: &Scaffold, tables: &'a Tables, known: &'a Known) -> Words<'a> {
        let signs: Vec<u8> = scaffold.numbers.iter().map(|n| known.signs[*n as usize]).collect();
        let kb = vec![0; scaffold.tokens.len()];
        let mut words = Words { known, kb, names: Vec::new(), with_role: Vec::new(), signs, families: OnceCell::new() };
        for i in 0..scaffold.tokens.len() {
            let signs = words.signs[i];
            if signs & BEGINS_NAME != 0 {
                let word = known.word(scaffold.numbers[i], scaffold.tokens[i].key, tables);
                if let Some(hit) = kb_at(scaffold, tables, i, &word) {
                    words.names.push((i as u32, hit));
                    words.kb[i] = words.names.len() as u32;
                }
            }
            if signs & HAS_ROLE != 0 {
                words.with_role.push(i as u32);
            }
        }
        words.add_surnames(scaffold, tables);
        words
    }

    /// Adds the surnames, too common to be taken alone, of people whom the text names in full somewhere.
    fn add_surnames(&mut self, scaffold: &Scaffold, tables: &'a Tables) {
        let mut rows: Vec<u32> = self.names.iter().map(|(_, hit)| hit.row).filter(|r| tables.is_person(*r)).collect();
        rows.sort_unstable();
        rows.dedup();
        let surnames: Vec<(u32, &[Key])> = rows.iter().flat_map(|r| tables.weak_names(*r).map(move |w| (*r, w))).collect();
        // of two people with one surname neither is meant
        let shared = |words: &[Key], row: u32| surnames.iter().any(|(r, w)| *r != row && *w == words);
        let alone: Vec<&(u32, &[Key])> = surnames.iter().filter(|(row, words)| !shared(words, *row)).collect();
        if alone.is_empty() {
            return;
        }
        let covered: Vec<(u32, u32)> = self.names.iter().map(|(i, hit)| (*i, *i + hit.words)).collect();
        let mut at = 0;
        for (i, token) in scaffold.tokens.iter().enumerate() {
            if self.signs[i] & BEGINS_SURNAME == 0 {
                continue;
            }
            while covered.get(at).is_some_and(|(_, end)| *end <= i as u32) {
                at += 1;
            }
            if covered.get(at).is_some_and(|(from, _)| *from <= i as u32) {
                continue;
            }
            let next = |n: usize| scaffold.tokens.get(i + n).filter(|t| t.is_content()).map(|t| t.key);
            let found = alone.iter().find(|(_, words)| {
                is_first(token.key, words[0]) && words[1..].iter().enumerate().all(|(n, w)| next(n + 1) == Some(*w))
            });
            let Some((row, words)) = found else { continue };
            if i > 0 && self.is_name_before(i - 1, scaffold, tables) {
                continue; // somebody else of that surname
            }
            self.names.push((i as u32, KbHit { row: *row, metonym: false, words: words.len() as u32 }));
            self.kb[i] = self.names.len() as u32;
        }
        // in the order of the text again
        self.names.sort_by_key(|(i, _)| *i);
        for (n, (i, _)) in self.names.iter().enumerate() {
            self.kb[*i as usize] = n as u32 + 1;
        }
    }

    /// Whether a word that belongs to a name stands there, so that what follows goes on with it.
    fn is_name_before(&self, i: usize, scaffold: &Scaffold, tables: &'a Tables) -> bool {
        let token = &scaffold.tokens[i];
        token.is_word() && self.at(i, scaffold, tables).likely_name() != Likely::No
    }

    /// What is known of the token at `i`.
    pub(crate) fn at(&self, i: usize, scaffold: &Scaffold, tables: &'a Tables) -> Word<'a> {
        match (scaffold.tokens.get(i), scaffold.numbers.get(i)) {
            (Some(token), Some(number)) => self.known.word(*number, token.key, tables),
            _ => Word { tables, key: Key::EMPTY, exact: &NOTHING, bare: &NOTHING, likely: None },
        }
    }

    /// The role word that the token at `i` is, less article and clitics.
    pub(crate) fn role(&self, i: usize, scaffold: &Scaffold, tables: &Tables) -> Option<RoleWord> {
        let (token, number) = (scaffold.tokens.get(i)?, scaffold.numbers.get(i)?);
        let id = *self.known.words[*number as usize].role.get_or_init(|| tables.role_id(token.key).unwrap_or(0));
        tables.role_words.get(usize::from(id).checked_sub(1)?).copied()
    }

    /// Whether the token at `i`, as it stands or less its article, is a role word or a word of personal names.
    pub(crate) fn is_title_or_name(&self, i: usize) -> bool {
        self.signs.get(i).is_some_and(|s| s & TITLE_OR_NAME != 0)
    }

    /// The row of the person whose name this is, in whichever spelling; see [`Tables::person_called`].
    pub(crate) fn person_called(&self, name: &str, tables: &Tables) -> Option<u32> {
        self.known.people.get(name, || tables.person_called(name))
    }

    /// A name in Latin letters.
    pub(crate) fn romanised(&self, name: &str, tables: &Tables) -> String {
        self.known.latin.get(name, || tables.romaniser().romanise(name))
    }

    /// The family names that the text has behind a given name; `read` finds them.
    pub(crate) fn families(&self, read: impl FnOnce() -> Vec<Key>) -> &[Key] {
        self.families.get_or_init(read)
    }

    /// The tokens at which a name of the knowledge base begins, in order, with that name.
    pub fn kb_names(&self) -> impl Iterator<Item = (usize, KbHit)> {
        self.names.iter().map(|(i, hit)| (*i as usize, *hit))
    }

    /// The tokens that are role words, in order.
    pub fn with_role(&self) -> impl Iterator<Item = usize> {
        self.with_role.iter().map(|i| *i as usize)
    }

    /// The knowledge base's name that begins at token `i`, clitics of its first word taken off.
    pub(crate) fn kb(&self, i: usize) -> Option<KbHit> {
        let id = *self.kb.get(i)? as usize;
        self.names.get(id.checked_sub(1)?).map(|(_, hit)| *hit)
    }
}

/// Whether a word is the first of a surname that is too common to be taken alone, as [`is_first`] has it.
fn begins_surname(tables: &Tables, word: Key) -> bool {
    let any = |k: Key| tables.row(k).is(SURNAME);
    any(word)
        || matches!(word.first(), WAW | FA | BA | LAM) && any(word.skip(1))
        || word.first() == LAM && word.at(1) == LAM && any(key!("ا").join(word.skip(1)))
}

/// Whether a word is `first`, maybe behind a conjunction or a preposition.
fn is_first(word: Key, first: Key) -> bool {
    word == first
        || word.len() > first.len()
            && (matches!(word.first(), WAW | FA | BA | LAM) && word.skip(1) == first
                || word.first() == LAM && word.at(1) == LAM && key!("ا").join(word.skip(1)) == first)
}

fn kb_at(scaffold: &Scaffold, tables: &Tables, i: usize, word: &Word<'_>) -> Option<KbHit> {
    // بان كي-مون: a hyphen within a name is no word of it
    let hyphen = |j: usize| {
        let token = |j: usize| scaffold.tokens.get(j);
        token(j).is_some_and(|t| t.kind == TokenKind::Dash && !t.spaced) && token(j + 1).is_some_and(|t| t.is_word() && !t.spaced)
    };
    let place = |n: usize| (0..n).fold(i, |j, _| j + 1 + usize::from(hyphen(j + 1)));
    let next = |n: usize| scaffold.tokens.get(place(n)).filter(|t| t.is_content()).map(|t| t.key);
    let hit = name_at(tables, word, next)?;
    let words = (place(hit.words as usize - 1) + 1 - i) as u32;
    Some(KbHit { words, ..hit })
}

/// The name of the knowledge base that begins with a word, by the words behind it.
fn name_at(tables: &Tables, word: &Word<'_>, next: impl Fn(usize) -> Option<Key> + Copy) -> Option<KbHit> {
    let key = word.key;
    if word.exact.kb > 0
        && let Some(hit) = tables.kb_of(word.exact, next)
    {
        return Some(hit);
    }
    if !matches!(key.first(), WAW | FA | BA | LAM) || word.is_whole() {
        return None;
    }
    let rest = key.skip(1);
    // لبي بي سي: a short word only with more of the name
    if key.len() <= 3 {
        return (key.len() == 3).then(|| tables.kb_hit(rest, next)).flatten().filter(|hit| hit.words > 2);
    }
    tables.kb_hit(rest, next).or_else(|| match key.first() {
        WAW | FA => (matches!(rest.first(), BA | LAM) && rest.len() > 3).then(|| tables.kb_hit(rest.skip(1), next)).flatten(),
        // للأمم: الأمم
        LAM if key.at(1) == LAM => tables.kb_hit(key!("ا").join(rest), next),
        _ => None,
    })
}

/// Whether a name of the knowledge base may begin with a word behind its first letter or two: where [`kb_at`] looks.
fn behind_clitic(tables: &Tables, key: Key) -> bool {
    let any = |k: Key| tables.row(k).kb > 0;
    let rest = key.skip(1);
    match key.first() {
        WAW | FA => any(rest) || matches!(rest.first(), BA | LAM) && any(rest.skip(1)),
        LAM => any(rest) || key.at(1) == LAM && any(key!("ا").join(rest)),
        BA => any(rest),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_text::Span;

    fn named(text: &str) -> Vec<(String, String)> {
        let scaffold = Scaffold::of(text, &[Span::new(0, text.len() as u32)]);
        let tables = Tables::built_in();
        let known = Known::of(&scaffold, tables);
        let words = Words::of(&scaffold, tables, &known);
        let word = |i: usize| scaffold.tokens[i].span.of(text).to_owned();
        words.kb_names().map(|(i, hit)| (word(i), tables.kb[hit.row as usize].id.clone().into_owned())).collect()
    }

    #[test]
    fn a_common_surname_counts_beside_the_full_name_alone() {
        let ids = |text: &str| named(text).into_iter().map(|(word, id)| format!("{word} {id}")).collect::<Vec<_>>();
        assert_eq!(ids("قال فورد إن المصنع أغلق"), Vec::<String>::new());
        assert_eq!(
            ids("فورد: لا حل. وقال السفير روبرت فورد أمس، وأضاف لفورد صديق، وحضر خالد فورد"),
            ["فورد person:robert-ford", "روبرت person:robert-ford", "لفورد person:robert-ford"]
        );
    }
}
