//! A text with its scaffold, its words and the tables: what every rule asks of a token.

use crate::tables::{KbHit, Likely, Number, Role, RoleWord, Tables};
use crate::words::{Word, Words};
use rawi_text::words::{BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, InSets, Key, Scaffold, Token, TokenKind, key, sets};

/// A text with its structure and the tables to read it by.
#[derive(Clone, Copy, Debug)]
pub struct Doc<'a> {
    /// The text.
    pub text: &'a str,
    /// Its structure.
    pub scaffold: &'a Scaffold,
    /// What is known of actors.
    pub tables: &'a Tables,
    /// What the tables know of its words.
    pub words: &'a Words<'a>,
}

/// Whether a word has its article, also behind a clitic (الحزب، للحزب، بالحزب، والحزب).
pub(crate) fn has_article(key: Key) -> bool {
    article_off(key).1
        || key.first() == LAM && key.at(1) == LAM && key.len() > 4
        || matches!(key.first(), WAW | FA | BA) && article_off(key.skip(1)).1
}

impl<'a> Doc<'a> {
    /// The token at `i`.
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.scaffold.tokens.get(i)
    }

    /// The class of the word at `i`.
    pub fn class(&self, i: usize) -> Class {
        self.scaffold.classes.get(i).copied().unwrap_or_default()
    }

    /// The kind of the token at `i`; a break past the end.
    pub fn kind(&self, i: usize) -> TokenKind {
        self.token(i).map_or(TokenKind::Break, |t| t.kind)
    }

    /// The key of the token at `i`.
    pub fn key(&self, i: usize) -> Key {
        self.token(i).map_or(Key::EMPTY, |t| t.key)
    }

    /// The knowledge base's name that begins at token `i`, clitics of its first word taken off.
    pub fn kb_at(&self, i: usize) -> Option<KbHit> {
        self.words.kb(i)
    }

    /// What the tables know of the word at `i`.
    pub fn word(&self, i: usize) -> Word<'a> {
        self.words.at(i, self.scaffold, self.tables)
    }

    /// The role word that the word at `i` is, less article and clitics (وللوزير: وزير).
    pub fn role(&self, i: usize) -> Option<RoleWord> {
        self.words.role(i, self.scaffold, self.tables)
    }

    /// Whether the word at `i`, as it stands or less its article, is a role word or a word of personal names.
    pub fn is_title_or_name(&self, i: usize) -> bool {
        self.words.is_title_or_name(i)
    }

    /// The sets that the word at `i` is in.
    pub fn sets(&self, i: usize) -> InSets {
        self.scaffold.sets.get(i).copied().unwrap_or_default()
    }

    /// Whether the word at `i` is written with a mark. A word of nothing but letters of two bytes has none.
    pub fn has_mark(&self, i: usize, mark: char) -> bool {
        self.token(i).is_some_and(|t| t.span.len() != 2 * t.key.len() && t.span.of(self.text).contains(mark))
    }

    /// Whether the word at `i` is the noun of an occasion or medium of speaking (بيان، مؤتمر، حديث).
    pub fn is_occasion(&self, i: usize) -> bool {
        let (bare, article) = article_off(self.key(i));
        self.sets(i).has(sets().occasion) || article && sets().occasion.contains(&bare)
    }

    /// Whether the word at `i` is one that journalists are spoken to by (للصحافيين، لوكالة).
    pub fn is_medium(&self, i: usize) -> bool {
        self.tables.strip(self.key(i), |k| sets().medium.contains(&k).then_some(())).is_some()
    }

    /// Whether the word at `i` is علي as a name and not the preposition على.
    pub(crate) fn is_ali(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        let next = self.token(i + 1);
        t.key == key!("علي")
            && t.span.of(self.text).ends_with('ي')
            && next.is_some_and(|n| {
                let w = self.word(i + 1);
                let son = [key!("بن"), key!("بنت")].contains(&n.key);
                n.is_word()
                    && (son
                        || w.is_namelike()
                        || w.name_exact().is_some() && self.word(i + 2).is_namelike()
                        || self.is_titled(i) && self.is_surname(i + 1))
            })
    }

    /// Whether a title of one person that is whole stands right before a token: القاضي، اللواء.
    fn is_titled(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|j| {
            let title = self.word(j).role();
            has_article(self.key(j)) && title.is_some_and(|r| r.role.is_human() && r.number == Number::S)
        })
    }

    /// Whether a word with its article is a family name where a given name stands before it, and ends it: a relative adjective
    /// or a title (النجفي، الشيخ), with no adjective behind it.
    pub(crate) fn is_surname(&self, i: usize) -> bool {
        let word = self.word(i);
        let (bare, article) = article_off(word.key);
        let family = || word.name_exact().is_some_and(|n| n.family > 4 && n.family >= n.given);
        let nisba = || word.is_demonym() && bare.last() == key!("ي").first() || word.name_exact().is_some_and(|n| !n.common);
        let kind = || self.sets(i).has(sets().family_title) || family() || nisba() && self.is_end_of_name(i + 1);
        article && !self.is_end_of_name(i) && kind() && !self.is_qualified(i)
    }

    /// Whether an adjective, or what a title is of, follows the word at `i`: الأمين العام، الناطق باسم كذا.
    fn is_qualified(&self, i: usize) -> bool {
        let (next, word) = (self.key(i + 1), self.word(i + 1));
        let glued = || matches!(next.first(), BA | LAM) && !word.is_whole() && (next.at(1) == LAM || has_article(next.skip(1)));
        self.kind(i + 1) == TokenKind::Word
            && (next == key!("باسم")
                || word.role().is_some_and(|r| r.role == Role::Modifier)
                || has_article(next) && (word.is_adjective() || word.is_demonym())
                || glued())
    }

    /// Whether a mark stands at a token, or a word that goes on no name: a particle, a preposition, nothing.
    pub(crate) fn is_end_of_name(&self, i: usize) -> bool {
        self.kind(i) != TokenKind::Word || self.class(i).any()
    }

    /// Whether the word at `i` is علي behind a given name, in a text that writes the preposition with its own letter.
    pub(crate) fn is_ali_behind(&self, i: usize) -> bool {
        let ends = |t: &Token, letter| t.key == key!("علي") && t.span.of(self.text).ends_with(letter);
        i > 0
            && self.token(i).is_some_and(|t| ends(t, 'ي'))
            && self.word(i - 1).name_exact().is_some_and(|n| n.given > 20 && !n.common)
            && self.scaffold.tokens.iter().any(|t| ends(t, 'ى'))
    }

    /// Whether the word at `i` is فان of a foreign name (فيرجيل فان دايك) and not فإن without its hamza: more of the name
    /// stands behind it.
    pub fn is_van(&self, i: usize) -> bool {
        let spelt = self.token(i).is_some_and(|t| t.key == key!("فان") && t.span.of(self.text) == "فان");
        let plain = |j: usize| self.kind(j) == TokenKind::Word && !self.class(j).any() && !has_article(self.key(j));
        let next = || {
            let j = i + 1 + usize::from(self.key(i + 1) == key!("دي") || self.key(i + 1) == key!("در"));
            let w = self.word(j);
            plain(j) && !w.is_common() && w.role().is_none() && w.likely_name() != Likely::No
        };
        spelt && i > 0 && plain(i - 1) && !self.word(i - 1).is_common() && next()
    }

    /// Whether a word tells to whom something was done, with what was done to him behind it: المجني عليه، المدعى عليه.
    pub(crate) fn is_done_to(&self, i: usize) -> bool {
        let (bare, article) = article_off(self.key(i));
        let done = [key!("مجني"), key!("مدعي"), key!("مشتكي"), key!("محكوم"), key!("معتدي")];
        article && done.contains(&bare)
    }

    /// Whether the word at `i` is أم with a name after it (أم عبير).
    pub(crate) fn is_mother(&self, i: usize) -> bool {
        let known = |k: Key| self.tables.word(k).name().is_some_and(|n| n.given > 0) && !article_off(k).1;
        self.key(i) == key!("أم")
            && self.token(i).is_some_and(|t| t.span.of(self.text).starts_with('أ'))
            && self.token(i + 1).is_some_and(|n| n.is_word() && known(n.key))
    }

    /// Whether a personal name stands between two tokens, before any mark.
    pub fn name_follows(&self, from: usize, to: usize) -> bool {
        (from..to).take_while(|j| matches!(self.kind(*j), TokenKind::Word | TokenKind::Stop | TokenKind::Quote)).any(|j| {
            let k = self.key(j);
            match self.kb_at(j) {
                Some(h) => self.tables.kb[h.row as usize].kind == crate::entity::EntityKind::Person,
                None => {
                    let joins = k != key!("ولد") && self.sets(j).has(sets().name_join) && self.is_joined(j + 1);
                    joins || !article_off(k).1 && k.len() > 2 && !self.class(j).any() && self.word(j).is_namelike()
                }
            }
        })
    }

    /// Whether the word before a token is surely of a personal name.
    pub(crate) fn name_before(&self, i: usize) -> bool {
        let word = self.word(i - 1);
        self.kind(i - 1) == TokenKind::Word && word.role().is_none() && word.likely_name() == Likely::Known
    }

    /// Whether a line ends between two tokens.
    pub fn breaks(&self, from: usize, to: usize) -> bool {
        (from..to).any(|j| self.kind(j) == TokenKind::Break)
    }

    /// The closing bracket for the opening one at `i`, within `most` tokens.
    pub fn closing(&self, i: usize, most: usize) -> Option<usize> {
        (i + 1..=i + most).take_while(|j| self.kind(*j) != TokenKind::Break).find(|j| self.kind(*j) == TokenKind::Close)
    }
}
