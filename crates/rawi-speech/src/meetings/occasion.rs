//! Who speaks or attends at a meeting: قال دياك في اجتماع اللجنة, حضوره اجتماعاً وزارياً.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::reader::Reader;
use crate::reading::{PartRole, Party, Statement};
use rawi_actors::EntityKind;
use rawi_text::words::article_off;
use rawi_text::{Class, Key, TokenKind, key};

/// How many words may stand between a meeting and what leads to it (في افتتاح أعمال).
const LEADS: usize = 5;

impl Reader<'_> {
    /// Adds those who speak at the meeting or attend it.
    pub(super) fn present(&self, m: &mut Told, mentions: &Mentions<'_>) {
        let mut all: Vec<(Party, PartRole)> = Vec::new();
        // of two sides who are named, a third one who speaks is none
        let state = |p: &Party| p.entity.is_some_and(|e| mentions.reading.entities[e].kind == EntityKind::State);
        if m.participants.len() < 2 || m.again || m.participants.iter().all(|(p, _)| state(p)) {
            all.extend(self.speaks_at(m, mentions).into_iter().map(|p| (p, PartRole::Party)));
        }
        all.extend(self.attends(m.text, mentions));
        for (party, role) in all {
            let known = |(p, _): &(Party, PartRole)| p.entity.is_some() && p.entity == party.entity || p.name == party.name;
            if !m.participants.iter().any(known) {
                m.participants.push((party, role));
            }
        }
    }

    /// Whether في or خلال leads to the meeting at `i`, and where that stands.
    fn led(&self, i: usize) -> Option<usize> {
        let t = Tables::built_in();
        let mut during = None;
        for k in (i.saturating_sub(LEADS)..i).rev() {
            let key = self.doc.key(k);
            if t.is(key, Sense::During) {
                during = Some(k);
            } else if self.doc.kind(k) != TokenKind::Quote && !t.is(key, Sense::Opening) && !t.is(self.bare(k), Sense::Opening) {
                break;
            }
        }
        during
    }

    /// Whose statement is made at the meeting: it stands between the sentence's head and what is said, or behind it.
    fn speaks_at(&self, m: &Told, mentions: &Mentions<'_>) -> Vec<Party> {
        let Some((party, mention)) = self.speaker_at(m, mentions) else { return Vec::new() };
        // أكدت وزيرة الخارجية ووزير النفط
        if let Some(mention) = mention {
            let tokens = &self.doc.scaffold.tokens;
            let (from, to) =
                (tokens.partition_point(|t| t.span.end <= mention.start), tokens.partition_point(|t| t.span.start < mention.end));
            let (all, _) = self.parties(from, to, mentions);
            if all.len() > 1 {
                return all;
            }
        }
        party.into_iter().collect()
    }

    fn speaker_at(&self, m: &Told, mentions: &Mentions<'_>) -> Option<(Option<Party>, Option<rawi_text::Span>)> {
        let at = self.led(m.text.0)?;
        let (lead, sentence) = (self.span((at, at + 1)), self.sentence(m.text.0));
        // وافقت اللجنة على الطلب، وذلك في اجتماع
        if at > 0 && [key!("ذلك"), key!("وذلك")].contains(&self.doc.key(at - 1)) {
            let before = mentions.reading.statements.partition_point(|s| s.cue.span.start < self.span((at, at + 1)).start);
            let s = mentions.reading.statements[..before].iter().rev().find(|s| s.within.is_none())?;
            let cue = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= s.cue.span.start);
            let near = self.sentence_number(at) - self.sentence_number(cue).min(self.sentence_number(at)) <= 1;
            let party = s.speaker.entity.filter(|_| near).map(|e| mentions.party(e, s.speaker.mention.unwrap_or(s.cue.span)));
            return party.map(|p| (Some(p), s.speaker.mention));
        }
        let opens = at <= self.sentence_start(at) + 2;
        let whole = self.span((sentence.start as usize, sentence.end as usize));
        let all = &mentions.reading.statements;
        let from = all.partition_point(|s| s.cue.span.start < whole.start);
        let near = all[from..].iter().take_while(|s| s.cue.span.start < whole.end);
        let inside = |s: &Statement| s.content.iter().any(|c| c.start <= lead.start && lead.end <= c.end);
        let mut here = near.filter(|s| s.within.is_none() && !inside(s));
        let within = |k: usize| [key!("خلال"), key!("أثناء")].contains(&self.doc.key(k));
        // وخلال الاجتماع قال X, قال X خلال الاجتماع إن
        let said = here.find(|s| {
            let content = s.content.first().map_or(0, |c| c.start);
            content > lead.start && (opens || s.cue.span.start < lead.start)
        });
        let Some(s) = said else {
            // واجه كيري منتقدي الاتفاق خلال الجلسة
            let start = self.sentence_start(at);
            let free = all[..from].iter().rev().take(8).chain(all[from..].iter().take(8)).all(|s| !inside(s));
            return if m.again && within(at) && free && start < at {
                mentions.person_first(self.span((start, at))).map(|p| (Some(p), None))
            } else {
                None
            };
        };
        if all[..from].iter().rev().take(8).any(inside) || all[from..].iter().take(8).any(inside) {
            return None;
        }
        Some((mentions.speaks(s), s.speaker.mention))
    }

    /// Who attends the meeting at `i`: `شارك X في`, `حضر X`, `حضوره`, `ترأس X وY`.
    fn attends(&self, m: (usize, usize), mentions: &Mentions<'_>) -> Vec<(Party, PartRole)> {
        let t = Tables::built_in();
        let i = m.0;
        let start = self.sentence(i).start as usize;
        let attend = |k: usize| {
            self.senses_at(k).find_map(|(_, s)| match s {
                Sense::Attend(role) => Some(role),
                _ => None,
            })
        };
        let mut at = self.led(i).unwrap_or(i);
        while at > start && (t.is(self.doc.key(at - 1), Sense::Opening) || self.doc.kind(at - 1) == TokenKind::Quote) {
            at -= 1;
        }
        // directly before it: the person named last
        if at > start
            && let Some(role) = attend(at - 1)
        {
            return self.person_before(at - 1, mentions).map(|p| (p, role)).into_iter().collect();
        }
        let from = at.saturating_sub(14).max(start);
        let Some((verb, role)) =
            (from..at).rev().take_while(|k| !self.doc.class(*k).is(Class::CLAUSE)).find_map(|k| Some((k, attend(k)?)))
        else {
            return Vec::new();
        };
        // لن تشارك في مؤتمر كهذا
        if verb > start && self.doc.class(verb - 1).is(Class::NEG) {
            return Vec::new();
        }
        // تشارك إيران كدولة ضامنة في; يشارك الأردن في المحادثات بصفة مراقب
        let (mut parties, end) = self.listed(verb + 1, at, role, mentions);
        if let Some((_, other)) = (m.1..m.1 + 2).find_map(|k| self.as_at(k)).filter(|_| role == PartRole::Party) {
            parties.iter_mut().filter(|p| p.1 == role).for_each(|p| p.1 = other);
        }
        // رأس وفد بلاده في الاجتماع
        let delegation = (verb + 1..at).any(|k| article_off(self.doc.key(k)).0 == key!("وفد"));
        parties.iter_mut().filter(|p| delegation && p.1 == PartRole::Chair).for_each(|p| p.1 = PartRole::Party);
        // what stands between may be a time
        if end + 3 >= at { parties } else { Vec::new() }
    }
}

/// A noun in the accusative as it is called: اجتماعاً ثلاثياً is اجتماع ثلاثي.
pub(super) fn nominative(process: &str) -> String {
    let t = Tables::built_in();
    let mut words = process.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let bare = |w: &str| w.strip_suffix('\u{64b}').unwrap_or(w).strip_suffix('ا').map(str::to_owned);
    let Some(first) = words.first().and_then(|w| bare(w)).filter(|w| t.is(Key::of(w), Sense::Talks)) else {
        return process.to_owned();
    };
    words[0] = first;
    for w in words.iter_mut().skip(1) {
        match bare(w).filter(|b| b.chars().count() > 2 && !b.starts_with("ال")) {
            Some(b) => *w = b,
            None => break,
        }
    }
    words.join(" ")
}
