//! Who takes part: a noun phrase, parted where it joins several.

use super::Mentions;
use super::tables::{Sense, Tables};
use crate::reader::Reader;
use crate::reading::{PartRole, Party};
use rawi_actors::{EntityKind, Likely};
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, after_letters, key};

/// Those who take part, unnamed.
const GENERIC: [Key; 14] = [
    key!("الصحفيين"),
    key!("الصحافيين"),
    key!("الوفود"),
    key!("الأطراف"),
    key!("الجانبين"),
    key!("الطرفين"),
    key!("الجانبان"),
    key!("الطرفان"),
    key!("البلدين"),
    key!("البلدان"),
    key!("جميع"),
    key!("وفود"),
    key!("الدول"),
    key!("عدد"),
];

/// How many words behind a meeting those who take part are looked for.
const FAR: usize = 28;

impl Reader<'_> {
    /// The parties of the phrase at token `j`, and one past it.
    pub(super) fn parties(&self, j: usize, limit: usize, mentions: &Mentions<'_>) -> (Vec<Party>, usize) {
        let mut out = Vec::new();
        let mut at = j;
        while at < limit && out.len() < 12 {
            let Some(np) = self.noun_phrase(at, limit, true, &[]).filter(|np| np.can_speak() && np.start == at) else { break };
            let mut from = at;
            for k in at + 1..=np.end {
                // و joins the next one where a name or a title stands behind it
                let in_name = (k.saturating_sub(6)..k).any(|q| self.doc.kb_at(q).is_some_and(|h| q + h.words as usize > k));
                if k < np.end && (in_name || !self.joins(k)) {
                    continue;
                }
                // وفدي الحكومة والمعارضة: a delegation each
                let delegations = [key!("وفدي"), key!("وفدا"), key!("ووفدا"), key!("ووفدي")].contains(&self.doc.key(np.start));
                let first = from + usize::from(delegations && from == np.start);
                if let Some(mut p) = self.party_of(first, k, mentions) {
                    if delegations {
                        (p.entity, p.name) = (None, format!("وفد {}", p.mention.of(self.doc.text)));
                    }
                    out.push(p);
                }
                from = k;
            }
            at = np.end;
            let comma = at + usize::from(self.doc.kind(at) == TokenKind::Comma);
            if comma < limit && self.joins(comma) {
                at = comma;
                continue;
            }
            break;
        }
        (out, at)
    }

    /// Whether a token begins with و and goes on with somebody who can take part.
    fn joins(&self, k: usize) -> bool {
        let key = self.doc.key(k);
        if self.doc.kind(k) != TokenKind::Word || key.first() != WAW || key.len() < 3 || self.doc.word(k).is_whole() {
            return false;
        }
        let word = self.doc.tables.word(key.skip(1));
        self.doc.kb_at(k).is_some()
            || word.role().is_some()
            || word.likely_name() == Likely::Known
            || article_off(key.skip(1)).1 && !word.is_demonym()
    }

    /// The party that the tokens name.
    pub(super) fn party_of(&self, from: usize, to: usize, mentions: &Mentions<'_>) -> Option<Party> {
        // وفد الأمم المتحدة برئاسة …
        let to = (from + 1..to).find(|k| self.doc.key(*k) == key!("برئاسة")).unwrap_or(to);
        let to = (from + 1..to).find(|k| self.stops(*k)).unwrap_or(to);
        let mut span = self.span((from, to));
        let time = self.doc.class(from).is(Class::DAY.or(Class::TIME));
        if to <= from || span.is_empty() || time || GENERIC.contains(&self.doc.key(from)) {
            return None;
        }
        if matches!(self.doc.key(from).first(), WAW | FA) && !self.doc.word(from).is_whole() && self.joins(from) {
            span.start = after_letters(self.doc.text, self.doc.token(from)?.span, 1);
        }
        let people = |kind: EntityKind| kind == EntityKind::Person;
        // a name with another one before it is that person's only where the whole is mentioned (سمير العامري is no العامري)
        let whole = |m: rawi_text::Span| {
            let at = (from..to).find(|k| self.doc.token(*k).is_some_and(|t| t.span.end > m.start)).unwrap_or(from);
            at == from || self.doc.word(at - 1).likely_name() != Likely::Known || self.doc.word(at - 1).role().is_some()
        };
        let known = mentions.inside(span).filter(|(m, e)| {
            if !whole(*m) {
                return false;
            }
            let kind = mentions.reading.entities[*e].kind;
            // a person's name anywhere in the phrase; another name only where it is the phrase (وفد الحكومة السورية is no state)
            people(kind) || m.start == span.start && self.doc.kb_at(from).is_some() || m.len() * 10 >= span.len() * 9
        });
        let best = known.max_by_key(|(m, e)| (people(mentions.reading.entities[*e].kind), m.len()));
        let name = match best {
            Some((_, e)) => mentions.reading.entities[e].name.clone(),
            None => span.of(self.doc.text).split_whitespace().collect::<Vec<_>>().join(" "),
        };
        Some(Party { entity: best.map(|b| b.1), name, mention: span })
    }

    /// Those who take part in what is told before token `j`: `بين X وY`, `مع X`, `برعاية X`, `بمشاركة X وY`.
    pub(super) fn with(&self, j: usize, mentions: &Mentions<'_>) -> (Vec<(Party, PartRole)>, usize) {
        let t = Tables::built_in();
        let limit = self.limit(j).min(j + FAR);
        let (mut out, mut end) = (Vec::new(), j);
        let mut i = j;
        while i < limit {
            if self.doc.class(i).is(Class::CLAUSE.or(Class::REL)) || self.stops(i) && i > j + 1 {
                break;
            }
            let found = t.senses(|n| self.doc.key(i + n)).find_map(|(n, s)| match s {
                Sense::With(role) => Some((n, role)),
                _ => None,
            });
            let Some((words, role)) = found else {
                i += 1;
                continue;
            };
            let (parties, after) = self.parties(i + words, limit, mentions);
            if !parties.is_empty() {
                end = after;
            }
            out.extend(parties.into_iter().map(|p| (p, role)));
            i = after.max(i + words);
        }
        (out, end)
    }

    /// `في PLACE` near a meeting.
    pub(super) fn place_near(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        (from..to.min(self.limit(from))).find_map(|i| {
            let kb = |j: usize| {
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
