//! Where a meeting is held and whose guests its sides are: استضافت عمان اجتماعا, بدأت في جنيف الجولة الثامنة.

use super::Mentions;
use super::tables::Sense;
use crate::reader::Reader;
use crate::reading::Party;
use rawi_actors::{EntityKind, KbHit};
use rawi_text::{Class, TokenKind, key};

/// How many words before a meeting the verb stands whose subject is its host.
const BEFORE: usize = 9;

impl Reader<'_> {
    /// The host of the meeting at `i` and the place that stands for it: the subject of a verb of hosting.
    pub(super) fn host_before(&self, i: usize, mentions: &Mentions<'_>) -> Option<(Party, Option<(usize, usize)>)> {
        let start = self.sentence_start(i).max(i.saturating_sub(BEFORE));
        let clause = |k: &usize| {
            self.doc.class(*k).is(Class::CLAUSE.or(Class::REL).or(Class::NEG)) || self.doc.kind(*k) != TokenKind::Word
        };
        let verb = (start..i).rev().take_while(|k| !clause(k)).find(|k| self.has_sense(*k, Sense::Hosts))?;
        // the subject behind the verb, or before it
        let before = || {
            let head = self.sentence_start(i);
            // وكانت تركيا قد استضافت
            let to = verb - usize::from(verb > head && self.doc.key(verb - 1) == key!("قد"));
            let near = to > head && to < head + 6;
            if near { self.named_place(head, to).filter(|f| f.1 == to) } else { None }
        };
        let place = |k: usize| self.doc.kb_at(k).is_some_and(|h| h.metonym || self.is_place(h));
        if let Some((from, to)) = self.named_place(verb + 1, i).or_else(before) {
            let party = self.party_of(from, to, mentions)?;
            return Some((party, place(from).then_some((from, to))));
        }
        // استضافت عمان اجتماعا: one word between the verb and its object
        let word = self.doc.kind(verb + 1) == TokenKind::Word && !self.doc.class(verb + 1).any() && !self.stops(verb + 1);
        let talks = |s: Sense| matches!(s, Sense::Talks | Sense::Round);
        let word = word && !self.senses_at(verb + 1).any(|(_, s)| talks(s));
        if i == verb + 2 && word {
            let mention = self.span((verb + 1, i));
            let own = self.party_of(verb + 1, i, mentions);
            return Some((
                own.unwrap_or_else(|| Party { entity: None, name: mention.of(self.doc.text).to_owned(), mention }),
                None,
            ));
        }
        let (mut parties, end) = self.parties(verb + 1, i, mentions);
        (parties.len() == 1 && end + 3 >= i).then(|| parties.remove(0)).map(|p| (p, None))
    }

    /// The first place, state or organisation that is named between two tokens, not behind a preposition.
    pub(super) fn named_place(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        (from..to).filter(|k| *k == from || !self.doc.class(k - 1).is(Class::PREP)).find_map(|k| {
            let hit = self.doc.kb_at(k).filter(|h| k + h.words as usize <= to)?;
            let body = self.doc.tables.kb[hit.row as usize].kind == EntityKind::Organisation;
            (body || hit.metonym || self.is_place(hit)).then_some((k, k + hit.words as usize))
        })
    }

    fn is_place(&self, hit: KbHit) -> bool {
        matches!(self.doc.tables.kb[hit.row as usize].kind, EntityKind::Place | EntityKind::State)
    }

    /// `في PLACE` directly before the meeting at `i`, behind the verb: بدأت في جنيف الجولة الثامنة.
    pub(super) fn place_before(&self, i: usize) -> Option<(usize, usize)> {
        let at = (i.saturating_sub(5)..i).find(|k| self.doc.key(*k) == key!("في"))?;
        let place = (at + 1..i).find_map(|k| {
            if self.process_of(k).is_some() {
                return Some((k, k + 1));
            }
            let hit = self.doc.kb_at(k)?;
            (hit.metonym || self.is_place(hit)).then_some((k, k + hit.words as usize))
        })?;
        let city = place.0 == at + 1 || [key!("مدينة"), key!("العاصمة")].contains(&self.doc.key(at + 1));
        let time = |k: usize| self.doc.class(k).is(Class::TIME.or(Class::DAY));
        (city && (place.1..i).all(time) && at > self.sentence_start(i)).then_some(place)
    }
}
