//! In which role somebody takes part: `برئاسة X`, `بوساطة قطرية`, `الدول الضامنة (X وY)`, `X كدول ضامنة وZ بصفة مراقب`.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::demonyms::state_of;
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::Number;
use rawi_text::words::{BA, WAW, article_off};
use rawi_text::{Class, TokenKind, key};

/// How many words behind a meeting those who take part are looked for.
const FAR: usize = 28;
/// The same behind one whose sides are named.
const BESIDE: usize = 12;

impl Reader<'_> {
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
    pub(super) fn beside(&self, told: &mut Told, mentions: &Mentions<'_>) {
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
            let id = if [key!("أممي"), key!("أممية")].contains(&key) { Some("body:un") } else { state_of(key) };
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
}
