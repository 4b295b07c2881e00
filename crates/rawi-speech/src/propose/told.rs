//! What somebody is said to have told of a thing: ما نشرته الصحيفة عن كذا, الادعاءات التي أوردتها وسائل إعلام بشأن كذا.

use super::{Position, Proposal};
use crate::cues::CueWord;
use crate::lexicon::{Mark, Mood, Prep};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::NounPhrase;
use rawi_text::{Class, Key, TokenKind, key};

/// What leads from who told it to what it is about.
const ABOUT: [Key; 5] = [key!("عن"), key!("حول"), key!("بشأن"), key!("بخصوص"), key!("من")];

impl<'a> Reader<'a> {
    /// A verb whose object is a pronoun that goes back to ما or التي, who told it, and what it is about.
    pub(super) fn propose_told(&self, cue: &CueWord<'a>) -> Option<Proposal> {
        let i = cue.token;
        let form = cue.forms.iter().find(|f| matches!(f.mood, Mood::Perfect | Mood::Imperfect))?;
        let verb = self.verb(form);
        let before = i.checked_sub(1)?;
        let relative = self.doc.key(before) == word::MA || self.doc.class(before).is(Class::REL);
        let tells = verb.act == Act::Inform && !verb.light || verb.key == key!("أعلن");
        if !(cue.object && relative && tells && cue.conj.is_none() && !self.is_passive(cue)) {
            return None;
        }
        let limit = self.limit(i);
        let subject = self.noun_phrase(i + 1, limit, false, &ABOUT).filter(NounPhrase::can_speak)?;
        let mut at = subject.end;
        while at < limit && (self.doc.class(at).is(Class::TIME.or(Class::DAY)) || self.doc.kind(at) == TokenKind::Comma) {
            at += 1;
        }
        // من أن only before a clause
        let about = ABOUT.contains(&self.doc.key(at)) && (self.doc.key(at) != word::MIN || self.is_clause(at + 1));
        let content = at + 1;
        // ما نقلته الوكالة عن الوزير: from whom
        let from = |np: NounPhrase| np.name.is_some() || np.role.is_some_and(|r| r.role.is_human());
        if self.doc.key(at) == word::AN && self.noun_phrase(content, limit, false, &[]).is_some_and(from) {
            return None;
        }
        if at >= limit || !about || !(self.is_clause(content) || self.good_noun(content)) {
            return None;
        }
        Some(Proposal {
            token: i,
            cue_end: i + 1,
            form: *form,
            act: verb.act,
            subject: Some(subject),
            position: Position::After,
            content,
            quote: None,
            mark: if self.is_clause(content) { Mark::Clause } else { Mark::Prep(Prep::An) },
            addressee: None,
            carriers: Vec::new(),
            linked: false,
            purpose: false,
            why: "verb+preposition",
            confidence: 0.75,
        })
    }
}
