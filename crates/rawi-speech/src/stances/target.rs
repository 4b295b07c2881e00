//! Towards whom a stance is, and what it is about.

use super::tables::{Row, Tables, Target};
use super::{Found, Site, Type};
use crate::lexicon::Prep;
use crate::reader::{Reader, word};
use crate::reading::{Party, Reading};
use rawi_actors::{Entity, EntityKind, KbRow, Likely, NounPhrase, Reach, Role};
use rawi_text::words::{BA, KAF, LAM, WAW, article_off};
use rawi_text::{Class, Key, Span, TokenKind, after_letters, key};

/// How many words of an object the actor is looked for in.
const NEAR: usize = 9;

/// How far behind that the actor's own words may go.
const WHOLE: usize = 6;

/// The mentions of the article's entities, by place.
pub(super) struct Actors {
    mentions: Vec<(Span, usize)>,
}

impl Actors {
    pub(super) fn of(reading: &Reading) -> Actors {
        let mentions = reading.entities.iter().enumerate();
        let mut mentions: Vec<(Span, usize)> = mentions.flat_map(|(n, e)| e.mentions.iter().map(move |m| (*m, n))).collect();
        mentions.sort_unstable();
        Actors { mentions }
    }

    /// The first entity whose mention begins in a span.
    pub(super) fn at(&self, span: Span) -> Option<(Span, usize)> {
        let from = self.mentions.partition_point(|(m, _)| m.start < span.start);
        self.mentions.get(from).filter(|(m, _)| m.start < span.end).copied()
    }

    fn add(&mut self, mention: Span, entity: usize) {
        let at = self.mentions.partition_point(|m| *m < (mention, entity));
        self.mentions.insert(at, (mention, entity));
    }
}

