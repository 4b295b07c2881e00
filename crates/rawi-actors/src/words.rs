//! What the tables know of one word, gathered in one row: a text's word is looked up once, and whoever asks about it
//! reads its row.

use crate::tables::{KbHit, Likely, NameWord, RoleWord, Tables};
use rawi_text::words::{ALIF, BA, FA, LAM, WAW, article_off};
use rawi_text::{Key, Scaffold, key};

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

/// The row of a word that no table has.
static NOTHING: WordRow = WordRow { role: 0, flags: 0, counts: (0, 0), kb: 0 };

impl WordRow {
    fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
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
        let key = self.key;
        // عبدالله، عبداللطيف in one word
        if key.len() > 6 && key.take(5) == key!("عبدال") {
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
        Word { tables: self, key, exact, bare }
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

/// What is known of each token of a text.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    all: Vec<Seen<'a>>,
    names: Vec<(u32, KbHit)>,
    with_role: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Seen<'a> {
    exact: &'a WordRow,
    bare: &'a WordRow,
    /// One more than the index of the name that begins here among [`Words::names`]; 0 for none.
    kb: u32,
}

impl<'a> Words<'a> {
    /// Looks every token of a text up.
    pub fn of(scaffold: &Scaffold, tables: &'a Tables) -> Words<'a> {
        let mut all = Vec::with_capacity(scaffold.tokens.len());
        let (mut names, mut with_role) = (Vec::new(), Vec::new());
        for (i, t) in scaffold.tokens.iter().enumerate() {
            let mut seen = Seen { exact: &NOTHING, bare: &NOTHING, kb: 0 };
            if !t.key.is_empty() {
                let word = tables.word(t.key);
                (seen.exact, seen.bare) = (word.exact, word.bare);
                if let Some(hit) = kb_at(scaffold, tables, i, &word) {
                    names.push((i as u32, hit));
                    seen.kb = names.len() as u32;
                }
                // للناطق باسم
                let for_role = || t.key.first() == LAM && t.key.at(1) == LAM && tables.word(t.key.skip(2)).exact.role > 0;
                if word.exact.role > 0 || word.bare.role > 0 || for_role() {
                    with_role.push(i as u32);
                }
            }
            all.push(seen);
        }
        let mut words = Words { all, names, with_role };
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
        for (i, token) in scaffold.tokens.iter().enumerate().filter(|(_, t)| !t.key.is_empty()) {
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
            self.all[i].kb = self.names.len() as u32;
        }
        // in the order of the text again
        self.names.sort_by_key(|(i, _)| *i);
        for (n, (i, _)) in self.names.iter().enumerate() {
            self.all[*i as usize].kb = n as u32 + 1;
        }
    }

    /// Whether a word that belongs to a name stands there, so that what follows goes on with it.
    fn is_name_before(&self, i: usize, scaffold: &Scaffold, tables: &'a Tables) -> bool {
        let token = &scaffold.tokens[i];
        token.is_word() && self.at(i, token.key, tables).likely_name() != Likely::No
    }

    /// What is known of the token at `i`, whose key is `key`.
    pub(crate) fn at(&self, i: usize, key: Key, tables: &'a Tables) -> Word<'a> {
        match self.all.get(i) {
            Some(seen) => Word { tables, key, exact: seen.exact, bare: seen.bare },
            None => Word { tables, key, exact: &NOTHING, bare: &NOTHING },
        }
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
        let id = self.all.get(i)?.kb as usize;
        self.names.get(id.checked_sub(1)?).map(|(_, hit)| *hit)
    }
}

/// Whether a word is `first`, maybe behind a conjunction or a preposition.
fn is_first(word: Key, first: Key) -> bool {
    word == first
        || word.len() > first.len()
            && (matches!(word.first(), WAW | FA | BA | LAM) && word.skip(1) == first
                || word.first() == LAM && word.at(1) == LAM && key!("ا").join(word.skip(1)) == first)
}

fn kb_at(scaffold: &Scaffold, tables: &Tables, i: usize, word: &Word<'_>) -> Option<KbHit> {
    let next = |n: usize| scaffold.tokens.get(i + n).filter(|t| t.is_content()).map(|t| t.key);
    let key = word.key;
    if word.exact.kb > 0
        && let Some(hit) = tables.kb_of(word.exact, next)
    {
        return Some(hit);
    }
    if !matches!(key.first(), WAW | FA | BA | LAM) || key.len() <= 3 || word.is_whole() {
        return None;
    }
    let rest = key.skip(1);
    tables.kb_hit(rest, next).or_else(|| match key.first() {
        WAW | FA => (matches!(rest.first(), BA | LAM) && rest.len() > 3).then(|| tables.kb_hit(rest.skip(1), next)).flatten(),
        // للأمم: الأمم
        LAM if key.at(1) == LAM => tables.kb_hit(key!("ا").join(rest), next),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_text::Span;

    fn named(text: &str) -> Vec<(String, String)> {
        let scaffold = Scaffold::of(text, &[Span::new(0, text.len() as u32)]);
        let tables = Tables::built_in();
        let words = Words::of(&scaffold, tables);
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
