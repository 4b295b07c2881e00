//! What stands before a number, and numbers that are no quantities: days, years, hours, ordinals, numbers of laws, rounds
//! and models, scores, numbers of a list.

use super::tables::{Form, NounKind, Place, Tables};
use crate::reader::Reader;
use rawi_text::words::{BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, Number, TokenKind, key, sets};

/// What stands before a number.
pub(super) struct NumberPlace {
    /// The first token that belongs to the number: a bracket, ال or ب apart.
    pub(super) before: usize,
    /// Whether ال stands before digits (الـ15).
    pub(super) article: bool,
    /// Whether a bracket is opened before it.
    pub(super) open: bool,
    /// Whether بين stands before it.
    pub(super) between: bool,
    /// Whether a word stands before it that a number names (القرار، عام).
    pub(super) label: bool,
    /// Whether it is surely a name.
    pub(super) is_name: bool,
}

/// A plural noun that a number behind it counts.
pub(super) struct NounBefore {
    pub(super) token: usize,
    pub(super) name: String,
    pub(super) kind: Option<NounKind>,
}

impl Reader<'_> {
    pub(super) fn number_place(&self, n: &Number) -> NumberPlace {
        let t = Tables::built_in();
        let mut place =
            NumberPlace { before: n.start, article: false, open: false, between: false, label: false, is_name: false };
        let behind = |at: usize, k: usize| at.checked_sub(k).map_or(Key::EMPTY, |j| self.doc.key(j));
        if place.before > 0 && self.doc.kind(place.before - 1) == TokenKind::Open {
            place.before -= 1;
            place.open = true;
        }
        if n.digits {
            let word = behind(place.before, 1);
            if [key!("ال"), key!("وال"), key!("بال"), key!("لل"), key!("فال"), key!("كال")].contains(&word) {
                place.article = true;
                place.before -= 1;
            } else if [key!("ب"), key!("ل"), key!("ك"), key!("وب"), key!("ول")].contains(&word) {
                place.before -= usize::from(!t.is(Place::Before, word));
            }
        }
        let before = behind(place.before, 1);
        place.between = t.is(Place::Between, before);
        let token = self.doc.token(n.start);
        let spaced = token.is_some_and(|k| k.spaced);
        let prev = n.start.checked_sub(1).map_or(TokenKind::Break, |j| self.doc.kind(j));
        // إف-16, كوفيد-19, 2-1
        let glued = prev == TokenKind::Dash && !spaced && n.start > 1 && !matches!(self.doc.kind(n.start - 2), TokenKind::Break);
        let latin = n.start > 0 && self.doc.kind(n.start - 1) == TokenKind::Word && before.first() < 0x80;
        let item = n.digits
            && matches!(prev, TokenKind::Break | TokenKind::Bar)
            && matches!(self.doc.kind(n.end), TokenKind::Dash | TokenKind::Close | TokenKind::Stop | TokenKind::Bar);
        let slash = |j: usize| {
            self.doc
                .token(j)
                .is_some_and(|k| k.kind == TokenKind::Other && matches!(k.span.of(self.doc.text), "/" | "\\" | "+" | "="))
        };
        let colon = n.digits && self.doc.kind(n.end) == TokenKind::Colon && self.doc.kind(n.end + 1) == TokenKind::Number;
        let score = n.digits
            && self.doc.kind(n.end) == TokenKind::Dash
            && self.doc.kind(n.end + 1) == TokenKind::Number
            && self.doc.kind(n.end + 2) != TokenKind::Word
            && self.doc.kind(n.end + 2) != TokenKind::Close
            && self.doc.kind(n.end + 2) != TokenKind::Other;
        let phone = n.digits && n.plain && token.is_some_and(|k| k.key.len() >= 7 || k.key.len() > 1 && k.key.first() == b'0');
        place.is_name = glued && n.digits
            || latin
            || item
            || colon
            || score
            || slash(n.end)
            || n.start > 0 && slash(n.start - 1)
            || phone && n.scale == 1.0 && Tables::built_in().counted(self.doc.key(n.end)).is_none()
            || n.digits && sets().month.contains(&before)
            || self.is_called_so(n, place.before);
        place.label =
            t.is(Place::Label, before) || (matches!(before.first(), BA | LAM | WAW | FA) && t.is(Place::Label, before.skip(1)));
        place
    }

    /// مجموعة العشرين, الدول الخمس: a body that goes by its number.
    fn is_called_so(&self, n: &Number, start: usize) -> bool {
        let t = Tables::built_in();
        let mut definite = n.definite;
        for back in 1..=2usize {
            let Some(j) = start.checked_sub(back) else { return false };
            let key = self.doc.key(j);
            if definite && t.is(Place::Body, key) {
                return true;
            }
            definite &= article_off(key).1;
        }
        false
    }

    /// Whether digits are a year.
    pub(super) fn is_year(&self, n: &Number) -> bool {
        n.digits && n.plain && n.scale == 1.0 && self.doc.key(n.start).len() == 4 && (1300.0..2150.0).contains(&n.value)
    }

    /// Whether a definite number before which token `start` stands counts up: القرن العشرون, الدورة الـ37.
    pub(super) fn is_ordinal(&self, start: usize) -> bool {
        let Some(j) = start.checked_sub(1) else { return false };
        let (bare, definite) = article_off(self.doc.key(j));
        definite && Tables::built_in().counted(bare).is_some_and(|c| c.form == Form::Singular)
    }

    /// The plural noun before a definite number (المحافظات الثلاث, أعضاء المجلس الـ15); none where the number is an
    /// ordinal.
    pub(super) fn noun_before(&self, start: usize) -> Option<NounBefore> {
        let t = Tables::built_in();
        let mut people_only = false;
        for back in 1..=4usize {
            let token = start.checked_sub(back)?;
            if self.doc.kind(token) != TokenKind::Word || self.doc.class(token).is(Class::PREP.or(Class::REL).or(Class::CLAUSE)) {
                return None;
            }
            let key = self.doc.key(token);
            for c in [0u32, 1].into_iter().filter(|c| *c == 0 || matches!(key.first(), WAW | FA | BA | LAM)) {
                let stem = key.skip(c);
                // للدول
                let twice = c == 1 && key.first() == LAM && stem.first() == LAM;
                let (bare, definite) = if twice { (stem.skip(1), true) } else { article_off(stem) };
                let found = t.counted(bare).filter(|c| matches!(c.form, Form::Plural | Form::Either));
                if let Some(c) = found.filter(|c| !people_only || c.kind == NounKind::Person) {
                    return Some(NounBefore { token, name: c.singular.to_owned(), kind: Some(c.kind) });
                }
                let sound = [key!("ين"), key!("ون"), key!("ات")].iter().any(|e| bare.len() > 4 && bare.before(*e).is_some());
                if definite && sound && back == 1 {
                    return Some(NounBefore {
                        token,
                        name: self.doc.token(token)?.span.of(self.doc.text).to_owned(),
                        kind: None,
                    });
                }
            }
            // an adjective or a genitive stands between; after الدورة only people can be counted (أعضاء اللجنة الـ15)
            people_only |= self.is_ordinal(token + 1);
        }
        None
    }

    /// Whether years behind a number that begins at `start` are somebody's age.
    pub(super) fn is_age(&self, start: usize) -> bool {
        let t = Tables::built_in();
        // سمير العامري (52 عاما), سمير العامري، 52 عاما،
        let bracket = start > 0 && matches!(self.doc.kind(start - 1), TokenKind::Open | TokenKind::Comma);
        let named = (1..=3usize).any(|k| {
            start.checked_sub(k).is_some_and(|j| {
                let key = self.doc.key(j);
                t.is(Place::Age, key) || matches!(key.first(), WAW | BA | LAM) && t.is(Place::Age, key.skip(1))
            })
        });
        bracket || named || self.doc.kind(start) == TokenKind::Open
    }
}
