//! Who holds talks, and who comes to them: أجرى الوزير محادثات، حضر اللقاء رئيس البلدية.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::EntityKind;
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key};

impl Reader<'_> {
    /// Who holds the talks whose noun stands at `i`: أجرى الوزير محادثات مع, الرئيسان مودي وبايدن أجريا مباحثات, طلبت من
    /// الحلف عقد اجتماع.
    pub(super) fn holders(&self, i: usize, mentions: &Mentions<'_>) -> Vec<Party> {
        let from = i.saturating_sub(18).max(self.sentence(i).start as usize);
        let Some(verb) = self.verb_of_holding(from, i) else { return Vec::new() };
        let t = Tables::built_in();
        // عقد بالعاصمة لقاء
        let place = matches!(self.glued_prep(verb + 1), Some(Prep::Bi | Prep::Li));
        let (parties, end) = if place { (Vec::new(), verb + 1) } else { self.parties(verb + 1, i, mentions) };
        // what stands between may be a time, a place or a manner: عقدت اللجنة في مقر المجلس، أمس الاثنين، اجتماعا
        let aside = (end..i).all(|k| {
            let class = self.doc.class(k);
            !class.is(Class::CLAUSE.or(Class::REL).or(Class::NEG)) && self.doc.kind(k) != TokenKind::Stop && !self.stops(k)
        });
        let led = self.doc.class(end).is(Class::PREP.or(Class::TIME).or(Class::DAY)) || self.doc.kind(end) == TokenKind::Comma;
        if end > verb + 1 && (end + 4 >= i || !parties.is_empty() && led && aside && i - end < 14) {
            return parties;
        }
        if t.is(self.bare(verb), Sense::Mine)
            && let Some(me) = mentions.speaker_of(self.span((verb, i)))
        {
            return vec![me];
        }
        // المجلس الأعلى الذي عقد اجتماعا
        if verb > 1 && self.doc.class(verb - 1).is(Class::REL) && parties.is_empty() {
            return self.before_relative(verb - 1, mentions).into_iter().collect();
        }
        // أن الوزير أجرى في لندن مؤخرا اجتماعات
        let circumstance = self.doc.class(verb + 1).is(Class::PREP.or(Class::TIME).or(Class::DAY));
        if verb + 2 < i && !(circumstance && parties.is_empty() && i - verb < 12) {
            return Vec::new();
        }
        // the subject before its verb, or the body that is asked to meet
        let start = self.sentence(i).start as usize;
        // the north of حلف شمال الأطلسي is no preposition
        let in_name = |k: usize| (k.saturating_sub(4)..k).any(|q| self.doc.kb_at(q).is_some_and(|h| q + h.words as usize > k));
        let clause = (start..verb).rev().take(16).filter(|k| !in_name(*k)).find(|k| {
            self.doc.class(*k).is(Class::CLAUSE.or(Class::PREP)) || self.cues.at(*k).is_some() && self.doc.kb_at(*k).is_none()
        });
        let first = clause.map_or(start, |c| c + 1);
        // وكان الرئيس قد أجرى
        let was = [key!("كان"), key!("وكان"), key!("كانت"), key!("وكانت")].contains(&self.doc.key(first));
        let (parties, end) = self.parties(first + usize::from(was), verb, mentions);
        // حلف شمال الأطلسي (الناتو)
        let closed = if self.doc.kind(end) == TokenKind::Open { self.doc.closing(end, 6).map(|c| c + 1) } else { None };
        let end = closed.unwrap_or(end);
        let gap = (end..verb).all(|k| self.doc.kind(k) != TokenKind::Word || self.doc.key(k) == key!("قد"));
        let known = |p: &Party| {
            let first = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= p.mention.start);
            if t.is(self.doc.key(first), Sense::Expected) || t.is(self.doc.key(first), Sense::Planned) {
                return false;
            }
            p.entity.is_some()
                || self.doc.kb_at(first).is_some()
                || self.doc.word(first).role().is_some_and(|r| r.role.is_body() || r.role.is_human())
        };
        if gap && verb - end.min(verb) <= 3 && parties.iter().all(known) { parties } else { Vec::new() }
    }

    fn verb_of_holding(&self, from: usize, i: usize) -> Option<usize> {
        let t = Tables::built_in();
        (from..i).rev().take_while(|k| !self.doc.class(*k).is(Class::CLAUSE)).find(|k| {
            let held = |key: Key| t.senses(|n| if n == 0 { key } else { self.doc.key(k + n) }).any(|(_, s)| s == Sense::Hold);
            held(self.doc.key(*k)) || held(self.bare(*k))
        })
    }

    pub(super) fn chairs(&self, i: usize) -> bool {
        let from = i.saturating_sub(12);
        self.verb_of_holding(from, i).is_some_and(|v| [key!("ترأس"), key!("يترأس")].contains(&self.doc.key(v)))
    }

    /// The state that asks for the meeting at `i`: `طلبت تركيا من الحلف عقد اجتماع`, `تركيا طلبت`, `دعت السعودية إلى اجتماع`.
    pub(super) fn asked_by(&self, i: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let t = Tables::built_in();
        let start = self.sentence_start(i).max(i.saturating_sub(14));
        let verb = (start..i).rev().find(|k| t.is(self.bare(*k), Sense::Ask))?;
        let state = |k: usize| {
            let hit = self.doc.kb_at(k)?;
            let row = &self.doc.tables.kb[hit.row as usize];
            let whole = row.kind == EntityKind::State || hit.metonym;
            whole.then(|| self.party_of(k, k + hit.words as usize, mentions)).flatten()
        };
        state(verb + 1).or_else(|| verb.checked_sub(1).and_then(state))
    }

    /// Who is invited by whom to the meeting at `i`: `دعا الكونغرس فلاناً إلى جلسة استماع`.
    pub(super) fn invited_to(&self, i: usize, mentions: &Mentions<'_>) -> Vec<(Party, PartRole)> {
        let t = Tables::built_in();
        let to = i > 0 && self.prep_at(i - 1) == Some(Prep::Ila);
        let from = self.sentence_start(i).max(i.saturating_sub(16));
        let noun = |k: usize| article_off(self.doc.key(k)).0 == key!("دعوة") || self.doc.key(k) == key!("بدعوة");
        let Some(verb) = (from..i).rev().find(|k| t.is(self.bare(*k), Sense::Invite) && !noun(*k)).filter(|_| to) else {
            return Vec::new();
        };
        let (mut all, end) = self.parties(verb + 1, i - 1, mentions);
        let (mut others, _) = if end < i - 1 { self.parties(end, i - 1, mentions) } else { (Vec::new(), end) };
        all.append(&mut others);
        let first = |p: &Party| self.doc.scaffold.tokens.partition_point(|t| t.span.end <= p.mention.start);
        let known = |p: &Party| p.entity.is_some() || self.doc.kb_at(first(p)).is_some();
        if all.len() != 2 || !all.iter().any(known) {
            return Vec::new();
        }
        all.into_iter().zip([PartRole::Host, PartRole::Party]).collect()
    }

    /// Those whom a verb of attending names behind the meeting at `i`, whose name ends before `named`: `وحضر اللقاء رئيس
    /// البلدية`, `شارك في الاجتماع X وY`.
    pub(super) fn attended(&self, i: usize, named: usize, mentions: &Mentions<'_>) -> (Vec<(Party, PartRole)>, usize) {
        let t = Tables::built_in();
        let verb = i.saturating_sub(1 + usize::from(i > 0 && self.doc.class(i - 1).is(Class::PREP)));
        let role = t.senses(|n| self.doc.key(verb + n)).find_map(|(_, s)| match s {
            Sense::Attend(role) => Some(role),
            _ => None,
        });
        let opens = self.sentence_start(i) + 2 >= verb || self.doc.kind(verb.saturating_sub(1)) == TokenKind::Comma;
        let Some(role) = role.filter(|_| opens && verb < i) else { return (Vec::new(), named) };
        let all = named + usize::from([key!("كل"), key!("كلا")].contains(&self.doc.key(named)));
        let all = all + usize::from(all > named && self.doc.key(all) == key!("من"));
        let (parties, end) = self.parties(all, self.limit(i), mentions);
        (parties.into_iter().map(|p| (p, role)).collect(), end)
    }

    /// `عقدت لجنة المتابعة اجتماعها في القاهرة برئاسة الوزير`: a body's own meeting, where it is told who else is there.
    pub(super) fn own_held(&self, i: usize, noun: &'static str, mentions: &Mentions<'_>) -> Option<Told> {
        let holders = self.holders(i, mentions);
        let [body] = &holders[..] else { return None };
        let first = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= body.mention.start);
        if !self.doc.word(first).role().is_some_and(|r| r.role.is_body()) {
            return None;
        }
        let (others, last) = self.with(i + 1, mentions);
        let participants: Vec<_> = std::iter::once((body.clone(), PartRole::Party)).chain(others).collect();
        (participants.len() > 1).then(|| Told {
            round: self.own_number(i, i + 2),
            place: self.place_near(i + 1, last + 8),
            ..Told::of(format!("{noun} {}", body.name), Key::of(noun), self.held(i, last), (i, last), participants)
        })
    }
}
