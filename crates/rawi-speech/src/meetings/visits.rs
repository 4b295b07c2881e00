//! Visits, where it is told whom the visitor meets: زيارة كيري إلى موسكو حيث سيلتقي لافروف.

use super::tables::{Sense, Tables};
use super::{Mentions, Told};
use crate::lexicon::Prep;
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::EntityKind;
use rawi_text::words::LAM;
use rawi_text::{TokenKind, after_letters, key};

/// How many words before a visit the invitation stands.
const INVITED: usize = 24;
/// How many words behind a visit its goal is looked for.
const GOAL: usize = 14;

impl Reader<'_> {
    /// `زيارة X إلى PLACE`, `زيارته PLACE`.
    pub(super) fn visit(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let limit = self.limit(i);
        // دعوة … لزيارة PLACE
        if self.doc.key(i).first() == LAM
            && let Some(goal) = self.place_at(i + 1)
            && let Some(told) = self.invited(i, goal, mentions)
        {
            return Some(told);
        }
        let Some(goal) = self.goal(i + 1, limit) else {
            // وصل X إلى PLACE في زيارة يلتقي خلالها
            let start = self.sentence_start(i).max(i.saturating_sub(GOAL));
            let to = (start..i).rev().find(|k| self.prep_at(*k) == Some(Prep::Ila))?;
            let goal = self.place_at(to + 1)?;
            let visitor = self.person_before(i, mentions)?;
            let (hosts, last) = self.hosts(i + 1, limit, &visitor, mentions)?;
            return Some(self.visit_told(i, visitor, hosts, goal, last));
        };
        let named = self.named_visitor(i, goal.0, mentions);
        let visitor = named.clone().or_else(|| self.person_before(i, mentions))?;
        let told = self.visit_of(i, visitor, goal, limit, mentions);
        // زيارة الرئيس سمير العامري إلى تونس: whom he meets is not told
        let person = |p: &Party| p.entity.is_some_and(|e| mentions.reading.entities[e].kind == EntityKind::Person);
        told.or_else(|| Some(self.visit_told(i, named.filter(person)?, Vec::new(), goal, goal.1)))
    }

    /// `وجه X دعوة إلى Y لزيارة PLACE`, `دعا X Y لزيارة PLACE`, `تلقى Y دعوة من X لزيارة PLACE`.
    fn invited(&self, i: usize, goal: (usize, usize), mentions: &Mentions<'_>) -> Option<Told> {
        let t = Tables::built_in();
        let start = self.sentence_start(i).max(i.saturating_sub(INVITED));
        let invite = (start..i).rev().find(|k| t.is(self.doc.key(*k), Sense::Invite) || t.is(self.bare(*k), Sense::Invite))?;
        let mut people: Vec<(Party, Option<Prep>)> = Vec::new();
        let mut k = start;
        while k < i {
            let prep = if k > start { self.prep_at(k - 1) } else { None }.or(self.glued_prep(k));
            let known = self.doc.kb_at(k).is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::Person);
            let clitic = self.glued_prep(k) == Some(Prep::Li);
            let rest = self.doc.tables.word(self.doc.key(k).skip(if self.doc.key(k).at(1) == LAM { 2 } else { 1 }));
            let office = self.doc.word(k).role().or(if clitic { rest.role() } else { None });
            let titled = office.is_some_and(|r| r.role.is_human()) && !self.doc.word(k).is_demonym();
            let np = match known || titled {
                true if clitic => self.noun_phrase_after_clitic(k, i),
                true => self.noun_phrase(k, i, true, &[]),
                false => None,
            };
            let Some(np) = np.filter(|np| np.start == k) else {
                k += 1;
                continue;
            };
            let party = self.party_of(np.start, np.end, mentions);
            people.extend(party.map(|p| (if clitic { self.unglued(p, np.start, mentions) } else { p }, prep)));
            k = np.end.max(k + 1);
        }
        let guest = people.iter().position(|(_, p)| matches!(p, Some(Prep::Li | Prep::Ila)));
        let (guest, _) = match guest {
            Some(at) => people.remove(at),
            // تلقى Y دعوة من X
            None if people.iter().any(|(_, p)| *p == Some(Prep::Min)) => {
                people.remove(people.iter().rposition(|(_, p)| *p != Some(Prep::Min))?)
            }
            None if people.len() == 2 && t.is(self.doc.key(invite), Sense::Invite) => people.pop()?,
            None => return None,
        };
        let (host, _) = people.into_iter().next()?;
        let mut told = self.visit_told(i, guest, vec![host], goal, goal.1);
        told.held = crate::reading::Held::Announced;
        Some(told)
    }

    /// `زار X PLACE`.
    pub(super) fn visits(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let limit = self.limit(i);
        // زار X PLACE, زار PLACE, زار X إلى PLACE
        let word = |k: &usize| self.doc.kind(*k) == TokenKind::Word && !self.doc.class(*k).any();
        let np = self.noun_phrase(i + 1, limit, true, &[]).filter(|np| np.start == i + 1 && np.name.is_some());
        let behind = np.and_then(|np| self.place_at(np.end));
        let bare = behind.or_else(|| (i + 1..limit.min(i + GOAL)).take_while(word).find_map(|k| self.place_at(k)));
        let goal = bare.or_else(|| self.goal(i + 1, limit))?;
        let (visitors, end) = self.parties(i + 1, goal.0, mentions);
        let visitor = match visitors.into_iter().next().filter(|_| end + 3 >= goal.0) {
            Some(p) => p,
            None => self.person_before(i, mentions).filter(|_| goal.0 <= i + 2)?,
        };
        self.visit_of(i, visitor, goal, limit, mentions)
    }

    fn visit_of(&self, i: usize, visitor: Party, goal: (usize, usize), limit: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let met = self.hosts(goal.1, limit, &visitor, mentions);
        let (hosts, last) = met.or_else(|| self.host_of(goal.1, limit, &visitor, mentions))?;
        Some(self.visit_told(i, visitor, hosts, goal, last))
    }

    /// Who invited the visitor, behind the goal: `بدعوة من الرئيس`, `تلبية لدعوة رسمية من الملك`.
    fn host_of(&self, from: usize, limit: usize, visitor: &Party, mentions: &Mentions<'_>) -> Option<(Vec<Party>, usize)> {
        let t = Tables::built_in();
        let stop = |k: &usize| matches!(self.doc.kind(*k), TokenKind::Stop | TokenKind::Semicolon | TokenKind::Break);
        let near = (from..limit.min(from + GOAL)).take_while(|k| !stop(k));
        let invited = near.into_iter().find(|k| t.is(self.doc.key(*k), Sense::Invited))?;
        let of = (invited + 1..invited + 4).find(|k| self.prep_at(*k) == Some(Prep::Min))?;
        let (mut parties, last) = self.parties(of + 1, limit, mentions);
        parties.truncate(1);
        parties.retain(|p| p.entity.is_none() || p.entity != visitor.entity);
        (!parties.is_empty()).then_some((parties, last))
    }

    pub(super) fn visit_told(&self, i: usize, visitor: Party, hosts: Vec<Party>, goal: (usize, usize), last: usize) -> Told {
        let place = self.span(goal).of(self.doc.text);
        let place = place.strip_prefix("لل").map(|p| format!("ال{p}")).unwrap_or_else(|| {
            let glued = self.glued_prep(goal.0) == Some(Prep::Li);
            if glued { place.chars().skip(1).collect() } else { place.to_owned() }
        });
        let mut participants = vec![(visitor, PartRole::Party)];
        let process = format!("زيارة {} إلى {place}", participants[0].0.name);
        participants.extend(hosts.into_iter().map(|p| (p, PartRole::Host)));
        Told { place: Some(goal), ..Told::of(process, key!("زيارة"), self.held(i, last), (i, last), participants) }
    }

    /// The goal of a visit whose noun stands before `from`.
    pub(super) fn goal(&self, from: usize, limit: usize) -> Option<(usize, usize)> {
        if let Some(place) = self.place_at(from) {
            return Some(place);
        }
        for k in from..limit.min(from + GOAL) {
            if matches!(self.doc.kind(k), TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop | TokenKind::Break)
                || self.doc.class(k).is(rawi_text::Class::CLAUSE.or(rawi_text::Class::REL))
            {
                return None;
            }
            if self.prep_at(k) == Some(Prep::Ila) {
                // إلى العاصمة الروسية
                let capital = [key!("العاصمة"), key!("مدينة")].contains(&self.doc.key(k + 1));
                return if capital { Some((k + 1, self.place_at(k + 2).map_or(k + 3, |p| p.1))) } else { self.place_at(k + 1) };
            }
            if k > from
                && self.glued_prep(k) == Some(Prep::Li)
                && let Some(place) = self.place_at(k)
            {
                return Some(place);
            }
        }
        None
    }

    fn place_at(&self, j: usize) -> Option<(usize, usize)> {
        let hit = self.doc.kb_at(j)?;
        let kind = self.doc.tables.kb[hit.row as usize].kind;
        (hit.metonym || matches!(kind, EntityKind::Place | EntityKind::State)).then_some((j, j + hit.words as usize))
    }

    /// Who visits, behind the noun.
    fn named_visitor(&self, i: usize, goal: usize, mentions: &Mentions<'_>) -> Option<Party> {
        let own =
            [key!("ه"), key!("ها")].iter().any(|p| self.doc.key(i).before(*p).is_some_and(|k| k.last() == key!("ت").first()));
        if own {
            return None;
        }
        let known = |k: &usize| {
            let word = self.doc.word(*k);
            let glued = self.glued_prep(*k) == Some(Prep::Li);
            word.role().is_some() || self.doc.kb_at(*k).is_some() || word.is_namelike() || glued
        };
        let from = (i + 1..goal.min(i + 4)).find(known)?;
        let (mut parties, _) = self.parties(from, goal, mentions);
        if self.glued_prep(from) == Some(Prep::Li)
            && let Some(np) = self.noun_phrase_after_clitic(from, goal)
        {
            parties.clear();
            parties.extend(self.party_of(np.start, np.end, mentions).map(|p| self.unglued(p, np.start, mentions)));
        }
        parties.into_iter().next()
    }

    /// The party without the ل that is glued to its first word.
    pub(super) fn unglued(&self, mut p: Party, at: usize, mentions: &Mentions<'_>) -> Party {
        if let Some(t) = self.doc.token(at).filter(|t| t.span.start == p.mention.start) {
            p.mention.start = after_letters(self.doc.text, t.span, 1);
        }
        if p.entity.is_none() {
            let words = p.mention.of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" ");
            match mentions.called(&words, self.doc.text) {
                Some(e) => return mentions.party(e, p.mention),
                // للحكومة is ل and الحكومة
                None => {
                    let key = self.doc.key(at);
                    let article = key.first() == LAM && key.at(1) == LAM;
                    // للجنة is ل and اللجنة
                    let own = article && self.doc.tables.word(key.skip(2)).role().is_none();
                    let own = own && self.doc.tables.word(key.skip(1)).role().is_some();
                    let before = if own { "ال" } else { "ا" };
                    p.name = if article { format!("{before}{words}") } else { words };
                    // برئيس الوزراء كريم الزيني
                    let to = self.doc.scaffold.tokens.partition_point(|t| t.span.start < p.mention.end);
                    p.name = self.own_name(at, to).unwrap_or(p.name);
                }
            }
        }
        p
    }

    /// Whom the visitor meets, told behind the goal in the same sentence: `حيث سيلتقي X`, `والتقى X`, `للقاء X`.
    fn hosts(&self, from: usize, limit: usize, visitor: &Party, mentions: &Mentions<'_>) -> Option<(Vec<Party>, usize)> {
        let t = Tables::built_in();
        let meets = |k: usize| {
            t.senses(|n| if n == 0 { self.bare(k) } else { self.doc.key(k + n) })
                .any(|(_, s)| matches!(s, Sense::Meet(_) | Sense::Own(_)))
        };
        let verb = (from..limit).find(|k| meets(*k))?;
        let mut at = verb + 1;
        // سيلتقي خلالها, سيلتقي خلال زيارته
        while at < verb + 4
            && (self.doc.class(at).is(rawi_text::Class::PREPPRON)
                || t.is(self.doc.key(at), Sense::With(PartRole::Party))
                || self.doc.key(at) == key!("خلالها"))
        {
            at += 1;
        }
        let (mut parties, mut last) = self.parties(at, limit, mentions);
        let again = |p: &Party| p.entity.is_some() && p.entity == visitor.entity;
        if parties.len() == 1 && again(&parties[0]) {
            (parties, last) = self.parties(last, limit, mentions);
        }
        parties.retain(|p| !again(p));
        (!parties.is_empty()).then_some((parties, last))
    }
}
