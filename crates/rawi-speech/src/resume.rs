//! Words that may begin the reporter's clause behind a content, where no mark stands: places that the model is asked about.

use crate::lexicon::Mood;
use crate::reader::Reader;
use rawi_text::words::{ALIF, FA, WAW, article_off};
use rawi_text::{Class, TokenKind, key, sets};

impl Reader<'_> {
    /// Whether a content may end behind the quotation mark `j`: it closes, and a word follows.
    pub(crate) fn quote_may_end(&self, j: usize, limit: usize) -> bool {
        self.closes(j).is_some() && j + 1 < limit && self.doc.kind(j + 1) == TokenKind::Word
    }

    /// Whether a word with no mark before it may begin a clause of the reporter's: لكن, مما, رغم, و and a verb, a participle.
    pub(crate) fn clause_may_begin(&self, j: usize, start: usize) -> bool {
        let (doc, key, class) = (&self.doc, self.doc.key(j), self.doc.class(j));
        if j < start + 2 || doc.kind(j - 1) == TokenKind::Comma {
            return false;
        }
        if class.is(Class::LINK.or(Class::SUB)) || [key!("رغم"), key!("مما"), key!("علما"), key!("وذلك")].contains(&key)
        {
            return true;
        }
        if self.cues.at(j).is_some_and(|c| c.has(Mood::Participle)) && key.last() == ALIF {
            return true;
        }
        let joined = matches!(key.first(), WAW | FA) && key.len() > 3 && !doc.word(j).is_whole();
        if !joined {
            return false;
        }
        let bare = key.skip(1);
        let noun = || {
            let word = doc.tables.word(bare);
            article_off(bare).1 || word.role().is_some() || word.is_common()
        };
        class.is(Class::NEG.or(Class::AUX).or(Class::PRON))
            || sets().event_verb.contains(&bare)
            || self.cues.at(j).is_some_and(crate::cues::CueWord::is_finite)
            || !class.any() && !noun()
    }
}
