//! Who takes part: a noun phrase, parted where it joins several.

use super::Mentions;
use super::tables::{Sense, Tables};
use crate::demonyms::state_of;
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::Party;
use rawi_actors::{EntityKind, Likely, Number};
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Class, TokenKind, after_letters, key};

/// How many words before البلدين the two states are looked for.
const BOTH: usize = 120;
/// How many words behind a meeting those who take part are looked for.
const FAR: usize = 28;

impl Reader<'_> {
    /// The parties of the phrase at token `j`, and one past it.
    pub(super) fn parties(&self, j: usize, limit: usize, mentions: &Mentions<'_>) -> (Vec<Party>, usize) {
        let mut out = Vec::new();
        let mut at = j;
        let mut delegations = false;
        // السفير الفرنسي بحضور النائب كريم الزيني: another one; وفد الأمم المتحدة برئاسة المبعوث is one
        let beside = |k: &usize| self.with_ba(*k) && self.doc.key(*k) != key!("برئاسة");
        let limit = (j + 1..limit.min(j + FAR)).find(beside).unwrap_or(limit);
        while at < limit && out.len() < 12 {
            // عددا من كبار المسؤولين: nobody in particular, but those of them who are named
            let some = [key!("عدد"), key!("عددا")].contains(&self.doc.key(at)) && self.doc.key(at + 1) == key!("من");
            if some && let Some(np) = self.noun_phrase(at + 2, limit, true, &[]).filter(|np| np.start == at + 2) {
                let comma = np.end + usize::from(self.doc.kind(np.end) == TokenKind::Comma);
                let Some(words) = self.among(comma).filter(|n| comma + n < limit) else {
                    // عدد من القناصل الأوروبيين
                    let people = np.role.is_some_and(|r| r.role.is_human() && r.number == Number::P);
                    if people && np.end > at + 3 {
                        out.extend(self.party_of(np.start, np.end, mentions));
                        at = np.end;
                    }
                    break;
                };
                at = comma + words;
                continue;
            }
            // ستجتمع لاتخاذ قرار: what for
            if at == j && self.glued_prep(at) == Some(Prep::Li) && self.doc.kb_at(at).is_none() {
                break;
            }
            // التقى بنظيره المغربي، ناصر بوريطة
            let glued = at == j && (self.glued_prep(at) == Some(Prep::Bi) || self.name_behind_bi(at));
            let np = if glued { self.noun_phrase_after_clitic(at, limit) } else { self.noun_phrase(at, limit, true, &[]) };
            let Some(mut np) = np.filter(|np| np.can_speak() && np.start == at) else { break };
            // الأمين العام للأمم المتحدة | بان كي مون
            if np.name.is_none()
                && let Some(hit) = self.doc.kb_at(np.end).filter(|_| np.end < limit)
                && self.doc.tables.kb[hit.row as usize].kind == EntityKind::Person
                && self.doc.key(np.end).first() != WAW
            {
                np.end = limit.min(np.end + hit.words as usize);
            }
            let mut from = at;
            // وزراء الدفاع والخارجية العرب, وزيرا خارجية مصر والأردن: no two
            let plural = self.doc.word(np.start).role().is_some_and(|r| r.role.is_human() && r.number != Number::S);
            delegations |= Tables::built_in().is(self.doc.key(np.start), Sense::Delegations);
            let one_of = |k: usize| {
                let rest = self.doc.tables.word(self.doc.key(k).skip(1));
                let kind = self.doc.kb_at(k).map(|h| self.doc.tables.kb[h.row as usize].kind);
                let state = matches!(kind, Some(EntityKind::State | EntityKind::Place));
                state || kind.is_none() && rest.role().is_none() && rest.likely_name() != Likely::Known
            };
            for k in at + 1..=np.end {
                // و joins the next one where a name or a title stands behind it
                let in_name = (k.saturating_sub(6)..k).any(|q| self.doc.kb_at(q).is_some_and(|h| q + h.words as usize > k));
                if k < np.end && (in_name || !self.joins(k) || plural && !delegations && one_of(k) || self.in_office(at, k)) {
                    continue;
                }
                // وفدي الحكومة والمعارضة: a delegation each
                let first = from + usize::from(Tables::built_in().is(self.doc.key(from), Sense::Delegations));
                let party = self.party_of(first, k, mentions);
                let party = if glued && from == at { party.map(|p| self.unglued(p, at, mentions)) } else { party };
                if let Some(mut p) = party {
                    if delegations {
                        (p.entity, p.name) = (None, format!("وفد {}", p.mention.of(self.doc.text)));
                    }
                    out.push(p);
                }
                from = k;
            }
            at = np.end;
            // والوفد المرافق له
            if self.doc.class(at).is(Class::PREPPRON) && self.doc.key(at).first() == rawi_text::words::LAM && at < limit {
                at += 1;
            }
            let comma = at + usize::from(self.doc.kind(at) == TokenKind::Comma);
            // عددا من المسؤولين، في مقدمهم رئيس الوزراء
            if let Some(words) = self.among(comma).filter(|n| comma + n < limit) {
                at = comma + words;
                continue;
            }
            if comma >= limit || !self.joins(comma) {
                break;
            }
            at = comma;
            // نظيريه الروسي سيرغي لافروف والسعودي عادل الجبير
            if self.doc.tables.word(self.doc.key(at).skip(1)).is_demonym()
                && let Some(np) = self.noun_phrase(at + 1, limit, true, &[]).filter(|np| np.name.is_some() && np.start == at + 1)
            {
                out.extend(self.party_of(at + 1, np.end, mentions));
                at = np.end;
                if at >= limit || !self.joins(at) {
                    break;
                }
            }
        }
        (out, at)
    }

    /// How many words at a token single some out of those named before: `من بينهم`, `في مقدمتهم`, `وعلى رأسهم`.
    fn among(&self, at: usize) -> Option<usize> {
        let t = Tables::built_in();
        t.senses(|n| self.doc.key(at + n)).filter(|(_, s)| *s == Sense::Among).map(|(words, _)| words).max()
    }

    /// Whether a token begins with و and goes on with somebody who can take part.
    pub(super) fn joins(&self, k: usize) -> bool {
        let key = self.doc.key(k);
        if self.doc.kind(k) != TokenKind::Word || key.first() != WAW || key.len() < 3 || self.doc.word(k).is_whole() {
            return false;
        }
        // كانيل، وبحث معه
        let verb = |s: Sense| matches!(s, Sense::Confer(_) | Sense::Meet(_) | Sense::Receive(_) | Sense::Hold);
        if Tables::built_in().senses(|n| if n == 0 { key.skip(1) } else { self.doc.key(k + n) }).any(|(_, s)| verb(s)) {
            return false;
        }
        if self.cues.at(k).is_some_and(crate::cues::CueWord::is_finite) && self.doc.kb_at(k).is_none() && self.stops(k) {
            return false;
        }
        let word = self.doc.tables.word(key.skip(1));
        self.doc.kb_at(k).is_some()
            || word.role().is_some()
            || word.likely_name() == Likely::Known
            || article_off(key.skip(1)).1 && (!word.is_demonym() || self.is_name(k + 1))
    }

    /// Whether it goes on with a body (ووزارة الدفاع).
    pub(super) fn joins_body(&self, k: usize) -> bool {
        self.joins(k) && self.doc.tables.word(self.doc.key(k).skip(1)).role().is_some_and(|r| r.role.is_body())
    }

    pub(super) fn is_name(&self, k: usize) -> bool {
        self.doc.word(k).is_namelike() || self.doc.kb_at(k).is_some()
    }

    /// The party that the tokens name.
    pub(super) fn party_of(&self, from: usize, to: usize, mentions: &Mentions<'_>) -> Option<Party> {
        // وفد الأمم المتحدة برئاسة …
        let led = [key!("برئاسة"), key!("بقيادة"), key!("بزعامة")];
        let to = (from + 1..to).find(|k| led.contains(&self.doc.key(*k))).unwrap_or(to);
        let while_ = [key!("بسبب"), key!("أثناء"), key!("خلال"), key!("عقب"), key!("بعد"), key!("قبل"), key!("قبيل")];
        let to = (from + 1..to).find(|k| self.stops(*k) || while_.contains(&self.doc.key(*k))).unwrap_or(to);
        // وزراء الخارجية | وبحث الملف
        let verb = |s: Sense| matches!(s, Sense::Confer(_) | Sense::Meet(_) | Sense::Receive(_) | Sense::Hold);
        let goes_on = |k: &usize| {
            let key = self.doc.key(*k);
            let rest = key.skip(1);
            key.first() == WAW
                && Tables::built_in().senses(|n| if n == 0 { rest } else { self.doc.key(k + n) }).any(|(_, s)| verb(s))
        };
        let to = (from + 1..to).find(goes_on).unwrap_or(to);
        // وزراء دفاع روسيا وتركيا | في موسكو
        let named = |k: usize| (from..k).any(|q| self.doc.kb_at(q).is_some());
        let in_place = |k: &usize| self.doc.key(*k) == key!("في") && self.doc.kb_at(k + 1).is_some() && named(*k);
        let to = (from + 1..to).find(in_place).unwrap_or(to);
        let mut span = self.span((from, to));
        let time = self.doc.class(from).is(Class::DAY.or(Class::TIME));
        let t = Tables::built_in();
        // a meeting takes part in nothing, nor what is told of one
        let meeting =
            t.is(self.bare(from), Sense::Talks) && self.bare(from) != key!("لجنة") || t.is(self.bare(from), Sense::Opening);
        // بمقر الغرفة, but التقى برئيس الحكومة
        let rest = self.doc.tables.word(self.doc.key(from).skip(1));
        let place = self.glued_prep(from) == Some(Prep::Bi)
            && self.doc.kb_at(from).is_none()
            && rest.role().is_none()
            && !rest.is_namelike();
        let nobody = place || t.is(self.doc.key(from), Sense::Nobody) || t.is(self.doc.key(from), Sense::Planned);
        let process = self.doc.kb_at(from).is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::Process);
        if to <= from || span.is_empty() || time || meeting || nobody || process {
            return None;
        }
        if matches!(self.doc.key(from).first(), WAW | FA) && !self.doc.word(from).is_whole() && self.joins(from) {
            span.start = after_letters(self.doc.text, self.doc.token(from)?.span, 1);
        }
        let people = |kind: EntityKind| kind == EntityKind::Person;
        // شقيق فلان is not فلان
        let head = self.doc.word(from).role().or_else(|| self.doc.tables.word(self.doc.key(from).skip(1)).role());
        let peer = |r: rawi_actors::RoleWord| r.key.take(4) == key!("نظير") || r.key.take(4) == key!("زميل");
        let kin = head.is_some_and(|r| r.role == rawi_actors::Role::Kin && !peer(r)) && to > from + 1;
        // a name with another one before it is that person's only where the whole is mentioned (سمير العامري is no العامري)
        let whole = |m: rawi_text::Span| {
            let at = (from..to).find(|k| self.doc.token(*k).is_some_and(|t| t.span.end > m.start)).unwrap_or(from);
            at == from || self.doc.word(at - 1).likely_name() != Likely::Known || self.doc.word(at - 1).role().is_some()
        };
        // a name that is the end of a body's (المتحدة of الأمم المتحدة) is nobody's
        let tail = |e: usize| {
            (from..to).any(|q| {
                let Some(hit) = self.doc.kb_at(q) else { return false };
                let body = self.doc.tables.kb[hit.row as usize].kind != EntityKind::Person && hit.words > 1;
                body && self.span((q, q + hit.words as usize)).of(self.doc.text).ends_with(&mentions.reading.entities[e].name)
                    && mentions.reading.entities[e].kind == EntityKind::Person
            })
        };
        let known = mentions.inside(span).filter(|(m, e)| {
            if !whole(*m) || tail(*e) || kin && m.start > span.start {
                return false;
            }
            let kind = mentions.reading.entities[*e].kind;
            // a person's name anywhere in the phrase; another name only where it is the phrase (وفد الحكومة السورية is no state)
            people(kind) || m.start == span.start && self.doc.kb_at(from).is_some() || m.len() * 10 >= span.len() * 9
        });
        let best = known.max_by_key(|(m, e)| (people(mentions.reading.entities[*e].kind), m.len()));
        if let Some(e) = self.holder_of_office(from, to, mentions) {
            return Some(mentions.party(e, span));
        }
        let name = match best {
            Some((_, e)) => mentions.reading.entities[e].name.clone(),
            None => span.of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" "),
        };
        if best.is_none() {
            // an office alone is nobody's (وزير)
            let office = to == from + 1 && !article_off(self.doc.key(from)).1 && self.doc.word(from).role().is_some();
            if office {
                return None;
            }
            // nobody who could talk (المقاولة الصغرى)
            let key = self.doc.key(from);
            let word =
                if span.start > self.span((from, to)).start { self.doc.tables.word(key.skip(1)) } else { self.doc.word(from) };
            let glued = self.glued_prep(from).is_some();
            let someone = word.role().is_some() || word.is_namelike() || word.is_demonym() || self.doc.kb_at(from).is_some();
            if !(someone || glued) {
                return None;
            }
            let whole = self.doc.kb_at(from).filter(|h| from + h.words as usize == to);
            if let Some(hit) = whole {
                return Some(Party { entity: None, name: self.doc.tables.kb[hit.row as usize].name.to_string(), mention: span });
            }
            if let Some(e) = mentions.called(span.of(self.doc.text), self.doc.text).filter(|e| !tail(*e)) {
                return Some(mentions.party(e, span));
            }
        }
        // مدير الهيئة سامر الجهني is called سامر الجهني
        let name = match best {
            None if !kin => self.own_name(from, to).unwrap_or(name),
            _ => name,
        };
        Some(Party { entity: best.map(|b| b.1), name, mention: span })
    }

    /// Two states or more that adjectives behind the noun at `i` name: الحوار الأميركي المصري, اجتماع تونسي جزائري مصري.
    pub(super) fn states_of(&self, i: usize, mentions: &Mentions<'_>) -> (Vec<Party>, usize) {
        let mut all: Vec<(usize, &'static str)> = Vec::new();
        let mut end = i + 1;
        for k in i + 1..i + 9 {
            if matches!(self.doc.kind(k), TokenKind::Dash | TokenKind::Quote) {
                continue;
            }
            let key = self.doc.key(k);
            match state_of(if key.first() == WAW && !article_off(key).1 { key.skip(1) } else { key }) {
                Some(state) if self.doc.kb_at(k).is_none() || self.doc.word(k).is_demonym() => {
                    all.push((k, state));
                    end = k + 1;
                }
                // an adjective may come first (الحوار الاستراتيجي الأميركي المصري)
                _ if all.is_empty() && k <= i + 2 && self.doc.kind(k) == TokenKind::Word && !self.doc.class(k).any() => {}
                _ => break,
            }
        }
        // الحوار الفلسطيني الفلسطيني: nobody is told
        all.dedup_by_key(|a| a.1);
        if all.len() < 2 {
            return (Vec::new(), i + 1);
        }
        let kb = &self.doc.tables.kb;
        let party = |(k, id): (usize, &'static str)| {
            let mention = self.span((k, k + 1));
            match mentions.reading.entities.iter().position(|e| e.id == id) {
                Some(e) => mentions.party(e, mention),
                None => {
                    let name = kb.iter().find(|r| r.id == id).map_or(id.to_owned(), |r| r.name.to_string());
                    Party { entity: None, name, mention }
                }
            }
        };
        (all.into_iter().map(party).collect(), end)
    }

    /// The two states that البلدين behind token `j` goes back to: the last two that are named before it.
    pub(super) fn both_states(&self, j: usize, mentions: &Mentions<'_>) -> Vec<Party> {
        let both = [key!("البلدين"), key!("البلدان")];
        let Some(at) = (j..self.limit(j).min(j + 10)).find(|k| both.contains(&self.doc.key(*k))) else { return Vec::new() };
        let kb = &self.doc.tables.kb;
        let mut out: Vec<(&str, usize)> = Vec::new();
        for k in (at.saturating_sub(BOTH)..at).rev() {
            let named = self.doc.kb_at(k).map(|h| &kb[h.row as usize]).filter(|r| r.kind == EntityKind::State);
            let id = named.map(|r| r.id.as_ref()).or_else(|| state_of(self.doc.key(k)));
            if let Some(id) = id.filter(|id| out.iter().all(|(o, _)| o != id)) {
                out.push((id, k));
            }
            if out.len() == 2 {
                break;
            }
        }
        if out.len() < 2 {
            return Vec::new();
        }
        let party = |(id, k): (&str, usize)| {
            let mention = self.span((k, k + 1));
            match mentions.reading.entities.iter().position(|e| e.id == id) {
                Some(e) => mentions.party(e, mention),
                None => Party {
                    entity: None,
                    name: kb.iter().find(|r| r.id == id).map_or(id.to_owned(), |r| r.name.to_string()),
                    mention,
                },
            }
        };
        out.into_iter().rev().map(party).collect()
    }

    /// The state that a lone adjective at `k` names: المفاوضات الإسرائيلية مع.
    pub(super) fn state_at(&self, k: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let id = state_of(self.doc.key(k)).filter(|_| state_of(self.doc.key(k + 1)).is_none())?;
        let mention = self.span((k, k + 1));
        if let Some(e) = mentions.reading.entities.iter().position(|e| e.id == id) {
            return Some(mentions.party(e, mention));
        }
        let name = self.doc.tables.kb.iter().find(|r| r.id == id).map_or(id.to_owned(), |r| r.name.to_string());
        Some(Party { entity: None, name, mention })
    }

    /// `في PLACE` near a meeting.
    pub(super) fn place_near(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        // what it is about may name places of its own (لبحث الأزمة في سورية)
        let agenda = |i: &usize| !Tables::built_in().senses(|n| self.doc.key(i + n)).any(|(_, s)| s == Sense::Agenda);
        (from..to.min(self.limit(from))).take_while(agenda).find_map(|i| {
            let kb = |j: usize| {
                if self.process_of(j).is_some() {
                    return Some((j, j + 1));
                }
                let hit = self.doc.kb_at(j)?;
                let kind = self.doc.tables.kb[hit.row as usize].kind;
                (hit.metonym || matches!(kind, EntityKind::Place | EntityKind::State)).then_some((j, j + hit.words as usize))
            };
            if self.doc.key(i) == key!("في") {
                kb(i + 1).or_else(|| kb(i + 2).filter(|_| [key!("مدينة"), key!("العاصمة")].contains(&self.doc.key(i + 1))))
            } else {
                None
            }
        })
    }
}
