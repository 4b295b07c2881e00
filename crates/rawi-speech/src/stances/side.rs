//! Whose side somebody or something is on: the speaker's own (بلاده, الحكومة, دعمه), or that of others.

use super::Type;
use super::head::{PRONOUNS, STRESSED};
use super::tables::{Bits, Tables};
use super::target::Actors;
use crate::reader::Reader;
use crate::reading::{Reading, Statement};
use rawi_actors::EntityKind;
use rawi_text::key;
use rawi_text::words::article_off;

/// How many mentions of a speaker are looked at for the side that they are on.
const MENTIONS: usize = 6;

impl Reader<'_> {
    /// Whether a subject is the speaker's own side: بلاده, the speaker by name, the state or body that the speaker is
    /// called by (الخارجية الروسية … روسيا).
    pub(super) fn is_own(&self, np: (usize, usize), s: &Statement, reading: &Reading, actors: &Actors) -> bool {
        if self.has_pronoun(np.0) && self.noun_entry(np.0).is(Bits::OWN) {
            return true;
        }
        let Some(speaker) = s.speaker.entity else { return false };
        let Some((_, e)) = actors.at(self.span(np)) else { return false };
        if e == speaker {
            return true;
        }
        let subject = &reading.entities[e];
        // a newspaper does not speak for its country
        if reading.entities[speaker].kind == EntityKind::Outlet
            || !matches!(subject.kind, EntityKind::State | EntityKind::Organisation | EntityKind::Group)
        {
            return false;
        }
        // named in the words for the speaker, or by the adjective there
        reading.entities[speaker].mentions.iter().take(MENTIONS).any(|m| {
            let (a, b) = self.token_range(*m);
            (a..b).any(|i| {
                let named = self.doc.kb_at(i).is_some_and(|h| self.doc.tables.kb[h.row as usize].id == subject.id);
                let state =
                    || self.doc.tables.nisba(self.doc.key(i)).is_some_and(|r| self.doc.tables.kb[r as usize].id == subject.id);
                // السفير في واشنطن: where he is
                (named || state()) && (i == a || self.prep_at(i - 1).is_none())
            })
        })
    }

    /// Whether a noun is the speaker's: دعمه, نية بلاده; ضرورة and أهمية are whoever stresses them.
    pub(super) fn is_speakers(&self, t: &Tables, i: usize) -> bool {
        let row = t.noun(self.noun_entry(i));
        let stressed = !article_off(self.doc.key(i)).1
            && (row.is_some_and(|r| r.kind == Some(Type::Demands)) || STRESSED.contains(&self.doc.key(i)));
        let next = self.is_owner(i + 1);
        stressed || next || self.has_pronoun(i) && self.doc.key(i).len() > 3
    }

    /// Whether a subject is somebody who can do a misdeed.
    pub(super) fn is_actor(&self, np: (usize, usize), actors: &Actors) -> bool {
        let key = self.doc.key(np.0);
        // اغتيال هنية يهدد: what was done to him
        let span = self.span(np);
        let head = actors.at(span).is_some_and(|(m, _)| m.start <= span.start + 2 || self.doc.word(np.0).role().is_some());
        head || key == key!("الاحتلال") || key == key!("العدو") || self.is_somebody(np)
    }

    /// بلاده, الحكومة behind a noun that carries the stance: what follows is its object.
    pub(super) fn behind_owner(&self, at: usize, to: usize) -> usize {
        if at < to && self.is_owner(at) { at + 1 } else { at }
    }

    /// بلاده, الحكومة.
    fn is_owner(&self, at: usize) -> bool {
        self.noun_entry(at).is(Bits::OWN) && (self.has_pronoun(at) || article_off(self.doc.key(at)).1)
    }

    /// Whether a noun may have a pronoun: no معارضة, whose ة is spelt ه in keys, no الحكومه.
    pub(super) fn has_pronoun(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        PRONOUNS.iter().any(|p| key.before(*p).is_some())
            && !article_off(key).1
            && !self.span((i, i + 1)).of(self.doc.text).ends_with('ة')
    }
}
