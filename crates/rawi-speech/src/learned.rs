//! What an outlet has learned: «علمت «الأوان» من مصدر مطلع أن …».

use crate::around::Around;
use crate::cues::PhraseAt;
use crate::lexicon::{Form, Gender, Mood, Number, Prep};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_actors::{EntityKind, NounPhrase, Role};
use rawi_text::words::WAW;
use rawi_text::{TokenKind, key};

/// How far from the verb its source may stand, and from the source its clause, in tokens.
const NEAR: usize = 14;

impl Reader<'_> {
    /// Statements that an outlet tells of its sources with a verb of knowing, at the head of a sentence. Whoever told it speaks;
    /// without a source it is the outlet.
    pub(crate) fn learned(&self, phrases: &[PhraseAt<'_>]) -> Vec<Around> {
        self.doc.scaffold.sentences.iter().filter_map(|s| self.learned_at(s.start as usize, phrases)).collect()
    }

    /// Whether a phrase names an outlet, or something in quotation marks that may be one.
    fn is_outlet(&self, np: &NounPhrase) -> bool {
        np.kb.is_some_and(|h| self.doc.tables.kb[h.row as usize].kind == EntityKind::Outlet)
            || np.role.is_some_and(|r| r.role == Role::Outlet)
            || self.opens(np.start).is_some()
    }

    fn learned_at(&self, start: usize, phrases: &[PhraseAt<'_>]) -> Option<Around> {
        let doc = &self.doc;
        let at = start + usize::from([key!("وقد"), key!("كما")].contains(&doc.key(start)));
        let key = doc.key(at);
        let bare = if key.first() == WAW { key.skip(1) } else { key };
        if ![key!("علمت"), key!("علم")].contains(&bare) {
            return None;
        }
        let limit = self.limit(at);
        let outlet = self.noun_phrase(at + 1, limit, false, &[key!("من")])?;
        let clause = |from: usize| {
            (from..limit.min(from + NEAR))
                .take_while(|j| !self.ends(*j) && doc.kind(*j) != TokenKind::Colon)
                .find(|j| self.is_clause(*j))
        };
        let source =
            (self.prep_at(outlet.end) == Some(Prep::Min)).then(|| self.noun_phrase(outlet.end + 1, limit, false, &[])).flatten();
        let (subject, carrier) = match source {
            Some(source) => (source, Some(outlet)),
            // علم الباحثون أن: whoever is no outlet has learned it for himself
            None => (Some(outlet).filter(|np| self.is_outlet(np))?, None),
        };
        let content = clause(subject.end)?;
        let gender = if bare == key!("علم") { Gender::M } else { Gender::F };
        Some(Around {
            cue: (at, at + 1),
            content: vec![self.trim(content, self.plain_end(content, limit, phrases))],
            subject: Some(subject.can_speak().then_some(subject)?),
            carrier,
            form: Some(Form { verb: 0, mood: Mood::Perfect, gender, number: Number::S }),
            act: Act::Inform,
            why: "learned",
            confidence: 0.85,
        })
    }
}