impl Reader<'_> {
    /// The actor of a stance, and the words for what it is about.
    pub(super) fn towards(
        &self,
        site: Site,
        found: Found,
        row: Row,
        end: usize,
        reading: &mut Reading,
        actors: &mut Actors,
    ) -> (Option<Party>, Option<Span>) {
        if row.kind.is_none() && row.target == Target::Nobody {
            return (None, None);
        }
        let s = &reading.statements[site.statement];
        let speaker = s.speaker.entity;
        let addressee = s.addressee.clone().map(|p| self.without_deed(p));
        let addressee = match addressee {
            Some(p) if p.entity.is_none() && self.doc.kb_at(self.token_range(p.mention).0).is_some() => {
                self.party_in(self.token_range(p.mention), reading, actors, speaker).or(Some(p))
            }
            other => other,
        };
        let asked = row.kind == Some(Type::Demands) && row.target == Target::Asked;
        let mut party = match found.subject {
            Some(subject) if asked => self.asked_party(subject, None, reading, actors),
            Some(subject) if row.target != Target::Whose => self.party_in(subject, reading, actors, None),
            Some(subject) => self.party_in(subject, reading, actors, speaker),
            None => None,
        };
        let addressed = found.addressed
            && matches!(row.kind, Some(Type::Demands | Type::Offers | Type::Threatens | Type::Conditions | Type::Supports));
        if party.is_none() && addressed {
            // who is told of it is none whom it is towards: صرح لوكالة
            let medium = |p: &Party| {
                p.entity.is_some_and(|e| reading.entities[e].kind == EntityKind::Outlet)
                    || self.doc.is_medium(self.token_range(p.mention).0)
            };
            party = addressee.filter(|p| (p.entity != speaker || speaker.is_none()) && !medium(p) && self.can_be_asked(p));
        }
        if party.is_none() && found.addressed && asked && found.subject.is_none() {
            party = self.asked_between(site, reading, actors);
        }
        // عرض على روسيا التعاون, عرض الوساطة على الطرفين
        let mut end = end;
        if row.kind == Some(Type::Offers) && party.is_none() {
            let on = |k: &usize| self.prep_at(*k) == Some(Prep::Ala) && !self.is_clause(*k + 1);
            let gap = (site.cue.1..found.object.max(site.cue.1)).find(on);
            let at = gap.or_else(|| (found.object..self.phrase_end(found.object, end)).find(on));
            if let Some(k) = at {
                party = self.party_in((k + 1, (k + NEAR).min(end)), reading, actors, speaker);
                if party.is_some() && k > found.object {
                    end = k;
                }
            }
        }
        if party.is_none() && matches!(row.target, Target::Head | Target::Whose) && found.subject.is_none() {
            let limit = self.phrase_end(found.object, end).min(found.object + NEAR);
            let limit = if row.target == Target::Head { limit.min(found.object + 5) } else { limit };
            party = self.party_in((found.object, limit), reading, actors, speaker);
        }
        if row.kind.is_none() {
            return (party, None);
        }
        let issue = self.issue(found, row, end, party.as_ref());
        (party, issue)
    }

    /// Whether words for whom something is asked are of somebody: no manner (بقوة), no clause.
    fn can_be_asked(&self, p: &Party) -> bool {
        let (from, to) = self.token_range(p.mention);
        let whole = (from..to).all(|k| self.doc.kind(k) != TokenKind::Comma);
        // ينصح الخبراء الألمان: an adjective of the subject
        let before = from.checked_sub(1).filter(|b| article_off(self.doc.key(*b)).1 && !self.doc.word(*b).is_demonym());
        let human = |b: usize| self.doc.word(b).role().is_some_and(|r| r.role.is_human());
        let oneself = self.doc.key(from).after(key!("إيا")).is_some_and(|k| k.len() < 4);
        if self.doc.class(from).is(Class::PREPPRON) || oneself {
            return false;
        }
        if before.is_some_and(human) && article_off(self.doc.key(from)).1 && self.doc.word(from).is_demonym() {
            return false;
        }
        let word = self.doc.word(from);
        let rest = self.doc.tables.word(self.doc.key(from).skip(1));
        let known =
            word.role().is_some() || rest.role().is_some() || self.doc.kb_at(from).is_some() || article_off(self.doc.key(from)).1;
        p.entity.is_some() || whole && (known || word.is_demonym() || self.is_somebody((from, to)))
    }

    /// The first actor of a phrase before any further preposition: a named entity, the state of an adjective, somebody by
    /// their office or kind.
    pub(super) fn party_in(
        &self,
        range: (usize, usize),
        reading: &mut Reading,
        actors: &mut Actors,
        not: Option<usize>,
    ) -> Option<Party> {
        let mut words = 0;
        let mut i = range.0;
        while i < range.1 {
            let class = self.doc.class(i);
            match self.doc.kind(i) {
                TokenKind::Quote => {
                    i += 1;
                    continue;
                }
                TokenKind::Word => {}
                _ => break,
            }
            if class.is(Class::PREP) && !class.is(Class::CLAUSE) {
                // الحوار مع واشنطن: with whom is towards whom
                if words > 0 && self.doc.key(i) != word::MAA {
                    break;
                }
                i += 1;
                continue;
            }
            if class.is(Class::CLAUSE.or(Class::REL).or(Class::NEG)) {
                break;
            }
            let glued = words > 0 && self.glued_prep(i).is_some();
            if glued {
                break;
            }
            // the phrase may go on behind where its head is looked for
            let whole = self.phrase_end(i, range.1 + WHOLE).min(self.limit(i));
            if let Some(party) = self.party_at(i, whole, words == 0, reading, actors) {
                return (not.is_none() || party.entity != not).then_some(party);
            }
            words += 1;
            i += 1;
        }
        None
    }

    /// The actor whom the word at `i` begins or means.
    fn party_at(&self, i: usize, end: usize, head: bool, reading: &mut Reading, actors: &mut Actors) -> Option<Party> {
        let token = self.doc.token(i)?.span;
        if let Some((mention, e)) = actors.at(token) {
            let entity = &reading.entities[e];
            if entity.kind == EntityKind::Process {
                return None;
            }
            return Some(Party {
                entity: Some(e),
                name: entity.name.clone(),
                mention: self.clip(self.without_clitic(mention, &entity.name)),
            });
        }
        // a name that lies in what was taken for the speaker's mention
        if let Some(hit) = self.doc.kb_at(i).filter(|_| !self.doc.class(i).any()) {
            let row = &self.doc.tables.kb[hit.row as usize];
            let span = self.span((i, i + hit.words as usize));
            let mention = self.clip(self.without_clitic(span, &row.name));
            return (row.kind != EntityKind::Process).then(|| self.known_party(row, mention, reading, actors));
        }
        let key = self.doc.key(i);
        // الاحتلال, in an article that names the state
        if matches!(key, k if k == key!("الاحتلال") || k == key!("والاحتلال") || k == key!("للاحتلال") || k == key!("بالاحتلال"))
            && let Some(e) = reading.entities.iter().position(|e| e.id == "state:il")
        {
            return Some(Party { entity: Some(e), name: reading.entities[e].name.clone(), mention: self.clip(token) });
        }
        // المبادرة: what is offered is nobody
        if Tables::built_in().noun(self.noun_entry(i)).is_some_and(|r| r.kind == Some(Type::Offers)) {
            return None;
        }
        let np = self.somebody_at(i, end).filter(|np| {
            head || np.definite
                && np.role.is_some_and(|r| matches!(r.role, Role::Body | Role::Group | Role::Office | Role::Spokes))
        });
        if let Some(np) = np {
            let span = self.clip(self.phrase_span(&np));
            let inside = actors.at(span).filter(|_| np.role.is_none_or(|r| r.role != Role::People));
            // الحكومة السورية is no mention of سورية; وزير خارجية روسيا is none of روسيا
            if let Some((m, e)) = inside.filter(|(m, _)| m.start <= span.start + 4) {
                let name = reading.entities[e].name.clone();
                return Some(Party { entity: Some(e), name, mention: m });
            }
            let words = span.of(self.doc.text);
            let name = words.strip_prefix("لل").map_or_else(|| words.to_owned(), |rest| format!("ال{rest}"));
            return Some(Party { entity: None, name, mention: span });
        }
        // الغارات الإسرائيلية: the adjective's state
        if !head
            && self.doc.word(i).is_demonym()
            && let Some(row) = self.doc.tables.nisba(key)
        {
            let row = &self.doc.tables.kb[row as usize];
            return Some(self.known_party(row, self.clip(token), reading, actors));
        }
        None
    }

    /// A row of the knowledge base as an actor, among the article's entities from now on.
    fn known_party(&self, row: &KbRow, mention: Span, reading: &mut Reading, actors: &mut Actors) -> Party {
        let e = match reading.entities.iter().position(|e| e.id == row.id) {
            Some(e) => {
                reading.entities[e].mentions.push(mention);
                reading.entities[e].mentions.sort_unstable();
                e
            }
            None => {
                reading.entities.push(Entity::known(row, mention));
                reading.entities.len() - 1
            }
        };
        actors.add(mention, e);
        Party { entity: Some(e), name: reading.entities[e].name.clone(), mention }
    }

    /// Somebody or a body at a token, by office or kind: المجتمع الدولي, الحكومة, السلطات المحلية.
    pub(super) fn somebody_at(&self, i: usize, end: usize) -> Option<NounPhrase> {
        let glued = self.glued_prep(i).is_some() && self.doc.key(i).len() > 3;
        // the word must be one that somebody is called by, lest every object be read
        let key = self.doc.key(i);
        let known = self.doc.word(i).role().is_some()
            || glued && self.doc.tables.role(key).is_some()
            || self.doc.word(i).likely_name() == Likely::Known;
        if !known || article_off(key).0 == key!("أمن") {
            return None;
        }
        let mut np = self.phrase(i, Reach::new(end, &|j| self.stops(j)).before_object(true).behind_clitic(glued))?;
        let fits = np.role.map_or(np.name.is_some(), |r| {
            let body = matches!(r.role, Role::Body | Role::Group);
            !matches!(r.role, Role::Modifier | Role::Document | Role::Place | Role::Outlet) && (np.definite || !body)
        });
        // لاعبي الفريق | بالتمثيل
        np.end = (i + 1..np.end).find(|j| matches!(self.glued_prep(*j), Some(Prep::Bi | Prep::Li))).unwrap_or(np.end);
        (fits && np.end > np.start).then_some(np)
    }

    /// Whether a phrase is somebody who can be asked to act.
    pub(super) fn is_somebody(&self, range: (usize, usize)) -> bool {
        self.somebody_at(range.0, range.1).is_some()
    }

    fn phrase_span(&self, np: &NounPhrase) -> Span {
        let mut span = self.span((np.start, np.end));
        if (np.conj || np.clitic)
            && let Some(t) = self.doc.token(np.start)
        {
            span.start = after_letters(self.doc.text, t.span, 1);
        }
        span
    }

    /// A mention without what is glued before it.
    fn without_clitic(&self, mention: Span, name: &str) -> Span {
        let (first, of_name) = (Key::of(mention.of(self.doc.text)), Key::of(name));
        let glued = matches!(first.first(), WAW | BA | LAM | KAF) && first.first() != of_name.first();
        let article = first.first() == LAM && first.at(1) == LAM;
        if glued && !article && self.doc.text[mention.range()].chars().count() > 4 {
            return Span::new(after_letters(self.doc.text, mention, 1), mention.end);
        }
        mention
    }

    /// One past the phrase that begins at a token: to the first mark or clause.
    fn phrase_end(&self, from: usize, to: usize) -> usize {
        let mut i = from;
        while i < to {
            let stop = match self.doc.kind(i) {
                TokenKind::Word => i > from && self.doc.class(i).is(Class::CLAUSE.or(Class::LINK).or(Class::REL)),
                TokenKind::Number | TokenKind::Quote | TokenKind::Dash => false,
                TokenKind::Open => {
                    i = self.doc.closing(i, 9).unwrap_or(i);
                    false
                }
                _ => i > from,
            };
            if stop {
                break;
            }
            i += 1;
        }
        i
    }

    /// What a stance is about: the object without its preposition; nothing where that is the actor and no more.
    fn issue(&self, found: Found, row: Row, end: usize, party: Option<&Party>) -> Option<Span> {
        let (mut from, mut to) = match (found.subject, row.target) {
            (Some(subject), Target::Whose) => subject,
            _ => (found.object, end),
        };
        while from < to && self.doc.class(from).is(Class::PREP) && !self.doc.class(from).is(Class::CLAUSE) {
            from += 1;
        }
        if row.kind == Some(Type::Accuses)
            && found.subject.is_none()
            && let Some(p) = party
        {
            // اتهم إسرائيل [بالمماطلة]
            let behind = self.token_range(p.mention).1;
            if behind > from && behind < to {
                from = behind;
            }
        }
        if !self.is_clause(from) && row.kind != Some(Type::Accuses) {
            to = self.sentence_part(from, to);
        }
        if from >= to {
            return None;
        }
        let (from, to) = self.trim(from, to);
        let mut span = self.span((from, to));
        // بتفعيل: without the verb's preposition
        let key = self.doc.key(from);
        if self.glued_prep(from).is_some()
            && !(key.first() == LAM && key.at(1) == LAM)
            && !self.is_clause(from)
            && key.len() > 3
            && let Some(t) = self.doc.token(from)
        {
            span.start = after_letters(self.doc.text, t.span, 1);
        }
        let span = self.clip(span);
        let only = party.is_some_and(|p| p.mention.start <= span.start + 4 && p.mention.end >= span.end);
        (!only && !span.is_empty()).then_some(span)
    }

    /// One past the part of a content that an issue may take: to its first comma or full stop.
    fn sentence_part(&self, from: usize, to: usize) -> usize {
        (from + 1..to)
            .find(|i| {
                matches!(
                    self.doc.kind(*i),
                    TokenKind::Comma
                        | TokenKind::Semicolon
                        | TokenKind::Stop
                        | TokenKind::Break
                        | TokenKind::Bang
                        | TokenKind::Dots
                )
            })
            .unwrap_or(to)
    }
}
