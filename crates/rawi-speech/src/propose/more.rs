//! Verbs that are often no speech, where they go on what the same speaker said: X شجب كذا، وأيد كذا. ودافع عن كذا.

use super::{Complement, Proposal};
use crate::cues::{CueWord, is_finite};
use crate::lexicon::{Form, Mark, Prep};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_actors::Role;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, TokenKind, key, sets};

/// Farthest that the verb before may stand, in tokens.
const FAR: usize = 45;

impl Reader<'_> {
    /// Whether a verb that is joined by و and names nobody goes on what was proposed last: the same speaker by gender and
    /// number, in the same tense, right behind it.
    pub(super) fn says_more(&self, cue: &CueWord<'_>, form: &Form, comp: &Complement, previous: Option<&Proposal>) -> bool {
        let (i, doc) = (cue.token, &self.doc);
        let Some(last) = previous.filter(|p| p.cue_end + 1 < i && i - p.token < FAR) else { return false };
        let verb = self.verb(form);
        let also = doc.key(i - 1) == key!("كما");
        let linked = also || doc.key(i).first() == WAW && cue.conj.is_some();
        // تحدث عن كذا: a topic
        let voiced = verb.act != Act::Inform || sets().asks.contains(&verb.key);
        if !linked || !voiced || cue.object || !is_finite(last.form.mood) || last.form.mood != form.mood {
            return false;
        }
        // ويرجع تاريخ المدينة إلى: what stands right behind it
        if comp.subject_limit > i + 1 && self.skip_light(i + 1, i + 1) < comp.subject_limit {
            return false;
        }
        let agrees = match &last.subject {
            Some(np) => np.can_speak() && self.agrees_after(form, np),
            None => last.form.gender == form.gender && last.form.number == form.number,
        };
        let (here, there) = (self.sentence_number(i), self.sentence_number(last.token));
        let noun = matches!(last.mark, Mark::Noun | Mark::Prep(_)) && !self.is_clause(last.content);
        // قال إن الجيش انسحب، ورفض الحوار: within a clause it may be another's
        let from = i - usize::from(also);
        let joined = here == there && noun && doc.kind(from - 1) == TokenKind::Comma;
        let begins = here == there + 1 && self.sentence_start(i) == from;
        agrees && (joined || begins) && self.quote(i).is_none() && self.is_matter_of(comp)
    }

    /// Whether what a verb takes is surely its object, and nobody who does it.
    fn is_matter_of(&self, comp: &Complement) -> bool {
        let at = comp.content;
        let (doc, class) = (&self.doc, self.doc.class(at));
        let word = doc.word(at);
        let (bare, article) = article_off(doc.key(at));
        if class.is(Class::DEM) || doc.key(at) == key!("أي") {
            return true;
        }
        let known = word.role().is_some_and(|r| r.role != Role::Document) || doc.kb_at(at).is_some() || word.is_namelike();
        match comp.mark {
            Mark::Prep(Prep::Bi) => true,
            Mark::Prep(_) => !known || self.act_noun(at).is_some(),
            Mark::Noun => {
                self.act_noun(at).is_some()
                    || self.is_event(at)
                    || word.role().is_some_and(|r| r.role == Role::Document)
                    || sets().offered.contains(&bare)
                    || !known && (rawi_actors::is_verbal_noun(bare) || self.is_owned(at))
                    || !known && !article && doc.kind(at) == TokenKind::Word && !class.any() && word.is_noun()
            }
            _ => false,
        }
    }
}
