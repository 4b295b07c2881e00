//! A headline that no line break parts from its article.

use crate::lexicon::Mood;
use crate::reader::Reader;
use rawi_actors::NounPhrase;
use rawi_text::{Class, TokenKind};

/// Most tokens of such a headline.
const LONGEST: usize = 36;

impl Reader<'_> {
    /// The token that the article begins with where a headline stands before it in one line: a verb of speech in the perfect
    /// with its subject (أكد وزير النقل …), right after words that are a headline's: a name and a colon, or a verb in the
    /// imperfect.
    pub(crate) fn lead_after_headline(&self) -> Option<usize> {
        let doc = &self.doc;
        let end = (0..doc.scaffold.tokens.len().min(LONGEST))
            .find(|i| matches!(doc.kind(*i), TokenKind::Break | TokenKind::Stop))
            .unwrap_or(LONGEST);
        let mut headline = false;
        for i in 0..end {
            let cue = self.cues.at(i);
            headline |= doc.kind(i) == TokenKind::Colon
                || cue.is_some_and(|c| c.has(Mood::Imperfect) && !c.has(Mood::Perfect) && i > 0 && self.stops(i));
            let lead = headline
                && i > 3
                && cue.is_some_and(|c| {
                    c.conj.is_none() && c.has(Mood::Perfect) && !c.has(Mood::Imperfect) && !c.object && !doc.class(i).any()
                })
                && !doc.class(i - 1).any()
                && matches!(doc.kind(i - 1), TokenKind::Word | TokenKind::Number | TokenKind::Quote | TokenKind::Close)
                && self.subject_after(i + 1, self.limit(i), true, &[]).is_some_and(|np| np.start == i + 1 && speaks(&np));
            // الذي أعلنه: not within a relative clause
            let relative = (i.saturating_sub(3)..i).any(|k| doc.class(k).is(Class::REL.or(Class::CLAUSE)));
            if lead && !relative {
                return Some(i);
            }
        }
        None
    }
}

fn speaks(np: &NounPhrase) -> bool {
    np.name.is_some() || np.kb.is_some() || np.role.is_some_and(|r| r.role.is_human() || r.role.is_body())
}
