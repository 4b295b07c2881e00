//! Rounds of talks by their number: الجولة الـ14 من محادثات أستانة، جنيف 5.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::reader::Reader;
use crate::reading::PartRole;
use rawi_actors::EntityKind;
use rawi_text::words::article_off;
use rawi_text::{Class, Key, Number, TokenKind, key, number_at};

impl Reader<'_> {
    /// A number behind the place that talks are called by: جنيف 5, أستانة 14.
    pub(super) fn numbered(&self, i: usize) -> Option<Told> {
        let before = i.checked_sub(1)?;
        let mark = matches!(self.doc.kind(before), TokenKind::Dash | TokenKind::Open);
        let place = before.checked_sub(usize::from(mark))?;
        let key = self.doc.key(place);
        // بيان جنيف 1
        let marks = |k: usize| matches!(self.doc.kind(k), TokenKind::Open | TokenKind::Quote);
        let ahead = (0..place).rev().find(|k| !marks(*k));
        let document = ahead.is_some_and(|k| Tables::built_in().is(self.doc.key(k), Sense::Document));
        if self.doc.kind(place) != TokenKind::Word || key.len() < 3 || document {
            return None;
        }
        let called = [key!("مفاوضات"), key!("محادثات"), key!("مسار")];
        let hit = called.iter().find_map(|c| self.doc.tables.kb_hit(*c, |n| (n == 1).then_some(key)))?;
        let (round, end) = self.round_after(place + 1)?;
        let row = &self.doc.tables.kb[hit.row as usize];
        (row.kind == EntityKind::Process && end > i).then(|| Told {
            id: Some(row.id.to_string()),
            round: Some(round),
            place: Some((place, place + 1)),
            ..Told::of(row.name.to_string(), self.noun(place), self.held(place, end), (place, end), Vec::new())
        })
    }

    /// `الجولة الـ14 من محادثات أستانة`, `الجولة الثانية للجنة الدستورية`.
    pub(super) fn round(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let (round, mut at) = self.round_after(i + 1)?;
        let of = self.doc.key(at) == key!("من");
        at += usize::from(of);
        // an adjective between: الجولة الثانية الحالية من
        let talks = |key: Key| Tables::built_in().senses(|_| key).any(|(_, s)| s == Sense::Talks);
        // الدورة الـ17 لمؤتمر الاتحاد
        let of = self.doc.key(at).first() == rawi_text::words::LAM && talks(self.doc.key(at).skip(1));
        if !of && !talks(self.bare(at)) {
            return None;
        }
        let (process, id, named) = self.process(at)?;
        let (mut participants, last) = self.with(named, mentions);
        if participants.is_empty() {
            participants.extend(self.both_states(named, mentions).into_iter().map(|p| (p, PartRole::Party)));
        }
        // بدأ لبنان الجولة الأولى من المفاوضات مع الصندوق
        if participants.len() == 1 {
            let holders = self.holders(i, mentions);
            participants.splice(0..0, holders.into_iter().map(|p| (p, PartRole::Party)));
        }
        let host = self.host_before(i, mentions);
        let place = self.place_near(named, last.max(named) + 8).or_else(|| self.place_before(i));
        let place = place.or(host.as_ref().and_then(|h| h.1));
        participants.extend(host.map(|(party, _)| (party, PartRole::Host)));
        let bare = self.is_bare(at, named);
        let mut told = Told {
            id,
            round: Some(round),
            place,
            bare,
            ..Told::of(process, self.noun(at), self.held(i, last), (i, last.max(named)), participants)
        };
        self.present(&mut told, mentions);
        // النسخة التاسعة من المعرض: no talks, unless somebody is there or it is known
        let form = [key!("نسخة"), key!("طبعة")].contains(&self.bare(i));
        let known = told.id.is_some() || (at + 1..named).any(|k| self.doc.kb_at(k).is_some());
        (!form || known || !told.participants.is_empty()).then_some(told)
    }

    /// The number that the name of the meeting at `i` has, or that stands before it: المؤتمر الثالث للاتحاد, ثامن اجتماع له,
    /// in its form: المؤتمر العالمي في طبعته الحادية عشرة.
    pub(super) fn own_number(&self, i: usize, named: usize) -> Option<u32> {
        let ordinal = |k: usize| Tables::built_in().senses(|_| self.doc.key(k)).any(|(_, s)| matches!(s, Sense::Ordinal(_)));
        // الأول من نوعه
        let kind = |end: usize| self.doc.key(end) == key!("من") && self.doc.key(end + 1) == key!("نوعه");
        let definite = |k: &usize| article_off(self.doc.key(*k)).1;
        if let Some(k) = (i + 1..named.max(i + 2)).take_while(definite).find(|k| ordinal(*k)) {
            return self.round_after(k).filter(|(_, end)| !kind(*end)).map(|(n, _)| n);
        }
        // أول اتصال هاتفي بين الرئيسين: no round
        if Tables::built_in().is(self.noun(i), Sense::Call) {
            return None;
        }
        let before = i.checked_sub(1 + usize::from(self.doc.kind(i.saturating_sub(1)) == TokenKind::Quote))?;
        if !article_off(self.doc.key(i)).1 && !article_off(self.doc.key(before)).1 && ordinal(before) {
            return Tables::built_in().senses(|_| self.doc.key(before)).find_map(|(_, s)| match s {
                Sense::Ordinal(value) => Some(value),
                _ => None,
            });
        }
        let forms = [key!("دورته"), key!("دورتها"), key!("نسخته"), key!("نسختها"), key!("طبعته"), key!("طبعتها")];
        let form = |k: &usize| forms.contains(&self.doc.key(*k)) || forms.contains(&self.doc.key(*k).skip(1));
        let at = (named..named + 4).find(form)?;
        self.round_after(at + 1).map(|(n, _)| n)
    }

    /// The number of a round at `j`: `الـ14`, `14`, `الثانية`, `الرابعة عشرة`.
    pub(super) fn round_after(&self, j: usize) -> Option<(u32, usize)> {
        let ordinal = Tables::built_in().senses(|n| self.doc.key(j + n)).filter_map(|(n, s)| match s {
            Sense::Ordinal(value) => Some((value, j + n)),
            _ => None,
        });
        if let Some(found) = ordinal.max_by_key(|o| o.1) {
            // أول أمس
            let day = |k: usize| self.doc.class(k).is(Class::TIME.or(Class::DAY));
            // الثالث والثلاثين
            let tens = Tables::built_in().senses(|_| self.doc.key(found.1)).find_map(|(_, s)| match s {
                Sense::Tens(value) => Some(value),
                _ => None,
            });
            let found = tens.filter(|_| found.0 < 10).map_or(found, |t| (found.0 + t, found.1 + 1));
            return (!day(found.1) && !day(found.1 + 1)).then_some(found);
        }
        let k = j + usize::from([key!("ال"), key!("رقم")].contains(&self.doc.key(j)));
        let k = k + usize::from(self.doc.kind(k) == TokenKind::Dash || self.doc.kind(k) == TokenKind::Open);
        let n: Number = number_at(self.doc.text, &self.doc.scaffold.tokens, k)?;
        let small = n.digits && n.plain && n.value >= 1.0 && n.value <= 60.0;
        // محادثات 12 أيار, 5 دول: a day, a count
        let counts = self.doc.kind(n.end) == TokenKind::Word
            && !self.doc.class(n.end).any()
            && k == j
            && crate::figures::is_counted(self.doc.key(n.end));
        (small && !counts).then_some((n.value as u32, n.end))
    }
}
