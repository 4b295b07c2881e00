//! Who does what a verb or a noun of meeting tells: named before it, beside it, or not at all.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::demonyms::state_of;
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::{EntityKind, Number, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, Span, TokenKind, key};

/// How many sentences back somebody is told of whom a verb without its subject is said.
const BACK: usize = 2;

impl Reader<'_> {
    /// The verb at `i` whose subject stands before it: its objects are behind it, bare or with ب or مع.
    pub(super) fn told_of(
        &self,
        i: usize,
        noun: &'static str,
        role: PartRole,
        subject: Party,
        mentions: &Mentions<'_>,
    ) -> Option<Told> {
        let limit = self.limit(i);
        let visit = self.during_visit(i + 1, limit);
        let from = visit.map_or(i + 1, |(_, goal)| goal.1);
        let object = self.object_from(from, limit).or_else(|| self.object_later(from, limit))?;
        let (mut objects, mut last) = self.parties(object, limit, mentions);
        if objects.is_empty()
            && let Some(later) = self.object_later(i + 1, limit)
        {
            (objects, last) = self.parties(later, limit, mentions);
        }
        // كلينتون تلتقي لافروف | وواشنطن تتوقع
        if objects.len() > 1 && self.doc.kind(last) == TokenKind::Word && self.stops(last) && !self.doc.class(last).any() {
            objects.pop();
        }
        objects.retain(|p| p.entity.is_none() || p.entity != subject.entity);
        if let Some((_, goal)) = visit.filter(|_| !objects.is_empty()) {
            return Some(self.visit_told(i, subject, objects, goal, last));
        }
        self.told_by(i, noun, vec![subject], role, objects, last)
    }

    /// Who stands directly before a verb and opens its clause: `الرئيس الإيراني، مسعود بزشكيان، يستقبل`.
    pub(super) fn directly_before(&self, i: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let start = self.sentence_start(i);
        let clause = (start..i).rev().take(14).find(|k| self.doc.class(*k).is(Class::CLAUSE)).map(|c| c + 1);
        let from = clause.or((i - start.min(i) < 14).then_some(start)).filter(|f| *f < i)?;
        let from = from + usize::from(self.doc.kind(from) == TokenKind::Quote);
        let someone = self.doc.word(from).role().is_some_and(|r| r.role.is_human() || r.role.is_body())
            || self.doc.kb_at(from).is_some()
            || self.doc.word(from).is_namelike();
        if !someone || self.glued_prep(from).is_some() {
            return None;
        }
        let (parties, end) = self.parties(from, i, mentions);
        let end = end + usize::from(end + 1 == i && self.doc.kind(end) == TokenKind::Comma);
        let [one] = &parties[..] else { return None };
        (end == i).then(|| one.clone())
    }

    /// The speaker whose words a token stands in, where nobody is named in them before it: قالت فلانة إن محادثاتها.
    fn person_free(&self, from: usize, i: usize, mentions: &Mentions<'_>) -> bool {
        from < i && mentions.person_first(self.span((from, i))).is_none()
    }

    /// The same.
    pub(super) fn speaks_of_himself(&self, i: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let clause = (self.sentence(i).start as usize..i).rev().take(12).find(|k| self.doc.class(*k).is(Class::CLAUSE))?;
        let free = clause + 1 == i || self.person_free(clause + 1, i, mentions);
        if free { mentions.speaker_of(self.span((i, i + 1))) } else { None }
    }

    /// Of whom a verb behind كما is told: the one of whom the last meeting in its sentence is.
    pub(super) fn also_told(&self, i: usize, also: bool, mentions: &Mentions<'_>) -> Option<Party> {
        let last = mentions.last.as_ref().filter(|(k, _)| also && *k >= self.sentence_start(i));
        last.map(|(_, p)| p.clone())
    }

    /// Whom a relative clause is about that begins at `end`: the phrase before it.
    pub(super) fn before_relative(&self, end: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let whole = |k: &usize| self.noun_phrase(*k, end, true, &[]).is_some_and(|np| np.end == end && np.can_speak());
        let from = (end.saturating_sub(9).max(self.sentence(end).start as usize)..end).find(whole)?;
        self.party_of(from, end, mentions)
    }

    /// Who speaks where a circumstance stands between the cue and what is said, or opens its sentence: `قال خلال لقائه X
    /// إن`, `وخلال لقائه X قال Y إن`.
    pub(super) fn speaker_beside(&self, i: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let at = self.span((i, i + 1));
        let sentence = self.sentence(i);
        let whole = self.span((sentence.start as usize, sentence.end as usize));
        let all = &mentions.reading.statements;
        let from = all.partition_point(|s| s.cue.span.start < whole.start);
        let opens = i <= self.sentence_start(i) + 2;
        let s = all[from..].iter().take_while(|s| s.cue.span.start < whole.end).find(|s| {
            let behind = s.content.first().is_some_and(|c| c.start >= at.end);
            let later = s.speaker.mention.is_some_and(|m| m.start > at.end);
            behind && s.within.is_none() && (s.cue.span.end <= at.start && !later || opens && later)
        })?;
        mentions.speaks(s)
    }

    /// Whom a verb that opens its sentence is said of, where nobody is named there: the one of whom the last meeting is
    /// told, or who spoke last.
    pub(super) fn elided(&self, i: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let start = self.sentence_start(i);
        let after = i > 1 && self.doc.key(i - 1) == key!("أن") && self.doc.class(i - 2).any();
        if after && let Some((k, subject)) = &mentions.last {
            return (*k >= start).then(|| subject.clone());
        }
        let opening = |k: usize| [key!("كما"), key!("وقد"), key!("قد"), key!("وكان"), key!("وكانت")].contains(&self.doc.key(k));
        if !(start..i).all(opening) {
            return None;
        }
        let near = |k: usize| self.sentence_number(i) - self.sentence_number(k).min(self.sentence_number(i)) <= BACK;
        if let Some((_, subject)) = mentions.last.as_ref().filter(|(k, _)| near(*k)) {
            return Some(subject.clone());
        }
        let here = self.span((start, start + 1)).start;
        let all = &mentions.reading.statements;
        let before = all.partition_point(|s| s.cue.span.start < here);
        let s = all[..before].iter().rev().find(|s| s.within.is_none())?;
        let told = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= s.cue.span.start);
        if near(told) { mentions.speaks(s) } else { None }
    }

    /// Whom an office alone means, with or without its state: the last person before who was named with it (الوزير, الرئيس
    /// اليمني).
    pub(super) fn holder_of_office(&self, from: usize, to: usize, mentions: &Mentions<'_>) -> Option<usize> {
        let (bare, definite) = article_off(self.doc.key(from));
        let office = self.doc.word(from).role().is_some_and(|r| r.role == Role::Office && r.number == Number::S);
        let state = to == from + 2 && self.doc.word(from + 1).is_demonym() && article_off(self.doc.key(from + 1)).1;
        if !definite || !office || !(state || to == from + 1) {
            return None;
        }
        let here = self.span((from, to));
        let word = |m: Span| self.doc.scaffold.tokens.partition_point(|t| t.span.end <= m.start);
        // الأميركي and الأمريكي are of one state
        let nation = state_of(self.doc.key(from + 1));
        let of_state = |m: Span| {
            let first = word(m);
            m.of(self.doc.text).contains(self.span((from + 1, to)).of(self.doc.text))
                || nation.is_some()
                    && (first..first + 10)
                        .take_while(|k| self.span((*k, k + 1)).end <= m.end)
                        .any(|k| state_of(self.doc.key(k)) == nation)
        };
        let fits = |(m, e): &&(Span, usize)| {
            mentions.reading.entities[*e].kind == EntityKind::Person
                && article_off(self.doc.key(word(*m))).0 == bare
                && m.of(self.doc.text).contains(' ')
                && (!state || of_state(*m))
                && m.len() > here.len() + 4
        };
        let before = mentions.all.partition_point(|(m, _)| m.start < here.start);
        mentions.all[..before].iter().rev().take(60).find(fits).map(|(_, e)| *e)
    }

    /// A body that meets, or several people: `يجتمع في باريس وزراء الخارجية`, `اجتمعت اللجنة الرباعية`.
    pub(super) fn assembly(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let limit = self.limit(i);
        let mut from = i + 1;
        let aside = |k: usize| {
            let place = k > i + 1 && self.doc.class(k - 1).is(Class::PREP);
            let time = self.doc.class(k).is(Class::TIME.or(Class::DAY)) || self.doc.kind(k) == TokenKind::Number;
            place || time || self.doc.class(k).is(Class::PREP) && self.doc.kb_at(k + 1).is_some()
        };
        while from < limit.min(i + 6) && aside(from) {
            let words = self.doc.kb_at(from).filter(|_| self.doc.class(from - 1).is(Class::PREP)).map_or(1, |h| h.words as usize);
            from += words;
        }
        // اللجنة برئاسة الوزير سمير العامري: he is none of it
        let close = (from + 1..limit).find(|k| self.with_ba(*k)).unwrap_or(limit);
        let behind =
            self.noun_phrase(from, close, true, &[]).filter(|np| np.start == from && np.can_speak() && np.name.is_none());
        let (start, end, last) = match behind {
            Some(np) => (np.start, np.end, np.end),
            None => {
                let first = self.sentence_start(i);
                let clause = (first..i).rev().take(14).find(|k| self.doc.class(*k).is(Class::CLAUSE)).map_or(first, |c| c + 1);
                let np =
                    self.noun_phrase(clause, i, true, &[]).filter(|np| np.end == i && np.can_speak() && np.name.is_none())?;
                (np.start, np.end, i + 1)
            }
        };
        let role = self.doc.word(start).role();
        let kind = self.doc.kb_at(start).map(|h| self.doc.tables.kb[h.row as usize].kind);
        let many = role.is_some_and(|r| r.role.is_body() || r.role.is_human() && r.number == Number::P)
            || matches!(kind, Some(EntityKind::Organisation | EntityKind::Group));
        if !many || matches!(kind, Some(EntityKind::Person)) {
            return None;
        }
        let party = self.party_of(start, end, mentions)?;
        // اجتمعت اللجنة في القاهرة برئاسة الوزير
        let (mut others, after) = self.with(last, mentions);
        others.retain(|(p, role)| *role != PartRole::Party && p.name != party.name);
        let told = last;
        let last = if others.is_empty() { last } else { after };
        Some(Told {
            place: self.place_near(i, told + 8),
            ..Told::of(
                format!("اجتماع {}", party.name),
                key!("اجتماع"),
                self.held(i, last),
                (i, last),
                std::iter::once((party, PartRole::Party)).chain(others).collect(),
            )
        })
    }

    /// Those who are told to come, behind a verb or noun that opens its sentence, to the meeting of the sentence before:
    /// `كما سيحضر وزير الخارجية`, `ومن المتوقع حضور X وY`.
    pub(super) fn comes(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let (at, noun) = mentions.noun?;
        if self.sentence_number(i) - self.sentence_number(at).min(self.sentence_number(i)) > BACK {
            return None;
        }
        let start = self.sentence_start(i);
        let t = Tables::built_in();
        let opening = |k: usize| {
            [key!("كما"), key!("وقد"), key!("هذا"), key!("ومن"), key!("من"), key!("أن")].contains(&self.doc.key(k))
                || t.is(self.doc.key(k), Sense::Expected)
        };
        if !(start..i).all(opening) || i > start + 4 {
            return None;
        }
        let (parties, end) = self.parties(i + 1, self.limit(i), mentions);
        let known = |p: &Party| p.entity.is_some() || p.name.contains(' ');
        (!parties.is_empty() && parties.iter().all(known)).then(|| Told {
            again: true,
            ..Told::of(
                String::new(),
                noun,
                self.held(i, end),
                (i, end),
                parties.into_iter().map(|p| (p, PartRole::Party)).collect(),
            )
        })
    }

    /// The person named last before a token, in its sentence; one who stands directly before it may be called by an office.
    pub(super) fn person_before(&self, i: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let start = self.sentence(i).start as usize;
        let clause = (start..i).rev().take(14).find(|k| self.doc.class(*k).is(Class::CLAUSE)).map(|c| c + 1);
        if let Some(from) = clause.or((i - start < 14).then_some(start)).filter(|f| *f < i)
            && let (parties, end) = self.parties(from, i, mentions)
            && end == i
            && let [one] = &parties[..]
            && one.entity.is_none_or(|e| mentions.reading.entities[e].kind == EntityKind::Person)
            && self.doc.word(from).role().is_some_and(|r| r.role.is_human())
        {
            return Some(one.clone());
        }
        // the subject of the last clause is named first in it
        let first = clause.filter(|c| *c < i).and_then(|c| mentions.person_first(self.span((c, i))));
        let person = first.or_else(|| if start >= i { None } else { mentions.person_in(self.span((start, i))) });
        // one whom no statement is by: an office and a name
        let titled = |k: usize| {
            let known = self.doc.kb_at(k).filter(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::Person);
            if let Some(hit) = known {
                return self.party_of(k, k + hit.words as usize, mentions);
            }
            self.doc.word(k).role().filter(|r| r.role.is_human())?;
            let np = self.noun_phrase(k, i, true, &[]).filter(|np| np.start == k && np.name.is_some())?;
            self.party_of(k, np.end, mentions)
        };
        let person = person.or_else(|| (start.max(i.saturating_sub(24))..i).find_map(titled))?;
        Some(self.delegation_of(&person, start, mentions).unwrap_or(person))
    }

    /// The delegation that a person leads: الوفد السوري برئاسة بشار الجعفري.
    pub(super) fn delegation_of(&self, person: &Party, start: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let at = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= person.mention.start);
        // رئيس الوفد السوري إلى جنيف بشار الجعفري
        let leads = |k: &usize| self.doc.key(*k) == key!("رئيس") && article_off(self.doc.key(k + 1)).0 == key!("وفد");
        if let Some(title) = (start..=at).rev().take(8).find(leads) {
            let part = |k: &usize| {
                self.doc.kind(*k) == TokenKind::Word
                    && !self.doc.class(*k).any()
                    && (!self.is_name(*k) || self.doc.word(*k).is_demonym())
            };
            let name = self.noun_phrase(title, self.limit(title), true, &[]).and_then(|np| np.name);
            let until = name.map_or(at, |n| n.0).max(title + 2);
            let end = (title + 2..until).take_while(part).last().unwrap_or(title + 1) + 1;
            return self.party_of(title + 1, end, mentions);
        }
        let lead = (start..at).rev().take(4).find(|k| self.doc.key(*k) == key!("برئاسة"))?;
        let head = (start..lead).rev().take(5).find(|k| article_off(self.doc.key(*k)).0 == key!("وفد"))?;
        self.party_of(head, lead, mentions)
    }
}
