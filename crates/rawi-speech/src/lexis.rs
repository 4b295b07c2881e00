//! What the tables say of each word of a vocabulary, whatever stands around it: looked up once, read wherever it stands.

use crate::cues::CueFacts;
use crate::lexicon::Lexicon;
use crate::propose::ActNounFacts;
use crate::reader::{Glued, looks_verb};
use crate::stances::{self, StanceFacts};
use crate::triggers;
use rawi_actors::Tables;
use rawi_text::{Key, WordFacts};
use std::cell::OnceCell;

/// What is known of one word. What is asked of few words is found when it is first asked for.
#[derive(Debug)]
pub(crate) struct Facts {
    /// As a form of a reporting verb, and as the head of a phrase.
    pub(crate) cue: CueFacts,
    key: Key,
    act_noun: OnceCell<ActNounFacts>,
    glued: OnceCell<Option<Glued>>,
    looks_verb: OnceCell<bool>,
    stance: OnceCell<StanceFacts>,
}

impl Facts {
    fn of(key: Key, lexicon: &Lexicon) -> Facts {
        Facts {
            cue: CueFacts::of(key, lexicon),
            key,
            act_noun: OnceCell::new(),
            glued: OnceCell::new(),
            looks_verb: OnceCell::new(),
            stance: OnceCell::new(),
        }
    }

    /// As a noun that carries an act.
    pub(crate) fn act_noun(&self, lexicon: &Lexicon) -> ActNounFacts {
        *self.act_noun.get_or_init(|| ActNounFacts::of(self.key, lexicon))
    }

    /// Its first letter as a preposition.
    pub(crate) fn glued(&self, tables: &Tables) -> Option<Glued> {
        *self.glued.get_or_init(|| Glued::of(self.key, tables))
    }

    /// Whether it looks like a verb that no table knows.
    pub(crate) fn looks_verb(&self, tables: &Tables) -> bool {
        *self.looks_verb.get_or_init(|| looks_verb(self.key, tables))
    }

    /// What it says of a stance.
    pub(crate) fn stance(&self) -> StanceFacts {
        *self.stance.get_or_init(|| StanceFacts::of(self.key, self.cue.is_whole_verb()))
    }
}

/// What a word may lead to, as bits: the first four are those of [`triggers`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs(pub(crate) u8);

impl Signs {
    /// It may begin a condition.
    pub(crate) const CONDITION: u8 = 1 << 4;
    /// It may be a verb of taking back what was said.
    pub(crate) const TURN: u8 = 1 << 5;
    /// It may begin a later clause that takes a stance.
    pub(crate) const LATER: u8 = 1 << 6;
    /// It may be a form of a reporting verb, or begin a phrase that attributes.
    pub(crate) const CUE: u8 = 1 << 7;

    /// Whether one of these bits is set.
    #[inline]
    pub(crate) fn any(self, bits: u8) -> bool {
        self.0 & bits != 0
    }
}

/// The words of a vocabulary, by number: what every word is asked for apart from what few are.
#[derive(Debug, Default)]
pub(crate) struct Lexis {
    signs: Vec<Signs>,
    facts: Vec<Facts>,
}

impl Lexis {
    /// Takes up the words of a vocabulary that it does not have yet.
    pub(crate) fn learn(&mut self, vocabulary: &[WordFacts], lexicon: &Lexicon) {
        for word in vocabulary.get(self.facts.len()..).unwrap_or_default() {
            let facts = Facts::of(word.key, lexicon);
            let cue = if facts.cue.is_any() { Signs::CUE } else { 0 };
            self.signs.push(Signs(triggers::bits(word.key) | stances::bits(word.key) | cue));
            self.facts.push(facts);
        }
    }

    /// What the word with that number may lead to.
    #[inline]
    pub(crate) fn signs(&self, number: u32) -> Signs {
        self.signs[number as usize]
    }

    /// The facts of the word with that number.
    #[inline]
    pub(crate) fn of_word(&self, number: u32) -> &Facts {
        &self.facts[number as usize]
    }
}
