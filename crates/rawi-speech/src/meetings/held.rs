//! Whether a meeting has been, is to come, is only called for, or was called off.

use super::tables::{Sense, Tables};
use crate::reader::Reader;
use crate::reading::Held;
use rawi_text::words::{FA, WAW};
use rawi_text::{Class, TokenKind, key};

/// How many words around a meeting are read for whether it is to come.
const NEAR: usize = 6;
/// How many words before a meeting the verb stands that calls for it.
const ASKED: usize = 8;
/// How many words before a meeting the verb or noun stands by which it is called off.
const BEFORE: usize = 10;
/// The same behind it.
const BEHIND: usize = 5;

const YA: u8 = key!("ي").first();
const TA: u8 = key!("ت").first();

impl Reader<'_> {
    /// What the words from token `i` on tell of meetings; و or ف before the first one is no part of it.
    pub(super) fn senses_at(&self, i: usize) -> impl Iterator<Item = (usize, Sense)> {
        let t = Tables::built_in();
        let key = self.doc.key(i);
        let joined = matches!(key.first(), WAW | FA) && key.len() > 3 && t.senses(|n| self.doc.key(i + n)).next().is_none();
        let key = if joined { key.skip(1) } else { key };
        t.senses(move |n| if n == 0 { key } else { self.doc.key(i + n) })
    }

    /// Whether the words from token `i` on have a sense, with or without و or ف before them.
    pub(super) fn has_sense(&self, i: usize, sense: Sense) -> bool {
        self.senses_at(i).any(|(_, s)| s == sense)
    }

    /// Whether the meeting that is told from token `from` to `to` is to come or off: told by the words of its clause.
    pub(super) fn held(&self, from: usize, to: usize) -> Held {
        if self.called_off(from) || self.off_behind(from, to) {
            return Held::Cancelled;
        }
        if let Some(held) = self.not_held(from, to) {
            return held;
        }
        let t = Tables::built_in();
        let s = self.sentence(from);
        let (start, end) = (from.saturating_sub(NEAR).max(s.start as usize), (to + NEAR).min(s.end as usize));
        let planned = |k: usize| {
            let before = k < from && self.has_sense(k, Sense::Planned);
            before || t.senses(|n| self.doc.key(k + n)).any(|(_, s)| s == Sense::Planned)
        };
        if (start..end).any(planned) {
            return Held::Announced;
        }
        if self.wanted(from) { Held::Called } else { Held::Held }
    }

    fn ends_clause(&self, k: usize) -> bool {
        let mark = matches!(
            self.doc.kind(k),
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Stop | TokenKind::Break
        );
        mark || self.doc.class(k).is(Class::CLAUSE.or(Class::REL))
    }

    /// `وألغيت الجولة الثانية`, `ألغت الأمم المتحدة الجولة`, `تأجيل الاجتماع`: the meeting at `from` is what is called off, so
    /// nothing but who does it may stand between. علق على الاجتماع comments on it, and من أجل الاجتماع is another word.
    fn called_off(&self, from: usize) -> bool {
        let start = self.sentence_start(from).max(from.saturating_sub(BEFORE));
        for k in (start..from).rev() {
            if self.ends_clause(k) {
                return false;
            }
            if self.has_sense(k, Sense::Cancelled) {
                let before = k.checked_sub(1).filter(|b| *b >= start);
                let not = before.is_some_and(|b| {
                    // قد تلغي
                    let may = self.doc.key(b) == key!("قد") && matches!(self.doc.key(k).first(), YA | TA);
                    may || self.doc.class(b).is(Class::NEG) || self.has_sense(b, Sense::Denied) || self.doc.key(b) == key!("من")
                });
                return !not && !self.wanted(k);
            }
            if self.doc.class(k).is(Class::PREP) {
                return false;
            }
        }
        false
    }

    /// `الجولة الثانية تأجلت`, `القمة التي ألغيت`, `الاجتماع تم إلغاؤه`.
    fn off_behind(&self, from: usize, to: usize) -> bool {
        let end = (self.sentence(from).end as usize).min(to + BEHIND);
        for k in to..end {
            let on = self.prep_at(k + 1) == Some(crate::lexicon::Prep::Ala);
            if Tables::built_in().is(self.doc.key(k), Sense::Off) && !on {
                return !self.doc.class(k.saturating_sub(1)).is(Class::NEG);
            }
            let between = self.doc.class(k).is(Class::REL.or(Class::TIME).or(Class::DAY)) || self.has_sense(k, Sense::Done);
            // أمس، لكنها تأجلت
            let comma = self.doc.kind(k) == TokenKind::Comma && k > to && self.has_sense(k + 1, Sense::Done);
            if !comma && (!between || self.doc.kind(k) != TokenKind::Word) {
                return false;
            }
        }
        false
    }

    /// `لن تعقد الجولة الثانية`, `لم تعقد الجولة بعد`: of a verb under a negation directly before the meeting.
    fn not_held(&self, from: usize, to: usize) -> Option<Held> {
        let verb = from.checked_sub(2).map(|_| from - 1).filter(|k| {
            self.has_sense(*k, Sense::Hold) || self.has_sense(*k, Sense::Happens) || self.has_sense(*k, Sense::Planned)
        })?;
        if !self.doc.class(verb - 1).is(Class::NEG) || verb <= self.sentence_start(from) {
            return None;
        }
        let yet = (to..to + 3).any(|k| self.doc.key(k) == key!("بعد") && !self.doc.class(k + 1).is(Class::TIME));
        let yet = yet && (to..to + 3).all(|k| self.prep_at(k) != Some(crate::lexicon::Prep::Min));
        Some(if yet { Held::Announced } else { Held::Cancelled })
    }

    /// Whether the meeting at `from` is only called for, refused or a condition: داعيا إلى لقاء جامع, ضرورة عقد اجتماع, لن يتم
    /// إلا بإجراء محادثات.
    fn wanted(&self, from: usize) -> bool {
        let t = Tables::built_in();
        let during = |k: usize| t.is(self.doc.key(k), Sense::During) && self.doc.key(k) != key!("أمام");
        // دعا إلى الهدوء خلال اجتماع
        if (from.saturating_sub(2)..from).any(during) {
            return false;
        }
        let start = self.sentence_start(from).max(from.saturating_sub(ASKED));
        let mut except = false;
        for k in (start..from).rev() {
            if matches!(self.doc.kind(k), TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Break) {
                return false;
            }
            except |= self.doc.key(k) == key!("إلا");
            let asked = t.senses(|n| self.doc.key(k + n)).any(|(_, s)| s == Sense::Wanted);
            if asked || except && self.doc.class(k).is(Class::NEG) {
                return true;
            }
        }
        false
    }
}
