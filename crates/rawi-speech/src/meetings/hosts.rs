//! Where a meeting is held and whose guests its sides are: استضافت عمان اجتماعا, بدأت في جنيف الجولة الثامنة.

use super::Mentions;
use super::tables::Sense;
use crate::reader::Reader;
use crate::reading::Party;
use rawi_actors::EntityKind;
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
        let known = |from: usize, to: usize| {
            (from..to).filter(|k| !self.doc.class(k.saturating_sub(1)).is(Class::PREP)).find_map(|k| {
                let hit = self.doc.kb_at(k).filter(|h| k + h.words as usize <= to)?;
                let kind = self.doc.tables.kb[hit.row as usize].kind;
                let host = matches!(kind, EntityKind::Place | EntityKind::State | EntityKind::Organisation) || hit.metonym;
                host.then_some((k, k + hit.words as usize, kind, hit.metonym))
            })
        };
        let found = known(verb + 1, i).or_else(|| {
            let head = self.sentence_start(i);
            if verb > head && verb < head + 6 { known(head, verb).filter(|f| f.1 == verb) } else { None }
        });
        if let Some((from, to, kind, metonym)) = found {
            let party = self.party_of(from, to, mentions)?;
            let place = metonym || matches!(kind, EntityKind::Place | EntityKind::State);
            return Some((party, place.then_some((from, to))));
        }
        let (mut parties, end) = self.parties(verb + 1, i, mentions);
        (parties.len() == 1 && end + 3 >= i).then(|| parties.remove(0)).map(|p| (p, None))
    }

    /// `في PLACE` directly before the meeting at `i`, behind the verb: بدأت في جنيف الجولة الثامنة.
    pub(super) fn place_before(&self, i: usize) -> Option<(usize, usize)> {
        let at = (i.saturating_sub(5)..i).find(|k| self.doc.key(*k) == key!("في"))?;
        let place = (at + 1..i).find_map(|k| {
            let hit = self.doc.kb_at(k)?;
            let kind = self.doc.tables.kb[hit.row as usize].kind;
            (hit.metonym || matches!(kind, EntityKind::Place | EntityKind::State)).then_some((k, k + hit.words as usize))
        })?;
        let city = place.0 == at + 1 || [key!("مدينة"), key!("العاصمة")].contains(&self.doc.key(at + 1));
        let time = |k: usize| self.doc.class(k).is(Class::TIME.or(Class::DAY));
        (city && (place.1..i).all(time) && at > self.sentence_start(i)).then_some(place)
    }
}
