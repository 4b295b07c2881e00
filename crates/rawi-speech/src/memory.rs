//! What a thread remembers of words from one article to the next.
//!
//! News has few words, and they come again and again: a word is looked up in all tables when it is first met, and never
//! again. A reading does not hang on what was read before it: only what the tables say of a word by itself is kept.

use crate::By;
use crate::lexis::Lexis;
use rawi_actors::Known;
use rawi_text::{Scaffold, Span, Vocabulary};
use std::cell::Cell;

/// How many words are kept (about 250 bytes each). With more, all is forgotten and learnt anew.
const MOST: usize = 1 << 16;

thread_local! {
    static KEPT: Cell<Option<Box<Memory>>> = const { Cell::new(None) };
}

/// Words with what the tables say of them.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The tables, by their identities.
    by: [u64; 2],
    vocabulary: Vocabulary,
    /// Of actors.
    pub(crate) known: Known,
    /// Of speech.
    pub(crate) lexis: Lexis,
}

impl Memory {
    /// What the thread remembers by these tables; whoever takes it gives it back with [`Memory::keep`].
    pub(crate) fn take(by: By<'_>) -> Box<Memory> {
        let identity = [by.tables.identity.number(), by.lexicon.identity.number()];
        let kept = KEPT.take().filter(|m| m.by == identity && m.vocabulary.words().len() < MOST);
        kept.unwrap_or_else(|| Box::new(Memory { by: identity, ..Memory::default() }))
    }

    /// Keeps it for the next article.
    pub(crate) fn keep(self: Box<Self>) {
        KEPT.set(Some(self));
    }

    /// The structure of a text, all its words known.
    pub(crate) fn scaffold(&mut self, text: &str, parts: &[Span], by: By<'_>) -> Scaffold {
        let scaffold = Scaffold::with(text, parts, &mut self.vocabulary);
        self.known.learn(self.vocabulary.words(), by.tables);
        self.lexis.learn(self.vocabulary.words(), by.lexicon);
        scaffold
    }
}
