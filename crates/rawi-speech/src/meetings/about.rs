//! When a meeting is, on which level; what it is about is read in `agenda`.

use super::Told;
use super::tables::{Sense, Tables};
use crate::reader::Reader;
use crate::reading::Meeting;
use rawi_text::{Class, TokenKind, key, sets};

/// How many words around a meeting its time is looked for.
const NEAR: usize = 10;

impl Reader<'_> {
    /// Adds the time, the level and the agenda that stand with a meeting.
    pub(super) fn describe(&self, m: &Told, to: &mut Meeting) {
        let mut put = |item: (usize, usize)| {
            let span = self.span(item);
            if to.agenda.iter().all(|a| a.end <= span.start || span.end <= a.start) {
                to.agenda.push(span);
            }
        };
        // a sentence of its own tells nothing else of it
        if let Some(about) = m.about {
            return put(about);
        }
        let limit = self.limit(m.text.0);
        if let Some(item) = self.item(m, limit) {
            put(item);
        }
        let s = self.sentence(m.text.0);
        let (start, end) = (s.start as usize, s.end as usize);
        if to.when.is_none() {
            to.when = self.time_near(m.text.0.saturating_sub(NEAR).max(start), m.text, (m.text.1 + NEAR).min(end));
        }
        if to.level.is_none() {
            to.level = self.level(m.text.0, (m.text.1 + 2 * NEAR).min(end));
        }
    }

    /// The words of time next to a meeting: those behind it before those ahead.
    fn time_near(&self, from: usize, text: (usize, usize), to: usize) -> Option<rawi_text::Span> {
        let month = |i: usize| self.doc.sets(i).has(sets().month);
        // 14 آذار, 10 و11 كانون الأول
        let date = |i: usize| self.doc.kind(i) == TokenKind::Number && (month(i + 1) || month(i + 2) || month(i + 3));
        let time = |i: usize| {
            let c = self.doc.class(i);
            let word = c.is(Class::TIME.or(Class::DAY)) && !c.is(Class::PREP) && !self.doc.sets(i).has(sets().no_time);
            word || date(i) || self.doc.key(i) == key!("يومي") && date(i + 1)
        };
        let clause = |i: usize| self.doc.class(i).is(Class::CLAUSE) || self.doc.kind(i) == TokenKind::Semicolon;
        let behind = (text.0..to).take_while(|i| *i < text.1 || !clause(*i)).find(|i| time(*i));
        let first = behind.or_else(|| (from..text.0).rev().take_while(|i| !clause(*i)).find(|i| time(*i)))?;
        let first = (from..first).rev().take_while(|i| time(*i)).last().unwrap_or(first);
        // و11, كانون الأول, الشهر المقبل
        let beside = |i: usize| {
            let next = [
                key!("المقبل"),
                key!("المقبلة"),
                key!("الماضي"),
                key!("الماضية"),
                key!("القادم"),
                key!("القادمة"),
                key!("الجاري"),
            ];
            let second = [key!("الأول"), key!("الثاني")].contains(&self.doc.key(i)) && month(i - 1);
            let joined = self.doc.key(i) == key!("و") && self.doc.kind(i + 1) == TokenKind::Number;
            month(i) || second || joined || next.contains(&self.doc.key(i))
        };
        let end = self.sentence(first).end as usize;
        let goes_on = |i: &usize| time(*i) || self.doc.kind(*i) == TokenKind::Number || *i > first && beside(*i);
        let last = (first..end.min(first + NEAR)).take_while(goes_on).last()?;
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
}
