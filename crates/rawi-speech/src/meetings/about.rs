//! When a meeting is, whether it has been, on which level, and what it is about.

use super::Told;
use super::tables::{Sense, Tables};
use crate::reader::Reader;
use crate::reading::{Held, Meeting};
use rawi_text::{Class, TokenKind, key, sets};

/// How many words around a meeting its time and its agenda are looked for.
const NEAR: usize = 10;
/// How many words before a meeting the verb stands that calls for it.
const ASKED: usize = 8;
/// The longest item of an agenda, in tokens.
const ITEM: usize = 14;

impl Reader<'_> {
    /// Whether the meeting that is told from token `from` to `to` is to come or off: told by the words of its clause.
    pub(super) fn held(&self, from: usize, to: usize) -> Held {
        let t = Tables::built_in();
        let s = self.sentence(from);
        let (start, end) = (from.saturating_sub(6).max(s.start as usize), (to + 6).min(s.end as usize));
        let mut held = if self.wanted(from) { Held::Called } else { Held::Held };
        for i in start..end {
            for (_, sense) in t.senses(|n| self.doc.key(i + n)) {
                match sense {
                    Sense::Cancelled if i < from => return Held::Cancelled,
                    Sense::Planned => held = Held::Announced,
                    _ => {}
                }
            }
        }
        held
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

    /// Adds the time, the level and the agenda that stand with a meeting.
    pub(super) fn describe(&self, m: &Told, to: &mut Meeting) {
        let s = self.sentence(m.text.0);
        let (start, end) = (s.start as usize, s.end as usize);
        if to.when.is_none() {
            to.when = self.time_near(m.text.0.saturating_sub(NEAR).max(start), m.text, (m.text.1 + NEAR).min(end));
        }
        if to.level.is_none() {
            to.level = self.level(m.text.0, (m.text.1 + 2 * NEAR).min(end));
        }
        let limit = self.limit(m.text.0);
        if let Some(item) = self.item(m.text.1, limit) {
            let span = self.span(item);
            if to.agenda.iter().all(|a| a.end <= span.start || span.end <= a.start) {
                to.agenda.push(span);
            }
        }
    }

    /// The words of time next to a meeting: those behind it before those ahead.
    fn time_near(&self, from: usize, text: (usize, usize), to: usize) -> Option<rawi_text::Span> {
        let time = |i: usize| {
            let c = self.doc.class(i);
            c.is(Class::TIME.or(Class::DAY)) && !c.is(Class::PREP) && !self.doc.sets(i).has(sets().no_time)
        };
        let clause = |i: usize| self.doc.class(i).is(Class::CLAUSE) || self.doc.kind(i) == TokenKind::Semicolon;
        let behind = (text.0..to).take_while(|i| *i < text.1 || !clause(*i)).find(|i| time(*i));
        let first = behind.or_else(|| (from..text.0).rev().take_while(|i| !clause(*i)).find(|i| time(*i)))?;
        let first = (from..first).rev().take_while(|i| time(*i)).last().unwrap_or(first);
        let last = (first..to.max(first + 1)).take_while(|i| time(*i) || self.doc.kind(*i) == TokenKind::Number).last()?;
        // أول, of أول زعيم
        let part = first == last && self.doc.key(first) == key!("أول");
        (!part).then(|| self.span((first, last + 1)))
    }

    /// `على مستوى نائب وزير الخارجية`, `على المستوى الوزاري`.
    fn level(&self, from: usize, to: usize) -> Option<rawi_text::Span> {
        let t = Tables::built_in();
        let (at, words) = (from..to)
            .find_map(|i| t.senses(|n| self.doc.key(i + n)).find(|(_, s)| *s == Sense::Level).map(|(words, _)| (i, words)))?;
        let np = self.noun_phrase(at + words, to, true, &[]).filter(|np| np.start == at + words);
        // a name behind the office is somebody's
        let end = np.map(|np| np.name.map_or(np.end, |n| n.0.max(at + words))).unwrap_or(at + words + 1);
        // على مستوى نائب وزير بمشاركة روسيا: the office ends before who takes part
        let end = (at + words + 1..end).find(|i| self.glued_prep(*i).is_some() || self.prep_at(*i).is_some()).unwrap_or(end);
        let end = end.max(at + words + usize::from(self.doc.kind(at + words) == TokenKind::Word)).min(to);
        (end > at + words).then(|| self.span((at, end)))
    }

    /// What a meeting is about: `لبحث الأزمة السورية`, `بشأن اليمن`, `تطرقت إلى سلة الدستور`.
    fn item(&self, from: usize, limit: usize) -> Option<(usize, usize)> {
        let t = Tables::built_in();
        let mark = |i: usize| {
            matches!(
                self.doc.kind(i),
                TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break | TokenKind::Colon | TokenKind::Dash
            )
        };
        let stop = |i: usize| mark(i) || self.doc.class(i).is(Class::CLAUSE.or(Class::REL)) || self.stops(i);
        let lead = |i: usize| t.senses(|n| self.doc.key(i + n)).find(|(_, s)| *s == Sense::Agenda).map(|(words, _)| words);
        let near = (from..limit.min(from + NEAR)).take_while(|i| lead(*i).is_some() || !stop(*i));
        let (at, words) = near.into_iter().find_map(|i| lead(i).map(|words| (i, words)))?;
        let start = at + words;
        let end = (start..limit.min(start + ITEM)).find(|i| stop(*i)).unwrap_or(limit.min(start + ITEM));
        (end > start && end < start + ITEM).then(|| self.trim(start, end))
    }
}
