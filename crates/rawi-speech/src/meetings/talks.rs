//! Nouns of talks with their process and round: الجولة الـ14 من محادثات أستانة، مفاوضات جنيف 5، اجتماع وزراء الخارجية.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::reader::Reader;
use crate::reading::PartRole;
use rawi_actors::EntityKind;
use rawi_text::words::article_off;
use rawi_text::{Class, Number, TokenKind, key, number_at};

impl Reader<'_> {
    /// A noun of talks at `i`.
    pub(super) fn talks(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        if [key!("صحفي"), key!("صحافي"), key!("الصحفي"), key!("الصحافي"), key!("صحفيا"), key!("صحافيا")]
            .contains(&self.doc.key(i + 1))
        {
            return None;
        }
        let rounds = |k: usize| Tables::built_in().senses(|_| self.bare(k)).any(|(_, s)| s == Sense::Round);
        if rounds(i + 1) {
            return None; // جلسات الجولة الثانية: the round tells more
        }
        let (mut process, id, named) = self.process(i)?;
        let (round, end) = self.round_after(named).map_or((None, named), |(r, end)| (Some(r), end));
        let (mut participants, last) = self.with(end, mentions);
        if let Some(subject) = self.holder(i, mentions) {
            let role = if self.chairs(i) { PartRole::Chair } else { PartRole::Party };
            participants.insert(0, (subject, role));
        } else if participants.len() == 1
            && (named..named + 4).any(|k| self.doc.key(k) == key!("مع"))
            && let Some(subject) = self.person_before(i, mentions)
        {
            participants.insert(0, (subject, PartRole::Party));
        }
        if id.is_none()
            && let Some((body, after)) = self.body_of(i, named, mentions)
        {
            participants.insert(0, (body, PartRole::Party));
            process = self.span((i, after.max(named))).of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let outlet =
            participants.iter().any(|(p, _)| p.entity.is_some_and(|e| mentions.reading.entities[e].kind == EntityKind::Outlet));
        let article = article_off(self.doc.key(i)).1;
        let talk = self.bare(i) == key!("حوار") && self.doc.key(named) == key!("مع");
        // an interview; the one that was told before
        if outlet || talk || article && named == i + 1 && id.is_none() && round.is_none() && !self.is_bare(i, named) {
            return None;
        }
        let bare = self.is_bare(i, named) && participants.len() < 2;
        let whole = (i..named).any(|k| k > i && article_off(self.doc.key(k)).1 && self.is_bare(k, k + 1));
        if named == i + 1 && !article && id.is_none() {
            let names: Vec<&str> = participants.iter().map(|(p, _)| p.name.as_str()).collect();
            process = format!("{process} {}", names.join(" و"));
        }
        let committee = self.bare(i) == key!("لجنة") && id.is_none();
        let enough = participants.len() > 1 || round.is_some() || id.is_some() || !participants.is_empty() && named > i + 1;
        (enough && !bare && !committee).then(|| Told {
            process,
            id,
            round,
            place: self.place_near(end, last.max(end) + 8),
            held: self.held(i, last),
            text: (i, last.max(end)),
            participants,
            bare: whole,
        })
    }

    /// المحادثات alone.
    fn is_bare(&self, i: usize, named: usize) -> bool {
        named == i + 1 && [key!("محادثات"), key!("مفاوضات"), key!("مباحثات")].contains(&self.bare(i))
    }

    /// The body that meets: اجتماع مجلس الأمن القومي, اجتماع طارئ لحلف شمال الأطلسي.
    fn body_of(&self, i: usize, named: usize, mentions: &Mentions<'_>) -> Option<(crate::reading::Party, usize)> {
        let formal = [key!("اجتماع"), key!("جلسة"), key!("قمة"), key!("اجتماعات"), key!("اجتماعا")];
        if !formal.contains(&self.doc.key(i)) {
            return None;
        }
        let (from, clitic) = match self.glued_prep(named) {
            Some(crate::lexicon::Prep::Li) => (named, true),
            _ if named > i + 1 => (i + 1, false),
            _ => return None,
        };
        let np = if clitic {
            self.noun_phrase_after_clitic(from, self.limit(i))
        } else {
            self.noun_phrase(from, self.limit(i), true, &[])
        }?;
        let body = np
            .kb
            .is_some_and(|h| matches!(self.doc.tables.kb[h.row as usize].kind, EntityKind::Organisation | EntityKind::Group))
            || np.role.is_some_and(|r| r.role.is_body() || r.role.is_human() && r.number == rawi_actors::Number::P);
        if !body || np.coordinated {
            return None;
        }
        let mut party = self.party_of(np.start, np.end, mentions)?;
        if clitic && party.entity.is_none() {
            // للجنة, لحلف
            party.name = party.name.chars().skip(1).collect();
        }
        Some((party, np.end))
    }

    /// A number behind the place that talks are called by: جنيف 5, أستانة 14.
    pub(super) fn numbered(&self, i: usize) -> Option<Told> {
        let before = i.checked_sub(1)?;
        let mark = matches!(self.doc.kind(before), TokenKind::Dash | TokenKind::Open);
        let place = before.checked_sub(usize::from(mark))?;
        let key = self.doc.key(place);
        if self.doc.kind(place) != TokenKind::Word || key.len() < 3 {
            return None;
        }
        let called = [key!("مفاوضات"), key!("محادثات"), key!("مسار")];
        let hit = called.iter().find_map(|c| self.doc.tables.kb_hit(*c, |n| (n == 1).then_some(key)))?;
        let (round, end) = self.round_after(place + 1)?;
        let row = &self.doc.tables.kb[hit.row as usize];
        (row.kind == EntityKind::Process && end > i).then(|| Told {
            process: row.name.to_string(),
            id: Some(row.id.to_string()),
            round: Some(round),
            place: Some((place, place + 1)),
            held: self.held(place, end),
            text: (place, end),
            participants: Vec::new(),
            bare: false,
        })
    }

    /// `الجولة الـ14 من محادثات أستانة`, `الجولة الثانية للجنة الدستورية`.
    pub(super) fn round(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let (round, mut at) = self.round_after(i + 1)?;
        let of = self.doc.key(at) == key!("من");
        at += usize::from(of);
        // an adjective between: الجولة الثانية الحالية من
        let sense = |k: usize| Tables::built_in().senses(|_| self.bare(k)).any(|(_, s)| s == Sense::Talks);
        if !sense(at) {
            return None;
        }
        let (process, id, named) = self.process(at)?;
        let (participants, last) = self.with(named, mentions);
        let bare = self.is_bare(at, named);
        Some(Told {
            process,
            id,
            round: Some(round),
            place: self.place_near(named, last.max(named) + 8),
            held: self.held(i, last),
            text: (i, last.max(named)),
            participants,
            bare,
        })
    }

    /// The name of the talks whose noun stands at `i`, its id, and one past it.
    fn process(&self, i: usize) -> Option<(String, Option<String>, usize)> {
        let row = |j: usize| {
            let hit = self.doc.kb_at(j)?;
            let row = &self.doc.tables.kb[hit.row as usize];
            (row.kind == EntityKind::Process).then(|| (row.name.to_string(), Some(row.id.to_string()), j + hit.words as usize))
        };
        if let Some(found) = row(i) {
            return Some(found);
        }
        // مفاوضات "أستانة", المباحثات بصيغة أستانة
        let quoted =
            i + 1 + usize::from(self.doc.kind(i + 1) == TokenKind::Quote) + usize::from(self.doc.key(i + 1) == key!("صيغة"));
        if quoted > i + 1
            && let Some(hit) = self.doc.tables.kb_hit(self.bare(i), |n| (n == 1).then(|| self.doc.key(quoted)))
            && self.doc.tables.kb[hit.row as usize].kind == EntityKind::Process
        {
            let row = &self.doc.tables.kb[hit.row as usize];
            return Some((row.name.to_string(), Some(row.id.to_string()), quoted + 1));
        }
        let mut end = i + 1;
        while end < i + 6 && self.doc.kind(end) == TokenKind::Word {
            let class = self.doc.class(end);
            let key = self.doc.key(end);
            let prep = class.any()
                || self.stops(end)
                || self.doc.key(end).first() == key!("و").first() && !self.doc.word(end).is_whole();
            let with = Tables::built_in()
                .senses(|n| self.doc.key(end + n))
                .any(|(_, s)| matches!(s, Sense::With(_) | Sense::Planned | Sense::Hold));
            let glued = matches!(key.first(), rawi_text::words::BA | rawi_text::words::LAM) && !self.doc.word(end).is_whole();
            if prep || with || glued {
                break;
            }
            end += 1;
        }
        let text = self.span((i, end)).of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" ");
        Some((text, None, end))
    }

    /// The number of a round at `j`: `الـ14`, `14`, `الثانية`, `الرابعة عشرة`.
    fn round_after(&self, j: usize) -> Option<(u32, usize)> {
        let ordinal = Tables::built_in().senses(|n| self.doc.key(j + n)).filter_map(|(n, s)| match s {
            Sense::Ordinal(value) => Some((value, j + n)),
            _ => None,
        });
        if let Some(found) = ordinal.max_by_key(|o| o.1) {
            return Some(found);
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

    /// Who holds the talks whose noun stands at `i`: أجرى الوزير محادثات مع.
    fn holder(&self, i: usize, mentions: &Mentions<'_>) -> Option<crate::reading::Party> {
        let from = i.saturating_sub(12).max(self.sentence(i).start as usize);
        let verb = self.verb_of_holding(from, i)?;
        let (parties, end) = self.parties(verb + 1, i, mentions);
        // what stands between may be a time or a manner
        (end > verb + 1 && end + 4 >= i).then(|| parties.into_iter().next()).flatten()
    }

    fn verb_of_holding(&self, from: usize, i: usize) -> Option<usize> {
        let t = Tables::built_in();
        (from..i)
            .rev()
            .take_while(|k| !self.doc.class(*k).is(Class::CLAUSE))
            .find(|k| t.senses(|n| self.doc.key(k + n)).any(|(_, s)| s == Sense::Hold))
    }

    fn chairs(&self, i: usize) -> bool {
        let from = i.saturating_sub(12);
        self.verb_of_holding(from, i).is_some_and(|v| [key!("ترأس"), key!("يترأس")].contains(&self.doc.key(v)))
    }
}
