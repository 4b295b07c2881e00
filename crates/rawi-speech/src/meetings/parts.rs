//! Who takes part: a noun phrase, parted where it joins several.

use super::Mentions;
use super::tables::{Sense, Tables};
use crate::demonyms::state_of;
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::{EntityKind, Likely, Number};
use rawi_text::words::{BA, FA, WAW, article_off};
use rawi_text::{Class, TokenKind, after_letters, key};

/// How many words before البلدين the two states are looked for.
const BOTH: usize = 120;
/// How many words behind a meeting those who take part are looked for.
const FAR: usize = 28;
/// The same behind one whose sides are named.
const BESIDE: usize = 12;

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
    fn joins(&self, k: usize) -> bool {
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

    /// Those who take part in what is told before token `j`: `بين X وY`, `مع X`, `برعاية X`, `بمشاركة X وY`.
    pub(super) fn with(&self, j: usize, mentions: &Mentions<'_>) -> (Vec<(Party, PartRole)>, usize) {
        let t = Tables::built_in();
        let limit = self.limit(j).min(j + FAR);
        let (mut out, mut end) = (Vec::new(), j);
        let mut i = j;
        while i < limit {
            // بالتعاون مع: they take no part; تطرق إلى: what it is about
            if [key!("حيث"), key!("فيما"), key!("بينما"), key!("إذ")].contains(&self.doc.key(i)) {
                break;
            }
            let aside = t.senses(|n| self.doc.key(i + n)).find(|(_, s)| matches!(s, Sense::Aside | Sense::Agenda));
            if let Some((words, sense)) = aside {
                // حول سوريا برئاسة لافروف
                if sense == Sense::Agenda {
                    let clause = |k: &usize| {
                        self.doc.class(*k).is(Class::CLAUSE.or(Class::REL))
                            || self.doc.kind(*k) == TokenKind::Comma
                            || self.stops(*k)
                    };
                    let Some(k) = (i + words..limit).take_while(|k| !clause(k)).find(|k| self.with_ba(*k)) else { break };
                    i = k;
                    continue;
                }
                i += words;
                continue;
            }
            // جلسات عمل ولقاءات مع: another meeting; -بداية المحادثات مع كيشيدا- تحالف بلاده مع اليابان: an aside is over
            if self.doc.kind(i) == TokenKind::Dash && i > j && !out.is_empty() {
                break;
            }
            if i > j && self.doc.key(i).first() == WAW && t.is(self.bare(i), Sense::Talks) {
                break;
            }
            let found = self.with_at(i);
            // التي تستضيفها النمسا, الذي ترأسه الوزير
            if found.is_none() && self.doc.class(i).is(Class::REL) && self.with_at(i + 1).is_some() {
                i += 1;
                continue;
            }
            // التي عقدها مع
            let happens = |k: usize| t.is(self.doc.key(k), Sense::Hold) || t.is(self.doc.key(k), Sense::Happens);
            if found.is_none() && self.doc.class(i).is(Class::REL) && happens(i + 1) {
                // الجلسة التي عقدها مجلس الوزراء
                if i == j && t.is(self.doc.key(i + 1), Sense::Hold) {
                    let (parties, after) = self.parties(i + 2, limit, mentions);
                    end = end.max(if parties.is_empty() { end } else { after });
                    out.extend(parties.into_iter().map(|p| (p, PartRole::Party)));
                    i = after.max(i + 2);
                    continue;
                }
                i += 2;
                continue;
            }
            if found.is_none() && (self.doc.class(i).is(Class::CLAUSE.or(Class::REL)) || self.stops(i) && i > j + 1) {
                break;
            }
            // في قمة رباعية، استضافتها العاصمة: of the meeting named between
            let pronoun = self.doc.key(i).before(key!("ه")).is_some() || self.doc.key(i).before(key!("ها")).is_some();
            if found.is_some() && pronoun && (j..i).any(|k| t.is(self.bare(k), Sense::Talks)) {
                break;
            }
            let Some((words, role)) = found else {
                let next = |n: usize| self.with_at(i + n).is_some();
                // التي أجراها الملك، الخميس الماضي، مع; اللقاء، الذي جرى أمس، حضره
                let closed = (i + 2..limit.min(i + 10))
                    .take_while(|k| !self.doc.class(*k).is(Class::CLAUSE) && self.doc.kind(*k) != TokenKind::Stop)
                    .find(|k| self.doc.kind(*k) == TokenKind::Comma);
                let time = |k: usize| self.doc.class(k).is(Class::TIME.or(Class::DAY)) || self.doc.class(k).is(Class::REL);
                if self.doc.kind(i) == TokenKind::Comma
                    && time(i + 1)
                    && let Some(close) = closed.filter(|c| next(c + 1 - i))
                {
                    i = close + 1;
                    continue;
                }
                // behind a comma only what goes on with it
                if matches!(self.doc.kind(i), TokenKind::Comma | TokenKind::Semicolon) && !next(1) {
                    break;
                }
                i += 1;
                continue;
            };
            // حضره كل من
            let all = self.doc.key(i + words) == key!("كل") && self.doc.key(i + words + 1) == key!("من");
            // بمشاركة الدول الضامنة، روسيا وتركيا
            let ranked = self.ranked(i + words);
            let (skip, role) = ranked.unwrap_or((if all { 2 } else { 0 }, role));
            let first = i + words + skip;
            // تستضيفها العاصمة السعودية الرياض, تستضيفها مدينة شرم الشيخ
            let city = [key!("العاصمة"), key!("مدينة"), key!("منتجع")].contains(&self.doc.key(first));
            let city = if role == PartRole::Host && city { self.named_place(first, limit.min(first + 4)) } else { None };
            if let Some((from, to)) = city {
                out.extend(self.party_of(from, to, mentions).map(|p| (p, role)));
                (end, i) = (to, to);
                continue;
            }
            // بوساطة قطرية, برعاية سعودية أميركية
            let of_them = self.doc.key(i).first() == BA && self.doc.key(i) != key!("بين");
            if of_them && ranked.is_none() && !all {
                let (states, after) = self.states_from(first, limit, mentions);
                if !states.is_empty() {
                    end = after;
                    out.extend(states.into_iter().map(|p| (p, role)));
                    i = after;
                    continue;
                }
            }
            let (mut parties, mut after) = self.listed(first, limit, role, mentions);
            // جمع ميتشل برئيس الوزراء
            if t.is(self.doc.key(i), Sense::Gathers) && parties.len() == 1 && self.glued_prep(after) == Some(Prep::Bi) {
                let (others, last) = self.parties(after, limit, mentions);
                parties.extend(others.into_iter().map(|p| (p, role)));
                after = last;
            }
            // بدعوة من الولايات المتحدة لحشد الدعم المالي والعسكري: one invites
            if role == PartRole::Host {
                parties.truncate(1);
            }
            // وحضرها 302 من الأعضاء
            if self.doc.kind(first) == TokenKind::Number {
                parties.clear();
            }
            if !parties.is_empty() {
                end = after;
            }
            out.extend(parties);
            i = after.max(i + words);
        }
        (out, end)
    }

    /// The role that the words at `i` give to those who stand behind them (بمشاركة، برئاسة), with or without و, and how many
    /// words they are.
    fn with_at(&self, i: usize) -> Option<(usize, PartRole)> {
        let t = Tables::built_in();
        let role = |(n, s): (usize, Sense)| match s {
            Sense::With(role) => Some((n, role)),
            _ => None,
        };
        let whole = t.senses(|n| self.doc.key(i + n)).find_map(role);
        // وبحضور, ويستضيفها; ومع ذلك and وجمع are others
        let key = self.doc.key(i);
        let rest = key.skip(1);
        let with_pronoun = key.before(key!("ه")).is_some() || key.before(key!("ها")).is_some();
        let joined = key.first() == WAW && (rest.first() == BA && rest != key!("بين") || with_pronoun);
        whole.or_else(|| {
            let senses = t.senses(|n| if n == 0 { rest } else { self.doc.key(i + n) });
            if joined { { senses }.find_map(role) } else { None }
        })
    }

    /// Whether the words at `k` are ب and a noun by which somebody takes part: برئاسة, بحضور.
    pub(super) fn with_ba(&self, k: usize) -> bool {
        let key = self.doc.key(k);
        let bare = if key.first() == WAW { key.skip(1) } else { key };
        bare.first() == BA && bare != key!("بين") && self.with_at(k).is_some()
    }

    /// Adds those who are told behind a meeting of named sides: التقى الوزير السفير بحضور المدير.
    pub(super) fn beside(&self, told: &mut super::Told, mentions: &Mentions<'_>) {
        let limit = self.limit(told.text.0).min(told.text.1 + BESIDE);
        let stop = |k: &usize| {
            let comma = self.doc.kind(*k) == TokenKind::Comma && !self.with_ba(k + 1);
            let mark = comma
                || matches!(self.doc.kind(*k), TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break | TokenKind::Colon);
            mark || self.doc.class(*k).is(Class::CLAUSE.or(Class::REL)) || self.stops(*k)
        };
        let near = (told.text.1..limit).take_while(|k| !stop(k));
        let Some(from) = near.into_iter().find(|k| self.with_ba(*k)) else { return };
        let (others, last) = self.with(from, mentions);
        for (party, role) in others {
            let known = |(p, _): &(Party, PartRole)| p.entity.is_some() && p.entity == party.entity || p.name == party.name;
            if !told.participants.iter().any(known) {
                told.participants.push((party, role));
                told.text.1 = told.text.1.max(last);
            }
        }
    }

    /// What those who are named behind it are, at token `k`, and how many tokens that is: `الدول الضامنة، روسيا وتركيا`, `الدول
    /// الضامنة لمسار أستانة (روسيا وتركيا)`.
    fn ranked(&self, k: usize) -> Option<(usize, PartRole)> {
        let rank = |j: usize| {
            let ranks = self.senses_at(j).filter_map(|(n, s)| match s {
                Sense::Ranked(role) => Some((n, role)),
                _ => None,
            });
            ranks.max_by_key(|r| r.0).map(|(n, role)| (j - k + n, role))
        };
        // ممثلين عن الدول الضامنة, وفود الدول الضامنة
        let of = |j: usize| {
            let many = self.doc.word(j).role().is_some_and(|r| r.number == Number::P) || self.doc.key(j) == key!("وفود");
            many || matches!(self.prep_at(j), Some(Prep::An | Prep::Min))
        };
        let (words, role) = rank(k)
            .or_else(|| if of(k) { rank(k + 1) } else { None })
            .or_else(|| if of(k) && of(k + 1) { rank(k + 2) } else { None })?;
        let opens =
            |j: usize| matches!(self.doc.kind(j), TokenKind::Comma | TokenKind::Open | TokenKind::Dash | TokenKind::Colon);
        let word = |j: &usize| self.doc.kind(*j) == TokenKind::Word && !self.doc.class(*j).is(Class::CLAUSE.or(Class::REL));
        let gap = (k + words..k + words + 5).take_while(word).count();
        let bracket = gap > 0 && self.doc.kind(k + words + gap) == TokenKind::Open;
        let to = if bracket { gap + 1 } else { usize::from(opens(k + words)) };
        // وهي روسيا
        let is = usize::from([key!("وهي"), key!("هي"), key!("وهم")].contains(&self.doc.key(k + words + to)));
        Some((words + to + is, role))
    }

    /// As what those take part whose names end before token `k`: بصفة مراقب, كدول ضامنة.
    pub(super) fn as_at(&self, k: usize) -> Option<(usize, PartRole)> {
        Tables::built_in()
            .senses(|n| self.doc.key(k + n))
            .filter_map(|(n, s)| match s {
                Sense::As(role) => Some((n, role)),
                _ => None,
            })
            .max_by_key(|r| r.0)
    }

    /// The parties from token `from` on and one past them, in the role that stands behind each group of them: روسيا وتركيا
    /// وإيران كدول ضامنة والأردن بصفة مراقب. A role is said of those behind the last comma.
    pub(super) fn listed(
        &self,
        from: usize,
        limit: usize,
        role: PartRole,
        mentions: &Mentions<'_>,
    ) -> (Vec<(Party, PartRole)>, usize) {
        let mut out: Vec<(Party, PartRole)> = Vec::new();
        let mut at = from;
        loop {
            let stop = |k: &usize| self.doc.class(*k).is(Class::CLAUSE.or(Class::REL)) || self.doc.kind(*k) == TokenKind::Stop;
            let near = (at + 1..limit.min(at + FAR)).take_while(|k| !stop(k));
            let known_as = near.into_iter().find_map(|k| self.as_at(k).map(|(words, role)| (k, words, role)));
            let (parties, after) = self.parties(at, known_as.map_or(limit, |a| a.0), mentions);
            let Some((k, words, other)) = known_as.filter(|a| a.0 == after && !parties.is_empty()) else {
                if out.is_empty() || !parties.is_empty() {
                    at = after;
                }
                out.extend(parties.into_iter().map(|p| (p, role)));
                return (out, at);
            };
            let comma = (at..k).rev().find(|k| self.doc.kind(*k) == TokenKind::Comma).map_or(0, |k| self.span((k, k + 1)).end);
            out.extend(parties.into_iter().map(|p| {
                let behind = p.mention.start >= comma;
                (p, if behind { other } else { role })
            }));
            at = k + words;
            let next = at + usize::from(self.doc.kind(at) == TokenKind::Comma);
            if next >= limit || !self.joins(next) || out.len() > 16 {
                return (out, at);
            }
            at = next;
        }
    }

    /// The states that adjectives from token `k` on name, behind a noun that is theirs: بوساطة مصرية قطرية, برعاية أممية.
    fn states_from(&self, k: usize, limit: usize, mentions: &Mentions<'_>) -> (Vec<Party>, usize) {
        let mut out = Vec::new();
        let mut at = k;
        while at < limit && out.len() < 4 {
            let dash = usize::from(at > k && self.doc.kind(at) == TokenKind::Dash);
            let key = self.doc.key(at + dash);
            let key = if at > k && key.first() == WAW { key.skip(1) } else { key };
            let id = if key == key!("أممية") { Some("body:un") } else { state_of(key) };
            let bare = !article_off(key).1 && (self.doc.kb_at(at + dash).is_none() || self.doc.word(at + dash).is_demonym());
            let Some(id) = id.filter(|_| bare) else { break };
            out.push(self.party_with_id(id, (at + dash, at + dash + 1), mentions));
            at += dash + 1;
        }
        (out, at)
    }

    /// The party that has an id of the knowledge base, mentioned by these tokens.
    fn party_with_id(&self, id: &str, range: (usize, usize), mentions: &Mentions<'_>) -> Party {
        let mention = self.span(range);
        match mentions.reading.entities.iter().position(|e| e.id == id) {
            Some(e) => mentions.party(e, mention),
            None => {
                let row = self.doc.tables.kb.iter().find(|r| r.id.as_ref() == id);
                Party { entity: None, name: row.map_or(id.to_owned(), |r| r.name.to_string()), mention }
            }
        }
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
