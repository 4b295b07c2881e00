//! The full name of somebody whom a phrase names by one word alone (خان), where the text has it anywhere (صديق خان).

use crate::doc::{Doc, has_article};
use crate::phrase::NounPhrase;
use crate::phrase_forms::is_verbal_noun;
use crate::tables::Likely;
use rawi_text::words::{BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Key, TokenKind, key, sets};

/// Most words of a full name before its last.
const MOST: usize = 4;

/// How often a word must be a given name in the tables to begin a full name for sure.
const GIVEN: u32 = 20;

impl Doc<'_> {
    /// The tokens of the full name that the text has of whoever is called `name` alone, at token `at`: `(first, one past the
    /// last)`. None where it has no full name with that word, or those of two people.
    pub(crate) fn full_name_of(&self, name: Key, at: usize) -> Option<(usize, usize)> {
        let mut found: Option<(usize, usize)> = None;
        let first_name = self.tables.word(name).name_exact().is_some_and(|n| n.given > GIVEN && n.given > n.family);
        let places = self.scaffold.tokens.iter().enumerate().filter(|(i, t)| t.key == name && *i != at);
        for (i, _) in places {
            let Some(full) = self.begins_full(i).map(|s| (s, i + 1)).or_else(|| first_name.then(|| self.goes_on(i)).flatten())
            else {
                continue;
            };
            found = match found {
                Some(other) if !self.one_name(other, full) => return None,
                Some(other) if other.1 - other.0 >= full.1 - full.0 => Some(other),
                _ => Some(full),
            };
        }
        found
    }

    /// Whether the text has the full name of whoever is called by the word at `i` alone.
    pub fn has_full_name(&self, i: usize) -> bool {
        self.kind(i) == TokenKind::Word && self.full_name_of(self.key(i), i).is_some()
    }

    /// Whether the text has the word at `i` behind a given name too, as a family name that is no ordinary word (ليون بانيتا): alone
    /// it is the same name, though its first letter may look like a particle.
    pub fn is_family_here(&self, i: usize) -> bool {
        self.kind(i) == TokenKind::Word && self.words.families(|| self.families()).binary_search(&self.key(i)).is_ok()
    }

    /// The family names of the text that no word of newspapers is spelt like.
    fn families(&self) -> Vec<Key> {
        let whole = self.words.kb_names().filter(|(_, h)| h.words > 1 && self.tables.is_person(h.row));
        let known = whole.map(|(i, h)| i + h.words as usize - 1);
        let behind_given = (1..self.scaffold.tokens.len()).filter(|i| {
            self.words.is_title_or_name(i - 1)
                && self.kind(*i) == TokenKind::Word
                && self.is_surely_given(i - 1)
                && self.is_strange_family(*i)
        });
        let mut keys: Vec<Key> = known.chain(behind_given).map(|i| self.key(i)).filter(|k| k.len() > 2).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether a word is spelt like no ordinary word, nor like one behind a particle.
    fn is_strange_family(&self, i: usize) -> bool {
        let word = self.word(i);
        let (key, t) = (word.key, self.tables);
        let rest = key.skip(1);
        let owner = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|e| rest.before(*e)).unwrap_or(rest);
        let ordinary = |k: Key| t.word(k).is_ordinary() || t.word(k).role().is_some() || article_off(k).1 || is_verbal_noun(k);
        let particle = matches!(key.first(), BA | LAM | WAW | FA | KAF) && (ordinary(rest) || ordinary(owner));
        !self.class(i).any()
            && !article_off(key).1
            && word.role().is_none()
            && !word.is_ordinary()
            && !word.is_demonym()
            && !particle
    }

    /// Whether the word at `i` is the last of the full name that the text has of somebody (غولدسميث, of بيتر غولدسميث).
    pub fn is_family_name(&self, i: usize) -> bool {
        self.kind(i) == TokenKind::Word
            && self
                .full_name_of(self.key(i), i)
                .is_some_and(|(_, e)| self.key(e - 1) == self.key(i) && self.key(e) != self.key(i + 1))
    }

    /// Ends a phrase behind its first word where that is the family name of somebody whom the text has in full, and what follows
    /// is no name (واستنكر كبير | الحادثة, of عثمان كبير; وهاجم الشيخ | حركة حماس, of حسين الشيخ).
    pub(crate) fn end_at_family_name(&self, np: &mut NounPhrase) {
        let (start, next) = (np.start, np.start + 1);
        if np.end <= next
            || np.conj
            || np.clitic
            || np.coordinated
            || np.partitive
            || [start, next].iter().any(|i| self.kind(*i) != TokenKind::Word)
        {
            return;
        }
        let (word, after) = (self.word(start), self.word(next));
        let named = np.name.is_none_or(|(a, _)| a == start) && self.kb_at(start).is_none_or(|h| h.words == 1);
        let given = word.name_exact().is_some_and(|n| n.given > n.family);
        let alone =
            after.is_noun() && !matches!(after.likely_name(), Likely::Known) && !after.is_demonym() && !after.is_adjective();
        let title = after.role().is_some_and(|r| r.role.is_human());
        if !named || given || !alone || title || self.class(start).any() {
            return;
        }
        let full = self.full_name_of(word.key, start).filter(|(_, e)| self.key(e - 1) == word.key && self.key(*e) != after.key);
        if full.is_some() {
            (np.name, np.role, np.end, np.definite) = (Some((start, next)), None, next, true);
        }
    }

    /// The token at which a full name begins that ends at `last`: right before it, given names and particles alone.
    fn begins_full(&self, last: usize) -> Option<usize> {
        let part = |i: usize| {
            let word = self.word(i);
            let joined = self.is_joined(i) || self.sets(i).has(sets().name_join);
            self.kind(i) == TokenKind::Word
                && !has_article(self.key(i))
                && (joined
                    || self.is_ali(i)
                    || self.is_glued_name(i)
                    || !self.class(i).any() && word.role().is_none() && word.likely_name() == Likely::Known)
        };
        let low = last.saturating_sub(MOST);
        let first = (low..last).rev().take_while(|i| part(*i)).last()?;
        let begins = (first..last).find(|i| self.is_given(*i))?;
        // عبد الله بن فلان
        let particle = begins > 0 && self.sets(begins - 1).has(sets().name_join) && begins > first;
        Some(begins - usize::from(particle))
    }

    /// A full name that begins with the given name at `first`.
    fn goes_on(&self, first: usize) -> Option<(usize, usize)> {
        let next = first + 1;
        let begins = first == 0 || self.kind(first - 1) != TokenKind::Word || self.word(first - 1).likely_name() != Likely::Known;
        // عمر بن الخطاب
        let mut end = next;
        while self.sets(end).has(sets().name_join) && self.is_joined(end + 1) {
            end += 2;
        }
        if end > next {
            return (begins && self.is_given(first)).then_some((first, end));
        }
        let word = self.word(next);
        let family = self.kind(next) == TokenKind::Word
            && !self.class(next).any()
            && word.role().is_none()
            && !word.is_demonym()
            && word.likely_name() == Likely::Known
            && self.kb_at(next).is_none_or(|h| self.tables.is_person(h.row));
        (family && begins && self.is_given(first)).then_some((first, next + 1))
    }

    /// Whether a word is surely a given name.
    fn is_given(&self, i: usize) -> bool {
        let word = self.word(i);
        self.is_ali(i)
            || self.is_glued_name(i)
            || word.role().is_none()
                && !has_article(word.key)
                && word
                    .name_exact()
                    .is_some_and(|n| n.given > GIVEN && !n.common || n.given > 0 && word.likely_name() == Likely::Known)
    }

    /// Whether a word is a given name behind a glued particle: وخالد، بأحمد.
    pub(crate) fn is_glued_name(&self, i: usize) -> bool {
        let name = |k: Key| self.tables.word(k).name_exact().is_some_and(|n| n.given > GIVEN && !n.common);
        let key = self.key(i);
        matches!(key.first(), BA | LAM | WAW | FA) && name(key.skip(1)) && !name(key)
    }

    /// The words of a full name, without articles and without a particle glued before it.
    pub(crate) fn keys_of(&self, start: usize, end: usize) -> Vec<Key> {
        let glued = |i: usize| i == start && self.is_glued_name(i);
        (start..end).map(|i| article_off(if glued(i) { self.key(i).skip(1) } else { self.key(i) }).0).collect()
    }

    /// Whether two full names may be one person's: the words of the shorter are among those of the longer.
    fn one_name(&self, a: (usize, usize), b: (usize, usize)) -> bool {
        let keys = |(s, e): (usize, usize)| self.keys_of(s, e);
        let (a, b) = (keys(a), keys(b));
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        short.iter().all(|k| long.contains(k))
    }
}
